using System.Collections.Concurrent;
using Quartz;

namespace Watcher.Worker.Jobs;

/// <summary>Remembers when each job last ticked: the service lives while its jobs do.</summary>
internal sealed class JobPulse(TimeProvider time, ScheduleKind schedule) : IJobListener
{
    /// <summary>A job that has not ticked for this many of its intervals is late.</summary>
    private const int MissedTicks = 3;

    private static readonly Dictionary<string, TimeSpan> s_intervals = new(StringComparer.Ordinal)
    {
        ["poll-feeds"] = Schedule.EveryMinute,
        ["compose-digests"] = Schedule.EveryMinute,
        ["deliver-outbox"] = Schedule.HalfMinute,
    };

    private readonly ConcurrentDictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _running = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _started = time.GetUtcNow();

    public string Name => "pulse";

    /// <summary>The jobs that should have ticked by now. A job at work is not late: a pass over many feeds may take long.</summary>
    public IReadOnlyList<string> Late(DateTimeOffset now) =>
    [
        .. s_intervals.Where(job => !_running.ContainsKey(job.Key) && now - _last.GetValueOrDefault(job.Key, _started) > job.Value * MissedTicks)
            .Select(job => job.Key),
    ];

    /// <summary>The same, where another worker of a shared schedule may have run the job: then its trigger says when it fired last.</summary>
    public async Task<IReadOnlyList<string>> LateAsync(ISchedulerFactory schedulers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedulers);
        var now = time.GetUtcNow();
        var late = Late(now);
        if (late.Count == 0 || !schedule.IsShared)
        {
            return late;
        }

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var missing = new List<string>();
        foreach (var job in late)
        {
            var fired = (await scheduler.GetTrigger(new TriggerKey(job), cancellationToken))?.PreviousFireTimeUtc;
            if (fired is null || now - fired > s_intervals[job] * MissedTicks)
            {
                missing.Add(job);
            }
        }

        return missing;
    }

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        _running[context.JobDetail.Key.Name] = 0;
        return ValueTask.CompletedTask;
    }

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        _last[context.JobDetail.Key.Name] = time.GetUtcNow();
        _running.TryRemove(context.JobDetail.Key.Name, out _);
        return ValueTask.CompletedTask;
    }
}
