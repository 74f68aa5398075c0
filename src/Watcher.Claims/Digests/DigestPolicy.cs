namespace Watcher.Claims.Digests;

/// <summary>How digests are written, whoever reads them: thresholds and addresses of watcher.yaml.</summary>
public sealed record DigestPolicy
{
    public string SubjectPrefix { get; init; } = "[Watcher]";

    public double MediumSeverity { get; init; } = 0.15;

    public double HighSeverity { get; init; } = 0.30;

    public double CriticalSeverity { get; init; } = 0.60;

    /// <summary>Origins that must agree before a dispute over a place counts as settled.</summary>
    public int SettlingOrigins { get; init; } = 2;

    /// <summary>Of the web page; null: no link to it anywhere, the mail is complete without it.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The link a reader follows to end the mails, https or mailto; null when there is none.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Right-hand side of content ids: <c>mail.id_domain</c>.</summary>
    public string IdDomain { get; init; } = "localhost";

    /// <summary>Of Watcher, for the footer.</summary>
    public string Version { get; init; } = "";
}
