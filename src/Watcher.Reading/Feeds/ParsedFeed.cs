using System.Collections.Immutable;

namespace Watcher.Reading.Feeds;

public enum FeedFormat { None, Rss, Rdf, Atom, Json, Cdf }

/// <summary>What one body of a feed says. A body that is no feed has format <see cref="FeedFormat.None"/> and a problem that says so.</summary>
public sealed record ParsedFeed
{
    public required FeedFormat Format { get; init; }

    /// <summary>The format's version as the feed states it ("2.0", "1.1"); empty when it does not.</summary>
    public string Version { get; init; } = "";

    /// <summary>The encoding the body was read with.</summary>
    public required string Charset { get; init; }

    /// <summary>Plain text on one line; empty when the feed gives none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The outlet's page that the feed belongs to.</summary>
    public Uri? Url { get; init; }

    /// <summary>The language tag as written ("en-gb").</summary>
    public string? Language { get; init; }

    /// <summary>How long the feed asks to be left alone.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>In the order of the feed. Keys are unique: of two items alike in id, address and words the first stays.</summary>
    public ImmutableArray<FeedItem> Items { get; init; } = [];

    public ImmutableArray<FeedProblem> Problems { get; init; } = [];
}
