using System.Net;

namespace Watcher.Worker.Fetching;

/// <summary>What an operator can do about a feed that cannot be fetched.</summary>
internal static class FetchAdvice
{
    /// <summary>One line; null when the feed was fetched, or waiting is all there is to do.</summary>
    public static string? Of(FetchResult result) => result switch
    {
        FetchResult.Refused refused => Of(refused.Status),
        FetchResult.Unreachable unreachable => Of(unreachable.Cause),
        _ => null,
    };

    private static string? Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Gone => "410: the feed is not polled any more until its address changes; if that is a mistake of the server: watcher feeds poll ID --force",
        HttpStatusCode.NotFound => "nothing stands at that address: look on the outlet's pages for the new one of its feed",
        HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired => "the feed is for subscribers: take one that is open",
        HttpStatusCode.Forbidden or HttpStatusCode.NotAcceptable => "the server turns programs away: name an address of yours in Http:UserAgent, ask the outlet, or take another of its feeds",
        HttpStatusCode.UnavailableForLegalReasons => "withheld for legal reasons where this server stands",
        HttpStatusCode.TooManyRequests => "the server wants fewer requests: raise 'every' of its feeds",
        HttpStatusCode.Accepted => "the server wants to see a browser first: ask the outlet to let its feed through",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "the server redirects and does not say where to",
        _ => null,
    };

    private static string? Of(UnreachableCause cause) => cause switch
    {
        UnreachableCause.BadAddress => "correct the address in feeds.yaml",
        UnreachableCause.PrivateAddress => "only addresses of the open internet are fetched: if this one is meant, name its host:port in Http:AllowedPrivateHosts",
        UnreachableCause.UnknownHost => "check the spelling of the host in feeds.yaml, then the name server",
        UnreachableCause.TimedOut or UnreachableCause.TooSlow => "if it is always so slow, raise 'timeout' of the feed",
        UnreachableCause.TooLarge => "raise 'max_size' of the feed, or take a feed with fewer items",
        UnreachableCause.TooManyRedirects => "open the address in a browser and put the one that it ends at into feeds.yaml",
        _ => null,
    };
}
