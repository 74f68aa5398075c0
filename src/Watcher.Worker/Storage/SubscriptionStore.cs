using Dapper;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>Which slot of a subscription was decided last.</summary>
internal sealed class SubscriptionState
{
    public string RecipientId { get; init; } = "";

    public string ListId { get; init; } = "";

    public long FirstSeenAt { get; init; }

    /// <summary>The next window begins here.</summary>
    public long LastSlotAt { get; init; }

    public long? LastDigestAt { get; init; }
}

/// <summary>When lists and subscriptions were first seen, and how far their digests have come.</summary>
internal sealed class SubscriptionStore(Database database, TimeProvider time)
{
    /// <summary>
    /// Begins the history of lists and subscriptions that are new in the configuration. Asked before every poll and composition, because
    /// what a list may hear of depends on when it was added.
    /// </summary>
    public Task NoteAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var now = time.GetUtcNow();
        var lists = configuration.Lists.Select(list => new { list.Id, now = now.ToUnixTimeMilliseconds() }).ToList();
        var subscriptions =
            (from recipient in configuration.Recipients
             from subscription in recipient.Subscriptions
             select new
             {
                 Recipient = recipient.Id,
                 subscription.List,
                 Now = now.ToUnixTimeMilliseconds(),

                 // The slot before the subscription began is not its own; the first digest comes at the next one.
                 Slot = (subscription.Schedule?.LatestSlot(now, recipient.Zone) ?? now).ToUnixTimeMilliseconds(),
             }).ToList();
        return database.WriteAsync(
            async transaction => await transaction.RunAsync(
                    "insert into list_state (list_id, first_seen_at) values (@Id, @now) on conflict (list_id) do nothing", lists, cancellationToken)
                + await transaction.RunAsync(
                    """
                    insert into subscription (recipient_id, list_id, first_seen_at, last_slot_at) values (@Recipient, @List, @Now, @Slot)
                    on conflict (recipient_id, list_id) do nothing
                    """,
                    subscriptions, cancellationToken),
            cancellationToken);
    }

    public async Task<IReadOnlyDictionary<(string Recipient, string List), SubscriptionState>> AllAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<SubscriptionState>(new CommandDefinition("select * from subscription", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => (row.RecipientId, row.ListId));
    }

    /// <summary>A slot has passed and nothing was owed: it is decided all the same, so that a later finding belongs to a later digest.</summary>
    public Task PassSlotAsync(string recipient, string list, DateTimeOffset slot, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.RunAsync(PassSlot, new { recipient, list, slot = slot.ToUnixTimeMilliseconds() }, cancellationToken), cancellationToken);

    internal const string PassSlot =
        "update subscription set last_slot_at = @slot where recipient_id = @recipient and list_id = @list and last_slot_at < @slot";
}
