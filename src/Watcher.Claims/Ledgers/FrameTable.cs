using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers;

/// <summary>Where one wording stands: <paramref name="Pole"/> A or B of its topic (claims.md 6).</summary>
public sealed record FramePole(string Topic, char Pole);

/// <summary>Wordings of one and the same transition, and which of them tell it the opposite way.</summary>
/// <param name="Poles">By folded wording, as <c>Claim.Frame</c> carries it.</param>
public sealed record FrameTable(ImmutableDictionary<string, FramePole> Poles)
{
    public static FrameTable Empty { get; } = new(ImmutableDictionary<string, FramePole>.Empty);

    /// <summary>The topic on which the two wordings stand at opposite poles; null when there is none.</summary>
    public string? OpposedTopic(string? one, string? other) =>
        one is not null && other is not null
        && Poles.TryGetValue(Fold.Text(one), out var a) && Poles.TryGetValue(Fold.Text(other), out var b)
        && a.Topic == b.Topic && a.Pole != b.Pole
            ? a.Topic : null;
}
