namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-0: what may be compared at all.</summary>
internal static class EligibleGate
{
    public const string Id = "CMP-0";

    public static Ruling Judge(Pair pair)
    {
        var (claim, earlier) = (pair.Claim, pair.Earlier);
        if (IsAmbiguous(claim) || IsAmbiguous(earlier))
        {
            return Refuse(pair, "the place has several namesakes that could not be told apart");
        }

        if (claim.AsOf.Interval.IsUnknown || earlier.AsOf.Interval.IsUnknown)
        {
            if (OriginGate.IsSameTelling(pair) && IsLike(pair) && claim.ValueSurface == earlier.ValueSurface)
            {
                return pair.Decide(new Verdict.Repeats(pair.Entry.Id), Id, "the same source told the same before; nobody knows of which day one of them speaks");
            }

            if (!ScopeGate.IsTollOfOneEvent(pair))
            {
                return Refuse(pair, "nobody knows of which day one of them speaks");
            }

            pair = pair with { IsUndated = true };
        }

        if (FrameGate.IsOneAnnouncement(pair))
        {
            return pair.Decide(new Verdict.Repeats(pair.Entry.Id), "CMP-1b", "One party's announcement of one day, told as a plan and as under way.");
        }

        if (IsIrrealis(claim) != IsIrrealis(earlier))
        {
            // "Will retake" after "retook" is no news; "retook" after "will retake" is. So only the first direction is known already.
            return IsIrrealis(claim)
                ? Refuse(pair, "a plan, forecast or condition writes no status and no total")
                : Ruling.Unrelated.Instance;
        }

        if (IsIrrealis(claim))
        {
            return OriginGate.IsSameTelling(pair) && IsLike(pair)
                ? pair.Decide(new Verdict.Repeats(pair.Entry.Id), Id, "the same source told of the same plan, forecast or condition before")
                : Refuse(pair, "two plans, forecasts or conditions are not compared");
        }

        if (claim.Stance == Stance.Doubts || earlier.Stance == Stance.Doubts)
        {
            return Refuse(pair, "a doubt neither agrees nor denies");
        }

        // "Hundreds are feared dead", "many say that 300 died": no count, so none is raised or denied by it.
        if (pair is { IsQuantity: true, Value: { } value, EarlierValue: { } known } && IsHearsay(claim) != IsHearsay(earlier) && !value.AgreesWith(known))
        {
            return Refuse(pair, "one is only feared or heard, and nobody is said to have counted it");
        }

        return (claim.Modality, earlier.Modality) switch
        {
            (Modality.Past, _) when !IsInside(claim, earlier) => Ruling.Unrelated.Instance,
            (_, Modality.Past) when !IsInside(earlier, claim) => Ruling.Unrelated.Instance,
            _ => pair.Pass(),
        };
    }

    private static bool IsAmbiguous(Claim claim) => claim.Subject.Place is { IsAmbiguous: true } || claim.Scope.Area is { IsAmbiguous: true };

    private static bool IsHearsay(Claim claim) => claim.Modality == Modality.Likely && claim.Attribution.Source is null;

    private static bool IsIrrealis(Claim claim) => claim.Modality is Modality.Future or Modality.Conditional;

    /// <summary>An ended state speaks of its own period only; without one it speaks of no time that could be compared.</summary>
    private static bool IsInside(Claim past, Claim other)
    {
        var period = past.Scope.Period.IsUnknown && past.AsOf.IsStated ? past.AsOf.Interval : past.Scope.Period;
        return !period.IsUnknown && period.Encloses(other.AsOf.Interval);
    }

    /// <summary>Silent where something like the claim is known; otherwise the pair does not count, and the claim may be novel.</summary>
    private static Ruling Refuse(Pair pair, string why) => IsLike(pair)
        ? pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), Id, $"Not compared: {why}.")
        : Ruling.Unrelated.Instance;

    private static bool IsLike(Pair pair) =>
        pair.Claim.Predicate == pair.Earlier.Predicate && pair.Claim.Predicate != Predicate.Said
        && Pair.SideOf(pair.Claim) == Pair.SideOf(pair.Earlier)
        && (!pair.IsQuantity || ScopeGate.Mismatch(pair) is null);
}
