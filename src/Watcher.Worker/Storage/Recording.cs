using System.Collections.Immutable;
using Watcher.Claims;
using Watcher.Claims.Ledgers;

namespace Watcher.Worker.Storage;

/// <summary>What comparing the claims of one article gives: a finding each, new entries, and sightings of entries that are known.</summary>
internal sealed record Recording(ImmutableArray<Finding> Findings, ImmutableArray<LedgerEntry> Entries, ImmutableArray<Sighting> Sightings);

/// <summary>One more article from an origin already in the ledger.</summary>
internal sealed record Sighting(EntryId Entry, Claim Claim);
