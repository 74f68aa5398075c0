using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>What <c>watcher feeds list</c> prints.</summary>
internal static class FeedList
{
    public static void Print(IReadOnlyList<(FeedSettings Feed, FeedState? State)> feeds, ParseResult parsed, bool asLines)
    {
        var output = parsed.InvocationConfiguration.Output;
        if (asLines)
        {
            foreach (var (feed, state) in feeds)
            {
                output.WriteLine(JsonSerializer.Serialize(Document(feed, state), JsonText.Compact));
            }
        }
        else if (parsed.GetValue(GlobalOptions.Json))
        {
            output.WriteLine(JsonSerializer.Serialize(new { schema = "watcher.feeds/1", feeds = feeds.Select(row => Document(row.Feed, row.State)) }, JsonText.Indented));
        }
        else if (feeds.Count > 0)
        {
            Write(feeds, Terminal.Of(parsed), Surroundings.Of(parsed).Time.GetUtcNow());
        }
    }

    private static void Write(IReadOnlyList<(FeedSettings Feed, FeedState? State)> feeds, Terminal terminal, DateTimeOffset now)
    {
        var table = new TerminalTable(
            new Column("ID"), new Column("OUTLET", MayWrap: true), new Column("EVERY", IsNumber: true), new Column("LAST GOOD"), new Column("NEXT"),
            new Column("ITEMS", IsNumber: true), new Column("STATE"), new Column("ERROR", IsDetail: true));
        foreach (var (feed, state) in feeds)
        {
            table.Add(
                feed.Id, feed.Outlet.Name, Spans.Short(feed.Every), terminal.Time(state?.LastSuccessAt),
                state is null || !feed.IsEnabled || state.IsGone ? "-" : terminal.Time(state.NextPollAt),
                state is null ? "-" : state.Items.ToString(CultureInfo.InvariantCulture), Condition(feed, state, now),
                new Cell(feed.IsEnabled && state is { Failures: > 0, LastError: { } error } ? error : "", Tone.Bad));
        }

        terminal.Write(table);
    }

    private static Cell Condition(FeedSettings feed, FeedState? state, DateTimeOffset now) => state switch
    {
        { Failures: > 0, IsGone: false, FailingSince: { } since } when feed.IsEnabled => new Cell(
            $"failing {Spans.Short(now - DateTimeOffset.FromUnixTimeMilliseconds(since))}", Tone.Bad),
        _ => new Cell(State(feed, state), State(feed, state) switch { "ok" => Tone.Good, "disabled" or "not polled yet" => Tone.Quiet, _ => Tone.Bad }),
    };

    private static string State(FeedSettings feed, FeedState? state) => state switch
    {
        _ when !feed.IsEnabled => "disabled",
        null => "not polled yet",
        { IsGone: true } => "gone (410)",
        { Failures: > 0 } => "failing",
        _ => "ok",
    };

    private static object Document(FeedSettings feed, FeedState? state) => new
    {
        id = feed.Id,
        outlet = feed.Outlet.Id,
        url = feed.Url.AbsoluteUri,
        tags = feed.Tags,
        every_seconds = (long)feed.Every.TotalSeconds,
        state = State(feed, state),
        last_success = Instant(state?.LastSuccessAt),
        last_attempt = Instant(state?.LastPolledAt),
        next_poll = Instant(state?.NextPollAt),
        items = state?.Items,
        failures = state?.Failures ?? 0,
        last_error = state?.LastError,
    };

    private static string? Instant(long? milliseconds) =>
        milliseconds is { } ms ? ClaimDocument.Instant(DateTimeOffset.FromUnixTimeMilliseconds(ms)) : null;
}
