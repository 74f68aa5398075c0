using System.Diagnostics;
using System.Globalization;

namespace Watcher.Worker.Rules;

/// <summary>
/// When a subscription's digests are due, in the recipient's zone. A local time that does not exist counts at the next valid instant, one
/// that exists twice at the first, so each local date has exactly one slot whatever the clocks do.
/// </summary>
internal abstract record DigestSchedule
{
    private DigestSchedule()
    {
    }

    /// <summary>At each full hour of the local clock.</summary>
    public sealed record Hourly : DigestSchedule;

    public sealed record Daily(TimeOnly At) : DigestSchedule;

    public sealed record Weekly(DayOfWeek Day, TimeOnly At) : DigestSchedule;

    /// <summary>The newest slot that is not after <paramref name="now"/>.</summary>
    public DateTimeOffset LatestSlot(DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(now, zone);
        if (this is Hourly)
        {
            return new DateTimeOffset(local.Year, local.Month, local.Day, local.Hour, 0, 0, local.Offset);
        }

        // A day ahead, because a slot that is moved forward by a gap, or a zone that skips a date, may lie before its own midnight.
        for (var date = DateOnly.FromDateTime(local.DateTime).AddDays(1); ; date = date.AddDays(-1))
        {
            var at = this switch
            {
                Daily daily => daily.At,
                Weekly weekly when weekly.Day == date.DayOfWeek => weekly.At,
                Weekly => (TimeOnly?)null,
                _ => throw new UnreachableException(),
            };
            if (at is { } time && Instant(date.ToDateTime(time), zone) is var slot && slot <= now)
            {
                return slot;
            }
        }
    }

    public sealed override string ToString() => this switch
    {
        Hourly => "hourly",
        Daily d => $"daily {d.At.ToString("HH:mm", CultureInfo.InvariantCulture)}",
        Weekly w => $"weekly {w.Day.ToString()[..3]} {w.At.ToString("HH:mm", CultureInfo.InvariantCulture)}",
        _ => throw new UnreachableException(),
    };

    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            // The first valid instant after the gap is the gap's own instant: the skipped time read with the offset before it would
            // overshoot, so go back to where the clock jumped. Gaps are whole minutes.
            var jump = local;
            while (zone.IsInvalidTime(jump))
            {
                jump = jump.AddMinutes(1);
            }

            return new DateTimeOffset(jump, zone.GetUtcOffset(jump));
        }

        // The first of two equal local times is the one with the larger offset.
        return new DateTimeOffset(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));
    }
}
