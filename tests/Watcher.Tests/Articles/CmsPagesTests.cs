using System.Text.Json;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;
using Watcher.Tests.Support;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

/// <summary>Pages in the manner of the usual content systems, with the traps that each sets: what is read of them stands in expected.json.</summary>
public sealed class CmsPagesTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Articles", "Pages");

    private static readonly Dictionary<string, Expected> s_expected = JsonSerializer.Deserialize<Dictionary<string, Expected>>(
        File.ReadAllText(Path.Combine(s_folder, "expected.json")), JsonSerializerOptions.Web)!;

    public static TheoryData<string> Names => [.. s_expected.Keys];

    [Fact]
    public void Pages_OfTheFolder_AreAllExpected() =>
        Assert.Equal(Directory.EnumerateFiles(s_folder, "*.html").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal), s_expected.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Extract_PageOfAContentSystem_GivesItsArticleOnly(string name)
    {
        var expected = s_expected[name];

        var extraction = Extract(name);

        if (expected.Reason is { } reason)
        {
            Assert.Equal(reason, Assert.IsType<Extraction.NoArticle>(extraction).Reason.ToString());
            return;
        }

        var article = BoilerplateCleaner.Clean(Assert.IsType<Extraction.Extracted>(extraction).Article, Sample.Markers);
        var text = string.Join('\n', article.Blocks.Where(b => b.Kind is not (BlockKind.Headline or BlockKind.Caption)).Select(b => b.Text));
        Assert.Equal([], expected.Keeps.Where(k => !text.Contains(k, StringComparison.Ordinal)).Select(k => $"lost: {k}"));
        Assert.Equal([], expected.Leaks.Where(k => text.Contains(k, StringComparison.Ordinal)).Select(k => $"leaked: {k}"));
        Assert.Equal(expected.Title, article.Title);
        Assert.Equal(expected.Authors, article.Authors.AsEnumerable());
        Assert.Equal(expected.Published, article.PublishedAt?.ToUniversalTime());
        Assert.Equal(expected.Language ?? article.Language, article.Language);
    }

    private static Extraction Extract(string name)
    {
        var url = new Uri($"https://page.example/{name}");
        return ArticleExtractor.Extract(new Page { Bytes = File.ReadAllBytes(Path.Combine(s_folder, $"{name}.html")), Url = url, RequestedUrl = url });
    }

    private sealed record Expected
    {
        public string? Reason { get; init; }

        public string Title { get; init; } = "";

        public string[] Authors { get; init; } = [];

        /// <summary>In UTC; a day alone is its first moment.</summary>
        public DateTimeOffset? Published { get; init; }

        /// <summary>Null where it is not asked.</summary>
        public string? Language { get; init; }

        public string[] Keeps { get; init; } = [];

        public string[] Leaks { get; init; } = [];
    }
}
