using System.Collections.Immutable;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Claims.Rules;

/// <summary>
/// Everything Watcher knows, validated and compiled: one immutable snapshot, safe for any number of threads. An article is read with one
/// book from start to end, whatever reloads meanwhile.
/// </summary>
public sealed record RuleBook
{
    /// <summary>SHA-256, hex, of the normalised rule files in path order; mails and documents show the first seven digits.</summary>
    public required string Fingerprint { get; init; }

    public required MarkerSet Markers { get; init; }

    public required TrackingParams Tracking { get; init; }

    /// <summary>In the order of their files' names.</summary>
    public required ImmutableArray<WatchList> Lists { get; init; }

    public required MentionRules Mentions { get; init; }

    public required ClaimRules Claims { get; init; }

    public required ComparisonRules Comparison { get; init; }
}
