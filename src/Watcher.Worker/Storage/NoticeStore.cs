using Dapper;

namespace Watcher.Worker.Storage;

/// <summary>A digest that the flood guard cut short.</summary>
internal sealed record FloodedDigest(string OutboxId, string Name, string RecipientId, string ListId, int Findings, DateTimeOffset CreatedAt);

/// <summary>A recipient whose address refuses mail.</summary>
internal sealed record RefusingRecipient(string Id, int Refusals, string LastOutboxId, string Reply, DateTimeOffset Since);

/// <summary>What operators should hear of, and what each of them has been told. Writes nothing: a notice is marked with its mail.</summary>
internal sealed class NoticeStore(Database database, TimeProvider time)
{
    public async Task<IReadOnlySet<(string Kind, string Key)>> ToldAsync(string operatorId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<(string Kind, string Key)>(new CommandDefinition(
            "select kind, notice_key from ops_notice where operator_id = @operatorId", new { operatorId }, cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>Digests of the last day that the flood guard cut short.</summary>
    public async Task<IReadOnlyList<FloodedDigest>> FloodedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Id, string Name, string Recipient, string List, long Findings, long CreatedAt)>(new CommandDefinition(
            """
            select id, name, recipient_id, list_id, findings, created_at from outbox
            where kind = 'digest' and is_flood = 1 and created_at > @since order by created_at, id
            """,
            new { since = Since(TimeSpan.FromDays(1)) }, cancellationToken: cancellationToken));
        return
        [
            .. rows.Select(row => new FloodedDigest(
                row.Id, row.Name, row.Recipient, row.List, (int)row.Findings, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt))),
        ];
    }

    /// <summary>Recipients whose address was refused at least twice within seven days: nothing is composed for them.</summary>
    public async Task<IReadOnlyList<RefusingRecipient>> RefusingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Recipient, long Refusals, string Last, long Since)>(new CommandDefinition(
            """
            select recipient_id, count(*), max(id), max(closed_at) from outbox
            where state = 'failed' and fault = 'recipient' and closed_at > @since
            group by recipient_id having count(*) >= 2 order by recipient_id
            """,
            new { since = Since(OutboxStore.SuspensionWindow) }, cancellationToken: cancellationToken));
        var refusing = new List<RefusingRecipient>();
        foreach (var (recipient, refusals, last, since) in rows)
        {
            var (code, text) = await connection.QuerySingleAsync<(long? Code, string? Text)>(new CommandDefinition(
                "select last_code, last_text from outbox where id = @last", new { last }, cancellationToken: cancellationToken));
            refusing.Add(new RefusingRecipient(recipient, (int)refusals, last, $"{code} {text}".Trim(), DateTimeOffset.FromUnixTimeMilliseconds(since)));
        }

        return refusing;
    }

    private long Since(TimeSpan ago) => (time.GetUtcNow() - ago).ToUnixTimeMilliseconds();
}
