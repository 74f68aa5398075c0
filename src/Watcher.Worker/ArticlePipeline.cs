using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Reading.Articles;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;
using Watcher.Reading.Text;
using Watcher.Worker.Fetching;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker;

/// <summary>What reading one feed item came to.</summary>
/// <param name="Reason">Why there is no article or it could not be fetched, in words; empty otherwise.</param>
internal sealed record ItemResult(ItemOutcome Outcome, string Reason, ImmutableArray<Finding> Findings);

/// <summary>The way of one feed item, stage by stage, from its address to the ledger; how a stage works is its own business.</summary>
internal sealed class ArticlePipeline(PageFetcher fetcher, LedgerStore ledger, TimeProvider time, PassProbe probe)
{
    /// <summary>Tries of a page before the feed's own content has to do.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Clocks of outlets run ahead, and zones are mistaken; more than this is no publication time.</summary>
    private static readonly TimeSpan s_mostAhead = TimeSpan.FromHours(3);

    /// <param name="attempts">Failed tries before this one.</param>
    /// <param name="rules">One snapshot from start to end, whatever reloads meanwhile.</param>
    public async Task<ItemResult> ReadAsync(
        FeedSettings feed, FeedItem item, int attempts, RulesInForce rules, CancellationToken cancellationToken)
    {
        var book = rules.Book;
        var url = item.Url is null ? null : ArticleUrl.Normal(item.Url, book.Tracking);
        if (url is not null && await ledger.SeenByOtherItemAsync(url, feed.Id, item.Key, cancellationToken))
        {
            return new ItemResult(ItemOutcome.Copy, "", []);
        }

        Extraction? extraction = null;
        if (feed.FullText && url is not null)
        {
            var fetched = await fetcher.FetchAsync(
                new FetchRequest(item.Url!) { MaxBytes = feed.MaxBytes, Timeout = feed.Timeout }, cancellationToken);   // url comes from it
            probe.Reached(PassPoint.PageFetched);
            if (fetched is FetchResult.Fetched { Page: var page })
            {
                extraction = ArticleExtractor.Extract(page, book.Tracking);
            }
            else if (attempts + 1 < MaxAttempts && MayHelpLater(fetched))
            {
                return new ItemResult(ItemOutcome.Unfetched, FetchReason.Of(fetched, feed.Timeout), []);   // stays unread and comes back
            }
        }

        if (extraction is not Extraction.Extracted && (item.Content ?? item.Summary) is { } content)
        {
            extraction = ArticleExtractor.FromFeedContent(content, item.Title, url, item.Published ?? item.Updated, feed.Language);
        }

        if (extraction is not Extraction.Extracted { Article: var raw })
        {
            var reason = extraction is Extraction.NoArticle none ? none.Reason.ToString() : "no page and no content in the feed";
            await ledger.PassOverAsync(feed.Id, item.Key, cancellationToken);
            return new ItemResult(ItemOutcome.NoArticle, reason, []);
        }

        var cleaned = BoilerplateCleaner.Clean(raw, book.Markers);
        var blocks = RepeatedBlocks.Keys(cleaned);
        var met = await ledger.BlocksMetAsync(feed.Outlet.Id, blocks, cancellationToken);
        var article = RepeatedBlocks.Drop(cleaned, key => met.GetValueOrDefault(key) + 1);   // this one included
        var reference = Reference(feed, item, article, url);
        var detection = MentionDetector.Detect(article, book.Mentions);
        var claims = ClaimExtractor.Extract(article, reference, detection, book.Claims);   // empty when nothing watched is mentioned

        // Comparing reads what appending will change, so both happen inside one ledger transaction.
        // Articles without claims are stored too: replay needs them when a list grows.
        var read = new ReadArticle
        {
            Article = article,
            Reference = reference,
            Feed = feed,
            ItemKey = item.Key,
            Names = [.. detection.Mentions.Where(m => m.IsWatched).Select(m => new WatchedName(m.Subject, Fold.Text(m.Surface))).Distinct()],
            BlockKeys = blocks,
        };
        var recorded = await ledger.RecordAsync(read, claims, book.Comparison, rules.Configuration, cancellationToken);
        probe.Reached(PassPoint.ArticleRecorded);
        var outcome = recorded.IsCopy ? ItemOutcome.Copy : claims.IsEmpty ? ItemOutcome.NoClaim : ItemOutcome.Recorded;
        return new ItemResult(outcome, "", recorded.Findings);
    }

    private ArticleRef Reference(FeedSettings feed, FeedItem item, Article article, Uri? url)
    {
        var now = time.GetUtcNow();
        var published = article.PublishedAt ?? item.Published ?? item.Updated;
        var isKnown = published <= now + s_mostAhead;
        var canonical = article.Url ?? url;
        return new ArticleRef
        {
            Id = IdOf(canonical?.AbsoluteUri ?? $"{feed.Id}\n{item.Key}"),
            Outlet = feed.Outlet,
            Url = canonical,
            Title = article.Title.Length > 0 ? article.Title : item.Title,
            Language = article.Language ?? feed.Language,
            PublishedAt = isKnown ? published!.Value : now,   // a comparison with null is false
            IsPublicationKnown = isKnown,
        };
    }

    /// <summary>96 bits of a hash: no two articles share them by chance.</summary>
    private static ArticleId IdOf(string key) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12)));

    private static bool MayHelpLater(FetchResult result) => result is not (
        FetchResult.Refused { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnavailableForLegalReasons }
        or FetchResult.Unreachable { Cause: UnreachableCause.BadAddress or UnreachableCause.PrivateAddress or UnreachableCause.TooLarge or UnreachableCause.Excluded });
}
