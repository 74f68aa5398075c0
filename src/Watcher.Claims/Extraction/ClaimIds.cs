using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Content fingerprints: the same article, sentence, subject, predicate, value, stance and polarity give the same id, whatever the time.</summary>
internal static class ClaimIds
{
    public static ClaimId For(Claim claim)
    {
        string[] parts =
        [
            claim.Article.Value,
            claim.Evidence.Span.Start.ToString(CultureInfo.InvariantCulture),
            claim.Evidence.Span.End.ToString(CultureInfo.InvariantCulture),
            claim.Subject.Id.Value,
            claim.Subject.Place?.Reading.ToString() ?? "",
            claim.Predicate.Id,
            claim.Actor?.Side?.Value ?? claim.Actor?.Name ?? "",
            claim.ValueSurface ?? "",
            claim.Evidence.Highlight is { } highlight && claim.ValueSurface is not null ? highlight.Start.ToString(CultureInfo.InvariantCulture) : "",
            claim.Stance.ToString(),
            claim.Polarity.ToString(),
        ];
        return new ClaimId(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)))));
    }
}
