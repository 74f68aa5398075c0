using System.Data.Common;
using System.Globalization;
using Dapper;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Doctor;

/// <summary>The store, and what it says of feeds and outbox.</summary>
internal static class StoreChecks
{
    private static readonly TimeSpan s_feedPatience = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_mailPatience = TimeSpan.FromHours(1);

    public static async Task<Diagnosis> StoreAsync(Examination of, CancellationToken cancellationToken)
    {
        const string Name = "store";
        if (!of.HasStore)
        {
            return Diagnosis.Ok(Name, $"none yet at {Stores.SqlitePath(of.Settings)}; the first run makes it");
        }

        var place = of.IsSqlite ? $"sqlite {Stores.SqlitePath(of.Settings)}" : $"postgresql {of.Database.Host}:{of.Database.Port}/{of.Database.Name}";
        try
        {
            var database = new Database(Stores.Dialect(of.Settings));
            await using var connection = await database.OpenAsync(cancellationToken);
            var version = await connection.ExecuteScalarAsync<int>(new CommandDefinition("select coalesce(max(version), 0) from schema_version", cancellationToken: cancellationToken));
            var newest = MigrationRunner.NewestVersion(database.Dialect);
            var size = of.IsSqlite ? string.Create(CultureInfo.InvariantCulture, $", {new FileInfo(Stores.SqlitePath(of.Settings)).Length / 1e6:0.0} MB") : "";
            return version > newest
                ? Diagnosis.Fail(Name, $"{place} has schema {version}, this program knows {newest}", "use the newer program, or restore the backup that was made before it")
                : version < newest && !of.Database.AutoMigrate
                    ? Diagnosis.Fail(Name, $"{place} has schema {version}, this program needs {newest}, and Database:AutoMigrate is off", "Database__AutoMigrate=true, once")
                    : Diagnosis.Ok(Name, $"{place}, schema {version}{(version < newest ? $" (becomes {newest} at the next start)" : "")}{size}");
        }
        catch (Exception e) when (e is DbException or IOException or System.Net.Sockets.SocketException)
        {
            return Diagnosis.Fail(Name, $"{place}: {e.Message}", of.IsSqlite ? "restore the file from a backup, or move it away to begin a new one" : "check Database__Host, Database__User and the password file, and that the server runs");
        }
    }

    /// <summary>Who holds the store. Takes nothing when the lock file is not there.</summary>
    public static Diagnosis Instance(Examination of)
    {
        const string Name = "instance";
        if (!of.IsSqlite)
        {
            return Diagnosis.Ok(Name, "several may share a postgresql store");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(Stores.SqlitePath(of.Settings)))!;
        if (!File.Exists(Path.Combine(folder, "watcher.lock")))
        {
            return Diagnosis.Ok(Name, "no Watcher runs on this store");
        }

        using var taken = InstanceLock.TryTake(folder);
        return Diagnosis.Ok(Name, taken is null ? "a Watcher runs on this store" : "no Watcher runs on this store");
    }

    public static async Task<Diagnosis> FeedsAsync(Examination of, CancellationToken cancellationToken)
    {
        const string Name = "feeds";
        if (of.Rules is not { Configuration.Feeds: var feeds })
        {
            return Diagnosis.Warn(Name, "not looked at: the configuration is not valid", "watcher check");
        }

        if (feeds.IsEmpty)
        {
            return Diagnosis.Warn(Name, "none configured", "add one to feeds.yaml; config/README.md shows how");
        }

        if (!of.HasStore || await StatesAsync(of, cancellationToken) is not { } states)
        {
            return Diagnosis.Ok(Name, $"{feeds.Length} configured, none polled yet");
        }

        var failing = feeds.Where(f => f.IsEnabled && states.GetValueOrDefault(f.Id) is { } s && (s.Failures > 0 || s.IsGone)).ToList();
        if (failing.Count > 0)
        {
            var names = string.Join(", ", failing.Take(5).Select(f => f.Id)) + (failing.Count > 5 ? ", …" : "");
            var fix = $"watcher feeds test {failing[0].Id}";
            return failing.Count == feeds.Length ? Diagnosis.Fail(Name, $"all {feeds.Length} failing: {names}", fix) : Diagnosis.Warn(Name, $"{failing.Count} of {feeds.Length} failing: {names}", fix);
        }

        var stale = feeds.Where(f => f.IsEnabled && states.GetValueOrDefault(f.Id)?.LastSuccessAt is { } at && of.Now - DateTimeOffset.FromUnixTimeMilliseconds(at) > s_feedPatience + f.Every).ToList();
        return stale.Count > 0
            ? Diagnosis.Warn(Name, $"{stale.Count} of {feeds.Length} not polled for a day: {string.Join(", ", stale.Take(5).Select(f => f.Id))}", "start the service: watcher run")
            : Diagnosis.Ok(Name, $"{feeds.Length} configured, {states.Count(s => s.Value.LastSuccessAt is not null)} with a good poll, none failing");
    }

    public static async Task<Diagnosis> OutboxAsync(Examination of, CancellationToken cancellationToken)
    {
        const string Name = "outbox";
        if (!of.HasStore)
        {
            return Diagnosis.Ok(Name, "0 waiting");
        }

        try
        {
            await using var connection = await new Database(Stores.Dialect(of.Settings)).OpenAsync(cancellationToken);
            var (waiting, oldest, held, reply) = await connection.QuerySingleAsync<(long Waiting, long? Oldest, long Held, string? Reply)>(new CommandDefinition(
                """
                select sum(case when state in ('pending', 'retry', 'unknown', 'sending') then 1 else 0 end),
                       min(case when state in ('pending', 'retry', 'unknown', 'sending') then created_at end),
                       sum(case when state = 'held' then 1 else 0 end),
                       max(case when state in ('retry', 'unknown', 'held') then last_text end)
                from (select state, created_at, last_text from outbox union all select 'none', null, null) o
                """,
                cancellationToken: cancellationToken));
            var age = oldest is { } since ? of.Now - DateTimeOffset.FromUnixTimeMilliseconds(since) : TimeSpan.Zero;
            var text = string.Create(CultureInfo.InvariantCulture, $"{waiting} waiting, oldest {Age(age)}") + (held > 0 ? $", {held} held" : "") + (reply is { Length: > 0 } ? $"; last reply: {reply}" : "");
            return held > 0 ? Diagnosis.Warn(Name, text, "watcher outbox list --state held, then retry or drop")
                : age > s_mailPatience ? Diagnosis.Warn(Name, text, "watcher outbox list; watcher doctor --smtp asks the relay")
                : Diagnosis.Ok(Name, text);
        }
        catch (Exception e) when (e is DbException or IOException or System.Net.Sockets.SocketException)
        {
            return Diagnosis.Fail(Name, $"cannot be read: {e.Message}", "see the line of the store");
        }
    }

    private static string Age(TimeSpan age) => age.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h") : string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0} s");

    private static async Task<IReadOnlyDictionary<string, FeedState>?> StatesAsync(Examination of, CancellationToken cancellationToken)
    {
        try
        {
            return await new FeedStore(new Database(Stores.Dialect(of.Settings)), TimeProvider.System).AllAsync(cancellationToken);
        }
        catch (Exception e) when (e is DbException or IOException or System.Net.Sockets.SocketException)
        {
            return null;      // the store's own line says why
        }
    }
}
