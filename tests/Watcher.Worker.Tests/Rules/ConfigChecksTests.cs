using System.Text;
using Watcher.Claims;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Rules;

/// <summary>What the corpus of broken texts cannot hold: bytes, limits, the look of a message, whole folders.</summary>
public sealed class ConfigChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Problem_Typo_PointsAtTheWord()
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
    public void Problem_InALongLine_ShowsThePartAroundIt()
    {
        var list = ConfigText.Parse($"version: 1\nid: kharkiv\ntitle: T\nlanguages: [{string.Join(", ", Enumerable.Repeat("en", 200))}, english]\n", "config/watchlists/kharkiv.yaml");
        YamlChecker.Check(list, ConfigShapes.WatchList);
        var lines = Assert.Single(list.Problems).ToString().Split('\n');

        Assert.All(lines, line => Assert.True(line.Length < 200, line));
        Assert.Equal("english", lines[1].Substring(lines[2].IndexOf('^'), lines[2].Count(c => c == '^')));
    }

    /// <summary>What a list says of its metrics reaches the rules: words of each language, weight, and the noun that is counted.</summary>
    [Fact]
    public void Metrics_OfAList_AreLookedForInEachLanguageOfTheirTerms()
    {
        var list = Path.Combine(_folder.Path, "dykes.yaml");
        File.WriteAllText(list, """
            version: 1
            id: dykes
            title: Dykes
            languages: [en, uk]
            settlements:
              - { id: izium, name: Izium, country: UA, aliases: { uk: [Ізюм] } }
            metrics:
              - { id: dykes-breached, name: dykes breached, unit: count, kind: cumulative, priority: primary, terms: { en: [breached], uk: [прорвало] } }
            """);
        var (book, report) = RuleBookReader.Read(Checkout.Config, list);
        var reading = new Watcher.Worker.Cli.TextReading(book ?? throw new InvalidOperationException(string.Join('\n', report.Problems)));

        foreach (var text in (string[])["12 dykes were breached in Izium, the mayor said.", "В Ізюмі прорвало 12 дамб, повідомив мер."])
        {
            var reference = new ArticleRef
            {
                Id = new ArticleId("1"),
                Outlet = new Outlet { Id = "a", Name = "A", Owner = "a" },
                PublishedAt = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
            };
            Assert.Equal("dykes-breached", Assert.Single(reading.Read(text, null, reference).Trace.Claims).Subject.Id.Value);
        }
    }

    [Fact]
    public async Task Metrics_OfAList_ReachTheSettings()
    {
        await using var service = TestService.Create("dykes", "version: 1\n", """
            version: 1
            id: dykes
            title: Dykes
            metrics:
              - { id: killed, unit: people, kind: cumulative, object: civilians, priority: primary }
            """);

        var list = Assert.Single(ConfigurationReader.Read(service.Config).Loaded!.Settings.Lists);

        Assert.Equal(new ListedMetric(new("killed"), "civilian"), Assert.Single(list.Metrics));
        Assert.Equal("killed", Assert.Single(list.Primary).Value);
    }

    public static TheoryData<string, byte[], string> BrokenBytes => new()
    {
        { "utf-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("version: 1\n")).ToArray(), "kharkiv.yaml:1:1: error W004 the file is UTF-16; save it as UTF-8" },
        { "utf-16 without mark", Encoding.BigEndianUnicode.GetBytes("version: 1\n"), "kharkiv.yaml:1:1: error W004 the file is UTF-16; save it as UTF-8" },
        { "one byte Cyrillic", [.. "version: 1\ntitle: "u8, 0xD5, 0xE0, 0xF0], "kharkiv.yaml:2:8: error W004 this is not UTF-8 (byte D5); save the file as UTF-8" },
        { "zero byte", "version: 1\ntitle: a\0b\n"u8.ToArray(), "kharkiv.yaml:2:9: error W004 an invisible control character (U+0000); delete it" },
        { "too large", Encoding.UTF8.GetBytes("version: 1\n# " + new string('x', 2_000_000)), "kharkiv.yaml:1:1: error W015 the file has 2,000,013 bytes; 1,048,576 is the limit" },
    };

    [Theory]
    [MemberData(nameof(BrokenBytes))]
    public void File_BrokenBytes_SaysWhere(string name, byte[] bytes, string headline)
    {
        _ = name;
        var path = Path.Combine(_folder.Path, "kharkiv.yaml");
        File.WriteAllBytes(path, bytes);

        Assert.Equal(headline, Assert.Single(ConfigText.Read(path, "kharkiv.yaml").Problems).Headline);
    }

    [Fact]
    public void File_WithByteOrderMark_ReadsAsWithout()
    {
        var path = Path.Combine(_folder.Path, "feeds.yaml");
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. "versoin: 1\n"u8]);
        var feeds = ConfigText.Read(path, "feeds.yaml");
        YamlChecker.Check(feeds, ConfigShapes.Feeds);

        Assert.Equal("feeds.yaml:1:1: error W012 unknown key 'versoin'; did you mean 'version'?", Assert.Single(feeds.Problems).Headline);
    }

    [Fact]
    public void Anchors_UnderExtensionKeys_AreBound()
    {
        var list = ConfigText.Parse(
            "version: 1\nid: kharkiv\ntitle: T\nx-place: &place { lat: 49.7, lon: 37.6 }\nsettlements:\n  - { id: lyman, name: Lyman, location: *place, x-remark: [1, { a: b }] }\n  - { id: izium, name: Izium, location: *place }\n",
            "config/watchlists/kharkiv.yaml");
        YamlChecker.Check(list, ConfigShapes.WatchList);
        var bound = RuleFile.Bind<Watcher.Claims.Subjects.WatchListFile>(list);

        Assert.Empty(list.Problems);
        Assert.Equal([49.7, 49.7], bound.Settlements.Select(s => s.Location!.Lat));
    }

    [Fact]
    public async Task Folder_MistakesInSeveralFiles_AreAllReported()
    {
        await using var service = TestService.Create("kharkiv", "version: 1\nfeds: []\n", "version: 1\nid: kharkiv\ntitel: T\n");
        await File.WriteAllTextAsync(Path.Combine(service.Config, "recipients.yaml"), "version: 1\nrecipients:\n  - { id: a, address: nobody, subscriptions: [{ list: kharkov, digest: { hourly: true } }] }\n");
        await File.WriteAllTextAsync(Path.Combine(service.Config, "watcher.yaml"), "version: 1\nmial: {}\n");
        await File.WriteAllTextAsync(Path.Combine(service.Config, "lexicon", "hedges.en.yaml"), "langage: en\nhedges:\n  - { fromat: 1 }\n");
        await File.AppendAllTextAsync(Path.Combine(service.Config, "gazetteer", "settlements.tsv"), "short\trow\n");
        File.Delete(Path.Combine(service.Config, "cleaning", "boilerplate.yaml"));

        var (loaded, report) = ConfigurationReader.Read(service.Config);

        Assert.Null(loaded);
        Assert.Equal(
            ["cleaning/boilerplate.yaml W001", "feeds.yaml W012", "gazetteer/settlements.tsv W301", "lexicon/hedges.en.yaml W012", "recipients.yaml W101", "recipients.yaml W102", "watcher.yaml W012", "watchlists/kharkiv.yaml W012"],
            report.Problems.Where(p => p.Code is not ("W010" or "W013" or "W011")).Select(p => $"{Path.GetRelativePath(service.Config, p.File)} {p.Code}").Distinct().Order(StringComparer.Ordinal));
        Assert.All(report.Problems, p => Assert.True(p.Line > 0 && p.Column > 0, p.ToString()));
    }

    [Fact]
    public void Shapes_OfRuleData_FitTheShippedFiles()
    {
        foreach (var (file, type) in new (string, Type)[]
        {
            ("lexicon/hedges.en.yaml", typeof(Watcher.Claims.Quantities.HedgesFile)), ("lexicon/numbers.uk.yaml", typeof(Watcher.Claims.Quantities.NumbersFile)),
            ("lexicon/dates.ru.yaml", typeof(Watcher.Claims.Quantities.DatesFile)), ("ontology/units.yaml", typeof(Watcher.Claims.Quantities.UnitsFile)),
            ("ontology/sides.yaml", typeof(Watcher.Claims.Subjects.SidesFile)), ("ontology/metrics.yaml", typeof(Watcher.Claims.Extraction.MetricsFile)),
            ("ontology/predicates.yaml", typeof(Watcher.Claims.Extraction.PredicatesFile)), ("ontology/frames.yaml", typeof(Watcher.Claims.Ledgers.FramesFile)),
            ("lexicon/mentions.en.yaml", typeof(Watcher.Claims.Mentions.MentionLexiconFile)), ("cleaning/boilerplate.yaml", typeof(Watcher.Reading.Articles.MarkerFile)),
            ("cleaning/tracking-params.yaml", typeof(Watcher.Reading.Pages.TrackingParamsFile)), ("lexicon/cues.en.yaml", typeof(Watcher.Claims.Extraction.CuesFile)),
        })
        {
            var text = ConfigText.Parse(File.ReadAllText(Path.Combine(Checkout.Config, file)), file, 500_000);
            YamlChecker.Check(text, RecordShape.Of(type));

            Assert.True(text.Problems.Count == 0, string.Join('\n', text.Problems));
        }
    }

    [Fact]
    public void Defaults_OfTheTable_AreThoseOfTheRecords()
    {
        var shown = EffectiveValues.Of(null, ConfigFileKind.Watcher, "").Concat(EffectiveValues.Of(null, ConfigFileKind.Feeds, "")).ToDictionary(v => v.Key.Trim(), v => v.Value);
        var (mail, thresholds, keep, feeds) = (new MailEntry(), new ThresholdsEntry(), new RetentionEntry(), new FeedDefaultsEntry());
        double Number(string key) => double.Parse(shown[key], System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal([mail.SubjectPrefix, mail.From, mail.FromName, mail.UnknownPolicy, mail.FeedbackId],
            [shown["mail.subject_prefix"], shown["mail.from"], shown["mail.from_name"], shown["mail.unknown_policy"], shown["mail.feedback_id"]]);
        Assert.Equal([thresholds.ClaimConfidence.Value, thresholds.ContradictionConfidence.Value, thresholds.CorroborationOrigins.Value, thresholds.Severity.Medium.Value, thresholds.Severity.High.Value, thresholds.Severity.Critical.Value],
            [Number("thresholds.claim_confidence"), Number("thresholds.contradiction_confidence"), Number("thresholds.corroboration_origins"), Number("thresholds.severity.medium"), Number("thresholds.severity.high"), Number("thresholds.severity.critical")]);
        Assert.Equal([mail.MaxAlertsPerHour, mail.FloodGuard.Items, mail.FloodGuard.TimesMedian],
            [Number("mail.max_alerts_per_hour"), Number("mail.flood_guard.items"), Number("mail.flood_guard.times_median")]);
        Assert.Equal([keep.Pages, keep.Articles, keep.Outbox], [shown["retention.pages"], shown["retention.articles"], shown["retention.outbox"]]);
        Assert.Equal([feeds.Every, feeds.Timeout, feeds.MaxSize, feeds.FirstPoll],
            [shown["defaults.every"], shown["defaults.timeout"], shown["defaults.max_size"], shown["defaults.first_poll"]]);
    }

    [Fact]
    public void Keys_Each_HasADescription()
    {
        static IEnumerable<Key> Keys(Shape shape) => shape switch
        {
            Shape.Mapping mapping => mapping.Keys.SelectMany(k => Keys(k.Shape).Prepend(k)),
            Shape.Sequence sequence => Keys(sequence.Item),
            Shape.ByLanguage table => Keys(table.Value),
            Shape.AnyOf any => any.Shapes.SelectMany(Keys),
            _ => [],
        };

        Assert.All(ConfigFileKind.All.SelectMany(kind => Keys(kind.Shape)), key => Assert.True(key.Description.Length > 5, key.Name));
    }

    [Theory]
    [InlineData("version: 0\n# kept\nfeeds: [] # and this\n", "version: 1\n# kept\nfeeds: [] # and this\n")]
    [InlineData("# my feeds\n\noutlets: []\nfeeds: []\n", "# my feeds\n\nversion: 1\noutlets: []\nfeeds: []\n")]
    [InlineData("{ feeds: [] }\n", "{ version: 1, feeds: [] }\n")]
    public void Migration_OldFile_ChangesTheVersionAndNothingElse(string old, string now)
    {
        Assert.Equal(now, Migration.Of(ConfigText.Parse(old, "feeds.yaml")));
        Assert.Null(Migration.Of(ConfigText.Parse(now, "feeds.yaml")));
    }
}
