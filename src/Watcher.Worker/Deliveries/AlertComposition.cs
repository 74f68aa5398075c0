using System.Collections.Immutable;
using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Mail;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Web;

namespace Watcher.Worker.Deliveries;

/// <summary>
/// Tells grave contradictions without waiting for the digest: after a short wait for further evidence, not in quiet hours, and in one hourly
/// mail when there are too many. What waits is read from the findings that are owed, so nothing is lost by a restart and none is dropped.
/// </summary>
internal sealed partial class AlertComposition(
    OwedStore owedStore, OutboxStore outbox, SilenceStore silences, Audience audience, SubscriberLinks links, TimeProvider time, PassProbe probe,
    ILogger<AlertComposition> log)
{
    /// <summary>Mails about one contradiction have this among their keys.</summary>
    private const string Merged = "merged";

    /// <summary>Composes the alerts whose wait is over; gives the number of mails.</summary>
    public async Task<int> ComposeDueAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var wanting = (await audience.SubscribedAsync(configuration, cancellationToken)).RemoveAll(hearer => hearer.Subscription.Immediate is null);
        var composed = 0;
        foreach (var recipient in (await audience.OpenAsync(wanting, cancellationToken)).GroupBy(hearer => hearer.Recipient))
        {
            composed += await ComposeAsync(configuration, recipient.Key, [.. recipient], cancellationToken);
        }

        return composed;
    }

    /// <summary>The alert of a mail once more, in plain text; null when its recipient or list is gone.</summary>
    public async Task<RenderedMail?> AgainAsync(WatcherConfiguration configuration, OutboxEntry mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var hearer = (await audience.SubscribedAsync(configuration, cancellationToken))
            .FirstOrDefault(h => h.Recipient.Id == mail.RecipientId && h.List.Id == mail.ListId);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(mail.CreatedAt);
        if (hearer is null || await owedStore.InMailAsync(mail.Id, at, cancellationToken) is not { IsEmpty: false } findings)
        {
            return null;
        }

        var isMerged = mail.DedupKey.StartsWith($"alert:{mail.RecipientId}:{Merged}:", StringComparison.Ordinal);
        var input = await InputAsync(
            configuration, hearer, findings, mail.DedupKey, mail.IsRollup ? AlertOccasion.HourlyRollUp : isMerged ? AlertOccasion.QuietHoursOver : AlertOccasion.Contradiction,
            isMerged ? null : mail.Subject, at, mayMakeLinks: false, cancellationToken);
        return AlertMail.Render(
            input with { Recipient = input.Recipient with { WantsHtml = false } }, MessageId.Parse(mail.MessageId), configuration.Policy);
    }

    /// <summary>A contradiction with what was found about it while it waited.</summary>
    private sealed record Waiting(Hearer Hearer, string Key, Severity Severity, ImmutableArray<OwedFinding> Findings, DateTimeOffset Due);

    private async Task<int> ComposeAsync(
        WatcherConfiguration configuration, RecipientSettings recipient, ImmutableArray<Hearer> hearers, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var waiting = new List<Waiting>();
        foreach (var hearer in hearers)
        {
            waiting.AddRange(await WaitingAsync(hearer, configuration.Policy, now, cancellationToken));
        }

        // One contradiction on two lists of one reader is one alert.
        var due = waiting.DistinctBy(story => story.Key)
            .Where(story => story.Due <= now && recipient.Quiet?.Holds(story.Severity, now, recipient.Zone) != true)
            .OrderBy(story => story.Due).ThenBy(story => story.Key, StringComparer.Ordinal)
            .ToList();
        if (due.Count == 0)
        {
            return 0;
        }

        var sent = (await outbox.AlertsAsync(recipient.Id, due[0].Due - AlertTiming.Storm, cancellationToken)).ToList();
        var composed = 0;
        var held = due.Where(story => recipient.Quiet?.Holds(story.Severity, story.Due, recipient.Zone) == true).ToList();
        if (held.Count > 1 && !AlertTiming.Next(sent, configuration.Policy.MaxAlertsPerHour, held[0].Due).IsRollUp)
        {
            if (await AddMergedAsync(configuration, held, AlertOccasion.QuietHoursOver, now, cancellationToken))
            {
                sent.Insert(0, (now, false));
                composed++;
            }

            due.RemoveAll(held.Contains);
        }

        while (due.Count > 0)
        {
            var (notBefore, isRollUp) = AlertTiming.Next(sent, configuration.Policy.MaxAlertsPerHour, due[0].Due);
            if (isRollUp)
            {
                return now >= notBefore && await AddMergedAsync(configuration, due, AlertOccasion.HourlyRollUp, now, cancellationToken) ? composed + 1 : composed;
            }

            if (await AddAsync(configuration, due[0], now, cancellationToken))
            {
                sent.Insert(0, (now, false));
                composed++;
            }

            due.RemoveAt(0);
        }

        return composed;
    }

    /// <summary>The contradictions that the subscription wants to hear of at once and has not.</summary>
    private async Task<IEnumerable<Waiting>> WaitingAsync(Hearer hearer, MailPolicy policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (recipient, list) = (hearer.Recipient, hearer.List);
        var since = now - AlertTiming.Freshness;
        var candidates = await owedStore.AlertableAsync(recipient.Id, list.Id, since, cancellationToken);
        if (candidates.Count == 0)
        {
            return [];
        }

        var owed = await owedStore.OwedAsync(recipient.Id, list.Id, since, now.AddMilliseconds(1), cancellationToken);
        var muted = MutedFindings.Of(await silences.MutesAsync(recipient.Id, cancellationToken), now);
        var rules = MailParts.Rules(policy, []);
        var digestList = Readers.List(list);
        var stories =
            from finding in owed
            where candidates.Contains(finding.Id) && !muted.Holds(finding)
            let severity = AlertTrigger.SeverityOf(finding, digestList, rules, now)
            where severity is not null
            group (Finding: finding, Severity: severity.Value) by AlertTrigger.KeyOf(finding);
        return
        [
            .. from story in stories
               let gravest = story.Max(entry => entry.Severity)
               where gravest >= hearer.Subscription.Immediate
               let findings = story.Select(entry => entry.Finding).ToImmutableArray()
               select new Waiting(hearer, story.Key, gravest, findings, AlertTiming.Due(Evidence(findings, owed))),
        ];
    }

    /// <summary>When the findings of the story were recorded, and everything else that answers one of its entries.</summary>
    private static IEnumerable<DateTimeOffset> Evidence(ImmutableArray<OwedFinding> story, ImmutableArray<OwedFinding> owed)
    {
        var entries = story.SelectMany(finding => finding.Finding.Compared.Where(c => c.Verdict is Verdict.Contradicts).Select(c => c.Earlier)
            .Append(finding.Entry.Entry.Id)).ToHashSet();
        var ids = story.Select(finding => finding.Id).ToHashSet();
        return story.Concat(owed.Where(finding => finding.Id > story[0].Id && !ids.Contains(finding.Id)
                && finding.Finding.Compared.Any(c => c.Verdict is not Verdict.DifferentScope && entries.Contains(c.Earlier))))
            .Select(finding => finding.RecordedAt);
    }

    private async Task<bool> AddAsync(WatcherConfiguration configuration, Waiting story, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var recipient = story.Hearer.Recipient.Id;
        var thread = $"alert:{recipient}:{story.Key}:";
        var input = await InputAsync(
            configuration, story.Hearer, story.Findings, string.Create(CultureInfo.InvariantCulture, $"{thread}{story.Findings[^1].Id}"),
            AlertOccasion.Contradiction, await outbox.FirstSubjectAsync(thread, cancellationToken), now, mayMakeLinks: true, cancellationToken);
        return await AddAsync(configuration, input, isRollUp: false, cancellationToken);
    }

    private async Task<bool> AddMergedAsync(
        WatcherConfiguration configuration, List<Waiting> stories, AlertOccasion occasion, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The mail speaks for all lists of its stories; the links in it are those of the first.
        var hearer = stories[0].Hearer;
        var lists = stories.Select(story => story.Hearer.List).DistinctBy(list => list.Id).ToList();
        var list = hearer.List with
        {
            Title = string.Join(", ", lists.Select(l => l.Title)),
            Subjects = [.. lists.SelectMany(l => l.Subjects).Distinct()],
            Primary = [.. lists.SelectMany(l => l.Primary).Distinct()],
        };
        ImmutableArray<OwedFinding> findings = [.. stories.SelectMany(story => story.Findings).DistinctBy(finding => finding.Id).OrderBy(finding => finding.Id)];
        var key = string.Create(CultureInfo.InvariantCulture, $"alert:{hearer.Recipient.Id}:{Merged}:{findings[^1].Id}-{findings.Length}");
        var input = await InputAsync(
            configuration, hearer with { List = list }, findings, key, occasion, frozenSubject: null, now, mayMakeLinks: true, cancellationToken);
        return await AddAsync(configuration, input, occasion == AlertOccasion.HourlyRollUp, cancellationToken);
    }

    private async Task<AlertInput> InputAsync(
        WatcherConfiguration configuration, Hearer hearer, ImmutableArray<OwedFinding> findings, string dedupKey, AlertOccasion occasion,
        string? frozenSubject, DateTimeOffset now, bool mayMakeLinks, CancellationToken cancellationToken)
    {
        var settlements = findings.Where(o => o.Finding.Claim.Kind == ClaimKind.Control).Select(o => o.Finding.Claim.Subject.Id).Distinct().ToList();
        return new AlertInput
        {
            DedupKey = dedupKey,
            List = Readers.List(hearer.List),
            Recipient = Readers.Of(hearer.Recipient),
            ComposedAt = TimeZoneInfo.ConvertTime(now, hearer.Recipient.Zone),
            Occasion = occasion,
            Findings = findings,
            MinSeverity = hearer.Subscription.Immediate ?? Severity.Low,
            FrozenSubject = frozenSubject,
            ControlHistory = await owedStore.ControlHistoryAsync(settlements, now, cancellationToken),
            Sides = configuration.Sides,
            Names = Readers.Names(hearer.List, hearer.Recipient),
            Links = await links.ForAsync(hearer.Recipient.Id, hearer.List.Id, configuration.Policy, mayMakeLinks, cancellationToken),
            Fingerprint = configuration.Fingerprint,
        };
    }

    private async Task<bool> AddAsync(WatcherConfiguration configuration, AlertInput input, bool isRollUp, CancellationToken cancellationToken)
    {
        var policy = configuration.Policy;
        var messageId = MessageIds.For('a', input.DedupKey, MailParts.IdDomain(policy));
        var rendered = AlertMail.Render(input, messageId, policy);
        probe.Reached(PassPoint.AlertRendered);

        var name = string.Create(
            CultureInfo.InvariantCulture, $"a-{input.ComposedAt:yyyyMMdd-HHmm}-{input.List.Id}-{MessageIds.RecipientHash(input.Recipient.Id)}");
        var isAdded = await outbox.AddAsync(
            new NewMail
            {
                Kind = "alert",
                Recipient = input.Recipient.Id,
                List = input.List.Id,
                Address = input.Recipient.Address,
                Sender = policy.From,
                DedupKey = input.DedupKey,
                MessageId = messageId,
                Name = name,
                Subject = rendered.Subject,
                Rendered = rendered.Message,
                Shown = [.. input.Findings.Select(finding => finding.Id)],
                Findings = input.Findings.Length,
                IsRollUp = isRollUp,
                From = input.ComposedAt,
                To = input.ComposedAt,
                NotAfter = input.ComposedAt + RelayLimits.GiveUpAfter("alert"),
            },
            cancellationToken);
        probe.Reached(PassPoint.AlertAdded);
        if (isAdded)
        {
            LogComposed(name, input.Occasion, input.Findings.Length);
        }

        return isAdded;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "alert {Alert} composed, {Occasion}: {Findings} findings")]
    private partial void LogComposed(string alert, AlertOccasion occasion, int findings);
}
