using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Watcher.Worker.Cli;

namespace Watcher.Worker;

/// <summary>A line for people: time, level, event and message. What feeds and relays say cannot drive the terminal.</summary>
internal sealed class TextLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "watcher-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'} {LogFormat.Word(logEntry.LogLevel),-5} ");
        var name = logEntry.EventId.Name is { Length: > 0 } id ? LogFormat.Event(id) : logEntry.Category;
        var text = $"{name}: {logEntry.Formatter(logEntry.State, logEntry.Exception)}{(logEntry.Exception is { } exception ? $"\n{exception}" : "")}";
        foreach (var (i, line) in text.ReplaceLineEndings("\n").Split('\n').Index())
        {
            textWriter.WriteLine($"{(i == 0 ? head : "    ")}{TerminalText.Escape(line)}");
        }
    }
}
