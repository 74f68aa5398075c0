using System.Globalization;
using Watcher.Claims.Quantities;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Days that are counted from another: "two days later", "the following day", "100 days into the siege".</summary>
internal static partial class AsOfReader
{
    /// <summary>"…, two weeks after a bomb <b>killed</b> 12": how long before the main clause; a week is told in round numbers.</summary>
    private static (int Days, int Slack) DaysBefore(SentenceView sentence, TextSpan highlight)
    {
        var block = sentence.Block;
        for (var i = block.TokensOf(highlight).First - 1; i > sentence.First + 1 && block.Word(i) is not ("," or ";" or "which" or "who" or "that"); i--)
        {
            if (block.Word(i) == "after" && Number(block.Word(i - 2)) is not null)
            {
                return DaysOf(block, i - 1) ?? default;
            }
        }

        return default;
    }

    /// <summary>"A week after the quake on Monday the army <b>left</b>", "took A on Monday and two days later <b>took</b> B": the date, and what was counted from it. Null when nothing was.</summary>
    private static (WallInterval Days, string Basis)? SinceEvent(SentenceView sentence, TextSpan highlight, DateMention date)
    {
        if (!sentence.Span.Contains(date.Span) || date.Grain != DateGrain.Day || DayOf(date)!.Value.From is not { } from)
        {
            return null;
        }

        var block = sentence.Block;
        var (said, at) = (block.TokensOf(highlight).First, block.TokensOf(date.Span).First);
        for (var i = at - 1; i > sentence.First + 1 && i > at - MaxToCount && block.Word(i) is not ("," or ";"); i--)
        {
            if (block.Word(i) is "after" or "into" && Counted(i - 1) is { } count && !(said > i && said < at))
            {
                return count;
            }
        }

        for (var i = said - 1; i > Math.Max(block.TokensOf(date.Span).End + 1, said - MaxToLater); i--)
        {
            if (block.Word(i) == "later" && Counted(i - 1) is { } later)
            {
                return later;
            }
        }

        return null;

        (WallInterval, string)? Counted(int unit)
        {
            if (MonthsOf(block, unit) is { } months)
            {
                return (Around(from.Date.AddMonths(months), slack: 5), Basis(unit));     // a month is told in round numbers
            }

            return DaysOf(block, unit) is { } counted ? (Around(from.Date.AddDays(counted.Days), counted.Slack), Basis(unit)) : null;
        }

        string Basis(int unit) => $"{block.Word(unit - 1)} {block.Word(unit)} from {date.Basis}";

        static WallInterval Around(DateTime day, int slack) => new(day.AddDays(-slack), day.AddDays(1 + slack));
    }

    /// <summary>"Entered X on 5 May, and <b>the following day</b> took Y": the 5th, for Y. Null where the words name no day so.</summary>
    private static DateMention? DayAfter(SentenceView sentence, TextSpan highlight, TextSpan? said)
    {
        DateMention? day = null;
        foreach (var date in sentence.Block.Dates)
        {
            if (!sentence.Span.Contains(date.Span) || date.Span.Start > highlight.Start)
            {
                continue;
            }

            if (IsNextDay(sentence.Block, date))
            {
                return day is not null && !IsOfAnotherClause(sentence, highlight, said, date) ? day : null;
            }

            day = date is { Kind: DateKind.At, Grain: DateGrain.Day } ? date : null;
        }

        return null;
    }

    /// <summary>The day that "the next day" means for the words: behind a day of their sentence or, at its beginning, of the sentence before. Null for none.</summary>
    internal static WallInterval? NextDay(SentenceView sentence, TextSpan highlight)
    {
        var (days, former) = DayAfter(sentence, highlight, null) is { } here ? (1, here) : (Later(sentence).Days, DayBefore(sentence));
        return days == 1 && former is not null && DayOf(former)?.From is { } from ? WallInterval.Day(from.AddDays(1)) : null;
    }

    /// <summary>"The next day" counts from the day told last, not from that of the report.</summary>
    internal static bool IsNextDay(BlockView block, DateMention date)
    {
        var (first, end) = block.TokensOf(date.Span);
        return block.Word(end - 1) is "day" or "morning" or "evening" && block.Word(end - 2) is "next" or "following" && end - first <= 3;
    }

    /// <summary>The only day that the sentence before names.</summary>
    private static DateMention? DayBefore(SentenceView sentence) =>
        sentence.Previous is { } before && before.Block.Dates.Where(date => before.Span.Contains(date.Span)).Take(2).ToList() is [{ Kind: DateKind.At, Grain: DateGrain.Day or DateGrain.DayPart } only] ? only : null;

