using System.Data.Common;
using Dapper;
using Watcher.Claims;

namespace Watcher.Worker.Storage;

/// <summary>What became of one feed item.</summary>
internal enum ItemOutcome
{
    /// <summary>The page could not be fetched: the item stays unread and comes back at the next poll.</summary>
    Unfetched,

    /// <summary>Neither the page nor the feed holds an article.</summary>
    NoArticle,

    /// <summary>Read and stored; nothing watched is claimed in it.</summary>
    NoClaim,

    Recorded,

    /// <summary>The same article came by another item or feed.</summary>
    Copy,

    /// <summary>A known article was read again and says something else.</summary>
    Edited,
}

/// <summary>What a poll waits for.</summary>
internal enum Patience
{
    /// <summary>The feed's own time.</summary>
    Schedule,

    /// <summary>Nothing but what the feed's server asked for.</summary>
    RetryAfter,

    /// <summary>Nothing: somebody decided to ask all the same.</summary>
    None,
}

/// <summary>What the store knows of one feed.</summary>
internal sealed class FeedState
{
    public string Id { get; init; } = "";

    public string Url { get; init; } = "";

    public long? FirstPolledAt { get; init; }

    public long NextPollAt { get; init; }

    public long? NotBefore { get; init; }

    public long? LastPolledAt { get; init; }

    public long? LastSuccessAt { get; init; }

    public long? FailingSince { get; init; }

    public int Failures { get; init; }

    public string? LastError { get; init; }

    public string? Etag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>When a poll last brought the whole feed, and not a word that it is unchanged.</summary>
    public long? LastBodyAt { get; init; }

    public string? MovedTo { get; init; }

    public bool IsGone { get; init; }

    public int Items { get; init; }
}

/// <summary>An item of a feed that is still to be read.</summary>
internal sealed class UnreadItem
{
    public string FeedId { get; init; } = "";

    public string ItemKey { get; init; } = "";

    /// <summary>Failed tries so far.</summary>
    public int Attempts { get; init; }

    /// <summary>As <see cref="ListedItem.Listed"/>.</summary>
    public string Listed { get; init; } = "";

    /// <summary>The article it was read as before the feed changed its text; null when it was never read.</summary>
    public string? ArticleId { get; init; }
}

/// <summary>An item as a feed lists it.</summary>
/// <param name="Key">Tells it from the feed's other items.</param>
/// <param name="Mark">Changes when the feed says that the item has changed.</param>
/// <param name="Listed">The item as text, for when it is read.</param>
/// <param name="Url">The address of its page without what only tracks; null when the page says nothing of which article is meant.</param>
internal sealed record ListedItem(string Key, string Mark, string Listed, string? Url);

/// <summary>The page that an article was read from, and what its server needs to say that it is unchanged.</summary>
internal sealed record PageSource(Uri Url, string? EntityTag, string? LastModified);

/// <summary>A page that is to be read again.</summary>
internal sealed class RereadItem
{
    public string FeedId { get; init; } = "";

    public string ItemKey { get; init; } = "";

    public string ArticleId { get; init; } = "";

    public string PageUrl { get; init; } = "";

    public string? PageEtag { get; init; }

    public string? PageLastModified { get; init; }

    public long FirstSeenAt { get; init; }
}

/// <summary>When feeds are due, how their last polls went, and which of their items have been seen. Items are known by key, never by date.</summary>
internal sealed class FeedStore(Database database, TimeProvider time)
{
    /// <summary>Longer than a poll with all its pages may take; a worker that dies gives its feeds back after it.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(10);

    /// <summary>
    /// After first sight, when a page is looked at again: most corrections come within hours, some the day after. The feed may ask for it
    /// in between, by changing the item.
    /// </summary>
    private static readonly TimeSpan[] s_rereads =
        [TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromHours(32), TimeSpan.FromHours(72)];

