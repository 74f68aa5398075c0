using Npgsql;
using Quartz;
using Watcher.Worker.Options;

namespace Watcher.Worker.Jobs;

/// <summary>
/// When the jobs run. Quartz only ticks: what is due stands in the store, so a tick that was missed is caught up by the next one. With SQLite
/// the schedule lives in memory; with PostgreSQL it stands in the store too, so that several workers share one and a dead one is replaced.
/// </summary>
internal static class Schedule
{
    public static TimeSpan EveryMinute { get; } = TimeSpan.FromMinutes(1);

    public static TimeSpan HalfMinute { get; } = TimeSpan.FromSeconds(30);

    /// <param name="instanceName">Workers of one name share a schedule.</param>
    /// <param name="options">How many jobs at once, and how often a worker says that it lives.</param>
    /// <param name="sharedStore">Connection string of PostgreSQL; null for a schedule in memory.</param>
    public static IServiceCollection AddSchedule(this IServiceCollection services, string instanceName, QuartzSection options, string? sharedStore = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(new ScheduleKind(IsShared: sharedStore is not null));
        services.AddSingleton<JobPulse>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJobListener(provider => provider.GetRequiredService<JobPulse>());
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = instanceName);
            quartz.UseDefaultThreadPool(options.MaxConcurrency);
            if (sharedStore is not null)
            {
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(NpgsqlFactory.Instance, sharedStore);
                    store.ProvisionSchema();                                        // its own tables, qrtz_…; our migrations leave them alone
                    store.ConfigureStore(o => o.StoreJobDataAsStrings = true);      // there is none; nothing is ever serialized
                    store.UseClustering(cluster => cluster.CheckinInterval = options.CheckinInterval);
                });
            }

            Every<PollFeedsJob>(quartz, "poll-feeds", EveryMinute);
            Every<ComposeDigestsJob>(quartz, "compose-digests", EveryMinute);
            Every<DeliverOutboxJob>(quartz, "deliver-outbox", HalfMinute);
            quartz.ScheduleJob<HousekeepingJob>(
                trigger => trigger.WithIdentity("housekeeping").WithCronSchedule("0 17 3 * * ?", cron => cron
                    .WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed).InTimeZone(TimeZoneInfo.Utc)),
                job => job.WithIdentity("housekeeping"));
        });

        // A job in hand ends before the process does; it hears of the stop by its token.
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return services;
    }

    private static void Every<TJob>(IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : class, IJob => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(simple => simple
                .WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)),
            job => job.WithIdentity(name));
}

/// <param name="IsShared">Other workers may run the jobs as well.</param>
internal sealed record ScheduleKind(bool IsShared);
