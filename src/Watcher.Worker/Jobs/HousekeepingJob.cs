using Quartz;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Jobs;

/// <summary>Retention, vacuum, erasing removed recipients.</summary>
[DisallowConcurrentExecution]
internal sealed class HousekeepingJob(Housekeeping housekeeping, Func<RulesInForce> rules, IHostApplicationLifetime host) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        await housekeeping.TidyAsync(rules().Configuration, stopping.Token);
    }
}
