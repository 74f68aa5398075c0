using System.Collections.Immutable;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>The day an article speaks of where a sentence names none, and what its relative dates refer to.</summary>
/// <param name="Day">The default as-of.</param>
/// <param name="Reference">For the date reader.</param>
/// <param name="Rule">DATE-2 dateline, DATE-3 lead, DATE-4 publication, DATE-6 no day at all.</param>
/// <param name="Report">When the article reports: the dateline or the day of publication.</param>
internal sealed record NarrativeDay(AsOf Day, DateReference Reference, string Rule, AsOf Report)
{
    /// <summary>Nobody knows when it was published: only dates that need no reference count, and a claim without one is of no known time.</summary>
    public bool IsUndated { get; init; }

    /// <summary>What the article can have dated: "Sunday" is no day when nobody knows of which week.</summary>
    public ImmutableArray<DateMention> Dated(ImmutableArray<DateMention> dates) => IsUndated ? [.. dates.Where(date => !date.IsRelative)] : dates;
}

/// <summary>When a claim holds: the date of its clause, else the dateline or lead, else the day of publication.</summary>
internal static partial class AsOfReader
{
    /// <summary>A dateline stands at a block's beginning: "KHARKIV, Sept. 11 (Agency) -- ".</summary>
    private const int MaxDatelineStart = 40;
    private const int MaxDatelineBlock = 6;

    /// <summary>From this hour on, in UTC, the next day has begun somewhere.</summary>
    private const int Noon = 12;

    /// <summary>News is told soon: an older day in the lead is history, not the day of the report.</summary>
    private const int MaxLeadAgeDays = 6;

    private const int MaxTollAgeDays = 3;

    /// <summary>Characters between ", and" and a date that opens the clause behind it: ", and earlier this week …".</summary>
    private const int MaxToOpening = 5;

    /// <summary>Later than this a new day has news of its own.</summary>
    private const int NightEnds = 1;

    /// <summary>Above the distance of any two words of a clause, below a step of <see cref="DateGrain"/>.</summary>
    private const int MaxDistance = 500;

    /// <summary>Above the rank of any date of a claim's own clause.</summary>
    private const int MaxRank = 1_000_000;

    /// <summary>Tokens of "two weeks after the start of the floods in the valley on".</summary>
    private const int MaxToCount = 12;

    /// <summary>Tokens of "two days later its troops also".</summary>
    private const int MaxToLater = 6;

    /// <summary>Tokens between the pronoun of a relative clause and its verb.</summary>
    private const int MaxToRelative = 6;

    private const int MinLeadWords = 8;
    private const int MaxLaterStart = 14;

    /// <summary>Where "also" stands when it carries a sentence on.</summary>
    private const int MaxToAlso = 6;
    private const int MaxLaterNumber = 32;

    /// <summary>Dates are read against the day of publication first.</summary>
    public static DateReference ByPublication(ArticleRef reference) => new(
        reference.PublishedAt.DateTime, reference.Outlet.Country is "US" or "PH" ? DayMonthOrder.MonthFirst : reference.Outlet.Country is null ? DayMonthOrder.Unknown : DayMonthOrder.DayFirst);

    /// <param name="article">Cleaned.</param>
    /// <param name="reference">Its outlet and day of publication.</param>
    /// <param name="byPublication">What <paramref name="dates"/> were read against.</param>
    /// <param name="dates">Those of each block.</param>
    public static NarrativeDay Narrative(Article article, ArticleRef reference, DateReference byPublication, IReadOnlyList<ImmutableArray<DateMention>> dates)
    {
        var published = byPublication.Time;
        if (!reference.IsPublicationKnown)
        {
            var unknown = new AsOf(default, "publication day unknown");
            return new NarrativeDay(unknown, byPublication, "DATE-6", unknown) { IsUndated = true };
        }

        var publication = new AsOf(WallInterval.Day(IsNight(published) ? published.AddDays(-1) : published), "publication day");
        var (number, leads) = (0, 0);
        for (var i = 0; i < article.Blocks.Length && number < MaxDatelineBlock; i++)
        {
            if (article.Blocks[i] is not { Kind: BlockKind.Paragraph or BlockKind.Quote } block)
            {
                continue;
            }

            number++;
            foreach (var date in dates[i])
            {
                if (IsDateline(article.Text, block.Span, date) && DatelineDay(date, published) is { } day)
                {
                    var dateline = new AsOf(WallInterval.Day(day), $"dateline \"{date.Basis}\"") { IsStated = true };
                    return new NarrativeDay(dateline, byPublication with { Time = day.Date.AddHours(23) }, "DATE-2", dateline);
                }
            }

            if (leads == 0 && IsLead(block) && LeadDay(dates[i], published) is { } lead)
            {
                return new NarrativeDay(
                    new AsOf(WallInterval.Day(lead.Value.From!.Value), $"lead \"{lead.Basis}\"") { IsStated = true, Alternatives = lead.Alternatives },
                    byPublication, "DATE-3", publication);
            }

            leads += IsLead(block) ? 1 : 0;
        }

        return new NarrativeDay(publication, byPublication, "DATE-4", publication);
    }

