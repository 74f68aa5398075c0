using System.Globalization;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims;

/// <summary>
/// The key on which copies of one statement collapse (claims.md 1 and 7.1): innermost source, as-of day, subject, predicate, area. Where
/// nobody is named the outlet's owner takes the source's place, so two outlets that name nobody are two origins.
/// </summary>
public static class OriginKeys
{
    /// <summary>Hex digits kept of the hash: 64 bits, no clash to expect in a ledger of millions.</summary>
    private const int Digits = 16;

    public static string For(
        Attribution attribution, Outlet outlet, AsOf asOf, ClaimSubject subject, Predicate predicate, Place? area)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        ArgumentNullException.ThrowIfNull(outlet);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(subject);
        var day = asOf.Interval.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        return Fingerprint.Of(Digits, Voice(attribution, outlet), day, subject.Id.Value, Reading(subject.Place), predicate.Id, Name(area));
    }

    /// <summary>Who speaks, whatever the matter: the source, or the owner of an outlet that names nobody. Independent origins are different voices.</summary>
    public static string Voice(Attribution attribution, Outlet outlet) => attribution?.Source switch
    {
        { SourceId: { } id } => $"id:{id.Value}",
        { } named => $"name:{Fold.Text(named.Source)}",
        null => $"outlet:{outlet?.Owner}",
    };

    private static string Reading(Place? place) => place is null ? "" : place.Reading.ToString();

    private static string Name(Place? area) =>
        area is null ? "" : $"{area.Id?.Value ?? Fold.Text(area.Name)}/{area.Reading}";
}
