using Dapper;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>What was taken out of the store.</summary>
internal sealed record Erased(int Articles, int Mails, int Recipients);

/// <summary>Erases what is kept for a time only: article texts, rendered mails, removed recipients. The ledger itself is kept.</summary>
internal sealed class RetentionStore(Database database, TimeProvider time)
{
    public Task<Erased> EraseAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        return database.WriteAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();

                // Who has another id is not removed.
                await FormerIdStore.MoveAsync(transaction, database.Dialect, configuration, cancellationToken);
                var articles = new { before = (now - configuration.Policy.KeepArticles).ToUnixTimeMilliseconds() };
                var pages = new { before = (now - configuration.Policy.KeepPages).ToUnixTimeMilliseconds() };
                await transaction.RunAsync(
                    "delete from dropped_block where article_id in (select id from article where recorded_at < @before)", pages, cancellationToken);
                await transaction.RunAsync(
                    """
                    update feed_item set page_url = null, page_etag = null, page_last_modified = null, reread_at = null
                    where page_url is not null and first_seen_at < @before
                    """,
                    pages, cancellationToken);
                await transaction.RunAsync(
                    "update feed_item set listed = null, retry_at = null where listed is not null and first_seen_at < @before", pages, cancellationToken);
                var texts = await transaction.RunAsync(
                    "update article set body = null where recorded_at < @before and body is not null", articles, cancellationToken);

                await transaction.RunAsync("update article_edit set body = null where read_at < @before and body is not null", articles, cancellationToken);

                var copies = new { before = (now - SharedOrigin.Window).ToUnixTimeMilliseconds() };
                await transaction.RunAsync("delete from article_sketch_key where recorded_at < @before", copies, cancellationToken);
                await transaction.RunAsync("update article set sketch = null where recorded_at < @before and sketch is not null", copies, cancellationToken);

                // The row stays: it says which findings were mailed.
                var mails = await transaction.RunAsync(
                    "update outbox set rendered = @nothing, address = '' where closed_at < @before and address <> ''",
                    new { nothing = Array.Empty<byte>(), before = (now - configuration.Policy.KeepOutbox).ToUnixTimeMilliseconds() }, cancellationToken);

                var recipients = 0;
                var wanted = configuration.Recipients.ToDictionary(
                    recipient => recipient.Id, recipient => recipient.Subscriptions.Select(s => s.List).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
                var known = await transaction.ListAsync<SubscriptionState>("select * from subscription", null, cancellationToken);
                foreach (var subscription in known)
                {
                    if (wanted.TryGetValue(subscription.RecipientId, out var lists) && lists.Contains(subscription.ListId))
                    {
                        continue;
                    }

                    var gone = new { subscription.RecipientId, subscription.ListId, now = now.ToUnixTimeMilliseconds() };
                    await transaction.RunAsync(
                        """
                        update outbox set state = 'dropped', closed_at = @now, last_text = 'the subscription is gone'
                        where recipient_id = @RecipientId and list_id = @ListId and state in ('pending', 'retry', 'unknown', 'held')
                        """,
                        gone, cancellationToken);
                    await transaction.RunAsync(
                        "delete from owed_finding where recipient_id = @RecipientId and list_id = @ListId and outbox_id is null", gone, cancellationToken);
                    await transaction.RunAsync(
                        "delete from subscription where recipient_id = @RecipientId and list_id = @ListId", gone, cancellationToken);

                    // Whoever is put on the list again has asked for it.
                    await transaction.RunAsync(
                        "delete from unsubscription where recipient_id = @RecipientId and list_id = @ListId", gone, cancellationToken);
                    if (!wanted.ContainsKey(subscription.RecipientId))
                    {
                        await transaction.RunAsync(
                            "update outbox set rendered = @nothing, address = '' where recipient_id = @RecipientId and state <> 'sending'",
                            new { nothing = Array.Empty<byte>(), subscription.RecipientId }, cancellationToken);
                        await transaction.RunAsync("delete from mute where recipient_id = @RecipientId", gone, cancellationToken);
                        await transaction.RunAsync("delete from pause where recipient_id = @RecipientId", gone, cancellationToken);
                        recipients++;
                    }
                }

                return new Erased(texts, mails, recipients);
            },
            cancellationToken);
    }

    /// <summary>Gives space back and keeps the store quick.</summary>
    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        if (database.Dialect.Upkeep.Length == 0)
        {
            return;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(database.Dialect.Upkeep, commandTimeout: 600, cancellationToken: cancellationToken));
    }
}
