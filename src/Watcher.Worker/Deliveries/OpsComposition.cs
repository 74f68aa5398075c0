using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Deliveries;

/// <summary>
/// Tells operators, and nobody else, what needs them: feeds that fail for more than a day or are gone, mail that does not leave, a changed
/// configuration that was refused. Each thing once to each operator, several of a kind in one mail.
/// </summary>
internal sealed partial class OpsComposition(
    OutboxStore outbox, OutboxQueries queries, NoticeStore notices, FeedStore feeds, OwedStore owedStore, SilenceStore silences, RelayHealth relay,
    IOptions<WatcherOptions> options, TimeProvider time, ILogger<OpsComposition> log)
{
    private static readonly TimeSpan s_failing = TimeSpan.FromHours(24);

    /// <summary>Longer than the sending limits hold a mail of ordinary days.</summary>
    private static readonly TimeSpan s_stuck = TimeSpan.FromHours(2);

    private const int MaxFeedsOfFlood = 5;

    /// <summary>One thing that operators should hear of, and what makes it one.</summary>
    private sealed record Trouble(OpsKind Kind, string Key, OpsProblem Problem);

    /// <param name="refused">What is wrong with the configuration folder; null when it is what is in force.</param>
    /// <returns>The number of mails.</returns>
    public async Task<int> ComposeDueAsync(WatcherConfiguration configuration, ConfigReport? refused, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var operators = configuration.Recipients.Where(recipient => recipient.IsOperator).ToList();
        if (operators.Count == 0)
        {
            return 0;
        }

        var now = time.GetUtcNow();
        var troubles = new List<Trouble>();
        troubles.AddRange(await FeedsAsync(configuration, now, cancellationToken));
        troubles.AddRange(await MailAsync(now, cancellationToken));
        troubles.AddRange(await FloodsAsync(cancellationToken));
        troubles.AddRange(Refused(refused));
        if (troubles.Count == 0)
        {
            return 0;
        }

        var paused = await silences.PausedAsync(cancellationToken);
        var composed = 0;
        foreach (var recipient in operators.Where(recipient => !paused.ContainsKey(recipient.Id)))
        {
            var told = await notices.ToldAsync(recipient.Id, cancellationToken);
            foreach (var kind in troubles.Where(trouble => !told.Contains((Name(trouble.Kind), trouble.Key))).GroupBy(trouble => trouble.Kind).OrderBy(g => g.Key))
            {
                composed += await AddAsync(configuration.Policy, recipient, kind.Key, [.. kind], now, cancellationToken) ? 1 : 0;
            }
        }

        return composed;
    }

    private async Task<IEnumerable<Trouble>> FeedsAsync(WatcherConfiguration configuration, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var states = await feeds.AllAsync(cancellationToken);
        return
            from feed in configuration.Feeds
            where feed.IsEnabled
            let state = states.GetValueOrDefault(feed.Id)
            where state?.FailingSince is not null
            let since = DateTimeOffset.FromUnixTimeMilliseconds(state.FailingSince ?? 0)   // just seen to be there
            where state.IsGone || now - since >= s_failing
            orderby since, feed.Id
            select new Trouble(
                state.IsGone ? OpsKind.FeedGone : OpsKind.FeedsFailing,
                state.IsGone ? $"{feed.Id}@{state.Url}" : string.Create(CultureInfo.InvariantCulture, $"{feed.Id}@{state.FailingSince}"),
                new OpsProblem(feed.Id, state.LastError ?? "failed", feed.Url.AbsoluteUri, since));
    }

    private async Task<IEnumerable<Trouble>> MailAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var troubles = new List<Trouble>();
        var (waiting, oldest) = await queries.WaitingAsync(cancellationToken);
        if (oldest is { } since && now - since >= s_stuck)
        {
            // Mail that stays stuck is told of once a day.
            troubles.Add(new Trouble(
                OpsKind.OutboxStuck, now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                new OpsProblem("outbox", string.Create(CultureInfo.InvariantCulture, $"{waiting} waiting, none of the oldest accepted"), Since: since)));
        }

        foreach (var held in await queries.ListAsync("held", null, null, null, OpsInput.MaxProblems, cancellationToken))
        {
            troubles.Add(new Trouble(
                OpsKind.OutboxStuck, held.Id,
                new OpsProblem(held.Id, "nobody knows whether the relay has it", Since: DateTimeOffset.FromUnixTimeMilliseconds(held.CreatedAt),
                    Fix: $"look for {held.MessageId} at the relay; then: watcher outbox retry {held.Id}, or watcher outbox drop {held.Id} --yes")));
        }

        foreach (var refusing in await notices.RefusingAsync(cancellationToken))
        {
            troubles.Add(new Trouble(
                OpsKind.RecipientSuspended, $"{refusing.Id}@{refusing.LastOutboxId}",
                new OpsProblem(refusing.Id, string.Create(CultureInfo.InvariantCulture, $"refused {refusing.Refusals} times: {refusing.Reply}"), Since: refusing.Since)));
        }

        if (relay.Alarm is { } alarm)
        {
            troubles.Add(new Trouble(
                OpsKind.RelayRefused, string.Create(CultureInfo.InvariantCulture, $"{alarm.Reply}@{alarm.Since.UtcDateTime:yyyy-MM-dd}"),
                new OpsProblem("relay", alarm.Reply, Since: alarm.Since)));
        }

        return troubles;
    }

    private async Task<IEnumerable<Trouble>> FloodsAsync(CancellationToken cancellationToken)
    {
        var troubles = new List<Trouble>();
        foreach (var digest in await notices.FloodedAsync(cancellationToken))
        {
            var findings = await owedStore.InMailAsync(digest.OutboxId, digest.CreatedAt, cancellationToken);
            var sources = await owedStore.FeedsOfAsync([.. findings.Select(finding => finding.Id)], cancellationToken);
            var feedsInWords = string.Join(
                ", ", sources.Take(MaxFeedsOfFlood).Select(feed => string.Create(CultureInfo.InvariantCulture, $"{feed.Feed} ({feed.Findings})")));
            troubles.Add(new Trouble(
                OpsKind.FloodGuard, digest.OutboxId,
                new OpsProblem(digest.Name, string.Create(CultureInfo.InvariantCulture, $"{digest.Findings} findings, from {feedsInWords}"), Since: digest.CreatedAt)));
        }

        return troubles;
    }

    /// <summary>One mail for each distinct set of errors.</summary>
    private static IEnumerable<Trouble> Refused(ConfigReport? refused)
    {
        if (refused is null)
        {
            yield break;
        }

        var errors = refused.Problems.Where(problem => problem.Severity == ProblemSeverity.Error).ToList();
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', errors.Select(problem => problem.Headline)))));
        foreach (var (i, problem) in errors.Index())
        {
            yield return new Trouble(
                OpsKind.ReloadRefused, string.Create(CultureInfo.InvariantCulture, $"{key}:{i}"),
                new OpsProblem(
                    string.Create(CultureInfo.InvariantCulture, $"{problem.File}:{problem.Line}:{problem.Column}"), $"{problem.Code} {problem.Message}"));
        }
    }

    private async Task<bool> AddAsync(
        MailPolicy policy, RecipientSettings recipient, OpsKind kind, ImmutableArray<Trouble> troubles, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var what = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', troubles.Select(trouble => trouble.Key))))[..8]);
        var input = new OpsInput
        {
            DedupKey = $"ops:{recipient.Id}:{Name(kind)}:{what}",
            Kind = kind,
            Instance = options.Value.InstanceName,
            Recipient = Readers.Of(recipient),
            ComposedAt = TimeZoneInfo.ConvertTime(now, recipient.Zone),
            Problems = [.. troubles.Select(trouble => trouble.Problem)],
        };
        var messageId = MessageIds.For('o', input.DedupKey, MailParts.IdDomain(policy));
        var rendered = OpsMail.Render(input, messageId, policy);
        var isAdded = await outbox.AddAsync(
            new NewMail
            {
                Kind = "ops",
                Recipient = recipient.Id,
                Address = recipient.Address,
                Sender = policy.From,
                DedupKey = input.DedupKey,
                MessageId = messageId,
                Name = string.Create(CultureInfo.InvariantCulture, $"o-{input.ComposedAt:yyyyMMdd-HHmm}-{Name(kind)}-{MessageIds.RecipientHash(recipient.Id)}"),
                Subject = rendered.Subject,
                Rendered = rendered.Message,
                Notices = [.. troubles.Select(trouble => new OpsNotice(Name(kind), trouble.Key, recipient.Id))],
                From = now,
                To = now,
                NotAfter = now + RelayLimits.GiveUpAfter("ops"),
            },
            cancellationToken);
        if (isAdded)
        {
            LogComposed(kind, troubles.Length);
        }

        return isAdded;
    }

    private static string Name(OpsKind kind) => kind switch
    {
        OpsKind.FeedsFailing => "feeds-failing",
        OpsKind.FeedGone => "feed-gone",
        OpsKind.OutboxStuck => "outbox-stuck",
        OpsKind.ReloadRefused => "reload-refused",
        OpsKind.FloodGuard => "flood-guard",
        OpsKind.RecipientSuspended => "recipient-suspended",
        OpsKind.RelayRefused => "relay-refused",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "ops mail composed: {Kind}, {Problems} problems")]
    private partial void LogComposed(OpsKind kind, int problems);
}
