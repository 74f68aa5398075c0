using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;

namespace Watcher.Claims.Mentions;

/// <summary>
/// All names of the lists, sides and bodies compiled for one pass over a text, with the words that decide their readings.
/// Immutable and thread-safe; built once for a rule book.
/// </summary>
public sealed partial class MentionRules
{
    // Trust in a form. An exact alias is 1; the steps only have to keep curated names above what is derived from them.
    private const double CuratedScore = 1, HistoricScore = 0.95, GeneratedScore = 0.9, SurnameScore = 0.85;

    private readonly ImmutableArray<ImmutableArray<NameCandidate>> _candidates;

    private readonly FrozenDictionary<SubjectId, SubjectId?> _personSides;

    private readonly FrozenDictionary<SubjectId, FrozenSet<string>> _givenNames;

    private readonly FrozenDictionary<char, ImmutableArray<(Person Person, string Surname)>> _surnames;

    private MentionRules(IReadOnlyList<(string[] Words, ImmutableArray<NameCandidate> Candidates)> names, MentionLexicon lexicon,
        SideTable sides, ImmutableArray<(Person Person, string Surname)> surnames)
    {
        Automaton = new NameAutomaton([.. names.Select(n => n.Words)]);
        _candidates = [.. names.Select(n => n.Candidates)];
        Lexicon = lexicon;
        Sides = sides;
        _surnames = surnames.GroupBy(s => s.Surname[0]).ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray());
        NameTarget[] targets = [.. names.SelectMany(n => n.Candidates).Select(c => c.Target).DistinctBy(t => (t.Type, t.Id))];
        _personSides = targets.Where(t => t.Type == SubjectType.Person).ToFrozenDictionary(t => t.Id, t => t.Side);
        _givenNames = targets.Where(t => t.Person is not null).ToFrozenDictionary(
            t => t.Id, t => PersonName.Of(t.Person!.Name, lexicon).Given.SelectMany(lexicon.Forms.OfGivenName).ToFrozenSet(StringComparer.Ordinal));   // the filter keeps persons
        SettlementNames = [.. targets.Where(t => t is { Type: SubjectType.Settlement, IsWatched: true }).Select(t => (t.Id, string.Join(' ', NameWord.Scan(t.Canonical).Select(w => w.Folded))))
            .OrderBy(n => n.Item2, StringComparer.Ordinal)];
    }

    /// <summary>Sides and bodies of the ontology with those of the lists.</summary>
    public SideTable Sides { get; }

    /// <summary>Number of different spellings that are looked for.</summary>
    public int NameCount => _candidates.Length;

    internal NameAutomaton Automaton { get; }

    internal MentionLexicon Lexicon { get; }

    /// <summary>Every spelling of a watched surname with this first letter that is long enough to be recognised with a typing error.</summary>
    internal ImmutableArray<(Person Person, string Surname)> SurnamesWith(char first) => _surnames.GetValueOrDefault(first, []);

    /// <summary>Canonical names of the watched settlements, folded.</summary>
    internal ImmutableArray<(SubjectId Id, string Name)> SettlementNames { get; }

    internal SubjectId? SideOf(SubjectId person) => _personSides.GetValueOrDefault(person);

    /// <summary>Every spelling of a person's given names, folded.</summary>
    internal FrozenSet<string> GivenNamesOf(SubjectId person) => _givenNames.GetValueOrDefault(person, FrozenSet<string>.Empty);

    internal ImmutableArray<NameCandidate> CandidatesOf(int name) => _candidates[name];

    /// <param name="everything">When given, every row is watched as well (<c>--watch all</c>).</param>
    public static MentionRules Build(IEnumerable<WatchList> lists, SideTable sides, MentionLexiconFile lexicon, Gazetteer? everything = null)
    {
        ArgumentNullException.ThrowIfNull(lists);
        ArgumentNullException.ThrowIfNull(sides);
        ArgumentNullException.ThrowIfNull(lexicon);
        WatchList[] all = [.. lists];
        var words = new MentionLexicon(lexicon, all.SelectMany(l => l.People).Select(p => p.Name));
        var allSides = sides.With(all.SelectMany(l => l.Sides));
        var settlements = Merge(all.SelectMany(l => l.Settlements).Concat(everything?.Settlements.Values ?? []));
        var people = Merge(all.SelectMany(l => l.People).Concat(everything?.People.Values ?? []));
        var builder = new Builder(words);
        builder.AddSides(allSides);
        builder.AddSettlements(settlements, allSides);
        builder.AddPeople(people, allSides);
        return new(builder.Names(), words, allSides, builder.Surnames());
    }

    /// <summary>One subject an id: lists that watch the same subject add their aliases.</summary>
    private static T[] Merge<T>(IEnumerable<T> subjects)
        where T : Subject =>
        [.. subjects.GroupBy(s => s.Id).Select(g => g.First() with { Aliases = [.. g.SelectMany(s => s.Aliases.Append(new Alias(s.Name, "en", AliasKind.Curated))).Distinct()] })];

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotIdCharacters();

    private sealed class Builder(MentionLexicon lexicon)
    {
        private readonly Dictionary<string, List<NameCandidate>> _names = new(StringComparer.Ordinal);
        private readonly List<(Person, string)> _surnames = [];

        public void AddSides(SideTable table)
        {
            foreach (var side in table.Sides.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal))
            {
                var target = new NameTarget { Type = SubjectType.Side, Id = side.Id, Canonical = side.Name, Side = side.Id };
                foreach (var name in side.Names)
                {
                    Add(name, target, NameForm.Full, AliasKind.Curated, CuratedScore);
                }

                foreach (var name in side.Not)
                {
                    Add(name, target, NameForm.Excluded, AliasKind.Curated, CuratedScore);
                }

                foreach (var name in side.Metonyms)
                {
                    Add(name, target, NameForm.Metonym, AliasKind.Curated, CuratedScore);
                }
            }

            foreach (var body in table.Bodies.Values.OrderBy(b => b.Id.Value, StringComparer.Ordinal))
            {
                var target = new NameTarget { Type = SubjectType.Body, Id = body.Id, Canonical = body.Name, Body = body, Side = body.Side };
                foreach (var name in body.Names)
                {
                    Add(name, target, NameForm.Full, AliasKind.Curated, CuratedScore);
                }
            }
        }

        public void AddSettlements(IReadOnlyList<Settlement> settlements, SideTable table)
        {
            var capitals = new Dictionary<string, Side>(StringComparer.Ordinal);
            foreach (var side in table.Sides.Values.OrderBy(s => s.Id.Value, StringComparer.Ordinal))
            {
                foreach (var name in side.Capital)
                {
                    capitals.TryAdd(Key(name), side);
                }
            }

            var listed = new HashSet<SubjectId>();
            foreach (var settlement in settlements)
            {
                var side = capitals.GetValueOrDefault(Key(settlement.Name))
                    ?? settlement.Aliases.Select(a => capitals.GetValueOrDefault(Key(a.Text))).FirstOrDefault(s => s is not null);
                var target = new NameTarget
                {
                    Type = SubjectType.Settlement,
                    Id = settlement.Id,
                    Canonical = settlement.Name,
                    Settlement = settlement,
                    Side = side?.Id,
                    IsCapital = side is not null,
                    IsWatched = true,
                };
                AddNames(settlement, target, NameForm.Full, lexicon.Forms.OfPlace);
                foreach (var name in side?.Capital ?? [])
                {
                    Add(name, target, NameForm.Full, AliasKind.Curated, CuratedScore);
                    listed.Add(side!.Id);   // the loop runs only where a side is
                }
            }

            foreach (var side in table.Sides.Values.Where(s => s.Capital.Length > 0 && !listed.Contains(s.Id)).OrderBy(s => s.Id.Value, StringComparer.Ordinal))
            {
                var city = new Settlement { Id = new(NotIdCharacters().Replace(side.Capital[0].ToLowerInvariant(), "-").Trim('-')), Name = side.Capital[0] };
                var target = new NameTarget { Type = SubjectType.Settlement, Id = city.Id, Canonical = city.Name, Settlement = city, Side = side.Id, IsCapital = true };
                foreach (var name in side.Capital)
                {
                    Add(name, target, NameForm.Full, AliasKind.Curated, CuratedScore);
                }
            }
        }

        public void AddPeople(IReadOnlyList<Person> people, SideTable table)
        {
            var sides = new PersonSide(table);
            foreach (var person in people)
            {
                var target = new NameTarget
                {
                    Type = SubjectType.Person,
                    Id = person.Id,
                    Canonical = person.Name,
                    Person = person,
                    Side = sides.Of(person),
                    IsWatched = true,
                };
                AddPerson(person, target, person.Name, AliasKind.Canonical);
                foreach (var alias in person.Aliases)
                {
                    AddPerson(person, target, alias.Text, alias.Kind);
                }

                foreach (var not in person.Not)
                {
                    Add(not, target, NameForm.Excluded, AliasKind.Curated, CuratedScore);
                }
            }
        }

        /// <summary>Every spelling that is left after generated ones gave way to other subjects' names and to plain words.</summary>
        public List<(string[] Words, ImmutableArray<NameCandidate> Candidates)> Names()
        {
            var kept = new List<(string[], ImmutableArray<NameCandidate>)>();
            foreach (var (key, candidates) in _names.OrderBy(n => n.Key, StringComparer.Ordinal))
            {
                var best = candidates.GroupBy(c => (c.Target.Type, c.Target.Id, c.Form)).Select(Strongest).ToList();
                var curated = best.Where(c => c.Kind != AliasKind.Generated).Select(c => c.Target.Id).ToHashSet();
                var generated = best.Where(c => c.Kind == AliasKind.Generated).Select(c => c.Target.Id).ToHashSet();
                best.RemoveAll(c => c.Kind == AliasKind.Generated
                    && (curated.Any(id => id != c.Target.Id) || generated.Count > 1 || lexicon.IsPlainWord(key) || key.Length < 4));
                if (best.Count > 0)
                {
                    kept.Add((key.Split(' '), [.. best]));
                }
            }

            return kept;
        }

        /// <summary>The most trusted of one target's candidates; where it is written in several ways, the laxer capitals hold.</summary>
        private static NameCandidate Strongest(IEnumerable<NameCandidate> candidates)
        {
            NameCandidate[] all = [.. candidates.OrderBy(c => c.Kind).ThenByDescending(c => c.Score)];
            return all[0] with { Capitals = [.. all[0].Capitals.Select((_, i) => all.Where(c => c.Kind == all[0].Kind).Min(c => c.Capitals[i]))] };
        }

        public ImmutableArray<(Person, string)> Surnames() => [.. _surnames.Distinct()];

        private void AddNames(Subject subject, NameTarget target, NameForm form, Func<string, ImmutableArray<string>> forms)
        {
            foreach (var alias in subject.Aliases.Prepend(new Alias(subject.Name, "en", AliasKind.Canonical)))
            {
                Add(alias.Text, target, form, alias.Kind, alias.Kind == AliasKind.Historic ? HistoricScore : CuratedScore);
                foreach (var spelling in forms(alias.Text))
                {
                    AddKey(spelling, target, form, AliasKind.Generated, GeneratedScore, CapitalsOf(alias.Text));
                }
            }

            foreach (var not in subject.Not)
            {
                Add(not, target, NameForm.Excluded, AliasKind.Curated, CuratedScore);
            }
        }

        private void AddPerson(Person person, NameTarget target, string name, AliasKind kind)
        {
            var parts = PersonName.Of(name, lexicon);
            if (parts.Given.Length == 0)
            {
                AddSurname(person, target, name, kind);
                return;
            }

            Add(name, target, NameForm.Full, kind, CuratedScore);
            foreach (var form in parts.ShortForms().Prepend(name))
            {
                foreach (var spelling in lexicon.Forms.OfPerson(form))
                {
                    AddKey(spelling, target, NameForm.Full, AliasKind.Generated, GeneratedScore, CapitalsOf(form));
                }
            }

            if (parts.Family.Length > 0)
            {
                AddSurname(person, target, parts.Family, kind);
            }
        }

        private void AddSurname(Person person, NameTarget target, string surname, AliasKind kind)
        {
            Add(surname, target, NameForm.Surname, kind, SurnameScore);
            foreach (var spelling in NameForms.OfSurname(surname))
            {
                AddKey(spelling, target, NameForm.Surname, AliasKind.Generated, SurnameScore * GeneratedScore, CapitalsOf(surname));
                if (spelling.Length >= PersonTypos.MinSurnameLength && !spelling.Contains(' ', StringComparison.Ordinal))
                {
                    _surnames.Add((person, spelling));
                }
            }
        }

        private void Add(string name, NameTarget target, NameForm form, AliasKind kind, double score) =>
            AddKey(Key(name), target, form, kind, score, CapitalsOf(name));

        private void AddKey(string key, NameTarget target, NameForm form, AliasKind kind, double score, Capitals[] capitals)
        {
            var count = key.Split(' ').Length;
            if (key.Length == 0)
            {
                return;
            }

            // Forms with another number of words (an exonym) are written like any name.
            var written = capitals.Length == count ? capitals : [.. Enumerable.Repeat(Capitals.First, count)];
            if (!_names.TryGetValue(key, out var candidates))
            {
                _names.Add(key, candidates = []);
            }

            candidates.Add(new(target, form, kind, score, written));
        }

        private static string Key(string name) => string.Join(' ', NameWord.Scan(name).Select(w => w.Folded));

        private static Capitals[] CapitalsOf(string name)
        {
            var words = NameWord.Scan(name);
            return [.. words.Select(w => w.Folded == NameWord.Possessive || !w.IsCapitalised ? Capitals.Any
                : w.IsAllCaps && w.Folded.Length <= 5 ? Capitals.All : Capitals.First)];
        }
    }
}
