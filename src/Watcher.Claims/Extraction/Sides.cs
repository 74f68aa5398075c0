using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>The sides an article speaks of: who the enemy of whom is, and whose country a place lies in.</summary>
internal sealed class Sides
{
    private readonly SideTable _table;
    private readonly ForcesOfArticle _forces;
    private readonly ImmutableArray<SubjectId> _parties;
    private readonly SubjectId? _group;
    private readonly SubjectId? _country;

    /// <summary>Whose country was asked for last: most places of an article lie in one.</summary>
    private (string? Country, SubjectId? Owner) _owned;

    public Sides(SideTable table, IReadOnlyList<Mention> mentions, ForcesOfArticle forces)
    {
        _table = table;
        _forces = forces;
        var named = new Dictionary<SubjectId, int>();
        var owners = new HashSet<SubjectId>();
        foreach (var mention in mentions)
        {
            if (SideOf(mention) is { } side)
            {
                named[side] = named.GetValueOrDefault(side) + 1;
            }

            if (mention.Place is { } place && OwnerOf(place) is { } owner)
            {
                owners.Add(owner);
            }
        }

        _parties = [.. named.OrderByDescending(side => side.Value).ThenBy(side => side.Key.Value, StringComparer.Ordinal).Take(2).Select(side => side.Key)];
        _group = Only(named.Keys.Where(table.IsGroup));
        _country = forces.HasOtherArmy ? null
            : owners.Count == 0 ? CountryOf(forces) ?? OnlyArmy(mentions)
            : Only(owners) is { } country && !_parties.Any(party => table.States.Contains(party) && party != country) ? country : null;
    }

    private static SubjectId? Only(IEnumerable<SubjectId> sides) => sides.Take(2).ToList() is [var only] ? only : null;

    /// <summary>Where no list says which country a place lies in, and the text does: by its rebels, or by its towns when no other state fights there.</summary>
    private static SubjectId? CountryOf(ForcesOfArticle forces) => forces.Rebelled is { } rebelled && (forces.Country ?? rebelled) == rebelled ? rebelled
        : forces.Country is { } country && forces.Fighting.All(state => state == country) ? country : null;

    /// <summary>Where no list says which country a place lies in: the one state whose army or side the article names.</summary>
    private SubjectId? OnlyArmy(IReadOnlyList<Mention> mentions)
    {
        var armies = mentions.Where(mention => IsMilitary(mention.Subject)).Select(SideOf).OfType<SubjectId>().Where(_table.States.Contains).Distinct().Take(2).ToList();
        var states = armies.Count > 0 ? armies : [.. mentions.Select(SideOf).OfType<SubjectId>().Where(_table.States.Contains).Distinct().Take(2)];
        return states.Count == 1 ? states[0] : null;
    }

    /// <summary>How often the mentions name each side, by itself, a body of its or a place in its country.</summary>
    public static Dictionary<string, int> Counted(ImmutableArray<Mention> mentions)
    {
        var counted = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);       // the id of a state is its country code
        foreach (var mention in mentions)
        {
            if ((SideOf(mention)?.Value ?? mention.Place?.Country) is { } side)
            {
                counted[side] = counted.GetValueOrDefault(side) + 1;
            }
        }

        return counted;
    }

    /// <summary>An armed group that the article calls one and no table knows.</summary>
    public bool IsArmedName(string word) => _forces.Groups.Contains(word);

    /// <summary>The state in which a region lies that no gazetteer names; null for another word.</summary>
    public SubjectId? OwnerOfLand(string word) => _table.Lands.TryGetValue(word, out var owner) ? owner : null;

    public bool IsState(SubjectId side) => _table.States.Contains(side);

    /// <summary>An armed group by its name.</summary>
    public bool IsGroup(Mention mention) => mention.Type == SubjectType.Side && _table.IsGroup(mention.Subject);

    public static SubjectId? SideOf(Mention mention) => mention.Side ?? (mention.Type == SubjectType.Side ? mention.Subject : null);

    /// <summary>How adjectives of states end in English: Veran, Finnish, Dutch, Greek, Swiss, Slovak, Kazakh, Icelandic, Nigerien, Cypriot, Filipino.</summary>
    private static readonly string[] s_adjectives = ["an", "sh", "ese", "i", "ch", "ek", "iss", "ak", "kh", "ic", "ien", "iot", "ino"];

    /// <summary>"Ukraine" and "the Russians" act and speak by themselves; "Russian" needs a noun.</summary>
    public static bool IsNoun(Mention mention)
    {
        var name = mention.Surface;
        return string.Equals(name, mention.Canonical, StringComparison.OrdinalIgnoreCase) || name.EndsWith('s')
            || !IsAdjective(name);
    }

    private static bool IsAdjective(string name)
    {
        foreach (var ending in s_adjectives)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public string Name(SubjectId side) => _table.Sides.TryGetValue(side, out var known) ? known.Name : side.Value;

    /// <summary>The other of the two sides the article names most; null when <paramref name="side"/> is neither.</summary>
    public SubjectId? EnemyOf(SubjectId? side) =>
        side is { } known && _parties.Length == 2 && _parties.Contains(known) ? _parties[0] == known ? _parties[1] : _parties[0] : null;

    /// <summary>The body is the army of a side.</summary>
    public bool IsMilitary(SubjectId body) => _table.Armies.Contains(body);

    public bool IsParty(SubjectId? side) => side is { } known && _parties.Contains(known);

    /// <summary>The side whose country the place lies in; null when that country is no party here.</summary>
    public SubjectId? OwnerOf(Place place)
    {
        if (place.Country is not { } country)
        {
            return null;
        }

        if (country != _owned.Country)
        {
            var id = new SubjectId(country.ToLowerInvariant());
            _owned = (country, _table.Sides.ContainsKey(id) ? id : null);
        }

        return _owned.Owner;
    }

    /// <summary>
    /// Whose forces are meant that the text gives no side: "the rebels" are the only armed group of the article, "the army" is that of the country
    /// the article's places lie in, unless another state fights there. Null when that is not sure.
    /// </summary>
    public SubjectId? Meant(UnnamedForces forces) => forces switch { UnnamedForces.Insurgents => _group, UnnamedForces.Regulars => _country, _ => null };

    public Actor ActorOf(SubjectId side) => new(Name(side), side, side);
}
