using System.CommandLine;
using Watcher.Worker.Fetching;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Feeds: list, test, parse, poll; import and export are <see cref="OpmlVerbs"/>.</summary>
internal static class FeedsVerbs
{
    public static Command Build() => new("feeds", "Lists, tests, parses, polls, imports and exports feeds.") { List(), Test(), Parse(), Poll(), OpmlVerbs.Import(), OpmlVerbs.Export() };

    private static Command Parse()
    {
        var path = new Argument<string>("path") { Description = "A feed file, or a folder of them." };
        var jsonl = new Option<bool>("--jsonl") { Description = "One object a file (the only form)." };
        var headers = new Option<string?>("--headers") { Description = "Response headers by file.", HelpName = "FILE.jsonl" };
        var address = new Option<string?>("--base") { Description = "Address prefix for relative links.", HelpName = "URL" };
        var command = new Command("parse", "Reads feed files offline and prints what stands in them.") { path, jsonl, headers, address };
        command.SetAction((parsed, cancellationToken) => WorkProgress.Of(parsed, streams: true).OverAsync("reading feeds", null, advance => FeedsParseVerb.Run(
            parsed.GetRequiredValue(path), parsed.GetValue(headers), parsed.GetValue(address), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, advance), cancellationToken));
        return command;
    }

