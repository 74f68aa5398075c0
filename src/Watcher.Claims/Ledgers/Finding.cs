using System.Collections.Immutable;

namespace Watcher.Claims.Ledgers;

/// <summary>One claim beside one earlier entry: the verdict, the rule that fired, and why in words.</summary>
public sealed record Comparison
{
    public required EntryId Earlier { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>For example <c>CMP-5c</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The arithmetic and the reasons, one sentence: "as of the same day, the intervals do not overlap (gap 150 km²)".</summary>
    public required string Why { get; init; }

    /// <summary>Ids of the gates passed before the deciding one, in order.</summary>
    public ImmutableArray<string> GatesPassed { get; init; } = [];

    /// <summary>Remarks that do not change the verdict: "reporting variance", "possibly stale", "unit suspect promoted".</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>A claim, its verdict, and the ledger entries it was compared with.</summary>
public sealed record Finding
{
    public required Claim Claim { get; init; }

    /// <summary>The strongest of <see cref="Compared"/>; Novel when nothing comparable is known.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The rule that gave <see cref="Verdict"/>.</summary>
    public required string Rule { get; init; }

    public required string Why { get; init; }

    /// <summary>Every comparison that said something (also DifferentScope), strongest first.</summary>
    public required ImmutableArray<Comparison> Compared { get; init; }
}
