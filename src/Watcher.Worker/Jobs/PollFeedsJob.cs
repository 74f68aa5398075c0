using Quartz;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Jobs;

/// <summary>Polls the feeds that are due.</summary>
[DisallowConcurrentExecution]
internal sealed class PollFeedsJob(FeedPoller poller, Func<RulesInForce> rules, IHostApplicationLifetime host) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        await poller.PollDueAsync(rules(), stopping.Token);
    }
}
