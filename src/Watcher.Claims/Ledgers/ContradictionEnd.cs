namespace Watcher.Claims.Ledgers;

/// <summary>
/// Tells whether a later finding ended a contradiction (digest.md 2: RESOLVED). When in doubt the contradiction stands: a reader who is told
/// of an end that is none has been misled twice. Pure.
/// </summary>
public static class ContradictionEnd
{
    /// <param name="contradiction">The finding whose verdict is the contradiction; any other verdict is ended by nothing.</param>
    /// <param name="entry">Its own ledger entry.</param>
    /// <param name="later">A finding that was recorded after it.</param>
    /// <param name="origins">Independent origins that back the later finding's entry.</param>
    /// <param name="settlingOrigins">Origins that must agree before a later claim counts as settling a dispute.</param>
    public static bool Ends(Finding contradiction, EntryId entry, Finding later, int origins, int settlingOrigins)
    {
        ArgumentNullException.ThrowIfNull(contradiction);
        ArgumentNullException.ThrowIfNull(later);
        if (contradiction.Verdict is not Verdict.Contradicts { Standing: Standing.CrossSource } verdict)
        {
            return false;
        }

        return (Beside(later, verdict.Earlier), Beside(later, entry)) switch
        {
            // One side took its claim back: nothing stands against the other any more.
            (Verdict.Revises { IsWithdrawal: true }, _) or (_, Verdict.Revises { IsWithdrawal: true }) => true,

            // One side changed its claim. The new one must be seen to agree with the other side, not only to be silent about it.
            (Verdict.Revises, Verdict.Corroborates) or (Verdict.Corroborates, Verdict.Revises) => true,

            // The situation moved on from both, or from one to the other, and enough independent origins say so.
            (Verdict.Updates, Verdict.Updates or Verdict.Corroborates { IsStrong: true })
                or (Verdict.Corroborates { IsStrong: true }, Verdict.Updates) => origins >= settlingOrigins,
            _ => false,
        };
    }

    /// <summary>What the finding is beside the entry; null when it says nothing about it.</summary>
    private static Verdict? Beside(Finding finding, EntryId entry)
    {
        foreach (var comparison in finding.Compared)
        {
            if (comparison.Earlier == entry)
            {
                return comparison.Verdict;
            }
        }

        return null;
    }
}
