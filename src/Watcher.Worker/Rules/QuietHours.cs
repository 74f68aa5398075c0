using System.Collections.Immutable;
using Watcher.Claims.Digests;

namespace Watcher.Worker.Rules;

/// <summary>Hours of the recipient's clock in which alerts wait: half-open, may cross midnight.</summary>
/// <param name="From">Begin, local time.</param>
/// <param name="To">End, local time, exclusive; never equal to <paramref name="From"/>.</param>
/// <param name="Allow">Severities that pass all the same.</param>
internal sealed record QuietHours(TimeOnly From, TimeOnly To, ImmutableArray<Severity> Allow)
{
    /// <summary>Whether the clock of the zone stands inside them. A local time that comes twice is quiet both times.</summary>
    public bool IsQuiet(DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime).IsBetween(From, To);
    }

    public bool Holds(Severity severity, DateTimeOffset now, TimeZoneInfo zone) => !Allow.Contains(severity) && IsQuiet(now, zone);
}
