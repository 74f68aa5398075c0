using System.CommandLine;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Parses the arguments, runs the verb and turns every ending into an exit code and one readable message.</summary>
internal static class CommandLine
{
    /// <param name="root">Of <see cref="CommandTree"/>.</param>
    /// <param name="args">As typed, without the program's name.</param>
    /// <param name="output">Takes data.</param>
    /// <param name="errors">Takes everything else.</param>
    /// <param name="around">What the verb finds around it; null: no terminal, nothing in the environment.</param>
    /// <param name="cancellationToken">Ends the verb in order.</param>
    public static async Task<int> RunAsync(
        RootCommand root, string[] args, TextWriter output, TextWriter errors, Surroundings? around = null, CancellationToken cancellationToken = default)
    {
        if (args.Length == 0)
        {
            // A container starts the program bare; a person who types it bare wants to know what it can do.
            if (Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") != "true")
            {
                await root.Parse("--help").InvokeAsync(new InvocationConfiguration { Output = errors, Error = errors }, cancellationToken);
                return ExitCodes.WrongUsage;
            }

            args = ["run"];
        }

        var parsed = root.Parse(args);
        // A misspelt option would pass for a path or a text where a verb takes one.
        var misspelt = parsed.Tokens.FirstOrDefault(t => t.Type == TokenType.Argument && t.Value.StartsWith("--", StringComparison.Ordinal))?.Value;
        if (parsed.Errors.Count > 0 || misspelt is not null)
        {
            return await WrongUsage(root, parsed, misspelt, args, errors);
        }

        try
        {
            var invocation = new VerbInvocation
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = errors,
                ProcessTerminationTimeout = null,
                Around = around ?? new Surroundings(),
            };
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (VerbException e)
        {
            await Report(errors, IsJson(args), e.ExitCode, e.Code, e.Message, e.Fix);
            return e.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.CtrlC;
        }
        catch (IOException e) when (IsBrokenPipe(e))
        {
            return ExitCodes.Done;   // the reader went away: no error of ours
        }
        catch (StoreVersionException e)
        {
            await Report(errors, IsJson(args), ExitCodes.DependencyUnavailable, "store_version", e.Message, "watcher doctor");
            return ExitCodes.DependencyUnavailable;
        }
        catch (DbException e) when (IsUnavailable(e))
        {
            await Report(errors, IsJson(args), ExitCodes.DependencyUnavailable, "database_unavailable", $"The store cannot be used: {e.Message}", "watcher doctor");
            return ExitCodes.DependencyUnavailable;
        }
#pragma warning disable CA1031 // the program's edge: whatever is left becomes one message and an exit code
        catch (Exception e)
#pragma warning restore CA1031
        {
            var detail = parsed.GetValue(GlobalOptions.Debug) ? e.ToString() : $"{e.GetType().Name}: {e.Message}";
            await Report(errors, IsJson(args), ExitCodes.ProblemsFound, "failed", detail, "again with -vv for the details");
            return ExitCodes.ProblemsFound;
        }
    }

    private static bool IsBrokenPipe(IOException e) => e.Message.Contains("Broken pipe", StringComparison.OrdinalIgnoreCase);

    /// <summary>The server or the file, not the statement.</summary>
    private static bool IsUnavailable(DbException e) => e.IsTransient || e is SqliteException
    {
        SqliteErrorCode: SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_IOERR
            or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_CORRUPT,
    };

    /// <summary>Also of a line that cannot be parsed.</summary>
    private static bool IsJson(string[] args) => args.Contains(GlobalOptions.Json.Name);

    private static async Task Report(TextWriter errors, bool isJson, int exitCode, string code, string message, string? fix)
    {
        if (isJson)
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
    private static async Task<int> WrongUsage(RootCommand root, ParseResult parsed, string? misspelt, string[] args, TextWriter errors)
    {
        var command = parsed.CommandResult.Command;
        var verbs = command.Subcommands.Select(c => c.Name).ToList();
        var unknown = misspelt ?? (parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null);
        var path = command == root ? "watcher" : $"watcher {string.Join(' ', Path(root, command))}";
        string message;
        if (unknown is not null)
        {
            var isOption = unknown.StartsWith('-');
            var known = isOption ? [.. command.Options.Concat(GlobalOptions.All).Select(o => o.Name)] : verbs;
            var nearest = Suggestion.For(unknown, known);
            var kind = isOption ? "an option" : verbs.Count > 0 ? "a verb" : "an argument it takes";
            message = $"'{unknown}' is not {kind} of {path}." + (nearest.Count > 0 ? $" Did you mean '{nearest[0]}'?" : "");
        }
        else
        {
            message = parsed.Errors[0].Message;
        }

        if (IsJson(args))
        {
            await Report(errors, isJson: true, ExitCodes.WrongUsage, "usage", message, $"{path} --help");
            return ExitCodes.WrongUsage;
        }

        await errors.WriteLineAsync(TerminalText.Escape(message));
        await errors.WriteLineAsync($"See: {path} --help");
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
