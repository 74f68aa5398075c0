using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Watcher.Reading.Feeds;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>
/// The feeds of <c>../shared/feeds</c>: every field that the expectation gives, compared as <c>score.py</c> compares them, and every line of
/// <c>dates.jsonl</c>. What differs must stand in <c>feed-differences.yaml</c> with a reason, and nothing else may.
/// </summary>
public partial class FeedsGate(ITestOutputHelper output)
{
    /// <summary>Where the files are taken to come from.</summary>
    private const string Base = "http://127.0.0.1:8097/";

    private static readonly (string Expected, string Ours)[] s_fields =
    [
        ("id", "key"), ("title", "title"), ("link", "url"), ("published", "published"), ("updated", "updated"), ("author", "author"),
        ("summary", "summary"), ("content", "content"), ("enclosures", "enclosures"),
    ];

    [SharedFact]
    public void Fields_OfTheSuite_AreReadOrExplained()
    {
        var folder = Path.Combine(Repository.Shared!, "feeds");
        var ours = Parse(folder);
        var (count, differences) = (0, new List<Difference>());
        foreach (var expected in Lines(Path.Combine(folder, "expected.jsonl")))
        {
            var file = expected.GetProperty("file").GetString()!;
            var read = ours[file];
            foreach (var name in (string[])["title", "link", "language"])
            {
                Compare("feed." + name, expected.GetProperty("feed").GetProperty(name), Field(read.GetProperty("feed"), name), default, file, null);
            }

            var items = read.GetProperty("items");
            var index = 0;
            foreach (var entry in expected.GetProperty("entries").EnumerateArray())
            {
                var item = index < items.GetArrayLength() ? items[index] : default;
                count++;
                if (item.ValueKind == JsonValueKind.Undefined)
                {
                    differences.Add(new(file, index, "item", "an item", ""));
                }

                foreach (var (wanted, got) in s_fields)
                {
                    Compare(wanted, entry.GetProperty(wanted), Field(item, got), item, file, index);
                }

                index++;
            }
        }

        var reached = 1 - (differences.Count / (double)count);
        output.WriteLine($"feeds.fields {reached:0.0000} (floor {Floors.Of("feeds.fields"):0.0000}; {count - differences.Count} of {count})");
        foreach (var difference in differences)
        {
            output.WriteLine("  " + difference);
        }

        var listed = RuleFile.Read<DifferencesFile>(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Corpus", "feed-differences.yaml")).Differences
            .Select(d => new Difference(d.File, d.Item, d.Field, d.Expected, d.Ours)).ToList();
        Assert.True(reached >= Floors.Of("feeds.fields"), $"feeds.fields fell to {reached:0.0000}");
        Assert.Empty(differences.Except(listed));
        Assert.Empty(listed.Except(differences));

        void Compare(string field, JsonElement wanted, JsonElement got, JsonElement item, string file, int? index)
        {
            if (wanted.ValueKind == JsonValueKind.Null || (wanted.ValueKind == JsonValueKind.String && wanted.GetString()!.Length == 0)
                || (wanted.ValueKind == JsonValueKind.Array && wanted.GetArrayLength() == 0))
            {
                return;   // the expectation says nothing
            }

            count++;
            if (!IsSame(field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..], wanted, got, item))
            {
                differences.Add(new(file, index, field, wanted.ToString(), got.ToString()));
            }
        }
    }

    [SharedFact]
    public void Dates_OfTheSuite_AreReadAsGiven()
    {
        var lines = Lines(Path.Combine(Repository.Shared!, "feeds", "dates.jsonl")).ToList();
        var wrong = lines
            .Select(line => (Text: line.GetProperty("text").GetString(), Expected: line.GetProperty("utc").GetString()))
            .Select(line => (line.Text, line.Expected, Ours: FeedDate.Read(line.Text)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)))
            .Where(line => line.Expected != line.Ours).ToList();

        var reached = 1 - (wrong.Count / (double)lines.Count);
        output.WriteLine($"feeds.dates {reached:0.000} (floor {Floors.Of("feeds.dates"):0.000}; {lines.Count - wrong.Count} of {lines.Count})");
        Assert.NotEmpty(lines);
        Assert.True(reached >= Floors.Of("feeds.dates"), string.Join('\n', wrong));
    }

    /// <summary>What the command prints, by file.</summary>
    private static Dictionary<string, JsonElement> Parse(string folder)
    {
        using var printed = new StringWriter();
        using var errors = new StringWriter();
        Assert.Equal(ExitCodes.Done, FeedsParseVerb.Run(folder, Path.Combine(folder, "expected.jsonl"), Base, printed, errors));
        return printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("file").GetString()!, StringComparer.Ordinal);
    }

    private static bool IsSame(string field, JsonElement wanted, JsonElement got, JsonElement item) => field switch
    {
        "published" => Second(wanted) == Second(got),
        "updated" => Second(wanted) == Second(got) || Second(wanted) == Second(Field(item, "published")),
        "summary" or "content" => Folded(wanted) == Folded(Field(item, "summary")) || Folded(wanted) == Folded(Field(item, "content")),
        "title" or "author" => Folded(wanted) == Folded(got),
        "enclosures" => wanted.EnumerateArray().Select(url => url.GetString()).Where(url => !string.IsNullOrEmpty(url))
            .All(url => got.ValueKind == JsonValueKind.Array && got.EnumerateArray().Any(ours => ours.GetString() == url)),
        _ => wanted.ToString().Trim() == got.ToString().Trim(),
    };

    private static string? Second(JsonElement instant) => instant.ValueKind == JsonValueKind.String && Instant().Match(instant.GetString()!) is { Success: true } match
        ? match.Groups[1].Value : null;

    private static string Folded(JsonElement text) =>
        Space().Replace(WebUtility.HtmlDecode(WebUtility.HtmlDecode(Tag().Replace(text.ToString(), " "))), " ").Trim();

    private static JsonElement Field(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static IEnumerable<JsonElement> Lines(string path) =>
        File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement);

    [GeneratedRegex("<[^>]+>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Space();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]+)?(?:Z|\+00:00)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Instant();

    /// <param name="Item">Null for a field of the feed itself.</param>
    private sealed record Difference(string File, int? Item, string Field, string Expected, string Ours);

    private sealed record DifferencesFile
    {
        public required DifferenceEntry[] Differences { get; init; }
    }

    private sealed record DifferenceEntry
    {
        public required string File { get; init; }

        public int? Item { get; init; }

        public required string Field { get; init; }

        public required string Expected { get; init; }

        public string Ours { get; init; } = "";

        /// <summary>Why ours is the better reading.</summary>
        public required string Why { get; init; }
    }
}
