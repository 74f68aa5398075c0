using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Watcher.Claims.Ledgers;
using Watcher.Reading.Feeds;
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
    PassProbe probe, ILogger<FeedPoller> log)
{
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromHours(24);

    /// <summary>Pages read again in one pass; the rest waits for the next, a minute later.</summary>
    private const int MaxRereads = 100;

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Polls the feeds whose time has come.</summary>
    public Task<PollSummary> PollDueAsync(RulesInForce book, CancellationToken cancellationToken) =>
        PollAsync(book, feed => true, Patience.Schedule, cancellationToken);

    /// <summary>Polls the chosen feeds now; what their servers asked for still binds, unless <paramref name="patience"/> says otherwise.</summary>
    public Task<PollSummary> PollNowAsync(
        RulesInForce book, Func<FeedSettings, bool> isChosen, CancellationToken cancellationToken, Patience patience = Patience.RetryAfter) =>
        PollAsync(book, isChosen, patience, cancellationToken);

    /// <summary>A feed that answered, and its items that are to be read.</summary>
    private sealed class Answer(FeedSettings feed, ParsedFeed parsed, FetchResult.Fetched fetched, IReadOnlyList<(FeedItem, int Attempts)> unread)
    {
        public FeedSettings Feed { get; } = feed;

        public ParsedFeed Parsed { get; } = parsed;

        public FetchResult.Fetched Fetched { get; } = fetched;

        public IReadOnlyList<(FeedItem Item, int Attempts)> Unread { get; } = unread;

        /// <summary>Items that stay unread; several lanes count.</summary>
        public int Left;
    }

    private async Task<PollSummary> PollAsync(
        RulesInForce book, Func<FeedSettings, bool> isChosen, Patience patience, CancellationToken cancellationToken)
    {
        await subscriptions.NoteAsync(book.Configuration, cancellationToken);
        var known = await feeds.AllAsync(cancellationToken);
        var polled = new ConcurrentBag<PolledFeed>();
        var answers = new ConcurrentBag<Answer>();
        var chosen = book.Configuration.Feeds.Where(feed => feed.IsEnabled && isChosen(feed));

        // Feeds of one host one after the other; hosts side by side.
        await ForEachLaneAsync(
            chosen.GroupBy(feed => feed.Url.Authority, StringComparer.OrdinalIgnoreCase),
            async (feed, token) =>
            {
                if (!await feeds.TryTakeAsync(feed.Id, feed.Url, _owner, patience, token))
                {
                    return;
                }

                var began = Stopwatch.GetTimestamp();
                var (outcome, answer) = await AskAsync(feed, known.GetValueOrDefault(feed.Id), token);
                Instruments.FeedPollDuration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
                Instruments.FeedPolls.Add(1, Instruments.Feed(feed.Id), Instruments.Outcome(
                    outcome switch { { IsNotModified: true } => "not_modified", { Problem: null } => "ok", { IsRefused: true } => "refused", _ => "failed" }));
                polled.Add(outcome);
                if (answer is not null)
                {
                    answers.Add(answer);
                }
            },
            cancellationToken);

        // Items in the order of publication, so that the ledger grows as the story did; those of one host one after the other.
        var outcomes = new ConcurrentDictionary<ItemOutcome, int>();
        var findings = new ConcurrentQueue<Finding>();
        await ForEachLaneAsync(
            (from answer in answers
             from unread in answer.Unread
             orderby unread.Item.Published ?? unread.Item.Updated ?? DateTimeOffset.MaxValue, answer.Feed.Id, unread.Item.Key
             select (Answer: answer, unread.Item, unread.Attempts))
            .GroupBy(entry => (entry.Item.Url ?? entry.Answer.Feed.Url).Authority, StringComparer.OrdinalIgnoreCase),
            async (entry, token) =>
            {
                var result = await ReadAsync(entry.Answer.Feed, entry.Item, entry.Attempts, book, token);
                Measure(entry.Answer.Feed, result);
                outcomes.AddOrUpdate(result.Outcome, 1, (_, count) => count + 1);
                foreach (var finding in result.Findings)
                {
                    findings.Enqueue(finding);
                }

                if (result.Outcome == ItemOutcome.Unfetched)
                {
                    Interlocked.Increment(ref entry.Answer.Left);
                }
            },
            cancellationToken);

        foreach (var answer in answers)
        {
            await FinishAsync(answer, book.Configuration, known.GetValueOrDefault(answer.Feed.Id), cancellationToken);
        }

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
            },
            cancellationToken);
    }

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

    /// <summary>What a feed shows of a change: another headline, or another date of change.</summary>
    private static string Mark(FeedItem item) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{item.Title}\n{(item.Updated ?? item.Published)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}")))[..32];

    private Task ForEachLaneAsync<T>(
        IEnumerable<IEnumerable<T>> lanes, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken) => Parallel.ForEachAsync(
            lanes.Select(lane => lane.ToList()).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, http.Value.MaxConcurrency), CancellationToken = cancellationToken },
            async (lane, token) =>
            {
                foreach (var one in lane)
                {
                    await work(one, token);
                }
            });

    /// <summary>Fetches and parses one feed. A failure is written down here; a success is finished when its items have been read.</summary>
    private async Task<(PolledFeed, Answer?)> AskAsync(FeedSettings feed, FeedState? state, CancellationToken cancellationToken)
    {
        var isSameUrl = state?.Url == feed.Url.AbsoluteUri;
        var request = new FetchRequest(feed.Url)
        {
            IsFeed = true,
            EntityTag = isSameUrl ? state?.Etag : null,
            LastModified = isSameUrl ? state?.LastModified : null,
            MaxBytes = feed.MaxBytes,
            Timeout = feed.Timeout,
        };
        try
        {
            switch (await fetcher.FetchAsync(request, cancellationToken))
            {
                case FetchResult.NotModified unchanged:
                    await feeds.NotModifiedAsync(feed.Id, Delay(feed, null, unchanged.MaxAge), cancellationToken);
                    return (new PolledFeed(feed.Id, true, null), null);

                case FetchResult.Fetched fetched:
                    var parsed = FeedParser.Parse(fetched.Page);
                    if (parsed.Format == FeedFormat.None)
                    {
                        var problem = parsed.Problems.Length > 0 ? parsed.Problems[0].Message : "not a feed";
                        return (await FailAsync(feed, state, problem, null, false, cancellationToken), null);
                    }

                    probe.Reached(PassPoint.FeedParsed);
                    var unread = await feeds.NoteItemsAsync(feed.Id, [.. parsed.Items.Select(item => new ListedItem(item.Key, Mark(item)))], cancellationToken);
                    var byKey = parsed.Items.ToDictionary(item => item.Key, StringComparer.Ordinal);
                    return (
                        new PolledFeed(feed.Id, false, null),
                        new Answer(feed, parsed, fetched, [.. unread.Select(item => (byKey[item.ItemKey], item.Attempts))]));

                case var failed:
                    var isGone = failed is FetchResult.Refused { Status: HttpStatusCode.Gone };
                    var retryAfter = (failed as FetchResult.Refused)?.RetryAfter;
                    var refused = await FailAsync(feed, state, FetchReason.Of(failed, feed.Timeout), retryAfter, isGone, cancellationToken);
                    return (refused with { IsRefused = failed is FetchResult.Refused }, null);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbException))
        {
            // A feed that finds a hole in a parser costs its own poll. A store that fails stops the pass.
            return (await FailAsync(feed, state, $"{e.GetType().Name}: {e.Message}", null, false, cancellationToken), null);
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

    private async Task<ItemResult> ReadAsync(FeedSettings feed, FeedItem item, int attempts, RulesInForce book, CancellationToken cancellationToken)
    {
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
            await feeds.ItemFailedAsync(feed.Id, item.Key, result.Reason, cancellationToken);
        }

        if (result.Reason.Length > 0)
        {
            LogSkipped(feed.Id, item.Key, result.Outcome, result.Reason);
        }

        return result;
    }

    private async Task FinishAsync(Answer answer, WatcherConfiguration configuration, FeedState? state, CancellationToken cancellationToken)
    {
        var (feed, fetched) = (answer.Feed, answer.Fetched);
        var delay = Delay(feed, answer.Parsed.TimeToLive, fetched.MaxAge);
        if (state?.FirstPolledAt is null)
        {
            // Feeds of one host that began together are spread over the interval from then on.
            var neighbours = configuration.Feeds.Where(other => other.Url.Host == feed.Url.Host).ToList();
            delay *= (neighbours.FindIndex(other => other.Id == feed.Id) + 1) / (double)neighbours.Count;
        }

        var isWhole = answer.Left == 0;
        await feeds.SucceededAsync(
            feed.Id, delay, isWhole ? fetched.Page.EntityTag : null, isWhole ? fetched.Page.LastModified : null, fetched.MovedTo, cancellationToken);
        if (fetched.MovedTo is { } address)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "feed {Feed} has moved for good to {Address}: change feeds.yaml")]
    private partial void LogMoved(string feed, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "feed {Feed}: item {Item} skipped, {Outcome}: {Reason}")]
    private partial void LogSkipped(string feed, string item, ItemOutcome outcome, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "feed {Feed}: item {Item} was edited, {Claims} claims changed")]
    private partial void LogEdited(string feed, string item, int claims);

    [LoggerMessage(Level = LogLevel.Error, Message = "feed {Feed}: item {Item} broke the reader")]
    private partial void LogBroken(string feed, string item, Exception problem);
}