    /// <summary>Days after the day told last: "the next day", "two days later".</summary>
    private static (int Days, string Words) Later(SentenceView sentence)
    {
        var block = sentence.Block;
        for (var i = sentence.First; i < Math.Min(sentence.End, sentence.First + MaxLaterStart) && block.Word(i) is not ("," or ";" or "that" or "which" or "who"); i++)
        {
            if (block.Word(i) is "next" or "following" && block.Word(i + 1) is "day" or "morning" or "evening")
            {
                return (1, $"the {block.Word(i)} {block.Word(i + 1)}");
            }

            if (block.Word(i + 1) == "later" && DaysOf(block, i) is { } counted)
            {
                return (counted.Days, $"{block.Word(i - 1)} {block.Word(i)} later");
            }
        }

        return default;
    }

    /// <summary>"Entered X on 9 May, and held its square by the next morning. Later that day …": between the day told last and the sentence the story went on by one.</summary>
    private static (int Days, string Words) MovedOn(SentenceView sentence, DateMention told)
    {
        var block = sentence.Block;
        if (told.Span.End < block.Block.Span.Start)
        {
            return default;
        }

        for (var i = block.TokensOf(told.Span).End; i < sentence.First; i++)
        {
            if (block.Word(i) is "next" or "following" && block.Word(i - 1) == "the" && block.Word(i + 1) is "day" or "morning" or "evening"
                && (block.Word(i - 2) is "by" or "on" or "and" or "," or "." || !block.Tokens[i - 2].IsWord))
            {
                return (1, $"the {block.Word(i)} {block.Word(i + 1)}");
            }
        }

        return default;
    }

    /// <summary>"A day earlier", "two days before" at a sentence's beginning.</summary>
    private static (int Days, string Words) Earlier(SentenceView sentence)
    {
        var block = sentence.Block;
        return block.Word(sentence.First + 1) is "day" or "days" && block.Word(sentence.First + 2) is "earlier" or "before" && Number(block.Word(sentence.First)) is { } number
            && !(block.Word(sentence.First + 2) == "before" && block.Word(sentence.First + 3) != ",")
            ? (number, $"{block.Word(sentence.First)} {block.Word(sentence.First + 1)} {block.Word(sentence.First + 2)}") : default;
    }

    /// <summary>The date in front of the words in their sentence.</summary>
    private static DateMention? Former(SentenceView sentence, TextSpan highlight) => sentence.Block.Dates.LastOrDefault(date => sentence.Span.Contains(date.Span) && date.Span.End <= highlight.Start);

    /// <summary>"Took X in 2012 and left it <b>a month later</b>": as vague as the date that it counts from, and as the month.</summary>
    private static AsOf? LaterThan(BlockView block, int unit, DateMention from)
    {
        if (from is not { Kind: DateKind.At, Value: { From: { } first, To: { } end } } || Number(block.Word(unit - 1)) is not { } count || (DaysOf(block, unit) is not null && from.Grain is not (DateGrain.Month or DateGrain.Year)))
        {
            return null;
        }

        var months = MonthsOf(block, unit) ?? (block.Word(unit) is "year" or "years" ? 12 * count : 0);
        var days = DaysOf(block, unit)?.Days ?? 0;
        return months + days == 0 ? null
            : new AsOf(new WallInterval(first.AddMonths(months).AddDays(from.Grain == DateGrain.Year ? 0 : days), end.AddMonths(months).AddDays(days)), $"{from.Basis}, {block.Word(unit - 1)} {block.Word(unit)} later") { IsStated = true };
    }

    /// <summary>"Two days", "a week", by the token of the unit: so many days, and how far off they may be. Null where it counts none.</summary>
    private static (int Days, int Slack)? DaysOf(BlockView block, int unit) => (block.Word(unit), Number(block.Word(unit - 1))) switch
    {
        ("day" or "days", { } count) => (count, 0),
        ("week" or "weeks", { } count) => (7 * count, 1),
        _ => null,
    };

    private static int? MonthsOf(BlockView block, int unit) => block.Word(unit) is "month" or "months" ? Number(block.Word(unit - 1)) : null;

    private static int? Number(string word) => word switch
    {
        "a" or "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "ten" => 10,
        _ => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MaxLaterNumber ? number : null,
    };

    /// <summary>"Seized X on 24 March; the army <b>retook</b> it three days later": counted from the day told last.</summary>
    private static AsOf? LaterBehind(SentenceView sentence, TextSpan highlight)
    {
        var block = sentence.Block;
        var first = block.TokensOf(highlight).End;
        for (var i = first + 1; i < Math.Min(sentence.End - 1, first + MaxToLater) && block.Word(i) is not ("," or ";" or "and" or "but"); i++)
        {
            if (block.Word(i + 1) != "later" || Former(sentence, highlight) is not { } former)
            {
                continue;
            }

            if (LaterThan(block, i, former) is { } period)
            {
                return period;
            }

            if (DaysOf(block, i) is { } counted && former is { Kind: DateKind.At, Grain: DateGrain.Day or DateGrain.DayPart, Value.From: { } from })
            {
                return new AsOf(WallInterval.Day(from.Date.AddDays(counted.Days)), $"{former.Basis}, {block.Word(i - 1)} {block.Word(i)} later") { IsStated = true };
            }
        }

        return null;
    }
}
