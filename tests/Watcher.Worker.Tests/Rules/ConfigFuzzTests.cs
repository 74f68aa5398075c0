using System.Diagnostics;
using System.Text;
using Watcher.Worker.Rules;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Rules;

/// <summary>Whatever a file holds, the checker answers in time, with places, and never throws.</summary>
public sealed class ConfigFuzzTests
{
    private const int MutationsPerFile = 400;

    public static TheoryData<string> Kinds => new(ConfigFileKind.All.Select(kind => kind.Name));

    /// <summary>Seeded, so that a failure comes again: deletes, doubles, renames or retypes a line or a few characters of a good file.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Check_MutatedGoodFile_NeverThrowsAndAlwaysPlaces(string name)
    {
        var kind = ConfigFileKind.All.Single(k => k.Name == name);
        var texts = GoodConfigurations.All.Where(g => g.Kind == kind).Select(g => g.Text).Concat(Shipped(kind)).ToList();
        var random = new Random(20261121);
        for (var i = 0; i < MutationsPerFile; i++)
        {
            var text = texts[random.Next(texts.Count)];
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                text = Mutate(text, random);
            }

            var config = ConfigText.Parse(text, "config/watchlists/kharkiv.yaml");
            YamlChecker.Check(config, kind.Shape);
            AcrossFiles(kind, config);
            if (!config.HasErrors)
            {
                Bind(kind, config);
            }

            var lines = text.Split('\n').Length;
            Assert.All(config.Problems, p => Assert.True(p.Line >= 1 && p.Line <= lines && p.Column >= 1 && p.EndColumn >= p.Column && p.ToString().Length > 0, $"{p}\n{text}"));
        }
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "deep flow", "a: " + new string('[', 100) + new string(']', 100) },
        { "deep block", string.Concat(Enumerable.Range(0, 100).Select(i => new string(' ', i) + "a:\n")) },
        { "unclosed deep flow", "a: " + new string('{', 50_000) },
        { "anchor bomb", "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 30).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n")) },
        { "long line", "a: " + new string('x', 10_000_000) },
        { "long key", new string('k', 900_000) + ": 1" },
        { "many keys", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"k{i}: 1\n")) },
        { "many errors", "version: 1\nfeeds:\n" + string.Concat(Enumerable.Repeat("  - x\n", 9_000)) },
        { "many quotes", "a: " + new string('"', 100_001) },
        { "many dashes", string.Concat(Enumerable.Repeat("- ", 10_000)) },
        { "question marks", string.Concat(Enumerable.Repeat("? ", 10_000)) },
        { "only tabs", new string('\t', 100_000) },
        { "directives", "%YAML 9.9\n%TAG ! tag:example.org,2000:\n--- !x\na: 1\n" },
        { "surrogates", "a: \ud800\n" },
        { "byte order marks", "\uFEFF\uFEFF\uFEFF\n" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Check_HostileText_AnswersInUnderASecondWithAPlace(string name, string text)
    {
        _ = name;
        var watch = Stopwatch.StartNew();

        var config = ConfigText.Parse(text, "config/feeds.yaml");
        YamlChecker.Check(config, ConfigShapes.Feeds);
        CrossFileChecks.Feeds(config, new HashSet<string>(), BrokenCase.Known, new HashSet<string>());

        // Ten times the promised second: the machines of tests are shared.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{watch.Elapsed}");
        Assert.NotEmpty(config.Problems);
        Assert.All(config.Problems, p => Assert.True(p.Line >= 1 && p.Column >= 1, p.Headline));
    }

    [Fact]
    public void Check_RandomText_NeverThrows()
    {
        var random = new Random(7);
        const string Alphabet = "ab:-[]{},&*!|>'\"%@`# \n\t?~0x\u00e9";
        for (var i = 0; i < 3_000; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(60); length > 0; length--)
            {
                text.Append(Alphabet[random.Next(Alphabet.Length)]);
            }

            var config = ConfigText.Parse(text.ToString(), "config/feeds.yaml");
            YamlChecker.Check(config, ConfigShapes.Feeds);

            Assert.True(config.Problems.Count > 0, text.ToString());   // no version, at least
        }
    }

    private static IEnumerable<string> Shipped(ConfigFileKind kind) => kind.Name switch
    {
        "watchlist" => Directory.EnumerateFiles(Path.Combine(Checkout.Config, "watchlists"), "*.yaml").Select(File.ReadAllText),
        "recipients" => [File.ReadAllText(Path.Combine(Checkout.Config, "recipients.example.yaml"))],
        _ => [File.ReadAllText(Path.Combine(Checkout.Config, kind.Name + ".yaml"))],
    };

    private static string Mutate(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var at = random.Next(lines.Count);
        switch (random.Next(9))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(at, lines[random.Next(lines.Count)]);
                break;
            case 2:
                lines[at] = new string(' ', random.Next(6)) + lines[at];
                break;
            case 3:
                lines[at] = lines[at].TrimStart();
                break;
            case 4:   // a key renamed
                lines[at] = lines[at].Replace(":", "x:", StringComparison.Ordinal);
                break;
            case 5:   // a value of another type
                var colon = lines[at].IndexOf(':', StringComparison.Ordinal);
                string[] others = [" [1, 2]", " { a: b }", " 3.5", " null", "", " \"text\"", " true", " *near", " &a 1", " !x y", " 2024-02-30", " -1"];
                lines[at] = colon < 0 ? others[random.Next(others.Length)] : lines[at][..(colon + 1)] + others[random.Next(others.Length)];
                break;
            case 6 when lines[at].Length > 0:
                lines[at] = lines[at].Remove(random.Next(lines[at].Length), 1);
                break;
            case 7:
                lines[at] = lines[at].Insert(random.Next(lines[at].Length + 1), "{}[],:'\"-#&*"[random.Next(12)].ToString());
                break;
            default:
                lines[at] = lines[at].Replace('e', 'é');
                break;
        }

        return lines.Count == 0 ? " " : string.Join('\n', lines);
    }

    private static void AcrossFiles(ConfigFileKind kind, ConfigText config)
    {
        var lists = new HashSet<string> { "kharkiv", "sumy" };
        switch (kind.Name)
        {
            case "watchlist":
                WatchListChecks.Check([config], BrokenCase.Known);
                break;
            case "feeds":
                CrossFileChecks.Feeds(config, lists, BrokenCase.Known, new HashSet<string>());
                PrivateAddresses.Check(config, []);
                break;
            case "recipients":
                CrossFileChecks.Recipients(config, lists);
                break;
            default:
                CrossFileChecks.Watcher(config);
                break;
        }
    }

    /// <summary>What passed the checks binds and builds: nothing is left for the service to stumble over.</summary>
    private static void Bind(ConfigFileKind kind, ConfigText config)
    {
        var empty = new FeedsFile();
        switch (kind.Name)
        {
            case "watchlist":
                _ = Watcher.Claims.Subjects.WatchList.Compile(RuleFile.Bind<Watcher.Claims.Subjects.WatchListFile>(config), Watcher.Claims.Subjects.Gazetteer.Empty);
                break;
            case "feeds":
                _ = WatcherConfiguration.Build(RuleFile.Bind<FeedsFile>(config), null, null, [], "");
                break;
            case "recipients":
                _ = WatcherConfiguration.Build(empty, RuleFile.Bind<RecipientsFile>(config), null, [], "");
                break;
            default:
                _ = WatcherConfiguration.Build(empty, null, RuleFile.Bind<WatcherFile>(config), [], "");
                break;
        }
    }
}
