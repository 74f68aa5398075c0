using System.Text.Json.Nodes;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>What verbs print as JSON lines: each line is one object, valid by its definition in <c>docs/schema/documents.schema.json</c>.</summary>
public sealed class JsonLineTests(TerminalStore store) : IClassFixture<TerminalStore>
{
    private static readonly string s_schema = Path.Combine(Checkout.Root, "docs", "schema", "documents.schema.json");

    private const string Texts = """
        {"id":"one","published":"2026-11-20T11:00:00Z","outlet":"courier","title":"Water","text":"At least 12 people were injured in a flood in Corin on Friday, police said. About 3.5 square kilometres were under water, up from 2 on 18 November."}
        {"id":"two","published":"2026-11-20T12:30:00+02:00","outlet":"dispatch","text":"Seven people were injured in a flood in Corin on Friday, the governor said. Corin was not captured by Norland, the ministry said."}
        {"id":"three","published":"2026-11-20","outlet":"lantern","text":"Norland forces captured Dravec, the Norland army said on Thursday. Dozens of people may be evacuated from Dravec."}
        {"id":"four","published":"2026-11-21","text":""}
        """;

    /// <summary>Definition, what is typed, and the fewest lines that come of it.</summary>
    private static readonly (string Definition, string Line, int Fewest)[] s_lines =
    [
        ("line_claims_list", "claims list --jsonl", 4), ("line_claims_list", "export", 4), ("line_feeds_list", "feeds list --jsonl", 3), ("line_outbox_list", "outbox list --state all --jsonl", 2),
        ("line_digest_list", "digest list --jsonl", 1), ("line_extract", "extract --from PAGES --jsonl", 3), ("line_feeds_parse", "feeds parse FEEDS --jsonl", 3),
        ("line_analyze", "analyze --from TEXTS --jsonl", 4), ("line_analyze_quantities", "analyze --from TEXTS --jsonl --only quantities", 4),
        ("line_analyze_dates", "analyze --from TEXTS --jsonl --only dates", 4), ("line_replay", "replay --from TEXTS --jsonl", 4), ("line_replay", "replay --from TEXTS --jsonl --watch all", 4),
    ];

    [JsonSchemaFact]
    public async Task Lines_OfEveryVerb_AreValid()
    {
        var lines = new List<(string Typed, string Definition, JsonNode Line)>();
        foreach (var (definition, line, fewest) in s_lines)
        {
            var (exit, output, errors) = await store.RunAsync(await TypedAsync(line), null, "--no-progress");
            Assert.True(exit == ExitCodes.Done, $"{line}: exit {exit}: {errors}");
            var printed = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(printed.Length >= fewest, $"{line}: {printed.Length} lines");
            lines.AddRange(printed.Select(text => (line, definition, JsonNode.Parse(text)!)));
        }

        var (verdicts, reasons) = JsonSchemaValidator.Validate([.. lines.Select(l => ($"{s_schema}#{l.Definition}", l.Line))]);

        Assert.Equal("", string.Join('\n', lines.Zip(verdicts).Where(pair => pair.Second != "accepts").Select(pair => $"{pair.First.Typed}: {pair.First.Line.ToJsonString()}")) + reasons);

        // The texts were chosen to fill every list: an empty one would prove nothing.
        var analyzed = lines.Where(l => l.Definition == "line_analyze").Select(l => l.Line).ToList();
        Assert.All((string[])["mentions", "quantities", "dates", "claims"], key => Assert.Contains(analyzed, line => line[key]!.AsArray().Count > 0));
        var replayed = lines.Where(l => l.Definition == "line_replay").Select(l => l.Line).ToList();
        Assert.All((string[])["mentions", "claims", "relations"], key => Assert.Contains(replayed, line => line[key]!.AsArray().Count > 0));
        Assert.Contains(lines.Where(l => l.Definition == "line_extract"), l => l.Line["reason"] is not null && l.Line["articleBody"]!.GetValue<string>().Length == 0);
        Assert.Contains(lines.Where(l => l.Definition == "line_feeds_parse"), l => l.Line["problems"]!.AsArray().Count > 0);
    }

    /// <summary>Every definition of a line is printed by a verb here, and a key that nobody declared would be refused.</summary>
    [JsonSchemaFact]
    public async Task Definitions_OfLines_AreUsedAndStrict()
    {
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(s_schema))!;
        var line = JsonNode.Parse((await store.RunAsync(await TypedAsync("replay --from TEXTS --jsonl"))).Output.Split('\n')[0])!;
        line["surprise"] = 1;

        Assert.Equal(["rejects"], JsonSchemaValidator.Validate([($"{s_schema}#line_replay", line)]).Verdicts);
        Assert.Equal(
            schema["definitions"]!.AsObject().Select(d => d.Key).Where(name => name.StartsWith("line_", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            s_lines.Select(l => l.Definition).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task<string> TypedAsync(string line)
    {
        await store.WriteAsync("pages/one.html", TerminalStore.Page);
        await store.WriteAsync("pages/short.html", "<p>short</p>");
        await store.WriteAsync("pages/zone.html", TerminalStore.Page.Replace("11:00:00Z", "11:00:00+02:00", StringComparison.Ordinal));
        await store.WriteAsync("feeds/no.xml", "<html><body>no feed</body></html>");
        await store.WriteAsync("feeds/two.rss", "<rss version=\"2.0\"><channel><title>Two</title><item><title>A</title><guid>1</guid><pubDate>Fri, 20 Nov 2026 11:00:00 GMT</pubDate><enclosure url=\"http://x.example/a.mp3\" type=\"audio/mpeg\" length=\"1\"/></item></channel></rss>");
        var feed = await store.WriteAsync("feeds/below/three.json", """{"version":"https://jsonfeed.org/version/1.1","title":"Three","items":[{"id":"1","url":"https://x.example/1","content_text":"Words","date_published":"2026-11-20T12:00:00+02:00"}]}""");
        return line.Replace("TEXTS", await store.WriteAsync("texts.jsonl", Texts), StringComparison.Ordinal)
            .Replace("PAGES", Path.Combine(feed, "..", "..", "..", "pages"), StringComparison.Ordinal).Replace("FEEDS", Path.Combine(feed, "..", ".."), StringComparison.Ordinal);
    }
}
