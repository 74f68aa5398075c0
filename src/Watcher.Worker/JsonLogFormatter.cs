using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Watcher.Worker.Cli;

namespace Watcher.Worker;

/// <summary>
/// One JSON object a line: <c>ts, level, msg, event</c>, the trace when there is one, and what the message names (<c>feed</c>, <c>list</c>,
/// <c>outbox</c> …) under its own key, so that a log can be asked without taking sentences apart.
/// </summary>
internal sealed class JsonLogFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "watcher-json";

    /// <summary>The template of the message: everything in it stands in <c>msg</c>.</summary>
    private const string Template = "{OriginalFormat}";

    private static readonly string[] s_own = ["ts", "level", "msg", "event", "logger", "trace_id", "exception"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var fields = new Dictionary<string, object?>
        {
            ["ts"] = time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["level"] = LogFormat.Word(logEntry.LogLevel),
            ["msg"] = logEntry.Formatter(logEntry.State, logEntry.Exception),
        };
        if (logEntry.EventId.Name is { Length: > 0 } name)
        {
            fields["event"] = LogFormat.Event(name);
        }

        fields["logger"] = logEntry.Category;
        if (Activity.Current is { } activity)
        {
            fields["trace_id"] = activity.TraceId.ToHexString();
        }

        foreach (var (key, value) in logEntry.State as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            var field = JsonNamingPolicy.SnakeCaseLower.ConvertName(key);
            if (key != Template)
            {
                fields[s_own.Contains(field) ? field + "_" : field] = value is null or bool or int or long or double or decimal ? value : Convert.ToString(value, CultureInfo.InvariantCulture);
            }
        }

        if (logEntry.Exception is { } exception)
        {
            fields["exception"] = exception.ToString();
        }

        textWriter.WriteLine(JsonSerializer.Serialize(fields, JsonText.Compact));
    }
}
