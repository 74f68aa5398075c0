using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Rules;

/// <summary><c>config/recipients.yaml</c>: personal data, mounted and never in version control.</summary>
internal sealed record RecipientsFile
{
    public int Version { get; init; } = ConfigShapes.Version;

    public RecipientEntry[] Recipients { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

internal sealed record RecipientEntry
{
    public required string Id { get; init; }

    public required string Address { get; init; }

    public string Timezone { get; init; } = "UTC";

    public string Locale { get; init; } = "en";

    public string Format { get; init; } = "html+text";

    public string Images { get; init; } = "cid";

    public string Attach { get; init; } = "none";

    public QuietEntry? Quiet { get; init; }

    public bool Heartbeat { get; init; }

    public string Role { get; init; } = "reader";

    public SubscriptionEntry[] Subscriptions { get; init; } = [];

    public string? Note { get; init; }
}

internal sealed record QuietEntry
{
    public required string From { get; init; }

    public required string To { get; init; }

    public string[] Allow { get; init; } = [];
}

internal sealed record SubscriptionEntry
{
    public required string List { get; init; }

    public DigestEntry? Digest { get; init; }

    public ImmediateEntry? Immediate { get; init; }

    public string[] Only { get; init; } = [];
}

/// <summary>Exactly one of the three.</summary>
internal sealed record DigestEntry
{
    public bool Hourly { get; init; }

    public string? Daily { get; init; }

    public WeeklyEntry? Weekly { get; init; }
}

internal sealed record WeeklyEntry
{
    public required string Day { get; init; }

    public required string At { get; init; }
}

internal sealed record ImmediateEntry
{
    public required string MinSeverity { get; init; }
}
