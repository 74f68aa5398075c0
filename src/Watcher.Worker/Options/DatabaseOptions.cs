using System.ComponentModel.DataAnnotations;

namespace Watcher.Worker.Options;

/// <summary>Section <c>Database</c>.</summary>
internal sealed record DatabaseOptions
{
    public const string Section = "Database";

    [AllowedValues("sqlite", "postgresql", ErrorMessage = "Database:Provider can be sqlite or postgresql")]
    public string Provider { get; set; } = "sqlite";

    /// <summary>File of the SQLite store; empty = watcher.db in the data directory.</summary>
    public string Path { get; set; } = "";

    public string Host { get; set; } = "";

    [Range(1, 65535)]
    public int Port { get; set; } = 5432;

    public string Name { get; set; } = "watcher";

    public string User { get; set; } = "watcher";

    public string Password { get; set; } = "";

    public string PasswordFile { get; set; } = "";

    /// <summary>False: a pending migration is an error instead of being run.</summary>
    public bool AutoMigrate { get; set; } = true;
}
