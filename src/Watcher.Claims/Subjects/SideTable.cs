using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Subjects;

/// <summary>All sides and bodies, with the bodies of every state written out.</summary>
public sealed partial class SideTable
{
    private SideTable(IEnumerable<Side> sides, IEnumerable<Body> bodies)
    {
        Sides = sides.ToImmutableDictionary(s => s.Id);
        Bodies = bodies.ToImmutableDictionary(b => b.Id);
        States = Sides.Values.Where(side => !side.Capital.IsEmpty).Select(side => side.Id).ToFrozenSet();
        Armies = Bodies.Values.Where(body => body.Side is { } side && body.Id.Value == $"{side}-military").Select(body => body.Id).ToFrozenSet();
    }

    public ImmutableDictionary<SubjectId, Side> Sides { get; }

    public ImmutableDictionary<SubjectId, Body> Bodies { get; }

    /// <summary>Regions that no gazetteer names, folded, to the state in which they lie.</summary>
    public FrozenDictionary<string, SubjectId> Lands { get; private init; } = FrozenDictionary<string, SubjectId>.Empty;

    /// <summary>Sides with a capital.</summary>
    internal FrozenSet<SubjectId> States { get; }

    /// <summary>Sides that fight for themselves and are no states.</summary>
    internal bool IsGroup(SubjectId side) => !States.Contains(side) && !(Sides.TryGetValue(side, out var known) && known.IsAlliance);

    /// <summary>Bodies that are the army of a side.</summary>
    internal FrozenSet<SubjectId> Armies { get; }

    /// <exception cref="ArgumentException">An id is given twice or a body names an unknown side.</exception>
    public static SideTable Compile(SidesFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bodies = new List<Body>();
        foreach (var body in file.Bodies)
        {
            bodies.Add(new Body
            {
                Id = new(body.Id),
                Name = body.Name,
                Class = body.Class,
                Side = body.Side is null ? null : new SubjectId(body.Side),
                Names = [body.Name, .. body.Names.SelectMany(Spellings)],
            });
        }

        // Choices are written out once a kind, not once a state.
        var kinds = file.BodyKinds.Select(k => (Kind: k, Patterns: k.Names.Prepend(k.Name).SelectMany(Spellings).ToArray())).ToArray();
        foreach (var state in file.States)
        {
            foreach (var (kind, patterns) in kinds)
            {
                if (state.Adjectives.Length == 0 && kind.Name.Contains("{adjective}", StringComparison.Ordinal))
                {
                    continue;
                }

                bodies.Add(new Body
                {
                    Id = new($"{state.Id}-{kind.Id}"),
                    Name = Fill(kind.Name, state).First(),
                    Class = kind.Class,
                    Side = new SubjectId(state.Id),
                    Names = [.. patterns.SelectMany(n => Fill(n, state)).Distinct(StringComparer.Ordinal)],
                });
            }
        }

        // An entry with the id of a state's own body adds its names to it.
        bodies = [.. bodies.GroupBy(b => b.Id).Select(g => g.Count() == 1 ? g.First() : g.Last() with { Names = [.. g.Reverse().SelectMany(b => b.Names).Distinct(StringComparer.Ordinal)] })];
        var sides = file.States.Concat(file.Groups).Select(s => new Side
        {
            Id = new(s.Id),
            Name = s.Name,
            Adjective = s.Adjectives.Length > 0 ? s.Adjectives[0] : null,
            Letter = s.Letter ?? s.Id[..1].ToUpperInvariant(),
            Names = [s.Name, .. s.Names, .. s.Adjectives, .. s.People, .. s.Cyrillic, .. s.CyrillicLemmas.SelectMany(lemma => CyrillicForms.OfSide(lemma))],
            Not = [.. s.Not],
            IsAlliance = s.Alliance,
            Metonyms = [.. s.Metonyms],
            Capital = s.Capital is null ? [] : [s.Capital, .. s.CapitalNames],
        }).ToList();
        var known = sides.Select(side => side.Id).ToHashSet();
        foreach (var body in bodies.Where(b => b.Side is { } side && !known.Contains(side)))
        {
            throw new ArgumentException($"body '{body.Id}' names the unknown side '{body.Side}'", nameof(file));
        }

        return new(sides, bodies)
        {
            Lands = file.States.SelectMany(state => state.Lands.Select(land => (Land: Fold.Text(land), Id: new SubjectId(state.Id)))).ToFrozenDictionary(pair => pair.Land, pair => pair.Id, StringComparer.Ordinal),
        };
    }

    /// <summary>The table with a list's sides added; a known id keeps its names, takes the list's name and letter, and gains bodies.</summary>
    public SideTable With(IEnumerable<ListSideEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (!entries.Any())
        {
            return this;
        }

        var (sides, bodies) = (Sides.ToBuilder(), Bodies.ToBuilder());
        foreach (var entry in entries)
        {
            var id = new SubjectId(entry.Id);
            var letter = entry.Letter ?? entry.Id[..1].ToUpperInvariant();
            sides[id] = sides.TryGetValue(id, out var known)
                ? known with { Name = entry.Name, Letter = entry.Letter ?? known.Letter, Names = [entry.Name, .. known.Names.Remove(entry.Name)] }
                : new Side { Id = id, Name = entry.Name, Letter = letter, Names = [entry.Name] };
            foreach (var name in entry.Bodies)
            {
                if (bodies.Values.Any(b => b.Side == id && b.Names.Contains(name)))
                {
                    continue;
                }

                var body = new SubjectId($"{entry.Id}-{NotIdCharacters().Replace(name.ToLowerInvariant(), "-").Trim('-')}");
                bodies[body] = new Body { Id = body, Name = name, Class = BodyClass.Organisation, Side = id, Names = [name] };
            }
        }

        return new(sides.Values, bodies.Values) { Lands = Lands };
    }

    private static IEnumerable<string> Fill(string pattern, SideEntry state)
    {
        if (pattern.Contains("{adjective}", StringComparison.Ordinal))
        {
            return state.Adjectives.Select(a => pattern.Replace("{adjective}", a, StringComparison.Ordinal));
        }

        return pattern.Contains("{state}", StringComparison.Ordinal)
            ? state.Names.Prepend(state.Name).Select(n => pattern.Replace("{state}", n, StringComparison.Ordinal)) : [pattern];
    }

    private static IEnumerable<string> Spellings(string pattern)
    {
        if (!pattern.Contains('[', StringComparison.Ordinal))
        {
            return [pattern];
        }

        var choice = Choice().Match(pattern);
        return !choice.Success ? [pattern]
            : choice.Groups[1].Value.Split('|').SelectMany(option => Spellings(pattern[..choice.Index] + option + pattern[(choice.Index + choice.Length)..]));
    }

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Choice();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotIdCharacters();
}
