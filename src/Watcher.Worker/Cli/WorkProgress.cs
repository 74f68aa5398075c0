using System.CommandLine;
using Spectre.Console;

namespace Watcher.Worker.Cli;

/// <summary>
/// Shows on stderr how far long work is: a bar where a person looks at it, and is gone before the data comes; elsewhere one line at the end
/// of the step.
/// </summary>
internal sealed class WorkProgress
{
    private readonly TextWriter _errors;
    private readonly bool _isSilent;

    /// <param name="errors">stderr.</param>
    /// <param name="around">Whether anybody looks.</param>
    /// <param name="isSilent">Nothing at all is shown.</param>
    /// <param name="streams">Data is printed while the work goes on: where both end on one screen the data is progress enough.</param>
    public WorkProgress(TextWriter errors, Surroundings around, bool isSilent, bool streams = false)
    {
        (_errors, _isSilent) = (errors, isSilent);
        HasBar = !isSilent && around.IsErrorTerminal && !(streams && around.Columns is not null)
            && string.IsNullOrEmpty(around.Variable("CI")) && around.Variable("TERM") != "dumb";
    }

    public static WorkProgress Of(ParseResult parsed, bool streams = false) => new(
        parsed.InvocationConfiguration.Error, Surroundings.Of(parsed), parsed.GetValue(GlobalOptions.NoProgress) || parsed.GetValue(GlobalOptions.Quiet), streams);

    public bool HasBar { get; }

    /// <summary>Runs a step.</summary>
    /// <param name="what">"reading pages".</param>
    /// <param name="total">Parts of the work; null when nobody knows.</param>
    /// <param name="done">What the closing line says of the result; null for none.</param>
    /// <param name="work">Calls its argument after each part, from any thread.</param>
    public async Task<T> RunAsync<T>(string what, int? total, Func<T, string?> done, Func<Action, Task<T>> work)
    {
        T result;
        if (HasBar)
        {
            result = await Bar().StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(what), maxValue: Math.Max(total ?? 1, 1));
                task.IsIndeterminate = total is null;
                return await work(() => task.Increment(1));
            });
        }
        else
        {
            result = await work(static () => { });
        }

        if (!_isSilent && !HasBar && done(result) is { } line)
        {
            await _errors.WriteLineAsync(line);
        }

        return result;
    }

    /// <summary>The same for work that knows nothing of tasks, and can be stopped between two of its parts.</summary>
    public Task<T> OverAsync<T>(string what, int? total, CancellationToken cancellationToken, Func<Action, T> work) => RunAsync(
        what, total, static _ => null, advance => Task.Run(
            () => work(() =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                advance();
            }),
            cancellationToken));

    private Progress Bar()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_errors), Interactive = InteractionSupport.Yes, Ansi = AnsiSupport.Yes });
        return console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn());
    }
}
