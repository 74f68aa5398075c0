using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;
using Watcher.Worker.Fetching;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Telemetry;

namespace Watcher.Worker.Jobs;

/// <summary>How one feed did.</summary>
/// <param name="Problem">Null when the poll went well.</param>
/// <param name="IsRefused">The server answered, and gave no feed: 403, 404, 410, 503.</param>
internal sealed record PolledFeed(string Id, bool IsNotModified, string? Problem, bool IsRefused = false);

/// <summary>What one pass over the feeds did.</summary>
internal sealed record PollSummary
{
    public required ImmutableArray<PolledFeed> Feeds { get; init; }

    public required ImmutableDictionary<ItemOutcome, int> Items { get; init; }

    public required ImmutableArray<Finding> Findings { get; init; }

    public int Count(ItemOutcome outcome) => Items.GetValueOrDefault(outcome);
}

/// <summary>
/// Polls feeds and reads their new items. Each feed and each item stands for itself: what goes wrong with one costs only that one, and
/// says so in a line of the log.
/// </summary>
internal sealed partial class FeedPoller(
    FeedStore feeds, SubscriptionStore subscriptions, PageFetcher fetcher, ArticlePipeline pipeline, IOptions<HttpOptions> http,
    TimeProvider time, PassProbe probe, ILogger<FeedPoller> log)
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromHours(24);

    /// <summary>Validators may be stuck: servers have said "not modified" for years. So often the whole feed is fetched.</summary>
    private static readonly TimeSpan s_longestUnseen = TimeSpan.FromHours(24);

    /// <summary>How long a site's pages are left alone that says "too many requests" and not for how long.</summary>
    private static readonly TimeSpan s_heldBack = TimeSpan.FromMinutes(5);

    /// <summary>Pages read again in one pass; the rest waits for the next, a minute later.</summary>
    private const int MaxRereads = 100;

    /// <summary>Sites that asked for rest, and until when no page of theirs is fetched. Lost with the process, which costs one request each.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset> _held = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What was last said to be wrong with each feed.</summary>
    private readonly ConcurrentDictionary<string, string> _problems = new(StringComparer.Ordinal);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>
    /// How long a pass of the schedule begins new work. What is left waits in the store for the next, a minute later, so that neither a feed
    /// with a thousand new items nor a host that does not answer keeps the others from their turn.
    /// </summary>
    internal TimeSpan LongestPass { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Polls the feeds whose time has come.</summary>
    public Task<PollSummary> PollDueAsync(RulesInForce book, CancellationToken cancellationToken) =>
        PollAsync(book, feed => true, Patience.Schedule, cancellationToken);

    /// <summary>Polls the chosen feeds now; what their servers asked for still binds, unless <paramref name="patience"/> says otherwise.</summary>
    public Task<PollSummary> PollNowAsync(
        RulesInForce book, Func<FeedSettings, bool> isChosen, CancellationToken cancellationToken, Patience patience = Patience.RetryAfter) =>
        PollAsync(book, isChosen, patience, cancellationToken);

    /// <summary>An item on its way from the store to the pipeline.</summary>
    /// <param name="Feed">That lists it.</param>
    /// <param name="Item">As it lists it.</param>
    /// <param name="Attempts">Failed tries so far.</param>
    /// <param name="Known">The article it was read as, when the feed has changed it since.</param>
    private sealed record Waiting(FeedSettings Feed, FeedItem Item, int Attempts, ArticleId? Known);

    private async Task<PollSummary> PollAsync(
        RulesInForce book, Func<FeedSettings, bool> isChosen, Patience patience, CancellationToken cancellationToken)
    {
        await subscriptions.NoteAsync(book.Configuration, cancellationToken);
        var known = await feeds.AllAsync(cancellationToken);
        var polled = new ConcurrentBag<PolledFeed>();
        var chosen = book.Configuration.Feeds.Where(feed => feed.IsEnabled && isChosen(feed)).ToDictionary(feed => feed.Id, StringComparer.Ordinal);

        // Feeds of one host one after the other; hosts side by side.
        await ForEachLaneAsync(
            chosen.Values.GroupBy(feed => feed.Url.Authority, StringComparer.OrdinalIgnoreCase),
            async (feed, token) =>
            {
                if (!await feeds.TryTakeAsync(feed.Id, feed.Url, _owner, patience, token))
                {
                    return true;
                }

                var began = Stopwatch.GetTimestamp();
                var outcome = await AskAsync(feed, known.GetValueOrDefault(feed.Id), book, token);
                Instruments.FeedPollDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
                Instruments.FeedPolls.Add(1, Instruments.Feed(feed.Id), Instruments.Outcome(
                    outcome switch { { IsNotModified: true } => "not_modified", { Problem: null } => "ok", { IsRefused: true } => "refused", _ => "failed" }));
                polled.Add(outcome);
                return true;
            },
            patience, cancellationToken);

        // Items in the order of publication, so that the ledger grows as the story did; those of one host one after the other.
        var outcomes = new ConcurrentDictionary<ItemOutcome, int>();
        var findings = new ConcurrentQueue<Finding>();
        await ForEachLaneAsync(
            (from unread in await feeds.UnreadAsync(chosen.Keys, patience, cancellationToken)
             let waiting = new Waiting(chosen[unread.FeedId], ClaimJson.Read<FeedItem>(unread.Listed), unread.Attempts, unread.ArticleId is { } id ? new ArticleId(id) : null)
             orderby waiting.Item.Published ?? waiting.Item.Updated ?? DateTimeOffset.MaxValue, waiting.Feed.Id, waiting.Item.Key
             select waiting)
            .GroupBy(waiting => (waiting.Item.Url ?? waiting.Feed.Url).Authority, StringComparer.OrdinalIgnoreCase),
            async (waiting, token) =>
            {
                if (waiting.Feed.FullText && waiting.Known is null && IsHeld(waiting.Item.Url))
                {
                    return false;
                }

                if (await ReadAsync(waiting, book, token) is { } result)
                {
                    Measure(waiting.Feed, result);
                    outcomes.AddOrUpdate(result.Outcome, 1, (_, count) => count + 1);
                    foreach (var finding in result.Findings)
                    {
                        findings.Enqueue(finding);
                    }
                }

                return true;
            },
            patience, cancellationToken);

        await RereadAsync(book, isChosen, outcomes, findings, cancellationToken);
        return new PollSummary
        {
            Feeds = [.. polled.OrderBy(feed => feed.Id, StringComparer.Ordinal)],
            Items = outcomes.ToImmutableDictionary(),
            Findings = [.. findings],
        };
    }

    /// <summary>Known articles whose time has come: outlets change numbers in place and say nothing.</summary>
    private async Task RereadAsync(
        RulesInForce book, Func<FeedSettings, bool> isChosen, ConcurrentDictionary<ItemOutcome, int> outcomes, ConcurrentQueue<Finding> findings,
        CancellationToken cancellationToken)
    {
        var chosen = book.Configuration.Feeds.Where(feed => feed.IsEnabled && feed.FullText && isChosen(feed)).ToDictionary(feed => feed.Id, StringComparer.Ordinal);
        if (chosen.Count == 0)
        {
            return;
        }

        var due = await feeds.TakeRereadsAsync(chosen.Keys, MaxRereads, cancellationToken);
        await ForEachLaneAsync(
            due.GroupBy(item => new Uri(item.PageUrl).Authority, StringComparer.OrdinalIgnoreCase),
            async (item, token) =>
            {
                if (IsHeld(new Uri(item.PageUrl)))
                {
                    return false;   // due once more at its next time
                }

                try
                {
                    if (await pipeline.RereadAsync(chosen[item.FeedId], item, book, token) is { } result)
                    {
                        Measure(chosen[item.FeedId], result);
                        outcomes.AddOrUpdate(result.Outcome, 1, (_, count) => count + 1);
                        foreach (var finding in result.Findings)
                        {
                            findings.Enqueue(finding);
                        }

                        LogEdited(item.FeedId, item.ItemKey, result.Findings.Length);
                    }
                }
                catch (Exception e) when (e is not (OperationCanceledException or DbException))
                {
                    LogBroken(item.FeedId, item.ItemKey, e);
                }

                return true;
            },
            Patience.None, cancellationToken);
    }

    private bool IsHeld(Uri? page) => page is not null && _held.TryGetValue(page.Authority, out var until) && until > time.GetUtcNow();

    /// <summary>An item that stays unread, or was edited, is no article more.</summary>
    private static void Measure(FeedSettings feed, ItemResult result)
    {
        var outcome = result.Outcome switch
        {
            ItemOutcome.Recorded or ItemOutcome.NoClaim => "new",
            ItemOutcome.Copy => "duplicate",
            ItemOutcome.NoArticle => "skipped",
            _ => null,
        };
        if (outcome is not null)
        {
            Instruments.Articles.Add(1, Instruments.Feed(feed.Id), Instruments.Outcome(outcome));
        }

        foreach (var finding in result.Findings)
        {
            Instruments.Claims.Add(1, Instruments.Kind(finding.Claim.Kind.ToString().ToLowerInvariant()));
            if (finding.Verdict is Verdict.Contradicts { Standing: Standing.CrossSource } contradiction)
            {
                Instruments.Contradictions.Add(1, Instruments.Kind(contradiction.Kind.ToString().ToLowerInvariant()));
            }
        }
    }

    /// <summary>What a feed shows of a change: another headline, another date of change, and where the feed is all there is, another text.</summary>
    private static string Mark(FeedSettings feed, FeedItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{item.Title}\n{(item.Updated ?? item.Published)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}{(feed.FullText ? "" : "\n" + (item.Content ?? item.Summary))}")))[..32];

    /// <summary>Lanes side by side, the work of each in order; a lane ends where the work says false, and in a pass of the schedule when its time is up.</summary>
    private Task ForEachLaneAsync<T>(
        IEnumerable<IEnumerable<T>> lanes, Func<T, CancellationToken, Task<bool>> work, Patience patience, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        return Parallel.ForEachAsync(
            lanes.Select(lane => lane.ToList()).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, http.Value.MaxConcurrency), CancellationToken = cancellationToken },
            async (lane, token) =>
            {
                foreach (var one in lane)
                {
                    if (!await work(one, token) || (patience == Patience.Schedule && Stopwatch.GetElapsedTime(began) >= LongestPass))
                    {
                        return;
                    }
                }
            });
    }

    /// <summary>Fetches and parses one feed and writes down how it went; its new items wait in the store from then on.</summary>
    private async Task<PolledFeed> AskAsync(FeedSettings feed, FeedState? state, RulesInForce book, CancellationToken cancellationToken)
    {
        var isComparable = state?.Url == feed.Url.AbsoluteUri && time.GetUtcNow().ToUnixTimeMilliseconds() - state.LastBodyAt < s_longestUnseen.TotalMilliseconds;
        var request = new FetchRequest(feed.Url)
        {
            IsFeed = true,
            EntityTag = isComparable ? state?.Etag : null,
            LastModified = isComparable ? state?.LastModified : null,
            MaxBytes = feed.MaxBytes,
            Timeout = feed.Timeout,
        };
        try
        {
            switch (await fetcher.FetchAsync(request, cancellationToken))
            {
                case FetchResult.NotModified unchanged:
                    await feeds.NotModifiedAsync(feed.Id, Delay(feed, null, unchanged.MaxAge), cancellationToken);
                    return new PolledFeed(feed.Id, true, null);

                case FetchResult.Fetched fetched:
                    var parsed = FeedParser.Parse(fetched.Page);
                    Say(feed.Id, parsed.Problems);
                    if (parsed.Format == FeedFormat.None)
                    {
                        var problem = parsed.Problems.LastOrDefault(found => found.Kind == FeedProblemKind.NotAFeed)?.Message ?? "not a feed";
                        return await FailAsync(feed, state, problem, null, false, cancellationToken);
                    }

                    probe.Reached(PassPoint.FeedParsed);
                    await feeds.NoteItemsAsync(feed.Id, [.. parsed.Items.Select(item => Listed(feed, item, book))], cancellationToken);
                    await FinishAsync(feed, parsed, fetched, book.Configuration, state, cancellationToken);
                    return new PolledFeed(feed.Id, false, null);

                case var failed:
                    var isGone = failed is FetchResult.Refused { Status: HttpStatusCode.Gone };
                    var retryAfter = (failed as FetchResult.Refused)?.RetryAfter;
                    var refused = await FailAsync(feed, state, FetchReason.Of(failed, feed.Timeout), retryAfter, isGone, cancellationToken);
                    return refused with { IsRefused = failed is FetchResult.Refused };
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException))
        {
            // A feed that finds a hole in a parser costs its own poll. A store that fails stops the pass.
            return await FailAsync(feed, state, $"{e.GetType().Name}: {e.Message}", null, false, cancellationToken);
        }
    }

    /// <summary>A page is known by its address, if it is the article and the address says which.</summary>
    private static ListedItem Listed(FeedSettings feed, FeedItem item, RulesInForce book) => new(
        item.Key, Mark(feed, item), ClaimJson.Write(item with { Enclosures = [] }),
        feed.FullText && !item.IsAddressShared && item.Url is { } url ? ArticleUrl.Normal(url, book.Book.Tracking).AbsoluteUri : null);

    /// <summary>What is wrong with a feed is said when it changes, not at every poll.</summary>
    private void Say(string feedId, ImmutableArray<FeedProblem> problems)
    {
        var said = string.Join('\n', problems.Select(problem => problem.Message));
        if (problems.IsEmpty)
        {
            _problems.TryRemove(feedId, out _);
        }
        else if (!_problems.TryGetValue(feedId, out var before) || before != said)
        {
            _problems[feedId] = said;
            LogProblem(
                problems.Any(problem => problem.Kind is FeedProblemKind.Truncated or FeedProblemKind.LimitReached) ? LogLevel.Warning : LogLevel.Information,
                feedId, problems[0].Message, problems.Length - 1);
        }
    }

    private async Task<PolledFeed> FailAsync(
        FeedSettings feed, FeedState? state, string reason, TimeSpan? retryAfter, bool isGone, CancellationToken cancellationToken)
    {
        var delay = Backoff(feed, (state?.Failures ?? 0) + 1);
        if (retryAfter > delay)
        {
            delay = retryAfter.Value;
        }

        await feeds.FailedAsync(feed.Id, reason, delay, retryAfter, isGone, cancellationToken);
        LogFailed(feed.Id, reason, delay);
        return new PolledFeed(feed.Id, false, reason);
    }

    /// <summary>Null when a changed item says what it said.</summary>
    private async Task<ItemResult?> ReadAsync(Waiting waiting, RulesInForce book, CancellationToken cancellationToken)
    {
        var (feed, item, attempts, known) = waiting;
        if (known is { } article)
        {
            return await ReadAgainAsync(feed, item, article, book, cancellationToken);
        }

        ItemResult result;
        try
        {
            result = await pipeline.ReadAsync(feed, item, attempts, book, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException))
        {
            // One bad item never costs the others.
            LogBroken(feed.Id, item.Key, e);
            result = new ItemResult(ItemOutcome.Unfetched, $"{e.GetType().Name}: {e.Message}", []);
            if (attempts + 1 >= ArticlePipeline.MaxAttempts)
            {
                result = result with { Outcome = ItemOutcome.NoArticle };
                await feeds.ItemSeenAsync(feed.Id, item.Key, ItemOutcome.NoArticle, null, cancellationToken);
            }
        }

        if (result.Outcome == ItemOutcome.Unfetched)
        {
            await feeds.ItemFailedAsync(feed.Id, item.Key, attempts, result.Reason, cancellationToken);
        }

        if (result.IsHeldBack && item.Url is { } page)
        {
            _held[page.Authority] = time.GetUtcNow() + (result.RetryAfter ?? s_heldBack);
        }

        if (result.Reason.Length > 0)
        {
            LogSkipped(feed.Id, item.Key, result.Outcome, result.Reason);
        }

        return result;
    }

    private async Task<ItemResult?> ReadAgainAsync(FeedSettings feed, FeedItem item, ArticleId article, RulesInForce book, CancellationToken cancellationToken)
    {
        ItemResult? result = null;
        try
        {
            result = await pipeline.RereadAsync(feed, item, article, book, cancellationToken);
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException))
        {
            LogBroken(feed.Id, item.Key, e);
        }

        await feeds.EditSeenAsync(feed.Id, item.Key, cancellationToken);
        if (result is not null)
        {
            LogEdited(feed.Id, item.Key, result.Findings.Length);
        }

        return result;
    }

    private async Task FinishAsync(
        FeedSettings feed, ParsedFeed parsed, FetchResult.Fetched fetched, WatcherConfiguration configuration, FeedState? state, CancellationToken cancellationToken)
    {
        var delay = Delay(feed, parsed.TimeToLive, fetched.MaxAge);
        if (state?.FirstPolledAt is null)
        {
            // Feeds of one host that began together are spread over the interval from then on.
            var neighbours = configuration.Feeds.Where(other => other.Url.Host == feed.Url.Host).ToList();
            delay *= (neighbours.FindIndex(other => other.Id == feed.Id) + 1) / (double)neighbours.Count;
        }

        // After half a feed a 304 would hide the other half.
        var isWhole = !parsed.Problems.Any(problem => problem.Kind == FeedProblemKind.Truncated);
        await feeds.SucceededAsync(
            feed.Id, delay, isWhole ? fetched.Page.EntityTag : null, isWhole ? fetched.Page.LastModified : null, fetched.MovedTo, cancellationToken);
        if (fetched.MovedTo is { } address && state?.MovedTo != address.AbsoluteUri)
        {
            LogMoved(feed.Id, address);
        }

        probe.Reached(PassPoint.FeedFinished);
    }

    /// <summary>The server may lengthen the interval, never shorten it, and a day is the most.</summary>
    private static TimeSpan Delay(FeedSettings feed, TimeSpan? timeToLive, TimeSpan? maxAge)
    {
        var delay = feed.Every;
        foreach (var asked in (TimeSpan?[])[RetryAfter.Within(timeToLive), RetryAfter.Within(maxAge)])
        {
            delay = asked > delay ? asked.Value : delay;
        }

        return delay < s_longestDelay ? delay : s_longestDelay;
    }

    /// <summary>Doubles with each failure, ±10 % by the feed's own id so that feeds that failed together come back apart.</summary>
    internal static TimeSpan Backoff(FeedSettings feed, int failures)
    {
        var spread = 0u;
        foreach (var c in feed.Id)
        {
            spread = (spread * 31) + c + (uint)failures;
        }

        var delay = feed.Every * Math.Pow(2, Math.Min(failures, 12)) * (0.9 + (0.2 * (spread % 1000) / 999));
        return delay < s_longestDelay ? delay : s_longestDelay;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "feed {Feed} failed: {Reason}; next poll in {Delay}")]
    private partial void LogFailed(string feed, string reason, TimeSpan delay);

    [LoggerMessage(Message = "feed {Feed}: {Problem} ({More} more)")]
    private partial void LogProblem(LogLevel level, string feed, string problem, int more);

    [LoggerMessage(Level = LogLevel.Warning, Message = "feed {Feed} has moved for good to {Address}: change feeds.yaml")]
    private partial void LogMoved(string feed, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "feed {Feed}: item {Item} skipped, {Outcome}: {Reason}")]
    private partial void LogSkipped(string feed, string item, ItemOutcome outcome, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "feed {Feed}: item {Item} was edited, {Claims} claims changed")]
    private partial void LogEdited(string feed, string item, int claims);

    [LoggerMessage(Level = LogLevel.Error, Message = "feed {Feed}: item {Item} broke the reader")]
    private partial void LogBroken(string feed, string item, Exception problem);
}
