using System.Collections.Immutable;

namespace Watcher.Claims.Ledgers;

/// <summary>One more telling by an origin that is already in the ledger; the claim keeps its article and evidence.</summary>
public sealed record Sighting(EntryId Entry, Claim Claim);

/// <summary>What an article adds to the ledger.</summary>
/// <param name="Findings">One a claim, in the order of the claims.</param>
/// <param name="Entries">In rising order of id; <c>IsSuperseded</c> is set where a later claim of the same article revises one.</param>
/// <param name="Sightings">Claims that repeat an entry: they add no entry of their own.</param>
public sealed record Recording(
    ImmutableArray<Finding> Findings, ImmutableArray<LedgerEntry> Entries, ImmutableArray<Sighting> Sightings)
{
    public static Recording Empty { get; } = new([], [], []);

    /// <summary>Where each claim now stands: its own new entry, or the one it repeats. One a finding, in order.</summary>
    public ImmutableArray<EntryId> Standings { get; init; } = [];
}