    /// <summary>How long an item waits after each failed try: a site that is down is down for minutes or for a night.</summary>
    private static readonly TimeSpan[] s_retries = [TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    /// <summary>How long a page without an article is not looked at again under another id.</summary>
    private static readonly TimeSpan s_emptyPage = TimeSpan.FromHours(6);

    /// <summary>So many known items, and all of them changed: the feed stamps its own time on everything, and nothing was edited.</summary>
    private const int LeastStamped = 5;

    public async Task<IReadOnlyDictionary<string, FeedState>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<FeedState>(new CommandDefinition("select * from feed", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>Takes a feed for polling; false when it is not due, or another instance has it.</summary>
    /// <param name="url">Another address than last time makes the feed due: what the old server asked for binds no more.</param>
    /// <param name="owner">This instance.</param>
    /// <param name="patience">Whether its time and its server's Retry-After bind.</param>
    public Task<bool> TryTakeAsync(
        string feedId, Uri url, string owner, Patience patience, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            await transaction.RunAsync(
                """
                insert into feed (id, url, next_poll_at) values (@feedId, @url, @now)
                on conflict (id) do update set url = excluded.url, next_poll_at = excluded.next_poll_at, not_before = null, is_gone = 0,
                    etag = null, last_modified = null, moved_to = null
                where feed.url <> excluded.url
                """,
                new { feedId, url = url.AbsoluteUri, now }, cancellationToken);
            return await transaction.RunAsync(
                """
                update feed set lease_owner = @owner, lease_until = @until
                where id = @feedId and (is_gone = 0 or @isForced = 1) and (next_poll_at <= @now or @isEarly = 1) and (not_before is null or not_before <= @now or @isForced = 1)
                  and (lease_until is null or lease_until <= @now)
                """,
                new
                {
                    feedId,
                    owner,
                    now,
                    until = now + (long)s_lease.TotalMilliseconds,
                    isEarly = patience > Patience.Schedule ? 1L : 0L,
                    isForced = patience == Patience.None ? 1L : 0L,
                },
                cancellationToken) > 0;
        },
        cancellationToken);

    /// <summary>
    /// Notes the items of a feed that was fetched and parsed. The new ones are unread from then on, whatever the feed lists next. The first
    /// call for a feed begins its history: what it lists is its back catalogue.
    /// </summary>
    public Task NoteItemsAsync(string feedId, IReadOnlyList<ListedItem> items, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var isFirst = await transaction.RunAsync(
                "update feed set first_polled_at = @now where id = @feedId and first_polled_at is null", new { feedId, now }, cancellationToken) > 0;
            var known = await KnownAsync(transaction, feedId, items, now, cancellationToken);
            var marked = known.Where(row => row.IsKey && row.Mark is not null).ToList();
            var twins = known.Where(row => row.Url is not null && row.SeenAt is not null).DistinctBy(row => row.Url).ToDictionary(row => row.Url!, StringComparer.Ordinal);   // just looked at
            var isStamped = marked.Count >= LeastStamped && marked.TrueForAll(row => row.HasOtherMark);
            var since = isStamped ? now : now - (long)s_rereads[^1].TotalMilliseconds;
            var edited = marked.Where(row => row.HasOtherMark && row.IsFromFeed && row.FirstSeenAt > since).Select(row => row.ItemKey).ToHashSet(StringComparer.Ordinal);
            await transaction.RunAsync(
                """
                insert into feed_item (feed_id, item_key, first_seen_at, is_first_poll, mark, url, listed, seen_at, outcome, article_id)
                values (@feedId, @Key, @now, @isFirst, @Mark, @Url, @listed, @seen, @outcome, @article)
                on conflict (feed_id, item_key) do update set mark = excluded.mark, url = excluded.url,
                    listed = case when feed_item.seen_at is null or @isEdited = 1 then excluded.listed else feed_item.listed end,
                    reread_at = case when feed_item.page_url is not null and feed_item.mark <> excluded.mark and feed_item.first_seen_at > @since
                                     then @now else feed_item.reread_at end
                """,
                items.DistinctBy(item => item.Key).Select(item =>
                {
                    var twin = item.Url is null ? null : twins.GetValueOrDefault(item.Url);
                    return new
                    {
                        feedId,
                        item.Key,
                        item.Mark,
                        item.Url,
                        now,
                        isFirst = isFirst ? 1L : 0L,
                        listed = twin is null ? item.Listed : null,
                        seen = twin is null ? (long?)null : now,
                        outcome = twin is null ? null : Name(ItemOutcome.Copy),
                        article = twin?.ArticleId,
                        since,
                        isEdited = edited.Contains(item.Key) ? 1L : 0L,
                    };
                }),
                cancellationToken);
            await transaction.RunAsync("update feed set items = @items where id = @feedId", new { feedId, items = (long)items.Count }, cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>
    /// The items among these that were listed before, by key or by the address of their page. Those without an article count for some hours
    /// only: the page may have been empty when it was first looked at.
    /// </summary>
    private async Task<List<KnownItem>> KnownAsync(
        DbTransaction transaction, string feedId, IReadOnlyList<ListedItem> items, long now, CancellationToken cancellationToken)
    {
        var marks = items.DistinctBy(item => item.Key).ToDictionary(item => item.Key, item => item.Mark, StringComparer.Ordinal);
        var urls = items.Select(item => item.Url).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var rows = await transaction.ListAsync<KnownItem>(
            $"""
            select item_key, url, mark, first_seen_at, seen_at, outcome, article_id, page_url from feed_item
            where feed_id = @feedId and (item_key {database.Dialect.Among("keys")} or (url {database.Dialect.Among("urls")}
                and (article_id is not null or seen_at > @since)))
            order by first_seen_at, item_key
            """,
            new { feedId, keys = marks.Keys.ToArray(), urls = urls.ToArray(), since = now - (long)s_emptyPage.TotalMilliseconds }, cancellationToken);
        foreach (var row in rows.Where(row => marks.ContainsKey(row.ItemKey)))
        {
            (row.IsKey, row.HasOtherMark) = (true, row.Mark != marks[row.ItemKey]);
        }

        return [.. rows];
    }

    private sealed class KnownItem
    {
        public string ItemKey { get; init; } = "";

        public string? Url { get; init; }

        public string? Mark { get; init; }

        public long? SeenAt { get; init; }

        public string? Outcome { get; init; }

        public string? ArticleId { get; init; }

        public string? PageUrl { get; init; }

        public long FirstSeenAt { get; init; }

        /// <summary>The text it was read from is the feed's own, so that the feed says when it changes.</summary>
        public bool IsFromFeed => PageUrl is null && ArticleId is not null && (Outcome == Name(ItemOutcome.Recorded) || Outcome == Name(ItemOutcome.NoClaim));

        public bool IsKey { get; set; }

        public bool HasOtherMark { get; set; }
    }

    /// <summary>What is still to be read of these feeds, for the first time or once more, whether they list it any more or not.</summary>
    /// <param name="feedIds">The feeds.</param>
    /// <param name="patience">Whether items that failed wait for their next time.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<UnreadItem>> UnreadAsync(IReadOnlyCollection<string> feedIds, Patience patience, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<UnreadItem>(new CommandDefinition(
            $"""
            select feed_id, item_key, attempts, listed, case when seen_at is not null then article_id end as article_id from feed_item
            where listed is not null and feed_id {database.Dialect.Among("feeds")}
              and (retry_at is null or retry_at <= @now or @isForced = 1)
            """,
            new { feeds = feedIds.ToArray(), now = time.GetUtcNow().ToUnixTimeMilliseconds(), isForced = patience == Patience.None ? 1L : 0L },
            cancellationToken: cancellationToken))];
    }

