using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;
using Watcher.Worker.Jobs;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Jobs;

public sealed class ScheduleTests : IAsyncLifetime, IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LoopbackServer _server = new();

    [Fact]
    public async Task Schedule_HostStarted_HasTheFourJobsAndPollsAtOnce()
    {
        var polled = new TaskCompletionSource();
        _server.On("/feed", _ =>
        {
            polled.TrySetResult();
            return LoopbackReply.Status(404);
        });
        await using var pass = new PassHost(
            _folder.Store, PassHost.Settings(PassHost.Feed("a", _server.At("/feed"))), TimeProvider.System, new ScriptedTransport(), _server.HostAndPort);
        await pass.OpenAsync();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(pass.Poller).AddSingleton(pass.Composition).AddSingleton(pass.Delivery)
            .AddSingleton(new Housekeeping(pass.Retention, Microsoft.Extensions.Logging.Abstractions.NullLogger<Housekeeping>.Instance))
            .AddSingleton<Func<RulesInForce>>(() => pass.Book)
            .AddSchedule("watcher-test", new QuartzSection());
        using var host = builder.Build();

        await host.StartAsync();
        await polled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        var jobs = new List<string>();
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup()))
        {
            jobs.Add(key.Name);
        }

        await host.StopAsync();

        Assert.Equal(["compose-digests", "deliver-outbox", "housekeeping", "poll-feeds"], jobs.Order(StringComparer.Ordinal));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }
}
