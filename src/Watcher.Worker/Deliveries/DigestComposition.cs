using System.Collections.Immutable;
using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Deliveries;

/// <summary>What one round of composing did.</summary>
/// <param name="Composed">Ids of the digests now in the outbox.</param>
/// <param name="Empty">Slots that passed with nothing to say.</param>
internal sealed record CompositionSummary(ImmutableArray<ComposedDigest> Composed, int Empty);

/// <summary>A digest that went into the outbox.</summary>
internal sealed record ComposedDigest(string Id, string Recipient, string List, int Findings);

/// <summary>
/// Turns what a subscription is owed into one mail in the outbox, when its slot has passed. The slot key is unique, so a slot has one
/// digest whatever restarts, clocks and other instances do; slots that were missed become one digest.
/// </summary>
internal sealed partial class DigestComposition(
    SubscriptionStore subscriptions, OwedStore owedStore, OutboxStore outbox, DigestRendering render, TimeProvider time, PassProbe probe,
    ILogger<DigestComposition> log)
{
    /// <summary>Composes every slot that has passed and is undecided.</summary>
    public Task<CompositionSummary> ComposeDueAsync(WatcherConfiguration configuration, CancellationToken cancellationToken) =>
        ComposeAsync(configuration, isOutOfTurn: false, cancellationToken);

    /// <summary>Composes what is owed now, whatever the schedule.</summary>
    public Task<CompositionSummary> ComposeNowAsync(WatcherConfiguration configuration, CancellationToken cancellationToken) =>
        ComposeAsync(configuration, isOutOfTurn: true, cancellationToken);

    /// <summary>The digest as it would be now; nothing is marked. Null when nothing is owed.</summary>
    public async Task<DigestInput?> PreviewAsync(
        WatcherConfiguration configuration, string recipientId, string listId, CancellationToken cancellationToken)
    {
        var states = await subscriptions.AllAsync(cancellationToken);
        foreach (var (recipient, subscription, list) in Subscriptions(configuration))
        {
            if (recipient.Id == recipientId && list.Id == listId)
            {
                var state = states.GetValueOrDefault((recipient.Id, list.Id));
                return await InputAsync(configuration, recipient, subscription, list, state, slot: null, time.GetUtcNow(), cancellationToken);
            }
        }

        return null;
    }

    private async Task<CompositionSummary> ComposeAsync(WatcherConfiguration configuration, bool isOutOfTurn, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        await subscriptions.NoteAsync(configuration, cancellationToken);
        var states = await subscriptions.AllAsync(cancellationToken);
        var now = time.GetUtcNow();
        var composed = ImmutableArray.CreateBuilder<ComposedDigest>();
        var empty = 0;
        foreach (var (recipient, subscription, list) in Subscriptions(configuration))
        {
            var state = states[(recipient.Id, list.Id)];
            DateTimeOffset? slot = null;
            if (!isOutOfTurn)
            {
                slot = subscription.Schedule?.LatestSlot(now, recipient.Zone);
                if (slot is null || slot.Value.ToUnixTimeMilliseconds() <= state.LastSlotAt)
                {
                    continue;
                }
            }

            if (await outbox.IsSuspendedAsync(recipient.Id, cancellationToken))
            {
                LogSuspended(recipient.Id);
                continue;
            }

            await outbox.ReleaseUnsentAsync(recipient.Id, list.Id, cancellationToken);
            var input = await InputAsync(configuration, recipient, subscription, list, state, slot, now, cancellationToken);
            if (input is null)
            {
                empty++;
                if (slot is { } passed)
                {
                    await subscriptions.PassSlotAsync(recipient.Id, list.Id, passed, cancellationToken);
                }

                continue;
            }

            if (await AddAsync(input, recipient, slot, configuration.Policy, cancellationToken))
            {
                LogComposed(input.DigestId, list.Id, input.Findings.Length);
                composed.Add(new ComposedDigest(input.DigestId, recipient.Id, list.Id, input.Findings.Length));
            }
        }

        return new CompositionSummary(composed.ToImmutable(), empty);
    }

    private static IEnumerable<(RecipientSettings, Subscription, ListSettings)> Subscriptions(WatcherConfiguration configuration) =>
        from recipient in configuration.Recipients
        from subscription in recipient.Subscriptions
        let list = configuration.List(subscription.List)
        where list is not null
        select (recipient, subscription, list);

    /// <param name="state">How far its digests have come; null for a subscription that is not on record yet.</param>
    /// <param name="slot">Null: what is owed now.</param>
    private async Task<DigestInput?> InputAsync(
        WatcherConfiguration configuration, RecipientSettings recipient, Subscription subscription, ListSettings list, SubscriptionState? state,
        DateTimeOffset? slot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // A digest out of turn tells what was recorded up to this very moment, so its end lies a tick of the store beyond it.
        var to = slot ?? now.AddMilliseconds(1);
        var from = state is null ? now : DateTimeOffset.FromUnixTimeMilliseconds(state.LastSlotAt);
        if (slot is null && state?.LastDigestAt is { } last && last > state.LastSlotAt)
        {
            from = DateTimeOffset.FromUnixTimeMilliseconds(last);
        }

        var owed = await owedStore.OwedAsync(recipient.Id, list.Id, from, to, cancellationToken);
        if (owed.IsEmpty)
        {
            return null;
        }

        var slotKey = slot is { } at
            ? at.UtcDateTime.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"once-{owed[^1].Id}");
        var settlements = owed.Where(o => o.Finding.Claim.Kind == ClaimKind.Control).Select(o => o.Finding.Claim.Subject.Id).Distinct().ToList();
        var local = TimeZoneInfo.ConvertTime(slot ?? now, recipient.Zone);
        return new DigestInput
        {
            DigestId = string.Create(
                CultureInfo.InvariantCulture, $"d-{local:yyyyMMdd-HHmm}-{list.Id}-{MessageIds.RecipientHash(recipient.Id)}"),
            DedupKey = $"digest:{recipient.Id}:{list.Id}:{slotKey}",
            List = new DigestList { Id = list.Id, Title = list.Title, Subjects = list.Subjects, Primary = list.Primary },
            Recipient = new DigestRecipient
            {
                Id = recipient.Id,
                Address = recipient.Address,
                Zone = recipient.Zone,
                Locale = recipient.Locale,
                WantsHtml = recipient.WantsHtml,
                WantsImages = recipient.WantsImages,
                Schedule = subscription.Schedule?.ToString() ?? "on request",
            },
            From = TimeZoneInfo.ConvertTime(from, recipient.Zone),
            To = local,
            ComposedAt = TimeZoneInfo.ConvertTime(now, recipient.Zone),
            Findings = owed,
            ControlHistory = await owedStore.ControlHistoryAsync(settlements, from, cancellationToken),
            Coverage = await owedStore.CoverageAsync(list, configuration, from, to, state?.LastDigestAt is null, cancellationToken),
            Sides = configuration.Sides,
            Fingerprint = configuration.Fingerprint,
        };
    }

    private async Task<bool> AddAsync(
        DigestInput input, RecipientSettings recipient, DateTimeOffset? slot, MailPolicy policy, CancellationToken cancellationToken)
    {
        var idDomain = policy.IdDomain ?? MailAddress.Parse(policy.From).Domain;
        var messageId = MessageIds.For('d', input.DedupKey, idDomain);
        var rendered = render(input, messageId, policy);
        probe.Reached(PassPoint.DigestRendered);

        var isAdded = await outbox.AddAsync(
            new NewMail
            {
                Kind = "digest",
                Recipient = recipient.Id,
                List = input.List.Id,
                Address = recipient.Address,
                Sender = policy.From,
                DedupKey = input.DedupKey,
                MessageId = messageId,
                Name = input.DigestId,
                Subject = rendered.Subject,
                Rendered = rendered.Message,
                Shown = rendered.Shown,
                From = input.From,
                To = input.To,
                Slot = slot,
                NotAfter = input.ComposedAt + RelayLimits.GiveUpAfter("digest"),
            },
            cancellationToken);
        probe.Reached(PassPoint.DigestAdded);
        return isAdded;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "digest {Digest} composed for list {List}: {Findings} findings")]
    private partial void LogComposed(string digest, string list, int findings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "recipient {Recipient} is suspended: its address was refused twice within seven days")]
    private partial void LogSuspended(string recipient);
}
