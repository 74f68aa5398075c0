using System.Text.Json;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>What <c>config/README.md</c> tells a newcomer to do, with a typing error each time: the message must be enough to correct it.</summary>
public sealed class CheckVerbTests : IDisposable
{
    private const string Town = "  - { id: lyman, name: Lyman, country: UA, admin1: Donetsk Oblast }\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, string, string, string> Tasks => new()
    {
        { "town: key", "watchlists/kharkiv.yaml", "settlements:\n", "settlements:\n" + Town.Replace("name:", "nmae:", StringComparison.Ordinal), "W012 unknown key 'nmae' in settlements[0]; did you mean 'name'?" },
        { "town: id", "watchlists/kharkiv.yaml", "settlements:\n", "settlements:\n" + Town.Replace("lyman,", "Lyman,", StringComparison.Ordinal), "W011 settlements[0].id 'Lyman' is no id (a-z, 0-9 and -, at most 40); did you mean 'lyman'?" },
        { "person: date", "watchlists/kharkiv.yaml", "people:\n", "people:\n  - { id: other, name: Ann Other, roles: [{ title: Mayor, from: 20.05.2019 }] }\n", "W011 people[0].roles[0].from '20.05.2019' is no date (2022-02-24); did you mean '2019-05-20'?" },
        { "metric: unit", "watchlists/kharkiv.yaml", "people:\n", "metrics:\n  - { id: killed, unit: peopel, kind: cumulative }\npeople:\n", "W040 unknown unit 'peopel'; did you mean 'people'?" },
        { "metric: id", "watchlists/kharkiv.yaml", "people:\n", "metrics:\n  - { id: kiled, unit: people, kind: cumulative }\npeople:\n", "W042 metric 'kiled' is not in ontology/metrics.yaml and has no terms, so it would never be found; did you mean 'killed'?" },
        { "feed: outlet", "feeds.yaml", "outlets: []\nfeeds: []\n", "outlets:\n  - { id: gazette, name: Harbour Gazette, kind: media, country: GB }\nfeeds:\n  - { id: gazette-world, outlet: gazete, url: https://gazette.example/world/rss }\n", "W202 outlet 'gazete' is not defined under outlets; did you mean 'gazette'?" },
        { "feed: address", "feeds.yaml", "outlets: []\nfeeds: []\n", "outlets:\n  - { id: gazette, name: Harbour Gazette }\nfeeds:\n  - { id: gazette-world, outlet: gazette, url: gazette.example/world/rss }\n", "W206 feeds[0].url 'gazette.example/world/rss' is no absolute http or https address; did you mean 'https://gazette.example/world/rss'?" },
        { "recipient: list", "recipients.yaml", "list: kharkiv", "list: kharkov", "W102 recipients[0].subscriptions[0].list 'kharkov' does not exist (lists: kharkiv); did you mean 'kharkiv'?" },
        { "recipient: zone", "recipients.yaml", "timezone: Europe/Kyiv", "timezone: Kyiv", "W110 unknown time zone 'Kyiv'; did you mean 'Europe/Kyiv'?" },
    };

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task Check_TaskOfTheReadmeWithATypingError_SaysWhatWasMeant(string name, string file, string old, string now, string message)
    {
        _ = name;
        var config = CopyOfShipped();
        var path = Path.Combine(config, file);
        var before = await File.ReadAllTextAsync(path);
        await File.WriteAllTextAsync(path, before.Replace(old, now, StringComparison.Ordinal));

        var (exit, output) = await RunAsync("check", config);

        Assert.Equal(ExitCodes.ProblemsFound, exit);
        Assert.Contains(message, output, StringComparison.Ordinal);
        Assert.Contains("1 error, 0 warnings", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_ShippedWithTheExampleRecipients_IsClean()
    {
        var (exit, output) = await RunAsync("check", CopyOfShipped(), "--strict");

        Assert.True(exit == ExitCodes.Done, output);
    }

    /// <summary>What stands behind # in feeds.yaml is what people uncomment.</summary>
    [Fact]
    public async Task Check_ExamplesOfFeedsYamlUncommented_IsClean()
    {
        var config = CopyOfShipped();
        var path = Path.Combine(config, "feeds.yaml");
        var lines = await File.ReadAllLinesAsync(path);
        var examples = lines.SkipWhile(line => line != "# outlets:").Select(line => line.Length > 2 ? line[2..] : "").ToList();
        await File.WriteAllTextAsync(path, "version: 1\n" + string.Join('\n', examples) + "\n");

        var (exit, output) = await RunAsync("check", config, "--strict");

        Assert.True(exit == ExitCodes.Done, output);
        Assert.True(examples.Count(line => line.Contains("id:", StringComparison.Ordinal)) >= 8);
    }

    [Fact]
    public async Task Check_OneFile_ShowsItsProblemsOnly()
    {
        var config = CopyOfShipped();
        await File.WriteAllTextAsync(Path.Combine(config, "feeds.yaml"), "version: 1\nfeds: []\n");
        await File.AppendAllTextAsync(Path.Combine(config, "watchlists", "kharkiv.yaml"), "colour: red\n");

        var (_, output) = await RunAsync("check", Path.Combine(config, "feeds.yaml"));

        Assert.Contains("unknown key 'feds'", output, StringComparison.Ordinal);
        Assert.DoesNotContain("colour", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_GithubFormat_IsOneCommandAProblem()
    {
        var config = CopyOfShipped();
        await File.WriteAllTextAsync(Path.Combine(config, "feeds.yaml"), "version: 1\nfeds: []\n");

        var (_, output) = await RunAsync("check", config, "--format", "github");

        Assert.Equal($"::error file={config}/feeds.yaml,line=2,col=1,endColumn=5::W012 unknown key 'feds'; did you mean 'feeds'?\n", output);
    }

    [Fact]
    public async Task Check_Online_NamesHostsAndPagesThatAreNoFeeds()
    {
        var config = CopyOfShipped();
        await File.WriteAllTextAsync(Path.Combine(config, "feeds.yaml"), "version: 1\noutlets:\n  - { id: a, name: Outlet }\nfeeds:\n  - { id: a, outlet: a, url: https://nobody.invalid/rss }\n");

        var (exit, output) = await RunAsync("check", config, "--online");

        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains("feeds.yaml:5:30: warning W203", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Migrate_PrintsOldFilesAndWritesNothing()
    {
        var config = CopyOfShipped();
        const string Old = "# my feeds\nversion: 0   # long ago\nfeeds: []\n";
        await File.WriteAllTextAsync(Path.Combine(config, "feeds.yaml"), Old);

        var (exit, output) = await RunAsync("check", config, "--migrate");

        Assert.Equal(ExitCodes.Done, exit);
        Assert.Equal($"# {config}/feeds.yaml\n# my feeds\nversion: 1   # long ago\nfeeds: []\n", output);
        Assert.Equal(Old, await File.ReadAllTextAsync(Path.Combine(config, "feeds.yaml")));
    }

    [Fact]
    public async Task Effective_Json_HoldsNoAddressOfARecipient()
    {
        var (_, output) = await RunAsync("check", CopyOfShipped(), "--effective", "--json");

        Assert.Equal("watcher.effective/1", JsonDocument.Parse(output).RootElement.GetProperty("schema").GetString());
        Assert.Contains("recipients.yaml recipients[editor].timezone", output, StringComparison.Ordinal);
        Assert.DoesNotContain("editor@", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_EachKind_IsJson()
    {
        foreach (var kind in new[] { "watchlist", "feeds", "recipients", "watcher" })
        {
            var (exit, output) = await RunAsync("schema", kind);

            Assert.Equal(ExitCodes.Done, exit);
            Assert.Equal("http://json-schema.org/draft-07/schema#", JsonDocument.Parse(output).RootElement.GetProperty("$schema").GetString());
        }
    }

    [Fact]
    public async Task Import_WithWrite_ChangesFeedsYamlAndASecondTimeNothing()
    {
        var config = CopyOfShipped();
        var opml = Path.Combine(_folder.Path, "feeds.opml");
        await File.WriteAllTextAsync(opml, "<opml version=\"2.0\"><body><outline text=\"World\"><outline text=\"Harbour Gazette\" xmlUrl=\"https://gazette.example/rss\"/></outline></body></opml>");
        var before = await File.ReadAllTextAsync(Path.Combine(config, "feeds.yaml"));

        var (_, shown) = await RunAsync("feeds", "import", opml, "--config", config);
        Assert.Equal(before, await File.ReadAllTextAsync(Path.Combine(config, "feeds.yaml")));
        Assert.Contains("+  - { id: gazette-harbour-gazette, outlet: gazette, url: \"https://gazette.example/rss\", tags: [\"World\"] }", shown, StringComparison.Ordinal);

        await RunAsync("feeds", "import", opml, "--config", config, "--write");
        var (exit, check) = await RunAsync("check", config);
        Assert.True(exit == ExitCodes.Done, check);
        var (_, exported) = await RunAsync("feeds", "export", "--config", config, "--opml");
        Assert.Contains("watcher:id=\"gazette-harbour-gazette\"", exported, StringComparison.Ordinal);

        var after = await File.ReadAllTextAsync(Path.Combine(config, "feeds.yaml"));
        await RunAsync("feeds", "import", opml, "--config", config, "--write");
        Assert.Equal(after, await File.ReadAllTextAsync(Path.Combine(config, "feeds.yaml")));
    }

    [Fact]
    public async Task Analyze_AList_ShowsWhatItAlmostFoundAndWhy()
    {
        var config = CopyOfShipped();
        await File.WriteAllTextAsync(Path.Combine(config, "watchlists", "sumy.yaml"), "version: 1\nid: sumy\ntitle: Sumy\nsettlements:\n  - { id: sumy, name: Sumy, country: UA }\n");

        var (exit, output) = await RunAsync(
            "analyze", "--config", config, "--list", "kharkiv", "--date", "2022-09-12",
            "Shelling went on near Izyumm, in balakliia and in Sumy. Kupiansk-Vuzlovyi was quiet. People were killed, the governor said.");

        Assert.Equal(ExitCodes.Done, exit);
        Assert.Matches(@"Izyumm +izium: .*\(one-edit\)", output);
        Assert.Matches(@"balakliia +balakliia: .*\(small-letters\)", output);
        Assert.Matches(@"Sumy +sumy \(sumy\): watched by another list", output);
        Assert.Matches(@"Kupiansk-Vuzlovyi +kupiansk: excluded by not", output);
        Assert.Matches(@"killed +killed: .*\(no-number\)", output);
    }

    private static async Task<(int Exit, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandLine.RunAsync(CommandTree.Build(), arguments, output, errors);
        return (exit, output.ToString());
    }

    private string CopyOfShipped()
    {
        var to = Path.Combine(_folder.Path, "config");
        foreach (var file in Directory.EnumerateFiles(Checkout.Config, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(Checkout.Config, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.Copy(Path.Combine(to, "recipients.example.yaml"), Path.Combine(to, "recipients.yaml"));
        return to;
    }
}
