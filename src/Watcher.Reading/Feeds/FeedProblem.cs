namespace Watcher.Reading.Feeds;

public enum FeedProblemKind
{
    /// <summary>The body is not a feed at all; there are no items.</summary>
    NotAFeed,

    /// <summary>A format that nobody should serve any more; only the main fields are read.</summary>
    ObsoleteFormat,

    /// <summary>The XML breaks its own rules and was read leniently.</summary>
    IllFormed,

    /// <summary>The body ends in the middle; the item it ends in is left out.</summary>
    Truncated,

    /// <summary>A limit cut something off.</summary>
    LimitReached,

    /// <summary>A date could not be read, or could be read in two ways.</summary>
    UnreadableDate,

    /// <summary>A date that cannot be when the item was published: before the web, or after 2100.</summary>
    AbsurdDate,

    /// <summary>An address that is no http or https address was left out.</summary>
    UnusableAddress,

    /// <summary>An item has neither id nor address nor text; its key is its place in the feed, and nothing can be fetched for it.</summary>
    EmptyItem,
}

/// <summary>Something that was wrong with a feed. The rest of the feed is read all the same.</summary>
/// <param name="Kind">What kind of thing went wrong.</param>
/// <param name="Message">For the operator; may quote the feed, so it is escaped where it is printed.</param>
public sealed record FeedProblem(FeedProblemKind Kind, string Message);