    /// <summary>The poll went well. Without validators the next poll brings the whole feed again.</summary>
    public Task SucceededAsync(
        string feedId, TimeSpan delay, string? etag, string? lastModified, Uri? movedTo, CancellationToken cancellationToken) =>
        UpdateAsync(
            """
            update feed set last_polled_at = @now, last_success_at = @now, last_body_at = @now, next_poll_at = @next, not_before = null,
                failing_since = null, failures = 0, last_error = null, etag = @etag, last_modified = @lastModified, moved_to = @movedTo, is_gone = 0,
                lease_owner = null, lease_until = null
            where id = @feedId
            """,
            now => new { feedId, now, next = now + (long)delay.TotalMilliseconds, etag, lastModified, movedTo = movedTo?.AbsoluteUri }, cancellationToken);

    /// <summary>Nothing new at the feed; everything else stays as the last good poll left it.</summary>
    public Task NotModifiedAsync(string feedId, TimeSpan delay, CancellationToken cancellationToken) => UpdateAsync(
        """
        update feed set last_polled_at = @now, last_success_at = @now, next_poll_at = @next, not_before = null, failing_since = null,
            failures = 0, last_error = null, is_gone = 0, lease_owner = null, lease_until = null
        where id = @feedId
        """,
        now => new { feedId, now, next = now + (long)delay.TotalMilliseconds }, cancellationToken);

