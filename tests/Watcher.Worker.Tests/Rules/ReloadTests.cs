using Microsoft.Extensions.Logging;
using Watcher.Worker.Options;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Rules;

/// <summary>A running service takes a good change at once and keeps what it has when a change is broken.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task Reload_GoodThenBadThenGood_UsesTheLastGoodOne()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n");
        var list = Path.Combine(service.Config, "watchlists", "kharkiv.yaml");
        var good = await File.ReadAllTextAsync(list);
        var (loaded, report) = ConfigurationReader.Read(service.Config);
        Assert.True(loaded is not null, string.Join('\n', report.Problems));
        var current = new CurrentRules(RulesInForce.Of(loaded));
        using var log = new RecordedLog();
        using var reloader = new RuleBookReloader(
            new ConfigFolder(service.Config), current, Microsoft.Extensions.Options.Options.Create(new WatcherOptions()), TimeProvider.System,
            new Logger<RuleBookReloader>(log));
        var first = current.Current.Configuration.Fingerprint;

        await File.WriteAllTextAsync(list, good.Replace("title:", "titel:", StringComparison.Ordinal));
        Assert.False(reloader.Reload(["watchlists/kharkiv.yaml"]));
        Assert.Equal(first, current.Current.Configuration.Fingerprint);
        Assert.Contains(current.Refused!.Problems, p => p.Code == "W012" && p.Suggestions.Contains("title"));
        Assert.False(reloader.Reload(["watchlists/kharkiv.yaml"]));
        Assert.Single(log.Lines, line => line.Contains("unknown key 'titel'", StringComparison.Ordinal));   // the same mistakes are told once

        await File.WriteAllTextAsync(list, good.Replace("Kharkiv front", "Kharkiv and the east", StringComparison.Ordinal));
        Assert.True(reloader.Reload(["watchlists/kharkiv.yaml"]));
        Assert.Equal("Kharkiv and the east", current.Current.Configuration.List("kharkiv")!.Title);
        Assert.Null(current.Refused);
        Assert.NotEqual(first, current.Current.Configuration.Fingerprint);
        Assert.Contains(log.Lines, line => line.Contains("files: watchlists/kharkiv.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reload_WithFormerIds_SaysWhatWasRenamed()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n");
        var list = Path.Combine(service.Config, "watchlists", "kharkiv.yaml");
        var current = new CurrentRules(RulesInForce.Of(ConfigurationReader.Read(service.Config).Loaded!));
        using var log = new RecordedLog();
        using var reloader = new RuleBookReloader(
            new ConfigFolder(service.Config), current, Microsoft.Extensions.Options.Options.Create(new WatcherOptions()), TimeProvider.System,
            new Logger<RuleBookReloader>(log));
        var text = await File.ReadAllTextAsync(list);

        await File.WriteAllTextAsync(list, text.Replace("{ id: izium,", "{ id: izium-town, was: izium,", StringComparison.Ordinal));

        Assert.True(reloader.Reload(["watchlists/kharkiv.yaml"]));
        Assert.Equal([new FormerId(FormerIdKind.Subject, "izium", "izium-town")], current.Current.Configuration.FormerIds.AsEnumerable());
        Assert.Contains(log.Lines, line => line.Contains("renamed: [izium → izium-town]", StringComparison.Ordinal));
    }
}
