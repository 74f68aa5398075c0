using System.Collections.Immutable;
using Watcher.Claims.Quantities;

namespace Watcher.Claims;

/// <summary>The interval a claim speaks of, in wall-clock days or hours without a zone, and the words it was taken from.</summary>
/// <param name="Interval">Half-open.</param>
/// <param name="Basis">For example <c>"Saturday"</c>, or <c>publication day</c> when the text names no time.</param>
public sealed record AsOf(WallInterval Interval, string Basis)
{
    /// <summary>Other readings of an ambiguous date; empty when the text leaves no choice.</summary>
    public ImmutableArray<WallInterval> Alternatives { get; init; } = [];

    /// <summary>True when the time comes from the words of the text and not from the publication day.</summary>
    public bool IsStated { get; init; }
}
