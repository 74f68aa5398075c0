using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Tests.Rules;

/// <summary>Broken configurations and the message each one deserves: code, place, suggestion.</summary>
public sealed class ConfigChecksTests
{
    private static readonly HashSet<string> s_units = ["people", "km2", "km", "count"];
    private static readonly HashSet<string> s_gazetteer = ["vovchansk"];
    private static readonly HashSet<string> s_lists = ["kharkiv", "sumy"];

    public static TheoryData<string, string, string, string> BrokenWatchLists => new()
    {
        { "unknown key", "settlements:\n  - { id: a, nmae: Kupiansk }\n", "W012", "settlements[0]; did you mean 'name'" },
        { "list for value", "settlements:\n  - { id: [a], name: Kupiansk }\n", "W011", "settlements[0].id must be one value" },
        { "value for list", "settlements: Kupiansk\n", "W011", "settlements must be a list" },
        { "no id", "settlements:\n  - { name: Kupiansk }\n", "W010", "needs 'id' and 'name', or 'ref'" },
        { "no name", "settlements:\n  - { id: kupiansk }\n", "W010", "needs 'name'" },
        { "bad id", "settlements:\n  - { id: Kup_1, name: Kupiansk }\n", "W011", "is no id" },
        { "latitude moved", "settlements:\n  - { id: a, name: Kupiansk, location: { lat: 497.106, lon: 37.6 } }\n", "W031", "did you mean '49.7106'" },
        { "priority word", "settlements:\n  - { id: a, name: Kupiansk, priority: primry }\n", "W013", "did you mean 'primary'" },
        { "unknown ref", "settlements:\n  - ref: vovchnsk\n", "W032", "did you mean 'vovchansk'" },
        { "unknown unit", "metrics:\n  - { id: killed, unit: peple, kind: cumulative }\n", "W040", "did you mean 'people'" },
        { "unknown kind", "metrics:\n  - { id: killed, unit: people, kind: cumulativ }\n", "W013", "did you mean 'cumulative'" },
        { "two of one name", "settlements:\n  - { id: a, name: Lyman }\n  - { id: b, name: Lyman }\n", "W050", "names both a and b" },
        { "id twice", "settlements:\n  - { id: a, name: Lyman }\npeople:\n  - { id: a, name: Ann Other }\n", "W030", "used twice" },
        { "short name", "settlements:\n  - { id: ob, name: Ob }\n", "W045", "very short" },
        { "bad date", "people:\n  - { id: a, name: Ann Other, roles: [{ title: Mayor, from: 2019-13-01 }] }\n", "W011", "is no date" },
        { "no language", "settlements:\n  - { id: a, name: Lyman, aliases: { english: [Liman] } }\n", "W012", "is no language code" },
        { "secret", "password: hunter2\n", "W014", "no secret stands in YAML" },
        { "key twice", "title: again\n", "W003", "twice" },
        { "syntax", "settlements: [unclosed\n", "W002", "" },
        { "tab", "settlements:\n\t- { id: a, name: Lyman }\n", "W002", "" },
    };

