using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Doctor;

/// <summary>The installation that is looked at. Nothing in it is changed: no migration, no lock kept, no mail.</summary>
internal sealed class Examination
{
    private Examination(IConfigurationRoot settings, RulesInForce? rules, ConfigReport report) => (Settings, Rules, Report) = (settings, rules, report);

    public IConfigurationRoot Settings { get; }

    /// <summary>Null when the configuration cannot be read; checks that need it then look at nothing.</summary>
    public RulesInForce? Rules { get; }

    public ConfigReport Report { get; }

    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    public string DataDirectory => Cli.Settings.DataDirectory(Settings);

    public DatabaseOptions Database => Section<DatabaseOptions>(DatabaseOptions.Section);

    public MailOptions Mail => Section<MailOptions>(MailOptions.Section);

    public bool IsSqlite => Database.Provider == "sqlite";

    /// <summary>A SQLite store that nobody has made yet is no fault.</summary>
    public bool HasStore => !IsSqlite || File.Exists(Stores.SqlitePath(Settings));

    public static Examination Of(IConfigurationRoot settings)
    {
        var (loaded, report) = ConfigurationReader.Read(Cli.Settings.ConfigDirectory(settings));
        return new Examination(settings, loaded is null ? null : RulesInForce.Of(loaded), report);
    }

    public T Section<T>(string name) where T : class, new() => Settings.GetSection(name).Get<T>() ?? new T();
}
