using System.IO.Compression;
using Dapper;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>
/// Rendered mails that the transport has not yet accepted. Unlike the ledger, rows change state:
/// pending → sending → sent, or → retry | unknown → sending, or → held | failed | expired | dropped.
/// </summary>
internal sealed class OutboxStore(Database database, TimeProvider time)
{
    /// <summary>A minute longer than the transport may take over a whole message.</summary>
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(6);

    /// <summary>Two refusals of an address within this suspend its recipient.</summary>
    public static TimeSpan SuspensionWindow { get; } = TimeSpan.FromDays(7);

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
                    if (slot is not null && mail.List is not null)
                    {
                        await transaction.RunAsync(
                            SubscriptionStore.PassSlot, new { recipient = mail.Recipient, list = mail.List, slot }, cancellationToken);
                    }

                    var added = await transaction.RunAsync(
                        """
                        insert into outbox (id, kind, recipient_id, list_id, address, sender, dedup_key, message_id, name, subject, rendered,
                                            state, next_at, not_after, created_at, window_from, window_to, findings, is_rollup, is_flood)
                        values (@id, @Kind, @Recipient, @List, @Address, @Sender, @DedupKey, @MessageId, @Name, @Subject, @Rendered,
                                'pending', @Now, @NotAfter, @Now, @From, @To, @Findings, @IsRollUp, @IsFlood)
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
                            Findings = (long)mail.Findings,
                            IsRollUp = mail.IsRollUp ? 1L : 0L,
                            IsFlood = mail.IsFlood ? 1L : 0L,
                        },
                        cancellationToken);
                    if (added == 0)
                    {
                        return false;   // the slot is decided, which is kept
                    }

                    await MarkAsync(transaction, mail, id, now.ToUnixTimeMilliseconds(), cancellationToken);
                    return true;
                },
                cancellationToken);
        }
        catch (AlreadyMailedException)
        {
            return false;
        }
    }

    /// <summary>What becomes true with the mail.</summary>
    private static async Task MarkAsync(
        System.Data.Common.DbTransaction transaction, NewMail mail, string id, long now, CancellationToken cancellationToken)
    {
        foreach (var finding in mail.Shown)
        {
            var taken = mail.Kind == "alert"
                ? await transaction.RunAsync(
                    "update owed_finding set alert_id = @id where recipient_id = @Recipient and finding_id = @finding and alert_id is null",
                    new { id, mail.Recipient, finding }, cancellationToken)
                : await transaction.RunAsync(
                    """
                    update owed_finding set outbox_id = @id
                    where recipient_id = @Recipient and list_id = @List and finding_id = @finding and outbox_id is null
                    """,
                    new { id, mail.Recipient, mail.List, finding }, cancellationToken);
            if (taken == 0)
            {
                throw new AlreadyMailedException();   // rolls back
            }
        }

        await transaction.RunAsync(
            "insert into resolution (recipient_id, list_id, finding_id, ended_by, outbox_id) values (@Recipient, @List, @Contradiction, @EndedBy, @id)",
            mail.Ended.Select(ending => new { mail.Recipient, mail.List, ending.Contradiction, ending.EndedBy, id }), cancellationToken);
        await transaction.RunAsync(
            "update mute set told_at = @now where recipient_id = @Recipient and claim_id = @claim",
            mail.Unmuted.Select(claim => new { mail.Recipient, claim, now }), cancellationToken);
        await transaction.RunAsync(
            "insert into ops_notice (kind, notice_key, operator_id, told_at) values (@Kind, @Key, @Operator, @now) on conflict do nothing",
            mail.Notices.Select(notice => new { notice.Kind, notice.Key, notice.Operator, now }), cancellationToken);
        if (mail.Kind == "digest")
        {
            await transaction.RunAsync(
                "update subscription set last_digest_at = @now where recipient_id = @Recipient and list_id = @List",
                new { now, mail.Recipient, mail.List }, cancellationToken);
        }
    }

    /// <summary>
    /// Merges digests that the transport or the sending limits have been putting off into the one that is being composed: they are dropped
    /// and their findings are owed again. A mail whose fate is unknown is never merged.
    /// </summary>
    public Task<int> ReleaseUnsentAsync(string recipient, string list, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            var released = 0;
            foreach (var id in await transaction.ListAsync<string>(
                """
                select id from outbox where kind = 'digest' and recipient_id = @recipient and list_id = @list and may_be_out = 0
                  and (state = 'retry' or (state = 'pending' and next_at > created_at))
                """,
                new { recipient, list }, cancellationToken))
            {
                released += await OweAgainAsync(transaction, "= @id", new { id }, cancellationToken);
                await transaction.RunAsync(
                    "update outbox set state = 'dropped', closed_at = @now, last_text = 'merged into the next digest' where id = @id",
                    new { id, now = Now() }, cancellationToken);
            }

            return released;
        },
        cancellationToken);

    /// <summary>
    /// Drops what waits for recipients and subscriptions that the configuration holds no more: who was taken out of it hears nothing from then on.
    /// Ids that were only renamed are followed first.
    /// </summary>
    /// <returns>The mails, and whose they were.</returns>
    public Task<IReadOnlyList<(string Id, string Recipient, string? List)>> DropUnwantedAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var wanted = configuration.Recipients.ToDictionary(
            recipient => recipient.Id, recipient => recipient.Subscriptions.Select(s => s.List).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        return database.WriteAsync<IReadOnlyList<(string, string, string?)>>(
            async transaction =>
            {
                await FormerIdStore.MoveAsync(transaction, database.Dialect, configuration, cancellationToken);
                var waiting = await transaction.ListAsync<(string Id, string Recipient, string? List)>(
                    "select id, recipient_id, list_id from outbox where state in ('pending', 'retry', 'unknown', 'held')", null, cancellationToken);
                var gone = waiting.Where(mail => !wanted.TryGetValue(mail.Recipient, out var lists) || (mail.List is not null && !lists.Contains(mail.List))).ToList();
                await transaction.RunAsync(
                    "update outbox set state = 'dropped', closed_at = @now, last_text = 'the subscription is gone' where id = @Id",
                    gone.Select(mail => new { mail.Id, now = Now() }), cancellationToken);
                return gone;
            },
            cancellationToken);
    }

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
                select id, kind, recipient_id, address, sender, message_id, name, rendered, state, attempts, resends, reduced from outbox
                where state in ('pending', 'retry', 'unknown') and next_at <= @now
                  and not exists (select 1 from pause p where p.recipient_id = outbox.recipient_id and p.until_at > @now)
                order by next_at, id limit 1
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

    /// <summary>The same mail in fewer bytes, under the same Message-ID: it is due at once and has lost no attempt.</summary>
    public Task ReplaceAsync(DueMail due, ReadOnlyMemory<byte> rendered, MailReduction reduction, RelayReply reply, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.RunAsync(
                """
                update outbox set state = 'retry', rendered = @packed, reduced = @reduced, attempts = attempts - 1, next_at = @now,
                    lease_owner = null, lease_until = null, last_code = @Code, last_enhanced = @EnhancedCode, last_text = @Text
                where id = @Id
                """,
                new
                {
                    due.Mail.Id,
                    packed = Compress(rendered.Span),
                    reduced = (long)reduction,
                    now = Now(),
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
            new { recipient, since = Now() - (long)SuspensionWindow.TotalMilliseconds }, cancellationToken: cancellationToken));
        return refusals >= 2;
    }

    /// <summary>How many findings the last digests of a subscription were about, newest first: what is usual.</summary>
    public async Task<IReadOnlyList<int>> LastFindingsAsync(string recipient, string list, int digests, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<int>(new CommandDefinition(
            """
            select findings from outbox
            where kind = 'digest' and recipient_id = @recipient and list_id = @list and state not in ('dropped', 'expired', 'failed')
            order by created_at desc, id desc limit @digests
            """,
            new { recipient, list, digests }, cancellationToken: cancellationToken))];
    }

    /// <summary>Where the window of the newest digest composed before then ends, in milliseconds since 1970; null before the first.</summary>
    public async Task<long?> LastWindowEndAsync(string recipient, string list, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            """
            select max(window_to) from outbox
            where kind = 'digest' and recipient_id = @recipient and list_id = @list and created_at < @before and state not in ('dropped', 'expired', 'failed')
            """,
            new { recipient, list, before = before.ToUnixTimeMilliseconds() }, cancellationToken: cancellationToken));
    }

    /// <summary>When alerts were composed for a recipient since then, newest first, and which of them were roll-ups.</summary>
    public async Task<IReadOnlyList<(DateTimeOffset At, bool IsRollUp)>> AlertsAsync(
        string recipient, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long At, long IsRollUp)>(new CommandDefinition(
            "select created_at, is_rollup from outbox where kind = 'alert' and recipient_id = @recipient and created_at > @since order by created_at desc",
            new { recipient, since = since.ToUnixTimeMilliseconds() }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => (DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.IsRollUp != 0))];
    }

    /// <summary>Subject of the first mail whose key begins so; null for none.</summary>
    public async Task<string?> FirstSubjectAsync(string dedupKeyPrefix, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<string>(new CommandDefinition(
            "select subject from outbox where substr(dedup_key, 1, @length) = @dedupKeyPrefix order by created_at, id limit 1",
            new { dedupKeyPrefix, length = dedupKeyPrefix.Length }, cancellationToken: cancellationToken));
    }

    public async Task<bool> HasAsync(string dedupKey, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "select count(*) from outbox where dedup_key = @dedupKey", new { dedupKey }, cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>Whether a digest of the subscription left, or is on its way, that was composed in the window.</summary>
    public async Task<bool> HadDigestAsync(
        string recipient, string list, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            select count(*) from outbox where kind = 'digest' and recipient_id = @recipient and list_id = @list and created_at >= @from
              and created_at < @to and state not in ('dropped', 'expired', 'failed')
            """,
            new { recipient, list, from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() }, cancellationToken: cancellationToken)) > 0;
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
                    await OweAgainAsync(transaction, "= @Id", new { due.Mail.Id }, cancellationToken);
                }

                return true;
            },
            cancellationToken);

    /// <summary>Too old to be news. The findings are owed again and stand in the next digest: no finding is lost.</summary>
    private static async Task ExpireAsync(System.Data.Common.DbTransaction transaction, long now, CancellationToken cancellationToken)
    {
        await OweAgainAsync(
            transaction, "in (select id from outbox where state in ('pending', 'retry', 'unknown') and not_after <= @now)", new { now }, cancellationToken);
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

    /// <summary>
    /// What stood in mails that never arrived is owed to the next one. Such a mail gives up its key: the next one may be made of the same findings, as
    /// <c>once</c> makes it when nothing else has happened since, and must not be taken for it.
    /// </summary>
    private static async Task<int> OweAgainAsync(
        System.Data.Common.DbTransaction transaction, string which, object values, CancellationToken cancellationToken)
    {
        await transaction.RunAsync($"update outbox set dedup_key = dedup_key || ':' || id where kind = 'digest' and id {which}", values, cancellationToken);
        await transaction.RunAsync($"delete from resolution where outbox_id {which}", values, cancellationToken);
        return await transaction.RunAsync($"update owed_finding set outbox_id = null where outbox_id {which}", values, cancellationToken);
    }

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

        public int Reduced { get; init; }

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
            Reduction = (MailReduction)Reduced,
        };
    }
}
