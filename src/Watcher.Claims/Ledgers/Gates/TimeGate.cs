using System.Globalization;
using Watcher.Claims.Quantities;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-5: values that do not agree, and what the time between them makes of that.</summary>
internal static class TimeGate
{
    /// <summary>"As of the same time" decides a contradiction only when both times are at most this long.</summary>
    private static readonly TimeSpan s_sharpAsOf = TimeSpan.FromDays(2);

    /// <summary>Two counts within this time are of one moment.</summary>
    private static readonly TimeSpan s_recount = TimeSpan.FromHours(2);

    /// <summary>A lower value this near an older entry is likely that old number, told again.</summary>
    private const decimal StaleShare = 0.05m;

    /// <summary>Final counts of one event by two who count rarely differ by more than a tenth.</summary>
    private const decimal CountSlack = 0.1m;

    public static Ruling Judge(Pair pair)
    {
        if (!pair.IsQuantity || pair.HasDenial || pair.Value is not { } value || pair.EarlierValue is not { } earlier)
        {
            return pair.Pass();
        }

        if (IsHigher(value, earlier) && IsPartOfItsArticle(pair, earlier))
        {
            return pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), "CMP-5a", $"Not comparable: its own article had told more before it: {WhyText.Beside(value, earlier)}.");
        }

        if (IsHigher(value, earlier) && IsOvertaken(pair, value))
        {
            pair = pair.With(Overtaken);
        }

        if (IsRefinement(pair))
        {
            return pair.Decide(
                new Verdict.Updates(pair.Entry.Id), "CMP-5d", $"A more precise or higher value that the earlier one allows: {WhyText.Beside(value, earlier)}.");
        }

        if (IsSaidToHaveBeen(pair.Claim, earlier) && value.Excludes(earlier) && !pair.IsOlder)
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"The text itself says what it was before: {WhyText.Beside(value, earlier)}.");
        }

        if (pair.IsUndated)
        {
            return OfUnknownDay(pair, value, earlier);
        }

        var isTotal = ScopeGate.IsRunningTotal(pair.Claim, pair.Rules);
        var isApart = value.Excludes(earlier);
        if (ScopeGate.IsSum(pair.Claim, pair.Rules))
        {
            return isApart ? SameMoment(pair, value, earlier, "of the same period") : Soft(pair, value, earlier);
        }

        // "42 died, the mayor said on Saturday. Families speak of 61": of the day of the report for want of another, and no later count.
        if (pair is { IsLater: true, IsWithinArticle: true, IsSameNamedSource: false, Claim.Attribution.Source: not null, Claim.AsOf.IsStated: false } && isApart)
        {
            return LeaveUndated(pair, "CMP-5c", $"one article may tell of several counts: {WhyText.Beside(value, earlier)}");
        }

        if (pair.IsLater)
        {
            return Later(pair, value, earlier, isTotal, isApart);
        }

        if (pair.IsOlder)
        {
            return Older(pair, value, earlier, isTotal, isApart);
        }

        // A total told of a stretch of time is the one at its end: "over the weekend" moves on from "on Saturday".
        var ends = isTotal ? EndsBeside(pair) : 0;
        if (ends > 0 && IsHigher(value, earlier))
        {
            return Later(pair, value, earlier, isTotal, isApart);
        }

        if (ends < 0 && IsHigher(earlier, value))
        {
            return Older(pair, value, earlier, isTotal, isApart);
        }

        if (!isApart)
        {
            return Soft(pair, value, earlier);
        }

        if (isTotal && IsCountedOn(pair) && IsHigher(value, earlier))
        {
            return pair.Decide(
                new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"Told later and higher of an event whose toll is still counted: {WhyText.Beside(value, earlier)}.");
        }

        if (isTotal && pair.Claim.IsCorrection && !pair.IsWithinArticle && pair.Claim.PublishedAt > pair.Earlier.PublishedAt)
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), "CMP-5b", $"The text tells that the count was corrected: {WhyText.Beside(value, earlier)}.");
        }

        // People in hospital at dawn and in the afternoon: the state has changed.
        if (ScopeGate.IsState(pair.Claim, pair.Rules) && pair.Rules.HourlyStates.Contains(pair.Claim.Predicate.Id) && IsHoursLater(pair))
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"A state that changes by the hour, told hours later: {WhyText.Beside(value, earlier)}.");
        }

        // People trapped at seven and at noon: a state without a time of its own may be of any hour of the day.
        if (ScopeGate.IsState(pair.Claim, pair.Rules) && !AreDated(pair))
        {
            return LeaveUndated(pair, "CMP-5c", $"a state changes within the day: {WhyText.Beside(value, earlier)}");
        }

        return IsSharp(pair.Claim.AsOf) && IsSharp(pair.Earlier.AsOf)
            ? SameMoment(pair, value, earlier, "as of the same time")
            : pair.Decide(
                new Verdict.DifferentScope(pair.Entry.Id), "CMP-5c",
                $"Not comparable: one speaks of a stretch of time in which the value moved: {WhyText.Beside(value, earlier)}.");
    }

    /// <summary>Marks a count above which its own article tells another: no news beside what is known from before.</summary>
    public const string Overtaken = "its own article tells a higher count";

    /// <summary>A live page tells the newest count first: what it had told in the morning is no news beside what is known from before.</summary>
    private static bool IsOvertaken(Pair pair, Quantity value)
    {
        if (pair.IsWithinArticle || !ScopeGate.IsRunningTotal(pair.Claim, pair.Rules))
        {
            return false;
        }

        foreach (var entry in pair.Ledger)
        {
            if (entry.Article.Id == pair.Article.Id && entry.Claim.Value is { } told && IsHigher(told, value) && entry.Claim.Scope.Area?.Id == pair.Claim.Scope.Area?.Id
                && pair with { Entry = entry, EarlierValue = told } is { HasDenial: false } own && ScopeGate.Mismatch(own) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"At least six died. … Four died when a house caved in": a count behind a higher one of its own article is a part of it, or an older count.</summary>
    public static bool IsPartOfItsArticle(Pair pair, Quantity earlier)
    {
        if (pair.IsWithinArticle || !ScopeGate.IsRunningTotal(pair.Earlier, pair.Rules))
        {
            return false;
        }

        foreach (var entry in pair.Ledger)
        {
            if (entry.Article.Id == pair.Entry.Article.Id && entry.Id.Value < pair.Entry.Id.Value && entry.Claim.Value is { } told && IsHigher(told, earlier)
                && entry.Claim.Predicate == pair.Earlier.Predicate && (pair.Earlier.Scope.Area is null || entry.Claim.Scope.Area?.Id == pair.Earlier.Scope.Area.Id) && entry.Claim.Evidence.Span.Start < pair.Earlier.Evidence.Span.Start
                && ScopeGate.IsRunningTotal(entry.Claim, pair.Rules) && ScopeGate.IsSameCount(pair, entry.Claim))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The toll of an event is counted on through the day: told later and higher, it has risen. An earthquake's without a day of its own; any
    /// other's some time later, unless a party to the conflict answers somebody else's count.
    /// </summary>
    private static bool IsCountedOn(Pair pair) =>
        !pair.IsWithinArticle && pair.Claim.PublishedAt > pair.Earlier.PublishedAt && (ScopeGate.IsEventTotal(pair) || (ScopeGate.IsSeries(pair) && IsHoursLater(pair)))
        && (ScopeGate.IsSeries(pair) || (ScopeGate.IsOneOff(pair) && !AreDated(pair)) || (pair.Rules.CountedOn.Contains(pair.Claim.Predicate.Id) && IsHoursLater(pair)));

    /// <summary>Told some time later, and not in answer to the other side.</summary>
    private static bool IsHoursLater(Pair pair) =>
        !pair.IsWithinArticle && pair.Claim.PublishedAt - pair.Earlier.PublishedAt >= s_recount && (Pair.SourceSide(pair.Claim) is not { } side || side == Pair.SourceSide(pair.Earlier));

    /// <summary>
    /// "At least 50" and then "58": the earlier value was open, indefinite or vague, and the later one says more and is allowed by it.
    /// Inside one day the order is that of publication.
    /// </summary>
    public static bool IsRefinement(Pair pair)
    {
        if (pair.Value is not { } value || pair.EarlierValue is not { } earlier || pair.HasDenial || !(pair.IsToldLater || pair.IsUndated) || pair.IsOlder
            || pair.Claim.Predicate != pair.Earlier.Predicate || !(ScopeGate.IsRunningTotal(pair.Claim, pair.Rules) || IsFarAboveBound(pair, value, earlier)))
        {
            return false;
        }

        // "At least 17 died, officials said. The mayor spoke of 20": two voices of one article count side by side.
        if (AreTwoVoices(pair) && !pair.IsLater)
        {
            return false;
        }

        if (earlier.Hedge == Hedge.Vague)
        {
            return value.Hedge is not (Hedge.Vague or Hedge.NearZero) && value.Point > 0;
        }

        if (earlier.Hedge is not (Hedge.AtLeast or Hedge.MoreThan or Hedge.Indefinite) || !value.Overlaps(earlier)
            || value.Point is not { } now || earlier.Point is not { } then || now <= then)
        {
            return false;
        }

        // "1,900" allows "thousands" to stand; only what reaches above the stated bound says more.
        return value.Hedge is not Hedge.Indefinite || earlier.Hedge == Hedge.Indefinite;
    }

    /// <summary>"More than 8,000 have fled", hours later "11,500": the bound allows it, and a state has moved on from it all the same.</summary>
    private static bool IsFarAboveBound(Pair pair, Quantity value, Quantity earlier) => ScopeGate.IsState(pair.Claim, pair.Rules) && IsHoursLater(pair)
        && value.Point is { } now && earlier.Point is { } then && now >= (1 + 2 * CountSlack) * then;

    private static bool AreTwoVoices(Pair pair) => pair is { IsWithinArticle: true, IsSameNamedSource: false, Claim.Attribution.Source: not null, Earlier.Attribution.Source: not null };

    /// <summary>One tells of a day that nobody names: it may have risen, or be a second count that differs by little; anything else is not decided.</summary>
    private static Ruling OfUnknownDay(Pair pair, Quantity value, Quantity earlier)
    {
        var isApart = value.Excludes(earlier);
        if (isApart && IsHigher(value, earlier))
        {
            return pair.Decide(
                new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"Higher than what was known of one event, of a day that nobody names: {WhyText.Beside(value, earlier)}.");
        }

        return isApart && !pair.IsWithinArticle && IsNear(value, earlier)
            ? Contradict(pair, "CMP-5c", $"Two counts of one event that differ by little, one of a day that nobody names: {WhyText.Beside(value, earlier)}.", value, earlier)
            : pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), "CMP-5a", $"Not decided, one speaks of a day that nobody names: {WhyText.Beside(value, earlier)}.", Undated);
    }

    private static Ruling Later(Pair pair, Quantity value, Quantity earlier, bool isTotal, bool isApart)
    {
        if (!isTotal)
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"Later, and changed: {WhyText.Beside(value, earlier)}.");
        }

        if (IsHigher(value, earlier))
        {
            return pair.Decide(
                new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"Later and higher, as a running total grows: {WhyText.Beside(value, earlier)}.");
        }

        if (!isApart)
        {
            return Soft(pair, value, earlier);
        }

        if (pair.Claim.IsCorrection)
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), "CMP-5b", $"The text tells that the count was corrected: {WhyText.Beside(value, earlier)}.");
        }

        if (!AreDated(pair) || ScopeGate.IsSeries(pair))
        {
            return LeaveUndated(pair, "CMP-5b", $"it may be an old number: {WhyText.Beside(value, earlier)}");
        }

        return pair.IsSameVoice
            ? pair.Decide(
                new Verdict.Revises(pair.Entry.Id, IsWithdrawal: false), "CMP-5b",
                $"The same source lowers its own total: {WhyText.Beside(value, earlier)}.")
            : Contradict(pair, "CMP-5b", $"Later and lower, though a running total does not fall: {WhyText.Beside(value, earlier)}.", value, earlier);
    }

    /// <summary>The claim was told later and speaks of an earlier time: history, unless the total would have fallen since.</summary>
    private static Ruling Older(Pair pair, Quantity value, Quantity earlier, bool isTotal, bool isApart)
    {
        // "Twenty died by Tuesday", and days later "25 died in the strike on Monday": the day is the event's, and the toll has risen since.
        if (isTotal && isApart && IsHigher(value, earlier) && ScopeGate.IsEventTotal(pair) && IsHoursLater(pair) && pair.Claim.Scope.Period.IsUnknown)
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"Told later and higher, and dated by its event: {WhyText.Beside(value, earlier)}.");
        }

        var hasFallen = isTotal && isApart && IsHigher(value, earlier) && AreDated(pair) && !ScopeGate.IsSeries(pair) && IsSharp(pair.Claim.AsOf);
        return hasFallen && !pair.IsSameVoice
            ? Contradict(
                pair, "CMP-5b", $"Of an earlier time and higher, though a running total does not fall: {WhyText.Beside(value, earlier)}.", value, earlier)
            : pair.Decide(
                new Verdict.DifferentScope(pair.Entry.Id), "CMP-5a",
                $"It speaks of an earlier time than what is known: {WhyText.Beside(value, earlier)}.", History);
    }

    /// <summary>Marks a claim that was overtaken before it was read: the entry is the later state of the two.</summary>
    public const string History = "speaks of an earlier time";

    /// <summary>Two exact counts this near each other are the ends of two counts; the toll of an unknown day that is far lower was taken earlier.</summary>
    private static bool IsNear(Quantity value, Quantity earlier) => value.Point is { } a && earlier.Point is { } b && Math.Abs(a - b) <= CountSlack * Math.Max(a, b);

    /// <summary>A value without a date of its own, lower than what is known or in one article with it: its day is a guess.</summary>
    public const string Undated = "undated";

    private static Ruling SameMoment(Pair pair, Quantity value, Quantity earlier, string when)
    {
        if (pair.Claim.Modality == Modality.Past || pair.Earlier.Modality == Modality.Past)
        {
            return LeaveUndated(pair, "CMP-5c", $"one is what had been told before: {WhyText.Beside(value, earlier)}");
        }

        // "At least 21 dead" where a river floods, "14 of my citizens" says the mayor of its city: far lower, it may be a part.
        if (ScopeGate.IsWide(pair) && value.Point < earlier.Point * (1 - 2 * CountSlack) && (earlier.Hedge is Hedge.AtLeast or Hedge.MoreThan || pair.Claim.Scope.Object != pair.Earlier.Scope.Object))
        {
            return LeaveUndated(pair, "CMP-5c", $"of a wide event one may tell of a part: {WhyText.Beside(value, earlier)}");
        }

        if (pair.IsWithinArticle && (ScopeGate.IsWide(pair) || ScopeGate.IsUnplacedToll(pair)))
        {
            return LeaveUndated(pair, "CMP-5c", $"one article may tell of a part and of the whole: {WhyText.Beside(value, earlier)}");
        }

        if (pair.IsWithinArticle && (!AreDated(pair) || IsAside(pair, value, earlier)))
        {
            return LeaveUndated(pair, "CMP-5c", $"one article may tell of several times: {WhyText.Beside(value, earlier)}");
        }

        var why = $"Same scope, {when}, and the intervals do not overlap: {WhyText.Beside(value, earlier)}.";
        return Contradict(pair, "CMP-5c", why, value, earlier);
    }

    /// <summary>
    /// "At least 20 died, police said. A second bomb killed two", "no deaths in the fire, but two on the road": where no two voices disagree, a far smaller
    /// number further down tells of something beside the event.
    /// </summary>
    private static bool IsAside(Pair pair, Quantity value, Quantity earlier) =>
        pair is not { IsSameNamedSource: false, Claim.Attribution.Source: not null, Earlier.Attribution.Source: not null } && (earlier.Point == 0 || (value.Point is { } part && earlier.Point is { } whole && 2 * part < whole));

    /// <summary>"Lowered from 305 to 287", "up from 38": the quotation names the number it was before.</summary>
    private static bool IsSaidToHaveBeen(Claim claim, Quantity earlier)
    {
        if (earlier.Stated is not { } former || former < 2 || former != decimal.Truncate(former))
        {
            return false;
        }

        return Names("0") || Names("#,0");

        bool Names(string format)
        {
            var words = $"from {former.ToString(format, CultureInfo.InvariantCulture)}";
            var at = claim.Evidence.Quote.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            return at >= 0 && (at + words.Length == claim.Evidence.Quote.Length || claim.Evidence.Quote[at + words.Length] is ' ' or ',' or ';' or ')');
        }
    }

    private static Ruling Soft(Pair pair, Quantity value, Quantity earlier)
    {
        var note = value.TouchesOnly(earlier) ? "the intervals only touch" : "the intervals overlap without agreeing";
        return IntervalGate.Agree(pair.With(note), isStrong: false, $"Not apart: {WhyText.Beside(value, earlier)}.", "CMP-5e");
    }

    private static Ruling Contradict(Pair pair, string rule, string why, Quantity value, Quantity earlier)
    {
        if (pair.IsAreaUnclear)
        {
            return pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), rule, $"Not decided, one area is known by direction only or may hold the other. {why}");
        }

        string[] notes = IsStale(pair, value, earlier) ? ["possibly stale"] : [];
        return pair.Decide(new Verdict.Contradicts(pair.Entry.Id, ContradictionKind.Number, pair.Standing), rule, why, notes);
    }

    /// <summary>The order of two times, and two times of one article, rest on dates that the text states; the publication day is a guess.</summary>
    private static bool AreDated(Pair pair) => pair.Claim.AsOf.IsStated && pair.Earlier.AsOf.IsStated;

    private static Ruling LeaveUndated(Pair pair, string rule, string why) =>
        pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), rule, $"Not decided, one value is undated: {why}.", Undated);

    /// <summary>The lower of the two equals what was known still earlier.</summary>
    private static bool IsStale(Pair pair, Quantity value, Quantity earlier)
    {
        var (isEntryLower, lower) = IsHigher(value, earlier) ? (true, earlier) : (false, value);
        if (lower.Point is not { } low)
        {
            return false;
        }

        return pair.Ledger.Any(e => e.Id != pair.Entry.Id
            && (!isEntryLower || e.Id.Value < pair.Entry.Id.Value)
            && e.Claim.Value is { Point: { } old } known && known.IsComparableWith(lower)
            && Math.Abs(old - low) <= StaleShare * Math.Abs(low));
    }

    /// <summary>By the stated numbers; by the bounds where none is stated.</summary>
    private static bool IsHigher(Quantity value, Quantity earlier) => (value.Point, earlier.Point) switch
    {
        ({ } a, { } b) when a != b => a > b,
        _ => value.CanonLow > earlier.CanonHigh,
    };

    /// <summary>Positive when the claim's as-of ends later than the entry's, negative when earlier, 0 when equal or open.</summary>
    private static int EndsBeside(Pair pair) => (pair.Claim.AsOf.Interval.To, pair.Earlier.AsOf.Interval.To) is ({ } a, { } b) ? a.CompareTo(b) : 0;

    private static bool IsSharp(AsOf asOf) => asOf.Interval is { From: { } from, To: { } to } && to - from <= s_sharpAsOf;
}
