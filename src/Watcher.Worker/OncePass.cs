using Watcher.Worker.Deliveries;
using Watcher.Worker.Jobs;
using Watcher.Worker.Rules;

namespace Watcher.Worker;

/// <summary>What one pass did, from poll to delivery.</summary>
internal sealed record PassSummary(DateTimeOffset Started, DateTimeOffset Finished, PollSummary Polled, CompositionSummary Composed, DeliverySummary Delivered);

/// <summary>One poll → read → compare → compose → deliver pass, whatever the schedule: the service's own verbs, one after the other.</summary>
internal sealed class OncePass(FeedPoller poller, MailComposition composition, OutboxDelivery delivery, TimeProvider time)
{
    /// <param name="lists">Digests of these only; null: of every list.</param>
    public async Task<PassSummary> RunAsync(
        RulesInForce rules, Func<FeedSettings, bool> isChosen, CancellationToken cancellationToken, IReadOnlyCollection<string>? lists = null)
    {
        var started = time.GetUtcNow();
        var polled = await poller.PollNowAsync(rules, isChosen, cancellationToken);
        var composed = await composition.ComposeNowAsync(rules.Configuration, cancellationToken, lists);
        var delivered = await delivery.DeliverAsync(rules.Configuration, cancellationToken);
        return new PassSummary(started, time.GetUtcNow(), polled, composed, delivered);
    }
}
