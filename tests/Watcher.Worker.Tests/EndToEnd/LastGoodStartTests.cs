using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.EndToEnd;

/// <summary>The whole service, as a process: started over a broken configuration from the last good one, it works, says so, and takes the mended one.</summary>
public sealed class LastGoodStartTests : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly LoopbackServer _server = new();
    private readonly TemporaryFolder _data = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int _port = FreePort();
    private TestService _service = null!;   // set by InitializeAsync

    private string List => Path.Combine(_service.Config, "watchlists", "kharkiv.yaml");

    public async Task InitializeAsync()
    {
        var outlet = new SampleOutlet(_server, "a");
        outlet.Publish("one", DateTimeOffset.UtcNow.AddHours(-2), "Seven people were injured in a flood in Corin on Friday, the mayor said.");
        _service = TestService.Create(
            "kharkiv", $"version: 1\noutlets:\n  - {{ id: a, name: Outlet a }}\nfeeds:\n  - {{ id: a, outlet: a, url: \"{outlet.Feed}\", first_poll: all }}\n",
            "version: 1\nid: kharkiv\ntitle: T\nsettlements:\n  - { id: corin, name: Corin }\n");
        await File.WriteAllTextAsync(
            Path.Combine(_service.Config, "recipients.yaml"), "version: 1\nrecipients:\n  - { id: ops, address: ops@reader.example, role: operator }\n");
    }

    [Fact]
    public async Task Run_AllowLastGoodOverABrokenConfiguration_WorksSaysSoAndTakesTheMendedOne()
    {
        await using (var first = Start("run"))
        {
            await first.UntilAsync(() => Task.FromResult(File.Exists(LastGoodConfiguration.PathIn(_data.Path))), s_patience);
            await first.StopAsync(s_patience);
        }

        foreach (var file in Directory.EnumerateFiles(_data.Path, "watcher.db*"))
        {
            File.Delete(file);      // or the feed would not be due again for ten minutes
        }

        var good = await File.ReadAllTextAsync(List);
        await File.WriteAllTextAsync(List, good.Replace("title:", "titel:", StringComparison.Ordinal));
        await using (var refused = Start("run"))
        {
            Assert.Equal(78, await refused.ExitAsync(s_patience));
        }

        await using var service = Start("run --allow-last-good");

        // It polls, reads and remembers, from the configuration that was good.
        await service.UntilAsync(async () => await CountAsync("ledger_entry where subject_id = 'wounded' or claim like '%corin%'") > 0, s_patience);
        Assert.Contains(service.Lines, line => line.Contains("last_good", StringComparison.Ordinal) && line.Contains("unknown key 'titel'", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync(At("/readyz"))).StatusCode);
        Assert.Contains("\nwatcher_config_last_reload_successful 0\n", await _client.GetStringAsync(At("/metrics")), StringComparison.Ordinal);
        await service.UntilAsync(async () => await CountAsync("outbox where kind = 'ops'") == 1, s_patience);

        await File.WriteAllTextAsync(List, good.Replace("title: T", "title: Mended", StringComparison.Ordinal));
        await service.UntilAsync(async () => (await _client.GetStringAsync(At("/metrics"))).Contains("\nwatcher_config_last_reload_successful 1\n", StringComparison.Ordinal), s_patience);
        Assert.Equal(0, await service.StopAsync(s_patience));
        Assert.Contains(service.Lines, line => line.Contains("config_reloaded", StringComparison.Ordinal));
        Assert.DoesNotContain(service.Lines, line => line.Contains("config_not_kept", StringComparison.Ordinal));
        Assert.Equal("Mended", LastGoodConfiguration.Load(LastGoodConfiguration.PathIn(_data.Path))!.Configuration.List("kharkiv")!.Title);
    }

    public Task DisposeAsync() => ((IAsyncDisposable)this).DisposeAsync().AsTask();

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
        await _server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _data.Dispose();
    }

    private Uri At(string path) => new($"http://127.0.0.1:{_port}{path}");

    private async Task<long> CountAsync(string what)
    {
        var path = Path.Combine(_data.Path, "watcher.db");
        if (!File.Exists(path))
        {
            return 0;
        }

        await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements of this test
        command.CommandText = $"select count(*) from {what}";
#pragma warning restore CA2100
        try
        {
            return (long)(await command.ExecuteScalarAsync())!;     // a count is a number
        }
        catch (SqliteException)
        {
            return 0;       // it is still being made
        }
    }

    private RunningService Start(string line) => new(line, new Dictionary<string, string?>
    {
        ["Watcher__ConfigDirectory"] = _service.Config,
        ["Watcher__DataDirectory"] = _data.Path,
        ["Watcher__WatchConfigEvery"] = "00:00:01",
        ["Http__AllowedPrivateHosts__0"] = _server.HostAndPort,
        ["Http__PerHostDelay"] = "00:00:00",
        ["Web__Urls"] = $"http://127.0.0.1:{_port}",
        ["Logging__Format"] = "json",
    });

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A worker of its own, and what it said so far.</summary>
    private sealed class RunningService : IAsyncDisposable
    {
        private readonly Process _process;

        public RunningService(string line, IReadOnlyDictionary<string, string?> environment)
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "watcher.dll"), .. line.Split(' ')])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (key, value) in environment)
            {
                start.Environment[key] = value;
            }

            _process = Process.Start(start)!;       // dotnet runs this test
            _process.OutputDataReceived += (_, data) => Lines.Enqueue(data.Data ?? "");
            _process.ErrorDataReceived += (_, data) => Lines.Enqueue(data.Data ?? "");
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        public ConcurrentQueue<string> Lines { get; } = [];

        public async Task UntilAsync(Func<Task<bool>> condition, TimeSpan patience)
        {
            var watch = Stopwatch.StartNew();
            while (!await condition())
            {
                Assert.True(watch.Elapsed < patience && !_process.HasExited, string.Join('\n', Lines));
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }

        public async Task<int> StopAsync(TimeSpan patience)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            return await ExitAsync(patience);
        }

        public async Task<int> ExitAsync(TimeSpan patience)
        {
            using var time = new CancellationTokenSource(patience);
            await _process.WaitForExitAsync(time.Token);
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
        }
    }
}
