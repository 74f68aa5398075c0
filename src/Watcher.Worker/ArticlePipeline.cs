using System.Collections.Immutable;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Rules;
using Watcher.Reading.Articles;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;
using Watcher.Reading.Text;
using Watcher.Worker.Fetching;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Telemetry;

namespace Watcher.Worker;

/// <summary>What reading one feed item came to.</summary>
/// <param name="Reason">Why there is no article or it could not be fetched, in words; empty otherwise.</param>
internal sealed record ItemResult(ItemOutcome Outcome, string Reason, ImmutableArray<Finding> Findings)
{
    /// <summary>The site asked to be left alone: its other pages had better wait too.</summary>
    public bool IsHeldBack { get; init; }

    /// <summary>For how long; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>The way of one feed item, stage by stage, from its address to the ledger; how a stage works is its own business.</summary>
internal sealed class ArticlePipeline(PageFetcher fetcher, LedgerStore ledger, FeedStore feeds, TimeProvider time, PassProbe probe)
{
    /// <summary>Tries of a page before the feed's own content has to do.</summary>
    public const int MaxAttempts = 5;

    /// <summary>Tries of a page that the site refuses to give us: it rarely thinks better of it.</summary>
    private const int MaxRefusals = 3;

    /// <summary>A page of a megabyte is read in a fraction of a second; an article that takes longer is given up.</summary>
    private static readonly TimeSpan s_longestReading = TimeSpan.FromSeconds(5);

    /// <summary>A page that keeps less of the text it had is another page at the same address: a notice, a wall, the next day's live blog.</summary>
    private const double LeastKept = 0.3;

    /// <summary>Clocks of outlets run ahead, and zones are mistaken; more than this is no publication time.</summary>
    private static readonly TimeSpan s_mostAhead = TimeSpan.FromHours(3);

    /// <param name="attempts">Failed tries before this one.</param>
    /// <param name="rules">One snapshot from start to end, whatever reloads meanwhile.</param>
    public async Task<ItemResult> ReadAsync(
        FeedSettings feed, FeedItem item, int attempts, RulesInForce rules, CancellationToken cancellationToken)
    {
        var book = rules.Book;
        var url = Address(feed, item, book);
        if (url is not null && await ledger.SeenByOtherItemAsync(url, feed.Id, item.Key, cancellationToken))
        {
            return new ItemResult(ItemOutcome.Copy, "", []);
        }

        // What stands at an address that many items share is none of them; the words of the feed are.
        Page? page = null;
        if (feed.FullText && url is not null && !(item.IsAddressShared && (item.Content ?? item.Summary) is not null))
        {
            var fetched = await fetcher.FetchAsync(
                new FetchRequest(item.Url!) { MaxBytes = feed.MaxBytes, Timeout = feed.Timeout }, cancellationToken);   // url comes from it
            probe.Reached(PassPoint.PageFetched);
            page = (fetched as FetchResult.Fetched)?.Page;
            if (page is null && attempts + 1 < TriesOf(fetched))
            {
                return new ItemResult(ItemOutcome.Unfetched, FetchReason.Of(fetched, feed.Timeout), [])   // stays unread and comes back
                {
                    IsHeldBack = fetched is FetchResult.Refused { Status: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable },
                    RetryAfter = (fetched as FetchResult.Refused)?.RetryAfter,
                };
            }
        }

        var began = Stopwatch.GetTimestamp();
        var reading = await TimeLimit.RunAsync(() => Read(page, feed, item, url, book), s_longestReading, time, cancellationToken);
        var reads = Stopwatch.GetElapsedTime(began);
        if (reading is { IsFault: true } && attempts + 1 < MaxRefusals)
        {
            return new ItemResult(ItemOutcome.Unfetched, "the page is an error page or empty, though the server calls it good", []);
        }

        if (reading?.Cleaned is not { } cleaned)
        {
            return await PassOverAsync(feed, item, reading?.Reason ?? TooSlow, cancellationToken);
        }

        var blocks = RepeatedBlocks.Keys(cleaned);
        var met = await ledger.BlocksMetAsync(feed.Outlet.Id, blocks, cancellationToken);
        var article = RepeatedBlocks.Drop(cleaned, key => met.GetValueOrDefault(key) + 1);   // this one included
        var reference = Reference(feed, item, article, reading.IsFromPage ? article.Url ?? url : url);
        began = Stopwatch.GetTimestamp();
        if (await TimeLimit.RunAsync(() => Claims(article, reference, book), s_longestReading, time, cancellationToken) is not { } claims)
        {
            return await PassOverAsync(feed, item, TooSlow, cancellationToken);
        }

        Instruments.ExtractDuration.Record((reads + Stopwatch.GetElapsedTime(began)).TotalSeconds);

        // Comparing reads what appending will change, so both happen inside one ledger transaction.
        // Articles without claims are stored too: replay needs them when a list grows.
        var read = new ReadArticle
        {
            Article = article,
            Reference = reference,
            Feed = feed,
            ItemKey = item.Key,
            Names = claims.Names,
            BlockKeys = blocks,
            Page = reading.IsFromPage ? Source(item.Url, page) : null,
        };
        var recorded = await ledger.RecordAsync(read, claims.All, book.Comparison, rules.Configuration, cancellationToken);
        probe.Reached(PassPoint.ArticleRecorded);
        var outcome = recorded.IsCopy ? ItemOutcome.Copy : claims.All.IsEmpty ? ItemOutcome.NoClaim : ItemOutcome.Recorded;
        return new ItemResult(outcome, "", recorded.Findings);
    }

