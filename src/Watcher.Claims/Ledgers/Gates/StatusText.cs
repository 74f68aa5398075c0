using Watcher.Claims.Subjects;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>A status in plain English: "Russia has left Izium".</summary>
internal static class StatusText
{
    /// <summary>With the name of the place.</summary>
    public static string Of(Claim claim) => Write(claim, PlaceOf(claim), $"fighting in {PlaceOf(claim)}");

    /// <summary>Where the place was named just before: "fighting there".</summary>
    public static string OfIt(Claim claim) => Write(claim, "it", "fighting there");

    private static string Write(Claim claim, string place, string fighting)
    {
        var predicate = claim.Predicate;
        var who = (claim.Actor is { IsPronoun: false } actor ? actor.Name : null) ?? claim.Scope.Side?.Value.ToUpperInvariant();
        if (predicate == Predicate.HeldBy)
        {
            var isEnded = Pair.IsStatusNegation(claim);
            return who is null ? $"{place} is {(isEnded ? "no longer " : "")}held" : $"{who} {(isEnded ? "no longer holds" : "holds")} {place}";
        }

        return predicate == Predicate.Contested ? fighting
            : predicate == Predicate.CapturedBy ? who is null ? $"{place} has been taken" : $"{who} has taken {place}"
            : predicate == Predicate.WithdrawnFrom ? $"{who ?? "the troops"} {(who is null ? "have" : "has")} left {place}"
            : predicate == Predicate.EnteredBy ? $"{who ?? "the troops"} {(who is null ? "have" : "has")} entered {place}"
            : predicate == Predicate.Surrounded ? $"{place} is surrounded"
            : predicate == Predicate.AdvanceToward ? $"{who ?? "the troops"} {(who is null ? "are" : "is")} advancing toward {place}"
            : predicate == Predicate.Struck ? $"{place} was struck"
            : predicate == Predicate.Evacuated ? $"{place} was evacuated"
            : $"{place}: {predicate.Id.Replace('-', ' ')}";
    }

    private static string PlaceOf(Claim claim) => claim.Subject.Place switch
    {
        { Reading: PlaceReading.Oblast } place => $"{place.Name} region",
        { Reading: PlaceReading.Raion } place => $"{place.Name} district",
        _ => claim.Subject.Name,
    };
}
