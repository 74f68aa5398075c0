using System.Diagnostics.Metrics;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Telemetry;

/// <summary>
/// What the store and the configuration look like now, as gauges. The store is asked beforehand, because an instrument is read in a call that
/// cannot wait.
/// </summary>
internal sealed class StoreGauges(FeedStore feeds, OutboxStore outbox, OutboxQueries queries, CurrentRules rules, TimeProvider time) : IDisposable
{
    /// <summary>Of this host alone: its gauges go with it.</summary>
    private readonly Meter _meter = new(Instruments.MeterName, Product.Version);

    private static readonly string[] s_states = ["pending", "sending", "sent", "retry", "unknown", "held", "failed", "expired", "dropped"];

    private volatile Reading _reading = new([], new Dictionary<string, int>(StringComparer.Ordinal), 0);

    /// <param name="LastGood">When each configured feed last answered well, Unix seconds; only those that did.</param>
    /// <param name="States">Mails in the outbox, by state.</param>
    /// <param name="OldestSeconds">Age of the oldest mail that waits.</param>
    private sealed record Reading(IReadOnlyList<(string Feed, double At)> LastGood, IReadOnlyDictionary<string, int> States, double OldestSeconds);

    /// <summary>Publishes the gauges; once a host.</summary>
    public void Publish()
    {
        Observe("watcher_feed_last_success_timestamp_seconds", "When the feed last answered well.",
            () => _reading.LastGood.Select(feed => new Measurement<double>(feed.At, Instruments.Feed(feed.Feed))));
        Observe("watcher_outbox_messages", "Mails in the outbox by state.",
            () => s_states.Select(state => new Measurement<double>(_reading.States.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state))));
        Observe("watcher_outbox_oldest_age_seconds", "Age of the oldest mail that waits; 0 for none.", () => [new(_reading.OldestSeconds)]);
        Observe("watcher_config_last_reload_successful", "1: the configuration folder is in force; 0: it has errors and an older one is.",
            () => [new(rules.Refused is null ? 1 : 0)]);
        Observe("watcher_config_last_reload_success_timestamp_seconds", "When the configuration in force was read.",
            () => [new(rules.LoadedAt.ToUnixTimeMilliseconds() / 1000.0)]);
        Observe("watcher_build_info", "The program; always 1.",
            () => [new(1, new("version", Product.Version), new("commit", Product.Commit))]);
    }

    public void Dispose() => _meter.Dispose();

    private void Observe(string name, string description, Func<IEnumerable<Measurement<double>>> read) =>
        _meter.CreateObservableGauge(name, read, description: description);

    /// <summary>Asks the store.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var states = await feeds.AllAsync(cancellationToken);
        var (_, oldest) = await queries.WaitingAsync(cancellationToken);
        _reading = new Reading(
            [
                .. from feed in rules.Current.Configuration.Feeds
                   let good = states.GetValueOrDefault(feed.Id)?.LastSuccessAt
                   where good is not null
                   select (feed.Id, good.Value / 1000.0),
            ],
            await outbox.StatesAsync(cancellationToken), oldest is { } since ? (time.GetUtcNow() - since).TotalSeconds : 0);
    }
}
