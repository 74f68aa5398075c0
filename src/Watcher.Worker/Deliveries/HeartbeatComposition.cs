using System.Globalization;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Web;

namespace Watcher.Worker.Deliveries;

/// <summary>
/// Tells those who asked for it that a silent week was a quiet one, and that a list hears of nothing because all its feeds fail.
/// </summary>
internal sealed partial class HeartbeatComposition(
    SubscriptionStore subscriptions, OwedStore owedStore, OutboxStore outbox, FeedStore feeds, Audience audience, SubscriberLinks links, TimeProvider time,
    ILogger<HeartbeatComposition> log)
{
    /// <summary>Feeds that fail together for less than this are a broken line somewhere; for more, the reader should not trust the silence.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromHours(3);

    /// <summary>The week ends with Sunday; its heartbeat comes when people begin to work.</summary>
    private static readonly DigestSchedule.Weekly s_weekly = new(DayOfWeek.Monday, new TimeOnly(8, 0));

    /// <summary>Composes what is due; gives the number of mails.</summary>
    public async Task<int> ComposeDueAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var wanting = (await audience.SubscribedAsync(configuration, cancellationToken)).RemoveAll(hearer => !hearer.Recipient.WantsHeartbeat);
        if (wanting.IsEmpty)
        {
            return 0;
        }

        var now = time.GetUtcNow();
        var states = await subscriptions.AllAsync(cancellationToken);
        var feedStates = await feeds.AllAsync(cancellationToken);
        var composed = 0;
        foreach (var hearer in await audience.OpenAsync(wanting, cancellationToken))
        {
            if (states.TryGetValue((hearer.Recipient.Id, hearer.List.Id), out var state))
            {
                composed += await ComposeWeekAsync(configuration, hearer, state, now, cancellationToken) ? 1 : 0;
                composed += await ComposeSilenceAsync(configuration, hearer, feedStates, now, cancellationToken) ? 1 : 0;
            }
        }

        return composed;
    }

    private async Task<bool> ComposeWeekAsync(
        WatcherConfiguration configuration, Hearer hearer, SubscriptionState state, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var slot = s_weekly.LatestSlot(now, hearer.Recipient.Zone);
        var monday = TimeZoneInfo.ConvertTime(slot, hearer.Recipient.Zone).Date;
        var (from, to) = (Midnight(monday.AddDays(-7), hearer.Recipient.Zone), Midnight(monday, hearer.Recipient.Zone));
        var week = monday.AddDays(-7);
        var key = string.Create(
            CultureInfo.InvariantCulture, $"heartbeat:{hearer.Recipient.Id}:{hearer.List.Id}:{ISOWeek.GetYear(week)}-W{ISOWeek.GetWeekOfYear(week):00}");

        // Who subscribed in the middle of a week hears of whole weeks only.
        if (state.FirstSeenAt > from.ToUnixTimeMilliseconds() || await outbox.HasAsync(key, cancellationToken)
            || await outbox.HadDigestAsync(hearer.Recipient.Id, hearer.List.Id, from, to, cancellationToken))
        {
            return false;
        }

        return await AddAsync(configuration, hearer, key, from, to, now, cancellationToken);
    }

    private async Task<bool> ComposeSilenceAsync(
        WatcherConfiguration configuration, Hearer hearer, IReadOnlyDictionary<string, FeedState> states, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var serving = configuration.Feeds.Where(feed => feed.IsEnabled && feed.Serves(hearer.List.Id))
            .Select(feed => states.GetValueOrDefault(feed.Id)?.FailingSince).ToList();
        if (serving.Count == 0 || serving.Any(since => since is null) || serving.Max() is not { } last)
        {
            return false;
        }

        // The silence begins with the feed that failed last; it is told once.
        var since = DateTimeOffset.FromUnixTimeMilliseconds(last);
        var key = string.Create(
            CultureInfo.InvariantCulture, $"heartbeat:{hearer.Recipient.Id}:{hearer.List.Id}:silent-{since.UtcDateTime:yyyyMMdd'T'HHmm}");
        return now - since >= s_silence && !await outbox.HasAsync(key, cancellationToken)
            && await AddAsync(configuration, hearer, key, since, now, now, cancellationToken);
    }

    private async Task<bool> AddAsync(
        WatcherConfiguration configuration, Hearer hearer, string key, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (recipient, list, policy) = (hearer.Recipient, hearer.List, configuration.Policy);
        var input = new HeartbeatInput
        {
            DedupKey = key,
            List = Readers.List(list),
            Recipient = Readers.Of(recipient, hearer.Subscription.Schedule?.ToString() ?? "on request"),
            From = TimeZoneInfo.ConvertTime(from, recipient.Zone),
            To = TimeZoneInfo.ConvertTime(to, recipient.Zone),
            ComposedAt = TimeZoneInfo.ConvertTime(now, recipient.Zone),
            Coverage = await owedStore.CoverageAsync(list, configuration, from, to, isFirstDigest: false, cancellationToken),
            Mentioning = await owedStore.MentioningAsync(list, from, to, cancellationToken),
            Links = await links.ForAsync(recipient.Id, list.Id, policy, mayMake: true, cancellationToken),
            Fingerprint = configuration.Fingerprint,
        };
        var messageId = MessageIds.For('h', key, MailParts.IdDomain(policy));
        var rendered = HeartbeatMail.Render(input, messageId, policy);
        var isAdded = await outbox.AddAsync(
            new NewMail
            {
                Kind = "heartbeat",
                Recipient = recipient.Id,
                List = list.Id,
                Address = recipient.Address,
                Sender = policy.From,
                DedupKey = key,
                MessageId = messageId,
                Name = string.Create(CultureInfo.InvariantCulture, $"h-{input.ComposedAt:yyyyMMdd-HHmm}-{list.Id}-{MessageIds.RecipientHash(recipient.Id)}"),
                Subject = rendered.Subject,
                Rendered = rendered.Message,
                From = from,
                To = to,
                NotAfter = now + RelayLimits.GiveUpAfter("heartbeat"),
            },
            cancellationToken);
        if (isAdded)
        {
            LogComposed(list.Id, key);
        }

        return isAdded;
    }

    private static DateTimeOffset Midnight(DateTime date, TimeZoneInfo zone)
    {
        // Some zones change their clocks at midnight: the day then begins when the clock stands after the gap.
        while (zone.IsInvalidTime(date))
        {
            date = date.AddMinutes(1);
        }

        return new DateTimeOffset(date, zone.GetUtcOffset(date));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "heartbeat composed for list {List}: {Key}")]
    private partial void LogComposed(string list, string key);
}
