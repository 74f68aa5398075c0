using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Everything that composes mail, in the order in which it matters. What fails in one kind is logged and costs no other.</summary>
internal sealed partial class MailComposition(
    DigestComposition digests, AlertComposition alerts, HeartbeatComposition heartbeats, OpsComposition ops, CurrentRules rules,
    ILogger<MailComposition> log)
{
    /// <summary>Composes all mail whose time has come.</summary>
    public async Task ComposeDueAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        // Digests first: what they tell needs no alert any more.
        await TryAsync("digests", () => digests.ComposeDueAsync(configuration, cancellationToken));
        await TryAsync("alerts", () => alerts.ComposeDueAsync(configuration, cancellationToken));
        await TryAsync("heartbeats", () => heartbeats.ComposeDueAsync(configuration, cancellationToken));
        await TryAsync("ops mails", () => ops.ComposeDueAsync(configuration, rules.Refused, cancellationToken));
    }

    /// <summary>Digests of all that is owed now, and what operators should hear of: for a pass out of turn.</summary>
    /// <param name="lists">Digests of these only; empty: of every list.</param>
    public async Task<CompositionSummary> ComposeNowAsync(
        WatcherConfiguration configuration, CancellationToken cancellationToken, IReadOnlyCollection<string>? lists = null)
    {
        var composed = await digests.ComposeNowAsync(configuration, cancellationToken, lists);
        await ops.ComposeDueAsync(configuration, rules.Refused, cancellationToken);
        return composed;
    }

    private async Task TryAsync(string what, Func<Task> compose)
    {
        try
        {
            await compose();
        }
        catch (Exception e) when (e is not (OperationCanceledException or System.Data.Common.DbException))
        {
            LogFailed(what, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "composing {What} failed")]
    private partial void LogFailed(string what, Exception problem);
}
