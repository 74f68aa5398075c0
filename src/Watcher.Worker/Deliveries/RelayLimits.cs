namespace Watcher.Worker.Deliveries;

/// <summary>Mails that the transport accepted lately.</summary>
internal sealed class SendCounts
{
    public int LastMinute { get; init; }

    public int LastDay { get; init; }

    public int RecipientLastHour { get; init; }

    public int RecipientLastDay { get; init; }
}

/// <summary>How much mail may leave, and how long what was put off waits. Beyond the limits mail is held, never dropped.</summary>
internal static class RelayLimits
{
    private const int AMinute = 30;
    private const int ADay = 500;
    private const int RecipientAnHour = 6;
    private const int RecipientADay = 40;

    /// <summary>Waits after the first, second … failed attempt; the last one repeats.</summary>
    private static readonly TimeSpan[] s_waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4),
    ];

    /// <summary>After this a mail that never got through is given up.</summary>
    public static TimeSpan GiveUpAfter(string kind) => kind switch
    {
        "alert" => TimeSpan.FromHours(12),
        "ops" => TimeSpan.FromHours(24),
        _ => TimeSpan.FromHours(36),
    };

    /// <summary>How long this mail has to wait for its turn; null when it may go now.</summary>
    public static TimeSpan? Hold(SendCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return counts switch
        {
            { LastDay: >= ADay } or { RecipientLastDay: >= RecipientADay } => TimeSpan.FromHours(1),
            { RecipientLastHour: >= RecipientAnHour } => TimeSpan.FromMinutes(10),
            { LastMinute: >= AMinute } => TimeSpan.FromMinutes(1),
            _ => null,
        };
    }

    /// <summary>The wait after so many failed attempts, ±20 %: by the mail's own id, so that a crowd spreads and a test can tell.</summary>
    public static TimeSpan Wait(int attempts, string mailId)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        ArgumentNullException.ThrowIfNull(mailId);

        var spread = 0u;
        foreach (var c in mailId)
        {
            spread = (spread * 31) + c + (uint)attempts;
        }

        return s_waits[Math.Min(attempts, s_waits.Length) - 1] * (0.8 + (0.4 * (spread % 1000) / 999));
    }
}
