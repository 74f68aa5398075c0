using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>
/// The digests that would have gone out had the replayed articles been read as they were published: a store of its own, whose clock goes
/// from article to article and from slot to slot, and the same composition as the service's. Nothing of it stays.
/// </summary>
internal sealed class ReplayDigests : TimeProvider
{
    /// <summary>The longest time between two slots of a subscription.</summary>
    private static readonly TimeSpan s_longestSlot = TimeSpan.FromDays(7);

    private DateTimeOffset _now;

    private ReplayDigests(DateTimeOffset start) => _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <param name="settings">Of the verb.</param>
    /// <param name="items">In the order of reading.</param>
    /// <param name="lists">Only digests of these; empty: of every list.</param>
    /// <param name="progress">Told of each article.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<ComposedPreview>> ComposeAsync(
        IConfigurationRoot settings, IReadOnlyList<Replaying.ReplayedItem> items, string[] lists, WorkProgress progress, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return [];
        }

        var clock = new ReplayDigests(items[0].Moment - TimeSpan.FromMilliseconds(1));
        var composed = new List<ComposedPreview>();
        using var trial = DryRun.FromNothing(settings);
        await using var app = await WatcherHost.BuildAsync(trial.Settings, isService: false, LogLevel.Error, cancellationToken, services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton<DigestRendering>((input, messageId, policy) =>
            {
                composed.Add(new ComposedPreview(input, DigestMail.Preview(input, policy), messageId.Value));
                return DigestMail.Render(input, messageId, policy);
            });
        });
        await progress.RunAsync("composing digests", items.Count, _ => null, async advance =>
        {
            await clock.RunAsync(app.Services, items, advance, cancellationToken);
            return true;
        });
        return [.. composed.Where(digest => lists.Length == 0 || lists.Contains(digest.Input.List.Id))];
    }

    private async Task RunAsync(IServiceProvider services, IReadOnlyList<Replaying.ReplayedItem> items, Action advance, CancellationToken cancellationToken)
    {
        var rules = services.GetRequiredService<CurrentRules>().Current;
        var ledger = services.GetRequiredService<LedgerStore>();
        var configuration = rules.Configuration with { Feeds = [.. items.Select(Feed).DistinctBy(feed => feed.Id)] };
        await services.GetRequiredService<SubscriptionStore>().NoteAsync(configuration, cancellationToken);
        foreach (var item in items)
        {
            await PassSlotsAsync(services, configuration, item.Moment, cancellationToken);
            _now = item.Moment > _now ? item.Moment : _now;      // undated articles come last and are of no time
            var read = new ReadArticle { Article = item.Article, Reference = item.Reference, Feed = Feed(item), ItemKey = item.Reference.Id.Value };
            _ = item.Version > 1
                ? await ledger.RecordEditAsync(read, item.AllClaims, rules.Book.Comparison, configuration, cancellationToken)
                : await ledger.RecordAsync(read, item.AllClaims, rules.Book.Comparison, configuration, cancellationToken);
            advance();
        }

        await PassSlotsAsync(services, configuration, _now + s_longestSlot, cancellationToken);
    }

    /// <summary>Goes through the slots between now and then, oldest first.</summary>
    private async Task PassSlotsAsync(IServiceProvider services, WatcherConfiguration configuration, DateTimeOffset until, CancellationToken cancellationToken)
    {
        foreach (var slot in Slots(configuration, _now, until))
        {
            _now = slot;
            await services.GetRequiredService<DigestComposition>().ComposeDueAsync(configuration, cancellationToken);
            await services.GetRequiredService<OutboxDelivery>().DeliverAsync(configuration, cancellationToken);
        }
    }

    private static SortedSet<DateTimeOffset> Slots(WatcherConfiguration configuration, DateTimeOffset after, DateTimeOffset until)
    {
        var slots = new SortedSet<DateTimeOffset>();
        foreach (var (schedule, zone) in configuration.Recipients.SelectMany(r => r.Subscriptions, (r, s) => (s.Schedule, r.Zone)).Distinct())
        {
            for (var slot = schedule?.LatestSlot(until, zone); slot > after; slot = schedule!.LatestSlot(slot.Value - TimeSpan.FromMilliseconds(1), zone))
            {
                slots.Add(slot.Value.ToUniversalTime());
            }
        }

        return slots;
    }

    /// <summary>The feed it came by is not on record; any will do that serves every list.</summary>
    private static FeedSettings Feed(Replaying.ReplayedItem item) => new()
    {
        Id = item.Reference.Outlet.Id,
        Outlet = item.Reference.Outlet,
        Url = item.Reference.Url ?? new Uri("http://localhost/"),
        FirstPoll = FirstPoll.All,
    };
}
