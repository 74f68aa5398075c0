using System.CommandLine;

namespace Watcher.Worker.Cli;

/// <summary>What cannot be taken back is asked for: on a terminal by a question, elsewhere by <c>--yes</c>.</summary>
internal static class Consent
{
    /// <param name="parsed">Of the verb.</param>
    /// <param name="deed">What it will do, a whole sentence.</param>
    /// <param name="command">The line that does it without a question.</param>
    /// <exception cref="VerbException">Nobody said yes.</exception>
    public static void Ask(ParseResult parsed, string deed, string command)
    {
        if (parsed.GetValue(GlobalOptions.Yes))
        {
            return;
        }

        var around = Surroundings.Of(parsed);
        if (around is { IsInputTerminal: true, IsErrorTerminal: true })
        {
            var errors = parsed.InvocationConfiguration.Error;
            errors.Write($"{TerminalText.Escape(deed)} Do it? [y/N] ");
            if (around.Input.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES")
            {
                return;
            }
        }

        throw new VerbException(ExitCodes.WrongUsage, "needs_yes", deed, $"{command} --yes");
    }
}
