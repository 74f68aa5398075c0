using Quartz;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Jobs;

/// <summary>Composes every slot that has passed and has no digest yet, and every other mail that is due.</summary>
[DisallowConcurrentExecution]
internal sealed class ComposeDigestsJob(MailComposition composition, Func<RulesInForce> rules, IHostApplicationLifetime host) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        await composition.ComposeDueAsync(rules().Configuration, stopping.Token);
    }
}
