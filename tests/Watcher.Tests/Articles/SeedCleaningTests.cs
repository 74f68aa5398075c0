using System.Net;
using System.Text.Json;
using Watcher.Reading.Articles;
using Watcher.Tests.Support;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

/// <summary>Cleaning on the five sample articles, where the shared data is present.</summary>
public sealed class SeedCleaningTests
{
    private static readonly string[] s_mustGo =
        ["ad remnant", "tracking remnant", "photo credit", "image credit", "author box", "author bio", "map caption remnant", "title remnant"];

    [SharedFact]
    public void Clean_Seeds_EveryAnomalyThatMustGoIsGone()
    {
        var left = new List<string>();
        foreach (var (name, text) in Seeds())
        {
            var kept = Kept(text);
            foreach (var (quote, start, end, kind) in Anomalies(name))
            {
                // A title remnant is the separator, not the words before it.
                var from = kind == "title remnant" ? end - 1 : start;
                if (s_mustGo.Contains(kind) && Enumerable.Range(from, end - from).Any(i => kept[i]))
                {
                    left.Add($"{name}: {quote}");
                }
            }
        }

        Assert.Empty(left);
    }

    [SharedFact]
    public void Clean_Seeds_OtherTextIsKept()
    {
        foreach (var (name, text) in Seeds())
        {
            var kept = Kept(text);
            var must = new bool[text.Length];
            for (var i = 0; i < text.Length; i++)
            {
                must[i] = !char.IsWhiteSpace(text[i]);
            }

            foreach (var (_, start, end, kind) in Anomalies(name))
            {
                if (s_mustGo.Contains(kind) || kind == "duplicate headline")
                {
                    Array.Fill(must, false, start, end - start);
                }
            }

            var total = must.Count(m => m);
            var lost = Enumerable.Range(0, text.Length).Count(i => must[i] && !kept[i]);
            Assert.True(lost <= total * 0.01, $"{name}: {lost} of {total} characters lost");
        }
    }

    [SharedFact]
    public void Clean_Seeds_SecondHeadlineIsGone()
    {
        foreach (var (name, text) in Seeds())
        {
            var kept = Kept(text);
            var repeats = Anomalies(name).Where(a => a.Kind == "duplicate headline").Count(a => kept[a.Start]);
            Assert.True(repeats <= 1, name);
        }
    }

    [SharedFact]
    public void Extract_SeedWrappedInAPage_GivesTheSameCleanedText()
    {
        foreach (var (name, text) in Seeds())
        {
            var plain = BoilerplateCleaner.Clean(ArticleText.FromPlainText(text), Sample.Markers);
            var headline = plain.Blocks.FirstOrDefault(b => b.Kind == BlockKind.Headline)?.Text ?? "A headline of our own for this text";
            var html = $"""
                <html lang=en><head><title>{WebUtility.HtmlEncode(headline)} | Example Post</title><meta property="og:site_name" content="Example Post">
                <script async src="https://tags.example/gtag.js"></script></head><body>
                <nav><a href=/>Home</a> <a href=/world>World</a></nav><div class=cookie-consent><p>We use cookies to make this site work, and you may refuse them.</p></div>
                <main><h1>{WebUtility.HtmlEncode(headline)}</h1><div class=share><a href="https://social.example/?utm_source=x">Share</a></div>
                {string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select((l, i) => $"<p>{WebUtility.HtmlEncode(l)}</p>{(i % 3 == 2 ? "<div class=ad-slot>Advertisement</div>" : "")}"))}
                </main><aside><h3>Related</h3><ul><li><a href=/a>Ferry fares rise again in the spring</a></li></ul></aside></body></html>
                """;

            var extraction = Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, new Uri("https://post.example/a")));
            var cleaned = BoilerplateCleaner.Clean(extraction.Article, Sample.Markers);

            var missing = plain.Blocks.Where(b => !cleaned.Blocks.Any(c => c.Text == b.Text)).Select(b => b.Text);
            var extra = cleaned.Blocks.Where(b => b.Kind != BlockKind.Headline && !plain.Blocks.Any(c => c.Text == b.Text)).Select(b => b.Text);
            Assert.Equal([], missing.Concat(extra).Select(t => $"{name}: {t}"));
        }
    }

    private static bool[] Kept(string text)
    {
        var cleaned = BoilerplateCleaner.Clean(ArticleText.FromPlainText(text), Sample.Markers);
        var kept = new bool[text.Length];
        foreach (var block in cleaned.Blocks)
        {
            Assert.Equal(block.Text, text.Substring(block.SourceStart, block.Text.Length));
            Array.Fill(kept, true, block.SourceStart, block.Text.Length);
        }

        return kept;
    }

    private static IEnumerable<(string Name, string Text)> Seeds() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Shared!, "seeds"), "*.txt").Order(StringComparer.Ordinal)
            .Select(f => (Path.GetFileName(f), File.ReadAllText(f)));

    private static IEnumerable<(string Quote, int Start, int End, string Kind)> Anomalies(string seed)
    {
        foreach (var line in File.ReadLines(Path.Combine(Repository.Shared!, "gold", "anomalies.jsonl")))
        {
            using var anomaly = JsonDocument.Parse(line);
            var row = anomaly.RootElement;
            if (row.GetProperty("seed").GetString() == seed)
            {
                yield return (row.GetProperty("quote").GetString()!, row.GetProperty("start").GetInt32(), row.GetProperty("end").GetInt32(),
                    row.GetProperty("kind").GetString()!);
            }
        }
    }
}