    [Theory]
    [MemberData(nameof(BrokenWatchLists))]
    public void WatchList_Broken_SaysWhatAndWhere(string name, string body, string code, string message)
    {
        _ = name;
        var list = ConfigText.Parse("version: 1\nid: kharkiv\ntitle: Kharkiv front\n" + body, "config/watchlists/kharkiv.yaml");
        YamlChecker.Check(list, ConfigShapes.WatchList);
        CrossFileChecks.WatchLists([list], s_units, s_gazetteer);

        var problem = Assert.Single(list.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Contains(message, problem.Headline, StringComparison.Ordinal);
        Assert.StartsWith("config/watchlists/kharkiv.yaml:", problem.Headline, StringComparison.Ordinal);
        Assert.True(problem.Line >= 4, problem.ToString());
    }

    [Fact]
    public void WatchList_Typo_PointsAtTheWord()
    {
        var list = ConfigText.Parse("version: 1\nid: kharkiv\ntitle: T\nsettlements:\n  - id: a\n    nmae: Kupiansk\n", "config/watchlists/kharkiv.yaml");
        YamlChecker.Check(list, ConfigShapes.WatchList);

        Assert.Equal(
            """
            config/watchlists/kharkiv.yaml:6:5: error W012 unknown key 'nmae' in settlements[0]; did you mean 'name'?
                6 |     nmae: Kupiansk
                  |     ^^^^
            """.ReplaceLineEndings("\n"), list.Problems[0].ToString());
    }

    [Fact]
    public void WatchList_SeveralMistakes_AllReported()
    {
        var list = ConfigText.Parse(
            "version: 1\nid: other\ntitle: T\nsettlements:\n  - { id: a, nmae: X }\n  - { id: B, name: Lyman }\n", "config/watchlists/kharkiv.yaml");
        YamlChecker.Check(list, ConfigShapes.WatchList);
        CrossFileChecks.WatchLists([list], s_units, s_gazetteer);

        Assert.Equal(["W011", "W011", "W012"], list.Problems.Select(p => p.Code).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string, string, string> BrokenRecipients => new()
    {
        { "zone", "timezone: Europe/Kyev", "W110", "did you mean 'Europe/Kyiv'" },
        { "list", "subscriptions: [{ list: kharkov, digest: { daily: \"09:00\" } }]", "W102", "did you mean 'kharkiv'" },
        { "two schedules", "subscriptions: [{ list: kharkiv, digest: { daily: \"09:00\", hourly: true } }]", "W103", "exactly one" },
        { "unquoted time", "subscriptions: [{ list: kharkiv, digest: { daily: 09:30 } }]", "W046", "without quotes" },
        { "severity", "subscriptions: [{ list: kharkiv, immediate: { min_severity: hihg } }]", "W013", "did you mean 'high'" },
        { "list twice", "subscriptions: [{ list: sumy }, { list: sumy }]", "W030", "is the second" },
    };

    [Theory]
    [MemberData(nameof(BrokenRecipients))]
    public void Recipients_Broken_SaysWhatAndWhere(string name, string line, string code, string message)
    {
        _ = name;
        var file = ConfigText.Parse($"version: 1\nrecipients:\n  - id: editor\n    address: editor@example.org\n    {line}\n", "config/recipients.yaml");
        YamlChecker.Check(file, ConfigShapes.Recipients);
        CrossFileChecks.Recipients(file, s_lists);

        var problem = Assert.Single(file.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Contains(message, problem.Headline, StringComparison.Ordinal);
        Assert.Equal(5, problem.Line);
    }

    [Theory]
    [InlineData("editor")]
    [InlineData("Editor <editor@example.org>")]
    [InlineData("a@b@c")]
    [InlineData("\"a\\r\\nb\"@example.org")]
    public void Recipients_AddressNotPlain_W101(string address)
    {
        var file = ConfigText.Parse($"version: 1\nrecipients:\n  - id: editor\n    address: '{address}'\n", "config/recipients.yaml");
        CrossFileChecks.Recipients(file, s_lists);

        Assert.Equal("W101", Assert.Single(file.Problems).Code);
    }

    public static TheoryData<string, string, string> BrokenFeeds => new()
    {
        { "{ id: f, outlet: gazete, url: https://gazette.example/rss }", "W202", "did you mean 'gazette'" },
        { "{ id: f, outlet: gazette, url: ftp://gazette.example/rss }", "W206", "no absolute http" },
        { "{ id: f, outlet: gazette, url: https://me:pw@gazette.example/rss }", "W206", "without user name" },
        { "{ id: f, outlet: gazette, url: https://gazette.example/rss, every: 5 minutes }", "W011", "is no duration" },
        { "{ id: f, outlet: gazette, url: https://gazette.example/rss, lists: [sumi] }", "W102", "did you mean 'sumy'" },
        { "{ id: f, outlet: gazette, url: https://gazette.example/rss, first_poll: none }", "W013", "baseline, last_24h, all" },
        { "{ id: f, outlet: gazette, url: https://gazette.example/a/ }\n  - { id: g, outlet: gazette, url: https://GAZETTE.example/a }", "W201", "same address as feed 'f'" },
    };

    [Theory]
    [MemberData(nameof(BrokenFeeds))]
    public void Feeds_Broken_SaysWhatAndWhere(string feed, string code, string message)
    {
        var file = ConfigText.Parse($"version: 1\noutlets:\n  - {{ id: gazette, name: Harbour Gazette }}\nfeeds:\n  - {feed}\n", "config/feeds.yaml");
        YamlChecker.Check(file, ConfigShapes.Feeds);
        CrossFileChecks.Feeds(file, s_lists);

        var problem = Assert.Single(file.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Contains(message, problem.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Config_DeeplyNested_IsRefusedBeforeATreeIsBuilt()
    {
        var file = ConfigText.Parse("a: " + new string('[', 200) + new string(']', 200), "config/feeds.yaml");

        Assert.Equal("W015", Assert.Single(file.Problems).Code);
    }

    [Fact]
    public void Config_NewerVersion_W402()
    {
        var file = ConfigText.Parse("version: 9\nfeeds: []\n", "config/feeds.yaml");
        YamlChecker.Check(file, ConfigShapes.Feeds);

        Assert.Equal("W402", Assert.Single(file.Problems).Code);
    }

    [Fact]
    public void Codes_Each_HasItsPage()
    {
        var codes = typeof(ProblemCodes).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), ProblemCodes.All.Order(StringComparer.Ordinal));
        Assert.All(codes, code => Assert.NotNull(ProblemCodes.Explain(code)));
    }
}
