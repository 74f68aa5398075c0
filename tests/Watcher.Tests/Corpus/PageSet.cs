using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;
using Watcher.Tests.Articles;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;

namespace Watcher.Tests.Corpus;

/// <summary>Real pages with what they should give, extracted once.</summary>
internal static partial class PageSet
{
    private static readonly Lazy<IReadOnlyList<AnnotatedPage>> s_benchmark = new(() => Read("benchmark"));
    private static readonly Lazy<IReadOnlyList<AnnotatedPage>> s_articles = new(() => Read("wcxb"));

    public static IReadOnlyList<AnnotatedPage> Benchmark => s_benchmark.Value;

    public static IReadOnlyList<AnnotatedPage> Articles => s_articles.Value;

    /// <summary>
    /// A third of the pages, by site, is kept apart: rules are made by looking at the misses of the others, so the difference between the
    /// two shows whether they fit more than those pages. The third is the one whose hash of the host divides by three.
    /// </summary>
    public static bool IsHeldOut(string url)
    {
        var host = new Uri(url).Host.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(host))
        {
            hash = (hash ^ b) * 16777619u;
        }

        return hash % 3 == 0;
    }

    private static List<AnnotatedPage> Read(string set)
    {
        var folder = Path.Combine(Repository.Shared!, "pages", set);
        using var truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "ground-truth.json")));
        var pages = new List<AnnotatedPage>();
        foreach (var page in truth.RootElement.EnumerateObject())
        {
            var expected = page.Value;
            var html = Html(Path.Combine(folder, "html", page.Name));
            var extraction = ArticleExtractor.Extract(html, null, TrackingParams.None);
            pages.Add(new AnnotatedPage
            {
                Id = page.Name,
                Url = Text(expected, "url"),
                Body = set == "benchmark" ? Text(expected, "articleBody") : Text(expected, "main_content"),
                Title = Text(expected, "title"),
                Author = Text(expected, "author"),
                Published = Text(expected, "publish_date"),
                With = Texts(expected, "with"),
                Without = Texts(expected, "without"),
                Words = AllWords(html),
                Found = extraction is Extraction.Extracted { Article: var raw } ? BoilerplateCleaner.Clean(raw, Sample.Markers) : null,
            });
        }

        return pages;
    }

    /// <summary>All that the page writes, decoded, on one line and in lower case: what a text can hold letter for letter.</summary>
    private static string AllWords(string html)
    {
        var text = BlockTag().Replace(InlineTag().Replace(Comment().Replace(html, ""), ""), " ");
        return Spaces().Replace(WebUtility.HtmlDecode(text), " ").ToLowerInvariant();
    }

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline, 5_000)]
    private static partial Regex Comment();

    [GeneratedRegex("</?(?:a|b|i|em|strong|span|u|mark|sup|sub|code|font|small|abbr|cite|q|time)(?:\\s[^>]*)?>", RegexOptions.IgnoreCase, 5_000)]
    private static partial Regex InlineTag();

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 5_000)]
    private static partial Regex BlockTag();

    [GeneratedRegex("\\s+", RegexOptions.None, 5_000)]
    private static partial Regex Spaces();

    private static string Html(string path)
    {
        if (File.Exists($"{path}.html"))
        {
            return Charset.Decode(File.ReadAllBytes($"{path}.html"), null).Text;
        }

        using var unpacked = new GZipStream(File.OpenRead($"{path}.html.gz"), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return Charset.Decode(bytes.ToArray(), null).Text;
    }

    private static string Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static string[] Texts(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [];
}

internal sealed record AnnotatedPage
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    public required string Body { get; init; }

    /// <summary>Empty, like author and day, when the annotation gives none.</summary>
    public required string Title { get; init; }

    public required string Author { get; init; }

    /// <summary>ISO date.</summary>
    public required string Published { get; init; }

    /// <summary>Snippets that the text must hold.</summary>
    public required IReadOnlyList<string> With { get; init; }

    /// <summary>Snippets of boilerplate.</summary>
    public required IReadOnlyList<string> Without { get; init; }

    /// <summary>All that the page writes, on one line and in lower case.</summary>
    public required string Words { get; init; }

    /// <summary>Null when the page was found to hold no article.</summary>
    public required Article? Found { get; init; }

    public bool IsHeldOut => PageSet.IsHeldOut(Url);

    public string FoundBody => Found is null ? "" : ExtractVerb.BodyOf(Found);
}
