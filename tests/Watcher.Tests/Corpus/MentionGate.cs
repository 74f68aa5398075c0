using System.Text.Json;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;
using Watcher.Tests.Articles;
using Watcher.Tests.Mentions;
using Watcher.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>
/// Mentions of places and persons against the annotation (claims.md 11): spans agree from intersection/union 0.5 on, kinds agree, one to one.
/// What the annotation calls optional, and on the sample articles every name that is not on the list, is neither required nor punished.
/// </summary>
public sealed class MentionGate(ITestOutputHelper output)
{
    /// <summary>The annotation's name → the list's, where they differ: renamed places, another transliteration.</summary>
    private static readonly Dictionary<string, string> s_listNames = new(StringComparer.Ordinal)
    {
        ["Chkalovske"] = "Prolisne",
        ["Kherson Oblast"] = "Kherson",
        ["Volodymyr Zelensky"] = "Volodymyr Zelenskyy",
        ["Oleg Nikolenko"] = "Oleh Nikolenko",
    };

    [SharedFact]
    public void Mentions_OfTheSampleArticles_StayAboveTheirFloors()
    {
        var folder = Path.Combine(Repository.Shared!, "seeds");
        var rules = MentionSample.RulesAt(Path.Combine(folder, "watchlist.yaml"));
        var gold = Lines(Path.Combine(Repository.Shared!, "gold", "mentions.jsonl")).Where(g => Text(g, "kind") is "place" or "person").ToLookup(g => Text(g, "seed"));
        var listed = ListedNames(folder);
        var (score, readings, names) = (new Score(), new Score(), new Score());
        foreach (var file in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var annotated = gold[Path.GetFileName(file)].Select(g =>
            {
                var name = Text(g, "canonical");
                name = s_listNames.GetValueOrDefault(name, name);
                return new Annotated(Span(g), Text(g, "kind") == "place", name, !listed.Contains(name), Text(g, "type"));
            }).ToList();
            foreach (var (mention, match) in Compare(File.ReadAllText(file), Path.GetFileName(file), annotated, rules, score))
            {
                names.Count(mention.Canonical == match.Name, $"{mention.Surface}: {mention.Canonical}, annotated {match.Name}");
                if (match.IsPlace)
                {
                    readings.Count(mention.Place!.Reading == ReadingOf(match.Type), $"{mention.Surface}: {mention.Place.Reading} ({mention.ReadingBasis}), annotated {match.Type}");
                }
            }
        }

        Report("seeds.mentions.precision", score.Precision, score);
        Report("seeds.mentions.recall", score.Recall, score);
        Report("seeds.mentions.readings", readings.Precision, readings);
        Report("seeds.mentions.canonical", names.Precision, names);
    }

    [SharedFact]
    public void Mentions_OfTheCorpus_StayAboveTheirFloors()
    {
        var folder = Path.Combine(Repository.Shared!, "corpus");
        var rules = MentionSample.RulesAt(Path.Combine(folder, "watchlist.yaml"));
        var texts = Lines(Path.Combine(folder, "articles.jsonl")).ToDictionary(a => Text(a, "id"), a => Text(a, "text"));
        var score = new Score();
        foreach (var gold in Lines(Path.Combine(folder, "gold.jsonl")).Where(g => g.GetProperty("mentions_annotated").GetBoolean()))
        {
            var annotated = gold.GetProperty("mentions").EnumerateArray().Select(m => new Annotated(
                Span(m), Text(m, "type") == "settlement", Text(m, "canonical"), m.TryGetProperty("optional", out var o) && o.GetBoolean(), "")).ToList();
            _ = Compare(texts[Text(gold, "article_id")], Text(gold, "article_id"), annotated, rules, score);
        }

        Report("corpus.mentions.precision", score.Precision, score);
        Report("corpus.mentions.recall", score.Recall, score);
    }