    /// <summary>The poll failed. Validators are dropped, so that a later 304 cannot pass for a feed that was read.</summary>
    public Task FailedAsync(
        string feedId, string reason, TimeSpan delay, TimeSpan? retryAfter, bool isGone, CancellationToken cancellationToken) => UpdateAsync(
            """
            update feed set last_polled_at = @now, next_poll_at = @next, not_before = @notBefore, failing_since = coalesce(failing_since, @now),
                failures = failures + 1, last_error = @reason, etag = null, last_modified = null, is_gone = @isGone,
                lease_owner = null, lease_until = null
            where id = @feedId
            """,
            now => new
            {
                feedId,
                now,
                reason,
                next = now + (long)delay.TotalMilliseconds,
                notBefore = retryAfter is { } wait ? now + (long)wait.TotalMilliseconds : (long?)null,
                isGone = isGone ? 1L : 0L,
            },
            cancellationToken);

    /// <summary>Gives a feed back unpolled, as it was.</summary>
    public Task ReleaseAsync(string feedId, CancellationToken cancellationToken) =>
        UpdateAsync("update feed set lease_owner = null, lease_until = null where id = @feedId", _ => new { feedId }, cancellationToken);

    /// <summary>Leases of a process that is gone; only where one process can hold the store.</summary>
    public Task ReleaseAllAsync(CancellationToken cancellationToken) =>
        UpdateAsync("update feed set lease_owner = null, lease_until = null where lease_until is not null", _ => null, cancellationToken);

    /// <summary>An item could not be read this time; it is tried again later, and later each time.</summary>
    public Task ItemFailedAsync(string feedId, string key, int attempts, string reason, CancellationToken cancellationToken) => UpdateAsync(
        "update feed_item set attempts = @attempts, last_error = @reason, retry_at = @retry where feed_id = @feedId and item_key = @key",
        now => new
        {
            feedId,
            key,
            reason,
            attempts = attempts + 1L,
            retry = now + (long)s_retries[Math.Min(attempts, s_retries.Length - 1)].TotalMilliseconds,
        },
        cancellationToken);

    /// <summary>An item that the feed changed was looked at again.</summary>
    public Task EditSeenAsync(string feedId, string key, CancellationToken cancellationToken) => UpdateAsync(
        "update feed_item set listed = null where feed_id = @feedId and item_key = @key", _ => new { feedId, key }, cancellationToken);

    /// <summary>An item is done with, without an article.</summary>
    public Task ItemSeenAsync(
        string feedId, string key, ItemOutcome outcome, ArticleId? article, CancellationToken cancellationToken) => database.WriteAsync(
            async transaction =>
            {
                await MarkSeenAsync(transaction, feedId, key, outcome, article, time.GetUtcNow(), cancellationToken);
                return true;
            },
            cancellationToken);

