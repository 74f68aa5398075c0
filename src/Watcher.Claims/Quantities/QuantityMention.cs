using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>Where a number stands: it can be claimed, or only describe something else.</summary>
public enum QuantityRole
{
    Claim,

    /// <summary>A time scope of another quantity: "over the past 24 hours", "the three-day operation".</summary>
    Scope,

    /// <summary>It describes a thing: "500-kilogram bombs", "a city of 1.4 million", "34-year-old".</summary>
    Attribute,

    /// <summary>Part of a name: "T-72", "72nd Brigade", "Resolution 1701".</summary>
    Identifier,
}

public enum QuantityChange { Level, Increase, Decrease }

public enum QuantityAggregation
{
    Unknown,

    /// <summary>A running total: "since the start of the war".</summary>
    Cumulative,

    /// <summary>Added to a total: "an additional 20".</summary>
    Increment,
    PointInTime,

    /// <summary>What happened in a stated period: "last week".</summary>
    Period,
}

public enum SuspectKind
{
    /// <summary>A length where an area is meant: "3,000 kilometres of territory".</summary>
    UnitSuspectArea,

    /// <summary>An area where a length is meant: "a 50 square kilometre front line".</summary>
    UnitSuspectLength,

    /// <summary>Two renderings of one quantity do not fit each other.</summary>
    RenderingsDisagree,
}

/// <summary>A doubt about what was written. Nothing is rewritten: the hypothesis stands beside the quantity.</summary>
/// <param name="Kind">What is doubted.</param>
/// <param name="Hypothesis">What may be meant; null when there is no guess.</param>
/// <param name="Reason">In words, for the reader.</param>
public sealed record QuantitySuspect(SuspectKind Kind, Quantity? Hypothesis, string Reason);

/// <summary>A word with its place; <paramref name="Lemma"/> is folded and singular.</summary>
public readonly record struct QuantityNoun(string Lemma, TextSpan Span);

/// <summary>A quantity as it stands in a text.</summary>
public sealed record QuantityMention
{
    /// <summary>Number, unit and head noun of a count: "2,000sq km", "52,650 Russian soldiers".</summary>
    public required TextSpan Core { get; init; }

    /// <summary>The core with its hedge and a bracketed rendering.</summary>
    public required TextSpan Outer { get; init; }

    public required Quantity Value { get; init; }

    public required QuantityKind Kind { get; init; }

    /// <summary>What is counted, or what a measure is "of" ("acres of land"); null when nothing was named.</summary>
    public QuantityNoun? Noun { get; init; }

    /// <summary>The noun was copied from an earlier quantity: "4,000 troops were killed and about 8,000 injured".</summary>
    public bool IsNounCopied { get; init; }

    /// <summary>Further heads of a union: "villages" of "towns and villages".</summary>
    public ImmutableArray<QuantityNoun> MoreNouns { get; init; } = [];

    /// <summary>Adjectives between number and noun, folded: "russian", "armoured".</summary>
    public ImmutableArray<QuantityNoun> Modifiers { get; init; } = [];

    public QuantityChange Change { get; init; }

    public QuantityAggregation Aggregation { get; init; }

    public QuantityRole Role { get; init; }

    /// <summary>Renderings of one quantity share it; the first in the text is the primary one. Null when it stands alone.</summary>
    public int? GroupId { get; init; }

    /// <summary>Index, in the same list, of the quantity this one is included in: "three died, including two children".</summary>
    public int? PartOf { get; init; }

    public ImmutableArray<QuantitySuspect> Suspects { get; init; } = [];
}
