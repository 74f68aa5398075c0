using System.Collections.Immutable;
using Watcher.Claims.Ledgers;

namespace Watcher.Worker.Storage;

/// <summary>What recording one article did.</summary>
internal sealed record Recorded
{
    /// <summary>The article was known already, by its item or by another feed: nothing was added but the seen mark.</summary>
    public bool IsCopy { get; init; }

    /// <summary>Recorded and owed to nobody, because the article is older than our look at its feed.</summary>
    public bool IsBaseline { get; init; }

    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Findings times the subscriptions that will hear of them.</summary>
    public int Owed { get; init; }
}
