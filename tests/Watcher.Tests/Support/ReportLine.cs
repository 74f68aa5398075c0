using System.Globalization;
using Watcher.Claims;

namespace Watcher.Tests.Support;

/// <summary>A claim as the specs of whole reports write it: "izium captured-by ua · 2022-09-10 · mayor".</summary>
internal static class ReportLine
{
    /// <summary>As the spec writes it; null for what it does not list.</summary>
    public static string? Of(Claim claim)
    {
        var source = claim.Attribution.Source?.Source is { } speaker ? $" · {speaker}" : "";
        var asOf = claim.AsOf.Interval.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-";
        return claim.Kind switch
        {
            ClaimKind.Quantity when claim.Confidence > 0.5 => string.Create(CultureInfo.InvariantCulture, $"{claim.Predicate} {claim.Value?.Stated}{Bound(claim)}{Firmness(claim)} · {asOf}{source}"),
            ClaimKind.Control or ClaimKind.Movement or ClaimKind.Strike =>
                $"{claim.Subject.Id} {claim.Predicate} {claim.Actor?.Side?.Value ?? "-"}{Firmness(claim)} · {asOf}{source}",
            _ => null,
        };
    }

    private static string Bound(Claim claim) => claim.Value is { Low: null } ? " or fewer" : claim.Value is { High: null } ? " or more" : "";

    private static string Firmness(Claim claim) =>
        (claim.Stance == Stance.Denies ? " denied" : "") + (claim.Polarity == Polarity.Negated ? " negated" : "") + (claim.Modality is Modality.Future or Modality.Conditional ? " not yet" : "");
}
