using System.Runtime.InteropServices;
using System.Security.Cryptography;
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
    private string? _refused;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hangUp = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;   // without this the runtime would end the process
            Wake();
        });
        var seen = StateOf(folder.Path);
        var settings = StateOfFile(folder.SettingsFile);
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(options.Value.WatchConfigEvery, stoppingToken);
            if (StateOfFile(folder.SettingsFile) is var now && now != settings)
            {
                settings = now;
                LogNeedsRestart(folder.SettingsFile);
            }

            var state = StateOf(folder.Path);
            var changed = seen.Keys.Union(state.Keys).Where(file => seen.GetValueOrDefault(file) != state.GetValueOrDefault(file)).Order(StringComparer.Ordinal).ToList();
            if (changed.Count > 0)
            {
                seen = state;
                Reload(changed);
            }
        }
    }

    /// <summary>Reads the folder and swaps, or keeps what is in force.</summary>
    /// <param name="changed">The files that made somebody ask, for the log.</param>
    public bool Reload(IReadOnlyList<string> changed)
    {
        try
        {
            var (loaded, report) = ConfigurationReader.Read(folder.Path, folder.Facts);
            if (loaded is null)
            {
                rules.Refuse(report);
                var problems = string.Join('\n', report.Problems.Select(p => p.Headline));
                if (problems != _refused)
                {
                    _refused = problems;   // a second look at the same mistakes says nothing new
                    LogRefused(report.Errors, problems);
                }

                return false;
            }

            _refused = null;
            // Kept first: what is in force can be started from, whenever the process ends.
            if (folder.LastGood.Length > 0 && LastGoodConfiguration.Keep(folder.Path, folder.LastGood) is { } reason)
            {
                LogNotKept(reason);
            }

            var before = rules.Current.Configuration;
            rules.Replace(RulesInForce.Of(loaded), time.GetUtcNow());
            var (old, now, difference) = (before.Fingerprint[..7], loaded.Settings.Fingerprint[..7], Difference(before, loaded.Settings, changed));
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

    /// <summary>Every file with the hash of its content: file times are unreliable on mounts.</summary>
    private static Dictionary<string, string> StateOf(string folder)
    {
        try
        {
            return Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .ToDictionary(file => Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), StateOfFile, StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string StateOfFile(string file)
    {
        try
        {
            return File.Exists(file) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))) : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }

    private static string Difference(WatcherConfiguration before, WatcherConfiguration after, IReadOnlyList<string> changed)
    {
        string Of(string what, IEnumerable<string> old, IEnumerable<string> now)
        {
            var (added, removed) = (now.Except(old).ToList(), old.Except(now).ToList());
            return added.Count + removed.Count == 0 ? "" : $" {what}: +[{string.Join(", ", added)}] -[{string.Join(", ", removed)}]";
        }

        var renamed = after.FormerIds.Except(before.FormerIds).Select(id => $"{id.Old} → {id.Present}").ToList();
        var difference = Of("lists", before.Lists.Select(l => l.Id), after.Lists.Select(l => l.Id))
            + Of("feeds", before.Feeds.Select(f => f.Id), after.Feeds.Select(f => f.Id))
            + Of("recipients", before.Recipients.Select(r => r.Id), after.Recipients.Select(r => r.Id))
            + (renamed.Count == 0 ? "" : $" renamed: [{string.Join(", ", renamed)}]");
        return $"{difference} files: {string.Join(", ", changed)}";
    }

    [LoggerMessage(Level = LogLevel.Information, EventName = "config_reloaded",
        Message = "Configuration {Before} → {After}:{Difference}. New names apply to articles fetched from now on; watcher replay --since 7d shows the past")]
    private partial void LogReloaded(string before, string after, string difference);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "config_not_kept", Message = "The configuration cannot be kept for run --allow-last-good: {Reason}")]
    private partial void LogNotKept(string reason);

    [LoggerMessage(Level = LogLevel.Error, EventName = "config_reload_failed", Message = "The changed configuration has {Errors} errors; the old one stays in force\n{Problems}")]
    private partial void LogRefused(int errors, string problems);

    [LoggerMessage(Level = LogLevel.Warning, EventName = "settings_changed", Message = "{File} changed; its settings need a restart")]
    private partial void LogNeedsRestart(string file);

    [LoggerMessage(Level = LogLevel.Error, EventName = "config_unreadable", Message = "The configuration folder cannot be read; the old one stays in force: {Reason}")]
    private partial void LogUnreadable(string reason);
}

/// <summary>Where the configuration of this run lies.</summary>
/// <param name="Facts">What the settings of the run say that bears on it.</param>
/// <param name="SettingsFile">appsettings.json of the run: watched only to say that it needs a restart; empty = none.</param>
/// <param name="LastGood">Where what was read without errors is kept; empty = nowhere.</param>
internal sealed record ConfigFolder(string Path, SettingsFacts? Facts = null, string SettingsFile = "", string LastGood = "");
