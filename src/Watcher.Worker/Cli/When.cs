using System.Globalization;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>A point in time as people type it: 7d ago, or a date.</summary>
internal static class When
{
    public static DateTimeOffset? Read(string? text, string option)
    {
        if (text is null)
        {
            return null;
        }

        return ConfigValues.TryDuration(text, out var ago) ? TimeProvider.System.GetUtcNow() - ago
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day
            : throw new VerbException(ExitCodes.WrongUsage, "usage", $"{option} '{text}' is neither a duration nor a date", $"{option} 7d");
    }
}