    /// <summary>The time that the words around <paramref name="highlight"/> give; the nearest date of its clause decides.</summary>
    /// <param name="sentence">Where the words stand.</param>
    /// <param name="highlight">The words that carry the claim.</param>
    /// <param name="said">What the innermost speaker says; a date outside of it is the day it was said. Null when nobody is named.</param>
    /// <param name="narrative">The article's own day.</param>
    /// <param name="kind">A number of a period is as of the period's last day; what somebody says of a month or a year he says on his own day.</param>
    /// <param name="isToll">The number grows while the story unfolds: a recent day beside it is the event's, and the toll is as of the report.</param>
    /// <param name="isFuture">What is yet to come may have a day to come.</param>
    /// <param name="isState">It lasts: "since May" tells when it began, and "still" that it holds when the article reports.</param>
    /// <param name="place">One place of a list, each of which may have a day of its own ("took A on 9 May, B on the 10th"); null for none.</param>
    /// <returns>The time, the rule that gave it, and the day of the event that a toll counts.</returns>
    public static (AsOf AsOf, string Rule, DateTime? EventDay) For(
        SentenceView sentence, TextSpan highlight, TextSpan? said, NarrativeDay narrative, ClaimKind kind, bool isToll, TextSpan? place = null, bool isFuture = false, bool isState = false)
    {
        if (place is { } listed && sentence.Span.Contains(listed) && Beside(sentence, listed) is { } own && !OpensGap(sentence, highlight, own) && own.Span.End > highlight.Start && IsPossible(own, narrative, isFuture))
        {
            return (new AsOf(DayOf(own)!.Value, own.Basis) { IsStated = true, Alternatives = own.Alternatives }, "DATE-1", null);
        }

        var isQuantity = kind == ClaimKind.Quantity;
        if (DayAfter(sentence, highlight, said) is { } before && IsPossible(before, narrative, isFuture))
        {
            return (new AsOf(WallInterval.Day(DayOf(before)!.Value.From!.Value.AddDays(1)), $"{before.Basis}, the following day") { IsStated = true }, "DATE-7", null);
        }

        if (LaterBehind(sentence, highlight) is { } later)
        {
            return (later, "DATE-7", null);
        }

        DateMention? best = null;
        var bestRank = int.MaxValue;
        foreach (var stated in sentence.Block.Dates)
        {
            if (!sentence.Span.Contains(stated.Span) || (kind == ClaimKind.Statement && stated.Grain > DateGrain.Week && said?.Contains(stated.Span) == true))
            {
                continue;
            }

            // "since 1959, when two passengers died": the clause tells of that year, not of the time since.
            var isOpener = OpensClauseOf(sentence, highlight, stated);
            var date = isOpener ? AsPoint(stated) : stated;
            if (!IsPossible(date, narrative, isFuture) || IsFraction(date) || IsConditional(sentence, date) || IsCompared(sentence, stated) || IsOfDateline(sentence, date, narrative) || OpensGap(sentence, highlight, stated))
            {
                continue;
            }

            // "Retook the town as the enemy fled on Friday": the day of what went with it, where nothing nearer gives one.
            var isBeside = IsOfAnotherClause(sentence, highlight, said, date);
            if (isBeside && (date.Grain is DateGrain.Month or DateGrain.Year || IsOfAnotherClause(sentence, highlight, said, date, isAtOnceAllowed: true)))
            {
                continue;
            }

            // A day beats a period; among equals the nearest one.
            var distance = date.Span.Start >= highlight.End ? date.Span.Start - highlight.End : Math.Max(0, highlight.Start - date.Span.End);
            var grain = IsWithinDay(date) ? 0 : date.Grain is DateGrain.Week or DateGrain.Fuzzy ? 1 : HoldsMonth(sentence, date) ? 3 : 2;
            var clause = IsOutsideOfRelative(sentence, highlight, date) || isBeside || (!isQuantity && IsOfNextVerb(sentence, highlight, date)) ? MaxRank : isOpener ? -MaxRank : 0;
            // "20 on Monday, 31 on Tuesday": Monday is the other number's.
            var isOthers = isQuantity && date.Span.End <= highlight.Start && HasQuantityUpTo(sentence, date.Span.Start);
            // "Stormed X on Saturday, and clashes went on round it on Sunday": Saturday is the first clause's.
            var isEarlier = date.Span.End <= highlight.Start && HasNewClause(sentence, date.Span.End, highlight.Start);
            var rank = clause + (grain * 1000) + (isOthers || isEarlier ? MaxDistance : 0) + distance;
            if (rank < bestRank)
            {
                (best, bestRank) = (date, rank);
            }
        }

        if (isState && SinceThen(sentence, highlight, narrative) is { } then)
        {
            return (then, "DATE-1", null);
        }

        if (isState && SinceWhen(sentence, highlight, narrative, place) is { } since)
        {
            return (since, "DATE-1", null);
        }

        best ??= Continued(sentence, highlight, narrative);
        if (best is not null && !isToll && SinceEvent(sentence, highlight, best) is { } counted)
        {
            return (new AsOf(counted.Days, counted.Basis) { IsStated = true }, "DATE-7", null);
        }

        if (best is null && Later(sentence) is { Days: > 0 } next && DayBefore(sentence) is { } former && IsPossible(former, narrative) && Told(sentence, narrative) is null)
        {
            return (new AsOf(WallInterval.Day(DayOf(former)!.Value.From!.Value.AddDays(next.Days)), $"{former.Basis}, {next.Words}") { IsStated = true }, "DATE-7", null);
        }

        if (best is null && Earlier(sentence) is { Days: > 0 } past && (DayBefore(sentence) is { } from ? DayOf(from)!.Value.From : narrative.Report.Interval.From) is { } reported)
        {
            var earlier = reported.Date.AddDays(-past.Days);
            return (new AsOf(WallInterval.Day(earlier), past.Words) { IsStated = true }, "DATE-7", isToll ? earlier : null);
        }

        var (days, slack) = DaysBefore(sentence, highlight);
        if (days > 0 && (best is null or { Grain: DateGrain.Month or DateGrain.Quarter or DateGrain.Year } ? narrative.Day.Interval.From : DayOf(best)!.Value.From) is { } main)
        {
            var ago = new WallInterval(main.Date.AddDays(-days - slack), main.Date.AddDays(1 - days + slack));
            return (new AsOf(ago, $"{days} days before {best?.Basis ?? narrative.Day.Basis}") { IsStated = true }, "DATE-7", null);
        }

        if (best is null && !(isState && Remains(sentence, highlight)) && Told(sentence, narrative) is { } told)
        {
            var (after, words) = Later(sentence) is { Days: > 0 } step ? step : MovedOn(sentence, told);
            var toldDay = DayOf(told)!.Value;
            return after == 0
                ? (new AsOf(toldDay, told.Basis) { IsStated = true, Alternatives = told.Alternatives }, "DATE-5", null)
                : (new AsOf(WallInterval.Day(toldDay.From!.Value.AddDays(after)), $"{told.Basis}, {words}") { IsStated = true }, "DATE-5", null);
        }

        var isEventDay = isToll && best is { Value.From: { } day } && !IsCutOff(sentence, best) && !(said is { } content && !content.Contains(best.Span))
            && narrative.Report.Interval.From is { } report && day.Date <= report && (report - day.Date).Days <= MaxTollAgeDays;
        if (isEventDay)
        {
            return (narrative.Report, "DATE-4", IsWithinDay(best!) ? best!.Value.From!.Value.Date : null);
        }

        return best is null
            ? isState && Remains(sentence, highlight) ? (narrative.Report, "DATE-4", null) : narrative.Rule == "DATE-3" && (isToll || (isState && IsNow(sentence, highlight))) ? (narrative.Report, "DATE-4", null) : (narrative.Day, narrative.Rule, null)
            : (new AsOf(isQuantity ? LastDay(best, narrative.Report.Interval) : DayOf(best)!.Value, best.Basis) { IsStated = true, Alternatives = best.Alternatives }, "DATE-1", null);
    }

