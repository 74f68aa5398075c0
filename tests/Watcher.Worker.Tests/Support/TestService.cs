using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Watcher.Claims.Digests;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Tests.Support;

/// <summary>The worker as <c>watcher once</c> composes it, over a configuration folder and a store of its own.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private TestService()
    {
    }

    public string Config => Path.Combine(_folder.Path, "config");

    public string Mail => Path.Combine(_folder.Path, "mail");

    /// <summary>The shipped rule data with one watch list and the feeds of a test.</summary>
    public static TestService Create(string watchList, string feeds, string? watchListFile = null)
    {
        var service = new TestService();
        foreach (var part in new[] { "lexicon", "ontology", "cleaning", "gazetteer" })
        {
            Copy(Path.Combine(Checkout.Config, part), Path.Combine(service.Config, part));
        }

        Directory.CreateDirectory(Path.Combine(service.Config, "watchlists"));
        File.WriteAllText(Path.Combine(service.Config, "watchlists", watchList + ".yaml"),
            watchListFile is null ? File.ReadAllText(Path.Combine(Checkout.Config, "watchlists", watchList + ".yaml")) : watchListFile);
        File.WriteAllText(Path.Combine(service.Config, "feeds.yaml"), feeds);
        return service;
    }

    /// <summary>One pass in a process of its own kind: everything is composed anew, as after a restart.</summary>
    public async Task<PassSummary> OnceAsync(string allowedHost)
    {
        await using var app = await BuildAsync(allowedHost);
        return await app.Services.GetRequiredService<OncePass>().RunAsync(
            app.Services.GetRequiredService<CurrentRules>().Current, _ => true, CancellationToken.None);
    }

    /// <summary>Polls and composes; the digest is returned instead of mailed.</summary>
    public async Task<(PassSummary? Pass, DigestInput Digest)> PollAndPreviewAsync(string allowedHost, string list)
    {
        await using var app = await BuildAsync(allowedHost);
        var rules = app.Services.GetRequiredService<CurrentRules>().Current;
        await app.Services.GetRequiredService<Worker.Jobs.FeedPoller>().PollNowAsync(rules, _ => true, CancellationToken.None);
        var input = await app.Services.GetRequiredService<DigestComposition>().PreviewAsync(
            rules.Configuration, WatcherConfiguration.PreviewRecipient, list, CancellationToken.None);
        return (null, Assert.IsType<DigestInput>(input));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<WebApplication> BuildAsync(string allowedHost) => BuildAsync(allowedHost, isService: false);

    /// <summary>The worker as <c>watcher run</c> composes it when it is a service; not started.</summary>
    /// <param name="more">Further settings.</param>
    public Task<WebApplication> BuildAsync(string allowedHost, bool isService, params (string Key, string Value)[] more) => WatcherHost.BuildAsync(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(more.Select(m => KeyValuePair.Create(m.Key, (string?)m.Value)))
        {
            ["Watcher:ConfigDirectory"] = Config,
            ["Watcher:DataDirectory"] = Path.Combine(_folder.Path, "data"),
            ["Mail:PickupDirectory"] = Mail,
            ["Http:AllowedPrivateHosts:0"] = allowedHost,
            ["Http:PerHostDelay"] = "00:00:00",
        }).Build(),
        isService, LogLevel.Error, CancellationToken.None);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
