using System.Globalization;
using System.Net;
using System.Text.Json;
using Watcher.Reading.Feeds;
using Watcher.Worker.Fetching;

namespace Watcher.Worker.Cli;

/// <summary>What <c>watcher feeds test</c> says of one fetch: the way to the feed, its format, its items, and everything that is wrong.</summary>
internal static class FeedTestReport
{
    private const int MaxShown = 10;

    /// <returns>The exit code: 1 when the feed could not be read or something is wrong with it.</returns>
    public static int Print(Uri url, FetchResult result, bool isJson, Terminal terminal)
    {
        var fetched = result as FetchResult.Fetched;
        var feed = fetched is null ? null : FeedParser.Parse(fetched.Page);
        int? status = result switch
        {
            FetchResult.Fetched => 200,
            FetchResult.NotModified => 304,
            FetchResult.Refused refused => (int)refused.Status,
            _ => null,
        };
        var problems = Problems(result, feed).ToList();
        if (isJson)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    schema = "watcher.feed_test/1",
                    url = url.AbsoluteUri,
                    final_url = fetched?.Page.Url.AbsoluteUri ?? (result.Redirects.IsEmpty ? url : result.Redirects[^1].To).AbsoluteUri,
                    redirects = result.Redirects.Select(redirect => new { status = (int)redirect.Status, from = redirect.From.AbsoluteUri, to = redirect.To.AbsoluteUri }),
                    status,
                    format = feed is null ? null : JsonNamingPolicy.SnakeCaseLower.ConvertName(feed.Format.ToString()),
                    encoding = feed?.Charset,
                    etag = fetched?.Page.EntityTag,
                    last_modified = fetched?.Page.LastModified,
                    ttl_seconds = (long?)feed?.TimeToLive?.TotalSeconds,
                    max_age_seconds = (long?)fetched?.MaxAge?.TotalSeconds,
                    items = (feed?.Items ?? []).Select(item => new
                    {
                        key = item.Key,
                        url = item.Url?.AbsoluteUri,
                        title = item.Title,
                        published = (item.Published ?? item.Updated) is { } date ? ClaimDocument.Instant(date) : null,
                    }),
                    problems = problems.Select(problem => new { kind = problem.Kind, message = problem.Message }),
                },
                JsonText.Indented));
        }
        else
        {
            PrintText(url, result, status, feed, problems, terminal);
        }

        return feed is null || feed.Items.Length == 0 || problems.Count > 0 ? ExitCodes.ProblemsFound : ExitCodes.Done;
    }

    private static void PrintText(
        Uri url, FetchResult result, int? status, ParsedFeed? feed, IReadOnlyList<(string Kind, string Message)> problems, Terminal terminal)
    {
        var about = new List<(Cell, Cell)> { ("url", url.AbsoluteUri) };
        about.AddRange(result.Redirects.Select(redirect => ((Cell)"redirect", (Cell)$"{(int)redirect.Status} to {redirect.To.AbsoluteUri}")));
        about.Add(("status", new Cell(status?.ToString(CultureInfo.InvariantCulture) ?? "no answer", result is FetchResult.Fetched or FetchResult.NotModified ? Tone.Good : Tone.Bad)));
        if (feed is not null && result is FetchResult.Fetched { Page: var page } fetched)
        {
            about.Add(("format", string.Create(CultureInfo.InvariantCulture, $"{feed.Format} {feed.Version}, {feed.Charset}, {page.Bytes.Length:N0} bytes")));
            about.Add(("validators", (page.EntityTag, page.LastModified) is (null, null) ? "none: every poll fetches the whole feed" : $"{page.EntityTag} {page.LastModified}".Trim()));
            about.Add(("asks for", $"ttl {feed.TimeToLive?.ToString() ?? "none"}, max-age {fetched.MaxAge?.ToString() ?? "none"}"));
            about.Add(("title", feed.Title.Length > 0 ? feed.Title : "none"));
            about.Add(("items", string.Create(
                CultureInfo.InvariantCulture,
                $"{feed.Items.Length}, {feed.Items.Count(item => item.Url is null)} without an address, {feed.Items.Count(item => (item.Published ?? item.Updated) is null)} without a date")));
        }

        terminal.Fields(about);
        terminal.Fields(
            (feed?.Items ?? []).Take(MaxShown).Select(item => (
                new Cell((item.Published ?? item.Updated)?.UtcDateTime.ToString("dd MMM yyyy HH:mm'Z'", CultureInfo.InvariantCulture) ?? "no date", Tone.Quiet), (Cell)item.Title)),
            indent: 2);
        terminal.Fields(problems.Select(problem => (new Cell("problem", Tone.Bad), (Cell)problem.Message)), nameWidth: "validators".Length);
    }

    private static IEnumerable<(string Kind, string Message)> Problems(FetchResult result, ParsedFeed? feed)
    {
        if (result is not FetchResult.Fetched)
        {
            yield return ("fetch", FetchReason.Of(result, FetchLimits.Default.Timeout));
        }

        if (FetchAdvice.Of(result) is { } advice)
        {
            yield return (result is FetchResult.Refused { Status: HttpStatusCode.Gone } ? "gone" : "advice", advice);
        }

        if (result is FetchResult.Fetched { MovedTo: { } address })
        {
            yield return ("moved", $"moved for good: change its address to {address.AbsoluteUri}");
        }

        foreach (var problem in feed?.Problems ?? [])
        {
            yield return (JsonNamingPolicy.SnakeCaseLower.ConvertName(problem.Kind.ToString()), problem.Message);
        }

        if (feed is { Format: not FeedFormat.None, Items.IsEmpty: true })
        {
            yield return ("no_items", "the feed is sound and lists nothing");
        }
    }
}