    private static Command Test()
    {
        var target = new Argument<string>("target") { Description = "Id of a configured feed, or an address." };
        var command = new Command("test", "Fetches a feed once and shows status, format and items.") { target };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            var url = Address(parsed.GetRequiredValue(target), settings);
            var result = await PageInput.AskAsync(new FetchRequest(url) { IsFeed = true }, settings, cancellationToken);
            return FeedTestReport.Print(url, result, parsed.GetValue(GlobalOptions.Json), Terminal.Of(parsed));
        });
        return command;
    }

    private static Command List()
    {
        var failing = new Option<bool>("--failing") { Description = "Only feeds whose last poll failed." };
        var tag = new Option<string?>("--tag") { Description = "Only feeds with this tag.", HelpName = "TAG" };
        var jsonl = GlobalOptions.Jsonl();
        var command = new Command("list", "Lists the configured feeds and how they fare.") { failing, tag, jsonl };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var rules = WatcherHost.Load(Settings.Read(parsed));
            var (feeds, states) = (rules.Configuration.Feeds, await StatesAsync(parsed, rules, cancellationToken));
            var wanted = parsed.GetValue(tag);
            if (wanted is not null && feeds.All(f => !f.Tags.Contains(wanted)))
            {
                throw new VerbException(ExitCodes.NotFound, "not_found", $"No feed has the tag '{wanted}'.",
                    feeds.SelectMany(f => f.Tags).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } tags ? $"tags: {string.Join(", ", tags)}" : "tags: [NAME] behind a feed in feeds.yaml");
            }

            List<(FeedSettings, FeedState?)> shown =
            [
                .. feeds.Where(f => wanted is null || f.Tags.Contains(wanted)).Select(f => (f, states.GetValueOrDefault(f.Id)))
                    .Where(row => !parsed.GetValue(failing) || row.Item2 is { Failures: > 0 }),
            ];
            FeedList.Print(shown, parsed, parsed.GetValue(jsonl));
            if (shown.Count == 0 && !parsed.GetValue(jsonl) && !parsed.GetValue(GlobalOptions.Json))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(feeds.IsEmpty
                    ? "No feeds are configured. config/README.md shows how to add one; watcher feeds test URL tries an address." : "No feed fails.");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The configured feeds are there before anything was polled, so a store need not be.</summary>
    private static async Task<IReadOnlyDictionary<string, FeedState>> StatesAsync(ParseResult parsed, RulesInForce rules, CancellationToken cancellationToken)
    {
        try
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken, rules);
            return await app.Services.GetRequiredService<FeedStore>().AllAsync(cancellationToken);
        }
        catch (VerbException e) when (e.Code == Stores.NoStore)
        {
            return new Dictionary<string, FeedState>();
        }
    }

    private static Command Poll()
    {
        var id = new Argument<string>("id") { Description = "Id of a configured feed." };
        var force = new Option<bool>("--force") { Description = "Pass over a Retry-After of this feed; the spacing of its host stays." };
        var isDry = GlobalOptions.DryRun("Write nothing: work on a copy of the store.");
        var command = new Command("poll", "Polls one feed now and reads its new items; composes and sends nothing.") { id, force, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            using var trial = parsed.GetValue(isDry) ? await DryRun.OfAsync(settings, cancellationToken) : null;
            await using var app = await VerbHost.HoldAsync(parsed, trial?.Settings ?? settings, cancellationToken);
            var rules = app.Services.GetRequiredService<CurrentRules>().Current;
            var feed = rules.Configuration.Feeds.FirstOrDefault(f => f.Id == parsed.GetRequiredValue(id))
                ?? throw NoFeed(parsed.GetRequiredValue(id), rules.Configuration.Feeds);
            if (!feed.IsEnabled)
            {
                throw new VerbException(ExitCodes.ProblemsFound, "disabled", $"Feed '{feed.Id}' is disabled.", $"enabled: true in feeds.yaml, or look without polling: watcher feeds test {feed.Id}");
            }

            var time = Surroundings.Of(parsed).Time;
            var started = time.GetUtcNow();
            var polled = await WorkProgress.Of(parsed).RunAsync($"polling {feed.Id}", null, _ => null, _ => app.Services.GetRequiredService<Jobs.FeedPoller>().PollNowAsync(
                rules, f => f.Id == feed.Id, cancellationToken, parsed.GetValue(force) ? Patience.None : Patience.RetryAfter));
            if (polled.Feeds.IsEmpty)
            {
                throw Untaken(feed, (await app.Services.GetRequiredService<FeedStore>().AllAsync(cancellationToken)).GetValueOrDefault(feed.Id), Terminal.Of(parsed));
            }

            var report = new PassReport(polled, trial is not null);
            if (parsed.GetValue(GlobalOptions.Json))
            {
                parsed.InvocationConfiguration.Output.WriteLine(report.ToJson("watcher.poll/1", started, time.GetUtcNow()).ToJsonString(JsonText.Indented));
            }
            else
            {
                report.Write(Terminal.Of(parsed));
            }

            return polled.Feeds[0].Problem is null ? ExitCodes.Done : ExitCodes.PartlyDone;
        });
        return command;
    }

    /// <summary>Why a feed was not polled although somebody asked.</summary>
    private static VerbException Untaken(FeedSettings feed, FeedState? state, Terminal terminal) => state switch
    {
        { IsGone: true } => new VerbException(ExitCodes.ProblemsFound, "gone", $"The server of '{feed.Id}' said that the feed is gone (410).", "give it its new address in feeds.yaml"),
        { NotBefore: { } until } => new VerbException(
            ExitCodes.TryAgainLater, "retry_after", $"The server of '{feed.Id}' asks to be left alone until {terminal.Time(until)}.", $"watcher feeds poll {feed.Id} --force"),
        _ => new VerbException(ExitCodes.TryAgainLater, "taken", $"Another instance polls '{feed.Id}' right now.", "watcher feeds list"),
    };

    private static VerbException NoFeed(string id, IReadOnlyCollection<FeedSettings> feeds) => new(
        ExitCodes.NotFound, "not_found", $"No feed '{id}'.", feeds.Count == 0 ? "give an address: watcher feeds test https://…" : $"feeds: {string.Join(", ", feeds.Select(f => f.Id))}");

    private static Uri Address(string target, IConfiguration settings)
    {
        if (PageInput.IsUrl(target))
        {
            return new Uri(target);
        }

        var feeds = WatcherHost.Load(settings).Configuration.Feeds;
        return feeds.FirstOrDefault(f => f.Id == target)?.Url ?? throw NoFeed(target, feeds);
    }
}
