using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Watcher.Worker.Options;

namespace Watcher.Worker.Rules;

/// <summary>
/// Looks at the configuration folder every 30 seconds and on SIGHUP. A change without errors takes effect at once; a change with errors is
/// logged once and the old configuration keeps running. Not a Quartz job: a clustered job would fire on one node only.
/// </summary>
internal sealed partial class RuleBookReloader(
    ConfigFolder folder, CurrentRules rules, IOptions<WatcherOptions> options, TimeProvider time, ILogger<RuleBookReloader> log) : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(0, 1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hangUp = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;   // without this the runtime would end the process
            Wake();
        });
        var seen = StateOf(folder.Path);
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(options.Value.WatchConfigEvery, stoppingToken);
            var state = StateOf(folder.Path);
            if (state == seen)
            {
                continue;
            }

            seen = state;
            Reload();
        }
    }

    /// <summary>Reads the folder and swaps, or keeps what is in force.</summary>
    public bool Reload()
    {
        try
        {
            var (loaded, report) = ConfigurationReader.Read(folder.Path, folder.Facts);
            if (loaded is null)
            {
                rules.Refuse(report);
                var problems = string.Join('\n', report.Problems.Select(p => p.Headline));
                LogRefused(report.Errors, problems);
                return false;
            }

            var before = rules.Current.Configuration;
            rules.Replace(RulesInForce.Of(loaded));
            var (old, now, difference) = (before.Fingerprint[..7], loaded.Settings.Fingerprint[..7], Difference(before, loaded.Settings));
            LogReloaded(old, now, difference);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            LogUnreadable(e.Message);
            return false;
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    private async Task WaitAsync(TimeSpan every, CancellationToken stoppingToken)
    {
        using var tick = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var signal = _wake.WaitAsync(tick.Token);
        var look = every > TimeSpan.Zero ? Task.Delay(every, time, tick.Token) : Task.Delay(Timeout.InfiniteTimeSpan, time, tick.Token);
        await Task.WhenAny(signal, look);
        await tick.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
        {
            _wake.Release();
        }
    }

    /// <summary>Names, sizes and contents: file times are unreliable on mounts.</summary>
    private static string StateOf(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(file));
                hash.AppendData(File.ReadAllBytes(file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static string Difference(WatcherConfiguration before, WatcherConfiguration after)
    {
        string Of(string what, IEnumerable<string> old, IEnumerable<string> now)
        {
            var (added, removed) = (now.Except(old).ToList(), old.Except(now).ToList());
            return added.Count + removed.Count == 0 ? "" : $" {what}: +[{string.Join(", ", added)}] -[{string.Join(", ", removed)}]";
        }

        var difference = Of("lists", before.Lists.Select(l => l.Id), after.Lists.Select(l => l.Id))
            + Of("feeds", before.Feeds.Select(f => f.Id), after.Feeds.Select(f => f.Id))
            + Of("recipients", before.Recipients.Select(r => r.Id), after.Recipients.Select(r => r.Id));
        return difference.Length == 0 ? " values changed" : difference;
    }

    [LoggerMessage(Level = LogLevel.Information, EventName = "config_reloaded",
        Message = "Configuration {Before} → {After}:{Difference}. New names apply to articles fetched from now on; watcher replay --since 7d shows the past")]
    private partial void LogReloaded(string before, string after, string difference);

    [LoggerMessage(Level = LogLevel.Error, EventName = "config_reload_failed", Message = "The changed configuration has {Errors} errors; the old one stays in force\n{Problems}")]
    private partial void LogRefused(int errors, string problems);

    [LoggerMessage(Level = LogLevel.Error, EventName = "config_unreadable", Message = "The configuration folder cannot be read; the old one stays in force: {Reason}")]
    private partial void LogUnreadable(string reason);
}

/// <summary>Where the configuration of this run lies.</summary>
/// <param name="Facts">What the settings of the run say that bears on it.</param>
internal sealed record ConfigFolder(string Path, SettingsFacts? Facts = null);
