using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Watcher.Reading.Pages;
using Watcher.Worker.Options;

namespace Watcher.Worker.Fetching;

/// <summary>
/// Fetches one page or feed: politely, within limits, and only from the open internet. What a server does never makes it throw; only the
/// caller's cancellation does.
/// </summary>
internal sealed class PageFetcher : IDisposable
{
    private const string FeedTypes =
        "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

    private const string PageTypes = "text/html, application/xhtml+xml, */*;q=0.5";

    /// <summary>In KB. Real answers have 1 to 8.</summary>
    private const int MaxHeadersKb = 64;

    /// <summary>Below 1024 live mail, databases and consoles; web pages live on two of those ports.</summary>
    private const int FirstUserPort = 1024;

    /// <summary>Once more a server may send us back to where we were, when it has put something in order; then it is a circle.</summary>
    private const int MaxVisits = 2;

    /// <summary>Any site that no rule of a proxy names.</summary>
    private static readonly Uri[] s_anywhere = [new("http://proxied.example/"), new("https://proxied.example/")];

    private readonly HostThrottle _throttle;
    private readonly TimeProvider _time;
    private readonly FetchLimits _limits;
    private readonly GuardedConnection _connection;
    private readonly HttpClient _client;
    private readonly RobotsRules? _robots;
    private readonly bool _hasProxy;

    public PageFetcher(IOptions<HttpOptions> options, HostThrottle throttle, TimeProvider time)
        : this(options.Value, throttle, time, FetchLimits.Default, Dns.GetHostAddressesAsync)
    {
    }

