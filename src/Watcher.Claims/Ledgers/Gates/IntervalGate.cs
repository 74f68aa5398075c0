using Watcher.Claims.Quantities;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-4: do the two values agree?</summary>
internal static class IntervalGate
{
    public const string Id = "CMP-4";

    public static Ruling Judge(Pair pair)
    {
        if (!pair.IsQuantity || pair.HasDenial || pair.Value is not { } value || pair.EarlierValue is not { } earlier)
        {
            return pair.Pass();
        }

        if (TimeGate.IsRefinement(pair))
        {
            return pair.Pass();         // to CMP-5d
        }

        if (pair.Claim.Target is { Length: > 0 } && (value.Point == 0) != (earlier.Point == 0) && !pair.IsOlder)
        {
            return OfArrival(pair, hasArrived: value.Point == 0, value, earlier);
        }

        if (value.Hedge == Hedge.Vague || earlier.Hedge == Hedge.Vague)
        {
            return Agree(pair, isStrong: false, "One names no number, and allows the other.");
        }

        var isSameNumber = value.Point is { } p && p == earlier.Point && value.StatedHigh == earlier.StatedHigh;
        if (!(value.AgreesWith(earlier) || IsBandInside(value, earlier) || IsBandInside(earlier, value) || (isSameNumber && value.Overlaps(earlier))))
        {
            return pair.Pass();
        }

        // The sum of one week says nothing about another; but the gates before have seen to it that the periods are one.
        var isThroughOpenBound = !isSameNumber && (IsOpen(value) || IsOpen(earlier));
        var isVague = value.Hedge is Hedge.Indefinite or Hedge.NearZero && !isSameNumber;
        return Agree(pair, !isThroughOpenBound && !isVague, $"The intervals agree: {WhyText.Beside(value, earlier)}.");
    }

    /// <summary>"Within 50 km of the border", and a day later at it. Who has reached it at one place may be far from it at another, so no distance of that time denies it.</summary>
    private static Ruling OfArrival(Pair pair, bool hasArrived, Quantity value, Quantity earlier) => pair.IsLater && hasArrived
        ? pair.Decide(new Verdict.Updates(pair.Entry.Id), "CMP-5a", $"They have come to what it was measured to: {WhyText.Beside(value, earlier)}.")
        : pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), Id, $"Both can be true: one tells of who has arrived, one of a distance: {WhyText.Beside(value, earlier)}.");

    /// <summary>
    /// Agreement by one voice is repetition; it takes another source or outlet to corroborate. One voice that says it again as of another
    /// time is no second origin either, but a statement of its own: it agrees weakly, and the ledger keeps it.
    /// </summary>
    public static Ruling Agree(Pair pair, bool isStrong, string why, string rule = Id) => (pair.IsSameVoice && pair.IsSameOwner, pair.DoAsOfsOverlap) switch
    {
        // What an article tells in its own words beside a named source is that source's story again.
        (false, true) when pair.IsWithinArticle && (pair.Claim.Attribution.Source is null || pair.Earlier.Attribution.Source is null) =>
            pair.Decide(new Verdict.Repeats(pair.Entry.Id), rule, $"{why} The article tells it in its own words, too."),
        (true, true) => pair.Decide(new Verdict.Repeats(pair.Entry.Id), rule, $"{why} The same voice said it."),
        (true, false) => pair.Decide(new Verdict.Corroborates(pair.Entry.Id, IsStrong: false), rule, $"{why} The same voice said it as of another time."),
        _ => pair.Decide(new Verdict.Corroborates(pair.Entry.Id, isStrong), rule, why),
    };

    /// <summary>Unbounded above, or bounded from above alone: it admits too much to confirm.</summary>
    public static bool IsOpen(Quantity q) => q.Hedge is Hedge.MoreThan or Hedge.AtLeast or Hedge.LessThan or Hedge.AtMost
        || (q.Hedge == Hedge.Indefinite && q.CanonHigh is null);

    private static bool IsBandInside(Quantity inner, Quantity outer) =>
        inner is { CanonLow: { } low, CanonHigh: { } high } && !inner.IsPoint && low < high && inner.Overlaps(outer)
        && (outer.CanonLow is not { } bottom || low >= bottom) && (outer.CanonHigh is not { } top || high <= top);
}
