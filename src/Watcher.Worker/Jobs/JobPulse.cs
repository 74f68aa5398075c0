using System.Collections.Concurrent;
using Quartz;

namespace Watcher.Worker.Jobs;

/// <summary>Remembers when each job last ticked: the service lives while its jobs do.</summary>
internal sealed class JobPulse(TimeProvider time) : IJobListener
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
