using System.CommandLine;
using System.Text.Json;
using Watcher.Worker.Fetching;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Feeds: list, test, parse; import and export are <see cref="OpmlVerbs"/>.</summary>
internal static class FeedsVerbs
{
    public static Command Build() => new("feeds", "Lists, tests, parses, imports and exports feeds.") { List(), Test(), Parse(), OpmlVerbs.Import(), OpmlVerbs.Export() };

    private static Command Parse()
    {
        var path = new Argument<string>("path") { Description = "A feed file, or a folder of them." };
        var jsonl = new Option<bool>("--jsonl") { Description = "One object a file (the only form)." };
        var headers = new Option<string?>("--headers") { Description = "Response headers by file.", HelpName = "FILE.jsonl" };
        var address = new Option<string?>("--base") { Description = "Address prefix for relative links.", HelpName = "URL" };
        var command = new Command("parse", "Reads feed files offline and prints what stands in them.") { path, jsonl, headers, address };
        command.SetAction(parsed => FeedsParseVerb.Run(
            parsed.GetRequiredValue(path), parsed.GetValue(headers), parsed.GetValue(address),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
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
            return FeedTestReport.Print(url, result, parsed.GetValue(GlobalOptions.Json), parsed.InvocationConfiguration.Output);
        });
        return command;
    }

    private static Command List()
    {
        var failing = new Option<bool>("--failing") { Description = "Only feeds whose last poll failed." };
        var tag = new Option<string?>("--tag") { Description = "Only feeds with this tag.", HelpName = "T" };
        var command = new Command("list", "Lists the configured feeds and how they fare.") { failing, tag };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await WatcherHost.BuildAsync(
                Settings.Read(parsed), isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: true);
            var feeds = app.Services.GetRequiredService<CurrentRules>().Current.Configuration.Feeds;
            var states = await app.Services.GetRequiredService<FeedStore>().AllAsync(cancellationToken);
            var shown = feeds.Where(f => !parsed.GetValue(failing) || states.GetValueOrDefault(f.Id) is { Failures: > 0 })
                .Where(f => parsed.GetValue(tag) is not { } wanted || f.Tags.Contains(wanted)).ToList();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(JsonSerializer.Serialize(
                    new
                    {
                        schema = "watcher.feeds/1",
                        feeds = shown.Select(f => (Feed: f, State: states.GetValueOrDefault(f.Id))).Select(x => new
                        {
                            id = x.Feed.Id,
                            outlet = x.Feed.Outlet.Id,
                            url = x.Feed.Url.AbsoluteUri,
                            every_seconds = (long)x.Feed.Every.TotalSeconds,
                            state = State(x.Feed, x.State),
                            last_success = Time(x.State?.LastSuccessAt),
                            last_attempt = Time(x.State?.LastPolledAt),
                            next_poll = Time(x.State?.NextPollAt),
                            failures = x.State?.Failures ?? 0,
                            last_error = x.State?.LastError,
                        }),
                    },
                    JsonText.Indented));
                return ExitCodes.Done;
            }

            output.WriteLine($"{"ID",-16} {"OUTLET",-24} {"LAST GOOD",-20} {"ITEMS",5}  STATE");
            foreach (var feed in shown)
            {
                var state = states.GetValueOrDefault(feed.Id);
                output.WriteLine(TerminalText.Escape($"{feed.Id,-16} {feed.Outlet.Name,-24} {Time(state?.LastSuccessAt) ?? "-",-20} {state?.Items ?? 0,5}  {State(feed, state)}"
                    + (state?.LastError is { } error && state.Failures > 0 ? $": {error}" : "")));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static string State(FeedSettings feed, FeedState? state) => state switch
    {
        _ when !feed.IsEnabled => "disabled",
        null => "not polled yet",
        { IsGone: true } => "gone (410)",
        { Failures: > 0 } => "failing",
        _ => "ok",
    };

    private static string? Time(long? milliseconds) =>
        milliseconds is { } ms ? ClaimDocument.Instant(DateTimeOffset.FromUnixTimeMilliseconds(ms)) : null;

    private static Uri Address(string target, IConfiguration settings)
    {
        if (PageInput.IsUrl(target))
        {
            return new Uri(target);
        }

        var feeds = WatcherHost.Load(settings).Configuration.Feeds;
        return feeds.FirstOrDefault(f => f.Id == target)?.Url ?? throw new VerbException(
            ExitCodes.NotFound, "not_found", $"No feed '{target}'.", feeds.IsEmpty ? "give an address: watcher feeds test https://…" : $"feeds: {string.Join(", ", feeds.Select(f => f.Id))}");
    }
}
