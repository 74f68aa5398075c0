using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Pages;

namespace Watcher.Worker.Rules.Checks;

/// <summary>What the rule data defines and the files of people refer to. Whatever could not be read is null and is not checked against.</summary>
internal sealed record KnownNames
{
    public IReadOnlySet<string>? Units { get; init; }

    /// <summary>Ids of the metrics of the ontology.</summary>
    public IReadOnlySet<string>? Metrics { get; init; }

    /// <summary>How the metrics of the ontology compare and what they measure.</summary>
    public IReadOnlyDictionary<string, (MetricKind Kind, Dimension Dimension)?> MetricForms { get; init; } = new Dictionary<string, (MetricKind, Dimension)?>();

    /// <summary>What a unit measures, by its id and its names.</summary>
    public IReadOnlyDictionary<string, Dimension> UnitDimensions { get; init; } = new Dictionary<string, Dimension>();

    /// <summary>Ids of the sides of the ontology.</summary>
    public IReadOnlySet<string>? Sides { get; init; }

    /// <summary>Languages that have a lexicon.</summary>
    public IReadOnlySet<string>? Languages { get; init; }

    /// <summary>Rows of the gazetteer's settlements.</summary>
    public IReadOnlySet<string> Settlements { get; init; } = new HashSet<string>();

    /// <summary>Rows of the gazetteer's people.</summary>
    public IReadOnlySet<string> People { get; init; } = new HashSet<string>();

    /// <summary>Ordinary English words and first names, in lower case: no name to be looked for without context.</summary>
    public IReadOnlySet<string> PlainWords { get; init; } = new HashSet<string>();

    public TrackingParams Tracking { get; init; } = TrackingParams.None;
}
