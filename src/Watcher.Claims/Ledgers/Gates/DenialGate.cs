using Watcher.Claims.Quantities;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-7: one says so, the other says not so.</summary>
internal static class DenialGate
{
    public const string Id = "CMP-7";

    /// <summary>A denial answers what was said in the last days; one of a later time speaks of a later time.</summary>
    private static readonly TimeSpan s_answerTime = TimeSpan.FromDays(3);

    public static Ruling Judge(Pair pair)
    {
        if (!pair.HasDenial)
        {
            return pair.Pass();
        }

        if (!IsOneProposition(pair))
        {
            return Ruling.Unrelated.Instance;
        }

        var (isDenied, wasDenied) = (Pair.IsDenial(pair.Claim), Pair.IsDenial(pair.Earlier));
        if (isDenied && wasDenied)
        {
            return IsDoubleNegation(pair.Claim) == IsDoubleNegation(pair.Earlier)
                ? IntervalGate.Agree(pair, isStrong: true, "Both say that it is not so.", Id) : Ruling.Unrelated.Instance;
        }

        if (pair.IsSameVoice && !pair.IsWithinArticle)
        {
            return pair.Decide(
                new Verdict.Revises(pair.Entry.Id, IsWithdrawal: isDenied), Id,
                isDenied ? "The same source now denies what it said." : "The same source now says what it denied.");
        }

        var isAnswer = isDenied && Distance(pair) <= s_answerTime && !pair.IsOlder;
        if (pair.DoAsOfsOverlap || isAnswer)
        {
            return pair.Decide(
                new Verdict.Contradicts(pair.Entry.Id, ContradictionKind.Denial, pair.Standing), Id,
                isDenied ? "It denies what the earlier claim says." : "The earlier claim denies it.");
        }

        return pair.IsLater && wasDenied
            ? pair.Decide(new Verdict.Updates(pair.Entry.Id), Id, "What was denied of an earlier time is said of a later one.")
            : pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), Id, "Not comparable: the denial speaks of another time.");
    }

    private static bool IsOneProposition(Pair pair)
    {
        var (claim, earlier) = (pair.Claim, pair.Earlier);
        if (claim.Predicate != earlier.Predicate && !IsHoldAfterDeniedCapture(pair))
        {
            return false;
        }

        // "Falsely claimed that …": two claims on one sentence, whatever their kind.
        if (pair.IsWithinArticle && claim.Evidence.Span == earlier.Evidence.Span && claim.Evidence.Highlight == earlier.Evidence.Highlight)
        {
            return true;
        }

        if (claim.Kind == ClaimKind.Statement)
        {
            return QuoteOverlap.Of(claim.Evidence.Quote, earlier.Evidence.Quote) >= 0.6;
        }

        var (one, other) = (Pair.SideOf(claim), Pair.SideOf(earlier));
        if (one is not null && other is not null && one != other)
        {
            return false;
        }

        // Whose hands "our hands" are nothing says, so who denies it may hold the place himself.
        if ((one is null) != (other is null) && (one is null ? claim : earlier).Actor is { IsPronoun: true })
        {
            return false;
        }

        // "We did not strike it" leaves room for a strike that nobody is said to have done.
        if (claim.Predicate == Predicate.Struck && (Pair.IsDenial(claim) ? (one, other) : (other, one)) is (not null, null))
        {
            return false;
        }

        // To deny forty is not to deny twelve.
        return pair.Value is not { Hedge: not Hedge.Vague } value || pair.EarlierValue is not { Hedge: not Hedge.Vague } before
            || value.Overlaps(before);
    }

    /// <summary>"Denied that they had taken it", "they hold it": who holds a place has taken it.</summary>
    private static bool IsHoldAfterDeniedCapture(Pair pair) => pair.Claim.Predicate == Predicate.HeldBy && pair.Earlier.Predicate == Predicate.CapturedBy && Pair.IsDenial(pair.Earlier)
        && !Pair.IsDenial(pair.Claim) && Pair.SideOf(pair.Claim) is { } side && side == Pair.SideOf(pair.Earlier);

    /// <summary>Denies that it is not so.</summary>
    private static bool IsDoubleNegation(Claim claim) => claim.Stance == Stance.Denies && claim.Polarity == Polarity.Negated;

    private static TimeSpan Distance(Pair pair) => pair.DoAsOfsOverlap
        ? TimeSpan.Zero
        : (pair.Claim.AsOf.Interval.From - pair.Earlier.AsOf.Interval.To) ?? TimeSpan.MaxValue;
}
