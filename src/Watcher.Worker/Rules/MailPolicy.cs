namespace Watcher.Worker.Rules;

/// <summary>What to do when the reply after the last dot was lost.</summary>
internal enum UnknownPolicy
{
    /// <summary>Once more after a quarter of an hour, the same bytes under the same Message-ID.</summary>
    Resend,

    /// <summary>Nothing, until somebody decides.</summary>
    Hold,
}

/// <summary>Thresholds and mail settings of watcher.yaml. The initial values are the built-in defaults.</summary>
internal sealed record MailPolicy
{
    /// <summary>Below: recorded, not mailed.</summary>
    public double ClaimConfidence { get; init; } = 0.60;

    /// <summary>Below: a contradiction is recorded, not mailed.</summary>
    public double ContradictionConfidence { get; init; } = 0.70;

    /// <summary>Origins needed before a dispute counts as settled.</summary>
    public int CorroborationOrigins { get; init; } = 2;

    public double MediumSeverity { get; init; } = 0.15;

    public double HighSeverity { get; init; } = 0.30;

    public double CriticalSeverity { get; init; } = 0.60;

    public string SubjectPrefix { get; init; } = "[Watcher]";

    public string From { get; init; } = "watcher@localhost";

    public string FromName { get; init; } = "Watcher";

    public string? ReplyTo { get; init; }

    public string? UnsubscribeTo { get; init; }

    /// <summary>Null: no links to the web page, no one-click header.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Domain of Message-IDs; null = the domain of <see cref="From"/>.</summary>
    public string? IdDomain { get; init; }

    /// <summary>Last field of the Feedback-ID of each mail; null = mails carry none.</summary>
    public string? FeedbackId { get; init; }

    /// <summary>The next alert within an hour begins an hourly roll-up.</summary>
    public int MaxAlertsPerHour { get; init; } = 6;

    /// <summary>A digest with more findings than this, and with more than <see cref="FloodTimesMedian"/> times the usual, is a flood.</summary>
    public int FloodItems { get; init; } = 100;

    public double FloodTimesMedian { get; init; } = 10;

    public UnknownPolicy UnknownPolicy { get; init; }

    /// <summary>For what a page held beside its article.</summary>
    public TimeSpan KeepPages { get; init; } = TimeSpan.FromDays(30);

    public TimeSpan KeepArticles { get; init; } = TimeSpan.FromDays(365);

    public TimeSpan KeepOutbox { get; init; } = TimeSpan.FromDays(90);
}
