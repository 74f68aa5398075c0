using System.Net;
using System.Text;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;
using Watcher.Worker.Fetching;
using Watcher.Worker.Options;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Fetching;

public sealed class PageFetcherTests : IAsyncDisposable
{
    private static readonly FetchLimits s_quick = new()
    {
        MaxBytes = 100_000,
        Timeout = TimeSpan.FromSeconds(5),
        SlowGrace = TimeSpan.FromMilliseconds(200),
    };

    private readonly LoopbackServer _server = new();
    private readonly List<IDisposable> _owned = [];

    [Fact]
    public async Task Fetch_Page_GivesBytesAddressesAndHeaders()
    {
        _server.On("/a", LoopbackReply.Redirect("/b", 301));
        _server.On("/b", LoopbackReply.Text("<p>Привіт</p>", "Text/HTML; Charset=\"UTF-8\"", "ETag: W/\"7\"", "Last-Modified: Fri, 20 Nov 2026 10:00:00 GMT",
            "Content-Location: /b/uk", "Cache-Control: max-age=600"));

        var result = Assert.IsType<FetchResult.Fetched>(await FetchAsync("/a"));

        Assert.Equal("<p>Привіт</p>", Charset.Decode(result.Page).Text);
        Assert.Equal((_server.At("/b"), _server.At("/a"), _server.At("/b/uk")), (result.Page.Url, result.Page.RequestedUrl, result.Page.ContentLocation));
        Assert.Equal(("text/html", "\"UTF-8\"", "W/\"7\""), (result.Page.ContentType, result.Page.Charset, result.Page.EntityTag));
        Assert.Equal("Fri, 20 Nov 2026 10:00:00 GMT", result.Page.LastModified);
        Assert.Equal((TimeSpan.FromMinutes(10), _server.At("/b")), (result.MaxAge, result.MovedTo));
    }

    [Fact]
    public async Task Fetch_Redirects_AreReportedAndOnlyPermanentOnesMove()
    {
        _server.On("/a", LoopbackReply.Redirect("/b", 308));
        _server.On("/b", LoopbackReply.Redirect("/c"));
        _server.On("/c", LoopbackReply.Text("x"));
        _server.On("/lost", LoopbackReply.Redirect("/nowhere", 301));

        var fetched = Assert.IsType<FetchResult.Fetched>(await FetchAsync("/a"));
        var lost = await FetchAsync("/lost");

        Assert.Null(fetched.MovedTo);
        Assert.Equal<Redirect[]>(
            [new(_server.At("/a"), HttpStatusCode.PermanentRedirect, _server.At("/b")), new(_server.At("/b"), HttpStatusCode.Found, _server.At("/c"))],
            [.. fetched.Redirects]);
        Assert.Equal(HttpStatusCode.NotFound, Assert.IsType<FetchResult.Refused>(lost).Status);
        Assert.Equal(_server.At("/nowhere"), Assert.Single(lost.Redirects).To);
    }

    [Fact]
    public async Task Fetch_ThroughAProxy_AsksItForTheWholeAddress()
    {
        _server.On("http://post.example/a", LoopbackReply.Text("<p>x</p>"));
        var options = new HttpOptions { Proxy = $"http://{_server.HostAndPort}", PerHostDelay = TimeSpan.Zero };
        using var throttle = new HostThrottle(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System);
        using var fetcher = new PageFetcher(options, throttle, TimeProvider.System, s_quick, (_, _) => Task.FromResult<IPAddress[]>([]));

        var page = await fetcher.FetchAsync(new Uri("http://post.example/a"), CancellationToken.None);
        var own = await fetcher.FetchAsync(new Uri("http://169.254.169.254/latest"), CancellationToken.None);
        var loopback = await fetcher.FetchAsync(_server.At("/b"), CancellationToken.None);

        Assert.IsType<FetchResult.Fetched>(page);
        Assert.Equal(UnreachableCause.BadAddress, Assert.IsType<FetchResult.Unreachable>(own).Cause);
        Assert.Equal(UnreachableCause.BadAddress, Assert.IsType<FetchResult.Unreachable>(loopback).Cause);
        Assert.Equal(["http://post.example/a"], _server.Requests.Select(request => request.PathAndQuery));
    }

