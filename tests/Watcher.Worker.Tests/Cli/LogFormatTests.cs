using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>A line of the log as programs read it.</summary>
public sealed class LogFormatTests
{
    [Fact]
    public void Line_OfANamedEvent_HoldsTimeLevelMessageEventAndWhatItNames()
    {
        var line = Written(log => RunLog.Starting(log, "1.0", 2, 43, 3, "f00df00"));

        Assert.Equal(
            ["ts", "level", "msg", "event", "logger", "version", "lists", "feeds", "recipients", "fingerprint"], line.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("2026-11-20T12:00:00.000Z", "info", "starting"), (Text(line, "ts"), Text(line, "level"), Text(line, "event")));
        Assert.Equal("Watcher 1.0: 2 watch lists, 43 feeds, 3 recipients, configuration f00df00", Text(line, "msg"));
        Assert.Equal(43, line.GetProperty("feeds").GetInt32());
    }

    [Fact]
    public void Line_OfSeveralLinesAndAnError_StaysOneLine()
    {
        var line = Written(log => log.Log(LogLevel.Error, new EventId(1, "LogPollFailed"), "first\nsecond \u001b[31m", new InvalidOperationException("broken\nhost"), (state, _) => state));

        Assert.Equal(("error", "poll_failed", "first\nsecond \u001b[31m"), (Text(line, "level"), Text(line, "event"), Text(line, "msg")));
        Assert.Contains("broken\nhost", Text(line, "exception"), StringComparison.Ordinal);
    }

    private static string? Text(JsonElement line, string key) => line.GetProperty(key).GetString();

    private static JsonElement Written(Action<ILogger> say)
    {
        var log = new OneLine();
        say(log);
        Assert.Equal(1, log.Output.ToString().Count(c => c == '\n'));
        Assert.DoesNotContain('\u001b', log.Output.ToString());
        return JsonDocument.Parse(log.Output.ToString()).RootElement;
    }

    private sealed class OneLine : ILogger
    {
        private readonly JsonLogFormatter _formatter = new(new SteppedTime());

        public StringWriter Output { get; } = new() { NewLine = "\n" };

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _formatter.Write(new LogEntry<TState>(logLevel, "Watcher", eventId, state, exception, formatter), null, Output);
    }
}
