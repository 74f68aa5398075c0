using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims;

/// <summary>What a source does with a claim. The innermost speaker asserts; outer links may deny, doubt or confirm what they relay.</summary>
public enum Stance { Asserts, Denies, Doubts, Confirms }

public enum Polarity { Positive, Negated }

/// <summary>How firmly a claim is put (claims.md 4). Future and conditional claims never write status or totals.</summary>
public enum Modality { Asserted, Claimed, Likely, Past, Future, Conditional, Presupposed }

/// <summary>One speaker of an attribution chain.</summary>
public sealed record AttributionLink
{
    /// <summary>Canonical name of the speaker or body; the outlet's name in the last link; "unknown" is never written, see <see cref="Attribution.Source"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Id of the watched person, the body or the outlet, when known.</summary>
    public SubjectId? SourceId { get; init; }

    public SubjectId? Side { get; init; }

    /// <summary>The word that attributes, as it stands in the text: "said", "according to". Null for the outlet.</summary>
    public string? Cue { get; init; }

    /// <summary>Null when the link only relays.</summary>
    public Stance? Stance { get; init; }

    public bool IsOutlet { get; init; }
}

/// <summary>Who says it, innermost speaker first, the outlet last.</summary>
public sealed record Attribution(ImmutableArray<AttributionLink> Chain)
{
    /// <summary>The innermost named speaker; null when only the outlet speaks.</summary>
    public AttributionLink? Source => Chain.Length > 0 && !Chain[0].IsOutlet ? Chain[0] : null;
}
