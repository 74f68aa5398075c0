using HtmlAgilityPack;
using Watcher.Reading.Pages;

namespace Watcher.Reading.Articles;

/// <summary>Page → article. Finds the body among several candidates, reads it into blocks and reads the page's metadata. No bound on time: callers set one.</summary>
public static class ArticleExtractor
{
    /// <summary>Real pages stay below 100; the parser's own recursion and ours must end before the stack does.</summary>
    private const int MaxNesting = 512;

    /// <summary>
    /// Tags, each end counted too. The parser holds about a kilobyte for each element, so this bounds its memory. The pages of the corpus
    /// have at most 8,000; the longest liveblogs some 40,000.
    /// </summary>
    private const int MaxTags = 100_000;

    /// <summary>So many tags a page may have whatever its length.</summary>
    private const int FreeTags = 9_000;

    /// <summary>Characters for each tag beyond those; the densest pages of the corpus have 40.</summary>
    private const int MinTagLength = 16;

    /// <summary>A page whose body has fewer characters of running text is a teaser, a gallery or an error.</summary>
    internal const int MinBodyLength = 140;

    /// <summary>Decodes and reads a fetched page.</summary>
    /// <param name="page">As fetched.</param>
    /// <param name="tracking">What the canonical URL must not carry; null for nothing.</param>
    /// <param name="feedContent">What the feed gives of the same article, a fragment of HTML; null when it gives nothing.</param>
    public static Extraction Extract(Page page, TrackingParams? tracking = null, string? feedContent = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (OtherFile.Is(page.Bytes.Span))
        {
            return new Extraction.NoArticle(NoArticleReason.NotAPage);
        }

        return Extract(Charset.Decode(page).Text, page.Url, tracking, feedContent);
    }

    /// <param name="html">Decoded text of the page.</param>
    /// <param name="url">The final URL, after redirects; null when the page comes without one.</param>
    /// <param name="tracking">What the canonical URL must not carry; null for nothing.</param>
    /// <param name="feedContent">What the feed gives of the same article, a fragment of HTML; null when it gives nothing.</param>
    public static Extraction Extract(string html, Uri? url, TrackingParams? tracking = null, string? feedContent = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (HasTooManyTags(html))
        {
            return new Extraction.NoArticle(NoArticleReason.TooManyElements);
        }

        if (Parse(html) is not { } document)
        {
            return new Extraction.NoArticle(NoArticleReason.NestedTooDeep);
        }

        var metadata = PageMetadata.Read(document, url);
        url ??= FirstAddress(metadata.CanonicalLinks);
        var page = new PageOutline(document, url);
        metadata = metadata with { Title = metadata.Title.Length > 0 ? SiteTail.ShownPart(metadata.Title, page.Blocks) : TitleChoice.Shown(page.Blocks) };
        var body = BodyFinder.Find(page, metadata.Title);
        var pieces = body is null ? [] : BodyReader.Read(page, body, metadata.Title, Introduction.Of(page, body, metadata.Title, metadata.Authors));
        metadata = VisibleMetadata.Complete(metadata, page, body);
        pieces = BodyCandidates.Choose(pieces, metadata.ArticleBody is { } given ? [PlainPieces(given)] : []);
        var length = Length(pieces);

        if (page.Blocks.Count == 0 && length < MinBodyLength)
        {
            return new Extraction.NoArticle(NoArticleReason.Empty);
        }

        if (NoArticleSigns.Read(metadata, page, pieces, length) is { } reason)
        {
            return new Extraction.NoArticle(reason);
        }

        if (length < MinBodyLength)
        {
            return new Extraction.NoArticle(NoArticleReason.NoBody);
        }

        // What the page says of itself counts first: the feed's copy makes no article of a wall, it only completes one.
        pieces = BodyCandidates.Choose(pieces, feedContent is null ? [] : [FragmentPieces(feedContent, metadata.Title)]);
        return new Extraction.Extracted(Build(pieces, metadata, url, tracking));
    }

