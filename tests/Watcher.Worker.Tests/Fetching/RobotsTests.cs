using System.Net;
using Watcher.Worker.Fetching;
using Watcher.Worker.Options;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Fetching;

public sealed class RobotsTests : IAsyncDisposable
{
    private readonly LoopbackServer _server = new();
    private readonly SteppedTime _time = new();

    [Theory]
    [InlineData("no rules", "", "/a", true)]
    [InlineData("for all", "User-agent: *\nDisallow: /a", "/a/b", false)]
    [InlineData("nothing is disallowed", "User-agent: *\nDisallow:", "/a", true)]
    [InlineData("for another", "User-agent: Other\nDisallow: /", "/a", true)]
    [InlineData("own group goes first", "User-agent: *\nDisallow: /\n\nUser-Agent: watcher/2 # us\nDisallow: /b", "/a", true)]
    [InlineData("one group for two", "User-agent: Other\nUser-agent: Watcher\nDisallow: /", "/a", false)]
    [InlineData("longest rule", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("equal rules allow", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true)]
    [InlineData("star", "User-agent: *\nDisallow: /*/print", "/x/y/print?1", false)]
    [InlineData("end", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", true)]
    [InlineData("end fits", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf.pdf", false)]
    [InlineData("end without star", "User-agent: *\nDisallow: /a$", "/ab", true)]
    public void Allows_FileAndPath_FollowsTheRules(string name, string text, string path, bool expected) =>
        Assert.True(expected == RobotsText.Read(text, "Watcher").Allows(path), name);

    [Fact]
    public async Task Fetch_ExcludedPage_IsNotAskedFor()
    {
        _server.On("/robots.txt", LoopbackReply.Text("User-agent: *\nDisallow: /private", "text/plain"));
        _server.On("/private/1", LoopbackReply.Text("x"));
        _server.On("/open", LoopbackReply.Text("x"));
        _server.On("/way", LoopbackReply.Redirect("/private/1"));
        using var throttle = Throttle();
        using var fetcher = Fetcher(throttle, respectsRobots: true);

        var refused = await fetcher.FetchAsync(_server.At("/private/1"), default);
        var open = await fetcher.FetchAsync(_server.At("/open"), default);
        var redirected = await fetcher.FetchAsync(_server.At("/way"), default);
        var feed = await fetcher.FetchAsync(new FetchRequest(_server.At("/private/1")) { IsFeed = true }, default);

        Assert.Equal(UnreachableCause.Excluded, Assert.IsType<FetchResult.Unreachable>(refused).Cause);
        Assert.Equal(UnreachableCause.Excluded, Assert.IsType<FetchResult.Unreachable>(redirected).Cause);
        Assert.IsType<FetchResult.Fetched>(open);
        Assert.IsType<FetchResult.Fetched>(feed);
        Assert.Equal(["/robots.txt", "/open", "/way", "/private/1"], _server.Requests.Select(request => request.PathAndQuery));
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(500, false)]
    public async Task Fetch_NoRobotsFile_IsReadAsTheStandardSays(int status, bool isFetched)
    {
        _server.On("/robots.txt", LoopbackReply.Status(status));
        _server.On("/a", LoopbackReply.Text("x"));
        using var throttle = Throttle();
        using var fetcher = Fetcher(throttle, respectsRobots: true);

        Assert.Equal(isFetched, await fetcher.FetchAsync(_server.At("/a"), default) is FetchResult.Fetched);
    }

    [Fact]
    public async Task Fetch_RobotsFileThatCannotBeHad_IsNoExclusionAndIsAskedAgain()
    {
        var isDown = true;
        _server.On("/robots.txt", _ => isDown ? LoopbackReply.Status(503) : LoopbackReply.Text("\uFEFFUser-agent: *\nDisallow: /private", "text/plain"));
        _server.On("/a", LoopbackReply.Text("x"));
        using var throttle = Throttle();
        using var fetcher = Fetcher(throttle, respectsRobots: true);

        var unknown = await fetcher.FetchAsync(_server.At("/a"), default);
        isDown = false;
        _time.Advance(TimeSpan.FromMinutes(21));
        var known = await fetcher.FetchAsync(_server.At("/a"), default);
        var excluded = await fetcher.FetchAsync(_server.At("/private/1"), default);

        Assert.Equal(UnreachableCause.RulesUnknown, Assert.IsType<FetchResult.Unreachable>(unknown).Cause);
        Assert.IsType<FetchResult.Fetched>(known);
        Assert.Equal(UnreachableCause.Excluded, Assert.IsType<FetchResult.Unreachable>(excluded).Cause);
    }

    [Fact]
    public async Task Fetch_NotConfigured_AsksForThePageOnly()
    {
        _server.On("/a", LoopbackReply.Text("x"));
        using var throttle = Throttle();
        using var fetcher = Fetcher(throttle, respectsRobots: false);

        await fetcher.FetchAsync(_server.At("/a"), default);

        Assert.Equal("/a", Assert.Single(_server.Requests).PathAndQuery);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private HostThrottle Throttle() => new(Microsoft.Extensions.Options.Options.Create(new HttpOptions { PerHostDelay = TimeSpan.Zero }), _time);

    private PageFetcher Fetcher(HostThrottle throttle, bool respectsRobots) => new(
        new HttpOptions { AllowedPrivateHosts = [_server.HostAndPort], RespectRobots = respectsRobots }, throttle, _time,
        new FetchLimits { SlowGrace = TimeSpan.FromDays(1) }, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));
}
