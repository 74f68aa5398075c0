using Watcher.Mail;

namespace Watcher.Worker.Storage;

/// <summary>A mail that is rendered and on its way into the outbox.</summary>
internal sealed record NewMail
{
    /// <summary>digest, alert, heartbeat, ops or test.</summary>
    public required string Kind { get; init; }

    public required string Recipient { get; init; }

    /// <summary>Null for mails about no list.</summary>
    public string? List { get; init; }

    public required string Address { get; init; }

    public required string Sender { get; init; }

    /// <summary>What makes the mail one mail: the store refuses a second one.</summary>
    public required string DedupKey { get; init; }

    public required MessageId MessageId { get; init; }

    /// <summary>Id of the digest; also begins the file name in a pickup folder.</summary>
    public required string Name { get; init; }

    public required string Subject { get; init; }

    public required ReadOnlyMemory<byte> Rendered { get; init; }

    /// <summary>
    /// Findings whose card or line is in the mail. A digest ends their being owed; an alert only keeps them out of further alerts, on every
    /// list of the recipient.
    /// </summary>
    public IReadOnlyCollection<long> Shown { get; init; } = [];

    /// <summary>Findings it is about, shown or only counted: what is usual for the flood guard.</summary>
    public int Findings { get; init; }

    /// <summary>An alert mail of the storm rule.</summary>
    public bool IsRollUp { get; init; }

    /// <summary>A digest that the flood guard cut short.</summary>
    public bool IsFlood { get; init; }

    /// <summary>Contradictions that it tells are over.</summary>
    public IReadOnlyCollection<Ending> Ended { get; init; } = [];

    /// <summary>Ids of the claims whose mute it tells is over.</summary>
    public IReadOnlyCollection<string> Unmuted { get; init; } = [];

    /// <summary>What operators are told by it, so that nobody is told twice.</summary>
    public IReadOnlyCollection<OpsNotice> Notices { get; init; } = [];

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The slot it decides; null for a mail out of turn.</summary>
    public DateTimeOffset? Slot { get; init; }

    /// <summary>Given up after this.</summary>
    public required DateTimeOffset NotAfter { get; init; }
}

/// <summary>A contradiction that was told, and the finding that ended it.</summary>
internal readonly record struct Ending(long Contradiction, long EndedBy);

/// <summary>Something operators hear of once.</summary>
/// <param name="Kind">Of the ops mail.</param>
/// <param name="Key">What makes it one: a feed and the begin of its failure, a set of problems.</param>
/// <param name="Operator">Who hears of it.</param>
internal sealed record OpsNotice(string Kind, string Key, string Operator);
