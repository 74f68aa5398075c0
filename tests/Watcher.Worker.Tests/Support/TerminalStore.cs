using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Watcher.Claims;
using Watcher.Mail;
using Watcher.Worker.Cli;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Tests.Support;

/// <summary>
/// A configuration and a store that are the same in every run: three outlets that tell of a flood, one of which edits its article, feeds that
/// work, fail and are switched off, a digest that was sent and one that the relay put off. The clock stands still. Names of outlets hold what
/// a terminal and a markup language would obey.
/// </summary>
public sealed partial class TerminalStore : IAsyncLifetime, IDisposable
{
    private const string Feeds = """
        version: 1
        outlets:
          - { id: courier, name: "Valley [bold]Courier[/]", kind: media, country: GB }
          - { id: dispatch, name: "Dispatch [link=x]", kind: agency }
          - { id: lantern, name: Річковий ліхтар, kind: media }
        feeds:
          - { id: courier-en, outlet: courier, url: "https://courier.example/rss", every: 5m, first_poll: all, tags: [valley, english] }
          - { id: dispatch-en, outlet: dispatch, url: "https://dispatch.example/atom.xml", first_poll: all, tags: [valley] }
          - { id: lantern-uk, outlet: lantern, url: "https://lantern.example/feed.json", every: 6h, first_poll: all, enabled: false }

        """;

    private const string List = """
        version: 1
        id: valley
        title: Lower valley
        settlements:
          - { id: corin, name: Corin, priority: primary, location: { lat: 51.5, lon: -2.25 } }
          - { id: dravec, name: Dravec }

        """;

    private const string Recipients = """
        version: 1
        recipients:
          - { id: editor, address: editor@reader.example, timezone: Europe/Kyiv, subscriptions: [{ list: valley, digest: { daily: "09:00" } }] }

        """;

    internal const string Page = """
        <html lang=en><head><title>Water takes the lower streets</title><meta property="article:published_time" content="2026-11-20T11:00:00Z"></head><body><article>
        <h1>Water takes the lower streets</h1>
        <p>The river left its bed near the mill on Friday morning and stood knee-deep in the market street by noon, the [mayor] said.</p><p>Advertisement</p>
        <p>Volunteers carried sandbags to the old bridge through the night while the fire brigade pumped out the cellars of the school.</p></article></body></html>
        """;

