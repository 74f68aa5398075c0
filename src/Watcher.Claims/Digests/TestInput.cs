namespace Watcher.Claims.Digests;

/// <summary>Everything a test mail is made of.</summary>
public sealed record TestInput
{
    /// <summary><c>test:{recipient}:{instant}</c>: each test is a mail of its own.</summary>
    public required string DedupKey { get; init; }

    /// <summary>Name of the Watcher that speaks.</summary>
    public required string Instance { get; init; }

    /// <summary>Whose language, zone and format the mail shows; <see cref="DigestRecipient.Schedule"/> is not shown.</summary>
    public required DigestRecipient Recipient { get; init; }

    /// <summary>The Date of the mail.</summary>
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>How the mail is sent, in words: "smtp mail.example.org:587 (starttls)".</summary>
    public required string Transport { get; init; }
}
