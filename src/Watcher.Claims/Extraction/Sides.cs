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

    /// <summary>The sides that were found to act: most act again.</summary>
    private readonly List<Actor> _actors = [];

    /// <summary>Whose country was asked for last: most places of an article lie in one.</summary>
    private (string? Country, SubjectId? Owner) _owned;

    public Sides(SideTable table, ReadOnlySpan<Mention> mentions, ForcesOfArticle forces)
    {
        _table = table;
        _forces = forces;
        var named = new List<(SubjectId Side, int Times)>();
        SubjectId? owner = null;
        var areMany = false;
        foreach (var mention in mentions)
        {
            if (SideOf(mention) is { } side)
            {
                Count(side, named);
            }

            if (mention.Place is { } place && OwnerOf(place) is { } country)
            {
                areMany |= owner is not null && owner != country;
                owner ??= country;
            }
        }

        named.Sort(static (one, other) => one.Times != other.Times ? other.Times.CompareTo(one.Times) : string.CompareOrdinal(one.Side.Value, other.Side.Value));
        _parties = named switch { [] => [], [var only] => [only.Side], _ => [named[0].Side, named[1].Side] };
        _group = OnlyGroup(named);
        _country = forces.HasOtherArmy ? null
            : owner is null ? CountryOf(forces) ?? OnlyArmy(mentions)
            : !areMany && !HasOtherState(owner.Value) ? owner : null;
    }

    private static void Count(SubjectId side, List<(SubjectId Side, int Times)> named)
    {
        for (var i = 0; i < named.Count; i++)
        {
            if (named[i].Side == side)
            {
                named[i] = (side, named[i].Times + 1);
                return;
            }
        }

        named.Add((side, 1));
    }

    private SubjectId? OnlyGroup(List<(SubjectId Side, int Times)> named)
    {
        SubjectId? only = null;
        foreach (var (side, _) in named)
        {
            if (_table.IsGroup(side))
            {
                if (only is not null)
                {
                    return null;
                }

                only = side;
            }
        }

        return only;
    }

    private bool HasOtherState(SubjectId country)
    {
        foreach (var party in _parties)
        {
            if (party != country && _table.States.Contains(party))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where no list says which country a place lies in, and the text does: by its rebels, or by its towns when no other state fights there.</summary>
    private static SubjectId? CountryOf(ForcesOfArticle forces) => forces.Rebelled is { } rebelled && (forces.Country ?? rebelled) == rebelled ? rebelled
        : forces.Country is { } country && forces.Fighting.All(state => state == country) ? country : null;

    /// <summary>Where no list says which country a place lies in: the one state whose army or side the article names.</summary>
    private SubjectId? OnlyArmy(ReadOnlySpan<Mention> mentions)
    {
        var (army, hasArmies) = OnlyState(mentions, isArmy: true);
        return army is null ? OnlyState(mentions, isArmy: false) is (var state, false) ? state : null : hasArmies ? null : army;
    }

    /// <summary>The first state that is named, by an army of its or at all, and whether another one is.</summary>
    private (SubjectId? State, bool HasOther) OnlyState(ReadOnlySpan<Mention> mentions, bool isArmy)
    {
        SubjectId? only = null;
        foreach (var mention in mentions)
        {
            if ((!isArmy || IsMilitary(mention.Subject)) && SideOf(mention) is { } side && _table.States.Contains(side))
            {
                if (only is not null && only != side)
                {
                    return (only, true);
                }

                only = side;
            }
        }

        return (only, false);
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

    public Actor ActorOf(SubjectId side)
    {
        foreach (var known in _actors)
        {
            if (known.Side == side)
            {
                return known;
            }
        }

        var actor = new Actor(Name(side), side, side);
        _actors.Add(actor);
        return actor;
    }
}
