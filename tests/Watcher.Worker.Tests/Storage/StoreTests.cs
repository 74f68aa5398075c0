using System.Data.Common;
using Dapper;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Jobs;
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
        _outlet.Publish("two", _time.GetUtcNow() - TimeSpan.FromHours(1), "690 people were injured in a flood in Dravec on Friday, the governor said.");
        _host = new PassHost(CreateStore(), PassHost.Settings(PassHost.Feed("a", _outlet.Feed)), _time, new ScriptedTransport(), _server.HostAndPort);
        await _host.OpenAsync();
    }

    [StoreFact]
    public async Task Migrations_RunTwice_ChangeNothing()
    {
        await _host.Migrations.RunAsync(mayMigrate: false, CancellationToken.None);

        await using var connection = await _host.Database.OpenAsync(CancellationToken.None);
        Assert.Equal(2, await connection.ExecuteScalarAsync<long>("select count(*) from schema_version"));
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

        Assert.Equal([412m, 690m], entries.Select(entry => entry.Claim.Value!.Stated!.Value));
        Assert.Equal("Outlet a", entries[0].Article.Outlet.Name);
        Assert.Equal("/a/one", entries[0].Article.Url!.AbsolutePath);
        Assert.Equal(_time.GetUtcNow() - TimeSpan.FromHours(2), entries[0].Article.PublishedAt);
        Assert.True(entries[0].Article.IsPublicationKnown);
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
        Assert.Equal(690m, contradiction.Entry.Entry.Claim.Value!.Stated);
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
