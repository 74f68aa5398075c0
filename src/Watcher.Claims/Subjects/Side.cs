using System.Collections.Immutable;

namespace Watcher.Claims.Subjects;

/// <summary>A party to a conflict: a state or an armed group.</summary>
public sealed record Side
{
    public required SubjectId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>"Russian" in "Russian soldiers killed"; null for groups that have none.</summary>
    public string? Adjective { get; init; }

    /// <summary>One character for control strips.</summary>
    public required string Letter { get; init; }

    /// <summary>Every name, adjective and name of its people, the canonical name first.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Longer names that contain one of these and mean something else.</summary>
    public ImmutableArray<string> Not { get; init; } = [];

    /// <summary>Names of buildings and offices that stand for the government.</summary>
    public ImmutableArray<string> Metonyms { get; init; } = [];

    /// <summary>Of states, and no armed group.</summary>
    public bool IsAlliance { get; init; }

    /// <summary>The capital and its spellings, canonical first; empty for groups.</summary>
    public ImmutableArray<string> Capital { get; init; } = [];
}

/// <summary>A ministry, army, agency or think tank: acts and speaks, is never watched.</summary>
public sealed record Body
{
    public required SubjectId Id { get; init; }

    public required string Name { get; init; }

    public required BodyClass Class { get; init; }

    public SubjectId? Side { get; init; }

    /// <summary>Every name, the canonical one first.</summary>
    public required ImmutableArray<string> Names { get; init; }
}
