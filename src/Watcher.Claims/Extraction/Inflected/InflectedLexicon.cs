using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction.Inflected;

/// <summary>The words of one inflected language, compiled. Immutable and thread-safe.</summary>
public sealed class InflectedLexicon
{
    private readonly ImmutableArray<CountedEntry> _counted;

    /// <exception cref="ArgumentException">A predicate or metric is not in the ontology.</exception>
    public InflectedLexicon(EventsFile events, CuesFile cues, PredicateTable predicates, MetricTable metrics)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(cues);
        ArgumentNullException.ThrowIfNull(predicates);
        ArgumentNullException.ThrowIfNull(metrics);
        Language = events.Language;
        Cues = new CueLexicon(cues);
        foreach (var entry in events.Predicates)
        {
            var kind = predicates.KindOf(entry.Id) ?? throw new ArgumentException($"events.{Language}.yaml: predicate '{entry.Id}' is not in predicates.yaml", nameof(events));
            foreach (var (word, isVerb) in entry.Verbs.Select(word => (word, true)).Concat(entry.Nouns.Select(word => (word, false))))
            {
                foreach (var (form, shape) in Forms(word, events.Endings, isVerb))
                {
                    Triggers.Add(form, new InflectedTrigger(new Predicate(entry.Id), kind, word, isVerb, shape, word.At.Aggregate(PlaceSlots.None, (all, slot) => all | slot)));
                }
            }
        }

        foreach (var entry in events.Metrics)
        {
            var metric = metrics.ById.GetValueOrDefault(entry.Id) ?? throw new ArgumentException($"events.{Language}.yaml: metric '{entry.Id}' is not in metrics.yaml", nameof(events));
            foreach (var word in entry.Words)
            {
                foreach (var (form, shape) in Forms(word, events.Endings, isVerb: true))
                {
                    var known = Metrics.TryGet(form, out var others) ? others : [];
                    Metrics.Set(form, [.. known, new InflectedMetric(metric, word, shape)]);
                }
            }
        }

