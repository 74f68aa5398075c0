using System.Collections.Immutable;

namespace Watcher.Claims.Subjects;

/// <summary>A public person.</summary>
public sealed record Person : Subject
{
    public ImmutableArray<Role> Roles { get; init; } = [];
}

/// <summary>An office, with its dates; null = open.</summary>
/// <param name="To">First day after it.</param>
public sealed record Role(string Title, DateOnly? From = null, DateOnly? To = null);
