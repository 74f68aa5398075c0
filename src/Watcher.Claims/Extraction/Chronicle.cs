using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Quantities;
using Watcher.Reading.Articles;

namespace Watcher.Claims.Extraction;

/// <summary>
/// A text that tells what happened long before it was published: an encyclopedia's article, a look back. Its days without a year belong to
/// the year it named last, and a sentence without a day goes on with the day told last.
/// </summary>
internal static class Chronicle
{
    private const int MinDays = 3;

    /// <summary>Share of a chronicle's days that are older than news.</summary>
    private const double MinOldShare = 0.8;

    /// <summary>News is told within a week.</summary>
    private const int MaxNewsAgeDays = 6;

    private static readonly FrozenSet<string> s_deictic = FrozenSet.ToFrozenSet(
        ["yesterday", "today", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "overnight", "tomorrow"], StringComparer.OrdinalIgnoreCase);

    /// <param name="dates">What was read in each block against the day of publication.</param>
    /// <param name="published">Wall-clock time.</param>
    public static bool IsOne(IReadOnlyList<ImmutableArray<DateMention>> dates, DateTime published)
    {
        var (days, old) = (0, 0);
        for (var i = 0; i < dates.Count; i++)
        {
            foreach (var date in dates[i])
            {
                if (s_deictic.Contains(date.Basis))
                {
                    return false;       // only news speaks of "Sunday"
                }

                if (date is { IsCalendar: true, Kind: DateKind.At or DateKind.Until or DateKind.Window, Grain: DateGrain.Day } && (date.Value.From ?? date.Value.To) is { } from)
                {
                    days++;
                    old += (published - from).TotalDays > MaxNewsAgeDays ? 1 : 0;
                }
            }
        }

        return days >= MinDays && old >= MinOldShare * days;
    }

    /// <summary>Reads the blocks again, each against the end of the year that was named last before its dates.</summary>
    public static List<ImmutableArray<DateMention>> Retell(
        Article article, IReadOnlyList<ImmutableArray<DateMention>> dates, DateReader reader, DateReference reference)
    {
        var told = new List<ImmutableArray<DateMention>>(dates.Count);
        var year = FirstYear(dates);
        var (pass, passYear) = ((DatePass?)null, (int?)null);
        for (var i = 0; i < dates.Count; i++)
        {
            var isSame = dates[i].IsEmpty || year is null || year >= reference.Time.Year;
            if (!isSame && passYear != year)
            {
                pass?.Dispose();
                (pass, passYear) = (reader.Over(article.Text, reference with { Time = new DateTime(year!.Value, 12, 31, 23, 0, 0) }), year);
            }

            var found = isSame ? dates[i] : pass!.Read(article.Blocks[i].Span);     // that of the year
            // "The next day" follows the day told last, not the day of publication.
            found = found.All(IsOfItself) ? found : [.. found.Where(IsOfItself)];
            told.Add(found);
            for (var last = found.Length - 1; last >= 0; last--)
            {
                if (Year(found[last]) is { } stated)
                {
                    year = stated;
                    break;
                }
            }
        }

        pass?.Dispose();
        return told;
    }

    private static bool IsOfItself(DateMention date) => !date.IsRelative || date.IsCalendar || IsOfAnyYear(date) || date.Kind is DateKind.Since or DateKind.Duration;

    private static int? FirstYear(IReadOnlyList<ImmutableArray<DateMention>> dates)
    {
        for (var i = 0; i < dates.Count; i++)
        {
            foreach (var date in dates[i])
            {
                if (Year(date) is { } year)
                {
                    return year;
                }
            }
        }

        return null;
    }

    /// <summary>The last day or month told in <paramref name="dates"/>; null when they tell none.</summary>
    public static DateMention? LastDay(IEnumerable<DateMention> dates) =>
        dates.LastOrDefault(date => date is { Kind: DateKind.At, Grain: DateGrain.Day or DateGrain.Month, Value.From: not null });

    /// <summary>"In July", "late November": its words leave only the year open, "last month" does not.</summary>
    private static bool IsOfAnyYear(DateMention date) =>
        date.OtherReadings.Any(other => IsYearApart(other.From, date.Value.From) || IsYearApart(other.To, date.Value.To));

    private static bool IsYearApart(DateTime? one, DateTime? other) => one is { } a && other is { } b && (a == b.AddYears(1) || b == a.AddYears(1));

    private static int? Year(DateMention date) =>
        date is { IsRelative: false, Kind: DateKind.At, Grain: DateGrain.Day or DateGrain.Month, Value.From: { } from } ? from.Year : null;
}
