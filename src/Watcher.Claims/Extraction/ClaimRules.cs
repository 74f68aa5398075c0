using System.Collections.Immutable;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Everything that turning sentences into claims needs to know, compiled. Immutable and thread-safe; part of the rule book.</summary>
public sealed class ClaimRules(
    CueLexicon cues, ModalityLexicon modality, PredicateTable predicates, MetricTable metrics, LanguageReaders readers, SideTable sides)
{
    public CueLexicon Cues { get; } = cues;

    public ModalityLexicon Modality { get; } = modality;

    public PredicateTable Predicates { get; } = predicates;

    public MetricTable Metrics { get; } = metrics;

    public LanguageReaders Readers { get; } = readers;

    /// <summary>The readers of the fallback language.</summary>
    public QuantityReader Quantities { get; } = readers[null].Quantities;

    public DateReader Dates { get; } = readers[null].Dates;

    public SideTable Sides { get; } = sides;

    /// <summary>The words of languages of free word order, by ISO 639-1; an article in one of them is read by them.</summary>
    public IReadOnlyDictionary<string, Inflected.InflectedLexicon> Inflected
    {
        get;
        init
        {
            field = value;
            Corrections = [Cues.Corrections, .. value.Values.Select(words => words.Cues.Corrections)];
        }
    } = new Dictionary<string, Inflected.InflectedLexicon>();

    /// <summary>The words of every language by which a text corrects what was said.</summary>
    internal ImmutableArray<PhraseTable<bool>> Corrections { get; private init; } = [cues.Corrections];

    /// <summary>Opposite wordings of movements; none where the rule book gives none.</summary>
    public FrameTable Frames
    {
        get;
        init
        {
            field = value;
            FrameLexicon = new FrameLexicon(value);
        }
    } = FrameTable.Empty;

    // Readers that know the rules and keep nothing of a text: one serves all articles.
    internal QuantityClaimReader QuantityReader => field ??= new QuantityClaimReader(this);

    internal ArrivalReader ArrivalReader => field ??= new ArrivalReader(this);

    internal ControlReader ControlReader => field ??= new ControlReader(this);

    internal StatementReader StatementReader => field ??= new StatementReader(this);

    internal AttributionReader AttributionReader => field ??= new AttributionReader(Cues, Modality, Sides, Predicates);

    internal FrameLexicon FrameLexicon { get; private init; } = new(FrameTable.Empty);
}
