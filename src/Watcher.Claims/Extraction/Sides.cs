using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>The sides an article speaks of: who the enemy of whom is, and whose country a place lies in.</summary>
internal sealed class Sides
{
    private readonly ImmutableDictionary<SubjectId, Side> _sides;
    private readonly ImmutableArray<SubjectId> _parties;

    public Sides(SideTable table, IEnumerable<Mention> mentions)
    {
        _sides = table.Sides;
        _parties = [.. mentions.Select(SideOf).OfType<SubjectId>().GroupBy(side => side)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Value, StringComparer.Ordinal).Take(2).Select(group => group.Key)];
    }

    public static SubjectId? SideOf(Mention mention) => mention.Side ?? (mention.Type == SubjectType.Side ? mention.Subject : null);

    /// <summary>"Ukraine" and "the Russians" act and speak by themselves; "Russian" needs a noun.</summary>
    public static bool IsNoun(Mention mention)
    {
        var name = mention.Surface;
        return string.Equals(name, mention.Canonical, StringComparison.OrdinalIgnoreCase) || name.EndsWith('s')
            || !(name.EndsWith("an", StringComparison.Ordinal) || name.EndsWith("ish", StringComparison.Ordinal) || name.EndsWith("ese", StringComparison.Ordinal) || name.EndsWith('i'));
    }

    public string Name(SubjectId side) => _sides.TryGetValue(side, out var known) ? known.Name : side.Value;

    /// <summary>The other of the two sides the article names most; null when <paramref name="side"/> is neither.</summary>
    public SubjectId? EnemyOf(SubjectId? side) =>
        side is { } known && _parties.Length == 2 && _parties.Contains(known) ? _parties[0] == known ? _parties[1] : _parties[0] : null;

    public bool IsParty(SubjectId? side) => side is { } known && _parties.Contains(known);

    /// <summary>The side whose country the place lies in; null when that country is no party here.</summary>
    public SubjectId? OwnerOf(Place place)
    {
        if (place.Country is not { } country)
        {
            return null;
        }

        var id = new SubjectId(country.ToLowerInvariant());
        return _sides.ContainsKey(id) ? id : null;
    }

    public Actor ActorOf(SubjectId side) => new(Name(side), side, side);
}
