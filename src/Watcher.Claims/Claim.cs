using System.Collections.Immutable;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims;

/// <summary>Content fingerprint of a claim: hex of a hash over article, span, subject, predicate, value and stance. Shown as <c>c-7f3a</c>.</summary>
public readonly record struct ClaimId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Who acts in a claim: a side, a person or a body.</summary>
/// <param name="Name">Canonical name, or the wording of the text.</param>
/// <param name="Id">The watched person, body or side, when known.</param>
/// <param name="Side">The side the actor belongs to, when known.</param>
public sealed record Actor(string Name, SubjectId? Id, SubjectId? Side)
{
    /// <summary>"We", "in their hands": somebody acts, and the words do not say who.</summary>
    public bool IsPronoun => Side is null && Name is "we" or "our" or "ours" or "they" or "their" or "theirs";
}

/// <summary>What a claim is about and what a reader watches.</summary>
public sealed record ClaimSubject
{
    public required SubjectType Type { get; init; }

    public required SubjectId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>For settlements: the place with its reading.</summary>
    public Place? Place { get; init; }
}

/// <summary>Subject + predicate + value + scope + as-of, with hedge, attribution and evidence (claims.md 1). A claim without evidence does not exist.</summary>
public sealed record Claim
{
    public required ClaimId Id { get; init; }

    public required ArticleId Article { get; init; }

    public required Evidence Evidence { get; init; }

    public required ClaimKind Kind { get; init; }

    public required ClaimSubject Subject { get; init; }

    public Actor? Actor { get; init; }

    public required Predicate Predicate { get; init; }

    /// <summary>Where a distance leads or what region land lies in, by id or in the text's words (empty: not named); whom a statement is about. Null for none.</summary>
    public string? Target { get; init; }

    /// <summary>All watched subjects in it, as subject, area, actor or speaker: the lists that hold one of them receive it.</summary>
    public required ImmutableArray<SubjectId> Watched { get; init; }

    /// <summary>Null for claims without a number.</summary>
    public Quantity? Value { get; init; }

    /// <summary>The number with unit, hedge and bracketed renderings, as it stands in the text; null for claims without a number.</summary>
    public string? ValueSurface { get; init; }

    /// <summary>Whether the value is a running total, an increment, a state or a period's sum.</summary>
    public QuantityAggregation Aggregation { get; init; }

    /// <summary>Data-quality flags of the value ("unit-suspect-area", "rendering-mismatch"); empty for none.</summary>
    public ImmutableArray<string> Suspects { get; init; } = [];

    /// <summary>What the value would be if the unit suspect holds (kilometres read as km²); null otherwise.</summary>
    public Quantity? Hypothesis { get; init; }

    public required Scope Scope { get; init; }

    public required AsOf AsOf { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required Attribution Attribution { get; init; }

    public Stance Stance { get; init; } = Stance.Asserts;

    public Polarity Polarity { get; init; } = Polarity.Positive;

    public Modality Modality { get; init; } = Modality.Asserted;

    /// <summary>The wording of the transition ("recaptured"); of a telling the listed form of its words ("panicked"). Null when plain.</summary>
    public string? Frame { get; init; }

    /// <summary>Hash of innermost source (or the outlet's owner), as-of day, subject, predicate, area: copies collapse on it.</summary>
    public required string OriginKey { get; init; }

    /// <summary>True when the sentence corrects or retracts ("corrected", "earlier said").</summary>
    public bool IsCorrection { get; init; }

    /// <summary>True when the words around the number say that the count goes on: "the toll rose to 61", "is now 119".</summary>
    public bool IsRise { get; init; }

    /// <summary>0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Every rule that produced a field: <c>ATT-3</c>, <c>DATE-7</c>, <c>CTL-2</c>.</summary>
    public ImmutableArray<string> RuleIds { get; init; } = [];

    /// <summary>
    /// Claims with one key are candidates for comparison: settlement for control, movement and strikes, metric for quantities, speaker for
    /// statements; topic, side and region for tellings. The gates of the comparer decide the rest.
    /// </summary>
    public string ComparisonKey => Kind switch
    {
        ClaimKind.Quantity => $"metric:{Predicate.Id}",
        ClaimKind.Statement => $"said:{Subject.Id}",
        ClaimKind.Telling => $"{Predicate.Id}:{Scope.Side?.Value ?? Actor?.Side?.Value}:{Subject.Place?.Admin1?.ToLowerInvariant() ?? Subject.Id.Value}",
        _ => $"place:{Subject.Id}",
    };
}
