using System.Globalization;

namespace Watcher.Worker.Cli;

/// <summary>Lengths of time as the configuration writes them: <c>5m</c>, <c>30h</c>.</summary>
internal static class Spans
{
    /// <summary>In the largest unit that leaves two digits of meaning; below a minute in seconds.</summary>
    public static string Short(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => Of(span.TotalSeconds, "s"),
        { TotalHours: < 1 } => Of(span.TotalMinutes, "m"),
        { TotalHours: < 48 } when span.TotalHours == Math.Floor(span.TotalHours) || span.TotalHours >= 10 => Of(span.TotalHours, "h"),
        { TotalHours: < 10 } => Of(span.TotalMinutes, "m"),
        _ => Of(span.TotalDays, "d"),
    };

    private static string Of(double number, string unit) => Math.Floor(number).ToString("0", CultureInfo.InvariantCulture) + unit;
}
