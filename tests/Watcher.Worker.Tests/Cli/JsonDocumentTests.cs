using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>What every verb prints under <c>--json</c>: one document, valid by <c>docs/schema/documents.schema.json</c>, and nothing else on stdout.</summary>
public sealed partial class JsonDocumentTests(TerminalStore store) : IClassFixture<TerminalStore>
{
    private static readonly string s_schema = Path.Combine(Checkout.Root, "docs", "schema", "documents.schema.json");

    /// <summary>Verbs that end with a document; <c>once</c> and <c>feeds poll</c> stand in PassVerbTests.</summary>
    private static readonly string[] s_lines =
    [
        "feeds list", "claims list", "claims list --limit 1", "claims show CLAIM", "claims explain CLAIM", "claims diff CLAIM OTHER", "claims mute CLAIM --recipient editor --dry-run",
        "digest list", "digest preview valley", "digest preview valley --at 2026-11-20T14:02:00", "digest send-test someone@reader.example", "digest resend MAIL --dry-run",
        "outbox list --state all", "outbox show MAIL", "outbox flush --dry-run", "doctor", "replay", "replay --compare --digests", "check CONFIG", "check CONFIG --effective",
        "analyze --list valley --near-misses \"At least 12 people were injured in a flood in Corin on Friday, police said. Corinth was spared.\"", "extract PAGE --dropped",
        "feeds import OPML",
    ];

    /// <summary>A failure of each kind: the document stands on stderr.</summary>
    private static readonly (string Line, int Exit, string Code)[] s_failures =
    [
        ("claims show c-ffff", ExitCodes.NotFound, "not_found"), ("claims lst", ExitCodes.WrongUsage, "usage"), ("claims list --limitt 3", ExitCodes.WrongUsage, "usage"),
        ("digest preview nowhere", ExitCodes.NotFound, "not_found"), ("outbox drop WAITING", ExitCodes.WrongUsage, "needs_yes"), ("extract EMPTY", ExitCodes.ProblemsFound, "no_article"),
        ("feeds list --tag nowhere", ExitCodes.NotFound, "not_found"), ("extract --from /nowhere", ExitCodes.NotFound, "not_found"), ("analyze --from /nowhere --jsonl", ExitCodes.NotFound, "not_found"),
        ("replay --list nowhere", ExitCodes.NotFound, "not_found"),
    ];

    [JsonSchemaFact]
    public async Task Document_OfEveryVerb_IsValid()
    {
        var documents = new List<(string Line, JsonNode Document)>();
        foreach (var line in s_lines)
        {
            var (exit, output, errors) = await store.RunAsync(await TypedAsync(line), null, "--json", "--no-progress");
            Assert.True(exit is ExitCodes.Done or ExitCodes.ProblemsFound, $"{line}: exit {exit}: {errors}");
            documents.Add((line, JsonNode.Parse(output)!));
        }

        foreach (var (line, expected, code) in s_failures)
        {
            var (exit, output, errors) = await store.RunAsync(await TypedAsync(line), null, "--json", "--no-progress");
            var error = JsonNode.Parse(errors)!;
            Assert.Equal((expected, "", code, expected), (exit, output, error["code"]!.GetValue<string>(), error["exit_code"]!.GetValue<int>()));
            documents.Add((line, error));
        }

        var (verdicts, reasons) = JsonSchemaValidator.Validate([.. documents.Select(d => (s_schema, d.Document))]);

        Assert.Equal("", string.Join('\n', documents.Zip(verdicts).Where(pair => pair.Second != "accepts").Select(pair => pair.First.Line)) + reasons);
    }

