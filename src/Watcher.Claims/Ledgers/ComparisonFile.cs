namespace Watcher.Claims.Ledgers;

/// <summary><c>ontology/comparison.yaml</c>: which totals belong to a campaign, which sides are adverse, and which words name one thing.</summary>
public sealed record ComparisonFile
{
    /// <summary>Ids of metrics that are totals of a side's campaign; all others belong to one event.</summary>
    public required string[] CampaignMetrics { get; init; }

    /// <summary>Metric ids whose totals are counted on through the day of the event.</summary>
    public string[] CountedOn { get; init; } = [];

    /// <summary>Ids of the metrics whose state changes by the hour: how many are in hospital.</summary>
    public string[] HourlyStates { get; init; } = [];

    public required AdverseSidesEntry[] AdverseSides { get; init; }

    public required EventEntry[] Events { get; init; }

    public required ObjectEntry[] Objects { get; init; }

    /// <summary>Nouns for all whom an event befalls: the prisoners of a riot, the passengers of a ferry.</summary>
    public string[] Populations { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record AdverseSidesEntry
{
    public required string Side { get; init; }

    public required string Against { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public abstract record WordClassEntry
{
    public required string Class { get; init; }

    /// <summary>Lemmas of the class, besides its own name.</summary>
    public string[] Words { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record EventEntry : WordClassEntry
{
    /// <summary>It does not come back within a month.</summary>
    public bool OneOff { get; init; }

    /// <summary>It comes back within hours, so two numbers of it are never of one event.</summary>
    public bool Repeats { get; init; }

    /// <summary>It goes on for months and takes in other events: its toll is none of theirs.</summary>
    public bool Lasting { get; init; }

    /// <summary>It befalls a whole region: the toll of one of its towns is a part.</summary>
    public bool Wide { get; init; }

    /// <summary>Whom it befalls, as reports count them: the miners that a mine accident kills are its whole toll.</summary>
    public string[] Victims { get; init; } = [];
}

public sealed record ObjectEntry : WordClassEntry
{
    /// <summary>Its counts mean nothing without a side.</summary>
    public bool NeedsSide { get; init; }
}
