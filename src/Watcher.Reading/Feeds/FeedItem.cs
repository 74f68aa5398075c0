using System.Collections.Immutable;

namespace Watcher.Reading.Feeds;

/// <summary>One element of a feed.</summary>
public sealed record FeedItem
{
    /// <summary>
    /// Tells the items of one feed apart, from poll to poll: the feed's own id, else the address, else a hash of title and date;
    /// longer where two items would share it. It does not depend on the item's place in the feed.
    /// Compared ordinally and never shown.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Plain text on one line; empty when the feed gives none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The article's address, absolute, http or https; null when the feed gives none.</summary>
    public Uri? Url { get; init; }

    /// <summary>The address is the feed's home page, or that of many items: it does not say which article is meant.</summary>
    public bool IsAddressShared { get; init; }

    /// <summary>With the offset it was written with.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>Only when the feed gives it beside or instead of <see cref="Published"/>.</summary>
    public DateTimeOffset? Updated { get; init; }

    public string? Author { get; init; }

    /// <summary>A fragment of HTML, not made safe.</summary>
    public string? Summary { get; init; }

    /// <summary>A fragment of HTML, not made safe: the whole article in some feeds, a longer summary in others.</summary>
    public string? Content { get; init; }

    public ImmutableArray<FeedEnclosure> Enclosures { get; init; } = [];
}

/// <summary>A media file attached to a feed item.</summary>
/// <param name="Url">Absolute.</param>
/// <param name="ContentType">The media type the feed claims.</param>
/// <param name="LengthBytes">The size the feed claims; often wrong.</param>
public sealed record FeedEnclosure(Uri Url, string? ContentType, long? LengthBytes);
