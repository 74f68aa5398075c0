using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers;

/// <summary>What one value of a metric is the total of; decides what may be left unnamed (claims.md, CMP-2).</summary>
public enum MetricExtent
{
    /// <summary>One event ("killed in the strike"): two attacks are two metrics, and the place must be known.</summary>
    Event,

    /// <summary>A side's campaign ("territory retaken"): the area is often left out.</summary>
    Campaign,

    /// <summary>What a watch list alone counts or measures ("cases of cholera"): one series for each place or land.</summary>
    Series,
}

public sealed record MetricRule(MetricKind Kind, MetricExtent Extent);

/// <summary>What comparing needs to know of the world. Immutable; part of the rule book.</summary>
public sealed record ComparisonRules
{
    /// <summary>By metric id. A metric that is not here is cumulative within one event.</summary>
    public ImmutableDictionary<string, MetricRule> Metrics { get; init; } = ImmutableDictionary<string, MetricRule>.Empty;

    /// <summary>Metrics whose totals rise through the day of the event.</summary>
    public ImmutableHashSet<string> CountedOn { get; init; } = [];

    /// <summary>States that change by the hour: told hours later and different, they have changed.</summary>
    public ImmutableHashSet<string> HourlyStates { get; init; } = [];

    /// <summary>Pairs of sides at war with each other; order does not matter.</summary>
    public ImmutableHashSet<(SubjectId, SubjectId)> AdverseSides { get; init; } = [];

    /// <summary>Words for one kind of event, folded: "breakthrough" → "counteroffensive".</summary>
    public ImmutableDictionary<string, string> EventClasses { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Events that do not come back within a month: an earthquake, not a strike. Classes, folded.</summary>
    public ImmutableHashSet<string> OneOffEvents { get; init; } = [];

    /// <summary>Events that come back within hours: an aftershock. Classes, folded.</summary>
    public ImmutableHashSet<string> RepeatedEvents { get; init; } = [];

    /// <summary>Events that go on for months: a war. Classes, folded.</summary>
    public ImmutableHashSet<string> LastingEvents { get; init; } = [];

    /// <summary>Events that befall a whole region. Classes, folded.</summary>
    public ImmutableHashSet<string> WideEvents { get; init; } = [];

    /// <summary>Events with those they befall, who are counted as the whole toll: a mine accident and miners.</summary>
    public ImmutableHashSet<(string Event, string Counted)> Victims { get; init; } = [];

    /// <summary>What the people whom an event befalls are called by what they are, folded: prisoners, passengers; never a part of them, as children are.</summary>
    public ImmutableHashSet<string> Populations { get; init; } = [];

    /// <summary>Counted nouns that name one thing, folded: "serviceman" → "soldier", "land" → "territory".</summary>
    public ImmutableDictionary<string, string> ObjectClasses { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Object classes whose counts mean nothing without a side (soldiers, tanks).</summary>
    public ImmutableHashSet<string> SidedObjects { get; init; } = [];

    /// <summary>The object class that an unnamed counted thing belongs to: "12 were killed".</summary>
    public string DefaultObject { get; init; } = "people";

    /// <summary>Opposite tellings of one transition.</summary>
    public FrameTable Frames { get; init; } = FrameTable.Empty;

    /// <summary>The file's tables, compiled.</summary>
    /// <param name="file"><c>ontology/comparison.yaml</c>.</param>
    /// <param name="kinds">How the values of each metric behave, by id: those of the ontology and of the watch lists.</param>
    /// <param name="series">Ids of the metrics that watch lists alone know.</param>
    public static ComparisonRules From(ComparisonFile file, IReadOnlyDictionary<string, MetricKind> kinds, IReadOnlySet<string>? series = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(kinds);
        return new ComparisonRules
        {
            Metrics = kinds.ToImmutableDictionary(
                k => k.Key,
                k => new MetricRule(k.Value, file.CampaignMetrics.Contains(k.Key) ? MetricExtent.Campaign : series?.Contains(k.Key) == true ? MetricExtent.Series : MetricExtent.Event)),
            CountedOn = [.. file.CountedOn],
            HourlyStates = [.. file.HourlyStates],
            AdverseSides = [.. file.AdverseSides.Select(a => (new SubjectId(a.Side), new SubjectId(a.Against)))],
            EventClasses = Words(file.Events),
            OneOffEvents = [.. file.Events.Where(e => e.OneOff).Select(e => Fold.Text(e.Class))],
            RepeatedEvents = [.. file.Events.Where(e => e.Repeats).Select(e => Fold.Text(e.Class))],
            LastingEvents = [.. file.Events.Where(e => e.Lasting).Select(e => Fold.Text(e.Class))],
            WideEvents = [.. file.Events.Where(e => e.Wide).Select(e => Fold.Text(e.Class))],
            Victims = [.. file.Events.SelectMany(e => e.Victims.Select(noun => (Fold.Text(e.Class), Fold.Text(noun))))],
            Populations = [.. file.Populations.Select(Fold.Text)],
            ObjectClasses = Words(file.Objects),
            SidedObjects = [.. file.Objects.Where(o => o.NeedsSide).Select(o => Fold.Text(o.Class))],
        };
    }

    public MetricRule Metric(Predicate predicate) =>
        Metrics.GetValueOrDefault(predicate.Id) ?? new MetricRule(MetricKind.Cumulative, MetricExtent.Event);

    public bool AreAdverse(SubjectId? one, SubjectId? other) =>
        one is { } a && other is { } b && (AdverseSides.Contains((a, b)) || AdverseSides.Contains((b, a)));

    public string? EventClass(string? word) => Class(EventClasses, word);

    public string? ObjectClass(string? word) => Class(ObjectClasses, word);

    private static string? Class(ImmutableDictionary<string, string> classes, string? word)
    {
        var folded = word is null ? "" : Fold.Text(word);
        return folded.Length == 0 ? null : classes.GetValueOrDefault(folded, folded);
    }

    private static ImmutableDictionary<string, string> Words(IEnumerable<WordClassEntry> entries) => entries
        .SelectMany(e => e.Words.Append(e.Class).Select(w => (Word: Fold.Text(w), Class: Fold.Text(e.Class))))
        .DistinctBy(e => e.Word)
        .ToImmutableDictionary(e => e.Word, e => e.Class);
}
