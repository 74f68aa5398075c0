using System.IO.Compression;
using Dapper;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>A mail that is rendered and on its way into the outbox.</summary>
internal sealed record NewMail
{
    /// <summary>digest, alert, heartbeat, ops or test.</summary>
    public required string Kind { get; init; }

    public required string Recipient { get; init; }

    public required string List { get; init; }

    public required string Address { get; init; }

    public required string Sender { get; init; }

    /// <summary>What makes the mail one mail: the store refuses a second one.</summary>
    public required string DedupKey { get; init; }

    public required MessageId MessageId { get; init; }

    /// <summary>Id of the digest; also begins the file name in a pickup folder.</summary>
    public required string Name { get; init; }

    public required string Subject { get; init; }

    public required ReadOnlyMemory<byte> Rendered { get; init; }

    /// <summary>Findings whose card or line is in the mail; only these stop being owed.</summary>
    public required IReadOnlyCollection<long> Shown { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    /// <summary>The slot it decides; null for a mail out of turn.</summary>
    public DateTimeOffset? Slot { get; init; }

    /// <summary>Given up after this.</summary>
    public required DateTimeOffset NotAfter { get; init; }
}

/// <summary>A mail taken for one attempt.</summary>
internal sealed record DueMail
{
    public required OutgoingMail Mail { get; init; }

    public required string Recipient { get; init; }

    public required string Kind { get; init; }

    /// <summary>The state it was in before it was taken, and goes back to when the attempt does not count.</summary>
    public required string StateBefore { get; init; }

    /// <summary>Attempts before this one.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often it was sent again without knowing whether the transport had it.</summary>
    public required int Resends { get; init; }
}

/// <summary>
/// Rendered mails that the transport has not yet accepted. Unlike the ledger, rows change state:
/// pending → sending → sent, or → retry | unknown → sending, or → held | failed | expired | dropped.
/// </summary>
internal sealed class OutboxStore(Database database, TimeProvider time)
{
    /// <summary>A minute longer than the transport may take over a whole message.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(6);

    /// <summary>
    /// Inserts the mail and marks its findings as standing in it, in one transaction. False when there is such a mail already, or when
    /// another composition was faster with one of the findings: nothing was written then.
    /// </summary>
    public async Task<bool> AddAsync(NewMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);

        try
        {
            return await database.WriteAsync(
                async transaction =>
                {
                    var now = time.GetUtcNow();
                    var id = Ulid.Create(now).ToString();
                    var slot = mail.Slot?.ToUnixTimeMilliseconds();
                    if (slot is not null)
                    {
                        await transaction.RunAsync(
                            SubscriptionStore.PassSlot, new { recipient = mail.Recipient, list = mail.List, slot }, cancellationToken);
                    }

                    var added = await transaction.RunAsync(
                        """
                        insert into outbox (id, kind, recipient_id, list_id, address, sender, dedup_key, message_id, name, subject, rendered,
                                            state, next_at, not_after, created_at, window_from, window_to)
                        values (@id, @Kind, @Recipient, @List, @Address, @Sender, @DedupKey, @MessageId, @Name, @Subject, @Rendered,
                                'pending', @Now, @NotAfter, @Now, @From, @To)
                        on conflict (dedup_key) do nothing
                        """,
                        new
                        {
                            id,
                            mail.Kind,
                            mail.Recipient,
                            mail.List,
                            mail.Address,
                            mail.Sender,
                            mail.DedupKey,
                            MessageId = mail.MessageId.Value,
                            mail.Name,
                            mail.Subject,
                            Rendered = Compress(mail.Rendered.Span),
                            Now = now.ToUnixTimeMilliseconds(),
                            NotAfter = mail.NotAfter.ToUnixTimeMilliseconds(),
                            From = mail.From.ToUnixTimeMilliseconds(),
                            To = mail.To.ToUnixTimeMilliseconds(),
                        },
                        cancellationToken);
                    if (added == 0)
                    {
                        return false;   // the slot is decided, which is kept
                    }

                    var taken = 0;
                    foreach (var finding in mail.Shown)
                    {
                        taken += await transaction.RunAsync(
                            """
                            update owed_finding set outbox_id = @id
                            where recipient_id = @Recipient and list_id = @List and finding_id = @finding and outbox_id is null
                            """,
                            new { id, mail.Recipient, mail.List, finding }, cancellationToken);
                    }

                    if (taken != mail.Shown.Count)
                    {
                        throw new AlreadyMailedException();   // rolls back
                    }

                    await transaction.RunAsync(
                        "update subscription set last_digest_at = @Now where recipient_id = @Recipient and list_id = @List",
                        new { Now = now.ToUnixTimeMilliseconds(), mail.Recipient, mail.List }, cancellationToken);
                    return true;
                },
                cancellationToken);
        }
        catch (AlreadyMailedException)
        {
            return false;
        }
    }

