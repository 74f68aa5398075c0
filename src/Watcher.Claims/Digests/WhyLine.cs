using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;

namespace Watcher.Claims.Digests;

/// <summary>
/// The rule that fired, in words, and its id. English takes the comparer's own sentence; other languages say what the rule means and repeat
/// the arithmetic from the two values.
/// </summary>
internal static class WhyLine
{
    public static string Of(Comparison comparison, Claim claim, Claim earlier, ClaimLabels labels, DigestWords words, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var kind = comparison.Verdict.GetType().Name.ToLowerInvariant();
        if ((words.Rules.GetValueOrDefault($"{comparison.Rule}:{kind}") ?? words.Rules.GetValueOrDefault(comparison.Rule)) is not { } rule)
        {
            return $"{DisplayText.Cut(comparison.Why, maxLength).TrimEnd('.')} ({comparison.Rule})";
        }

        var arithmetic = (claim.Value ?? claim.Hypothesis, earlier.Value ?? earlier.Hypothesis) is ({ } one, { } other)
            ? Beside(one, other, labels, words) : claim.Kind == ClaimKind.Control ? $"{labels.State(claim)}; {labels.State(earlier)}" : null;
        return arithmetic is null ? $"{rule} ({comparison.Rule})" : $"{rule}: {arithmetic} ({comparison.Rule})";
    }

    private static string Beside(Quantity one, Quantity other, ClaimLabels labels, DigestWords words)
    {
        var parts = new List<string> { words.Format(words.ApartBeside, labels.Interval(one), labels.Interval(other)) };
        if (one.Unit.IsComparableWith(other.Unit) && Apart(one, other) is { } gap)
        {
            parts.Add(words.Format(words.Gap, labels.Number(one, gap) + labels.UnitOf(one)));
        }

        return string.Join(", ", parts);
    }

    private static decimal? Apart(Quantity one, Quantity other) =>
        one.CanonLow > other.CanonHigh ? one.CanonLow - other.CanonHigh : other.CanonLow > one.CanonHigh ? other.CanonLow - one.CanonHigh : null;
}
