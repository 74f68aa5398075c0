using Quartz;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Jobs;

/// <summary>Sends what is due.</summary>
[DisallowConcurrentExecution]
internal sealed class DeliverOutboxJob(OutboxDelivery delivery, Func<RulesInForce> rules, IHostApplicationLifetime host) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        await delivery.DeliverAsync(rules().Configuration, stopping.Token);
    }
}
