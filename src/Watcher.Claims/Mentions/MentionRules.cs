using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

    private static readonly HashSet<string> s_none = [];

    private readonly ImmutableArray<ImmutableArray<NameCandidate>> _candidates;

    private readonly Dictionary<SubjectId, SubjectId?> _personSides;

    private readonly Dictionary<SubjectId, HashSet<string>> _givenNames;

    private MentionRules(IReadOnlyList<(string Key, ImmutableArray<NameCandidate> Candidates)> names, MentionLexicon lexicon,
        SideTable sides, ImmutableArray<(Person Person, string Surname)> surnames, GazetteerNames? official)
    {
        Automaton = new NameAutomaton([.. names.Select(n => n.Key)]);
        _candidates = [.. names.Select(n => n.Candidates)];
        Lexicon = lexicon;
        Sides = sides;
        Surnames = new(surnames, s => s.Surname[0]);
        Official = official;
        Parents = new ParentNames(lexicon);
        var seen = new HashSet<NameTarget>(ReferenceEqualityComparer.Instance);
        NameTarget[] targets = [.. names.SelectMany(n => n.Candidates).Select(c => c.Target).Where(seen.Add).DistinctBy(t => (t.Type, t.Id))];
        _personSides = targets.Where(t => t.Type == SubjectType.Person).ToDictionary(t => t.Id, t => t.Side);
        _givenNames = targets.Where(t => t.Person is not null).ToDictionary(
            t => t.Id, t => PersonName.Of(t.Person!.Name, lexicon).Given.SelectMany(lexicon.Forms.OfGivenName).ToHashSet(StringComparer.Ordinal));   // the filter keeps persons
        SettlementNames = new(targets.Where(t => t is { Type: SubjectType.Settlement, IsWatched: true }).Select(t => (t.Id, Name: string.Join(' ', NameWord.Scan(t.Canonical).Select(w => w.Folded))))
            .OrderBy(n => n.Name, StringComparer.Ordinal), n => n.Name[0]);
    }

    /// <summary>Sides and bodies of the ontology with those of the lists.</summary>
    public SideTable Sides { get; }

    /// <summary>Number of different spellings that are looked for; a name of an official list counts once, however it is spelt.</summary>
    public int NameCount => _candidates.Length + (Official?.NameCount ?? 0);

    internal NameAutomaton Automaton { get; }

    /// <summary>Names of official lists; null unless everything is watched.</summary>
    internal GazetteerNames? Official { get; }

    /// <summary>Parents of the official rows as texts name them.</summary>
    internal ParentNames Parents { get; }

    internal MentionLexicon Lexicon { get; }

    /// <summary>Every spelling of a watched surname that is long enough to be recognised with a typing error, by its first letter.</summary>
    internal ByLetter<(Person Person, string Surname)> Surnames { get; }

    /// <summary>Canonical names of the watched settlements, folded, by their first letter.</summary>
    internal ByLetter<(SubjectId Id, string Name)> SettlementNames { get; }

    internal SubjectId? SideOf(SubjectId person) => _personSides.GetValueOrDefault(person);

    /// <summary>Every spelling of a person's given names, folded.</summary>
    internal HashSet<string> GivenNamesOf(SubjectId person) => _givenNames.GetValueOrDefault(person, s_none);

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
        var listed = settlements.Select(s => s.Id).ToHashSet();
        var places = settlements.Select(PlaceOf).ToHashSet();
        ImmutableArray<Settlement> official = everything is null ? [] : [.. everything.Official.Where(s => !listed.Contains(s.Id) && !places.Contains(PlaceOf(s)))];
        var builder = new Builder(words);
        builder.AddSides(allSides);
        builder.AddSettlements(settlements, allSides);
        builder.AddPeople(people, allSides);
        return new(builder.Names(), words, allSides, builder.Surnames(), official.IsEmpty ? null : new GazetteerNames(official));
    }

    /// <summary>What tells that rows with different ids are one place: the same name in the same raion.</summary>
    private static (string, string?, string?) PlaceOf(Settlement settlement) => (settlement.Name, settlement.Admin1, settlement.Admin2);

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
                AddNames(settlement, target);
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
        public List<(string Key, ImmutableArray<NameCandidate> Candidates)> Names()
        {
            var kept = new List<(string, ImmutableArray<NameCandidate>)>(_names.Count);
            foreach (var (key, candidates) in _names)
            {
                if (candidates.Count == 1)
                {
                    // Thousands of names have one reading.
                    if (candidates[0].Kind != AliasKind.Generated || !IsRefusedForm(key))
                    {
                        kept.Add((key, [candidates[0]]));
                    }

                    continue;
                }

                var best = candidates.GroupBy(c => (c.Target.Type, c.Target.Id, c.Form)).Select(Strongest).ToList();
                var curated = best.Where(c => c.Kind != AliasKind.Generated).Select(c => c.Target.Id).ToHashSet();
                var generated = best.Where(c => c.Kind == AliasKind.Generated).Select(c => c.Target.Id).ToHashSet();
                best.RemoveAll(c => c.Kind == AliasKind.Generated && (curated.Any(id => id != c.Target.Id) || generated.Count > 1 || IsRefusedForm(key)));
                if (best.Count > 0)
                {
                    kept.Add((key, [.. best]));
                }
            }

            return kept;
        }

        // A Cyrillic case form that is also a word needs a preposition in the text, as a curated name does.
        private bool IsRefusedForm(string key) => NameForms.IsCyrillic(key) ? key.Length < 3 : key.Length < 4 || lexicon.IsPlainWord(key);

        /// <summary>The most trusted of one target's candidates; where it is written in several ways, the laxer capitals hold.</summary>
        private static NameCandidate Strongest(IEnumerable<NameCandidate> candidates)
        {
            NameCandidate[] all = [.. candidates.OrderBy(c => c.Kind).ThenByDescending(c => c.Score)];
            return all.Length == 1 ? all[0]
                : all[0] with { Capitals = [.. all[0].Capitals.Select((_, i) => all.Where(c => c.Kind == all[0].Kind).Min(c => c.Capitals[i]))] };
        }

        public ImmutableArray<(Person, string)> Surnames() => [.. _surnames.Distinct()];

        private void AddNames(Settlement settlement, NameTarget target)
        {
            foreach (var alias in settlement.Aliases.Prepend(new Alias(settlement.Name, "en", AliasKind.Canonical)))
            {
                Add(alias.Text, target, NameForm.Full, alias.Kind, alias.Kind == AliasKind.Historic ? HistoricScore : CuratedScore);
                var capitals = Scan(alias.Text).Capitals;
                foreach (var spelling in lexicon.Forms.OfPlace(alias.Text))
                {
                    AddKey(spelling, target, NameForm.Full, AliasKind.Generated, GeneratedScore, capitals);
                }

                foreach (var adjective in CyrillicForms.AdjectivesOf(alias.Text))
                {
                    AddKey(adjective, target, NameForm.Adjective, AliasKind.Generated, GeneratedScore, capitals);
                }

                if (settlement.NamesItsOblast != false)
                {
                    foreach (var region in CyrillicForms.RegionsOf(alias.Text))
                    {
                        AddKey(region, target, NameForm.Region, AliasKind.Generated, GeneratedScore, capitals);
                    }
                }
            }

            foreach (var not in settlement.Not)
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
                var capitals = Scan(form).Capitals;
                foreach (var spelling in lexicon.Forms.OfPerson(form))
                {
                    AddKey(spelling, target, NameForm.Full, AliasKind.Generated, GeneratedScore, capitals);
                }
            }

            if (parts.Family.Length > 0)
            {
                AddSurname(person, target, parts.Family, kind);
                if (WithoutArticle(parts.Family) is { Length: >= MinBareSurname } bare)
                {
                    AddSurname(person, target, bare, kind);     // "General Burhan"
                }
            }
        }

        /// <summary>Shorter ones are words too often.</summary>
        private const int MinBareSurname = 4;

        private static string? WithoutArticle(string family)
        {
            var words = family.Split(' ', '-');
            return words.Length == 2 && ArabicArticle.IsAt([.. words.Select(Reading.Text.Fold.Text)], 0) ? words[1] : null;
        }

        private void AddSurname(Person person, NameTarget target, string surname, AliasKind kind)
        {
            Add(surname, target, NameForm.Surname, kind, SurnameScore);
            var capitals = Scan(surname).Capitals;
            foreach (var spelling in NameForms.OfSurname(surname))
            {
                AddKey(spelling, target, NameForm.Surname, AliasKind.Generated, SurnameScore * GeneratedScore, capitals);
                if (spelling.Length >= PersonTypos.MinSurnameLength && !spelling.Contains(' ', StringComparison.Ordinal))
                {
                    _surnames.Add((person, spelling));
                }
            }
        }

        private void Add(string name, NameTarget target, NameForm form, AliasKind kind, double score)
        {
            var (key, capitals) = Scan(name);
            AddKey(key, target, form, kind, score, capitals);
        }

        private void AddKey(string key, NameTarget target, NameForm form, AliasKind kind, double score, Capitals[] capitals)
        {
            if (key.Length == 0)
            {
                return;
            }

            // Forms with another number of words (an exonym) are written like any name.
            var count = key.AsSpan().Count(' ') + 1;
            var written = capitals.Length == count ? capitals : CapitalsOf(key.Split(' '));
            ref var candidates = ref CollectionsMarshal.GetValueRefOrAddDefault(_names, key, out _);
            (candidates ??= new(1)).Add(new(target, form, kind, score, written));
        }

        private static Capitals[] CapitalsOf(string[] words) => [.. words.Select((_, i) => ArabicArticle.IsAt(words, i) ? Capitals.Any : Capitals.First)];

        private static bool IsArticle(IReadOnlyList<NameWord> words, int i) =>
            i + 1 < words.Count && ArabicArticle.IsAt([words[i].Folded, words[i + 1].Folded], 0);

        private static string Key(string name) => Scan(name).Key;

        /// <summary>A name as it is looked for, and how each of its words must be written.</summary>
        private static (string Key, Capitals[] Capitals) Scan(string name)
        {
            var words = NameWord.Scan(name);
            var capitals = new Capitals[words.Length];
            for (var i = 0; i < words.Length; i++)
            {
                capitals[i] = words[i].Folded == NameWord.Possessive || !words[i].IsCapitalised || IsArticle(words, i) ? Capitals.Any
                    : words[i].IsAllCaps && words[i].Folded.Length <= 5 ? Capitals.All : Capitals.First;
            }

            return (words.Length == 1 ? words[0].Folded : string.Join(' ', words.Select(w => w.Folded)), capitals);
        }
    }
}