    private static string TooSlow => $"reading it took more than {s_longestReading.TotalSeconds:0} s";

    /// <summary>Page and feed content → clean article, or the reason why there is none. The page may be null; the feed's content then has to do.</summary>
    private static Reading Read(Page? page, FeedSettings feed, FeedItem item, Uri? url, RuleBook book)
    {
        var extraction = page is null ? null : ArticleExtractor.Extract(page, book.Tracking, item.Content);
        var isFromPage = extraction is Extraction.Extracted;
        var isFault = page?.Bytes.Length == 0 || extraction is Extraction.NoArticle { Reason: NoArticleReason.ErrorPage };
        if (!isFromPage && (item.Content ?? item.Summary) is { } content)
        {
            extraction = ArticleExtractor.FromFeedContent(content, item.Title, url, item.Published ?? item.Updated, feed.Language);
        }

        return extraction switch
        {
            Extraction.Extracted { Article: var raw } => new Reading(BoilerplateCleaner.Clean(raw, book.Markers), "", isFromPage, isFault),
            Extraction.NoArticle none => new Reading(null, none.Reason.ToString(), false, isFault),
            _ => new Reading(null, "no page and no content in the feed", false, isFault),
        };
    }

    private static FoundClaims Claims(Article article, ArticleRef reference, RuleBook book)
    {
        var detection = MentionDetector.Detect(article, book.Mentions);
        return new FoundClaims(ClaimExtractor.Extract(article, reference, detection, book.Claims))   // empty when nothing watched is mentioned
        {
            Names = [.. detection.Mentions.Where(m => m.IsWatched).Select(m => new WatchedName(m.Subject, Fold.Text(m.Surface))).Distinct()],
        };
    }

    private async Task<ItemResult> PassOverAsync(FeedSettings feed, FeedItem item, string reason, CancellationToken cancellationToken)
    {
        await ledger.PassOverAsync(feed.Id, item.Key, cancellationToken);
        return new ItemResult(ItemOutcome.NoArticle, reason, []);
    }

    /// <summary>Reads the page of a known article again; null when it says what it said, or cannot be read this time.</summary>
    public async Task<ItemResult?> RereadAsync(FeedSettings feed, RereadItem item, RulesInForce rules, CancellationToken cancellationToken)
    {
        if (await ledger.LatestAsync(new ArticleId(item.ArticleId), cancellationToken) is not { } known)
        {
            await feeds.ForgetPageAsync(item, cancellationToken);   // its text was erased: nothing to compare with
            return null;
        }

        var request = new FetchRequest(new Uri(item.PageUrl))
        {
            EntityTag = item.PageEtag,
            LastModified = item.PageLastModified,
            MaxBytes = feed.MaxBytes,
            Timeout = feed.Timeout,
        };
        switch (await fetcher.FetchAsync(request, cancellationToken))
        {
            case FetchResult.Refused { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnavailableForLegalReasons }:
                await feeds.ForgetPageAsync(item, cancellationToken);
                return null;

            case FetchResult.Fetched { Page: var page }:
                await feeds.RereadAsync(item, Source(request.Url, page)!, cancellationToken);   // both are given
                var listed = new FeedItem { Key = item.ItemKey, Title = known.Reference.Title };
                return await CompareAsync(feed, listed, known, page, rules, cancellationToken);

            default:
                return null;   // unchanged, or not to be had this time
        }
    }

