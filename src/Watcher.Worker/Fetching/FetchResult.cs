using System.Collections.Immutable;
using System.Net;
using Watcher.Reading.Pages;

namespace Watcher.Worker.Fetching;

/// <summary>How one fetch ended. All cases are normal days.</summary>
internal abstract record FetchResult
{
    private FetchResult()
    {
    }

    /// <summary>The way to the answer, in order; empty when nothing redirected.</summary>
    public ImmutableArray<Redirect> Redirects { get; init; } = [];

    /// <summary>The server's own clock when it answered; null when it does not say.</summary>
    public DateTimeOffset? ServerTime { get; init; }

    /// <param name="Page">The body and what its reading needs.</param>
    /// <param name="MaxAge">How long the server calls the body fresh, at most 24 h; null when it does not say.</param>
    /// <param name="MovedTo">The new address when every redirect on the way was permanent; null when there was none.</param>
    public sealed record Fetched(Page Page, TimeSpan? MaxAge, Uri? MovedTo) : FetchResult;

    /// <summary>The body is the one we have.</summary>
    public sealed record NotModified(TimeSpan? MaxAge) : FetchResult;

    /// <summary>The server answered, and not with a page.</summary>
    /// <param name="Status">Its answer.</param>
    /// <param name="RetryAfter">How long it asks to be left alone, at most 24 h; null when it does not say or says nonsense.</param>
    public sealed record Refused(HttpStatusCode Status, TimeSpan? RetryAfter) : FetchResult;

    /// <summary>No usable answer: nobody there, too slow, too large, or an address that must not be fetched.</summary>
    /// <param name="Cause">For counting and for deciding whether another try can help.</param>
    /// <param name="Reason">For the operator, without addresses of our own network.</param>
    public sealed record Unreachable(UnreachableCause Cause, string Reason) : FetchResult;
}

/// <summary>One step from an address to the next.</summary>
/// <param name="Status">301 and 308 are permanent.</param>
internal sealed record Redirect(Uri From, HttpStatusCode Status, Uri To);

internal enum UnreachableCause
{
    /// <summary>The address itself, or one it redirects to, must not be fetched.</summary>
    BadAddress,

    /// <summary>The name leads to a private address.</summary>
    PrivateAddress,

    UnknownHost,
    NoConnection,
    TimedOut,
    TooSlow,
    TooLarge,
    TooManyRedirects,

    /// <summary>The site's robots.txt asks programs to stay away.</summary>
    Excluded,

    /// <summary>The site's robots.txt could not be had, so that nobody knows whether the page may be.</summary>
    RulesUnknown,

    /// <summary>What came back is not HTTP, not TLS we trust, or not the compression it claims.</summary>
    BrokenAnswer,
}
