using Dapper;

namespace Watcher.Worker.Storage;

/// <summary>A mail of the outbox as people look at it.</summary>
internal sealed class OutboxEntry
{
    public string Id { get; init; } = "";

    public string Kind { get; init; } = "";

    public string RecipientId { get; init; } = "";

    public string? ListId { get; init; }

    public string Address { get; init; } = "";

    public string Sender { get; init; } = "";

    public string DedupKey { get; init; } = "";

    public string MessageId { get; init; } = "";

    /// <summary>Id of the digest, for digests.</summary>
    public string Name { get; init; } = "";

    public string Subject { get; init; } = "";

    public string State { get; init; } = "";

    public int Attempts { get; init; }

    public int Findings { get; init; }

    public int Reduced { get; init; }

    public long NextAt { get; init; }

    public long NotAfter { get; init; }

    public long CreatedAt { get; init; }

    public long WindowFrom { get; init; }

    public long WindowTo { get; init; }

    public long? SentAt { get; init; }

    public string? Fault { get; init; }

    public int? LastCode { get; init; }

    public string? LastEnhanced { get; init; }

    public string? LastText { get; init; }

    public bool MayBeOut { get; init; }

    public bool IsRollup { get; init; }
}

/// <summary>Looks into the outbox for people, and does what they decide about single mails.</summary>
internal sealed class OutboxQueries(Database database, TimeProvider time)
{
    private const string Columns = """
        id, kind, recipient_id, list_id, address, sender, dedup_key, message_id, name, subject, state, attempts, findings, reduced, next_at,
        not_after, created_at, window_from, window_to, sent_at, fault, last_code, last_enhanced, last_text, may_be_out, is_rollup
        """;

    /// <summary>Newest first.</summary>
    /// <param name="state">Null: the mails that are not done with (neither sent nor dropped); "all": every mail.</param>
    public async Task<IReadOnlyList<OutboxEntry>> ListAsync(
        string? state, string? kind, string? recipient, DateTimeOffset? since, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var condition = state switch { null => "state not in ('sent', 'dropped', 'expired')", "all" => "1 = 1", _ => "state = @state" };
        return [.. await connection.QueryAsync<OutboxEntry>(new CommandDefinition(
            $"""
            select {Columns} from outbox
            where {condition} and kind = coalesce(@kind, kind) and recipient_id = coalesce(@recipient, recipient_id) and created_at >= @since
            order by created_at desc, id desc limit @limit
            """,
            new { state, kind, recipient, since = since?.ToUnixTimeMilliseconds() ?? 0, limit }, cancellationToken: cancellationToken))];
    }

    /// <summary>The mails whose id begins so, whatever the case, or whose digest id is exactly this.</summary>
    public async Task<IReadOnlyList<OutboxEntry>> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<OutboxEntry>(new CommandDefinition(
            $"select {Columns} from outbox where substr(id, 1, @length) = @upper or name = @id order by created_at desc, id desc limit 20",
            new { id, upper = id.ToUpperInvariant(), length = id.Length }, cancellationToken: cancellationToken))];
    }

    /// <summary>The mail as it was rendered; empty once its retention is over.</summary>
    public async Task<byte[]> RenderedAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var packed = await connection.ExecuteScalarAsync<byte[]>(new CommandDefinition(
            "select rendered from outbox where id = @id", new { id }, cancellationToken: cancellationToken));
        return packed is { Length: > 0 } ? OutboxStore.Decompress(packed) : [];
    }

    /// <summary>
    /// Due again at once, with a new time to live when the old one is over. False for a mail that is sent, dropped, being sent right now or
    /// erased, and for a digest that failed or expired: its findings are owed to the next one, and would be told twice.
    /// </summary>
    public async Task<bool> RetryAsync(string id, TimeSpan life, CancellationToken cancellationToken) => await database.WriteAsync(
        transaction => transaction.RunAsync(
            """
            update outbox set state = 'retry', next_at = @now,
                not_after = case when not_after < @until then @until else not_after end, closed_at = null, fault = null
            where id = @id and address <> ''
              and (state in ('pending', 'retry', 'unknown', 'held') or (state in ('failed', 'expired') and kind <> 'digest'))
            """,
            new { id, now = Now(), until = Now() + (long)life.TotalMilliseconds }, cancellationToken),
        cancellationToken) > 0;

    /// <summary>Drops a mail that has not left. What stood in it is owed to nobody: somebody decided so. False when there is none to drop.</summary>
    public async Task<bool> DropAsync(string id, CancellationToken cancellationToken) => await database.WriteAsync(
        transaction => transaction.RunAsync(
            """
            update outbox set state = 'dropped', closed_at = @now, last_text = 'dropped by hand'
            where id = @id and state in ('pending', 'retry', 'unknown', 'held')
            """,
            new { id, now = Now() }, cancellationToken),
        cancellationToken) > 0;

    /// <summary>Whether <see cref="RetryAsync"/> would do anything with it.</summary>
    public static bool MayRetry(OutboxEntry mail) => mail.Address.Length > 0
        && (mail.State is "pending" or "retry" or "unknown" or "held" || (mail.State is "failed" or "expired" && mail.Kind != "digest"));

    /// <summary>Whether <see cref="DropAsync"/> would do anything with it.</summary>
    public static bool MayDrop(OutboxEntry mail) => mail.State is "pending" or "retry" or "unknown" or "held";

    /// <summary>How much mail waits, and since when the oldest of it has been due.</summary>
    public async Task<(int Waiting, DateTimeOffset? Oldest)> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var (count, oldest) = await connection.QuerySingleAsync<(long Count, long? Oldest)>(new CommandDefinition(
            """
            select count(*), min(created_at) from outbox
            where state in ('pending', 'retry', 'unknown', 'sending')
              and not exists (select 1 from pause p where p.recipient_id = outbox.recipient_id and p.until_at > @now)
            """,
            new { now = Now() }, cancellationToken: cancellationToken));
        return ((int)count, oldest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
