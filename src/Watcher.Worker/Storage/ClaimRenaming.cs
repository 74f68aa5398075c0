using Watcher.Claims;
using Watcher.Claims.Subjects;

namespace Watcher.Worker.Storage;

/// <summary>A stored claim with another id in place of one that it names. What it claims, and its own id, stay. Pure.</summary>
internal static class ClaimRenaming
{
    /// <summary>With the present id of a settlement, person or metric.</summary>
    public static Claim OfSubject(Claim claim, string old, string present)
    {
        var (from, to) = (new SubjectId(old), new SubjectId(present));
        return Renamed(claim, id => id == from ? to : id) with
        {
            Predicate = claim.Subject.Type == SubjectType.Metric && claim.Predicate.Id == old ? new Predicate(present) : claim.Predicate,
            Attribution = new Attribution([.. claim.Attribution.Chain.Select(link => !link.IsOutlet && link.SourceId == from ? link with { SourceId = to } : link)]),
        };
    }

    /// <summary>With the present id of the outlet that carries it.</summary>
    public static Claim OfOutlet(Claim claim, string old, string present) => claim with
    {
        Attribution = new Attribution(
            [.. claim.Attribution.Chain.Select(link => link.IsOutlet && link.SourceId?.Value == old ? link with { SourceId = new SubjectId(present) } : link)]),
    };

    /// <summary>The outlet under its present id; one that owns itself does so under the new id, and so does whoever copied it.</summary>
    public static Outlet Of(Outlet outlet, string old, string present) => outlet with
    {
        Id = outlet.Id == old ? present : outlet.Id,
        Owner = outlet.Owner == old ? present : outlet.Owner,
    };

    /// <summary>The key on which copies collapse, which is made of ids; one that was made by other rules stays as it is.</summary>
    public static Claim WithOrigin(Claim renamed, Outlet outlet, Claim before, Outlet outletBefore) =>
        before.OriginKey != Origin(before, outletBefore) ? renamed : renamed with { OriginKey = Origin(renamed, outlet) };

    private static string Origin(Claim claim, Outlet outlet) =>
        OriginKeys.For(claim.Attribution, outlet, claim.AsOf, claim.Subject, claim.Predicate, claim.Scope.Area);

    private static Claim Renamed(Claim claim, Func<SubjectId, SubjectId> rename)
    {
        Place? At(Place? place) => place is null ? null : place with
        {
            Id = place.Id is { } id ? rename(id) : null,
            Within = place.Within is { } within ? rename(within) : null,
            Candidates = [.. place.Candidates.Select(rename)],
        };
        return claim with
        {
            Subject = claim.Subject with { Id = rename(claim.Subject.Id), Place = At(claim.Subject.Place) },
            Actor = claim.Actor is { Id: { } actor } ? claim.Actor with { Id = rename(actor) } : claim.Actor,
            Scope = claim.Scope with { Area = At(claim.Scope.Area) },
            Watched = [.. claim.Watched.Select(rename).Distinct()],
        };
    }
}
