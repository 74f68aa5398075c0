using System.Collections.Immutable;

namespace Watcher.Worker.Deliveries;

/// <summary>When alerts go out (digest.md 4). Pure.</summary>
internal static class AlertTiming
{
    /// <summary>What is recorded later than this is told by the digest only: an alert is news or nothing.</summary>
    public static TimeSpan Freshness { get; } = TimeSpan.FromHours(12);

    /// <summary>What a roll-up holds.</summary>
    public static TimeSpan Storm { get; } = TimeSpan.FromHours(1);

    private static readonly TimeSpan s_wait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_more = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <summary>Two minutes after the first evidence and one more for each further piece that comes in before it is due, at most ten.</summary>
    /// <param name="evidence">When each piece was recorded.</param>
    public static DateTimeOffset Due(IEnumerable<DateTimeOffset> evidence)
    {
        var ordered = evidence.Order().ToImmutableArray();
        var due = ordered[0] + s_wait;
        for (var i = 1; i < ordered.Length && ordered[i] <= due; i++)
        {
            due += s_more;
        }

        var latest = ordered[0] + s_longest;
        return due < latest ? due : latest;
    }

    /// <summary>
    /// When a waiting alert may go to the recipient, and whether it must be a roll-up. The alert after the most that an hour may hold begins
    /// an hourly roll-up, which goes on as long as each hour brings something.
    /// </summary>
    /// <param name="sent">Alert mails composed for the recipient, newest first, at least those of the hour before <paramref name="due"/>.</param>
    /// <param name="most">Alerts an hour before the roll-up begins.</param>
    /// <param name="due">When the alert was due.</param>
    public static (DateTimeOffset NotBefore, bool IsRollUp) Next(
        IReadOnlyList<(DateTimeOffset At, bool IsRollUp)> sent, int most, DateTimeOffset due)
    {
        ArgumentNullException.ThrowIfNull(sent);
        var lately = sent.Where(alert => alert.At > due - Storm).ToList();
        foreach (var (at, isRollUp) in lately)
        {
            if (isRollUp)
            {
                return (at + Storm, true);
            }
        }

        return lately.Count >= most ? (lately[0].At + Storm, true) : (due, false);
    }
}