    /// <summary>Every document that the schema knows is produced by a verb here or in PassVerbTests, and a key that nobody declared would be refused.</summary>
    [JsonSchemaFact]
    public async Task Schema_OfTheDocuments_IsStrict()
    {
        var document = JsonNode.Parse((await store.RunAsync("claims list", null, "--json")).Output)!;
        document["claims"]![0]!["surprise"] = 1;

        Assert.Equal(["rejects"], JsonSchemaValidator.Validate([(s_schema, document)]).Verdicts);
        var known = JsonNode.Parse(await File.ReadAllTextAsync(s_schema))!["properties"]!["schema"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()).ToList();
        var sources = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src", "Watcher.Worker", "Cli"), "*.cs").Select(File.ReadAllText);
        var printed = sources.SelectMany(text => SchemaName().Matches(text).Select(match => match.Value)).Distinct().ToList();
        Assert.Equal(printed.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Page_ByItsNext_GoesOnWhereTheFirstEnded()
    {
        var all = Ids((await store.RunAsync("claims list", null, "--json")).Output);
        var first = JsonDocument.Parse((await store.RunAsync("claims list --limit 2", null, "--json")).Output).RootElement;
        var second = await store.RunAsync($"claims list --behind {first.GetProperty("next").GetInt64()}", null, "--json");

        Assert.Equal(all[2..], Ids(second.Output));
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(second.Output).RootElement.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("--since 2026-11-20T12:01:30Z --until 2026-11-20T12:03:00Z", 1)]
    [InlineData("--until 2026-11-20T12:03:00Z", 2)]
    [InlineData("--since 1h", 2)]
    public async Task Claims_SinceAndUntil_BoundTheTimeOfRecording(string options, int count) =>
        Assert.Equal(count, Ids((await store.RunAsync($"claims list {options}", null, "--json")).Output).Length);

    [Fact]
    public async Task List_Jsonl_IsOneObjectALineWithoutAnEnvelope()
    {
        foreach (var verb in (string[])["claims list", "feeds list", "outbox list --state all", "digest list"])
        {
            var lines = (await store.RunAsync(verb, null, "--jsonl")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();

            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.True(line.TryGetProperty("id", out _) && !line.TryGetProperty("schema", out _), verb));
        }
    }

    /// <summary>An edit in place is an article's second version: a replay that knew only the first would call its claims gone.</summary>
    [Fact]
    public async Task Replay_CompareAfterAnEdit_SeesNoDifferenceAndSeesARealOne()
    {
        Assert.Equal(ExitCodes.Done, (await store.RunAsync("replay --compare")).Exit);
        Assert.Equal(ExitCodes.Done, (await store.RunAsync("replay --compare --since 2026-11-20T13:00:00Z --list valley")).Exit);

        // The first version alone, as an older program would have replayed it.
        var file = await store.WriteAsync("first.jsonl",
            """{"id":"courier-en-hospital","outlet":"courier","published":"2026-11-20T13:37:00Z","title":"Hospital counts again","text":"Nine people were injured in a flood in Dravec on Friday, the fire service said."}""");
        var (exit, output, _) = await store.RunAsync($"replay --compare --from {file}", null, "--json");
        Assert.Equal(ExitCodes.ProblemsFound, exit);
        Assert.Contains("-", JsonNode.Parse(output)!["changes"]!.AsArray().Select(change => change!["op"]!.GetValue<string>()));
    }

    private static string[] Ids(string output) => [.. JsonDocument.Parse(output).RootElement.GetProperty("claims").EnumerateArray().Select(claim => claim.GetProperty("id").GetString()!)];

    private async Task<string> TypedAsync(string line)
    {
        var claims = Ids((await store.RunAsync("claims list --verdict contradicts", null, "--json")).Output);
        var mails = await store.MailsAsync();
        return line.Replace("CLAIM", claims[0], StringComparison.Ordinal).Replace("OTHER", Ids((await store.RunAsync("claims list --verdict novel", null, "--json")).Output)[^1], StringComparison.Ordinal)
            .Replace("WAITING", mails[0], StringComparison.Ordinal).Replace("MAIL", mails[1], StringComparison.Ordinal).Replace("CONFIG", store.Config, StringComparison.Ordinal)
            .Replace("PAGE", await store.WriteAsync("page.html", TerminalStore.Page), StringComparison.Ordinal).Replace("EMPTY", await store.WriteAsync("empty.html", "<p>short</p>"), StringComparison.Ordinal)
            .Replace("OPML", await store.WriteAsync("feeds.opml", TerminalStore.Opml), StringComparison.Ordinal);
    }

    [GeneratedRegex("watcher\\.[a-z_]+/1")]
    private static partial Regex SchemaName();
}
