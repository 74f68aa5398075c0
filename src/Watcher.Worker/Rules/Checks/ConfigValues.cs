using System.Globalization;

namespace Watcher.Worker.Rules.Checks;

/// <summary>The small notations of configuration values: 10m, 5MB.</summary>
internal static class ConfigValues
{
    /// <summary>Reads 30s, 10m, 2h, 7d or hh:mm:ss.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && duration >= TimeSpan.Zero;
        }

        if (text.Length < 2 || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 36_500)
        {
            return false;
        }

        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        duration = (unit ?? TimeSpan.Zero) * number;
        return unit is not null;
    }

    /// <summary>Reads 500KB, 5MB or a bare number of bytes. KB is 1024 bytes.</summary>
    public static bool TrySize(string text, out int bytes)
    {
        bytes = 0;
        var (digits, factor) = text.EndsWith("KB", StringComparison.OrdinalIgnoreCase) ? (text[..^2], 1024)
            : text.EndsWith("MB", StringComparison.OrdinalIgnoreCase) ? (text[..^2], 1024 * 1024) : (text, 1);
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number * factor > int.MaxValue)
        {
            return false;
        }

        bytes = (int)(number * factor);
        return true;
    }
}