    /// <summary>Takes pages that are due to be read again; each is due once more at its next time, whatever becomes of this one.</summary>
    public Task<IReadOnlyList<RereadItem>> TakeRereadsAsync(IReadOnlyCollection<string> feedIds, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<RereadItem>>(
            async transaction =>
            {
                var now = time.GetUtcNow().ToUnixTimeMilliseconds();
                var due = await transaction.ListAsync<RereadItem>(
                    $"""
                    select feed_id, item_key, article_id, page_url, page_etag, page_last_modified, first_seen_at from feed_item
                    where reread_at <= @now and article_id is not null and page_url is not null and feed_id {database.Dialect.Among("feeds")}
                    order by reread_at, feed_id, item_key limit {limit}
                    """,
                    new { now, feeds = feedIds.ToArray() }, cancellationToken);
                await transaction.RunAsync(
                    "update feed_item set reread_at = @next where feed_id = @FeedId and item_key = @ItemKey",
                    due.Select(item => new { item.FeedId, item.ItemKey, next = NextReread(item.FirstSeenAt, now) }), cancellationToken);
                return due;
            },
            cancellationToken);

    /// <summary>What the server said of a page that was read again.</summary>
    public Task RereadAsync(RereadItem item, PageSource page, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(page);
        return UpdateAsync(
            "update feed_item set page_etag = @EntityTag, page_last_modified = @LastModified where feed_id = @FeedId and item_key = @ItemKey",
            _ => new { item.FeedId, item.ItemKey, page.EntityTag, page.LastModified }, cancellationToken);
    }

    /// <summary>The page is gone: nobody looks again.</summary>
    public Task ForgetPageAsync(RereadItem item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        return UpdateAsync(
            "update feed_item set reread_at = null, page_url = null where feed_id = @FeedId and item_key = @ItemKey",
            _ => new { item.FeedId, item.ItemKey }, cancellationToken);
    }

    /// <summary>Notes where an article came from; one with claims is looked at again.</summary>
    internal static Task MarkPageAsync(
        DbTransaction transaction, string feedId, string key, PageSource page, bool hasClaims, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.RunAsync(
            """
            update feed_item set page_url = @url, page_etag = @EntityTag, page_last_modified = @LastModified, reread_at = @next
            where feed_id = @feedId and item_key = @key
            """,
            new
            {
                feedId,
                key,
                url = page.Url.AbsoluteUri,
                page.EntityTag,
                page.LastModified,
                next = hasClaims ? NextReread(now.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds()) : null,
            },
            cancellationToken);

    /// <summary>Null when the last time has passed.</summary>
    private static long? NextReread(long firstSeen, long now)
    {
        foreach (var after in s_rereads)
        {
            if (firstSeen + (long)after.TotalMilliseconds is var at && at > now)
            {
                return at;
            }
        }

        return null;
    }

    internal static Task MarkSeenAsync(
        DbTransaction transaction, string feedId, string key, ItemOutcome outcome, ArticleId? article, DateTimeOffset now,
        CancellationToken cancellationToken) => transaction.RunAsync(
            """
            insert into feed_item (feed_id, item_key, first_seen_at, is_first_poll, seen_at, outcome, article_id)
            values (@feedId, @key, @now, 0, @now, @outcome, @article)
            on conflict (feed_id, item_key) do update set seen_at = excluded.seen_at, outcome = excluded.outcome, article_id = excluded.article_id,
                listed = null, retry_at = null
            """,
            new { feedId, key, now = now.ToUnixTimeMilliseconds(), outcome = Name(outcome), article = article?.Value }, cancellationToken);

    private Task<int> UpdateAsync(string sql, Func<long, object?> values, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.RunAsync(sql, values(time.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken), cancellationToken);

    private static string Name(ItemOutcome outcome) => outcome switch
    {
        ItemOutcome.Unfetched => "unfetched",
        ItemOutcome.NoArticle => "no_article",
        ItemOutcome.NoClaim => "no_claim",
        ItemOutcome.Recorded => "recorded",
        ItemOutcome.Copy => "copy",
        ItemOutcome.Edited => "edited",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