        _counted = [.. events.Counted.Select(entry => entry with { Stems = [.. entry.Stems.Select(Fold.Text)] })];
        (That, Boundaries, And, Conditions) = (PhraseTable.Of(events.Clauses.That), PhraseTable.Of(events.Clauses.Boundaries), Set(events.Clauses.And), PhraseTable.Of(events.Clauses.Conditions));
        (Attempts, Implicative, Possible, Future) = (PhraseTable.Of(events.Clauses.Attempts), PhraseTable.Of(events.Clauses.Implicative), PhraseTable.Of(events.Clauses.Possible), PhraseTable.Of(events.Clauses.Future));
        (Likely, Negations, About, As, Adverbs) = (PhraseTable.Of(events.Clauses.Likely), Set(events.Clauses.Negations), PhraseTable.Of(events.Clauses.About), Set(events.Clauses.As), Set(events.Clauses.Adverbs));
        (Reaches, Of) = (Set(events.Clauses.Reaches), Set(events.Clauses.Of));
        (Repelled, Sorted) = (PhraseTable.Of(events.Clauses.Repelled), PhraseTable.Of(events.Clauses.Sorted));
        (Feared, Rumours, Fictions, Prizes) = (PhraseTable.Of(events.Clauses.Feared), PhraseTable.Of(events.Clauses.Rumours), PhraseTable.Of(events.Clauses.Fictions), Set(events.Clauses.Prizes));
        (Debunked, Telling) = (PhraseTable.Of(events.Clauses.Debunked), Set(events.Clauses.Telling));
        (string[] Words, PlaceSlots Slot)[] prepositions =
        [
            (events.Prepositions.From, PlaceSlots.From), (events.Prepositions.To, PlaceSlots.To), (events.Prepositions.In, PlaceSlots.In), (events.Prepositions.On, PlaceSlots.On),
            (events.Prepositions.For, PlaceSlots.For), (events.Prepositions.Other, PlaceSlots.None),
        ];
        Prepositions = prepositions.SelectMany(group => group.Words.Select(word => (Word: Fold.Text(word), group.Slot))).GroupBy(pair => pair.Word, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Aggregate(PlaceSlots.None, (all, pair) => all | pair.Slot), StringComparer.Ordinal);
        (SettlementNouns, PartNouns, EnemyNouns, OwnWords) = (PhraseTable.Of(events.SettlementNouns), Set(events.PartNouns), Set(events.EnemyNouns), Set(events.OwnWords));
        (FlagNouns, FlagVerbs) = (Set(events.Flags.Nouns), Set(events.Flags.Verbs));
        foreach (var noun in events.Insurgents) Forces.Add(noun, UnnamedForces.Insurgents);
        foreach (var noun in events.Regulars) Forces.Add(noun, UnnamedForces.Regulars);
        foreach (var noun in events.AnyForces) Forces.Add(noun, UnnamedForces.Any);
    }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; }

    internal CueLexicon Cues { get; }

    internal PhraseTable<InflectedTrigger> Triggers { get; } = new();

    internal PhraseTable<ImmutableArray<InflectedMetric>> Metrics { get; } = new();

    internal PhraseTable<UnnamedForces> Forces { get; } = new();

    internal PhraseTable<bool> That { get; }

    internal PhraseTable<bool> Boundaries { get; }

    internal FrozenSet<string> And { get; }

    internal PhraseTable<bool> Conditions { get; }

    internal PhraseTable<bool> Attempts { get; }

    internal PhraseTable<bool> Implicative { get; }

    internal PhraseTable<bool> Possible { get; }

    internal PhraseTable<bool> Future { get; }

    internal PhraseTable<bool> Likely { get; }

    internal FrozenSet<string> Negations { get; }

    internal PhraseTable<bool> About { get; }

    internal FrozenSet<string> As { get; }

    internal FrozenSet<string> Adverbs { get; }

    internal FrozenSet<string> Reaches { get; }

    internal FrozenSet<string> Of { get; }

    internal PhraseTable<bool> Debunked { get; }

    internal FrozenSet<string> Telling { get; }

    internal PhraseTable<bool> Repelled { get; }

    internal PhraseTable<bool> Sorted { get; }

    internal PhraseTable<bool> Feared { get; }

    internal PhraseTable<bool> Rumours { get; }

    internal PhraseTable<bool> Fictions { get; }

    internal FrozenSet<string> Prizes { get; }

    /// <summary>None for one that leads to no place of a claim.</summary>
    internal FrozenDictionary<string, PlaceSlots> Prepositions { get; }

    internal PhraseTable<bool> SettlementNouns { get; }

    internal FrozenSet<string> PartNouns { get; }

    internal FrozenSet<string> EnemyNouns { get; }

    internal FrozenSet<string> FlagNouns { get; }

    internal FrozenSet<string> FlagVerbs { get; }

    internal FrozenSet<string> OwnWords { get; }

    /// <summary>How many words of a text tell of events, forces or speech in this language.</summary>
    internal int Known(TokenRun tokens) =>
        Enumerable.Range(0, tokens.Length).Count(i => Triggers.IsAt(tokens, i) || Cues.Cues.IsAt(tokens, i) || Metrics.IsAt(tokens, i) || Forces.IsAt(tokens, i) || Prepositions.ContainsKey(tokens[i].Folded));

    /// <summary>What the folded word counts; null for nothing known.</summary>
    internal CountedEntry? Counted(string word)
    {
        foreach (var entry in _counted)
        {
            foreach (var stem in entry.Stems)
            {
                if (word.StartsWith(stem, StringComparison.Ordinal))
                {
                    return entry;
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Form, VerbShape Shape)> Forms(InflectedWordEntry word, EndingsEntry endings, bool isVerb)
    {
        var space = word.Word.IndexOf(' ', StringComparison.Ordinal);
        var head = space < 0 ? word.Word : word.Word[..space];
        var isInfinitive = isVerb && (head.EndsWith("ти", StringComparison.Ordinal) || head.EndsWith("тися", StringComparison.Ordinal) || head.EndsWith("ть", StringComparison.Ordinal) || head.EndsWith("ться", StringComparison.Ordinal));
        yield return (word.Word, isInfinitive ? VerbShape.Infinitive : VerbShape.Finite);
        var rest = space < 0 ? "" : word.Word[space..];
        foreach (var form in word.Past.SelectMany(stem => endings.Past.Select(ending => stem + ending + rest)).Concat(word.Forms)) yield return (form, VerbShape.Finite);
        foreach (var form in word.Passive.SelectMany(stem => endings.Passive.Select(ending => stem + ending + rest))) yield return (form, VerbShape.Passive);
        foreach (var form in word.Future) yield return (form, VerbShape.Future);
    }

    private static FrozenSet<string> Set(string[] words) => words.Select(Fold.Text).ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>What the ending of a word says.</summary>
internal enum VerbShape { Finite, Infinitive, Passive, Future }

/// <summary>One form of a word of control.</summary>
internal sealed record InflectedTrigger(Predicate Predicate, ClaimKind Kind, InflectedWordEntry Word, bool IsVerb, VerbShape Shape, PlaceSlots At);

/// <summary>One form of a word that makes a number one of a metric.</summary>
internal sealed record InflectedMetric(MetricDefinition Metric, InflectedWordEntry Word, VerbShape Shape);
