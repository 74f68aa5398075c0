using System.Globalization;
using Watcher.Reading.Feeds;

namespace Watcher.Worker.Fetching;

/// <summary>Reads the waiting times that servers ask for.</summary>
internal static class RetryAfter
{
    /// <summary>Longer than this nobody is left alone: a feed that is silent for a day is looked at again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Beyond this the number is a mistake (milliseconds, an absolute time, a joke) and says nothing.</summary>
    private static readonly TimeSpan s_absurd = TimeSpan.FromDays(30);

    /// <param name="header">Seconds or a date.</param>
    /// <param name="now">What a date is compared with.</param>
    /// <returns>At most <see cref="Longest"/>; null when the header is missing, in the past or absurd.</returns>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        var text = header?.Trim() ?? "";
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds > s_absurd.TotalSeconds ? null : Within(TimeSpan.FromSeconds(seconds));
        }

        return FeedDate.Read(text) is { } date ? Within(date - now) : null;
    }

    /// <summary>A time to wait brought inside the limits, or null when it is none.</summary>
    public static TimeSpan? Within(TimeSpan? wait) =>
        wait is null || wait <= TimeSpan.Zero || wait > s_absurd ? null : wait > Longest ? Longest : wait;
}
