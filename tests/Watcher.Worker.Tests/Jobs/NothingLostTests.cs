using System.Globalization;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Jobs;

/// <summary>Feeds that drop items, change ids, stop in the middle or say that nothing is new: every article is read, and read once.</summary>
public sealed class NothingLostTests : IAsyncLifetime, IAsyncDisposable
{
    private const string First = "412 people were injured in a flood in Dravec on Friday, the mayor said.";
    private const string Second = "690 people were injured in a flood in Dravec on Friday, the governor said.";

    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly SteppedTime _time = new();

    [Fact]
    public async Task Poll_ItemThatFellOffTheFeedUnread_IsReadAllTheSame()
    {
        var isDown = true;
        _server.On("/1", _ => isDown ? LoopbackReply.Status(503) : Page(First));
        Feed(Item("1", "/1"));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        var first = await host.PollAsync();

        Feed(Item("2", "/2"));
        _server.On("/2", Page(Second));
        isDown = false;
        _time.Advance(TimeSpan.FromMinutes(11));
        var second = await host.PollAsync();

        Assert.Equal((1, 2), (first.Count(ItemOutcome.Unfetched), second.Count(ItemOutcome.Recorded)));
        Assert.Equal(2, (await EntriesAsync(host)).Count);
    }

    [Fact]
    public async Task Poll_UnchangedFeedWithAnUnreadItem_ReadsItFromTheStore()
    {
        var isDown = true;
        _server.On("/1", _ => isDown ? LoopbackReply.Status(500) : Page(First));
        _server.On("/f", request => request.Headers.ContainsKey("If-None-Match") ? LoopbackReply.Status(304) : LoopbackReply.Text(Rss(Item("1", "/1")), "application/rss+xml", "ETag: \"1\""));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        await host.PollAsync();

        isDown = false;
        _time.Advance(TimeSpan.FromMinutes(11));
        var second = await host.PollAsync();

        Assert.True(Assert.Single(second.Feeds).IsNotModified);
        Assert.Equal(1, second.Count(ItemOutcome.Recorded));
    }

    [Fact]
    public async Task Poll_ServerThatSaysNotModifiedForever_IsAskedForTheWholeFeedOnceADay()
    {
        Feed(Item("1", "/1"));
        _server.On("/f", request => request.Headers.ContainsKey("If-None-Match") ? LoopbackReply.Status(304)
            : LoopbackReply.Text(Rss(_time.GetUtcNow().Day == 20 ? Item("1", "/1") : Item("2", "/2")), "application/rss+xml", "ETag: \"stuck\""));
        _server.On("/1", Page(First));
        _server.On("/2", Page(Second));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        await host.PollAsync();

        _time.Advance(TimeSpan.FromHours(23));
        var early = await host.PollAsync();
        _time.Advance(TimeSpan.FromHours(1));
        var late = await host.PollAsync();

        Assert.True(Assert.Single(early.Feeds).IsNotModified);
        Assert.Equal(1, late.Count(ItemOutcome.Recorded));
    }

