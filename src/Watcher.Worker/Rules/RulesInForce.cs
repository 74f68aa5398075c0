using System.Collections.Immutable;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Worker.Rules;

/// <summary>Finds the claims of one cleaned article: mentions first, then what is claimed of them. Pure.</summary>
internal delegate ImmutableArray<Claim> ClaimReading(Article article, ArticleRef reference);

/// <summary>One immutable snapshot of everything a pass needs of config/. A pass keeps the one it began with.</summary>
internal sealed record RulesInForce
{
    public required WatcherConfiguration Configuration { get; init; }

    public required MarkerSet Markers { get; init; }

    public required TrackingParams Tracking { get; init; }

    public required ComparisonRules Comparison { get; init; }

    public required ClaimReading FindClaims { get; init; }
}
