namespace Watcher.Worker.Cli;

/// <summary>Whether output is coloured: the option, else the conventions of the environment, else only on a terminal.</summary>
internal static class ColorChoice
{
    /// <param name="option"><c>always</c>, <c>never</c> or <c>auto</c>.</param>
    /// <param name="variable">Of the environment.</param>
    /// <param name="isTerminal">What is written goes to one.</param>
    public static bool IsOn(string? option, Func<string, string?> variable, bool isTerminal) => option switch
    {
        "always" => true,
        "never" => false,
        _ when IsSet(variable("NO_COLOR")) => false,
        _ when Forces(variable("FORCE_COLOR")) || Forces(variable("CLICOLOR_FORCE")) => true,
        _ => isTerminal && variable("TERM") != "dumb",
    };

    private static bool IsSet(string? value) => !string.IsNullOrEmpty(value);

    private static bool Forces(string? value) => IsSet(value) && value != "0";
}
