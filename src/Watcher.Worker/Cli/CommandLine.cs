using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>Parses the arguments, runs the verb and turns every ending into an exit code and one readable message.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args, TextWriter output, TextWriter errors)
    {
        if (args.Length == 0)
        {
            // A container starts the program bare; a person who types it bare wants to know what it can do.
            if (Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") != "true")
            {
                await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = errors, Error = errors });
                return ExitCodes.WrongUsage;
            }

            args = ["run"];
        }

        var parsed = root.Parse(args);
        // A misspelt option would pass for a path or a text where a verb takes one.
        var misspelt = parsed.Tokens.FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;
        if (parsed.Errors.Count > 0 || misspelt is not null)
        {
            return WrongUsage(root, parsed, misspelt, args, errors);
        }

        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = errors, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(invocation);
        }
        catch (VerbException e)
        {
            await Report(errors, parsed, e.ExitCode, e.Code, e.Message, e.Fix);
            return e.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.CtrlC;
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            return ExitCodes.Done;   // the reader went away: no error of ours
        }
#pragma warning disable CA1031 // the program's edge: whatever is left becomes one message and an exit code
        catch (Exception e)
#pragma warning restore CA1031
        {
            var detail = parsed.GetValue(GlobalOptions.Debug) ? e.ToString() : $"{e.GetType().Name}: {e.Message}";
            await Report(errors, parsed, ExitCodes.ProblemsFound, "failed", detail, "again with -vv for the details");
            return ExitCodes.ProblemsFound;
        }
    }

    private static bool IsBrokenPipe(IOException e) => e.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase);

    private static async Task Report(TextWriter errors, ParseResult parsed, int exitCode, string code, string message, string? fix)
    {
        if (parsed.GetValue(GlobalOptions.Json))
        {
            await errors.WriteLineAsync(JsonSerializer.Serialize(
                new { schema = "watcher.error/1", code, message, fix, exit_code = exitCode }, JsonText.Compact));
            return;
        }

        await errors.WriteLineAsync(TerminalText.Escape(message, keepLines: true));
        if (fix is not null)
        {
            await errors.WriteLineAsync($"fix: {TerminalText.Escape(fix)}");
        }
    }

    /// <summary>The library would print to stdout and exit 1; a typo must do neither.</summary>
    private static int WrongUsage(RootCommand root, ParseResult parsed, string? misspelt, string[] args, TextWriter errors)
    {
        var command = parsed.CommandResult.Command;
        var verbs = command.Subcommands.Select(c => c.Name).ToList();
        var unknown = misspelt ?? (parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null);
        var path = command == root ? "watcher" : $"watcher {string.Join(' ', Path(root, command))}";
        if (unknown is not null)
        {
            var isOption = unknown.StartsWith('-');
            var known = isOption ? [.. command.Options.Concat(GlobalOptions.All).Select(o => o.Name)] : verbs;
            var nearest = Suggestion.For(unknown, known);
            var kind = isOption ? "an option" : verbs.Count > 0 ? "a verb" : "an argument it takes";
            var hint = nearest.Count > 0 ? $" Did you mean '{nearest[0]}'?" : "";
            errors.WriteLine($"'{TerminalText.Escape(unknown)}' is not {kind} of {path}.{hint}");
        }
        else
        {
            errors.WriteLine(args.Length == 0 ? "A verb is missing." : TerminalText.Escape(parsed.Errors[0].Message));
        }

        errors.WriteLine($"See: {path} --help");
        return ExitCodes.WrongUsage;
    }

    private static IEnumerable<string> Path(Command root, Command command)
    {
        for (var c = command; c != root && c is not null; c = c.Parents.OfType<Command>().FirstOrDefault())
        {
            if (c.Parents.Contains(root))
            {
                return c == command ? [c.Name] : [c.Name, command.Name];
            }
        }

        return [command.Name];
    }
}