    /// <summary>An article from the content element of a feed item: a fragment of HTML that is all body.</summary>
    public static Extraction FromFeedContent(
        string html, string title, Uri? url, DateTimeOffset? published = null, string? language = null)
    {
        ArgumentNullException.ThrowIfNull(html);
        ArgumentNullException.ThrowIfNull(title);
        if (HasTooManyTags(html))
        {
            return new Extraction.NoArticle(NoArticleReason.TooManyElements);
        }

        if (Parse(html) is not { } document)
        {
            return new Extraction.NoArticle(NoArticleReason.NestedTooDeep);
        }

        var page = new PageOutline(document);
        if (page.Blocks.Count == 0)
        {
            return new Extraction.NoArticle(NoArticleReason.Empty);
        }

        var pieces = BodyReader.Read(page, page.Regions[0], title, []);
        if (pieces.Count == 0)
        {
            return new Extraction.NoArticle(NoArticleReason.NoBody);
        }

        var metadata = new PageMetadata { Title = title, PublishedAt = published, Language = language };
        return new Extraction.Extracted(Build(pieces, metadata, url, null));
    }

    /// <summary>The first link that is a whole web address; null when none is.</summary>
    internal static Uri? FirstAddress(IEnumerable<string> links) =>
        links.Select(l => WebAddress.TryRead(null, l, out var url) ? url : null).FirstOrDefault(u => u is not null);

    private static bool HasTooManyTags(string html)
    {
        var tags = html.AsSpan().Count('<');
        return tags > MaxTags || (tags - FreeTags) * MinTagLength > html.Length;
    }

    private static HtmlDocument? Parse(string html)
    {
        var document = new HtmlDocument { OptionMaxNestedChildNodes = MaxNesting, OptionReadEncoding = false };   // the text is decoded; a page that names UTF-7 would throw
        try
        {
            document.LoadHtml(RawHtml.Repair(html));
            return document;
        }
        catch (Exception e) when (e.Message.Contains("nested", StringComparison.Ordinal))
        {
            return null;   // the parser throws a bare Exception at its nesting limit
        }
    }

    private static Article Build(List<(BlockKind Kind, string Text)> pieces, PageMetadata metadata, Uri? url, TrackingParams? tracking)
    {
        var all = new List<(BlockKind, string, int?)>(pieces.Count + 1);
        if (metadata.Title.Length > 0)
        {
            all.Add((BlockKind.Headline, metadata.Title, null));
        }

        foreach (var (kind, text) in pieces)
        {
            all.Add((kind, text, null));
        }

        var (joined, blocks) = Article.Join(all);
        return new Article
        {
            Url = url is null ? null : ArticleUrl.Canonical(url, metadata.CanonicalLinks, tracking ?? TrackingParams.None),
            Title = metadata.Title,
            SiteName = metadata.SiteName,
            Authors = [.. metadata.Authors],
            PublishedAt = metadata.PublishedAt,
            ModifiedAt = metadata.ModifiedAt,
            Section = metadata.Section,
            Image = metadata.Image is { } image && WebAddress.TryRead(url, image, out var picture) ? picture : null,
            Language = metadata.Language ?? LanguageGuess.Of(joined),
            Text = joined,
            Blocks = blocks,
        };
    }

    private static List<(BlockKind Kind, string Text)> FragmentPieces(string html, string title)
    {
        if (HasTooManyTags(html) || Parse(html) is not { } document)
        {
            return [];
        }

        var page = new PageOutline(document);
        return page.Blocks.Count == 0 ? [] : BodyReader.Read(page, page.Regions[0], title, []);
    }

    private static List<(BlockKind Kind, string Text)> PlainPieces(string text)
    {
        var pieces = new List<(BlockKind, string)>();
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.Trim();
            if (trimmed.Length > 0)
            {
                pieces.Add((BlockKind.Paragraph, trimmed));
            }
        }

        return pieces;
    }

    /// <summary>Characters of running text: captions and headings do not count.</summary>
    internal static int Length(List<(BlockKind Kind, string Text)> pieces)
    {
        var length = 0;
        foreach (var (kind, text) in pieces)
        {
            length += kind is BlockKind.Caption or BlockKind.Heading ? 0 : ReadingLength.Of(text);
        }

        return length;
    }
}
