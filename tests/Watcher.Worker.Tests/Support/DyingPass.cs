using System.Diagnostics;
using System.Globalization;
using Watcher.Mail;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Tests.Support;

/// <summary>
/// A whole pass in a process of its own that ends itself with SIGKILL at a chosen point: no handler runs, nothing is flushed, as when
/// the host takes it away. The shipped program has no such switch; only this test assembly can be started so.
/// </summary>
internal static class DyingPass
{
    /// <summary>Runs a pass in a new process; gives its exit code.</summary>
    public static async Task<int> RunAsync(string folder, string hostAndPort, PassPoint dyingPoint, int time)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                typeof(DyingPass).Assembly.Location, folder, hostAndPort, dyingPoint.ToString(), time.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;   // a new process is always started
        await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var folder, var hostAndPort, var point, var time])
        {
            return 2;
        }

        using var instance = InstanceLock.TryTake(folder);
        if (instance is null)
        {
            return 75;
        }

        var probe = DyingAt(Enum.Parse<PassPoint>(point), int.Parse(time, CultureInfo.InvariantCulture));
        await using var host = Host(folder, hostAndPort, probe);
        await host.OpenAsync();
        await host.OnceAsync();
        return 0;
    }

    /// <summary>The parts of the pass, over two outlets and for two readers; mails lie in the folder and are counted.</summary>
    public static PassHost Host(string folder, string hostAndPort, PassProbe probe)
    {
        var feeds = ((string[])["a", "b"]).Select(name => PassHost.Feed(name, new Uri($"http://{hostAndPort}/{name}/feed"))).ToArray();
        var settings = PassHost.Settings(feeds) with { Recipients = [PassHost.Reader(id: "one"), PassHost.Reader(id: "two")] };
        return new PassHost(
            new SqliteDialect(Path.Combine(folder, "watcher.db")), settings, new SteppedTime(),
            new CountedTransport(Path.Combine(folder, "mail"), Path.Combine(folder, "accepted.txt")), hostAndPort, probe);
    }

    /// <summary>Ends the process when the point is reached for the given time.</summary>
    private static PassProbe DyingAt(PassPoint dyingPoint, int time)
    {
        var count = 0;
        return new PassProbe(point =>
        {
            if (point == dyingPoint && Interlocked.Increment(ref count) == time)
            {
                Process.GetCurrentProcess().Kill();   // SIGKILL
                Thread.Sleep(Timeout.Infinite);
            }
        });
    }

    /// <summary>The pickup folder, and a line for every mail it accepted.</summary>
    private sealed class CountedTransport(string folder, string accepted) : IMailTransport
    {
        private readonly PickupDirectoryTransport _pickup = new(folder);

        public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
        {
            var delivery = await _pickup.SendAsync(mail, cancellationToken);
            await File.AppendAllTextAsync(accepted, $"{mail.MessageId.Value}\n", cancellationToken);
            return delivery;
        }

        public ValueTask DisposeAsync() => _pickup.DisposeAsync();
    }
}
