using Npgsql;
using Watcher.Worker.Cli;
using Watcher.Worker.Options;

namespace Watcher.Worker.Storage;

/// <summary>The lock a run holds on its store; nothing to hold with PostgreSQL, where several workers share one store.</summary>
internal sealed record StoreLock(InstanceLock? Lock) : IDisposable
{
    public void Dispose() => Lock?.Dispose();
}

/// <summary>Opens the store that the settings name.</summary>
internal static class Stores
{
    public static ISqlDialect Dialect(IConfiguration settings)
    {
        var options = Options(settings);
        if (PostgresqlConnection(settings) is { } connection)
        {
            return new PostgresqlDialect(connection);
        }

        var path = SqlitePath(settings);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return new SqliteDialect(path);
    }

    /// <summary>Null where the store is another.</summary>
    public static string? PostgresqlConnection(IConfiguration settings) => Options(settings) is { Provider: "postgresql" } options
        ? new NpgsqlConnectionStringBuilder
        {
            Host = options.Host,
            Port = options.Port,
            Database = options.Name,
            Username = options.User,
            Password = options.Password.Length > 0 ? options.Password : null,
        }.ConnectionString
        : null;

    /// <exception cref="VerbException">Another process holds the SQLite store.</exception>
    public static StoreLock Lock(IConfiguration settings)
    {
        if (Options(settings).Provider == "postgresql")
        {
            return new StoreLock(null);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(SqlitePath(settings)))!;
        return new StoreLock(InstanceLock.TryTake(folder) ?? throw new VerbException(
            ExitCodes.TryAgainLater, "store_locked", $"Another Watcher holds the store in {folder}",
            "stop it first, or use --data DIR for a store of your own"));
    }

    /// <summary>The code of <see cref="NoneYet"/>.</summary>
    public const string NoStore = "no_store";

    /// <summary>Whether there is a file to look into; a server is asked by whoever opens it.</summary>
    public static bool MayExist(IConfiguration settings) => Options(settings).Provider != "sqlite" || File.Exists(SqlitePath(settings));

    /// <summary>A verb that only looks creates nothing.</summary>
    public static VerbException NoneYet(IConfiguration settings) => new(
        ExitCodes.NotFound, NoStore,
        Options(settings) is { Provider: "postgresql" } options ? $"There is no store in {options.Host}:{options.Port}/{options.Name} yet." : $"There is no store at {SqlitePath(settings)} yet.",
        Options(settings).Provider == "sqlite" ? "watcher once, or name the folder with --data DIR" : "watcher once");

    public static string SqlitePath(IConfiguration settings) =>
        Options(settings).Path is { Length: > 0 } path ? path : Path.Combine(Settings.DataDirectory(settings), "watcher.db");

    private static DatabaseOptions Options(IConfiguration settings) =>
        settings.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
}
