using System.Collections.Immutable;
using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Mail;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Telemetry;
using Watcher.Worker.Web;

namespace Watcher.Worker.Deliveries;

/// <summary>What one round of composing did.</summary>
/// <param name="Composed">Ids of the digests now in the outbox.</param>
/// <param name="Empty">Slots that passed with nothing to say.</param>
internal sealed record CompositionSummary(ImmutableArray<ComposedDigest> Composed, int Empty);

/// <summary>A digest that went into the outbox.</summary>
internal sealed record ComposedDigest(string Id, string Recipient, string List, int Findings)
{
    /// <summary>Findings that were contradictions its reader had been told of, and that are over.</summary>
    public ImmutableArray<long> Resolved { get; init; } = [];
}

/// <summary>
/// Turns what a subscription is owed into one mail in the outbox, when its slot has passed. The slot key is unique, so a slot has one
/// digest whatever restarts, clocks and other instances do; slots that were missed become one digest.
/// </summary>
internal sealed partial class DigestComposition(
    SubscriptionStore subscriptions, OwedStore owedStore, OutboxStore outbox, SilenceStore silences, Audience audience, SubscriberLinks links,
    DigestRendering render, TimeProvider time, PassProbe probe, ILogger<DigestComposition> log)
{
    /// <summary>Composes every slot that has passed and is undecided.</summary>
    public Task<CompositionSummary> ComposeDueAsync(WatcherConfiguration configuration, CancellationToken cancellationToken) =>
        ComposeAsync(configuration, isOutOfTurn: false, cancellationToken);

    /// <summary>Composes what is owed now, whatever the schedule.</summary>
    /// <param name="lists">Only these; empty: every list.</param>
    public Task<CompositionSummary> ComposeNowAsync(
        WatcherConfiguration configuration, CancellationToken cancellationToken, IReadOnlyCollection<string>? lists = null) =>
        ComposeAsync(configuration, isOutOfTurn: true, cancellationToken, lists);

    /// <summary>The digest as it would be now; nothing is marked. Null when nothing is owed.</summary>
    /// <param name="at">In place of now: what was owed then, whatever became of it, and its window from the digest before.</param>
    public async Task<DigestInput?> PreviewAsync(
        WatcherConfiguration configuration, string recipientId, string listId, CancellationToken cancellationToken, DateTimeOffset? at = null)
    {
        var now = at ?? time.GetUtcNow();
        var states = await subscriptions.AllAsync(cancellationToken);
        foreach (var hearer in await audience.SubscribedAsync(configuration, cancellationToken))
        {
            if (hearer.Recipient.Id == recipientId && hearer.List.Id == listId)
            {
                var muted = MutedFindings.Of(await silences.MutesAsync(recipientId, cancellationToken), now);
                var state = states.GetValueOrDefault((recipientId, listId));
                if (at is not null && state is not null)
                {
                    var before = await outbox.LastWindowEndAsync(recipientId, listId, now, cancellationToken);
                    state = state with { LastSlotAt = before ?? Math.Min(state.FirstSeenAt, now.ToUnixTimeMilliseconds()), LastDigestAt = before };
                }

                return (await DueAsync(configuration, hearer, state, muted, slot: null, now, isPreview: true, cancellationToken, asOf: at))?.Input;
            }
        }

        return null;
    }

    /// <summary>The digest of a mail once more, with less in it; null when its recipient or list is gone.</summary>
    public async Task<RenderedDigest?> AgainAsync(
        WatcherConfiguration configuration, OutboxEntry mail, MailReduction reduction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var hearer = (await audience.SubscribedAsync(configuration, cancellationToken))
            .FirstOrDefault(h => h.Recipient.Id == mail.RecipientId && h.List.Id == mail.ListId);
        var from = DateTimeOffset.FromUnixTimeMilliseconds(mail.WindowFrom);
        if (hearer is null || await owedStore.InMailAsync(mail.Id, from, cancellationToken) is not { IsEmpty: false } findings)
        {
            return null;
        }

        var to = DateTimeOffset.FromUnixTimeMilliseconds(mail.WindowTo);
        var input = await InputAsync(
            configuration, hearer, findings, mail.Name, mail.DedupKey, from, to, DateTimeOffset.FromUnixTimeMilliseconds(mail.CreatedAt),
            isFirst: false, isPreview: true, cancellationToken);
        var recipient = input.Recipient with { WantsImages = false, WantsTable = false, WantsHtml = input.Recipient.WantsHtml && reduction < MailReduction.TextOnly };
        return render(input with { Recipient = recipient }, MessageId.Parse(mail.MessageId), configuration.Policy);
    }

    private async Task<CompositionSummary> ComposeAsync(
        WatcherConfiguration configuration, bool isOutOfTurn, CancellationToken cancellationToken, IReadOnlyCollection<string>? lists = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        await subscriptions.NoteAsync(configuration, cancellationToken);
        var states = await subscriptions.AllAsync(cancellationToken);
        var now = time.GetUtcNow();
        var composed = ImmutableArray.CreateBuilder<ComposedDigest>();
        var empty = 0;
        var due = (await audience.SubscribedAsync(configuration, cancellationToken))
            .Where(hearer => lists is not { Count: > 0 } || lists.Contains(hearer.List.Id))
            .Select(hearer => (Hearer: hearer, Slot: hearer.Subscription.Schedule?.LatestSlot(now, hearer.Recipient.Zone)))
            .Where(entry => isOutOfTurn
                || entry.Slot?.ToUnixTimeMilliseconds() > states[(entry.Hearer.Recipient.Id, entry.Hearer.List.Id)].LastSlotAt)
            .ToDictionary(entry => entry.Hearer, entry => isOutOfTurn ? null : entry.Slot);
        foreach (var hearer in await audience.OpenAsync([.. due.Keys], cancellationToken))
        {
            var (recipient, list, slot) = (hearer.Recipient, hearer.List, due[hearer]);
            if (await outbox.ReleaseUnsentAsync(recipient.Id, list.Id, cancellationToken) > 0)
            {
                Instruments.Digests.Add(1, Instruments.List(list.Id), Instruments.Outcome("merged"));
            }

            var muted = MutedFindings.Of(await silences.MutesAsync(recipient.Id, cancellationToken), now);
            var digest = await DueAsync(
                configuration, hearer, states[(recipient.Id, list.Id)], muted, slot, now, isPreview: false, cancellationToken);
            if (digest is null)
            {
                empty++;
                Instruments.Digests.Add(1, Instruments.List(list.Id), Instruments.Outcome("empty"));
                if (slot is { } passed)
                {
                    await subscriptions.PassSlotAsync(recipient.Id, list.Id, passed, cancellationToken);
                }

                continue;
            }

            if (await AddAsync(digest, slot, muted, configuration.Policy, cancellationToken))
            {
                LogComposed(digest.Input.DigestId, list.Id, digest.Input.Findings.Length);
                Instruments.Digests.Add(1, Instruments.List(list.Id), Instruments.Outcome("composed"));
                if (digest.Input.Flood is not null)
                {
                    LogFlood(digest.Input.DigestId, digest.Input.Findings.Length);
                }

                composed.Add(new ComposedDigest(digest.Input.DigestId, recipient.Id, list.Id, digest.Input.Findings.Length)
                {
                    Resolved = [.. digest.Ended.Select(ending => ending.Contradiction).Distinct()],
                });
            }
        }

        return new CompositionSummary(composed.ToImmutable(), empty);
    }

    /// <summary>A digest that is due.</summary>
    /// <param name="Ended">The contradictions told before that findings of this one ended.</param>
    private sealed record DueDigest(DigestInput Input, ImmutableArray<Ending> Ended);

    /// <param name="state">How far its digests have come; null for a subscription that is not on record yet.</param>
    /// <param name="muted">What its recipient does not want to hear of.</param>
    /// <param name="slot">Null: what is owed now.</param>
    /// <param name="isPreview">Nothing is written.</param>
    /// <param name="asOf">What was owed then; null: what is owed now.</param>
    private async Task<DueDigest?> DueAsync(
        WatcherConfiguration configuration, Hearer hearer, SubscriptionState? state, MutedFindings muted, DateTimeOffset? slot, DateTimeOffset now,
        bool isPreview, CancellationToken cancellationToken, DateTimeOffset? asOf = null)
    {
        var (recipient, list, policy) = (hearer.Recipient, hearer.List, configuration.Policy);

        // A digest out of turn tells what was recorded up to this very moment, so its end lies a tick of the store beyond it.
        var to = slot ?? now.AddMilliseconds(1);
        var from = state is null ? now : DateTimeOffset.FromUnixTimeMilliseconds(state.LastSlotAt);
        if (slot is null && state?.LastDigestAt is { } last && last > state.LastSlotAt)
        {
            from = DateTimeOffset.FromUnixTimeMilliseconds(last);
        }

        var owed = await owedStore.OwedAsync(recipient.Id, list.Id, from, to, cancellationToken, asOf);
        var silenced = owed.Where(muted.Holds).Select(finding => finding.Id).ToHashSet();
        if (!isPreview)
        {
            await silences.SilenceAsync(recipient.Id, list.Id, silenced, cancellationToken);
        }

        owed = owed.RemoveAll(finding => silenced.Contains(finding.Id));
        if (owed.IsEmpty)
        {
            return null;
        }

        var slotKey = slot is { } at
            ? at.UtcDateTime.ToString("yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"once-{owed[^1].Id}");
        var local = TimeZoneInfo.ConvertTime(slot ?? now, recipient.Zone);
        var input = await InputAsync(
            configuration, hearer, owed,
            string.Create(CultureInfo.InvariantCulture, $"d-{local:yyyyMMdd-HHmm}-{list.Id}-{MessageIds.RecipientHash(recipient.Id)}"),
            $"digest:{recipient.Id}:{list.Id}:{slotKey}", from, to, now, isFirst: state?.LastDigestAt is null, isPreview, cancellationToken);
        var usual = await outbox.LastFindingsAsync(recipient.Id, list.Id, FloodGuard.Window, cancellationToken);
        var ended = await EndedAsync(hearer, owed, from, policy, cancellationToken);
        return new DueDigest(
            input with
            {
                To = local,
                Open =
                [
                    .. ended.Select(e => new OpenContradiction(
                        e.Verdict.Kind, e.Contradiction.Earlier(e.Verdict.Earlier), e.Contradiction.Entry)).DistinctBy(o => (o.Earlier.Entry.Id, o.Later.Entry.Id)),
                ],
                MutedAgain = [.. muted.Over.Select(claim => new ClaimId(claim))],
                Flood = FloodGuard.Measure(owed.Length, usual, policy.FloodItems, policy.FloodTimesMedian),
            },
            [.. ended.Select(e => new Ending(e.Contradiction.Id, e.By.Id))]);
    }

    /// <summary>Contradictions that this subscription was told of and that one of these findings ended.</summary>
    private async Task<List<(OwedFinding Contradiction, Verdict.Contradicts Verdict, OwedFinding By)>> EndedAsync(
        Hearer hearer, ImmutableArray<OwedFinding> owed, DateTimeOffset from, MailPolicy policy, CancellationToken cancellationToken)
    {
        var ended = new List<(OwedFinding, Verdict.Contradicts, OwedFinding)>();
        var later = owed.Where(o => o.Finding.Verdict is Verdict.Updates or Verdict.Revises or Verdict.Corroborates).ToList();
        if (later.Count == 0 || (!hearer.Subscription.Only.IsEmpty && !hearer.Subscription.Only.Contains(FindingKind.Resolved)))
        {
            return ended;
        }

        var entries = later.SelectMany(o => o.Finding.Compared).Where(c => c.Verdict is not Verdict.DifferentScope).Select(c => c.Earlier).ToHashSet();
        foreach (var told in await owedStore.ToldContradictionsAsync(hearer.Recipient.Id, hearer.List.Id, entries, from, cancellationToken))
        {
            if (told.Finding.Verdict is Verdict.Contradicts verdict
                && later.Find(o => o.Id > told.Id && ContradictionEnd.Ends(
                    told.Finding, told.Entry.Entry.Id, o.Finding, o.Entry.Backing.Origins, policy.CorroborationOrigins)) is { } by)
            {
                ended.Add((told, verdict, by));
            }
        }

        return ended;
    }

    private async Task<DigestInput> InputAsync(
        WatcherConfiguration configuration, Hearer hearer, ImmutableArray<OwedFinding> findings, string id, string dedupKey, DateTimeOffset from,
        DateTimeOffset to, DateTimeOffset now, bool isFirst, bool isPreview, CancellationToken cancellationToken)
    {
        var (recipient, list) = (hearer.Recipient, hearer.List);
        var settlements = findings.Where(o => o.Finding.Claim.Kind == ClaimKind.Control).Select(o => o.Finding.Claim.Subject.Id).Distinct().ToList();
        return new DigestInput
        {
            DigestId = id,
            DedupKey = dedupKey,
            List = Readers.List(list),
            Recipient = Readers.Of(recipient, hearer.Subscription.Schedule?.ToString() ?? "on request"),
            From = TimeZoneInfo.ConvertTime(from, recipient.Zone),
            To = TimeZoneInfo.ConvertTime(to, recipient.Zone),
            ComposedAt = TimeZoneInfo.ConvertTime(now, recipient.Zone),
            Findings = findings,
            ControlHistory = await owedStore.ControlHistoryAsync(settlements, from, cancellationToken),
            Coverage = await owedStore.CoverageAsync(list, configuration, from, to, isFirst, cancellationToken),
            Sides = configuration.Sides,
            Names = Readers.Names(list, recipient),
            Links = await links.ForAsync(recipient.Id, list.Id, configuration.Policy, mayMake: !isPreview, cancellationToken),
            Fingerprint = configuration.Fingerprint,
        };
    }

    private async Task<bool> AddAsync(
        DueDigest digest, DateTimeOffset? slot, MutedFindings muted, MailPolicy policy, CancellationToken cancellationToken)
    {
        var input = digest.Input;
        var messageId = MessageIds.For('d', input.DedupKey, MailParts.IdDomain(policy));
        var rendered = render(input, messageId, policy);
        probe.Reached(PassPoint.DigestRendered);

        var shown = rendered.Shown.ToHashSet();
        var isAdded = await outbox.AddAsync(
            new NewMail
            {
                Kind = "digest",
                Recipient = input.Recipient.Id,
                List = input.List.Id,
                Address = input.Recipient.Address,
                Sender = policy.From,
                DedupKey = input.DedupKey,
                MessageId = messageId,
                Name = input.DigestId,
                Subject = rendered.Subject,
                Rendered = rendered.Message,
                Shown = rendered.Shown,
                Findings = input.Findings.Length,
                IsFlood = input.Flood is not null,
                Ended = [.. digest.Ended.Where(ending => shown.Contains(ending.EndedBy))],
                Unmuted = muted.Over,
                From = input.From,
                To = input.To,
                Slot = slot,
                NotAfter = input.ComposedAt + RelayLimits.GiveUpAfter("digest"),
            },
            cancellationToken);
        probe.Reached(PassPoint.DigestAdded);
        if (isAdded)
        {
            Instruments.DigestItemsTruncated.Add(input.Findings.Length - shown.Count, Instruments.List(input.List.Id));
        }

        return isAdded;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "digest {Digest} composed for list {List}: {Findings} findings")]
    private partial void LogComposed(string digest, string list, int findings);

    [LoggerMessage(Level = LogLevel.Warning, Message = "digest {Digest} would be a flood of {Findings} findings: sent as counts with the gravest cards")]
    private partial void LogFlood(string digest, int findings);
}
