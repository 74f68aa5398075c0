using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;

namespace Watcher.Claims.Digests;

public enum Severity { Low, Medium, High, Critical }

/// <summary>How much a contradiction weighs (digest.md 2): gap × independence × recency, each from 0 to 1.</summary>
internal static class SeverityScore
{
    private const double FrameGap = 0.5;
    private const double LeastIndependence = 0.5;
    private const double LeastRecency = 0.25;
    private static readonly TimeSpan s_fresh = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_old = TimeSpan.FromDays(7);

    public static double Of(ContradictionKind kind, CitedEntry earlier, CitedEntry later, DateTimeOffset windowEnd) =>
        Gap(kind, earlier.Entry.Claim, later.Entry.Claim) * Independence(earlier.Backing, later.Backing) * Recency(later.Entry.Claim, windowEnd);

    public static Severity Level(double score, bool isPrimary, DigestPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return score >= policy.CriticalSeverity && isPrimary ? Severity.Critical
            : score >= policy.HighSeverity ? Severity.High
            : score >= policy.MediumSeverity ? Severity.Medium
            : Severity.Low;
    }

    private static double Gap(ContradictionKind kind, Claim earlier, Claim later) => kind switch
    {
        ContradictionKind.Frame => FrameGap,
        ContradictionKind.Number => RelativeGap(earlier, later),
        _ => 1,
    };

    /// <summary>Distance of the nearest bounds, relative to the larger of the two.</summary>
    private static double RelativeGap(Claim earlier, Claim later)
    {
        if (Comparable(earlier.Value, later) is not var (one, other))
        {
            return 0;
        }

        var (low, high) = one.CanonLow > other.CanonHigh ? (other.CanonHigh, one.CanonLow) : (one.CanonHigh, other.CanonLow);
        if (low is not { } near || high is not { } far || far <= near)
        {
            return 0;
        }

        var larger = Math.Max(Math.Abs(near), Math.Abs(far));
        return Math.Min(1, (double)((far - near) / larger));

        // A unit suspect counts as what it was read as.
        (Quantity, Quantity)? Comparable(Quantity? value, Claim beside) => (value, beside.Value) switch
        {
            ({ } a, { } b) when a.IsComparableWith(b) => (a, b),
            ({ } a, _) when beside.Hypothesis is { } meant && a.IsComparableWith(meant) => (a, meant),
            (_, { } b) when earlier.Hypothesis is { } meant && b.IsComparableWith(meant) => (meant, b),
            _ => null,
        };
    }

    private static double Independence(Backing one, Backing other) =>
        Math.Clamp(Math.Min(one.Origins, other.Origins) / 2.0, LeastIndependence, 1);

    /// <summary>The as-of moment is wall-clock time where the outlet is; it ends at the latest when the outlet published.</summary>
    private static double Recency(Claim claim, DateTimeOffset windowEnd)
    {
        var moment = claim.PublishedAt;
        if (claim.AsOf.Interval.To is { } end && end.Year is > 1 and < 9999 && new DateTimeOffset(end, claim.PublishedAt.Offset) is var told && told < moment)
        {
            moment = told;
        }

        var age = windowEnd - moment;
        return age <= s_fresh ? 1
            : age >= s_old ? LeastRecency
            : 1 - ((1 - LeastRecency) * ((age - s_fresh) / (s_old - s_fresh)));
    }
}