    private static List<(Mention Mention, Annotated Match)> Compare(string text, string id, List<Annotated> annotated, MentionRules rules, Score score)
    {
        var article = BoilerplateCleaner.Clean(ArticleText.FromPlainText(text), Sample.Markers);
        var mentions = MentionDetector.Detect(article, rules).Mentions.Where(m => m.IsWatched).Select(m => (Mention: m, Span: article.ToSource(m.Span))).ToList();
        var pairs = new List<(Mention, Annotated)>();
        var free = annotated.ToList();
        foreach (var (mention, span) in mentions)
        {
            var match = free.Where(a => a.IsPlace == (mention.Type == SubjectType.Settlement) && Overlap(a.Span, span) >= 0.5)
                .OrderBy(a => a.IsOptional).ThenByDescending(a => Overlap(a.Span, span)).FirstOrDefault();
            if (match is not null)
            {
                free.Remove(match);
                if (!match.IsOptional)
                {
                    score.Right++;
                    pairs.Add((mention, match));
                }
            }
            else if (!annotated.Exists(a => a.IsOptional && a.Span.Overlaps(span)))
            {
                score.Wrong.Add($"{id}: not annotated: {mention.Surface} {span}");
            }
        }

        // A name that stood in a removed block (a repeated headline, a credit) cannot be found in the article.
        score.Missed.AddRange(free.Where(a => !a.IsOptional && IsKept(article, a.Span)).Select(a => $"{id}: missed: {text[a.Span.Start..a.Span.End]} {a.Span}"));
        return pairs;
    }

    private static bool IsKept(Article article, TextSpan span) =>
        article.Blocks.Any(b => b.SourceStart <= span.Start && span.End <= b.SourceStart + b.Span.Length);

    private static double Overlap(TextSpan a, TextSpan b)
    {
        var common = Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start);
        return common <= 0 ? 0 : (double)common / (Math.Max(a.End, b.End) - Math.Min(a.Start, b.Start));
    }

    private static PlaceReading ReadingOf(string type) => type switch
    {
        _ when type.Contains("event", StringComparison.Ordinal) => PlaceReading.Event,
        _ when type.StartsWith("metonym", StringComparison.Ordinal) => PlaceReading.Government,
        _ when type.StartsWith("raion", StringComparison.Ordinal) => PlaceReading.Raion,
        _ when type.StartsWith("oblast", StringComparison.Ordinal) => PlaceReading.Oblast,
        "dateline" => PlaceReading.Dateline,
        _ => PlaceReading.City,
    };

    private static HashSet<string> ListedNames(string folder)
    {
        var file = Worker.Rules.RuleFile.Read<WatchListFile>(Path.Combine(folder, "watchlist.yaml"));
        return [.. file.Settlements.Select(s => s.Name!), .. file.People.Select(p => p.Name!)];   // the list gives every name
    }

    private static IEnumerable<JsonElement> Lines(string path) => File.ReadLines(path).Select(l => JsonDocument.Parse(l).RootElement);

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString()!;

    private static TextSpan Span(JsonElement element) => new(element.GetProperty("start").GetInt32(), element.GetProperty("end").GetInt32());

    private void Report(string key, double reached, Score score)
    {
        output.WriteLine($"{key} {reached:0.000} (floor {Floors.Of(key):0.000}; right {score.Right}, wrong {score.Wrong.Count}, missed {score.Missed.Count})");
        foreach (var line in score.Wrong.Concat(score.Missed))
        {
            output.WriteLine("  " + line);
        }

        Assert.True(reached >= Floors.Of(key), $"{key} fell to {reached:0.000}:\n{string.Join('\n', score.Wrong.Concat(score.Missed))}");
    }

    private sealed record Annotated(TextSpan Span, bool IsPlace, string Name, bool IsOptional, string Type);

    private sealed class Score
    {
        public int Right { get; set; }

        public List<string> Wrong { get; } = [];

        public List<string> Missed { get; } = [];

        public double Precision => (double)Right / Math.Max(1, Right + Wrong.Count);

        public double Recall => (double)Right / Math.Max(1, Right + Missed.Count);

        public void Count(bool isRight, string what)
        {
            if (isRight)
            {
                Right++;
            }
            else
            {
                Wrong.Add(what);
            }
        }
    }
}
