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

    public string? MovedTo { get; init; }

    public bool IsGone { get; init; }

    public int Items { get; init; }
}

/// <summary>An item of a feed that is still to be read.</summary>
internal sealed class UnreadItem
{
    public string ItemKey { get; init; } = "";

    /// <summary>Failed tries so far.</summary>
    public int Attempts { get; init; }
}

/// <summary>When feeds are due, how their last polls went, and which of their items have been seen. Items are known by key, never by date.</summary>
internal sealed class FeedStore(Database database, TimeProvider time)
{
    /// <summary>Longer than a poll with all its pages may take; a worker that dies gives its feeds back after it.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(10);

    public async Task<IReadOnlyDictionary<string, FeedState>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<FeedState>(new CommandDefinition("select * from feed", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
    }

    /// <summary>Takes a feed for polling; false when it is not due, or another instance has it.</summary>
    /// <param name="url">Another address than last time makes the feed due: what the old server asked for binds no more.</param>
    /// <param name="owner">This instance.</param>
    /// <param name="ignoresSchedule">Polls before its time too; a Retry-After of the server still binds.</param>
    public Task<bool> TryTakeAsync(
        string feedId, Uri url, string owner, bool ignoresSchedule, CancellationToken cancellationToken) => database.WriteAsync(
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
                where id = @feedId and is_gone = 0 and (next_poll_at <= @now or @ignoresSchedule = 1) and (not_before is null or not_before <= @now)
                  and (lease_until is null or lease_until <= @now)
                """,
                new { feedId, owner, now, until = now + (long)s_lease.TotalMilliseconds, ignoresSchedule = ignoresSchedule ? 1L : 0L },
                cancellationToken) > 0;
        },
        cancellationToken);

    /// <summary>
    /// Notes the items of a feed that was fetched and parsed, and gives those that are still unread, in the order given. The first call
    /// for a feed begins its history: what it lists is its back catalogue.
    /// </summary>
    public Task<IReadOnlyList<UnreadItem>> NoteItemsAsync(string feedId, IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<UnreadItem>>(
            async transaction =>
            {
                var now = time.GetUtcNow().ToUnixTimeMilliseconds();
                var isFirst = await transaction.RunAsync(
                    "update feed set first_polled_at = @now where id = @feedId and first_polled_at is null", new { feedId, now }, cancellationToken) > 0;
                await transaction.RunAsync(
                    """
                    insert into feed_item (feed_id, item_key, first_seen_at, is_first_poll) values (@feedId, @key, @now, @isFirst)
                    on conflict (feed_id, item_key) do nothing
                    """,
                    keys.Distinct(StringComparer.Ordinal).Select(key => new { feedId, key, now, isFirst = isFirst ? 1L : 0L }), cancellationToken);
                await transaction.RunAsync(
                    "update feed set items = @items where id = @feedId", new { feedId, items = (long)keys.Count }, cancellationToken);

                var unread = (await transaction.ListAsync<UnreadItem>(
                    "select item_key, attempts from feed_item where feed_id = @feedId and seen_at is null", new { feedId }, cancellationToken))
                    .ToDictionary(item => item.ItemKey, StringComparer.Ordinal);
                return [.. keys.Distinct(StringComparer.Ordinal).Where(unread.ContainsKey).Select(key => unread[key])];
            },
            cancellationToken);

    /// <summary>The poll went well. Validators are kept only when every item was read: a 304 would hide the others.</summary>
    public Task SucceededAsync(
        string feedId, TimeSpan delay, string? etag, string? lastModified, Uri? movedTo, CancellationToken cancellationToken) =>
        UpdateAsync(
            """
            update feed set last_polled_at = @now, last_success_at = @now, next_poll_at = @next, not_before = null, failing_since = null,
                failures = 0, last_error = null, etag = @etag, last_modified = @lastModified, moved_to = @movedTo,
                lease_owner = null, lease_until = null
            where id = @feedId
            """,
            now => new { feedId, now, next = now + (long)delay.TotalMilliseconds, etag, lastModified, movedTo = movedTo?.AbsoluteUri }, cancellationToken);

    /// <summary>Nothing new at the feed; everything else stays as the last good poll left it.</summary>
    public Task NotModifiedAsync(string feedId, TimeSpan delay, CancellationToken cancellationToken) => UpdateAsync(
        """
        update feed set last_polled_at = @now, last_success_at = @now, next_poll_at = @next, not_before = null, failing_since = null,
            failures = 0, last_error = null, lease_owner = null, lease_until = null
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

    /// <summary>An item could not be read this time.</summary>
    public Task ItemFailedAsync(string feedId, string key, string reason, CancellationToken cancellationToken) => UpdateAsync(
        "update feed_item set attempts = attempts + 1, last_error = @reason where feed_id = @feedId and item_key = @key",
        _ => new { feedId, key, reason }, cancellationToken);

    /// <summary>An item is done with, without an article.</summary>
    public Task ItemSeenAsync(
        string feedId, string key, ItemOutcome outcome, ArticleId? article, CancellationToken cancellationToken) => database.WriteAsync(
            async transaction =>
            {
                await MarkSeenAsync(transaction, feedId, key, outcome, article, time.GetUtcNow(), cancellationToken);
                return true;
            },
            cancellationToken);

    internal static Task MarkSeenAsync(
        DbTransaction transaction, string feedId, string key, ItemOutcome outcome, ArticleId? article, DateTimeOffset now,
        CancellationToken cancellationToken) => transaction.RunAsync(
            """
            insert into feed_item (feed_id, item_key, first_seen_at, is_first_poll, seen_at, outcome, article_id)
            values (@feedId, @key, @now, 0, @now, @outcome, @article)
            on conflict (feed_id, item_key) do update set seen_at = excluded.seen_at, outcome = excluded.outcome, article_id = excluded.article_id
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
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
