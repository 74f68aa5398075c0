using Watcher.Claims.Quantities;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-1: the same origin again, or its own correction.</summary>
internal static class OriginGate
{
    /// <summary>From here on two quotes are one text with small edits (claims.md 7, CMP-1b).</summary>
    private const double CopyOverlap = 0.6;

    public const string Variance = "reporting variance";

    public static Ruling Judge(Pair pair)
    {
        var mismatch = ScopeGate.Mismatch(pair);
        var isCorrector = pair.IsSameNamedSource || pair.IsSameOwner;
        if (pair.Claim.IsCorrection && isCorrector && !pair.IsWithinArticle && mismatch is null && IsSameMatter(pair) && !(pair.Value is { } corrected && pair.EarlierValue is { } before && !corrected.Excludes(before)))
        {
            var isWithdrawal = Pair.IsDenial(pair.Claim) && !Pair.IsDenial(pair.Earlier);
            return pair.Decide(
                new Verdict.Revises(pair.Entry.Id, isWithdrawal), "CMP-1a",
                $"The sentence corrects what the same {(pair.IsSameNamedSource ? "source" : "outlet")} said before.");
        }

        var isOneStance = pair.Claim.Stance == pair.Earlier.Stance && pair.Claim.Polarity == pair.Earlier.Polarity;
        if (!isOneStance || mismatch is not null || !pair.DoAsOfsOverlap || !IsSameMatter(pair) || !IsSameTelling(pair))
        {
            return pair.Pass();
        }

        if (pair.Value is not { } value || pair.EarlierValue is not { } earlier || IsSameValue(value, earlier))
        {
            return pair.Decide(new Verdict.Repeats(pair.Entry.Id), "CMP-1b", "The same origin said it before, as of the same time.");
        }

        if (TimeGate.IsRefinement(pair))
        {
            return pair.Pass();
        }

        // A copy with another number is no copy when nobody else can have said it: the number is then the outlet's own claim.
        if (!pair.IsSameNamedSource && value.Excludes(earlier))
        {
            return pair.Pass();
        }

        // "1,020 homes, 610 of them in Corin": one of them has a place of its own. "Six died. Four were in one house": the four are a part.
        if ((pair.IsWithinArticle && pair.Claim.Scope.Area?.Id != pair.Earlier.Scope.Area?.Id) || TimeGate.IsPartOfItsArticle(pair, earlier))
        {
            return pair.Pass();
        }

        if (pair.IsWithinArticle && value.Excludes(earlier) && pair.Claim.Evidence.Span == pair.Earlier.Evidence.Span)
        {
            return pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), "CMP-1b", $"Not comparable: one sentence counts twice: {WhyText.Beside(value, earlier)}.");
        }

        return pair.Decide(
            new Verdict.Repeats(pair.Entry.Id), "CMP-1b",
            $"One origin, told with different values: {WhyText.Beside(value, earlier)}.", Variance);
    }

    /// <summary>The two come from one statement: their origin keys are equal, or the text is a copy by or of the same source.</summary>
    public static bool IsSameTelling(Pair pair)
    {
        if (pair.Claim.OriginKey == pair.Earlier.OriginKey)
        {
            return true;
        }

        var isSameOrUnknown = pair.IsSameNamedSource || pair.Claim.Attribution.Source is null || pair.Earlier.Attribution.Source is null;
        return isSameOrUnknown && QuoteOverlap.Of(pair.Claim.Evidence.Quote, pair.Earlier.Evidence.Quote) >= CopyOverlap;
    }

    /// <summary>The two sentences are one with small edits, the number included: whatever event they leave unnamed is one.</summary>
    public static bool IsCopiedSentence(Pair pair) => pair.Value is { Point: { } one } && one == pair.EarlierValue?.Point
        && QuoteOverlap.Of(pair.Claim.Evidence.Quote, pair.Earlier.Evidence.Quote) >= CopyOverlap;

    /// <summary>The same thing is asserted: predicate, side and, for statements, the words.</summary>
    private static bool IsSameMatter(Pair pair)
    {
        var (claim, earlier) = (pair.Claim, pair.Earlier);
        if (claim.Kind == ClaimKind.Statement)
        {
            return QuoteOverlap.Of(claim.Evidence.Quote, earlier.Evidence.Quote) >= CopyOverlap || QuoteOverlap.IsRetold(Said(claim), Said(earlier));
        }

        return claim.Predicate == earlier.Predicate && Pair.SideOf(claim) == Pair.SideOf(earlier);
    }

    /// <summary>The speaker's own words, without who said them where and when.</summary>
    private static string Said(Claim claim) => claim.Evidence.Highlight is { } words && words.Start >= claim.Evidence.Span.Start && words.End - claim.Evidence.Span.Start <= claim.Evidence.Quote.Length
        ? claim.Evidence.Quote[(words.Start - claim.Evidence.Span.Start)..(words.End - claim.Evidence.Span.Start)] : claim.Evidence.Quote;

    /// <summary>One number, or one rendered in two units ("2,000 km²", "half a million acres").</summary>
    private static bool IsSameValue(Quantity one, Quantity other)
    {
        if (!one.IsComparableWith(other))
        {
            return one == other;
        }

        return (one.Point == other.Point && one.StatedHigh == other.StatedHigh)
            || (one.IsPoint && other.IsPoint && one.Unit != other.Unit && one.AgreesWith(other));
    }
}
