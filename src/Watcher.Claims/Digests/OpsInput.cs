using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>What an operator is told of; names the thread too.</summary>
public enum OpsKind { FeedsFailing, FeedGone, OutboxStuck, ReloadRefused, FloodGuard, RecipientSuspended, RelayRefused }

/// <summary>Everything one mail to an operator is made of.</summary>
public sealed record OpsInput
{
    /// <summary><c>ops:{recipient}:{kind}:{what}</c>.</summary>
    public required string DedupKey { get; init; }

    public required OpsKind Kind { get; init; }

    /// <summary>Name of the Watcher that speaks, as in <c>Watcher:InstanceName</c>.</summary>
    public required string Instance { get; init; }

    /// <summary>The operator; <see cref="DigestRecipient.Schedule"/> is not shown.</summary>
    public required DigestRecipient Recipient { get; init; }

    /// <summary>The Date of the mail.</summary>
    public required DateTimeOffset ComposedAt { get; init; }

    /// <summary>Never empty; longest-standing first. At most <see cref="MaxProblems"/> are shown, and all are counted.</summary>
    public required ImmutableArray<OpsProblem> Problems { get; init; }

    /// <summary>What comes after them is a number: a mail of a thousand lines is read by nobody.</summary>
    public const int MaxProblems = 40;
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Name">Id of the feed, recipient or relay; file and line of a configuration error.</param>
/// <param name="Reason">In words: "timed out (20 s)", "W012 unknown key 'nmae'".</param>
/// <param name="Address">Of the feed; null for none.</param>
/// <param name="Since">Since when; null when it just happened.</param>
/// <param name="Fix">What to do; null: what the kind of mail says.</param>
public sealed record OpsProblem(string Name, string Reason, string? Address = null, DateTimeOffset? Since = null, string? Fix = null);
