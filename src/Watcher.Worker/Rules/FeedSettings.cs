using System.Collections.Immutable;
using Watcher.Claims;

namespace Watcher.Worker.Rules;

/// <summary>What the first poll of a feed mails.</summary>
internal enum FirstPoll
{
    /// <summary>Everything is recorded, nothing is mailed.</summary>
    Baseline,

    /// <summary>The last day is mailed.</summary>
    Last24h,

    All,
}

/// <summary>One feed, with the defaults of feeds.yaml filled in.</summary>
internal sealed record FeedSettings
{
    public required string Id { get; init; }

    public required Outlet Outlet { get; init; }

    public required Uri Url { get; init; }

    /// <summary>ISO 639-1; null = as the pages say.</summary>
    public string? Language { get; init; }

    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>For one whole request.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>After decompression.</summary>
    public int MaxBytes { get; init; } = 5 * 1024 * 1024;

    public FirstPoll FirstPoll { get; init; }

    /// <summary>False: the feed's own content is the article, the page is not fetched.</summary>
    public bool FullText { get; init; } = true;

    /// <summary>Empty: every list.</summary>
    public ImmutableArray<string> Lists { get; init; } = [];

    /// <summary>For people, who choose feeds by them.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    public bool IsEnabled { get; init; } = true;

    public bool Serves(string list) => Lists.IsEmpty || Lists.Contains(list);
}
