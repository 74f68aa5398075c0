using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>A span of an article resolved to one settlement, person, body or side.</summary>
public sealed record Mention
{
    /// <summary>In <c>Article.Text</c>; a possessive 's stays outside.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Exactly as it stands in the text.</summary>
    public required string Surface { get; init; }

    public required SubjectType Type { get; init; }

    public required SubjectId Subject { get; init; }

    /// <summary>The name of the list or gazetteer entry.</summary>
    public required string Canonical { get; init; }

    /// <summary>Set for settlements only: the place with its reading and parents.</summary>
    public Place? Place { get; init; }

    /// <summary>The words the reading was taken from: "region", "dateline", "default".</summary>
    public string? ReadingBasis { get; init; }

    /// <summary>The side a person or body rolls up to, or the side itself; null when none.</summary>
    public SubjectId? Side { get; init; }

    /// <summary>True when a user's list watches it.</summary>
    public bool IsWatched { get; init; }

    /// <summary>True for names in datelines and inside names of institutions, events and units: never a subject, but printed.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>0 to 1. An exact alias is 1; a typing error, a bare surname or a generated form is less.</summary>
    public double Score { get; init; } = 1;

    /// <summary>The rule that accepted it: "alias", "generated", "typo", "surname", "coreference".</summary>
    public required string Rule { get; init; }
}

/// <summary>A span that looked like a mention, and the refiner that refused it. Shown by <c>analyze --near-misses</c>.</summary>
public sealed record NearMiss(TextSpan Span, string Surface, string Subject, string Refiner);

/// <summary>What detection gives: mentions in reading order, never overlapping, and what was refused.</summary>
public sealed record Detection(ImmutableArray<Mention> Mentions, ImmutableArray<NearMiss> NearMisses);