    /// <remarks>Limits and name service are open for tests.</remarks>
    internal PageFetcher(
        HttpOptions options, HostThrottle throttle, TimeProvider time, FetchLimits limits, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_throttle, _time, _limits) = (throttle, time, limits);
        var proxy = options.Proxy switch { "" => null, "environment" => HttpClient.DefaultProxy, var address => new WebProxy(address) };
        _connection = new GuardedConnection(options.AllowedPrivateHosts, resolve, Proxies(proxy));
        _hasProxy = proxy is not null;
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None,   // servers lie about it: see ContentDecoder
            UseProxy = proxy is not null,   // behind one the guard sees the proxy only
            Proxy = proxy,
            UseCookies = false,
            Credentials = null,
            AllowAutoRedirect = false,
            ConnectTimeout = limits.ConnectTimeout,
            MaxResponseHeadersLength = MaxHeadersKb,
            MaxConnectionsPerServer = 1,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ActivityHeadersPropagator = null,   // servers need not know how our requests hang together
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
            ConnectCallback = (context, token) => _connection.ConnectAsync(context.DnsEndPoint, token),
        };
        _robots = options.RespectRobots ? new RobotsRules(options.UserAgent, time) : null;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };   // ours covers the body too
        _client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.UserAgent);
    }

    public Task<FetchResult> FetchAsync(Uri url, CancellationToken cancellationToken) => FetchAsync(new FetchRequest(url), cancellationToken);

    public async Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var redirects = ImmutableArray.CreateBuilder<Redirect>();
        var result = await FollowAsync(request, redirects, cancellationToken);
        return redirects.Count == 0 ? result : result with { Redirects = redirects.ToImmutable() };
    }

    private async Task<FetchResult> FollowAsync(FetchRequest request, ImmutableArray<Redirect>.Builder redirects, CancellationToken cancellationToken)
    {
        var left = request.Timeout ?? _limits.Timeout;
        var target = request.Url;
        var isPermanent = true;
        var visits = new Dictionary<Uri, int>();
        for (var hop = 0; hop <= _limits.MaxRedirects; hop++)
        {
            if (Problem(target) is { } problem)
            {
                return new FetchResult.Unreachable(UnreachableCause.BadAddress, hop == 0 ? problem : $"redirected to a bad address: {problem}");
            }

            if (_robots is not null && !request.IsFeed)
            {
                switch (await _robots.AskAsync(target, FetchRobotsAsync, cancellationToken))
                {
                    case RobotsVerdict.Excluded:
                        return new FetchResult.Unreachable(UnreachableCause.Excluded, "robots.txt asks to stay away");
                    case RobotsVerdict.Unreadable:
                        return new FetchResult.Unreachable(UnreachableCause.RulesUnknown, "robots.txt cannot be read just now");
                }
            }

            visits[target] = visits.GetValueOrDefault(target) + 1;
            if (visits[target] > MaxVisits)
            {
                return new FetchResult.Unreachable(UnreachableCause.TooManyRedirects, $"redirects in a circle, back to {target}; sites that insist on cookies do so, and none are kept");
            }

            // Every hop waits for the turn of its own host; only the time on the wire counts.
            using var turn = await _throttle.EnterAsync(target.Host, cancellationToken);
            var start = _time.GetTimestamp();
            using var timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            var (result, next, redirect) = await AskAsync(request, target, hop == 0 ? null : isPermanent, both.Token, timeout.Token, cancellationToken);
            if (result is FetchResult.Refused { Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable })
            {
                _throttle.HoldBack(target.Host);
            }

            if (result is FetchResult.Fetched { Page: var page } && !request.IsFeed && MetaRefresh.Target(page) is { } refresh && visits.GetValueOrDefault(refresh) == 0)
            {
                (result, next, redirect) = (null, refresh, HttpStatusCode.OK);
            }

            if (result is not null)
            {
                return result;
            }

            Debug.Assert(next is not null, "No result means a redirect.");
            if (IsDowngrade(request, target, next))
            {
                return new FetchResult.Unreachable(UnreachableCause.BadAddress, "redirected from https to http");
            }

            left -= _time.GetElapsedTime(start);
            redirects.Add(new(target, redirect, next));
            isPermanent &= redirect is HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect;
            target = next;
        }

        return new FetchResult.Unreachable(UnreachableCause.TooManyRedirects, $"more than {_limits.MaxRedirects} redirects");
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Asked like a feed, so that no robots.txt is asked about robots.txt.</summary>
    private Task<FetchResult> FetchRobotsAsync(Uri url, CancellationToken cancellationToken) =>
        FetchAsync(new FetchRequest(url) { IsFeed = true, MaxBytes = RobotsRules.MaxBytes }, cancellationToken);

    /// <summary>A feed is polled for years: one redirect to http would open all of them to whoever stands in between.</summary>
    internal static bool IsDowngrade(FetchRequest request, Uri from, Uri to) =>
        request.IsFeed && from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp;

    /// <summary>Where a proxy sends what would go to a site of the open internet.</summary>
    private static IEnumerable<Uri> Proxies(IWebProxy? proxy) => s_anywhere
        .Where(site => proxy?.IsBypassed(site) == false).Select(site => proxy!.GetProxy(site)).OfType<Uri>();   // not bypassed, so there is one

    /// <summary>Why an address must not be fetched, or null.</summary>
    private string? Problem(Uri url)
    {
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
        {
            return "only http and https are fetched";
        }

        if (url.UserInfo.Length > 0)
        {
            return "the address carries a user name";
        }

        if (url.Host.Length == 0)
        {
            return "the address has no host";
        }

        if (_hasProxy && _connection.IsPrivateLiteral(url))
        {
            return "a private address";
        }

        return url.Port is 80 or 443 or >= FirstUserPort || _connection.IsAllowed(url.Host, url.Port) ? null : $"port {url.Port} is not fetched";
    }

    /// <summary>One request and its answer: a result, or the next address.</summary>
    /// <param name="request">What the caller wants.</param>
    /// <param name="target">The address of this hop.</param>
    /// <param name="isPermanent">Whether all redirects so far were permanent; null when there was none.</param>
    /// <param name="token">Ends when <paramref name="timeout"/> or <paramref name="cancellationToken"/> does.</param>
    /// <param name="timeout">The time of the whole fetch.</param>
    /// <param name="cancellationToken">The caller's.</param>
    private async Task<(FetchResult? Result, Uri? Next, HttpStatusCode Redirect)> AskAsync(
        FetchRequest request, Uri target, bool? isPermanent, CancellationToken token, CancellationToken timeout, CancellationToken cancellationToken)
    {
        try
        {
            using var message = Message(request, target);
            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token);
            switch ((int)response.StatusCode)
            {
                case 200 or 201 or 203 or (>= 207 and < 300):   // not "accepted", "no content" or "partial": there is no page in those
                    return (await ReadAsync(request, target, isPermanent, response, token), null, default);
                case 304 when request.EntityTag is not null || request.LastModified is not null:
                    return (new FetchResult.NotModified(MaxAge(response)), null, default);
                case 301 or 302 or 303 or 307 or 308 when Header(response, "Location") is { } location:
                    return Uri.TryCreate(target, location.Trim(), out var next)
                        ? (null, next, response.StatusCode)
                        : (new FetchResult.Unreachable(UnreachableCause.BadAddress, "redirected to what is no address"), null, default);
                default:
                    return (new FetchResult.Refused(response.StatusCode, RetryAfter.Read(Header(response, "Retry-After"), _time.GetUtcNow())), null, default);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return timeout.IsCancellationRequested
                ? Failed(UnreachableCause.TimedOut, "timed out")
                : Failed(UnreachableCause.NoConnection, "no connection in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or SocketException or FormatException
            or NotSupportedException or ArgumentException or InvalidOperationException and not ObjectDisposedException)
        {
            return Failed(Cause(e), Reason(e));
        }

        static (FetchResult?, Uri?, HttpStatusCode) Failed(UnreachableCause cause, string reason) => (new FetchResult.Unreachable(cause, reason), null, default);
    }

    private static HttpRequestMessage Message(FetchRequest request, Uri target)
    {
        // HTTP/2 where TLS offers it, HTTP/1.1 everywhere else.
        var message = new HttpRequestMessage(HttpMethod.Get, target) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        message.Headers.TryAddWithoutValidation("Accept-Encoding", ContentDecoder.Offered);
        message.Headers.TryAddWithoutValidation("Accept", request.IsFeed ? FeedTypes : PageTypes);
        AddBack(message.Headers, "If-None-Match", request.EntityTag);
        AddBack(message.Headers, "If-Modified-Since", request.LastModified);
        return message;
    }

    /// <summary>Sends back what a server sent once, unless it would break the request apart.</summary>
    private static void AddBack(HttpRequestHeaders headers, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value) && !value.Any(c => char.IsControl(c) || c > '~'))
        {
            headers.TryAddWithoutValidation(name, value);
        }
    }

    private async Task<FetchResult> ReadAsync(FetchRequest request, Uri target, bool? isPermanent, HttpResponseMessage response, CancellationToken token)
    {
        var maxBytes = request.MaxBytes ?? _limits.MaxBytes;
        using var slow = CancellationTokenSource.CreateLinkedTokenSource(token);
        using var body = new MemoryStream();
        var buffer = new byte[16_384];
        var start = _time.GetTimestamp();
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(token);
            while (true)
            {
                // The moment at which what has come so far will have been too slow.
                var due = _limits.SlowGrace + TimeSpan.FromSeconds((double)body.Length / _limits.MinBytesPerSecond) - _time.GetElapsedTime(start);
                slow.CancelAfter(due > TimeSpan.Zero ? due : TimeSpan.Zero);
                var count = await stream.ReadAsync(buffer, slow.Token);
                if (count == 0)
                {
                    break;
                }

                if (body.Length + count > maxBytes)
                {
                    return new FetchResult.Unreachable(UnreachableCause.TooLarge, $"larger than {maxBytes} bytes");
                }

                body.Write(buffer, 0, count);
            }
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return new FetchResult.Unreachable(UnreachableCause.TooSlow, $"slower than {_limits.MinBytesPerSecond} bytes a second");
        }

        if (ContentDecoder.Decode(body.ToArray(), Header(response, "Content-Encoding"), maxBytes, mayBeCut: request.IsFeed) is not { } decoded)
        {
            return new FetchResult.Unreachable(UnreachableCause.TooLarge, $"larger than {maxBytes} bytes");
        }

        var page = new Page
        {
            Bytes = decoded,
            Url = target,
            RequestedUrl = request.Url,
            EntityTag = Header(response, "ETag"),
            LastModified = Header(response, "Last-Modified"),
            ContentLocation = Header(response, "Content-Location") is { } location && Uri.TryCreate(target, location, out var resolved)
                && (resolved.Scheme == Uri.UriSchemeHttp || resolved.Scheme == Uri.UriSchemeHttps) ? resolved : null,
        };
        return new FetchResult.Fetched(page.WithContentType(Header(response, "Content-Type")), MaxAge(response), isPermanent == true ? target : null) { ServerTime = response.Headers.Date };
    }

    /// <summary>Less what it has grown old on the way.</summary>
    private static TimeSpan? MaxAge(HttpResponseMessage response) => response.Headers.CacheControl is { NoCache: false, NoStore: false, MaxAge: { } age }
        ? RetryAfter.Within(response.Headers.Age is { } grown && grown > TimeSpan.Zero ? age - grown : age) : null;

    /// <summary>The header as sent: servers break the grammars that typed headers insist on.</summary>
    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString() : null;

    private static UnreachableCause Cause(Exception e) => e switch
    {
        { InnerException: PrivateAddressException } => UnreachableCause.PrivateAddress,
        { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } => UnreachableCause.UnknownHost,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => UnreachableCause.UnknownHost,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => UnreachableCause.NoConnection,
        _ => UnreachableCause.BrokenAnswer,
    };

    private static string Reason(Exception e) => e switch
    {
        { InnerException: PrivateAddressException inner } => inner.Message,
        { InnerException: SocketException inner } => inner.Message,
        { InnerException: { } inner } and HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => $"no trusted connection: {inner.Message}",
        _ => e.Message,
    };
}
