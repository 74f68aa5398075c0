using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Watcher.Worker.Fetching;

/// <summary>What a robots.txt says of one address.</summary>
internal enum RobotsVerdict
{
    Allowed,
    Excluded,

    /// <summary>It could not be had just now, which is no answer: the page waits.</summary>
    Unreadable,
}

/// <summary>What the robots.txt of each site says to us, fetched once a day. Safe for any number of callers.</summary>
/// <param name="userAgent">Its first word without the version is the name we answer to.</param>
internal sealed class RobotsRules(string userAgent, TimeProvider time)
{
    /// <summary>RFC 9309 asks for at least 500 KiB.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>Sites remembered; a watch list has some hundreds.</summary>
    private const int MaxSites = 4_096;

    private static readonly TimeSpan s_keep = TimeSpan.FromHours(24);

    /// <summary>A site that cannot say is left alone this long.</summary>
    private static readonly TimeSpan s_retry = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, (RobotsText? Text, DateTimeOffset Until)> _known = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _product = userAgent.Split('/', ' ')[0];

    public async Task<RobotsVerdict> AskAsync(Uri url, Func<Uri, CancellationToken, Task<FetchResult>> fetch, CancellationToken cancellationToken)
    {
        var site = url.GetLeftPart(UriPartial.Authority);
        if (!_known.TryGetValue(site, out var known) || known.Until <= time.GetUtcNow())
        {
            known = Read(await fetch(new Uri(site + "/robots.txt"), cancellationToken));
            if (_known.Count >= MaxSites)
            {
                _known.Clear();
            }

            _known[site] = known;
        }

        return known.Text is null ? RobotsVerdict.Unreadable : known.Text.Allows(url.PathAndQuery) ? RobotsVerdict.Allowed : RobotsVerdict.Excluded;
    }

    private (RobotsText? Text, DateTimeOffset Until) Read(FetchResult result) => result switch
    {
        FetchResult.Fetched { Page: var page } => (RobotsText.Read(Encoding.UTF8.GetString(page.Bytes.Span), _product), time.GetUtcNow() + s_keep),
        FetchResult.Refused { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests } =>
            (RobotsText.AllowsAll, time.GetUtcNow() + s_keep),
        _ => (null, time.GetUtcNow() + s_retry),
    };
}
