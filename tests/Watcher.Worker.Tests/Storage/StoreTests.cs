using System.Data.Common;
using Dapper;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;
using Watcher.Worker.Jobs;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Storage;

/// <summary>What both databases must do. One class a database runs it.</summary>
public abstract class StoreTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly LoopbackServer _server = new();
    private readonly SteppedTime _time = new();
    private SampleOutlet _outlet = null!;   // set by InitializeAsync
    private PassHost _host = null!;         // likewise

    private protected abstract ISqlDialect CreateStore();

    protected abstract Task RemoveStoreAsync();

    public async Task InitializeAsync()
    {
        _outlet = new SampleOutlet(_server, "a");
        _outlet.Publish("one", _time.GetUtcNow() - TimeSpan.FromHours(2), "412 people were injured in a flood in Dravec on Friday, the mayor said.");
        _outlet.Publish("two", _time.GetUtcNow() - TimeSpan.FromHours(1), "290 people were injured in a flood in Dravec on Friday, the governor said.");
        _host = new PassHost(CreateStore(), PassHost.Settings(PassHost.Feed("a", _outlet.Feed)), _time, new ScriptedTransport(), _server.HostAndPort);
        await _host.OpenAsync();
    }

    [StoreFact]
    public async Task Migrations_RunTwice_ChangeNothing()
    {
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        var before = await connection.QueryAsync<(long, string, long)>("select version, name, applied_at from schema_version order by version");

        await _host.Migrations.RunAsync(mayMigrate: false, CancellationToken.None);

        Assert.Equal(before, await connection.QueryAsync<(long, string, long)>("select version, name, applied_at from schema_version order by version"));
    }

    [StoreFact]
    public async Task Migrations_StoreNewerThanTheProgram_IsRefused()
    {
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("insert into schema_version (version, name, applied_at) values (999, 'later', 0)");

        await Assert.ThrowsAsync<StoreVersionException>(() => _host.Migrations.RunAsync(mayMigrate: true, CancellationToken.None));
    }

    [StoreFact]
    public async Task Entries_AfterAPass_ComeBackWithClaimAndArticle()
    {
        await _host.PollAsync();

        var entries = await _host.Ledger.EntriesAsync(new EntryId(0), 10, CancellationToken.None);

        Assert.Equal([412m, 290m], entries.Select(entry => entry.Claim.Value!.Stated!.Value));
        Assert.Equal("Outlet a", entries[0].Article.Outlet.Name);
        Assert.Equal("/a/one", entries[0].Article.Url!.AbsolutePath);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromHours(2), entries[0].Article.PublishedAt);
        Assert.True(entries[0].Article.IsPublicationKnown);
    }

    [StoreFact]
    public async Task Lookup_ManyNewerEntriesElsewhere_FindsThoseOfTheOwnOblastAndNotAllOthers()
    {
        await _host.PollAsync();
        var sample = (await _host.Ledger.EntriesAsync(new EntryId(0), 1, CancellationToken.None))[0].Claim;
        Claim At(int number, string oblast) => sample with
        {
            Id = new ClaimId($"{number:x8}"),
            OriginKey = $"origin-{number}",
            Scope = sample.Scope with { Area = new Place { Name = oblast, Reading = PlaceReading.Oblast, Admin1 = oblast, Country = "XX" } },
        };
        var (first, others) = (At(1, "Drava Oblast"), 100);
        var found = await _host.Database.WriteAsync(
            async transaction =>
            {
                foreach (var (number, claim) in Enumerable.Range(0, others).Select(i => (1001 + i, At(1001 + i, "Sava Oblast"))).Prepend((1000, first)))
                {
                    await transaction.Connection!.ExecuteAsync(
                        """
                        insert into ledger_entry (id, claim_id, article_id, comparison_key, kind, subject_id, predicate, origin_key, voice, recorded_at, fingerprint, claim)
                        select @number, @id, article_id, comparison_key, kind, subject_id, predicate, @origin, voice, recorded_at, fingerprint, @json from ledger_entry order by id limit 1
                        """,
                        new { number = (long)number, id = claim.Id.Value, origin = claim.OriginKey, json = ClaimJson.Write(claim) }, transaction);
                }

                return await LedgerLookup.EarlierAsync(transaction, [At(1, "Drava Oblast")], CancellationToken.None);
            },
            CancellationToken.None);

        Assert.Contains(found, entry => entry.Claim.Id == first.Id);
        Assert.InRange(found.Count, 40, others / 2);
        Assert.Equal(found.Select(entry => entry.Id.Value).Order(), found.Select(entry => entry.Id.Value));
    }

    [StoreFact]
    public async Task Ledger_ChangeOfWhatWasRecorded_IsRefused()
    {
        await _host.PollAsync();
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);

        foreach (var change in (string[])["update ledger_entry set recorded_at = 0", "delete from ledger_entry", "update finding set verdict = 'novel'",
            "delete from comparison"])
        {
            var refusal = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(change));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }
    }

    [StoreFact]
    public async Task Owed_AfterAPass_IsHydratedWithEntriesAndBacking()
    {
        await _host.PollAsync();

        var owed = await _host.Owed.OwedAsync("editor", "flood", _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(1), CancellationToken.None);

        var contradiction = owed.Single(o => o.Finding.Verdict is Verdict.Contradicts);
        var earlier = contradiction.Earlier(((Verdict.Contradicts)contradiction.Finding.Verdict).Earlier);
        Assert.Equal(412m, earlier.Entry.Claim.Value!.Stated);
        Assert.Equal(1, earlier.Backing.Origins);
        Assert.Equal(290m, contradiction.Entry.Entry.Claim.Value!.Stated);
        Assert.NotEmpty(contradiction.Finding.Why);
    }

    [StoreFact]
    public async Task Backing_AgreementOfAnotherOutlet_CountsOriginsAndWhatStoodBefore()
    {
        await _host.OnceAsync();
        var since = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromHours(1));
        var other = new SampleOutlet(_server, "b");
        other.Publish("three", since, "412 people were injured in a flood in Dravec on Friday, the police said.");
        _host.Configuration = PassHost.Settings(PassHost.Feed("a", _outlet.Feed), PassHost.Feed("b", other.Feed));
        await _host.PollAsync();

        var owed = await _host.Owed.OwedAsync("editor", "flood", since.AddMinutes(1), _time.GetUtcNow().AddMinutes(1), CancellationToken.None);

        var agreed = Assert.Single(owed).Compared.Single(cited => cited.Entry.Claim.Value!.Stated == 412m);
        Assert.Equal((2, 2), (agreed.Backing.Articles, agreed.Backing.Origins));
        Assert.Equal((1, 1), (agreed.Before.Articles, agreed.Before.Origins));
    }

    [StoreFact]
    public async Task Silences_MuteUnmutePauseUnsubscribe_AreKeptAndEnded()
    {
        await _host.PollAsync();
        var (silences, now) = (_host.Silences, _time.GetUtcNow());
        await silences.MuteAsync("editor", "abc", now.AddDays(1), CancellationToken.None);
        await silences.MuteAsync("editor", "abc", now.AddDays(2), CancellationToken.None);
        await silences.PauseAsync("editor", now.AddDays(7), CancellationToken.None);
        await silences.UnsubscribeAsync("editor", "flood", CancellationToken.None);
        await silences.UnsubscribeAsync("editor", "flood", CancellationToken.None);

        Assert.Equal(now.AddDays(2).ToUnixTimeMilliseconds(), Assert.Single(await silences.MutesAsync("editor", CancellationToken.None)).UntilAt);
        Assert.Equal(now.AddDays(7), (await silences.PausedAsync(CancellationToken.None))["editor"]);
        Assert.Contains(("editor", "flood"), await silences.UnsubscribedAsync(CancellationToken.None));
        Assert.Empty(await _host.Owed.OwedAsync("editor", "flood", now, now.AddMinutes(1), CancellationToken.None));
        Assert.True(await silences.UnmuteAsync("editor", "abc", CancellationToken.None));
        Assert.False(await silences.UnmuteAsync("editor", "abc", CancellationToken.None));
        _time.Advance(TimeSpan.FromDays(8));
        Assert.Empty(await silences.PausedAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task SigningKey_MadeTwice_IsOne()
    {
        Assert.Empty(await _host.Keys.AllAsync(CancellationToken.None));
        await _host.Keys.MakeAsync(CancellationToken.None);
        var first = await _host.Keys.AllAsync(CancellationToken.None);
        await _host.Keys.MakeAsync(CancellationToken.None);

        Assert.Equal(64, Assert.Single(first).Length);
        Assert.Equal(first.AsEnumerable(), await _host.Keys.AllAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task Alert_OfWhatIsOwed_IsMarkedAndStaysOwedToTheDigest()
    {
        _host.Configuration = _host.Configuration with { Recipients = [MailHouse.Alerted()] };
        await _host.PollAsync();
        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(1, await _host.Alerts.ComposeDueAsync(_host.Configuration, CancellationToken.None));
        Assert.Equal(0, await _host.Alerts.ComposeDueAsync(_host.Configuration, CancellationToken.None));
        var alert = Assert.Single(await _host.OutboxQueries.ListAsync(null, "alert", "editor", null, 5, CancellationToken.None));
        Assert.Single(await _host.Owed.InMailAsync(alert.Id, _time.GetUtcNow(), CancellationToken.None));
        Assert.Equal([("a", 1)], await _host.Owed.FeedsOfAsync([2], CancellationToken.None));
        Assert.Equal(2, Assert.Single((await _host.Composition.ComposeNowAsync(_host.Configuration, CancellationToken.None)).Composed).Findings);
        Assert.Equal([2], await _host.Outbox.LastFindingsAsync("editor", "flood", 14, CancellationToken.None));
    }

    [StoreFact]
    public async Task Told_Contradiction_IsFoundByItsEntriesUntilItIsToldAsOver()
    {
        await _host.OnceAsync();
        var told = Assert.Single(await _host.Owed.ToldContradictionsAsync("editor", "flood", [new EntryId(1)], _time.GetUtcNow(), CancellationToken.None));
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync(
            "insert into resolution (recipient_id, list_id, finding_id, ended_by, outbox_id) select 'editor', 'flood', @Id, @Id, id from outbox", new { told.Id });

        Assert.Empty(await _host.Owed.ToldContradictionsAsync("editor", "flood", [new EntryId(1)], _time.GetUtcNow(), CancellationToken.None));
    }

    [StoreFact]
    public async Task Outbox_ByHand_IsRetriedDroppedAndFoundByItsBeginning()
    {
        await _host.PollAsync();
        await _host.Composition.ComposeNowAsync(_host.Configuration, CancellationToken.None);
        var mail = Assert.Single(await _host.OutboxQueries.ListAsync(null, null, null, null, 5, CancellationToken.None));

        Assert.Equal(mail.Id, Assert.Single(await _host.OutboxQueries.FindAsync(mail.Id[..8].ToLowerInvariant(), CancellationToken.None)).Id);
        Assert.Equal(mail.Id, Assert.Single(await _host.OutboxQueries.FindAsync(mail.Name, CancellationToken.None)).Id);
        Assert.Equal((1, (DateTimeOffset?)_time.GetUtcNow()), await _host.OutboxQueries.WaitingAsync(CancellationToken.None));
        Assert.True(await _host.OutboxQueries.RetryAsync(mail.Id, TimeSpan.FromHours(1), CancellationToken.None));
        Assert.True(await _host.OutboxQueries.DropAsync(mail.Id, CancellationToken.None));
        Assert.False(await _host.OutboxQueries.RetryAsync(mail.Id, TimeSpan.FromHours(1), CancellationToken.None));
        Assert.NotEmpty(await _host.OutboxQueries.RenderedAsync(mail.Id, CancellationToken.None));
    }

    [StoreFact]
    public async Task Ops_RunOverThisStore_TellsOfAFeedThatIsGoneOnce()
    {
        _host.Configuration = _host.Configuration with { Recipients = [PassHost.Reader(id: "ops") with { IsOperator = true }] };
        await _host.PollAsync();
        await using (var connection = await _host.Database.OpenAsync(CancellationToken.None))
        {
            await connection.ExecuteAsync("update feed set is_gone = 1, failing_since = @now", new { now = _time.GetUtcNow().ToUnixTimeMilliseconds() });
        }

        Assert.Equal(1, await _host.Ops.ComposeDueAsync(_host.Configuration, null, CancellationToken.None));
        Assert.Equal(0, await _host.Ops.ComposeDueAsync(_host.Configuration, null, CancellationToken.None));
    }

    [StoreFact]
    public async Task Items_OfAFeed_WaitUntilTheyAreReadWhateverItLists()
    {
        static ListedItem Item(string key, string mark, string? url) => new(key, mark, $"{key} {mark}", url);
        await _host.Feeds.TryTakeAsync("f", _outlet.Feed, "test", Patience.None, CancellationToken.None);
        await NoteAsync(Item("1", "a", "http://post.example/1"), Item("2", "a", null));
        await _host.Feeds.ItemSeenAsync("f", "1", ItemOutcome.NoClaim, new ArticleId("x"), CancellationToken.None);
        await _host.Feeds.ItemFailedAsync("f", "2", 0, "timed out", CancellationToken.None);
        await NoteAsync(Item("1b", "a", "http://post.example/1"), Item("3", "a", null));

        Assert.Equal(["3 a"], await UnreadAsync());
        Assert.Equal(["2 a", "3 a"], await UnreadAsync(Patience.None));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["2 a", "3 a"], await UnreadAsync());

        await _host.Feeds.ItemSeenAsync("f", "3", ItemOutcome.Recorded, new ArticleId("y"), CancellationToken.None);
        await NoteAsync(Item("3", "b", null));
        Assert.Equal(["2 a", "3 b of y"], await UnreadAsync());
        await _host.Feeds.EditSeenAsync("f", "3", CancellationToken.None);
        await _host.Feeds.ItemSeenAsync("f", "2", ItemOutcome.NoArticle, null, CancellationToken.None);
        Assert.Empty(await UnreadAsync(Patience.None));

        Task NoteAsync(params ListedItem[] items) => _host.Feeds.NoteItemsAsync("f", items, CancellationToken.None);
        async Task<IEnumerable<string>> UnreadAsync(Patience patience = Patience.Schedule) =>
            (await _host.Feeds.UnreadAsync(["f"], patience, CancellationToken.None)).Select(item => item.ArticleId is null ? item.Listed : $"{item.Listed} of {item.ArticleId}").Order(StringComparer.Ordinal);
    }

    [StoreFact]
    public async Task Heartbeat_RunOverThisStore_IsOneAWeek()
    {
        _host.Configuration = _host.Configuration with { Recipients = [PassHost.Reader() with { WantsHeartbeat = true }] };
        await _host.Subscriptions.NoteAsync(_host.Configuration, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(11));

        Assert.Equal(1, await _host.Heartbeats.ComposeDueAsync(_host.Configuration, CancellationToken.None));
        Assert.Equal(0, await _host.Heartbeats.ComposeDueAsync(_host.Configuration, CancellationToken.None));
    }

    [StoreFact]
    public async Task Once_OverTwoPasses_MailsEachFindingOnce()
    {
        var first = await _host.OnceAsync();
        _time.Advance(TimeSpan.FromHours(1));
        _outlet.Publish("three", _time.GetUtcNow(), "Dravec is held by Norland, the ministry said.");

        var second = await _host.OnceAsync();
        var third = await _host.OnceAsync();

        Assert.Equal(2, Assert.Single(first.Composition.Composed).Findings);
        Assert.Equal(1, Assert.Single(second.Composition.Composed).Findings);
        Assert.Empty(third.Composition.Composed);
    }

    [StoreFact]
    public async Task Housekeeping_AfterRetention_ErasesTextsAndRemovedRecipients()
    {
        await _host.OnceAsync();
        _time.Advance(TimeSpan.FromDays(400));
        _host.Configuration = _host.Configuration with { Recipients = [] };

        var erased = await _host.Retention.EraseAsync(_host.Configuration, CancellationToken.None);
        await new Housekeeping(_host.Retention, Microsoft.Extensions.Logging.Abstractions.NullLogger<Housekeeping>.Instance)
            .TidyAsync(_host.Configuration, CancellationToken.None);

        Assert.Equal(new Erased(2, 1, 1), erased);
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        Assert.Equal(0, await connection.ExecuteScalarAsync<long>("select count(*) from outbox where address <> ''"));
        Assert.Equal(2, (await _host.Ledger.EntriesAsync(new EntryId(0), 10, CancellationToken.None)).Count);
    }

    [StoreFact]
    public async Task Housekeeping_AfterTheTimeOfPages_ErasesWhatStoodBesideTheArticles()
    {
        await _host.OnceAsync();
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("insert into dropped_block (article_id, ordinal, marker, text) select id, 1000, 'x', 'Subscribe now' from article");
        Task<long> CountAsync(string what) => connection.ExecuteScalarAsync<long>($"select count(*) from {what}");

        _time.Advance(TimeSpan.FromDays(29));
        await _host.Retention.EraseAsync(_host.Configuration, CancellationToken.None);
        var (blocks, addresses) = (await CountAsync("dropped_block"), await CountAsync("feed_item where page_url is not null"));
        _time.Advance(TimeSpan.FromDays(2));
        await _host.Retention.EraseAsync(_host.Configuration, CancellationToken.None);

        Assert.True(blocks >= 2 && addresses == 2, $"{blocks} blocks, {addresses} addresses");
        Assert.Equal((0, 0, 2), (await CountAsync("dropped_block"), await CountAsync("feed_item where page_url is not null"), await CountAsync("article where body is not null")));
    }

    [StoreFact]
    public async Task Renamed_EveryId_GoesOnWithItsHistory()
    {
        await _host.OnceAsync();
        await _host.Silences.MuteAsync("editor", "abc", _time.GetUtcNow().AddDays(9), CancellationToken.None);
        await _host.Silences.PauseAsync("editor", _time.GetUtcNow().AddMinutes(1), CancellationToken.None);
        var (before, mails) = (await _host.Ledger.EntriesAsync(new EntryId(0), 10, CancellationToken.None), await AllMailsAsync());
        _time.Advance(TimeSpan.FromHours(1));
        var other = new SampleOutlet(_server, "b");
        other.Publish("three", _time.GetUtcNow(), "412 people were injured in a flood in Dravec on Friday, the police said.");
        Rename(PassHost.Feed("b", other.Feed));

        var second = await _host.OnceAsync();
        var third = await _host.OnceAsync();

        // Nothing is read or told again, and what is new is held against what was known.
        Assert.Equal(1, second.Poll.Items.Values.Sum());
        Assert.Equal(1, Assert.Single(second.Composition.Composed).Findings);
        Assert.Empty(third.Composition.Composed);
        var after = await _host.Ledger.EntriesAsync(new EntryId(0), 10, CancellationToken.None);
        Assert.Equal(before.Select(e => e.Claim.Id), after.Take(2).Select(e => e.Claim.Id));
        Assert.All(after.Take(2), e => Assert.Equal(("outlet-a", "outlet-a"), (e.Article.Outlet.Id, e.Article.Outlet.Owner)));
        Assert.Equal(3, after.Select(e => e.Claim.OriginKey).Distinct().Count());
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("select count(*) from comparison c join finding f on f.id = c.finding_id where f.id = 3 and c.earlier_id = 1 and c.backs = 1"));

        // The mail that went out is the present reader's; the same one is not made again.
        var mail = (await AllMailsAsync()).Single(m => m.Id == mails.Single().Id);
        Assert.Equal(("desk", "river"), (mail.RecipientId, mail.ListId));
        Assert.StartsWith("digest:desk:river:", mail.DedupKey, StringComparison.Ordinal);
        Assert.Equal(mails.Single().MessageId, mail.MessageId);
        Assert.Single(await _host.Silences.MutesAsync("desk", CancellationToken.None));
        Assert.Empty(await LeftAsync(connection));
    }

    [StoreFact]
    public async Task Renamed_ByHousekeepingFirst_IsNotErased()
    {
        await _host.PollAsync();
        Rename();

        await _host.Retention.EraseAsync(_host.Configuration, CancellationToken.None);

        Assert.Equal(2, (await _host.Owed.OwedAsync("desk", "river", _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(1), CancellationToken.None)).Length);
    }

    [StoreFact]
    public async Task Renamed_AfterThePresentIdBegan_MakesOneHistoryOfTwo()
    {
        await _host.OnceAsync();
        Rename();
        _host.Configuration = _host.Configuration with { FormerIds = [] };      // was: is forgotten at first
        _time.Advance(TimeSpan.FromHours(1));
        await _host.OnceAsync();
        Rename();

        await _host.OnceAsync();

        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        Assert.Empty(await LeftAsync(connection));
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("select count(*) from subscription"));
        Assert.Equal(2, await connection.ExecuteScalarAsync<long>("select count(*) from feed_item"));
        Assert.Equal(_time.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds(), await connection.ExecuteScalarAsync<long>("select first_seen_at from subscription"));
        Assert.Equal(_time.GetUtcNow().AddHours(-1).ToUnixTimeMilliseconds(), await connection.ExecuteScalarAsync<long>("select first_polled_at from feed"));
    }

    [StoreFact]
    public async Task Renamed_LedgerAfterwards_IsAppendOnlyAsBefore()
    {
        await _host.PollAsync();
        Rename();
        await _host.PollAsync();
        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);

        foreach (var change in (string[])["update ledger_entry set recorded_at = 0", "update ledger_entry set claim = ''", "delete from ledger_entry"])
        {
            var refusal = await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync(change));
            Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>List, town, reader, feed and outlet under new ids.</summary>
    private void Rename(params FeedSettings[] others)
    {
        var feed = PassHost.Feed("a", _outlet.Feed) with { Id = "feed-a", Outlet = new Outlet { Id = "outlet-a", Name = "Outlet a", Owner = "outlet-a" } };
        var reader = PassHost.Reader(id: "desk");
        _host.Rules = SampleRules.Renamed;
        _host.Configuration = PassHost.Settings([feed, .. others]) with
        {
            Lists = [new ListSettings { Id = "river", Title = "Flood", Subjects = [new SubjectId("dravec-town"), new SubjectId("wounded")] }],
            Recipients = [reader with { Subscriptions = [reader.Subscriptions[0] with { List = "river" }] }],
            FormerIds =
            [
                new(FormerIdKind.List, "flood", "river"), new(FormerIdKind.Subject, "dravec", "dravec-town"), new(FormerIdKind.Recipient, "editor", "desk"),
                new(FormerIdKind.Feed, "a", "feed-a"), new(FormerIdKind.Outlet, "a", "outlet-a"),
            ],
        };
    }

    private Task<IReadOnlyList<OutboxEntry>> AllMailsAsync() => _host.OutboxQueries.ListAsync("all", null, null, null, 50, CancellationToken.None);

    /// <summary>Rows that still hold one of the former ids, whatever the column.</summary>
    private static async Task<IReadOnlyList<string>> LeftAsync(DbConnection connection)
    {
        var left = new List<string>();
        foreach (var table in (string[])["feed", "feed_item", "article", "outlet_block", "ledger_entry", "sighting", "finding_subject", "list_state", "subscription",
            "outbox", "owed_finding", "mute", "pause", "unsubscription", "resolution", "ops_notice", "watched_name"])
        {
            foreach (IDictionary<string, object?> row in await connection.QueryAsync($"select * from {table}"))
            {
                left.AddRange(row.Where(cell => cell.Key is not ("rendered" or "body" or "name" or "subject") && cell.Value is string text
                        && (text is "flood" or "dravec" or "editor" or "a" || text.Contains(":flood:", StringComparison.Ordinal) || text.Contains(":editor:", StringComparison.Ordinal)
                            || text.Contains("\"dravec\"", StringComparison.Ordinal) || text.Contains("\"a\"", StringComparison.Ordinal)))
                    .Select(cell => $"{table}.{cell.Key}: {cell.Value}"));
            }
        }

        return left;
    }

    [StoreFact]
    public async Task Coverage_WithAFailingFeed_NamesItWithItsReason()
    {
        _host.Configuration = PassHost.Settings(PassHost.Feed("a", _outlet.Feed), PassHost.Feed("b", _server.At("/missing")));
        await _host.PollAsync();

        var coverage = await _host.Owed.CoverageAsync(
            _host.Configuration.Lists[0], _host.Configuration, _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(1), isFirstDigest: true, CancellationToken.None);

        Assert.Equal((2, 2), (coverage.Feeds, coverage.ArticlesRead));
        Assert.Equal(new Watcher.Claims.Digests.FailingFeed("b", "404 NotFound", null), Assert.Single(coverage.Failing));
        Assert.Null(coverage.Baseline);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await _server.DisposeAsync();
        await RemoveStoreAsync();
    }
}

