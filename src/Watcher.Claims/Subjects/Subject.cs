using System.Collections.Immutable;

namespace Watcher.Claims.Subjects;

/// <summary>A settlement or person with its names, from a watch list or the gazetteer.</summary>
public abstract record Subject
{
    public required SubjectId Id { get; init; }

    /// <summary>Canonical name.</summary>
    public required string Name { get; init; }

    /// <summary>Other names, curated or historic; generated ones are added when the names are compiled.</summary>
    public ImmutableArray<Alias> Aliases { get; init; } = [];

    /// <summary>Longer names that contain this one and mean something else.</summary>
    public ImmutableArray<string> Not { get; init; } = [];

    /// <summary>When not empty: one of these must stand in the same block or the title, else the name is refused.</summary>
    public ImmutableArray<string> Context { get; init; } = [];

    public bool IsPrimary { get; init; }
}
