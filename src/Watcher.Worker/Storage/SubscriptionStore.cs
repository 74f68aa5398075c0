using System.Data.Common;
using Dapper;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>Which slot of a subscription was decided last.</summary>
internal sealed record SubscriptionState
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
    /// <summary>The configuration whose names this process has noted: there may be thousands, and they change only with it.</summary>
    private WatcherConfiguration? _noted;

    /// <summary>
    /// Begins the history of lists and subscriptions that are new in the configuration, and goes on with that of ids that were renamed. Asked before every poll and composition, because
    /// what a list may hear of depends on when it was added.
    /// </summary>
    public async Task NoteAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
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
        await database.WriteAsync(
            async transaction =>
            {
                // Before anything is begun under a new id.
                await FormerIdStore.MoveAsync(transaction, database.Dialect, configuration, cancellationToken);
                await transaction.RunAsync(
                    "insert into list_state (list_id, first_seen_at) values (@Id, @now) on conflict (list_id) do nothing", lists, cancellationToken);
                if (!ReferenceEquals(_noted, configuration))
                {
                    await NoteNamesAsync(transaction, configuration, now, cancellationToken);
                }

                return await transaction.RunAsync(
                    """
                    insert into subscription (recipient_id, list_id, first_seen_at, last_slot_at) values (@Recipient, @List, @Now, @Slot)
                    on conflict (recipient_id, list_id) do nothing
                    """,
                    subscriptions, cancellationToken);
            },
            cancellationToken);
        _noted = configuration;
    }

    /// <summary>A name that a known list did not have yet begins now; the names of a list that is new, or that no name was noted of, with the list.</summary>
    private static async Task NoteNamesAsync(
        DbTransaction transaction, WatcherConfiguration configuration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var list in configuration.Lists)
        {
            var known = (await transaction.ListAsync<NameRow>(
                "select subject_id, name, first_seen_at from watched_name where list_id = @Id", new { list.Id }, cancellationToken))
                .Select(row => (row.SubjectId, row.Name)).ToHashSet();
            var since = known.Count > 0 ? now.ToUnixTimeMilliseconds() : await transaction.FirstAsync<long>(
                "select first_seen_at from list_state where list_id = @Id", new { list.Id }, cancellationToken);
            await transaction.RunAsync(
                """
                insert into watched_name (list_id, subject_id, name, first_seen_at) values (@List, @Subject, @Name, @since)
                on conflict do nothing
                """,
                list.Names.Where(name => !known.Contains((name.Subject.Value, name.Name)))
                    .Select(name => new { List = list.Id, Subject = name.Subject.Value, name.Name, since }),
                cancellationToken);
        }
    }

    /// <summary>Since when a subject is watched under a name.</summary>
    internal sealed class NameRow
    {
        public string SubjectId { get; init; } = "";

        public string Name { get; init; } = "";

        public long FirstSeenAt { get; init; }
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
