namespace Watcher.Claims.Extraction;

/// <summary>Content fingerprints: the same article, sentence, subject, predicate, value, stance and polarity give the same id, whatever the time.</summary>
internal static class ClaimIds
{
    private const int Digits = 64;

    public static ClaimId For(
        ArticleId article, Evidence evidence, ClaimSubject subject, Predicate predicate, Actor? actor, string? valueSurface, Stance stance, Polarity polarity)
    {
        var id = new Fingerprint();
        id.Add(article.Value);
        id.Add(evidence.Span.Start);
        id.Add(evidence.Span.End);
        id.Add(subject.Id.Value);
        id.Add(subject.Place is { } place ? Enum.GetName(place.Reading) : "");
        id.Add(predicate.Id);
        id.Add(actor?.Side?.Value ?? actor?.Name ?? "");
        id.Add(valueSurface ?? "");
        if (evidence.Highlight is { } highlight && valueSurface is not null)
        {
            id.Add(highlight.Start);
        }
        else
        {
            id.Add("");
        }

        id.Add(Enum.GetName(stance));
        id.Add(Enum.GetName(polarity));
        return new ClaimId(id.ToHex(Digits));
    }
}