/// <summary>On SQLite, always.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "RemoveStoreAsync, which the base calls, disposes the folder.")]
public sealed class SqliteStoreTests : StoreTests
{
    private readonly TemporaryFolder _folder = new();

    private protected override ISqlDialect CreateStore() => _folder.Store;

    protected override Task RemoveStoreAsync()
    {
        _folder.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Connection_OfTheStore_IsWalAndFull()
    {
        using var folder = new TemporaryFolder();
        await using var host = new PassHost(folder.Store, PassHost.Settings(), new SteppedTime(), new ScriptedTransport());
        await host.OpenAsync();
        await using var connection = await host.Database.OpenAsync(CancellationToken.None);

        Assert.Equal("wal", await connection.ExecuteScalarAsync<string>("pragma journal_mode"));
        Assert.Equal(2, await connection.ExecuteScalarAsync<long>("pragma synchronous"));
        Assert.Equal(1, await connection.ExecuteScalarAsync<long>("pragma foreign_keys"));
    }

    [Fact]
    public async Task Migrations_OfAnOlderStore_KeepABackup()
    {
        using var folder = new TemporaryFolder();
        await using var database = new Database(folder.Store);
        await using (var connection = await database.OpenAsync(CancellationToken.None))
        {
            await connection.ExecuteAsync("create table kept (word text); insert into kept values ('before')");
            await database.Dialect.BackUpAsync(connection, 11, CancellationToken.None);
        }

        await using var backup = new Database(new SqliteDialect(Path.Combine(folder.Path, "watcher.db.v11.bak")));
        await using var copy = await backup.OpenAsync(CancellationToken.None);
        Assert.Equal("before", await copy.ExecuteScalarAsync<string>("select word from kept"));
    }

    [Fact]
    public void InstanceLock_TakenTwice_RefusesTheSecond()
    {
        using var folder = new TemporaryFolder();
        using (var first = InstanceLock.TryTake(folder.Path))
        {
            Assert.NotNull(first);
            Assert.Null(InstanceLock.TryTake(folder.Path));
        }

        using var afterwards = InstanceLock.TryTake(folder.Path);
        Assert.NotNull(afterwards);
    }
}
