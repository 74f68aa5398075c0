using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Watcher.Worker.Jobs;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Jobs;

/// <summary>Two workers on one PostgreSQL: one schedule, and either can go.</summary>
[RequiresEnvironment("WATCHER_TEST_POSTGRESQL")]
public sealed class SharedScheduleTests : IAsyncLifetime
{
    private readonly string _server = Environment.GetEnvironmentVariable("WATCHER_TEST_POSTGRESQL") ?? "";
    private readonly string _database = $"watcher_{Guid.NewGuid():n}";
    private readonly TestService _service = TestService.Create("kharkiv", "version: 1\n");

    [StoreFact]
    public async Task Schedule_OfTwoWorkers_IsOneAndOutlivesEither()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();

        await Eventually("two workers have checked in", "select count(*) from qrtz_scheduler_state", 2);
        Assert.Equal(4, await AskAsync("select count(*) from qrtz_triggers"));
        Assert.Equal(4, await AskAsync("select count(*) from qrtz_job_details where is_nonconcurrent"));
        await Eventually("the poll has fired", "select count(*) from qrtz_triggers where trigger_name = 'poll-feeds' and prev_fire_time > 0", 1);
        await first.StopAsync();

        // Whoever ran the jobs until now, the other one knows that they tick, and runs them from here on.
        var schedulers = second.Services.GetRequiredService<ISchedulerFactory>();
        Assert.Empty(await second.Services.GetRequiredService<JobPulse>().LateAsync(schedulers, CancellationToken.None));
        var fired = await AskAsync("select prev_fire_time from qrtz_triggers where trigger_name = 'deliver-outbox'");
        await Eventually("the next tick, half a minute later", $"select count(*) from qrtz_triggers where trigger_name = 'deliver-outbox' and prev_fire_time > {fired}", 1);
    }

    private async Task<WebApplication> StartAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(_server);
        var app = await _service.BuildAsync(
            "", isService: true, ("Database:Provider", "postgresql"), ("Database:Host", server.Host!), ("Database:Port", $"{server.Port}"),
            ("Database:Name", _database), ("Database:User", server.Username!), ("Database:Password", server.Password ?? ""), ("Web:Urls", "http://127.0.0.1:0"),
            ("Quartz:CheckinInterval", "00:00:01"));
        await app.StartAsync();
        return app;
    }

    private async Task Eventually(string what, string sql, long expected)
    {
        var (seen, deadline) = (-1L, DateTime.UtcNow.AddSeconds(60));
        while (seen != expected && DateTime.UtcNow < deadline)
        {
            await Task.Delay(200);
            seen = await AskAsync(sql);
        }

        Assert.True(seen == expected, $"{what}: {seen}, not {expected}");
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Database = _database }.ConnectionString);
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    public async Task InitializeAsync()
    {
        if (_server.Length > 0)
        {
            await using var connection = new NpgsqlConnection(_server);
            await connection.ExecuteAsync($"create database {_database}");
        }
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        if (_server.Length > 0)
        {
            await using var connection = new NpgsqlConnection(_server);
            await connection.ExecuteAsync($"drop database if exists {_database} with (force)");
        }
    }
}