    /// <summary>
    /// Merges digests that the transport has been putting off into the one that is being composed: they are dropped and their findings
    /// are owed again. A mail whose fate is unknown is never merged.
    /// </summary>
    public Task<int> ReleaseUnsentAsync(string recipient, string list, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var released = await transaction.RunAsync(
                """
                update owed_finding set outbox_id = null where outbox_id in
                    (select id from outbox where kind = 'digest' and recipient_id = @recipient and list_id = @list and state = 'retry' and may_be_out = 0)
                """,
                new { recipient, list }, cancellationToken);
            await transaction.RunAsync(
                """
                update outbox set state = 'dropped', closed_at = @now, last_text = 'merged into the next digest'
                where kind = 'digest' and recipient_id = @recipient and list_id = @list and state = 'retry' and may_be_out = 0
                """,
                new { recipient, list, now = Now() }, cancellationToken);
            return released;
        },
        cancellationToken);

    /// <summary>Takes the oldest mail that is due, for one attempt under a lease; null when nothing is due.</summary>
    public Task<DueMail?> TakeNextAsync(string owner, UnknownPolicy policy, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var now = Now();
            await ExpireAsync(transaction, now, cancellationToken);

            // A lease that ran out belongs to a worker that died in mid-attempt.
            await AbandonAsync(transaction, policy, "lease_until <= @now", now, cancellationToken);

            var row = await transaction.FirstAsync<OutboxRow>(
                """
                select id, kind, recipient_id, address, sender, message_id, name, rendered, state, attempts, resends from outbox
                where state in ('pending', 'retry', 'unknown') and next_at <= @now order by next_at, id limit 1
                """,
                new { now }, cancellationToken);
            if (row is null)
            {
                return null;
            }

            var taken = await transaction.RunAsync(
                """
                update outbox set state = 'sending', attempts = attempts + 1, lease_owner = @owner, lease_until = @until,
                    resends = resends + @resend
                where id = @Id and state = @State
                """,
                new { row.Id, row.State, owner, until = now + (long)s_lease.TotalMilliseconds, resend = row.State == "unknown" ? 1L : 0L },
                cancellationToken);
            return taken == 0 ? null : row.ToMail();
        },
        cancellationToken);

    /// <summary>Attempts of a process that is gone, where one process can hold the store: nobody waits for their leases to run out.</summary>
    public Task ReleaseAllAsync(UnknownPolicy policy, CancellationToken cancellationToken) => database.WriteAsync(
        transaction => AbandonAsync(transaction, policy, "1 = 1", Now(), cancellationToken), cancellationToken);

    /// <summary>The transport has the mail.</summary>
    public Task SentAsync(DueMail due, RelayReply reply, CancellationToken cancellationToken) => CloseAsync(due, "sent", reply, null, cancellationToken);

    /// <summary>Refused for good. The findings of a digest are owed again: the next digest carries them.</summary>
    public Task FailedAsync(DueMail due, RelayReply reply, DeliveryFault fault, CancellationToken cancellationToken) =>
        CloseAsync(due, "failed", reply, fault, cancellationToken);

    /// <summary>Nobody knows whether the transport has it, and nobody may guess any more.</summary>
    public Task HeldAsync(DueMail due, RelayReply reply, CancellationToken cancellationToken) => CloseAsync(due, "held", reply, null, cancellationToken);

    /// <summary>Not accepted, or not surely: it comes back.</summary>
    /// <param name="state">retry, unknown, or the state it came from when the attempt does not count.</param>
    /// <param name="after">When it is due again.</param>
    /// <param name="counts">False: the attempt is forgotten.</param>
    public Task PutOffAsync(
        DueMail due, string state, TimeSpan after, bool counts, RelayReply reply, CancellationToken cancellationToken) => database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                update outbox set state = @state, next_at = @next, attempts = attempts - @uncounted,
                    resends = resends - case when @uncounted = 1 and @state = 'unknown' then 1 else 0 end,
                    may_be_out = case when @state = 'unknown' then 1 else may_be_out end, lease_owner = null, lease_until = null,
                    last_code = @Code, last_enhanced = @EnhancedCode, last_text = @Text
                where id = @Id
                """,
                new
                {
                    due.Mail.Id,
                    state,
                    next = Now() + (long)after.TotalMilliseconds,
                    uncounted = counts ? 0L : 1L,
                    Code = (long?)reply.Code,
                    reply.EnhancedCode,
                    reply.Text,
                },
                cancellationToken),
            cancellationToken);

    /// <summary>How many mails the transport accepted lately, for the limits.</summary>
    public async Task<SendCounts> CountsAsync(string recipient, CancellationToken cancellationToken)
    {
        var now = Now();
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QuerySingleAsync<SendCounts>(new CommandDefinition(
            """
            select coalesce(sum(case when sent_at > @minute then 1 else 0 end), 0) as last_minute,
                   coalesce(sum(case when recipient_id = @recipient and sent_at > @hour then 1 else 0 end), 0) as recipient_last_hour,
                   coalesce(sum(case when recipient_id = @recipient then 1 else 0 end), 0) as recipient_last_day,
                   count(*) as last_day
            from outbox where sent_at > @day
            """,
            new { recipient, minute = now - 60_000, hour = now - 3_600_000, day = now - 86_400_000 }, cancellationToken: cancellationToken));
    }

    /// <summary>True for a recipient whose address was refused twice within seven days: nothing is composed for it meanwhile.</summary>
    public async Task<bool> IsSuspendedAsync(string recipient, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var refusals = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from outbox where recipient_id = @recipient and state = 'failed' and fault = 'recipient' and closed_at > @since",
            new { recipient, since = Now() - (long)TimeSpan.FromDays(7).TotalMilliseconds }, cancellationToken: cancellationToken));
        return refusals >= 2;
    }

    /// <summary>Rows by state, for the summary and the metrics.</summary>
    public async Task<IReadOnlyDictionary<string, int>> StatesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string State, long Count)>(new CommandDefinition(
            "select state, count(*) from outbox group by state", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.State, row => (int)row.Count, StringComparer.Ordinal);
    }

    private Task<bool> CloseAsync(DueMail due, string state, RelayReply reply, DeliveryFault? fault, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                await transaction.RunAsync(
                    """
                    update outbox set state = @state, closed_at = @now, sent_at = case when @state = 'sent' then @now else sent_at end,
                        fault = @fault, lease_owner = null, lease_until = null, last_code = @Code, last_enhanced = @EnhancedCode, last_text = @Text
                    where id = @Id
                    """,
                    new
                    {
                        due.Mail.Id,
                        state,
                        now = Now(),
                        fault = fault is { } f ? FaultName(f) : null,
                        Code = (long?)reply.Code,
                        reply.EnhancedCode,
                        reply.Text,
                    },
                    cancellationToken);
                if (state == "failed")
                {
                    await transaction.RunAsync("update owed_finding set outbox_id = null where outbox_id = @Id", new { due.Mail.Id }, cancellationToken);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Too old to be news. The findings are owed again and stand in the next digest: no finding is lost.</summary>
    private static async Task ExpireAsync(System.Data.Common.DbTransaction transaction, long now, CancellationToken cancellationToken)
    {
        await transaction.RunAsync(
            """
            update owed_finding set outbox_id = null where outbox_id in
                (select id from outbox where state in ('pending', 'retry', 'unknown') and not_after <= @now)
            """,
            new { now }, cancellationToken);
        await transaction.RunAsync(
            "update outbox set state = 'expired', closed_at = @now where state in ('pending', 'retry', 'unknown') and not_after <= @now",
            new { now }, cancellationToken);
    }

    /// <summary>
    /// An attempt whose worker is gone may have reached the transport. Sending again is right when repeats are allowed, since none at all
    /// would be worse; it does not use up the one resend of an answer that was lost.
    /// </summary>
    private static Task<int> AbandonAsync(
        System.Data.Common.DbTransaction transaction, UnknownPolicy policy, string which, long now, CancellationToken cancellationToken) =>
        transaction.RunAsync(
            $"""
            update outbox set state = @state, next_at = @now, may_be_out = 1, lease_owner = null, lease_until = null,
                last_text = 'the worker died while sending'
            where state = 'sending' and {which}
            """,
            new { state = policy == UnknownPolicy.Hold ? "held" : "retry", now }, cancellationToken);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private static string FaultName(DeliveryFault fault) => fault switch
    {
        DeliveryFault.Relay => "relay",
        DeliveryFault.Transient => "transient",
        DeliveryFault.Recipient => "recipient",
        DeliveryFault.Policy => "policy",
        DeliveryFault.Configuration => "configuration",
        DeliveryFault.Content => "content",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static byte[] Compress(ReadOnlySpan<byte> bytes)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, packed, out var written, quality: 5, window: 22)
            ? packed[..written] : throw new InvalidOperationException("A mail could not be compressed.");
    }

    internal static byte[] Decompress(byte[] packed)
    {
        using var source = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        source.CopyTo(bytes);
        return bytes.ToArray();
    }

    private sealed class AlreadyMailedException : Exception;

    private sealed class OutboxRow
    {
        public string Id { get; init; } = "";

        public string Kind { get; init; } = "";

        public string RecipientId { get; init; } = "";

        public string Address { get; init; } = "";

        public string Sender { get; init; } = "";

        public string MessageId { get; init; } = "";

        public string Name { get; init; } = "";

        public byte[] Rendered { get; init; } = [];

        public string State { get; init; } = "";

        public int Attempts { get; init; }

        public int Resends { get; init; }

        public DueMail ToMail() => new()
        {
            Mail = new OutgoingMail
            {
                Id = Id,
                EnvelopeFrom = MailAddress.Parse(Sender),
                EnvelopeTo = MailAddress.Parse(Address),
                MessageId = Watcher.Mail.MessageId.Parse(MessageId),
                FileNameStem = Name,
                Rendered = Decompress(Rendered),
            },
            Recipient = RecipientId,
            Kind = Kind,
            StateBefore = State,
            Attempts = Attempts,
            Resends = State == "unknown" ? Resends + 1 : Resends,
        };
    }
}
