using System.Text.Json;
using Microsoft.Extensions.Logging.Console;

namespace Watcher.Worker;

/// <summary>Logs: text on a terminal, one JSON object a line elsewhere; verbs log to stderr, because their stdout is data.</summary>
internal static class LogFormat
{
    public static void Configure(ILoggingBuilder logging, IConfiguration settings, LogLevel level, bool toStandardError)
    {
        logging.ClearProviders();
        logging.AddConfiguration(settings.GetSection("Logging"));
        logging.SetMinimumLevel(level);
        logging.AddFilter("Watcher", level);
        var format = settings["Logging:Format"] ?? "auto";
        var isJson = format == "json" || (format == "auto" && (toStandardError ? Console.IsErrorRedirected : Console.IsOutputRedirected)
            && Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") == "true");
        logging.AddConsoleFormatter<JsonLogFormatter, ConsoleFormatterOptions>();
        logging.AddConsoleFormatter<TextLogFormatter, ConsoleFormatterOptions>();
        logging.AddConsole(console =>
        {
            console.FormatterName = isJson ? JsonLogFormatter.FormatterName : TextLogFormatter.FormatterName;
            console.LogToStandardErrorThreshold = toStandardError ? LogLevel.Trace : LogLevel.None;
        });
    }

    /// <summary>Named events are as they are; of the others the name of the method that logs, without its first word.</summary>
    public static string Event(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name.StartsWith("Log", StringComparison.Ordinal) ? name[3..] : name);

    public static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
