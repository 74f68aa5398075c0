namespace Watcher.Worker.Cli;

/// <summary>What a verb's exit code says; printed by <c>watcher help exit-codes</c>.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int ProblemsFound = 1;
    public const int WrongUsage = 2;
    public const int PartlyDone = 3;
    public const int NotFound = 4;
    public const int DependencyUnavailable = 69;
    public const int TryAgainLater = 75;
    public const int ConfigurationInvalid = 78;
    public const int CtrlC = 130;
    public const int Terminated = 143;

    public static IReadOnlyList<(int Code, string Meaning)> Table { get; } =
    [
        (Done, "done"),
        (ProblemsFound, "done, and problems were found, or the work failed"),
        (WrongUsage, "wrong usage"),
        (PartlyDone, "partly done: some feeds, messages or input lines failed"),
        (NotFound, "not found (id, list, feed)"),
        (DependencyUnavailable, "a dependency is unavailable (database, SMTP)"),
        (TryAgainLater, "try again later (another instance holds the store, migration running)"),
        (ConfigurationInvalid, "configuration invalid"),
        (CtrlC, "ended by Ctrl-C"),
        (Terminated, "SIGTERM, and the grace time was not enough"),
    ];
}

/// <summary>Ends a verb with a message on stderr; never a stack trace.</summary>
internal sealed class VerbException(int exitCode, string code, string message, string? fix = null) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>For programs: "config_invalid", "not_found".</summary>
    public string Code { get; } = code;

    /// <summary>What to do, if possible a command that can be copied.</summary>
    public string? Fix { get; } = fix;
}
