using System.Globalization;

namespace Watcher.Claims.Ledgers;

/// <summary>Number of a ledger entry, rising in the order of recording.</summary>
public readonly record struct EntryId(long Value)
{
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>One claim in the ledger. Never changed: a revision is a new entry that points at the one it supersedes.</summary>
public sealed record LedgerEntry
{
    public required EntryId Id { get; init; }

    public required Claim Claim { get; init; }

    public required ArticleRef Article { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The entry this one revises; null for none.</summary>
    public EntryId? Supersedes { get; init; }

    /// <summary>True when a later entry revises this one: it is history, and compared with nothing any more.</summary>
    public bool IsSuperseded { get; init; }
}
