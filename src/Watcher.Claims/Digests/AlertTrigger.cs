using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Watcher.Claims.Ledgers;

namespace Watcher.Claims.Digests;

/// <summary>What makes a finding worth an alert, and which alerts are about one claim.</summary>
public static class AlertTrigger
{
    /// <summary>Six bytes: alerts of one recipient are told apart, and no subject can be read out of it.</summary>
    private const int KeyBytes = 6;

    /// <summary>How grave the contradiction is; null for findings that are no contradiction across sources, of which no alert is sent.</summary>
    public static Severity? SeverityOf(OwedFinding owed, DigestList list, DigestPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(owed);
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(policy);
        if (owed.Finding.Verdict is not Verdict.Contradicts { Standing: Standing.CrossSource } verdict)
        {
            return null;
        }

        var score = SeverityScore.Of(verdict.Kind, owed.Earlier(verdict.Earlier), owed.Entry, now);
        return SeverityScore.Level(score, owed.Finding.Claim.Watched.Any(list.Primary.Contains), policy);
    }

    /// <summary>
    /// Equal for findings about one disputed thing: who holds a place, one number of one day, one denied claim. Twelve hex digits; names the
    /// thread of its alerts.
    /// </summary>
    /// <exception cref="ArgumentException">No contradiction.</exception>
    public static string KeyOf(OwedFinding owed)
    {
        ArgumentNullException.ThrowIfNull(owed);
        var claim = owed.Finding.Claim;
        var verdict = owed.Finding.Verdict as Verdict.Contradicts
            ?? throw new ArgumentException($"Finding {owed.Id} is no contradiction.", nameof(owed));
        var day = owed.Earlier(verdict.Earlier).Entry.Claim.AsOf.Interval.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var place = claim.Subject.Place?.Reading.ToString();
        string?[] identity = verdict.Kind switch
        {
            ContradictionKind.Status => ["control", claim.ComparisonKey, place],
            ContradictionKind.Number =>
                ["number", claim.ComparisonKey, claim.Scope.Side?.Value, claim.Scope.Object, claim.Scope.Area?.Name, claim.Scope.Area?.Reading.ToString(), claim.Scope.Event, day],
            ContradictionKind.Denial => ["denial", claim.ComparisonKey, place, claim.Predicate.Id, day],
            _ => ["wording", claim.ComparisonKey, ClaimLabels.SideOf(claim)?.Value],
        };
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', identity)));
        return Convert.ToHexStringLower(hash.AsSpan(0, KeyBytes));
    }
}
