using System.Collections.Immutable;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Deliveries;

/// <summary>One subscription that may be written to.</summary>
internal sealed record Hearer(RecipientSettings Recipient, Subscription Subscription, ListSettings List);

/// <summary>Who may be written to now: neither those who ended a list, nor those who paused, nor those whose address refuses mail.</summary>
internal sealed partial class Audience(SilenceStore silences, OutboxStore outbox, ILogger<Audience> log)
{
    /// <summary>Every subscription of the configuration that its recipient has not ended.</summary>
    public async Task<ImmutableArray<Hearer>> SubscribedAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var ended = await silences.UnsubscribedAsync(cancellationToken);
        return
        [
            .. from recipient in configuration.Recipients
               from subscription in recipient.Subscriptions
               let list = configuration.List(subscription.List)
               where list is not null && !ended.Contains((recipient.Id, list.Id))
               select new Hearer(recipient, subscription, list),
        ];
    }

    /// <summary>The subscriptions among these that mail may go to at this moment.</summary>
    public async Task<ImmutableArray<Hearer>> OpenAsync(ImmutableArray<Hearer> hearers, CancellationToken cancellationToken)
    {
        var paused = await silences.PausedAsync(cancellationToken);
        var isOpen = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var recipient in hearers.Select(hearer => hearer.Recipient.Id).Distinct(StringComparer.Ordinal))
        {
            isOpen[recipient] = !paused.ContainsKey(recipient) && !await IsSuspendedAsync(recipient, cancellationToken);
        }

        return [.. hearers.Where(hearer => isOpen[hearer.Recipient.Id])];
    }

    public async Task<bool> IsSuspendedAsync(string recipient, CancellationToken cancellationToken)
    {
        var isSuspended = await outbox.IsSuspendedAsync(recipient, cancellationToken);
        if (isSuspended)
        {
            LogSuspended(recipient);
        }

        return isSuspended;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "recipient {Recipient} is suspended: its address was refused twice within seven days")]
    private partial void LogSuspended(string recipient);
}
