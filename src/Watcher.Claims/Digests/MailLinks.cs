namespace Watcher.Claims.Digests;

/// <summary>
/// The pages on which one recipient manages the mails about one list. A link is null as long as nothing serves it: what a mail names must
/// work, and <see cref="Unsubscribe"/> is moreover promised in a header (RFC 8058).
/// </summary>
public sealed record MailLinks
{
    public static MailLinks None { get; } = new();

    /// <summary>https only: one POST there ends these mails, without a login. GET shows a page, because scanners follow links.</summary>
    public Uri? Unsubscribe { get; init; }

    /// <summary>Stops all mails for a week.</summary>
    public Uri? Pause { get; init; }

    /// <summary>Turns the subscription into one that hears of contradictions only.</summary>
    public Uri? OnlyContradictions { get; init; }

    /// <summary>The page that silences a claim for this recipient; null when there is none, or none for this claim.</summary>
    public Func<Claim, Uri?>? Mute { get; init; }
}
