using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>Every metric that a quantity can be a value of: those of the ontology and those that watch lists add. Immutable and thread-safe.</summary>
public sealed class MetricTable
{
    private readonly MetricsFile _file;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _classes;

    /// <param name="file"><c>ontology/metrics.yaml</c>.</param>
    /// <param name="watched">Metrics that watch lists add; one with the id of the ontology adds its words to that metric.</param>
    public MetricTable(MetricsFile file, params IEnumerable<MetricDefinition> watched)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(watched);
        _file = file;
        _classes = file.Classes.SelectMany(entry => entry.Nouns.Select(noun => (noun, entry.Id)))
            .GroupBy(pair => pair.noun, StringComparer.Ordinal).ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Id).ToImmutableArray(), StringComparer.Ordinal);
        var metrics = file.Metrics.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        foreach (var entry in watched)
        {
            metrics[entry.Id] = metrics.TryGetValue(entry.Id, out var known)
                ? known with { Name = entry.Name, Verbs = [.. known.Verbs, .. entry.Verbs], Forms = [.. known.Forms, .. entry.Forms], Words = [.. known.Words, .. entry.Words], Nouns = [.. known.Nouns, .. entry.Nouns], Terms = [.. known.Terms, .. entry.Terms] }
                : entry;
        }

        All = [.. metrics.Values];
        ById = All.ToFrozenDictionary(entry => entry.Id, StringComparer.Ordinal);
        foreach (var group in Grouped(All, entry => entry.Verbs.SelectMany(verb => Inflection.VerbForms(verb)).Concat(entry.Forms))) Verbs.Add(group.Key, group.Value);
        foreach (var group in Grouped(All, entry => entry.Words)) Words.Add(group.Key, group.Value);
        foreach (var group in Grouped(All, entry => entry.Before)) Before.Add(group.Key, group.Value);
        foreach (var group in Grouped(All, entry => entry.Terms)) Terms.Add(group.Key, group.Value);
        EventNouns = PhraseTable.Of(file.Events);
        Protests = PhraseTable.Of(file.Protests);
        SaidOfThings = PhraseTable.Of(file.SaidOfThings);
        foreach (var (word, happened) in file.OneOffEvents.SelectMany(entry => entry.Words.Select(word => (word, entry.Event)))) OneOffEvents.Add(word, happened);
        foreach (var (word, happened) in file.OneOffEvents.SelectMany(entry => entry.Named.Select(word => (word, entry.Event)))) NamedEvents.Add(word, happened);
        foreach (var word in file.NamedEvents) NamedEvents.Add(word, "");
        foreach (var entry in file.OneOffEvents.Where(entry => entry.Heads.Length > 0)) foreach (var head in entry.Heads) Befallen[head] = (entry.Event, entry.In.ToFrozenSet(StringComparer.Ordinal));
        LeadOnly = file.OneOffEvents.Where(entry => entry.LeadOnly).Select(entry => entry.Event).ToFrozenSet(StringComparer.Ordinal);
        Ends = All.Where(entry => entry.Ends.Length > 0).ToFrozenDictionary(entry => entry.Id, Ending, StringComparer.Ordinal);
        Nouns = Grouped(All, entry => entry.Nouns).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public ImmutableArray<MetricDefinition> All { get; }

    public FrozenDictionary<string, MetricDefinition> ById { get; }

    /// <summary>Ids of the metrics that watch lists alone know.</summary>
    public IReadOnlySet<string> Own => All.Where(metric => metric.Terms.Length > 0).Select(metric => metric.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>This table with more metrics.</summary>
    public MetricTable With(IEnumerable<MetricDefinition> watched) => new(_file, watched);

    /// <summary>What is counted are people, whatever the text calls them.</summary>
    public bool IsOfPeople(Predicate metric, string? counted) =>
        (ById.TryGetValue(metric.Id, out var known) ? known.Counts is null ? known.Classes : [] : [.. ClassesOf(counted ?? "")]).Any(id => id is "people" or "personnel") && counted is not null;

    /// <summary>What a counted noun is, in the order of the file; empty for a noun of no class.</summary>
    internal ImmutableArray<string> ClassesOf(string noun) => _classes.GetValueOrDefault(noun, []);

    internal bool IsOf(string noun, string id) => ClassesOf(noun).Contains(id);

    /// <summary>Verb forms to the metrics they may mean, in the order of the file.</summary>
    internal PhraseTable<ImmutableArray<MetricDefinition>> Verbs { get; } = new();

    internal PhraseTable<ImmutableArray<MetricDefinition>> Words { get; } = new();

    internal PhraseTable<ImmutableArray<MetricDefinition>> Before { get; } = new();

    /// <summary>What watch lists call their metrics.</summary>
    internal PhraseTable<ImmutableArray<MetricDefinition>> Terms { get; } = new();

    /// <summary>By metric, the verbs that say that its state is over, and whether they say it without an auxiliary.</summary>
    internal FrozenDictionary<string, PhraseTable<bool>> Ends { get; }

    internal PhraseTable<bool> EventNouns { get; }

    /// <summary>Words of a protest.</summary>
    internal PhraseTable<bool> Protests { get; }

    /// <summary>Verb forms that tell of things as often as of people.</summary>
    internal PhraseTable<bool> SaidOfThings { get; }

    /// <summary>Words to the kind of event they tell of.</summary>
    internal PhraseTable<string> OneOffEvents { get; } = new();

    /// <summary>What stands behind the name of a ship, firm or building, to the kind of event it tells of; empty for any.</summary>
    internal PhraseTable<string> NamedEvents { get; } = new();

    /// <summary>Nouns of an event that is told by what it befell: "a fire" at a factory, and the buildings.</summary>
    internal Dictionary<string, (string Event, FrozenSet<string> In)> Befallen { get; } = new(StringComparer.Ordinal);

    /// <summary>Kinds of events that an article is about only where its headline or lead names them.</summary>
    internal FrozenSet<string> LeadOnly { get; }

    internal FrozenDictionary<string, ImmutableArray<MetricDefinition>> Nouns { get; }

    /// <summary>The metric can hold a quantity of this dimension that counts this noun.</summary>
    internal bool Admits(MetricDefinition metric, Dimension dimension, string? noun) =>
        (metric.Dimension == dimension || (metric.AlsoLength && dimension == Dimension.Length))
        && (metric.Classes.Length == 0 || dimension != Dimension.Count || ClassesOf(noun ?? "").AsSpan().ContainsAny(metric.Classes));

    private static PhraseTable<bool> Ending(MetricDefinition metric)
    {
        var table = new PhraseTable<bool>();
        foreach (var form in metric.Ends) table.Add(form, false);
        foreach (var form in metric.EndsAlone) table.Add(form, true);
        return table;
    }

    private static Dictionary<string, ImmutableArray<MetricDefinition>> Grouped(IEnumerable<MetricDefinition> metrics, Func<MetricDefinition, IEnumerable<string>> forms) =>
        metrics.SelectMany(metric => forms(metric).Distinct().Select(form => (form, metric)))
            .GroupBy(pair => pair.form, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(pair => pair.metric).ToImmutableArray(), StringComparer.Ordinal);
}
