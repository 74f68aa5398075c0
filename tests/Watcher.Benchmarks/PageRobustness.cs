using Watcher.Benchmarks.Mutations;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Benchmarks;

/// <summary>Reads a page the whole way, and checks what must hold of any article.</summary>
internal static class PageRobustness
{
    private static readonly Uri s_url = new("https://post.example/news/2021/03/12/harbour-wall");

    public static int Run(IReadOnlyList<byte[]> pages, MarkerSet markers, int seed, int count, TextWriter output) =>
        MutationRun.Run("pages", pages, seed, count, bytes => Read(bytes, markers), output) == 0 ? 0 : 1;

    /// <summary>Throws when a block is no slice of the text, or cleaning a clean article changes it.</summary>
    public static Article? Read(byte[] bytes, MarkerSet markers)
    {
        var page = new Page { Bytes = bytes, Url = s_url, RequestedUrl = s_url, ContentType = "text/html" };
        if (ArticleExtractor.Extract(page) is not Extraction.Extracted { Article: var raw })
        {
            return null;
        }

        var article = BoilerplateCleaner.Clean(raw, markers);
        foreach (var block in article.Blocks)
        {
            if (string.CompareOrdinal(article.Text, block.Span.Start, block.Text, 0, block.Text.Length) != 0
                || string.CompareOrdinal(raw.Text, block.SourceStart, block.Text, 0, block.Text.Length) != 0)
            {
                throw new InvalidOperationException($"The block at {block.Span.Start} is no slice of the text.");
            }
        }

        return article;
    }
}
