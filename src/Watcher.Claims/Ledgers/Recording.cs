using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers;

/// <summary>One more article (or sentence) from an origin that is already in the ledger.</summary>
/// <param name="Span">Of the evidence, in that article's text.</param>
public sealed record Sighting(EntryId Entry, ArticleId Article, TextSpan Span);

/// <summary>What an article adds to the ledger.</summary>
public sealed record Recording
{
    public static Recording Empty { get; } = new();

    /// <summary>One a claim, in the order of the claims.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>In rising order of id. <c>IsSuperseded</c> is set where a later claim of the same article revises one.</summary>
    public ImmutableArray<LedgerEntry> Entries { get; init; } = [];

    /// <summary>Claims that repeat an entry: they add no entry of their own.</summary>
    public ImmutableArray<Sighting> Sightings { get; init; } = [];

    /// <summary>The id of the entry a finding's claim stands in: its own new one, or the one it repeats. One a finding, in order.</summary>
    public ImmutableArray<EntryId> Standings { get; init; } = [];
}
