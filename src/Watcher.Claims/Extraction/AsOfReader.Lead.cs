using System.Collections.Immutable;
using Watcher.Claims.Quantities;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>The day of a dateline or a lead.</summary>
internal static partial class AsOfReader
{
    private static DateMention? LeadDay(ImmutableArray<DateMention> dates, DateTime published)
    {
        foreach (var date in dates)
        {
            if (date is { Kind: DateKind.At, Grain: DateGrain.Day or DateGrain.DayPart } && date.Value.From is { } day && IsRecent(day, published))
            {
                return date;
            }
        }

        return null;
    }

    /// <summary>News of the small hours tells of the day that has just ended. Midnight sharp is a date without an hour.</summary>
    private static bool IsNight(DateTime published) => published.TimeOfDay > TimeSpan.Zero && published.Hour < NightEnds;

    private static bool IsRecent(DateTime day, DateTime published) => day.Date <= published.Date && (published.Date - day.Date).Days <= MaxLeadAgeDays;

    /// <summary>The day of a dateline, which east of Greenwich may be the one that begins there after publication.</summary>
    private static DateTime? DatelineDay(DateMention date, DateTime published) =>
        date.OtherReadings.Prepend(date.Value).Select(day => day.From).FirstOrDefault(day => day is { } known && (IsRecent(known, published) || (published.Hour >= Noon && known.Date == published.Date.AddDays(1))));

    private static bool IsDateline(string text, TextSpan block, DateMention date)
    {
        if (date.Span.Start - block.Start > MaxDatelineStart || date.Grain != DateGrain.Day || text.AsSpan(block.Start, date.Span.Start - block.Start).IndexOfAny('.', '!', '?') >= 0)
        {
            return false;
        }

        var behind = text.AsSpan(date.Span.End, block.End - date.Span.End).TrimStart();
        return behind.Length > 0 && (behind[0] is '(' or '–' or '—' || behind.StartsWith("--", StringComparison.Ordinal) || behind.StartsWith("- ", StringComparison.Ordinal))
            && HasDash(behind);
    }

    private static bool HasDash(ReadOnlySpan<char> behind) => behind[..Math.Min(behind.Length, 30)].IndexOfAny('-', '–', '—') >= 0;

    /// <summary>The first block that is a paragraph of sentences, not a second headline.</summary>
    private static bool IsLead(Block block) =>
        block.Span.Of(block.ArticleText) is var text && text.TrimEnd() is [.., '.' or '”' or '"' or ':'] && text.Count(' ') >= MinLeadWords;
}
