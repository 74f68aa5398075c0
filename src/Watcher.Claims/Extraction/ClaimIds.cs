using System.Globalization;

namespace Watcher.Claims.Extraction;

/// <summary>Content fingerprints: the same article, sentence, subject, predicate, value, stance and polarity give the same id, whatever the time.</summary>
internal static class ClaimIds
{
    private const int Digits = 64;

    public static ClaimId For(
        ArticleId article, Evidence evidence, ClaimSubject subject, Predicate predicate, Actor? actor, string? valueSurface, Stance stance, Polarity polarity) => new(Fingerprint.Of(
        Digits,
        article.Value,
        evidence.Span.Start.ToString(CultureInfo.InvariantCulture),
        evidence.Span.End.ToString(CultureInfo.InvariantCulture),
        subject.Id.Value,
        subject.Place?.Reading.ToString() ?? "",
        predicate.Id,
        actor?.Side?.Value ?? actor?.Name ?? "",
        valueSurface ?? "",
        evidence.Highlight is { } highlight && valueSurface is not null ? highlight.Start.ToString(CultureInfo.InvariantCulture) : "",
        stance.ToString(),
        polarity.ToString()));
}
