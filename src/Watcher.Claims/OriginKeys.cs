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

    private const string DayFormat = "yyyy-MM-dd";

    private static readonly string[] s_ofReading = [.. Enum.GetNames<PlaceReading>().Select(reading => "/" + reading)];

    public static string For(
        Attribution attribution, Outlet outlet, AsOf asOf, ClaimSubject subject, Predicate predicate, Place? area)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        ArgumentNullException.ThrowIfNull(outlet);
        ArgumentNullException.ThrowIfNull(asOf);
        ArgumentNullException.ThrowIfNull(subject);
        var key = new Fingerprint();
        var (kind, name) = Speaker(attribution, outlet);
        key.Add(kind, name);
        key.Add(Day(asOf, stackalloc char[DayFormat.Length]));
        key.Add(subject.Id.Value);
        key.Add(subject.Place is { } place ? Enum.GetName(place.Reading) : "");
        key.Add(predicate.Id);
        key.Add(area is null ? "" : area.Id?.Value ?? Fold.Text(area.Name), area is null ? "" : s_ofReading[(int)area.Reading]);
        return key.ToHex(Digits);
    }

    /// <summary>Who speaks, whatever the matter: the source, or the owner of an outlet that names nobody. Independent origins are different voices.</summary>
    public static string Voice(Attribution attribution, Outlet outlet)
    {
        var (kind, name) = Speaker(attribution, outlet);
        return kind + name;
    }

    private static (string Kind, string? Name) Speaker(Attribution? attribution, Outlet? outlet) => attribution?.Source switch
    {
        { SourceId: { } id } => ("id:", id.Value),
        { } named => ("name:", Fold.Text(named.Source)),
        null => ("outlet:", outlet?.Owner),
    };

    private static ReadOnlySpan<char> Day(AsOf asOf, Span<char> room) =>
        asOf.Interval.From is { } from && from.TryFormat(room, out var length, DayFormat, CultureInfo.InvariantCulture) ? room[..length] : default;
}
