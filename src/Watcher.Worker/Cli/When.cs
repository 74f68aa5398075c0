using System.CommandLine;
using System.Globalization;
using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Cli;

/// <summary>A point in time as people type it: 7d ago, or a date.</summary>
internal static class When
{
    public static DateTimeOffset? Read(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text)
        {
            return null;
        }

        return ConfigValues.TryDuration(text, out var ago) ? Surroundings.Of(parsed).Time.GetUtcNow() - ago
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day
            : throw new VerbException(ExitCodes.WrongUsage, "usage", $"{option.Name} '{text}' is neither a duration nor a date", $"{option.Name} 7d");
    }
}
