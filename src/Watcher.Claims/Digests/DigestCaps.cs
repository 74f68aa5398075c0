namespace Watcher.Claims.Digests;

/// <summary>How much of each kind a digest shows (digest.md 3).</summary>
internal sealed record DigestCaps
{
    public int Contradictions { get; init; } = 10;

    public int Resolved { get; init; } = 5;

    public int New { get; init; } = 15;

    /// <summary>Updated and retracted together.</summary>
    public int Updated { get; init; } = 10;

    /// <summary>Contradictions told by an alert, corroborations, contradictions within one article and notes, each.</summary>
    public int Lines { get; init; } = 20;

    public int Strips { get; init; } = 12;

    /// <summary>What finds no room in both parts still has a line in the text part, up to this many a kind.</summary>
    public int Further { get; init; } = 100;

    /// <summary>
    /// From the caps of the design downwards: the first that keeps the HTML small enough is taken. The last leaves room even for texts
    /// that need several bytes a character.
    /// </summary>
    public static IReadOnlyList<DigestCaps> Ladder { get; } =
    [
        new(),
        new() { Contradictions = 10, Resolved = 3, New = 10, Updated = 6, Lines = 15 },
        new() { Contradictions = 8, Resolved = 2, New = 6, Updated = 4, Lines = 10 },
        new() { Contradictions = 5, Resolved = 2, New = 4, Updated = 3, Lines = 6 },
        new() { Contradictions = 3, Resolved = 1, New = 2, Updated = 1, Lines = 3, Strips = 4 },
    ];
}
