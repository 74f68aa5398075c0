using System.Collections.Immutable;
using Watcher.Claims;
using Watcher.Reading.Articles;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>An article on its way into the ledger, and the feed item it came by.</summary>
internal sealed record ReadArticle
{
    public required Article Article { get; init; }

    public required ArticleRef Reference { get; init; }

    public required FeedSettings Feed { get; init; }

    /// <summary>Key of the feed item; its seen mark is written with the claims.</summary>
    public required string ItemKey { get; init; }

    /// <summary>The names by which it speaks of watched subjects, folded: a name may be younger than the article.</summary>
    public ImmutableArray<WatchedName> Names { get; init; } = [];

    /// <summary>Keys of its blocks, before the repeated ones were dropped; counted for the outlet.</summary>
    public ImmutableArray<ulong> BlockKeys { get; init; } = [];

    /// <summary>The page it was read from; null when the feed itself held it.</summary>
    public PageSource? Page { get; init; }
}
