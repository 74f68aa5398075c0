using System.Text.Json;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>The program as it is typed: arguments in, stdout, stderr and exit code out.</summary>
public sealed class VerbTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("claim list", "'claim' is not a verb of watcher. Did you mean 'claims'?")]
    [InlineData("claims lst", "'lst' is not a verb of watcher claims. Did you mean 'list'?")]
    [InlineData("check --strickt", "'--strickt' is not an option of watcher check. Did you mean '--strict'?")]
    public async Task Typo_AnyVerb_ExitsTwoAndSuggestsOnStderr(string line, string message)
    {
        var (exit, output, errors) = await RunAsync(line.Split(' '));

        Assert.Equal(ExitCodes.WrongUsage, exit);
        Assert.Empty(output);
        Assert.StartsWith(message, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ShippedConfiguration_IsClean()
    {
        var (exit, output, errors) = await RunAsync("check", Checkout.Config);

        Assert.Equal(ExitCodes.Done, exit);
        Assert.EndsWith("no problems.\n", output, StringComparison.Ordinal);
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Check_TypoInAWatchList_SaysFileLineColumnWordAndSuggestion()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n", "version: 1\nid: kharkiv\ntitle: T\nsettlements:\n  - { id: a, nmae: Izium }\n");

        var (exit, output, _) = await RunAsync("check", service.Config);

        Assert.Equal(ExitCodes.ProblemsFound, exit);
        Assert.Contains("watchlists/kharkiv.yaml:5:14: error W012 unknown key 'nmae' in settlements[0]; did you mean 'name'?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TypoInAWatchList_RefusesWith78()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n", "version: 1\nid: kharkiv\ntitle: T\nsettlements:\n  - { id: a, nmae: Izium }\n");

        var (exit, output, errors) = await RunAsync("run", "--config", service.Config, "--data", _folder.Path);

        Assert.Equal(ExitCodes.ConfigurationInvalid, exit);
        Assert.Empty(output);
        Assert.Contains("error W012 unknown key 'nmae'", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "watcher.db")), "nothing half-starts");
    }

    [Fact]
    public async Task Check_Json_IsOneDocumentOnStdout()
    {
        var (_, output, _) = await RunAsync("check", Checkout.Config, "--json");

        Assert.Equal("watcher.check/1", JsonDocument.Parse(output).RootElement.GetProperty("schema").GetString());
    }

    [Theory]
    [InlineData("W045")]
    [InlineData("w110")]
    public async Task Check_Explain_PrintsThePage(string code)
    {
        var (exit, output, _) = await RunAsync("check", "--explain", code);

        Assert.Equal(ExitCodes.Done, exit);
        Assert.StartsWith(code.ToUpperInvariant(), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_Sentence_ShowsMentionClaimAndSource()
    {
        var (exit, output, _) = await RunAsync(
            "analyze", "--config", Checkout.Config, "--list", "kharkiv", "--date", "2022-09-12",
            "Ukrainian troops retook Izyum on Saturday, Governor Oleh Syniehubov said.");

        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains("settlement izium", output, StringComparison.Ordinal);
        Assert.Contains("captured-by, Ukraine", output, StringComparison.Ordinal);
        Assert.Contains("as of 2022-09-10 (Saturday), Oleh Syniehubov", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_BatchWithABrokenLine_GoesOnAndExitsThree()
    {
        var file = Path.Combine(_folder.Path, "texts.jsonl");
        await File.WriteAllTextAsync(file, """
            {"id":"a","text":"At least 12 people were killed in Izium on Friday, police said.","published":"2022-09-12"}
            {"id":"b"
            {"id":"c","text":"Nothing here."}
            """);

        var (exit, output, errors) = await RunAsync("analyze", "--config", Checkout.Config, "--from", file, "--jsonl");

        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(ExitCodes.PartlyDone, exit);
        Assert.Equal(["a", "c"], lines.Select(l => l.GetProperty("id").GetString()!));
        Assert.Equal("killed", lines[0].GetProperty("claims")[0].GetProperty("predicate").GetString());
        Assert.Contains("texts.jsonl:2:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_TwoOutletsThatDisagree_PrintsTheContradiction()
    {
        var file = Path.Combine(_folder.Path, "articles.jsonl");
        await File.WriteAllTextAsync(file, """
            {"id":"a","outlet":"gazette","published":"2022-09-11T10:00:00Z","text":"Ukrainian troops recaptured Izium on Sunday, the General Staff of Ukraine said."}
            {"id":"b","outlet":"meridian","published":"2022-09-11T18:00:00Z","text":"Russia's Ministry of Defence said on Sunday that Russian forces still controlled Izium."}
            """);

        var (exit, output, _) = await RunAsync("replay", "--config", Checkout.Config, "--from", file, "--jsonl");

        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains("\"relation\":\"contradicts\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_SecondProcessOnOneStore_Exits75()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n");
        using var held = Worker.Storage.InstanceLock.TryTake(_folder.Path);

        var (exit, _, errors) = await RunAsync("once", "--config", service.Config, "--data", _folder.Path);

        Assert.Equal(ExitCodes.TryAgainLater, exit);
        Assert.Contains("Another Watcher holds the store", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claims_NoStoreYet_SaysHowToGetOne()
    {
        var (exit, output, errors) = await RunAsync("claims", "list", "--config", Checkout.Config, "--data", Path.Combine(_folder.Path, "none"));

        Assert.Equal(ExitCodes.NotFound, exit);
        Assert.Empty(output);
        Assert.Contains("watcher once", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FeedsList_NoStoreYet_ListsTheConfiguredFeedsAndMakesNone()
    {
        await using var service = TestService.Create("kharkiv", """
            version: 1
            outlets: [{ id: gazette, name: Gazette }]
            feeds: [{ id: world, outlet: gazette, url: "https://gazette.example/rss" }]

            """);
        var data = Path.Combine(_folder.Path, "none");

        var (exit, output, errors) = await RunAsync("feeds", "list", "--json", "--config", service.Config, "--data", data);

        Assert.Equal((ExitCodes.Done, ""), (exit, errors));
        var feed = Assert.Single(JsonDocument.Parse(output).RootElement.GetProperty("feeds").EnumerateArray());
        Assert.Equal(("world", "not polled yet"), (feed.GetProperty("id").GetString(), feed.GetProperty("state").GetString()));
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task FeedsList_NoFeeds_SaysHowToAddOne()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n");

        var (exit, output, errors) = await RunAsync("feeds", "list", "--config", service.Config, "--data", _folder.Path);

        Assert.Equal((ExitCodes.Done, ""), (exit, output));
        Assert.Contains("No feeds are configured", errors, StringComparison.Ordinal);
    }

    /// <summary>A verb that only looks changes nothing, so it cannot bring a store up to date either.</summary>
    [Theory]
    [InlineData("delete from schema_version where version > 1", ExitCodes.DependencyUnavailable, "watcher once")]
    [InlineData("insert into schema_version (version, name, applied_at) values (999, 'later', 0)", ExitCodes.DependencyUnavailable, "use the newer program")]
    [InlineData("drop table schema_version", ExitCodes.NotFound, "There is no store")]
    public async Task Claims_StoreOfAnotherVersion_SaysSo(string change, int expected, string message)
    {
        await using var service = TestService.Create("kharkiv", "version: 1\n");
        string[] where = ["--config", service.Config, "--data", _folder.Path];
        Assert.Equal(ExitCodes.Done, (await RunAsync(["once", .. where])).Exit);
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder.Path, "watcher.db")}"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the statements of this test
            command.CommandText = change;
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        foreach (var line in (string[])["claims list", "outbox list", "digest list", "export"])
        {
            var (exit, output, errors) = await RunAsync([.. line.Split(' '), .. where]);
            Assert.Equal((expected, ""), (exit, output));
            Assert.Contains(message, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("SqliteException", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Demo_Runs_ShowsEveryKindOfFinding()
    {
        var home = Path.Combine(_folder.Path, "demo");
        Directory.CreateDirectory(home);

        var (exit, output, errors) = await RunAsync("demo", "--config", Checkout.Config, "--out", home, "--keep");

        Assert.True(exit == ExitCodes.Done, errors);
        Assert.Contains("CONTRADICTION (number)", output, StringComparison.Ordinal);
        Assert.Contains("CONTRADICTION (control)", output, StringComparison.Ordinal);
        Assert.Contains("] NEW ", output, StringComparison.Ordinal);
        Assert.Contains("] UPDATED ", output, StringComparison.Ordinal);
        Assert.Matches(@"CORROBORATED\s+c-[0-9a-f]+ [^\n]*\n?[^\n]*1 -> \d origins", output);
        Assert.Contains("NOTES", output, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(home, "*.eml"));
        Assert.True(File.Exists(Path.Combine(home, "digest.html")));

        var (shown, list, _) = await RunAsync("claims", "list", "--config", Path.Combine(home, "config"), "--data", Path.Combine(home, "data"), "--verdict", "contradicts");
        Assert.Equal(ExitCodes.Done, shown);
        var id = list.Split('\n')[1].Split(' ')[0];      // behind the heading
        var (explained, derivation, _) = await RunAsync("claims", "explain", id, "--config", Path.Combine(home, "config"), "--data", Path.Combine(home, "data"));
        Assert.Equal(ExitCodes.Done, explained);
        Assert.Contains("decided by CMP-", derivation, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(params string[] args)
    {
        var (output, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var exit = await CommandLine.RunAsync(CommandTree.Build(), args, output, errors);
        return (exit, output.ToString(), errors.ToString());
    }
}
