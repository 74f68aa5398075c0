using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>A candidate that looked like a claim, and the refiner that refused it. Shown by <c>analyze --explain</c>.</summary>
/// <param name="Span">The words.</param>
/// <param name="Surface">As they stand in the text.</param>
/// <param name="Predicate">The predicate or metric it would have been; null when none was found.</param>
/// <param name="Refiner">What refused it.</param>
public sealed record RefusedClaim(TextSpan Span, string Surface, string? Predicate, string Refiner);

/// <summary>What extraction gives: the claims in reading order, and what was refused.</summary>
public sealed record ExtractionTrace(ImmutableArray<Claim> Claims, ImmutableArray<RefusedClaim> Refused);
