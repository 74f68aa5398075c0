using System.Collections.Immutable;

namespace Watcher.Claims.Subjects;

/// <summary>A place as a claim uses it: the name resolved, with its reading and its parents.</summary>
public sealed record Place
{
    /// <summary>The settlement; null for a place that no list or gazetteer row knows ("the south", a river).</summary>
    public SubjectId? Id { get; init; }

    /// <summary>Canonical name, or the wording of the text when <see cref="Id"/> is null.</summary>
    public required string Name { get; init; }

    public required PlaceReading Reading { get; init; }

    /// <summary>Name of the oblast (first-level unit), for containment; null when unknown.</summary>
    public string? Admin1 { get; init; }

    /// <summary>ISO 3166-1 alpha-2, for containment; null when unknown.</summary>
    public string? Country { get; init; }

    /// <summary>The land around the settlement, not the settlement itself: "withdrew from the vicinity of X".</summary>
    public bool IsAround { get; init; }

    /// <summary>The settlement that the article says it lies in or beside: "Corin, south Mellow", "the Mellow suburb of Corin". Null when nothing says so.</summary>
    public SubjectId? Within { get; init; }

    /// <summary>Every settlement the name may mean when homonyms could not be told apart; empty otherwise. Such a claim never contradicts.</summary>
    public ImmutableArray<SubjectId> Candidates { get; init; } = [];

    public bool IsAmbiguous => Candidates.Length > 1;

    /// <summary>Same place and same reading.</summary>
    public bool IsSameAs(Place other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Reading == other.Reading && IsAround == other.IsAround && (Id, other.Id) switch
        {
            ({ } a, { } b) => a == b,
            (null, null) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }
}
