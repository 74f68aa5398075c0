namespace Watcher.Claims.Digests;

/// <summary>Everything one heartbeat is made of: the proof that a silent week was a quiet one.</summary>
public sealed record HeartbeatInput
{
    /// <summary><c>heartbeat:{recipient}:{list}:{ISO week or day}</c>.</summary>
    public required string DedupKey { get; init; }

    public required DigestList List { get; init; }

    public required DigestRecipient Recipient { get; init; }

    /// <summary>The half-open window <c>[From, To)</c> that it speaks for.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The Date of the mail.</summary>
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>Feeds, articles, failing feeds and claims seen again in the window. All feeds failing makes it an alarm.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Articles of the window that mention a subject of the list.</summary>
    public int Mentioning { get; init; }

    public MailLinks Links { get; init; } = MailLinks.None;

    /// <summary>SHA-256 of the rule book, hex.</summary>
    public required string Fingerprint { get; init; }
}
