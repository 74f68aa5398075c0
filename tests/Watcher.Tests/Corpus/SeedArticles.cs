using System.Globalization;
using System.Text.Json;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Mentions;
using Watcher.Reading.Articles;
using Watcher.Tests.Articles;
using Watcher.Tests.Support;

namespace Watcher.Tests.Corpus;

/// <summary>One annotated article on its way from text to claims.</summary>
internal sealed record ReadArticle(string Id, string Raw, Article Article, ArticleRef Reference, Detection Detection, ExtractionTrace Trace);

/// <summary>Runs clean → detect → extract over a batch file of <c>../shared</c>.</summary>
internal static class SeedArticles
{
    public static List<ReadArticle> Read(string folder)
    {
        var root = Path.Combine(Repository.Shared!, folder);
        var mentions = TestRules.Mentions(Path.Combine(root, "watchlist.yaml"));
        var read = new List<ReadArticle>();
        foreach (var line in File.ReadLines(Path.Combine(root, "articles.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var text = row.RootElement.GetProperty("text").GetString()!;
            var id = row.RootElement.GetProperty("id").GetString()!;
            var outlet = Text(row, "outlet") ?? Text(row, "source") ?? "outlet";
            var article = BoilerplateCleaner.Clean(ArticleText.FromPlainText(text), Sample.Markers);
            var published = Text(row, "published");
            var reference = new ArticleRef
            {
                Id = new ArticleId(id),
                Outlet = new Outlet { Id = outlet, Name = Text(row, "outlet_name") ?? outlet, Owner = outlet },
                PublishedAt = string.IsNullOrEmpty(published) ? new DateTimeOffset(2022, 9, 15, 0, 0, 0, TimeSpan.Zero)
                    : DateTimeOffset.Parse(published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            };
            var detection = MentionDetector.Detect(article, mentions);
            read.Add(new ReadArticle(id, text, article, reference, detection, ClaimExtractor.Trace(article, reference, detection, TestRules.Claims)));
        }

        return read;
    }

    private static string? Text(JsonDocument row, string key) =>
        row.RootElement.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