    /// <summary>Reads an item again whose text the feed itself holds and has changed; null as above.</summary>
    public async Task<ItemResult?> RereadAsync(FeedSettings feed, FeedItem item, ArticleId article, RulesInForce rules, CancellationToken cancellationToken) =>
        await ledger.LatestAsync(article, cancellationToken) is { } known ? await CompareAsync(feed, item, known, null, rules, cancellationToken) : null;

    private async Task<ItemResult?> CompareAsync(
        FeedSettings feed, FeedItem item, StoredArticle known, Page? page, RulesInForce rules, CancellationToken cancellationToken)
    {
        var book = rules.Book;
        if ((await TimeLimit.RunAsync(() => Read(page, feed, item, known.Reference.Url, book), s_longestReading, time, cancellationToken))?.Cleaned is not { } cleaned)
        {
            return null;
        }

        var met = await ledger.BlocksMetAsync(feed.Outlet.Id, RepeatedBlocks.Keys(cleaned), cancellationToken);
        var article = RepeatedBlocks.Drop(cleaned, key => met.GetValueOrDefault(key));   // this one was counted when it was first read
        if (article.Text == known.Article.Text || TextSketch.Of(article.Text).SharedWith(TextSketch.Of(known.Article.Text)) < LeastKept
            || await TimeLimit.RunAsync(() => Claims(article, known.Reference, book), s_longestReading, time, cancellationToken) is not { } claims)
        {
            return null;
        }

        var read = new ReadArticle { Article = article, Reference = known.Reference, Feed = feed, ItemKey = item.Key };
        var recorded = await ledger.RecordEditAsync(read, claims.All, book.Comparison, rules.Configuration, cancellationToken);
        return new ItemResult(ItemOutcome.Edited, "", recorded.Findings);
    }

    private static PageSource? Source(Uri? url, Page? page) => url is null || page is null ? null : new PageSource(url, page.EntityTag, page.LastModified);

    private ArticleRef Reference(FeedSettings feed, FeedItem item, Article article, Uri? canonical)
    {
        var now = time.GetUtcNow();
        var published = article.PublishedAt ?? item.Published ?? item.Updated;
        var isKnown = published <= now + s_mostAhead;
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

    /// <summary>
    /// The canonical URL, as far as the feed tells it. Where an address does not say which article is meant, a fragment does: that of the
    /// link, when the item is all there is of the article, or one made of its key.
    /// </summary>
    private static Uri? Address(FeedSettings feed, FeedItem item, RuleBook book)
    {
        if (item.Url is null)
        {
            return null;
        }

        var url = ArticleUrl.Normal(item.Url, book.Tracking);
        var fragment = !feed.FullText && item.Url.Fragment.Length > 1 ? item.Url.Fragment : item.IsAddressShared ? $"#{IdOf(item.Key).Value[..8]}" : "";
        return fragment.Length == 0 ? url : new Uri(url.AbsoluteUri + fragment);
    }

    /// <summary>How often a page that did not come is asked for; once when another try cannot help.</summary>
    private static int TriesOf(FetchResult result) => result switch
    {
        FetchResult.Refused { Status: HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnavailableForLegalReasons } => 1,
        FetchResult.Refused { Status: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or (HttpStatusCode)425 } => MaxAttempts,
        FetchResult.Refused { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } => MaxRefusals,
        FetchResult.Unreachable
        {
            Cause: UnreachableCause.BadAddress or UnreachableCause.PrivateAddress or UnreachableCause.TooLarge or UnreachableCause.Excluded
        } => 1,
        _ => MaxAttempts,
    };

    /// <param name="Cleaned">Null when there is no article.</param>
    /// <param name="Reason">Why; empty when there is one.</param>
    /// <param name="IsFromPage">Rather than from the feed's own content.</param>
    /// <param name="IsFault">The page was fetched, and says that the site is out of order: it may have the article later.</param>
    private sealed record Reading(Article? Cleaned, string Reason, bool IsFromPage, bool IsFault);

    private sealed record FoundClaims(ImmutableArray<Claim> All)
    {
        /// <summary>The names by which the article speaks of watched subjects, folded.</summary>
        public ImmutableArray<WatchedName> Names { get; init; } = [];
    }
}
