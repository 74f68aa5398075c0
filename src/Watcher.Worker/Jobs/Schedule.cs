using Quartz;

namespace Watcher.Worker.Jobs;

/// <summary>
/// When the jobs run. Quartz only ticks: what is due stands in the store, so a tick that was missed is caught up by the next one, and the
/// schedule itself can live in memory.
/// </summary>
internal static class Schedule
{
    public static TimeSpan EveryMinute { get; } = TimeSpan.FromMinutes(1);

    public static TimeSpan HalfMinute { get; } = TimeSpan.FromSeconds(30);

    public static IServiceCollection AddSchedule(this IServiceCollection services, string instanceName, int maxConcurrency)
    {
        services.AddSingleton<JobPulse>();
        services.AddQuartz(quartz =>
        {
            quartz.AddJobListener(provider => provider.GetRequiredService<JobPulse>());
            quartz.ConfigureScheduler(scheduler => scheduler.InstanceName = instanceName);
            quartz.UseDefaultThreadPool(maxConcurrency);
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
