using System.Globalization;
using System.Text;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules.Checks;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Rules;

/// <summary>
/// One broken configuration of <c>Rules/Broken/*.txt</c>: a name, the file (more after <c>&gt;&gt;&gt; path</c>), then after
/// <c>&lt;&lt;&lt;</c> what the checker must say, one problem a line (code, place, suggestions), and whether a JSON Schema can see it.
/// </summary>
internal sealed record BrokenCase
{
    private static readonly HashSet<string> s_lists = ["kharkiv", "sumy"];

    public required string Name { get; init; }

    /// <summary>The file of the corpus without its ending: watchlists, feeds, recipients, watcher, yaml.</summary>
    public required string Group { get; init; }

    public required IReadOnlyList<(string Path, string Text)> Files { get; init; }

    /// <summary>"W012 config/feeds.yaml:4:5 name | named"; the last line is "schema rejects" or "schema accepts".</summary>
    public required IReadOnlyList<string> Expected { get; init; }

    public static string Folder => Path.Combine(Checkout.Root, "tests", "Watcher.Worker.Tests", "Rules", "Broken");

    /// <summary>What the rule data of the corpus defines; small, so that a change of the shipped data changes no expectation.</summary>
    public static KnownNames Known { get; } = new()
    {
        Units = new HashSet<string> { "people", "km2", "km", "count" },
        Metrics = new HashSet<string> { "killed", "wounded", "evacuated" },
        MetricForms = new Dictionary<string, (MetricKind, Dimension)?> { ["killed"] = (MetricKind.Cumulative, Dimension.Count) },
        UnitDimensions = new Dictionary<string, Dimension> { ["km2"] = Dimension.Area, ["km"] = Dimension.Length },
        Sides = new HashSet<string> { "ukraine", "russia" },
        Languages = new HashSet<string> { "en", "ru", "uk" },
        Settlements = new HashSet<string> { "vovchansk" },
        People = new HashSet<string> { "mayor-other" },
        PlainWords = new HashSet<string> { "reading" },
        Tracking = new Watcher.Reading.Pages.TrackingParams(new Watcher.Reading.Pages.TrackingParamsFile
        {
            Exact = [],
            Hosts = [],
            Prefixes = [new Watcher.Reading.Pages.TrackingParamEntry { Name = "utm_", Network = "example" }],
        }),
    };

    public ConfigFileKind Kind => KindOf(Group);

    public static IReadOnlyList<BrokenCase> All { get; } = [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    /// <summary>Everything the checker says of the files, sorted as the user sees it.</summary>
    public IReadOnlyList<ConfigProblem> Check()
    {
        List<ConfigText> texts = [.. Files.Select(file => ConfigText.Parse(file.Text, file.Path))];
        foreach (var text in texts)
        {
            YamlChecker.Check(text, Kind.Shape);
        }

        switch (Kind.Name)
        {
            case "watchlist":
                WatchListChecks.Check(texts, Known);
                break;
            case "feeds":
                CrossFileChecks.Feeds(texts[0], s_lists, Known, new HashSet<string>());
                PrivateAddresses.Check(texts[0], ["localhost:9999"]);
                break;
            case "recipients":
                CrossFileChecks.Recipients(texts[0], s_lists);
                break;
            default:
                CrossFileChecks.Watcher(texts[0]);
                break;
        }

        return [.. texts.SelectMany(t => t.Problems).OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)];
    }

    /// <summary>A problem as the corpus writes it.</summary>
    public static string Line(ConfigProblem problem) => string.Create(CultureInfo.InvariantCulture,
        $"{problem.Code} {problem.File}:{problem.Line}:{problem.Column} {string.Join(" | ", problem.Suggestions)}").TrimEnd();

    /// <summary>Writes a group anew with what <paramref name="expected"/> gives for each case, for a reviewed change of many messages.</summary>
    public static void Record(string group, Func<BrokenCase, IEnumerable<string>> expected)
    {
        var text = new StringBuilder();
        foreach (var broken in All.Where(b => b.Group == group))
        {
            text.Append(CultureInfo.InvariantCulture, $"### {broken.Name}\n").Append(broken.Files[0].Text);
            foreach (var (path, more) in broken.Files.Skip(1))
            {
                text.Append(CultureInfo.InvariantCulture, $">>> {path}\n").Append(more);
            }

            text.Append("<<<\n").AppendJoin('\n', expected(broken)).Append("\n\n");
        }

        File.WriteAllText(Path.Combine(Folder, group + ".txt"), text.ToString().TrimEnd('\n') + "\n");
    }

    private static IEnumerable<BrokenCase> Read(string path)
    {
        var group = Path.GetFileNameWithoutExtension(path);
        foreach (var part in ("\n" + File.ReadAllText(path)).Split("\n### ").Skip(1))
        {
            var (head, tail) = Cut(part + "\n", "<<<\n");
            var (name, content) = Cut(head, "\n");
            var texts = content.Split(">>> ");
            yield return new BrokenCase
            {
                Name = name,
                Group = group,
                Files = [(PathOf(group), texts[0]), .. texts.Skip(1).Select(t => Cut(t, "\n"))],
                Expected = tail.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            };
        }
    }

    private static (string Before, string After) Cut(string text, string at) =>
        text.IndexOf(at, StringComparison.Ordinal) is var i and >= 0 ? (text[..i], text[(i + at.Length)..]) : (text, "");

    private static string PathOf(string group) => group is "watchlists" or "yaml" ? "config/watchlists/kharkiv.yaml" : $"config/{group}.yaml";

    private static ConfigFileKind KindOf(string group) =>
        group is "watchlists" or "yaml" ? ConfigFileKind.WatchList : ConfigFileKind.All.First(k => k.Name == group);
}
