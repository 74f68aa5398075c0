namespace Watcher.Claims.Ledgers;

/// <summary>Mail calls Status "control" and Frame "wording".</summary>
public enum ContradictionKind { Number, Status, Denial, Frame }

/// <summary>Where the two sides of a contradiction stand.</summary>
public enum Standing { CrossSource, OwnRevision, WithinArticle }

/// <summary>What a claim is beside one earlier ledger entry, or beside the whole ledger (claims.md 7.2).</summary>
public abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Nothing comparable is known.</summary>
    public sealed record Novel : Verdict;

    /// <summary>Another source or outlet says the compatible thing. Weak: through an open bound, a vague value or touching edges.</summary>
    public sealed record Corroborates(EntryId Earlier, bool IsStrong) : Verdict;

    /// <summary>The situation moved on: a later as-of, a changed value.</summary>
    public sealed record Updates(EntryId Earlier) : Verdict;

    /// <summary>The same source or outlet changes or withdraws its own claim.</summary>
    public sealed record Revises(EntryId Earlier, bool IsWithdrawal) : Verdict;

    /// <summary>Both cannot be true of the same moment.</summary>
    public sealed record Contradicts(EntryId Earlier, ContradictionKind Kind, Standing Standing) : Verdict;

    /// <summary>The same origin again: a sighting, not an entry.</summary>
    public sealed record Repeats(EntryId Earlier) : Verdict;

    /// <summary>Looks comparable, is not: silent.</summary>
    public sealed record DifferentScope(EntryId Earlier) : Verdict;

    /// <summary>A unit, dimension or date problem in the article.</summary>
    public sealed record DataQuality(EntryId Earlier, string Problem) : Verdict;
}
