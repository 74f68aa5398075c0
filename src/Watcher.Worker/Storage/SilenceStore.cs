using Dapper;

namespace Watcher.Worker.Storage;

/// <summary>A claim that a recipient does not want to hear of for a time.</summary>
internal sealed class Mute
{
    public string RecipientId { get; init; } = "";

    public string ClaimId { get; init; } = "";

    public long MutedAt { get; init; }

    /// <summary>Exclusive.</summary>
    public long UntilAt { get; init; }

    /// <summary>When a digest said that it is over; null: not said yet.</summary>
    public long? ToldAt { get; init; }
}

/// <summary>What recipients asked to be spared: muted claims, pauses, lists they left. Their own wishes, so they outlive every reload.</summary>
internal sealed class SilenceStore(Database database, TimeProvider time)
{
    /// <summary>Mutes the claim until then; a mute that is there already is replaced.</summary>
    public Task MuteAsync(string recipient, string claim, DateTimeOffset until, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.RunAsync(
            """
            insert into mute (recipient_id, claim_id, muted_at, until_at) values (@recipient, @claim, @now, @until)
            on conflict (recipient_id, claim_id) do update set muted_at = excluded.muted_at, until_at = excluded.until_at, told_at = null
            """,
            new { recipient, claim, now = Now(), until = until.ToUnixTimeMilliseconds() }, cancellationToken),
        cancellationToken);

    /// <summary>False when the claim was not muted.</summary>
    public async Task<bool> UnmuteAsync(string recipient, string claim, CancellationToken cancellationToken) => await database.WriteAsync(
        transaction => transaction.RunAsync(
            "delete from mute where recipient_id = @recipient and claim_id = @claim", new { recipient, claim }, cancellationToken),
        cancellationToken) > 0;

    /// <summary>The recipient's mutes that hold, and those that are over and were not told of; oldest end first.</summary>
    public async Task<IReadOnlyList<Mute>> MutesAsync(string recipient, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<Mute>(new CommandDefinition(
            "select * from mute where recipient_id = @recipient and told_at is null order by until_at, claim_id", new { recipient },
            cancellationToken: cancellationToken))];
    }

    /// <summary>What was muted when it was due is told to nobody later either: the mute's end is told, not what it spared the reader.</summary>
    public Task SilenceAsync(string recipient, string list, IReadOnlyCollection<long> findings, CancellationToken cancellationToken) =>
        findings.Count == 0 ? Task.CompletedTask : database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                update owed_finding set silenced_at = @now
                where recipient_id = @recipient and list_id = @list and finding_id = @finding and outbox_id is null and silenced_at is null
                """,
                findings.Select(finding => new { recipient, list, finding, now = Now() }), cancellationToken),
            cancellationToken);

    /// <summary>Stops all mail of the recipient for a while; a pause that runs already is set anew.</summary>
    public Task PauseAsync(string recipient, DateTimeOffset until, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => transaction.RunAsync(
            """
            insert into pause (recipient_id, paused_at, until_at) values (@recipient, @now, @until)
            on conflict (recipient_id) do update set paused_at = excluded.paused_at, until_at = excluded.until_at
            """,
            new { recipient, now = Now(), until = until.ToUnixTimeMilliseconds() }, cancellationToken),
        cancellationToken);

    /// <summary>Until when each paused recipient hears nothing.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> PausedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Recipient, long Until)>(new CommandDefinition(
            "select recipient_id, until_at from pause where until_at > @now", new { now = Now() }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Recipient, row => DateTimeOffset.FromUnixTimeMilliseconds(row.Until), StringComparer.Ordinal);
    }

    /// <summary>Ends one list for one recipient: nothing more is owed, and what waits is dropped. Again is no error.</summary>
    public Task UnsubscribeAsync(string recipient, string list, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var values = new { recipient, list, now = Now() };
            await transaction.RunAsync(
                "insert into unsubscription (recipient_id, list_id, made_at) values (@recipient, @list, @now) on conflict do nothing",
                values, cancellationToken);
            await transaction.RunAsync(
                """
                update outbox set state = 'dropped', closed_at = @now, last_text = 'the recipient has unsubscribed'
                where recipient_id = @recipient and list_id = @list and kind <> 'ops' and state in ('pending', 'retry', 'unknown', 'held')
                """,
                values, cancellationToken);
            return await transaction.RunAsync(
                "delete from owed_finding where recipient_id = @recipient and list_id = @list and outbox_id is null", values, cancellationToken);
        },
        cancellationToken);

    /// <summary>The subscriptions that their recipients have ended, though the configuration still holds them.</summary>
    public async Task<IReadOnlySet<(string Recipient, string List)>> UnsubscribedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Recipient, string List)>(new CommandDefinition(
            "select recipient_id, list_id from unsubscription", cancellationToken: cancellationToken));
        return rows.ToHashSet();
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
