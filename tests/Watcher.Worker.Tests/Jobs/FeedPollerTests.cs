using Watcher.Claims.Ledgers;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Jobs;

public sealed class FeedPollerTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly SteppedTime _time = new();
    private readonly ScriptedTransport _transport = new();

    [Fact]
    public async Task Once_TwoOutletsThatDisagree_MailsTheContradiction()
    {
        await using var host = await HostAsync(Outlet("a", "412 people were injured in a flood in Dravec on Friday, the mayor said.", 2),
            Outlet("b", "290 people were injured in a flood in Dravec on Friday, the governor said.", 1));

        var (poll, composition, delivery) = await host.OnceAsync();

        Assert.Equal(2, poll.Count(ItemOutcome.Recorded));
        Assert.Contains(poll.Findings, finding => finding.Verdict is Verdict.Contradicts);
        Assert.Single(composition.Composed);
        Assert.Equal(1, delivery.Sent);
        var mail = System.Text.Encoding.UTF8.GetString(_transport.Handed.Single().Rendered.Span);
        Assert.Contains("Novel: 412 people", mail, StringComparison.Ordinal);
        Assert.Contains("Contradicts: 290 people", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_SecondPassOverTheSameFeeds_WritesNoClaimAndMailsNothing()
    {
        await using var host = await HostAsync(Outlet("a", "412 people were injured in a flood in Dravec on Friday, the mayor said.", 2),
            Outlet("b", "Dravec is held by Norland, the ministry said.", 1));
        await host.OnceAsync();
        var entries = await host.Ledger.EntriesAsync(new EntryId(0), 100, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(30));

        var (poll, composition, delivery) = await host.OnceAsync();

        Assert.Empty(poll.Items);
        Assert.Empty(composition.Composed);
        Assert.Equal(0, delivery.Sent);
        Assert.Equal(entries.Count, (await host.Ledger.EntriesAsync(new EntryId(0), 100, CancellationToken.None)).Count);
        Assert.Single(_transport.Handed);
    }

    [Fact]
    public async Task Poll_SameArticleInASecondFeed_AddsTheSeenMarkOnly()
    {
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", Ago(2), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed), PassHost.Feed("a-all", outlet.Feed));

        var poll = await host.PollAsync();

        Assert.Equal(1, poll.Count(ItemOutcome.Recorded));
        Assert.Equal(1, poll.Count(ItemOutcome.Copy));
        Assert.Single(await host.Ledger.EntriesAsync(new EntryId(0), 100, CancellationToken.None));
    }

    [Fact]
    public async Task Poll_FirstPollOfABaselineFeed_RecordsAndOwesNothing()
    {
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("old", Ago(2), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed) with { FirstPoll = FirstPoll.Baseline });

        var first = await host.OnceAsync();
        _time.Advance(TimeSpan.FromHours(1));
        outlet.Publish("new", _time.GetUtcNow(), "690 people were injured in a flood in Dravec on Friday, the governor said.");
        outlet.Publish("late", Ago(30), "12 people were injured in a flood in Dravec on Friday, the police said.");
        var second = await host.OnceAsync();

        Assert.Single(first.Poll.Findings);
        Assert.Empty(first.Composition.Composed);
        Assert.Equal(2, second.Poll.Findings.Length);
        Assert.Equal(1, Assert.Single(second.Composition.Composed).Findings);   // what is older than our first look is baseline too
    }

    [Theory]
    [InlineData("Last24h", 1)]
    [InlineData("All", 2)]
    public async Task Poll_FirstPollByPolicy_OwesWhatItSays(string policy, int owed)
    {
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("yesterday", Ago(30), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        outlet.Publish("today", Ago(2), "690 people were injured in a flood in Dravec on Friday, the governor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed) with { FirstPoll = Enum.Parse<FirstPoll>(policy) });

        var pass = await host.OnceAsync();

        Assert.Equal(owed, Assert.Single(pass.Composition.Composed).Findings);
    }

    [Fact]
    public async Task Poll_PageThatCannotBeFetched_StaysUnreadAndComesBack()
    {
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", Ago(2), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        var fails = true;
        var page = outlet.Publish("two", Ago(1), "", isPageMissing: true);
        _server.On(page.AbsolutePath, _ => fails
            ? LoopbackReply.Status(500)
            : LoopbackReply.Text("<article><p>" + new string('x', 200) + " 690 people were injured in a flood in Dravec on Friday, the governor said.</p></article>"));
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));

        var first = await host.PollAsync();
        fails = false;
        var early = await host.PollAsync();
        _time.Advance(TimeSpan.FromMinutes(10));
        var second = await host.PollAsync();

        Assert.Equal(1, first.Count(ItemOutcome.Unfetched));
        Assert.Equal(1, first.Count(ItemOutcome.Recorded));
        Assert.Empty(early.Items);
        Assert.Equal(1, second.Count(ItemOutcome.Recorded));
        Assert.Equal(1, second.Items.Values.Sum());
    }

    [Fact]
    public async Task Poll_PageThatNeverComes_IsGivenUpAfterSoManyTries()
    {
        var outlet = new SampleOutlet(_server, "a");
        var page = outlet.Publish("one", Ago(2), "", isPageMissing: true);
        _server.On(page.AbsolutePath, LoopbackReply.Status(500));
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));

        for (var i = 0; i < ArticlePipeline.MaxAttempts + 2; i++)
        {
            await host.PollAsync();
            _time.Advance(TimeSpan.FromHours(6));
        }

        Assert.Equal(ArticlePipeline.MaxAttempts, _server.Requests.Count(request => request.PathAndQuery == page.AbsolutePath));
    }

    [Fact]
    public async Task Poll_BadFeedsAmongGoodOnes_CostTheirOwnPollOnly()
    {
        _server.On("/broken", LoopbackReply.Text("this is no feed", "application/rss+xml"));
        _server.On("/private", LoopbackReply.Redirect("http://169.254.169.254/latest"));
        _server.On("/file", LoopbackReply.Redirect("file:///etc/hostname"));
        _server.On("/bomb", LoopbackReply.Gzip(new byte[20_000_000]));
        _server.On("/silent", LoopbackReply.Silence());
        _server.On("/gone", LoopbackReply.Status(410));
        string[] bad = ["broken", "private", "file", "bomb", "silent", "gone", "missing"];
        var log = new RecordedLog();
        await using var host = await HostAsync(
            [Outlet("good", "412 people were injured in a flood in Dravec on Friday, the mayor said.", 2),
                .. bad.Select(name => PassHost.Feed(name, _server.At($"/{name}")) with { Timeout = TimeSpan.FromSeconds(1) })],
            log);

        var poll = await host.PollAsync();

        Assert.Equal(1, poll.Count(ItemOutcome.Recorded));
        Assert.Equal(bad.Order(StringComparer.Ordinal), poll.Feeds.Where(feed => feed.Problem is not null).Select(feed => feed.Id));
        Assert.All(bad, name => Assert.Contains(log.Lines, line => line.StartsWith($"feed {name} failed: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Poll_FailingFeed_BacksOffAndHonoursRetryAfter()
    {
        _server.On("/busy", LoopbackReply.Status(503, "Retry-After: 7200"));
        await using var host = await HostAsync(PassHost.Feed("busy", _server.At("/busy")));

        await host.PollAsync();
        _time.Advance(TimeSpan.FromMinutes(90));
        await host.PollAsync();
        _time.Advance(TimeSpan.FromMinutes(31));
        await host.PollAsync();

        Assert.Equal(2, _server.Requests.Count);
        var state = (await host.Feeds.AllAsync(CancellationToken.None))["busy"];
        Assert.Equal(2, state.Failures);
        Assert.Equal("503 ServiceUnavailable", state.LastError);
    }

    [Fact]
    public async Task Poll_UnchangedFeed_AsksWithValidatorsAndReadsNothing()
    {
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", Ago(2), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        var body = "<rss version=\"2.0\"><channel><title>a</title><item><guid>1</guid><link>" + _server.At("/a/one") + "</link></item></channel></rss>";
        _server.On("/a/feed", request => request.Headers.GetValueOrDefault("If-None-Match") == "\"v1\""
            ? LoopbackReply.Status(304) : LoopbackReply.Text(body, "application/rss+xml", "ETag: \"v1\""));
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));

        await host.PollAsync();
        var second = await host.PollAsync();

        Assert.True(Assert.Single(second.Feeds).IsNotModified);
    }

    [Fact]
    public async Task Poll_NotModifiedAfterABrokenBody_StaysFailed()
    {
        var isBroken = false;
        _server.On("/f", request => isBroken
            ? request.Headers.ContainsKey("If-None-Match") ? LoopbackReply.Text("no feed", "text/plain", "ETag: \"v2\"") : LoopbackReply.Status(304)
            : LoopbackReply.Text("<rss version='2.0'><channel><title>a</title></channel></rss>", "application/rss+xml", "ETag: \"v1\""));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));

        await host.PollAsync();
        isBroken = true;
        await host.PollAsync();
        await host.PollAsync();

        var state = (await host.Feeds.AllAsync(CancellationToken.None))["a"];
        Assert.Equal((2, "304 NotModified"), (state.Failures, state.LastError));
    }

    [Fact]
    public async Task Poll_GoneFeed_IsAskedNoMoreUntilItsAddressChanges()
    {
        _server.On("/old", LoopbackReply.Status(410));
        _server.On("/new", LoopbackReply.Text("<rss version='2.0'><channel><title>a</title></channel></rss>", "application/rss+xml"));
        var feed = PassHost.Feed("a", _server.At("/old"));
        await using var host = await HostAsync(feed);

        await host.PollAsync();
        _time.Advance(TimeSpan.FromDays(3));
        await host.PollAsync();
        host.Configuration = PassHost.Settings(feed with { Url = _server.At("/new") });
        await host.PollAsync();

        Assert.Equal(["/old", "/new"], _server.Requests.Select(request => request.PathAndQuery));
        Assert.False((await host.Feeds.AllAsync(CancellationToken.None))["a"].IsGone);
    }

    [Fact]
    public async Task Poll_FeedMovedForGood_IsReportedAndAskedAtItsOldAddress()
    {
        _server.On("/old", LoopbackReply.Redirect("/new", 301));
        _server.On("/new", LoopbackReply.Text("<rss version='2.0'><channel><title>a</title></channel></rss>", "application/rss+xml"));
        var log = new RecordedLog();
        await using var host = await HostAsync([PassHost.Feed("a", _server.At("/old"))], log);

        await host.PollAsync();
        await host.PollAsync();

        Assert.Equal(_server.At("/new").AbsoluteUri, (await host.Feeds.AllAsync(CancellationToken.None))["a"].MovedTo);
        Assert.Contains(log.Lines, line => line.Contains("has moved for good", StringComparison.Ordinal));
        Assert.Equal(2, _server.Requests.Count(request => request.PathAndQuery == "/old"));
    }

    [Theory]
    [InlineData("<ttl>120</ttl>", null, 120)]
    [InlineData("<ttl>1</ttl>", "Cache-Control: max-age=7200", 120)]
    [InlineData("<ttl>9999999</ttl>", "Cache-Control: max-age=-1", 10)]
    [InlineData("<ttl>4000</ttl>", null, 1_440)]
    [InlineData("<skipHours><hour>12</hour></skipHours>", null, 10)]
    public async Task Poll_FeedThatAsksForRest_IsLeftAloneForADayAtMost(string element, string? header, int minutes)
    {
        _server.On("/f", LoopbackReply.Text($"<rss version='2.0'><channel>{element}</channel></rss>", "application/rss+xml", header is null ? [] : [header]));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));

        await host.PollAsync();

        var state = (await host.Feeds.AllAsync(CancellationToken.None))["a"];
        Assert.Equal(minutes, TimeSpan.FromMilliseconds(state.NextPollAt - state.LastPolledAt!.Value).TotalMinutes);   // it was polled
    }

    [Fact]
    public async Task Poll_FeedWithItsOwnText_DoesNotFetchPages()
    {
        _server.On("/full", LoopbackReply.Text(
            "<rss version=\"2.0\"><channel><title>a</title><item><guid>1</guid><title>Flood</title><link>" + _server.At("/full/1")
            + "</link><description>412 people were injured in a flood in Dravec on Friday, the mayor said.</description></item></channel></rss>", "application/rss+xml"));
        await using var host = await HostAsync(PassHost.Feed("full", _server.At("/full")) with { FullText = false });

        var poll = await host.PollAsync();

        Assert.Equal(1, poll.Count(ItemOutcome.Recorded));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task PollDue_BeforeTheInterval_AsksNobody()
    {
        await using var host = await HostAsync(Outlet("a", "412 people were injured in a flood in Dravec on Friday, the mayor said.", 2));
        await host.Poller.PollDueAsync(host.Book, CancellationToken.None);
        var asked = _server.Requests.Count;

        _time.Advance(TimeSpan.FromMinutes(9));
        await host.Poller.PollDueAsync(host.Book, CancellationToken.None);
        Assert.Equal(asked, _server.Requests.Count);

        _time.Advance(TimeSpan.FromMinutes(2));
        await host.Poller.PollDueAsync(host.Book, CancellationToken.None);
        Assert.Equal(asked + 1, _server.Requests.Count);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private DateTimeOffset Ago(int hours) => _time.GetUtcNow() - TimeSpan.FromHours(hours);

    private FeedSettings Outlet(string name, string sentence, int hoursAgo)
    {
        var outlet = new SampleOutlet(_server, name);
        outlet.Publish("one", Ago(hoursAgo), sentence);
        return PassHost.Feed(name, outlet.Feed);
    }

    private Task<PassHost> HostAsync(params FeedSettings[] feeds) => HostAsync(feeds, null);

    private async Task<PassHost> HostAsync(FeedSettings[] feeds, RecordedLog? log)
    {
        var host = new PassHost(_folder.Store, PassHost.Settings(feeds), _time, _transport, _server.HostAndPort, logs: log);
        await host.OpenAsync();
        return host;
    }
}
