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
        logging.AddConsole(console =>
        {
            console.FormatterName = isJson ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
            console.LogToStandardErrorThreshold = toStandardError ? LogLevel.Trace : LogLevel.None;
        });
        logging.AddSimpleConsole(simple =>
        {
            simple.SingleLine = true;
            simple.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' ";
            simple.UseUtcTimestamp = true;
        });
        logging.AddJsonConsole(json =>
        {
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.UseUtcTimestamp = true;
        });
    }
}