    [Fact]
    public async Task Poll_FeedThatStopsInTheMiddle_IsFetchedWholeTheNextTime()
    {
        var isCut = true;
        _server.On("/f", request => request.Headers.ContainsKey("If-None-Match") ? LoopbackReply.Status(304)
            : LoopbackReply.Text(isCut ? Rss(Item("1", "/1"), Item("2", "/2"))[..^60] : Rss(Item("1", "/1"), Item("2", "/2")), "application/rss+xml", "ETag: \"1\""));
        _server.On("/1", Page(First));
        _server.On("/2", Page(Second));
        var log = new RecordedLog();
        await using var host = await HostAsync([PassHost.Feed("a", _server.At("/f"))], log);
        await host.PollAsync();

        isCut = false;
        var second = await host.PollAsync();

        Assert.Equal(1, second.Count(ItemOutcome.Recorded));
        Assert.Single(log.Lines, line => line.Contains("ends inside", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poll_IdsThatChangeAtEveryPoll_FetchEachPageOnce()
    {
        var poll = 0;
        _server.On("/f", _ => LoopbackReply.Text(Rss(Item($"1?t={++poll}", "/1?utm_source=feed"), Item($"2?t={poll}", "/2")), "application/rss+xml"));
        _server.On("/1", Page(First));
        _server.On("/2", LoopbackReply.Text("<p>Soon.</p>"));   // no article
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));

        for (var i = 0; i < 4; i++)
        {
            await host.PollAsync();
            _time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal((1, 1), (Asked("/1"), Asked("/2")));
        Assert.Single(await EntriesAsync(host));
        _time.Advance(TimeSpan.FromHours(6));
        await host.PollAsync();
        Assert.Equal(2, Asked("/2"));   // what had no article may have one by now
    }

    [Fact]
    public async Task Poll_FeedThatStampsItsTimeOnEveryItem_AsksForNoPageAgain()
    {
        string[] paths = ["/1", "/2", "/3", "/4", "/5", "/6"];
        _server.On("/f", _ => LoopbackReply.Text(
            Rss([.. paths.Select(path => Item(path, path).Replace("</item>", $"<pubDate>{_time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture)}</pubDate></item>", StringComparison.Ordinal))]),
            "application/rss+xml"));
        foreach (var path in paths)
        {
            _server.On(path, Page($"{path[1]}12 people were injured in a flood in Dravec on Friday, the mayor said."));
        }

        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        for (var i = 0; i < 3; i++)
        {
            await host.PollAsync();
            _time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.All(paths, path => Assert.Equal(1, Asked(path)));
    }

    [Fact]
    public async Task Poll_AlertsThatAllLinkToOnePage_AreAllRead()
    {
        string Alert(string id, string text) => $"<item><guid isPermaLink='false'>{id}</guid><title>Notice {id}</title><link>{_server.At("/alerts")}</link><description>{text}</description></item>";
        _server.On("/alerts", LoopbackReply.Text("<p>All notices of the county.</p>"));
        Feed($"<link>{_server.At("/alerts")}</link>", Alert("1", First));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        var first = await host.PollAsync();

        Feed($"<link>{_server.At("/alerts")}</link>", Alert("2", Second), Alert("1", First));
        var second = await host.PollAsync();

        Assert.Equal((1, 1), (first.Count(ItemOutcome.Recorded), second.Count(ItemOutcome.Recorded)));
        Assert.Equal(2, (await EntriesAsync(host)).Count);
    }

    [Fact]
    public async Task Poll_PostsOfOneTickerWithTheirOwnText_AreAllRead()
    {
        string Post(string id, string text) => $"<item><guid isPermaLink='false'>{id}</guid><title>{id}</title><link>{_server.At($"/live#post-{id}")}</link><description>{text}</description></item>";
        Feed(Post("1", First), Post("2", Second));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")) with { FullText = false });

        var poll = await host.PollAsync();

        Assert.Equal(2, poll.Count(ItemOutcome.Recorded));
    }

    [Fact]
    public async Task Poll_SiteThatAsksForRest_KeepsItsOtherPagesWaiting()
    {
        var isBusy = true;
        _server.On("/f", LoopbackReply.Text(Rss(Item("1", "/1"), Item("2", "/2"), Item("3", "/3")), "application/rss+xml"));
        foreach (var path in (string[])["/1", "/2", "/3"])
        {
            _server.On(path, _ => isBusy ? LoopbackReply.Status(429, "Retry-After: 1800") : Page(path == "/1" ? First : Second));
        }

        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        await host.PollAsync();
        _time.Advance(TimeSpan.FromMinutes(20));
        await host.PollAsync();
        Assert.Equal(1, Pages());

        isBusy = false;
        _time.Advance(TimeSpan.FromMinutes(11));
        var poll = await host.PollAsync();

        Assert.Equal(4, Pages());
        Assert.Equal(3, poll.Items.Values.Sum());

        int Pages() => Asked("/1") + Asked("/2") + Asked("/3");
    }

    [Fact]
    public async Task PollDue_MoreItemsThanAPassHasTimeFor_LeavesTheRestToTheNext()
    {
        _server.On("/f", LoopbackReply.Text(Rss(Item("1", "/1"), Item("2", "/2")), "application/rss+xml"));
        _server.On("/1", Page(First));
        _server.On("/2", Page(Second));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        host.Poller.LongestPass = TimeSpan.Zero;

        var passes = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            passes.Add((await host.Poller.PollDueAsync(host.Book, CancellationToken.None)).Count(ItemOutcome.Recorded));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([1, 1, 0], passes);
        Assert.Equal(1, Asked("/f"));
    }

    [Fact]
    public async Task Poll_OutletThatMovesToHttps_RepeatsNoArticle()
    {
        var secure = $"https://{_server.HostAndPort}/1";
        Feed(Item("1", "/1"));
        _server.On("/1", Page(First));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        await host.PollAsync();

        Feed($"<item><guid>{secure}</guid><link>{secure}</link></item>");
        var second = await host.PollAsync();

        Assert.Equal(1, second.Count(ItemOutcome.Copy));
        Assert.Equal(1, Asked("/1"));
    }

    [Fact]
    public async Task Poll_PageThatIsRefused_IsReadFromTheFeedAfterThreeTries()
    {
        Feed($"<item><guid>1</guid><title>Flood</title><link>{_server.At("/1")}</link><description>{First}</description></item>");
        _server.On("/1", LoopbackReply.Status(403));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));

        var outcomes = new List<ItemOutcome>();
        for (var i = 0; i < 4; i++)
        {
            outcomes.AddRange((await host.PollAsync()).Items.Keys);
            _time.Advance(TimeSpan.FromMinutes(31));
        }

        Assert.Equal([ItemOutcome.Unfetched, ItemOutcome.Unfetched, ItemOutcome.Recorded], outcomes);
        Assert.Equal(3, Asked("/1"));
    }

    [Fact]
    public async Task Poll_ItemThatFails_IsTriedAtGrowingIntervals()
    {
        Feed(Item("1", "/1"));
        _server.On("/1", LoopbackReply.Status(500));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        var minutes = new List<int>();
        for (var minute = 0; minute < 24 * 60; minute += 10)
        {
            var before = Asked("/1");
            await host.Poller.PollDueAsync(host.Book, CancellationToken.None);
            if (Asked("/1") > before)
            {
                minutes.Add(minute);
            }

            _time.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal([0, 10, 40, 160, 520], minutes);
    }

    [Fact]
    public async Task Poll_ErrorPageThatPassesForGood_IsAskedForAgain()
    {
        var isDown = true;
        Feed(Item("1", "/1"));
        _server.On("/1", _ => isDown ? LoopbackReply.Text("<title>Service unavailable</title><h1>503 Service Unavailable</h1><p>The server is temporarily unable to service your request.</p>") : Page(First));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        var first = await host.PollAsync();

        isDown = false;
        _time.Advance(TimeSpan.FromMinutes(11));
        var second = await host.PollAsync();

        Assert.Equal((1, 1), (first.Count(ItemOutcome.Unfetched), second.Count(ItemOutcome.Recorded)));
    }

    [Fact]
    public async Task Poll_FeedThatChangesItsOwnText_RevisesTheEntry()
    {
        string Post(string number) => $"<item><guid isPermaLink='false'>1</guid><title>Flood</title><description>The hall is open. {number} people were injured in a flood in Dravec on Friday, the mayor said. Schools stay shut until the water has gone and the bridge is safe.</description></item>";
        Feed(Post("412"));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")) with { FullText = false });
        await host.PollAsync();

        _time.Advance(TimeSpan.FromMinutes(30));
        Feed(Post("437"));
        var edited = await host.PollAsync();
        var unchanged = await host.PollAsync();

        Assert.Equal((1, 0), (edited.Count(ItemOutcome.Edited), unchanged.Items.Count));
        Assert.Equal([(412m, true), (437m, false)], (await EntriesAsync(host)).Select(entry => (entry.Claim.Value!.Low!.Value, entry.IsSuperseded)));
    }

    [Fact]
    public async Task Poll_GoneFeedByForce_IsAskedAgain()
    {
        _server.On("/f", LoopbackReply.Status(410));
        await using var host = await HostAsync(PassHost.Feed("a", _server.At("/f")));
        await host.PollAsync();
        Feed(Item("1", "/1"));
        _server.On("/1", Page(First));

        var poll = await host.Poller.PollNowAsync(host.Book, _ => true, CancellationToken.None, Patience.None);

        Assert.Equal(1, poll.Count(ItemOutcome.Recorded));
        Assert.False((await host.Feeds.AllAsync(CancellationToken.None))["a"].IsGone);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private void Feed(params string[] items) => _server.On("/f", LoopbackReply.Text(Rss(items), "application/rss+xml"));

    private static string Rss(params string[] items) => $"<rss version='2.0'><channel><title>a</title>{string.Concat(items)}</channel></rss>";

    private string Item(string id, string path) => $"<item><guid isPermaLink='false'>{id}</guid><title>Of {path}</title><link>{_server.At(path)}</link></item>";

    private static LoopbackReply Page(string sentence) => LoopbackReply.Text(
        $"<article><p>{sentence}</p><p>Volunteers carried sandbags to the old bridge through the night while the fire brigade pumped out the cellars of the school, the library and the lower streets.</p></article>");

    private int Asked(string path) => _server.Requests.Count(request => request.PathAndQuery.Split('?')[0] == path);

    private static Task<IReadOnlyList<LedgerEntry>> EntriesAsync(PassHost host) => host.Ledger.EntriesAsync(new EntryId(0), 100, CancellationToken.None);

    private Task<PassHost> HostAsync(params FeedSettings[] feeds) => HostAsync(feeds, null);

    private async Task<PassHost> HostAsync(FeedSettings[] feeds, RecordedLog? log)
    {
        var host = new PassHost(_folder.Store, PassHost.Settings(feeds), _time, new ScriptedTransport(), _server.HostAndPort, logs: log);
        await host.OpenAsync();
        return host;
    }
}
