using Watcher.Claims.Ledgers;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Jobs;

/// <summary>Pages that change after they were read, and texts that several outlets print.</summary>
public sealed class EditedArticleTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();
    private readonly SteppedTime _time = new();
    private readonly ScriptedTransport _transport = new();

    [Fact]
    public async Task Poll_NumberEditedInPlace_RevisesTheOutletsOwnEntry()
    {
        var published = _time.GetUtcNow().AddHours(-2);
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", published, "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));
        await host.OnceAsync();
        outlet.Edit("one", published, "437 people were injured in a flood in Dravec on Friday, the mayor said.");

        _time.Advance(TimeSpan.FromMinutes(59));
        var early = await host.OnceAsync();
        _time.Advance(TimeSpan.FromMinutes(2));
        var due = await host.OnceAsync();
        _time.Advance(TimeSpan.FromHours(4));
        var unchanged = await host.OnceAsync();

        Assert.Equal(0, early.Poll.Count(ItemOutcome.Edited));
        Assert.Equal(1, due.Poll.Count(ItemOutcome.Edited));
        var finding = Assert.Single(due.Poll.Findings);
        Assert.Equal(("CMP-1c", new Verdict.Revises(new EntryId(1), IsWithdrawal: false)), (finding.Rule, finding.Verdict));
        Assert.Contains("edited in place", finding.Compared[0].Notes);
        Assert.Equal(0, unchanged.Poll.Count(ItemOutcome.Edited));
        var entries = await host.Ledger.EntriesAsync(new EntryId(0), 10, CancellationToken.None);
        Assert.Equal([(412m, true), (437m, false)], entries.Select(entry => (entry.Claim.Value!.Low!.Value, entry.IsSuperseded)));
        Assert.Contains("Revises: 437 people", Mail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_EditBackToTheFirstNumber_RevisesAgain()
    {
        var published = _time.GetUtcNow().AddHours(-2);
        var outlet = new SampleOutlet(_server, "a");
        await using var host = await EditedHostAsync(outlet, published, "412", "437", "412");

        var entries = await host.Ledger.EntriesAsync(new EntryId(0), 10, CancellationToken.None);

        Assert.Equal([(412m, true), (437m, true), (412m, false)], entries.Select(entry => (entry.Claim.Value!.Low!.Value, entry.IsSuperseded)));
    }

    [Fact]
    public async Task Poll_SentencesAroundAClaimEdited_AddNothing()
    {
        var published = _time.GetUtcNow().AddHours(-2);
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", published, "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));
        await host.OnceAsync();
        outlet.Edit("one", published, "The hall is open again. In Dravec 412 people were injured in a flood on Friday, the mayor said. Schools stay shut.");

        _time.Advance(TimeSpan.FromMinutes(61));
        var due = await host.OnceAsync();

        Assert.Equal(1, due.Poll.Count(ItemOutcome.Edited));
        Assert.Empty(due.Poll.Findings);
    }

    [Fact]
    public async Task Poll_KnownPage_IsAskedForAtGrowingIntervalsForThreeDays()
    {
        var outlet = new SampleOutlet(_server, "a");
        var page = outlet.Publish("one", _time.GetUtcNow(), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed) with { Every = TimeSpan.FromHours(24) });
        var hours = new List<int>();
        for (var hour = 0; hour < 120; hour++)
        {
            var before = Asked(page);
            await host.Poller.PollDueAsync(host.Book, CancellationToken.None);
            if (Asked(page) > before)
            {
                hours.Add(hour);
            }

            _time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal([0, 1, 4, 12, 32, 72], hours);
    }

    [Fact]
    public async Task Poll_PageThatSaysItIsUnchanged_IsAskedWithItsValidators()
    {
        var outlet = new SampleOutlet(_server, "a");
        var page = outlet.Publish("one", _time.GetUtcNow(), "412 people were injured in a flood in Dravec on Friday, the mayor said.", isPageMissing: true);
        _server.On(page.AbsolutePath, request => request.Headers.GetValueOrDefault("If-None-Match") == "\"p1\"" ? LoopbackReply.Status(304)
            : LoopbackReply.Text("<article><p>412 people were injured in a flood in Dravec on Friday, the mayor said. " + new string('x', 200) + "</p></article>", "text/html", "ETag: \"p1\""));
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));
        await host.PollAsync();

        _time.Advance(TimeSpan.FromMinutes(61));
        var second = await host.PollAsync();

        Assert.Equal(2, Asked(page));
        Assert.Equal("\"p1\"", _server.Requests.Last(request => request.PathAndQuery == page.AbsolutePath).Headers["If-None-Match"]);
        Assert.Empty(second.Items);
    }

    [Fact]
    public async Task Poll_FeedThatRetitlesAnItem_HasItsPageReadAgainAtOnce()
    {
        var published = _time.GetUtcNow().AddHours(-2);
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", published, "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));
        await host.PollAsync();
        outlet.Edit("one", published, "437 people were injured in a flood in Dravec on Friday, the mayor said.");
        outlet.Retitle("one", "The river at Dravec: more injured");

        _time.Advance(TimeSpan.FromMinutes(11));
        var second = await host.PollAsync();

        Assert.Equal(1, second.Count(ItemOutcome.Edited));
        Assert.IsType<Verdict.Revises>(Assert.Single(second.Findings).Verdict);
    }

    [Fact]
    public async Task Poll_PageThatBecameAnotherText_RevisesNothing()
    {
        var published = _time.GetUtcNow().AddHours(-2);
        var outlet = new SampleOutlet(_server, "a");
        var page = outlet.Publish("one", published, "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));
        await host.PollAsync();
        _server.On(page.AbsolutePath, LoopbackReply.Text(
            "<article><p>You have read all the free articles of this month. 2 people were injured in a flood in Dravec, says a sample of what subscribers read, and there is more of it every day of the week for those who sign up before the end of the month.</p></article>"));

        _time.Advance(TimeSpan.FromMinutes(61));
        var second = await host.PollAsync();

        Assert.Empty(second.Findings);
    }

    [Fact]
    public async Task Poll_PageThatIsGone_IsAskedForNoMore()
    {
        var outlet = new SampleOutlet(_server, "a");
        var page = outlet.Publish("one", _time.GetUtcNow(), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        await using var host = await HostAsync(PassHost.Feed("a", outlet.Feed));
        await host.PollAsync();
        _server.On(page.AbsolutePath, LoopbackReply.Status(410));

        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromHours(20));
            await host.PollAsync();
        }

        Assert.Equal(2, Asked(page));
    }

    [Fact]
    public async Task Poll_OneTextInTwoOutlets_IsOneOrigin()
    {
        var entries = await EntriesOfTwoAsync(firstText: 1, secondText: 1);

        Assert.Single(entries);
    }

    [Fact]
    public async Task Poll_TwoTextsOfTwoOutlets_AreTwoOrigins()
    {
        var entries = await EntriesOfTwoAsync(firstText: 0, secondText: 1);

        Assert.Equal(2, entries.Select(entry => entry.Claim.OriginKey).Distinct().Count());
    }

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The same matter in other words, named by nobody, once in the text of <paramref name="firstText"/> and once in that of the other.</summary>
    private async Task<IReadOnlyList<LedgerEntry>> EntriesOfTwoAsync(int firstText, int secondText)
    {
        var (first, second) = (new SampleOutlet(_server, "a", firstText), new SampleOutlet(_server, "b", secondText));
        first.Publish("one", _time.GetUtcNow().AddHours(-2), "412 people were injured in a flood in Dravec on Friday.");
        second.Publish("two", _time.GetUtcNow().AddHours(-1), "Friday's deluge in Dravec left 412 people injured.");
        await using var host = await HostAsync(PassHost.Feed("a", first.Feed), PassHost.Feed("b", second.Feed));
        var poll = await host.PollAsync();
        Assert.Equal(2, poll.Count(ItemOutcome.Recorded));
        return await host.Ledger.EntriesAsync(new EntryId(0), 10, CancellationToken.None);
    }

    /// <summary>A host whose one article has said each number in turn.</summary>
    private async Task<PassHost> EditedHostAsync(SampleOutlet outlet, DateTimeOffset published, params string[] numbers)
    {
        outlet.Publish("one", published, $"{numbers[0]} people were injured in a flood in Dravec on Friday, the mayor said.");
        var host = await HostAsync(PassHost.Feed("a", outlet.Feed));
        await host.OnceAsync();
        foreach (var number in numbers[1..])   // 8 and 16 hours after the first sight two looks are due
        {
            outlet.Edit("one", published, $"{number} people were injured in a flood in Dravec on Friday, the mayor said.");
            _time.Advance(TimeSpan.FromHours(8));
            await host.OnceAsync();
        }

        return host;
    }

    private int Asked(Uri page) => _server.Requests.Count(request => request.PathAndQuery == page.AbsolutePath);

    private string Mail() => System.Text.Encoding.UTF8.GetString(_transport.Handed.Last().Rendered.Span);

    private async Task<PassHost> HostAsync(params FeedSettings[] feeds)
    {
        var host = new PassHost(_folder.Store, PassHost.Settings(feeds), _time, _transport, _server.HostAndPort);
        await host.OpenAsync();
        return host;
    }
}