    internal const string Opml = """
        <opml version="2.0"><body><outline text="Valley"><outline text="Gauge [red]Log[/]" xmlUrl="https://gauge.example/rss"/><outline text="Courier" xmlUrl="https://courier.example/rss"/></outline></body></opml>
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly SteppedTime _time = new();
    private string _fingerprint = "";

    public string Config => Path.Combine(_folder.Path, "config");

    public string Data => Path.Combine(_folder.Path, "data");

    /// <summary>Kyiv is not UTC, so that a time in the wrong zone is seen.</summary>
    internal Surroundings Around(int? columns) => new() { Time = _time, Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Kyiv"), Columns = columns };

    public async Task InitializeAsync()
    {
        foreach (var part in new[] { "lexicon", "ontology", "cleaning" })
        {
            Directory.CreateDirectory(Path.Combine(Config, part));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Config, part)))
            {
                File.Copy(file, Path.Combine(Config, part, Path.GetFileName(file)));
            }
        }

        Directory.CreateDirectory(Path.Combine(Config, "watchlists"));
        await File.WriteAllTextAsync(Path.Combine(Config, "watchlists", "valley.yaml"), List);
        await File.WriteAllTextAsync(Path.Combine(Config, "feeds.yaml"), Feeds);
        await File.WriteAllTextAsync(Path.Combine(Config, "recipients.yaml"), Recipients);
        var transport = new ScriptedTransport(ScriptedTransport.Accept, ScriptedTransport.Defer(DeliveryFault.Relay));
        await using var app = await WatcherHost.BuildAsync(
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Watcher:ConfigDirectory"] = Config, ["Watcher:DataDirectory"] = Data }).Build(),
            isService: false, LogLevel.Error, CancellationToken.None,
            services => services.AddSingleton<TimeProvider>(_time).AddSingleton<IMailTransport>(transport));
        var rules = app.Services.GetRequiredService<CurrentRules>().Current;
        _fingerprint = rules.Configuration.Fingerprint[..7];
        await app.Services.GetRequiredService<SubscriptionStore>().NoteAsync(rules.Configuration, CancellationToken.None);

        await PollAsync(app.Services, "courier-en");
        await ReadAsync(app.Services, "courier-en", "flood", "Water takes the lower streets", "12 people were injured in a flood in Corin on Friday, the mayor said.");
        await ReadAsync(app.Services, "dispatch-en", "count", "Figures [draft] \u001b[31m\u202e", "Seven people were injured in a flood in Corin on Friday, the governor said.");
        await PollAsync(app.Services, "dispatch-en");
        await MailAsync(app.Services);

        _time.Advance(TimeSpan.FromMinutes(95));
        await FailAsync(app.Services, "dispatch-en");
        await ReadAsync(app.Services, "courier-en", "hospital", "Hospital counts again", "Nine people were injured in a flood in Dravec on Friday, the fire service said.");
        await EditAsync(app.Services, "courier-en", "hospital", "14 people were injured in a flood in Dravec on Friday, the fire service said.");
        await MailAsync(app.Services);
        _time.Advance(TimeSpan.FromMinutes(30));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    /// <summary>Types a line; what differs from run to run is replaced by something as long.</summary>
    internal async Task<(int Exit, string Output, string Errors)> RunAsync(string line, int? columns = null, params string[] more)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = await CommandLine.RunAsync(
            CommandTree.Build(), [.. System.CommandLine.Parsing.CommandLineParser.SplitCommandLine(line), .. more, "--config", Config, "--data", Data], output, errors, Around(columns));
        return (exit, Steady(output.ToString()), Steady(errors.ToString()));
    }

    /// <summary>Whole ids of the mails, newest first: they differ from run to run.</summary>
    internal async Task<IReadOnlyList<string>> MailsAsync()
    {
        var output = new StringWriter();
        await CommandLine.RunAsync(
            CommandTree.Build(), ["outbox", "list", "--state", "all", "--json", "--config", Config, "--data", Data], output, TextWriter.Null, Around(null));
        return [.. System.Text.Json.JsonDocument.Parse(output.ToString()).RootElement.GetProperty("messages").EnumerateArray().Select(mail => mail.GetProperty("id").GetString()!)];
    }

    /// <summary>A file beside the configuration.</summary>
    internal async Task<string> WriteAsync(string file, string text)
    {
        var path = Path.Combine(_folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private string Steady(string text) => FileCount().Replace(Ulid().Replace(text, ulid => "01KAGZTEST0000000000000000"[..ulid.Length]), "N files").Replace(_fingerprint, "f00df00", StringComparison.Ordinal)
        .Replace(_folder.Path, "/home", StringComparison.Ordinal);

    [GeneratedRegex("01[0-9A-HJKMNP-TV-Z]{12,24}")]
    private static partial Regex Ulid();

    /// <summary>Word lists come and go.</summary>
    [GeneratedRegex(@"\d+ files")]
    private static partial Regex FileCount();

    private static FeedSettings Feed(IServiceProvider services, string id) => services.GetRequiredService<CurrentRules>().Current.Configuration.Feeds.Single(f => f.Id == id);

    private static async Task PollAsync(IServiceProvider services, string id)
    {
        var (feed, store) = (Feed(services, id), services.GetRequiredService<FeedStore>());
        await store.TryTakeAsync(id, feed.Url, "test", Patience.RetryAfter, CancellationToken.None);
        await store.NoteItemsAsync(id, [new ListedItem("one", "1", Listed("one"), null), new ListedItem("two", "2", Listed("two"), null)], CancellationToken.None);
        await store.SucceededAsync(id, feed.Every, null, null, null, CancellationToken.None);
    }

    private static string Listed(string key) => ClaimJson.Write(new Watcher.Reading.Feeds.FeedItem { Key = key });

    private static Task FailAsync(IServiceProvider services, string id) => services.GetRequiredService<FeedStore>().FailedAsync(
        id, "403 Forbidden [link=evil] \u001b]0;owned\u0007", TimeSpan.FromHours(2), null, false, CancellationToken.None);

    private Task ReadAsync(IServiceProvider services, string feed, string slug, string title, string text) => RecordAsync(services, feed, slug, title, text, isEdit: false);

    private Task EditAsync(IServiceProvider services, string feed, string slug, string text) => RecordAsync(services, feed, slug, "Hospital counts again", text, isEdit: true);

    private async Task RecordAsync(IServiceProvider services, string feedId, string slug, string title, string text, bool isEdit)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        var rules = services.GetRequiredService<CurrentRules>().Current;
        var feed = Feed(services, feedId);
        var read = new TextReading(rules.Book).Read(text, title, new ArticleRef
        {
            Id = new ArticleId($"{feedId}-{slug}"),
            Outlet = feed.Outlet,
            Url = new Uri($"https://{feed.Outlet.Id}.example/{slug}"),
            Title = title,
            Language = "en",
            PublishedAt = _time.GetUtcNow() - TimeSpan.FromMinutes(isEdit ? 2 : 1),
        });
        var article = new ReadArticle { Article = read.Article, Reference = read.Reference, Feed = feed, ItemKey = slug };
        var ledger = services.GetRequiredService<LedgerStore>();
        _ = isEdit ? await ledger.RecordEditAsync(article, read.Trace.Claims, rules.Book.Comparison, rules.Configuration, CancellationToken.None)
            : await ledger.RecordAsync(article, read.Trace.Claims, rules.Book.Comparison, rules.Configuration, CancellationToken.None);
    }

    private static async Task MailAsync(IServiceProvider services)
    {
        var configuration = services.GetRequiredService<CurrentRules>().Current.Configuration;
        await services.GetRequiredService<DigestComposition>().ComposeNowAsync(configuration, CancellationToken.None);
        await services.GetRequiredService<OutboxDelivery>().DeliverAsync(configuration, CancellationToken.None);
    }
}