    /// <summary>"As of 17 January", "by Tuesday": up to when was counted, and not when it happened.</summary>
    private static bool IsCutOff(SentenceView sentence, DateMention date)
    {
        var block = sentence.Block;
        var first = block.TokensOf(date.Span).First;
        return block.Word(first) is "by" or "until" || block.Word(first - 1) is "by" or "until" || (block.Word(first - 1) == "of" && block.Word(first - 2) == "as");
    }

    /// <summary>"A third more than in August": the time that the number is set against.</summary>
    internal static bool IsCompared(SentenceView sentence, DateMention date)
    {
        var block = sentence.Block;
        var first = block.TokensOf(date.Span).First;
        return block.Word(first - 1) == "than" || (block.Word(first - 1) == "as" && block.Word(first - 2) is "much" or "many" or "high") || (block.Word(first - 1) is "in" or "on" or "at" or "during" && block.Word(first - 2) == "than");
    }

    private static bool HasQuantityUpTo(SentenceView sentence, int position)
    {
        foreach (var quantity in sentence.Block.Quantities)
        {
            if (quantity.Role == QuantityRole.Claim && quantity.Outer.End <= position && sentence.Span.Contains(quantity.Outer))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasNewClause(SentenceView sentence, int from, int to)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(new TextSpan(from, to));
        for (var i = first; i < end; i++)
        {
            if (block.Word(i) == "," && (i == end - 1 || block.Word(i + 1) is "and" or "but" or "while"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPossible(DateMention date, NarrativeDay narrative, bool isFuture = false) =>
        DayOf(date) is { From: { } from } && (from <= narrative.Reference.Time || narrative.IsUndated || isFuture);

    /// <summary>The day of the report, which holds where the sentence names no other.</summary>
    private static bool IsOfDateline(SentenceView sentence, DateMention date, NarrativeDay narrative) =>
        narrative.Rule == "DATE-2" && date.Value == narrative.Day.Interval && date.Span.Start - sentence.Block.Block.Span.Start <= MaxDatelineStart
        && IsDateline(sentence.Block.Text, sentence.Block.Block.Span, date);

    /// <summary>The date right behind a place or the list that it closes: "… and <b>Brook and Corin</b> on 12 May".</summary>
    private static DateMention? Beside(SentenceView sentence, TextSpan place)
    {
        var block = sentence.Block;
        for (var i = block.TokensOf(place).End; i < sentence.End; i++)
        {
            if (block.DateAt(i) is { } date)
            {
                return date;
            }

            if (block.MentionAt(i) is null && block.Word(i) is not ("and" or "," or "on" or "by" or "in") && !char.IsUpper(block.Text[block.Tokens[i].Span.Start]))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>It names a day or a part of one.</summary>
    private static bool IsWithinDay(DateMention date) => date.Grain is DateGrain.Day or DateGrain.DayPart or DateGrain.Hour or DateGrain.Minute;

    /// <summary>"(Since) 1959, when two passengers <b>died</b>": the date tells of the highlight's clause alone.</summary>
    internal static bool OpensClauseOf(SentenceView sentence, TextSpan highlight, DateMention date)
    {
        var block = sentence.Block;
        var when = PastComma(block, block.TokensOf(date.Span).End);
        return block.Word(when) == "when" && highlight.Start >= date.Span.End && !block.HasWord(when, block.TokensOf(highlight).First, static word => word is "," or ";");
    }

    /// <summary>"Since 1959" as the year it begins with.</summary>
    private static DateMention AsPoint(DateMention date) => date switch
    {
        { Kind: DateKind.Since, Grain: DateGrain.Year, Value.From: { } from } => date with { Kind = DateKind.At, Value = new WallInterval(from, from.AddYears(1)) },
        { Kind: DateKind.Since, Grain: DateGrain.Month, Value.From: { } from } => date with { Kind = DateKind.At, Value = new WallInterval(from, from.AddMonths(1)) },
        { Kind: DateKind.Since, Grain: DateGrain.Day, Value.From: { } from } => date with { Kind = DateKind.At, Value = WallInterval.Day(from) },
        _ => date,
    };

    /// <summary>"In 1959, when …": where the clause opens that a date tells of, nothing but a comma behind the date.</summary>
    private static int PastComma(BlockView block, int behind) => block.Word(behind) == "," ? behind + 1 : behind;

    /// <summary>"On 12 May they freed A, which the rebels <b>took</b> in March": the relative clause may have a date of its own, and it counts more.</summary>
    private static bool IsOutsideOfRelative(SentenceView sentence, TextSpan highlight, DateMention date)
    {
        var block = sentence.Block;
        var (first, end) = (block.TokensOf(date.Span).End, block.TokensOf(highlight).First);
        return block.HasWord(first, end, static word => word is "which" or "who" or "that" or "whose" or "where") || IsBehindAside(sentence, highlight, date);
    }

    /// <summary>"X, <b>captured</b> in January, was quiet on Sunday": Sunday is of the main clause.</summary>
    private static bool IsBehindAside(SentenceView sentence, TextSpan highlight, DateMention date)
    {
        var block = sentence.Block;
        var (opening, closing, dated) = (block.TokensOf(highlight).First - 1, block.TokensOf(highlight).End, block.TokensOf(date.Span).First);
        while (opening > sentence.First && block.Tokens[opening].IsWord)
        {
            opening--;
        }

        while (closing < dated && !(block.Word(closing) == "," && !block.IsInDate(closing)))
        {
            closing++;
        }

        return closing < dated && opening > sentence.First && block.Word(opening) == "," && block.MentionAt(opening - 1) is not null
            && (opening + 1 == block.TokensOf(highlight).First || block.Word(opening + 1) is "which" or "who" or "where" or "whose" or "recently" or "also" or "first" or "already")
            && block.Word(closing + 1) is not ("and" or "but" or "then" or "or");
    }

    /// <summary>A sum "in the five days to Sunday" is as of Sunday, one of a year that has not ended as of the report.</summary>
    private static WallInterval LastDay(DateMention date, WallInterval report) =>
        date is { Kind: DateKind.At, Grain: DateGrain.Week or DateGrain.Month or DateGrain.Quarter or DateGrain.Year, Value: { From: { } begun, To: { } end } } && report is { From: { } today } && begun <= today && end > today ? report
        : date is { Kind: DateKind.Window, Value: { From: { } from, To: { } to } } && to.TimeOfDay == TimeSpan.Zero && (to - from).TotalDays > 2 ? WallInterval.Day(to.AddDays(-1)) : DayOf(date)!.Value;

    /// <summary>"Picture 7/8": two small numbers and no year are as often a fraction as a day.</summary>
    internal static bool IsFraction(DateMention date) => date.Basis.Length <= 5 && date.Basis.Contains('/', StringComparison.Ordinal) && date.IsRelative;

    /// <summary>"Police <b>also</b> seized …", "On that occasion …": the sentence before gives the day, if it gives one.</summary>
    private static DateMention? Continued(SentenceView sentence, TextSpan highlight, NarrativeDay narrative)
    {
        var block = sentence.Block;
        var isThen = block.Word(sentence.First) == "on" && block.Word(sentence.First + 1) == "that" && block.Word(sentence.First + 2) == "occasion";
        var end = Math.Min(block.TokensOf(highlight).First, sentence.First + MaxToAlso);
        var isAdded = block.HasWord(sentence.First, end, static word => word == "also");
        var previous = sentence.Previous;
        return (isThen || (isAdded && (previous is not null || IsOfSame(sentence)))) && (previous ?? block.Before) is { } before ? OnlyDate(before, isThen, narrative) : null;
    }

    /// <summary>The only day that the sentence before names; on "that occasion" also a month or a year.</summary>
    private static DateMention? OnlyDate(SentenceView before, bool isThen, NarrativeDay narrative)
    {
        var dates = before.Block.Dates.Where(date => before.Span.Contains(date.Span)).Select(date => isThen ? AsPoint(date) : date)
            .Where(date => IsPossible(date, narrative) && (isThen || date.Grain is not (DateGrain.Month or DateGrain.Year))).Take(2).ToList();
        return dates is [var only] ? only : null;
    }

    /// <summary>"<b>Novak</b> also asked for …" behind a paragraph that ends with what Novak did.</summary>
    private static bool IsOfSame(SentenceView sentence)
    {
        var block = sentence.Block;
        return block.Before is { } before && block.Word(sentence.First + 1) == "also" && block.Tokens[sentence.First] is { IsWord: true, Folded: { Length: > 2 } name } && block.MentionAt(sentence.First) is { Type: SubjectType.Person or SubjectType.Body or SubjectType.Side }
            && Names(before, name);
    }

    private static bool Names(SentenceView sentence, string name)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (sentence.Block.Word(i) == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"On Friday rebels took X, <b>on Sunday Y</b>": behind its comma the day is that of the name after it, whose verb is left out.</summary>
    private static bool OpensGap(SentenceView sentence, TextSpan highlight, DateMention date)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(date.Span);
        first = block.Word(first - 1) is "on" or "in" ? first - 1 : first;
        return date.Span.Start > highlight.End && first > sentence.First && block.Word(first - 1) is "," or "and" && end < sentence.End && block.MentionAt(end) is { } town && PlaceFinder.IsPlace(town)
            && (block.TokensOf(town.Span).End is var behind && (behind >= sentence.End || block.Word(behind) is "." or "," or "and" or ";"));
    }

    /// <summary>"If no changes are made today": of no day at all.</summary>
    private static bool IsConditional(SentenceView sentence, DateMention date)
    {
        var block = sentence.Block;
        for (var i = block.TokensOf(date.Span).First - 1; i >= sentence.First && block.Word(i) is not ("," or ";" or ":"); i--)
        {
            if (block.Word(i) is "if" or "unless" or "whether")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The interval a date gives; "by 8 September" stands for that day, "by May" for that month, "by early May" for the days up to its end. Null when it gives none.</summary>
    private static WallInterval? DayOf(DateMention date) => date switch
    {
        { Kind: DateKind.At or DateKind.Window, Value.From: not null } => date.Value,
        { Kind: DateKind.Until, Grain: DateGrain.Day, Value.To: { } to } => WallInterval.Day(to.AddDays(-1)),
        { Kind: DateKind.Until, Grain: DateGrain.Week, Value.To: { } to } => new WallInterval(to.AddDays(-7), to),
        { Kind: DateKind.Until, Grain: DateGrain.Month, Value.To: { } to } => new WallInterval(to.AddMonths(-1), to),
        _ => null,
    };

    /// <summary>In a text that tells of the past, the day named last goes on: "On 3 May … Later that day …".</summary>
    private static DateMention? Told(SentenceView sentence, NarrativeDay narrative)
    {
        var last = sentence.Block.Told;
        foreach (var date in sentence.Block.Dates)
        {
            if (date.Span.End <= sentence.Span.Start && !date.Basis.StartsWith("until", StringComparison.OrdinalIgnoreCase)
                && (date.Grain == DateGrain.Day || (date.Grain == DateGrain.Month && sentence.Block.Told is not null)) && DayOf(date) is not null)
            {
                last = date;
            }
        }

        var isNow = sentence.Block.Told is null && sentence.Block.HasWord(sentence.First, sentence.End, static word => word is "now" or "currently" or "still" or "today");
        return last is not null && !isNow && DayOf(last)!.Value.From is { } day && narrative.Report.Interval.From is { } report && (report - day.Date).Days > MaxLeadAgeDays ? last : null;
    }

    /// <summary>"the liberation of X marks the greatest success since the siege was broken in March": March is not when X was liberated.</summary>
    /// <param name="sentence">Where both stand.</param>
    /// <param name="highlight">The words that carry the claim.</param>
    /// <param name="said">What the innermost speaker says; null when nobody is named.</param>
    /// <param name="date">In the sentence.</param>
    /// <param name="isAtOnceAllowed">A clause of what happened at once ("as they fled", "when the dam broke") counts as the claim's own.</param>
    internal static bool IsOfAnotherClause(SentenceView sentence, TextSpan highlight, TextSpan? said, DateMention date, bool isAtOnceAllowed = false)
    {
        if (said is { } content && !content.Contains(date.Span))
        {
            return false;
        }

        var block = sentence.Block;
        var isBehind = date.Span.Start >= highlight.End;
        var (from, to) = isBehind ? (highlight.End, date.Span.Start) : (date.Span.End, highlight.Start);
        if (to <= from)
        {
            return false;
        }

        var (first, end) = block.TokensOf(new TextSpan(from, to));
        if (isBehind && IsOfDescribed(block, first, end))
        {
            return true;
        }

        var hasComma = false;
        for (var i = first; i < end; i++)
        {
            var word = block.Word(i);
            hasComma |= word == ",";
            // "X, which the rebels took in May, was retaken last week": the week is the main clause's.
            if (isBehind && word == "," && block.Word(i + 1) is "was" or "were" or "is" or "are" or "has" or "have" or "had" or "fell" or "remains" or "came"
                && block.HasWord(block.TokensOf(highlight).First - MaxToRelative, block.TokensOf(highlight).First, static before => before is "that" or "which" or "where" or "who"))
            {
                return true;
            }

            if (isBehind && (word == "compared" || (word == "from" && block.Word(i - 1) is "up" or "down")))
            {
                return true;    // "stands at 52, up from 48 on Friday"
            }

            var isOpening = !isBehind && word == "when" && i == PastComma(block, first);
            if (isOpening || (isAtOnceAllowed && isBehind && (word == "as" || (word == "when" && block.Word(i - 1) != ","))))
            {
                continue;
            }

            // "On 1 May they entered A after the rebels had left": a story of one day.
            if (!isBehind && word == "after" && block.Word(i - 1) is not ("day" or "days" or "week" or "weeks" or "month" or "months" or "year" or "years" or "soon" or "long"))
            {
                continue;
            }

            if (word is "before" or "after" && block.Word(i + 1) is "dawn" or "daybreak" or "sunrise" or "noon" or "midday" or "dusk" or "sunset" or "nightfall" or "midnight" or "dark")
            {
                continue;
            }

            if (word is "since" or "after" or "before" or "until" or "when" or "while" or "although" or "though" or "whereas" or ";" or "ahead" || (isBehind && word == "as" && OpensClause(block, i))
                || (word == "including" && (isBehind || sentence.HasQuantityBefore(date.Span.Start)))     // "from 2010 to 2015 there were 400 cases, including 12 deaths" dates both
                || (isBehind && word is "and" or "but" && block.Word(i - 1) == "," && date.Span.Start - block.Tokens[i].Span.End < MaxToOpening)
                || (isBehind && word == "but" && block.Word(i - 1) is not ("all" or "none" or "nothing" or "not"))
                || (isBehind && word is "which" or "who" or "that" or "whose" or "where"))
            {
                return true;
            }
        }

        return !isBehind && hasComma && IsInRelative(sentence, block.TokensOf(date.Span).First);
    }

    /// <summary>"… as enemy forces left", "…, as they left"; not "as of Monday", "as many as", "known as".</summary>
    private static bool OpensClause(BlockView block, int conjunction) =>
        block.Word(conjunction - 1) is not ("such" or "well" or "known" or "described" or "regarded" or "seen" or "soon" or "far" or "long" or "much" or "many" or "same" or "twice" or "serve" or "served")
        && (block.MentionAt(conjunction + 1) is not null
            || block.Word(conjunction + 1) is "the" or "its" or "his" or "her" or "their" or "it" or "they" or "he" or "she" or "we" or "enemy" or "government" or "rebel" or "rescuers" or "troops" or "forces" or "soldiers");

    /// <summary>"The toll of the attack, in which a man fired on crowds on 3 May, rose to 12": the day is the relative clause's.</summary>
    private static bool IsInRelative(SentenceView sentence, int date)
    {
        var block = sentence.Block;
        for (var i = date - 1; i > sentence.First && block.Word(i) is not ("," or ";"); i--)
        {
            if (block.Word(i) is "which" or "who" or "whose" or "where" or "when"
                or "який" or "яка" or "яке" or "які" or "якого" or "якої" or "яких" or "де" or "коли" or "который" or "которая" or "которое" or "которые" or "которого" or "которой" or "которых" or "где" or "когда")
            {
                return true;
            }
        }

        return false;
    }
}
