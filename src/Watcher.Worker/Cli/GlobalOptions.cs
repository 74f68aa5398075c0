using System.CommandLine;

namespace Watcher.Worker.Cli;

/// <summary>The options of every verb.</summary>
internal static class GlobalOptions
{
    public static Option<string?> Config { get; } = new("--config") { Description = "Folder of the configuration.", HelpName = "DIR", Recursive = true };

    public static Option<string?> Data { get; } = new("--data") { Description = "Folder of the store and the mails.", HelpName = "DIR", Recursive = true };

    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON document on stdout.", Recursive = true };

    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Errors only.", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Log at level information.", Recursive = true };

    public static Option<bool> Debug { get; } = new("-vv") { Description = "Log at level debug, with stack traces.", Recursive = true };

    public static Option<string> Color { get; } = Among("--color", "auto", "always", "never");

    public static Option<bool> NoProgress { get; } = new("--no-progress") { Description = "No progress on stderr.", Recursive = true };

    public static Option<bool> Yes { get; } = new("--yes") { Description = "Yes to what would be asked.", Recursive = true };

    public static IEnumerable<Option> All => [Config, Data, Json, Quiet, Verbose, Debug, Color, NoProgress, Yes];

    /// <summary>For verbs that write or send: each has its own, since most have nothing to hold back.</summary>
    public static Option<bool> DryRun(string description = "Say what would be done; write nothing, send nothing.") => new("--dry-run") { Description = description };

    /// <summary>For lists.</summary>
    public static Option<bool> Jsonl() => new("--jsonl") { Description = "One object a line." };

    /// <summary>Verbs log warnings, the service logs information, unless told otherwise.</summary>
    public static LogLevel LevelOf(ParseResult parsed, LogLevel usual) =>
        parsed.GetValue(Debug) ? LogLevel.Debug
        : parsed.GetValue(Verbose) ? LogLevel.Information
        : parsed.GetValue(Quiet) ? LogLevel.Error : usual;

    private static Option<string> Among(string name, params string[] values)
    {
        var option = new Option<string>(name)
        {
            Description = "Colour: " + string.Join(", ", values) + ".",
            Recursive = true,
            DefaultValueFactory = _ => values[0],
        };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