    [Fact]
    public async Task Fetch_CompressedBody_IsUnpackedWithOrWithoutItsHeader()
    {
        using var packed = new MemoryStream();
        using (var stream = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        {
            stream.Write("<p>x</p>"u8);
        }

        _server.On("/said", LoopbackReply.Gzip("<p>x</p>"u8.ToArray()));
        _server.On("/unsaid", LoopbackReply.Bytes(200, packed.ToArray(), "Content-Type: application/x-gzip"));
        _server.On("/lied", LoopbackReply.Text("<p>x</p>", "text/html", "Content-Encoding: br"));

        foreach (var path in (string[])["/said", "/unsaid", "/lied"])
        {
            Assert.Equal("<p>x</p>", Charset.Decode(Assert.IsType<FetchResult.Fetched>(await FetchAsync(path)).Page).Text);
        }

        Assert.All(_server.Requests, request => Assert.Equal("gzip, deflate, br", request.Headers["Accept-Encoding"]));
    }

    [Fact]
    public async Task Fetch_NotModifiedToAnUnconditionalRequest_IsNoSuccess()
    {
        _server.On("/odd", LoopbackReply.Status(304));

        Assert.Equal(HttpStatusCode.NotModified, Assert.IsType<FetchResult.Refused>(await FetchAsync("/odd")).Status);
    }

    [Fact]
    public async Task Fetch_KnownValidators_AreSentAndNotModifiedComesBack()
    {
        _server.On("/f", request => request.Headers.GetValueOrDefault("If-None-Match") == "\"v1\"" ? LoopbackReply.Status(304) : LoopbackReply.Text("new"));

        var result = await Fetcher().FetchAsync(
            new FetchRequest(_server.At("/f")) { EntityTag = "\"v1\"", LastModified = "Fri, 20 Nov 2026 10:00:00 GMT", IsFeed = true }, default);

        Assert.IsType<FetchResult.NotModified>(result);
        Assert.Equal("Fri, 20 Nov 2026 10:00:00 GMT", _server.Requests[0].Headers["If-Modified-Since"]);
        Assert.Contains("application/rss+xml", _server.Requests[0].Headers["Accept"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_AnyRequest_SendsOurNameAndNothingPersonal()
    {
        _server.On("/1", LoopbackReply.Text("x", "text/html", "Set-Cookie: id=1"));

        using var fetcher = Fetcher();
        await fetcher.FetchAsync(_server.At("/1"), default);
        await fetcher.FetchAsync(_server.At("/1"), default);

        var headers = _server.Requests[1].Headers;
        Assert.StartsWith("Watcher/", headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(["Accept", "Accept-Encoding", "Host", "User-Agent"], headers.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8099/")]
    [InlineData("http://localhost:8099/")]
    [InlineData("http://[::1]:8099/")]
    [InlineData("http://[::ffff:127.0.0.1]:8099/")]
    [InlineData("http://[::ffff:a00:1]/")]
    [InlineData("http://2130706433:8099/")]
    [InlineData("http://0x7f.1:8099/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[64:ff9b::7f00:1]/")]
    public async Task Fetch_PrivateAddress_IsRefused(string url)
    {
        var result = await Fetcher().FetchAsync(new Uri(url), default);

        Assert.Equal(UnreachableCause.PrivateAddress, Assert.IsType<FetchResult.Unreachable>(result).Cause);
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("ftp://a.example/")]
    [InlineData("http://user:pw@a.example/")]
    [InlineData("http://a.example:25/")]
    [InlineData("relative/path")]
    public async Task Fetch_AddressNotToBeFetched_IsRefusedWithoutAConnection(string url)
    {
        var result = await Fetcher(resolve: NoName).FetchAsync(new Uri(url, UriKind.RelativeOrAbsolute), default);

        Assert.Equal(UnreachableCause.BadAddress, Assert.IsType<FetchResult.Unreachable>(result).Cause);
    }

    [Theory]
    [InlineData("http://169.254.169.254/", nameof(UnreachableCause.PrivateAddress))]
    [InlineData("http://[::ffff:10.0.0.1]/", nameof(UnreachableCause.PrivateAddress))]
    [InlineData("http://100.64.0.1/", nameof(UnreachableCause.PrivateAddress))]
    [InlineData("file:///etc/hostname", nameof(UnreachableCause.BadAddress))]
    [InlineData("http://a.example:22/", nameof(UnreachableCause.BadAddress))]
    [InlineData("http://[bad", nameof(UnreachableCause.BadAddress))]
    [InlineData("http://\u0000/", nameof(UnreachableCause.BadAddress))]
    public async Task Fetch_HostileRedirect_IsRefused(string location, string cause)
    {
        _server.On("/r", LoopbackReply.Redirect(location));

        var result = await FetchAsync("/r");

        Assert.Equal(cause, Assert.IsType<FetchResult.Unreachable>(result).Cause.ToString());
    }

    [Fact]
    public async Task Fetch_RedirectLoop_Ends()
    {
        _server.On("/loop", LoopbackReply.Redirect("/loop"));

        var result = await FetchAsync("/loop");

        var failed = Assert.IsType<FetchResult.Unreachable>(result);
        Assert.Equal(UnreachableCause.TooManyRedirects, failed.Cause);
        Assert.Contains("in a circle, back to ", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_RedirectsWithoutEnd_StopAtTheLimit()
    {
        for (var i = 0; i < 20; i++)
        {
            _server.On($"/{i}", LoopbackReply.Redirect($"/{i + 1}"));
        }

        Assert.Equal(UnreachableCause.TooManyRedirects, Assert.IsType<FetchResult.Unreachable>(await FetchAsync("/0")).Cause);
        Assert.Equal(11, _server.Requests.Count);
    }

    [Theory]
    [InlineData("/start", "<html><head><meta http-equiv=\"refresh\" content=\"0; URL='/target?a=1&amp;b=2'\"></head></html>")]
    [InlineData("/start", "<noscript><META content='1;/target?a=1&b=2' HTTP-EQUIV=Refresh></noscript><script>location='/x'</script>")]
    public async Task Fetch_PageThatOnlySendsOn_IsFollowed(string path, string body)
    {
        _server.On(path, LoopbackReply.Text(body));
        _server.On("/target", LoopbackReply.Text("<p>Here</p>"));

        var page = Assert.IsType<FetchResult.Fetched>(await FetchAsync(path)).Page;

        Assert.Equal((_server.At("/target?a=1&b=2"), "<p>Here</p>"), (page.Url, Charset.Decode(page).Text));
    }

    [Theory]
    [InlineData("reloads itself", "<meta http-equiv=refresh content='5; url=/start'><p>Live</p>")]
    [InlineData("later", "<meta http-equiv=refresh content='300; url=/target'><p>Live</p>")]
    [InlineData("no address", "<meta http-equiv=refresh content='5'><p>Live</p>")]
    [InlineData("no web address", "<meta http-equiv=refresh content='0; url=javascript:alert(1)'><p>Live</p>")]
    [InlineData("no refresh", "<meta name=refresh content='0; url=/target'><p>Live</p>")]
    public async Task Fetch_PageToBeRead_IsNotLeft(string name, string body)
    {
        _server.On("/start", LoopbackReply.Text(body));
        _server.On("/target", LoopbackReply.Text("<p>Here</p>"));

        var page = Assert.IsType<FetchResult.Fetched>(await FetchAsync("/start")).Page;

        Assert.True(page.Url == _server.At("/start"), name);
    }

    [Fact]
    public async Task Fetch_PageThatSendsOnToOurOwnNetwork_IsRefused()
    {
        _server.On("/start", LoopbackReply.Text("<meta http-equiv=refresh content='0; url=http://169.254.169.254/latest'>"));

        Assert.Equal(UnreachableCause.PrivateAddress, Assert.IsType<FetchResult.Unreachable>(await FetchAsync("/start")).Cause);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(204)]
    [InlineData(206)]
    public async Task Fetch_AnswerWithoutAPage_IsRefused(int status)
    {
        _server.On("/challenge", LoopbackReply.Bytes(status, "<script>challenge()</script>"u8.ToArray()));

        Assert.Equal((HttpStatusCode)status, Assert.IsType<FetchResult.Refused>(await FetchAsync("/challenge")).Status);
    }

    [Theory]
    [InlineData("max-age=600", null, 600)]
    [InlineData("max-age=600", "Age: 200", 400)]
    [InlineData("max-age=600", "Age: 700", null)]
    [InlineData("no-cache, max-age=600", null, null)]
    [InlineData("no-store, max-age=600", null, null)]
    [InlineData("max-age=abc", null, null)]
    [InlineData("public, max-age=\"600\"", null, null)]
    public async Task Fetch_MaxAge_IsWhatIsLeftOfIt(string cacheControl, string? age, int? seconds)
    {
        _server.On("/f", LoopbackReply.Text("x", "text/plain", [$"Cache-Control: {cacheControl}", .. age is null ? (string[])[] : [age]]));

        Assert.Equal(seconds, (int?)Assert.IsType<FetchResult.Fetched>(await FetchAsync("/f")).MaxAge?.TotalSeconds);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Fetch_PackedBodyCutShort_IsBrokenAndNotHalfAPage(string encoding)
    {
        var words = new StringBuilder();
        for (var i = 0; i < 2_000; i++)
        {
            words.Append(System.Globalization.CultureInfo.InvariantCulture, $"<p>word {i * 7919 % 1009}</p>");
        }

        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true),
            _ => new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            stream.Write(Encoding.UTF8.GetBytes(words.ToString()));
        }

        _server.On("/cut", LoopbackReply.Bytes(200, packed.ToArray()[..(int)(packed.Length / 2)], $"Content-Encoding: {encoding}"));

        var result = await FetchAsync("/cut");

        Assert.True(result is FetchResult.Unreachable { Cause: UnreachableCause.BrokenAnswer }, result.ToString());
    }

    [Fact]
    public async Task Fetch_GarbageAfterAPackedBody_IsLeftOut()
    {
        using var packed = new MemoryStream();
        using (var stream = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        {
            stream.Write("<p>x</p>"u8);
        }

        _server.On("/tail", LoopbackReply.Bytes(200, [.. packed.ToArray(), .. "\n<!-- served -->"u8], "Content-Encoding: gzip"));

        Assert.Equal("<p>x</p>", Charset.Decode(Assert.IsType<FetchResult.Fetched>(await FetchAsync("/tail")).Page).Text);
    }

    [Theory]
    [InlineData("longer than the body", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<p>x</p>")]
    [InlineData("chunked, and no last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n<p>x</p>\r\n")]
    public async Task Fetch_BodyThatIsNotWhole_IsUnreachable(string name, string answer)
    {
        _server.On("/half", LoopbackReply.Raw(answer));

        var result = await FetchAsync("/half");

        Assert.True(result is FetchResult.Unreachable { Reason.Length: > 0 }, $"{name}: {result}");
    }

    [Fact]
    public async Task Fetch_FloodOfHeaders_IsCut()
    {
        _server.On("/flood", LoopbackReply.Text("x", "text/html", [.. Enumerable.Range(0, 4_000).Select(i => $"X-{i}: {new string('a', 100)}")]));

        var result = await FetchAsync("/flood");

        Assert.True(result is FetchResult.Unreachable { Cause: UnreachableCause.BrokenAnswer }, result.ToString());
    }

    [Theory]
    [InlineData("http://localhost./")]
    [InlineData("http://a.localhost/")]
    [InlineData("http://127.0.0.1./")]
    [InlineData("http://[::ffff:10.1.2.3]/")]
    public async Task Fetch_OwnMachineUnderAnotherNameThroughAProxy_IsRefused(string url)
    {
        var options = new HttpOptions { Proxy = $"http://{_server.HostAndPort}", PerHostDelay = TimeSpan.Zero };
        using var throttle = new HostThrottle(Microsoft.Extensions.Options.Options.Create(options), TimeProvider.System);
        using var fetcher = new PageFetcher(options, throttle, TimeProvider.System, s_quick, (_, _) => Task.FromResult<IPAddress[]>([]));

        Assert.Equal(UnreachableCause.BadAddress, Assert.IsType<FetchResult.Unreachable>(await fetcher.FetchAsync(new Uri(url), default)).Cause);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Fetch_NameThatTurnsPrivate_IsRefusedTheSecondTime()
    {
        var answers = new Queue<IPAddress[]>([[IPAddress.Parse("192.0.2.1"), IPAddress.Parse("10.0.0.1")], [IPAddress.Loopback]]);

        using var fetcher = Fetcher(resolve: (_, _) => Task.FromResult(answers.Dequeue()));
        var results = new[] { await fetcher.FetchAsync(new Uri("http://turn.example/"), default), await fetcher.FetchAsync(new Uri("http://turn.example/"), default) };

        Assert.All(results, result => Assert.Equal(UnreachableCause.PrivateAddress, Assert.IsType<FetchResult.Unreachable>(result).Cause));
        Assert.Empty(answers);
    }

    [Fact]
    public async Task Fetch_AllowedHostUnderAnotherNameOrPort_IsRefused()
    {
        _server.On("/x", LoopbackReply.Text("x"));

        var result = await Fetcher().FetchAsync(new Uri($"http://localhost:{_server.Port}/x"), default);

        Assert.Equal(UnreachableCause.PrivateAddress, Assert.IsType<FetchResult.Unreachable>(result).Cause);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Fetch_GzipBomb_StopsAtTheLimit()
    {
        _server.On("/bomb", LoopbackReply.Gzip(new byte[20_000_000]));

        Assert.Equal(UnreachableCause.TooLarge, Assert.IsType<FetchResult.Unreachable>(await FetchAsync("/bomb")).Cause);
    }

    [Fact]
    public async Task Fetch_EndlessBody_StopsAtTheLimit()
    {
        _server.On("/endless", LoopbackReply.Endless(new byte[10_000], TimeSpan.Zero));

        Assert.Equal(UnreachableCause.TooLarge, Assert.IsType<FetchResult.Unreachable>(await FetchAsync("/endless")).Cause);
    }

    [Fact]
    public async Task Fetch_SlowDrip_IsCut()
    {
        _server.On("/drip", LoopbackReply.Endless([(byte)'x'], TimeSpan.FromMilliseconds(20)));

        Assert.Equal(UnreachableCause.TooSlow, Assert.IsType<FetchResult.Unreachable>(await FetchAsync("/drip")).Cause);
    }

    [Fact]
    public async Task Fetch_NoAnswer_TimesOut()
    {
        _server.On("/silent", LoopbackReply.Silence());

        var result = await Fetcher(s_quick with { Timeout = TimeSpan.FromMilliseconds(200) }).FetchAsync(_server.At("/silent"), default);

        Assert.Equal(UnreachableCause.TimedOut, Assert.IsType<FetchResult.Unreachable>(result).Cause);
    }

    [Fact]
    public async Task Fetch_BodyThatOutlastsTheTime_TimesOut()
    {
        _server.On("/long", LoopbackReply.Endless(new byte[100], TimeSpan.FromMilliseconds(20)));

        var result = await Fetcher(s_quick with { Timeout = TimeSpan.FromMilliseconds(300) }).FetchAsync(_server.At("/long"), default);

        Assert.Equal(UnreachableCause.TimedOut, Assert.IsType<FetchResult.Unreachable>(result).Cause);
    }

    [Fact]
    public async Task Fetch_TenMegabyteFeed_ArrivesWhenTheLimitAllows()
    {
        _server.On("/big", LoopbackReply.Gzip(Encoding.UTF8.GetBytes("<rss><channel>" + new string(' ', 10_000_000) + "</channel></rss>"), "Content-Type: application/rss+xml"));

        var request = new FetchRequest(_server.At("/big")) { IsFeed = true };
        var refused = await Fetcher().FetchAsync(request, default);
        var fetched = await Fetcher().FetchAsync(request with { MaxBytes = 11_000_000 }, default);

        Assert.IsType<FetchResult.Unreachable>(refused);
        Assert.Equal(FeedFormat.Rss, FeedParser.Parse(Assert.IsType<FetchResult.Fetched>(fetched).Page).Format);
    }

    [Theory]
    [InlineData("no HTTP", "SSH-2.0-OpenSSH\r\n\r\n")]
    [InlineData("nothing", "")]
    [InlineData("status is no number", "HTTP/1.1 OK\r\n\r\nx")]
    [InlineData("body cut short", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nx")]
    [InlineData("false gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nnot gzip!")]
    [InlineData("bad chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task Fetch_BrokenAnswer_IsUnreachable(string name, string answer)
    {
        _server.On("/broken", LoopbackReply.Raw(answer));

        var result = await FetchAsync("/broken");

        Assert.True(result is FetchResult.Unreachable { Cause: UnreachableCause.BrokenAnswer, Reason.Length: > 0 }, $"{name}: {result}");
    }

    [Theory]
    [InlineData(429, "120", 120)]
    [InlineData(503, "Fri, 20 Nov 2026 12:05:00 GMT", 300)]
    [InlineData(503, "200000", 86_400)]
    [InlineData(503, "315360000", null)]
    [InlineData(503, "-5", null)]
    [InlineData(503, "Fri, 20 Nov 2020 12:05:00 GMT", null)]
    [InlineData(503, "soon", null)]
    [InlineData(404, null, null)]
    [InlineData(410, null, null)]
    [InlineData(302, null, null)]
    public async Task Fetch_RefusedWithRetryAfter_GivesTheWait(int status, string? header, int? seconds)
    {
        _server.On("/no", LoopbackReply.Status(status, header is null ? [] : [$"Retry-After: {header}"]));

        var result = await Fetcher(time: new FixedTime(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero))).FetchAsync(_server.At("/no"), default);

        Assert.Equal(new FetchResult.Refused((HttpStatusCode)status, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), result);
    }

    [Fact]
    public async Task Fetch_NobodyListens_IsUnreachable()
    {
        var gone = _server.At("/");
        await _server.DisposeAsync();

        Assert.Equal(UnreachableCause.NoConnection, Assert.IsType<FetchResult.Unreachable>(await Fetcher().FetchAsync(gone, default)).Cause);
    }

    [Fact]
    public async Task Fetch_CertificateNobodyTrusts_IsUnreachable()
    {
        await using var secure = new LoopbackServer(isSecure: true);
        secure.On("/", LoopbackReply.Text("x"));

        var result = await Fetcher(allowed: secure.HostAndPort).FetchAsync(secure.At("/"), default);

        Assert.Equal(UnreachableCause.BrokenAnswer, Assert.IsType<FetchResult.Unreachable>(result).Cause);
        Assert.Empty(secure.Requests);
    }

    [Theory]
    [InlineData("https://a.example/", "http://a.example/", true, true)]
    [InlineData("https://a.example/", "https://b.example/", true, false)]
    [InlineData("http://a.example/", "http://b.example/", true, false)]
    [InlineData("https://a.example/", "http://a.example/", false, false)]
    public void IsDowngrade_FromAndTo_BindsFeedsOnly(string from, string to, bool isFeed, bool expected) =>
        Assert.Equal(expected, PageFetcher.IsDowngrade(new FetchRequest(new Uri(from)) { IsFeed = isFeed }, new Uri(from), new Uri(to)));

    [Fact]
    public async Task Fetch_Cancelled_Throws()
    {
        _server.On("/silent", LoopbackReply.Silence());
        using var stop = new CancellationTokenSource();
        var fetch = Fetcher().FetchAsync(_server.At("/silent"), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
    }

    [Fact]
    public async Task Fetch_WrongCharsetInHeader_TextIsStillRead()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _server.On("/1251", LoopbackReply.Bytes(200, Encoding.GetEncoding(1251).GetBytes("<p>Мост открыли после ремонта</p>"), "Content-Type: text/html; charset=utf-8"));

        var page = Assert.IsType<FetchResult.Fetched>(await FetchAsync("/1251")).Page;

        Assert.Equal("<p>Мост открыли после ремонта</p>", Charset.Decode(page).Text);
    }

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(owned => owned.Dispose());
        await _server.DisposeAsync();
    }

    private Task<FetchResult> FetchAsync(string path) => Fetcher().FetchAsync(_server.At(path), default);

    private PageFetcher Fetcher(FetchLimits? limits = null, TimeProvider? time = null, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, string? allowed = null)
    {
        var options = new HttpOptions { AllowedPrivateHosts = [allowed ?? _server.HostAndPort], PerHostDelay = TimeSpan.Zero };
        var throttle = new HostThrottle(Microsoft.Extensions.Options.Options.Create(options), time ?? TimeProvider.System);
        var fetcher = new PageFetcher(options, throttle, time ?? TimeProvider.System, limits ?? s_quick, resolve ?? LoopbackNames);
        _owned.AddRange([fetcher, throttle]);
        return fetcher;
    }

    /// <summary>Every name is this machine: the tests ask no name server.</summary>
    private static Task<IPAddress[]> LoopbackNames(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);

    private static Task<IPAddress[]> NoName(string host, CancellationToken cancellationToken) => throw new InvalidOperationException("No name may be asked for.");

    /// <summary>The wall clock stands; timers and timestamps run.</summary>
    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
