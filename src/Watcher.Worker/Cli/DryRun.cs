using Microsoft.Data.Sqlite;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Options;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>
/// A pass that leaves no trace: it works on a copy of the store, and its mails end in a folder of its own, which goes with it. The service
/// may run meanwhile; the store is only read.
/// </summary>
internal sealed class DryRun : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("watcher-dry-run-").FullName;
    private readonly List<string> _mails = [];

    private DryRun(IConfigurationRoot settings) => Settings = new ConfigurationBuilder().AddConfiguration(settings).AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Watcher:DataDirectory"] = _folder,
        ["Database:Path"] = Path.Combine(_folder, "watcher.db"),
        ["Mail:Transport"] = "pickup",
        ["Mail:PickupDirectory"] = Path.Combine(_folder, "mail"),
    }).Build();

    public IConfigurationRoot Settings { get; }

    /// <summary>The text parts of the digests that would have gone out.</summary>
    public IReadOnlyList<string> Mails => _mails;

    /// <summary>A store of its own, empty.</summary>
    public static DryRun FromNothing(IConfigurationRoot settings)
    {
        var run = new DryRun(settings);
        run.Settings["Database:Provider"] = "sqlite";
        return run;
    }

    /// <exception cref="VerbException">The store is not a file that can be copied.</exception>
    public static async Task<DryRun> OfAsync(IConfigurationRoot settings, CancellationToken cancellationToken)
    {
        var provider = settings.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>()?.Provider;
        if (provider == "postgresql")
        {
            throw new VerbException(ExitCodes.WrongUsage, "usage", "--dry-run works on a copy of a SQLite store, and this store is PostgreSQL",
                "Database__Provider=sqlite watcher once --dry-run --data DIR, for a pass from nothing");
        }

        var run = new DryRun(settings);
        if (Stores.SqlitePath(settings) is var path && File.Exists(path))
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "vacuum into @copy";
            command.Parameters.AddWithValue("@copy", Path.Combine(run._folder, "watcher.db"));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return run;
    }

    /// <summary>Keeps the text of every digest as it is rendered.</summary>
    public void Listen(IServiceCollection services) => services.AddSingleton<DigestRendering>((input, messageId, policy) =>
    {
        _mails.Add(DigestMail.Preview(input, policy).Text);
        return DigestMail.Render(input, messageId, policy);
    });

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
