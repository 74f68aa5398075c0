using System.Globalization;
using System.Reflection;
using Dapper;

namespace Watcher.Worker.Storage;

/// <summary>Brings the store to this program's version: embedded scripts, forward only, each in a transaction of its own.</summary>
internal sealed partial class MigrationRunner(Database database, TimeProvider time, ILogger<MigrationRunner> log)
{
    private const string CreateVersions =
        "create table if not exists schema_version (version bigint not null primary key, name text not null, applied_at bigint not null)";

    /// <param name="mayMigrate">False: a pending migration is an error.</param>
    /// <exception cref="StoreVersionException">The store is newer than the program, or older and may not be migrated.</exception>
    public async Task RunAsync(bool mayMigrate, CancellationToken cancellationToken)
    {
        var scripts = Scripts(database.Dialect);
        await using var connection = await database.OpenAsync(cancellationToken);
        if (database.Dialect.StoreSettings.Length > 0)
        {
            await connection.ExecuteAsync(new CommandDefinition(database.Dialect.StoreSettings, cancellationToken: cancellationToken));
        }

        await connection.ExecuteAsync(new CommandDefinition(CreateVersions, cancellationToken: cancellationToken));
        var current = await CurrentAsync(connection, cancellationToken);
        var newest = scripts[^1].Version;
        if (current > newest)
        {
            throw new StoreVersionException(Newer(current, newest));
        }

        if (current == newest)
        {
            return;
        }

        if (!mayMigrate)
        {
            throw new StoreVersionException($"The store has version {current}, this program needs {newest}, and Database:AutoMigrate is off.");
        }

        if (current > 0)
        {
            await database.Dialect.BackUpAsync(connection, current, cancellationToken);
        }

        foreach (var script in scripts.Where(script => script.Version > current))
        {
            if (await ApplyAsync(script, cancellationToken))
            {
                LogMigrated(script.Version, script.Name);
            }
        }
    }

    /// <summary>For who only looks: changes nothing.</summary>
    /// <returns>False when there is no store yet.</returns>
    /// <exception cref="StoreVersionException">The store is newer than the program, or still waits to be migrated.</exception>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition(database.Dialect.VersionTable, cancellationToken: cancellationToken)) is null)
        {
            return false;
        }

        var (current, newest) = (await CurrentAsync(connection, cancellationToken), NewestVersion(database.Dialect));
        return current == newest ? true : throw new StoreVersionException(current > newest ? Newer(current, newest)
            : $"The store has version {current}, this program needs {newest}: watcher run or watcher once brings it up to date first.");
    }

    private static string Newer(int current, int newest) => $"The store has version {current}, this program knows {newest}: use the newer program or an older backup.";

    private static Task<int> CurrentAsync(System.Data.Common.DbConnection connection, CancellationToken cancellationToken) => connection.ExecuteScalarAsync<int>(
        new CommandDefinition("select coalesce(max(version), 0) from schema_version", cancellationToken: cancellationToken));

    private Task<bool> ApplyAsync(Script script, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            if (database.Dialect.MigrationLock.Length > 0)
            {
                await transaction.RunAsync(database.Dialect.MigrationLock, null, cancellationToken);
            }

            var already = await transaction.FirstAsync<long>(
                "select count(*) from schema_version where version = @Version", new { script.Version }, cancellationToken);
            if (already > 0)
            {
                return false;   // another instance was first
            }

            await transaction.RunAsync(script.Sql, null, cancellationToken);
            await transaction.RunAsync(
                "insert into schema_version (version, name, applied_at) values (@Version, @Name, @now)",
                new { script.Version, script.Name, now = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>The version that this program brings a store to.</summary>
    public static int NewestVersion(ISqlDialect dialect) => Scripts(dialect)[^1].Version;

    private sealed record Script(int Version, string Name, string Sql);

    /// <summary>Resources named <c>….migrations.sqlite.001-init.sql</c>, in order.</summary>
    private static List<Script> Scripts(ISqlDialect dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var marker = $".migrations.{dialect.Name}.";
        var scripts = new List<Script>();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var at = resource.IndexOf(marker, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var name = resource[(at + marker.Length)..^".sql".Length];
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);   // it was just listed
            scripts.Add(new Script(int.Parse(name[..3], CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        return scripts;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "store migrated to version {Version} ({Name})")]
    private partial void LogMigrated(int version, string name);
}

/// <summary>The store and the program do not fit each other.</summary>
internal sealed class StoreVersionException(string message) : Exception(message);
