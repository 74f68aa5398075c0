using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Cli;

/// <summary><c>watcher extract</c>: the cleaned article of one page, or of every page in a folder.</summary>
internal sealed class ExtractVerb(CleaningFiles rules)
{
    private const string Compressed = ".gz";
    private const string Ending = ".html";

    /// <summary>A compressed page may not grow beyond this: the pages of a folder are as little trusted as fetched ones.</summary>
    private const int MaxPageBytes = 32 * 1024 * 1024;

    /// <summary>Reads <c>*.html</c> and <c>*.html.gz</c> of <paramref name="dir"/>, in the order of their names.</summary>
    /// <param name="dir">The folder; its own files only.</param>
    /// <param name="oneObject">True: one JSON object by id. False: one line a page.</param>
    /// <param name="output">Takes the data.</param>
    /// <param name="errors">Takes a line for each file that could not be read.</param>
    /// <param name="advance">Is called before each page.</param>
    /// <returns>An exit code: 0, or 3 when some files could not be read.</returns>
    /// <exception cref="VerbException">There is no such folder.</exception>
    public int RunBatch(string dir, bool oneObject, TextWriter output, TextWriter errors, Action? advance = null)
    {
        if (!Directory.Exists(dir))
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"{dir}: no such folder", "give the folder of the pages");
        }

        var exit = ExitCodes.Done;
        var first = true;
        if (oneObject)
        {
            output.Write('{');
        }

        foreach (var file in Pages(dir))
        {
            advance?.Invoke();
            var id = Id(file)!;     // it was chosen for having one

            BatchLine line;
            try
            {
                line = Line(id, Read(file));
            }
            catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
            {
                errors.WriteLine($"{file}: {e.Message}");
                exit = ExitCodes.PartlyDone;
                continue;
            }

            var json = JsonSerializer.Serialize(line, JsonText.Compact);
            if (oneObject)
            {
                output.Write($"{(first ? "\n" : ",\n")}{JsonSerializer.Serialize(id, JsonText.Compact)}: {json}");
            }
            else
            {
                output.WriteLine(json);
            }

            first = false;
        }

        if (oneObject)
        {
            output.WriteLine("\n}");
        }

        return exit;
    }

    /// <summary>The pages of a folder in the order of their names.</summary>
    public static IReadOnlyList<string> Pages(string dir) =>
        Directory.Exists(dir) ? [.. Directory.EnumerateFiles(dir).Where(file => Id(file) is not null).Order(StringComparer.Ordinal)] : [];

    /// <summary>One page as <c>watcher.article/1</c>, text or Markdown.</summary>
    /// <param name="html">Decoded.</param>
    /// <param name="url">Where it was found; null when unknown.</param>
    /// <param name="format">text, md or json.</param>
    /// <param name="withDropped">Adds what cleaning removed, with markers.</param>
    /// <param name="output">Takes the article.</param>
    /// <returns>An exit code.</returns>
    /// <exception cref="VerbException">The page holds no article; the message says why.</exception>
    public int RunOne(string html, Uri? url, string format, bool withDropped, TextWriter output)
    {
        var extraction = ArticleExtractor.Extract(html, url, rules.Tracking);
        if (extraction is not Extraction.Extracted { Article: var raw })
        {
            throw new VerbException(ExitCodes.ProblemsFound, "no_article", $"No article: {Reason(extraction)}.");
        }

        var article = BoilerplateCleaner.Clean(raw, rules.Markers);
        switch (format)
        {
            case "json":
                output.WriteLine(JsonSerializer.Serialize(Document(article, url, withDropped), JsonText.Indented));
                break;
            case "md":
                WriteMarkdown(article, withDropped, output);
                break;
            default:
                WriteText(article, withDropped, output);
                break;
        }

        return ExitCodes.Done;
    }

    /// <summary>The file as text, unpacked and decoded.</summary>
    private static string Read(string file)
    {
        if (!file.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase))
        {
            return Charset.Decode(File.ReadAllBytes(file), null).Text;
        }

        using var unpacked = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (var count = unpacked.Read(buffer); count > 0; count = unpacked.Read(buffer))
        {
            if (bytes.Length + count > MaxPageBytes)
            {
                throw new InvalidDataException($"larger than {MaxPageBytes} bytes when unpacked");
            }

            bytes.Write(buffer, 0, count);
        }

        return Charset.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), null).Text;
    }

    private static string? Id(string file)
    {
        var name = Path.GetFileName(file);
        name = name.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase) ? name[..^Compressed.Length] : name;
        return name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? name[..^Ending.Length] : null;
    }

    private BatchLine Line(string id, string html)
    {
        var extraction = ArticleExtractor.Extract(html, null, rules.Tracking);
        if (extraction is not Extraction.Extracted { Article: var raw })
        {
            return new BatchLine { Id = id, Reason = Reason(extraction) };
        }

        var article = BoilerplateCleaner.Clean(raw, rules.Markers);
        return new BatchLine
        {
            Id = id,
            Url = article.Url?.AbsoluteUri,
            CanonicalUrl = article.Url?.AbsoluteUri,
            Title = article.Title,
            Author = article.Authors.IsEmpty ? null : string.Join(", ", article.Authors),
            Published = WithZone(article.PublishedAt),
            Language = article.Language,
            ArticleBody = BodyOf(article),
        };
    }

    /// <summary>The running text of an article as the batch form gives it.</summary>
    internal static string BodyOf(Article article) => string.Join('\n', article.Blocks.Where(IsBody).Select(b => b.Text));

    /// <summary>The headline has a key of its own, and captions speak of pictures.</summary>
    private static bool IsBody(Block block) => block.Kind is not (BlockKind.Headline or BlockKind.Caption);

    private static string? Instant(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The batch line keeps the zone: the publisher's day is often not the day in UTC.</summary>
    private static string? WithZone(DateTimeOffset? at) => at is { Offset: var offset } time && offset != TimeSpan.Zero
        ? time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture) : Instant(at);

    private static string Reason(Extraction extraction) => extraction is Extraction.NoArticle { Reason: var reason }
        ? reason switch
        {
            NoArticleReason.Empty => "the page has no text",
            NoArticleReason.NotAPage => "this is no web page, but a PDF, a picture, a film or an archive",
            NoArticleReason.NestedTooDeep => "its elements are nested too deep",
            NoArticleReason.TooManyElements => "it has more elements than an article",
            NoArticleReason.Paywalled => "only the opening is free to read",
            NoArticleReason.ConsentWall => "the page asks for consent instead",
            NoArticleReason.ErrorPage => "the page is an error message",
            NoArticleReason.Gallery => "the page is a gallery",
            NoArticleReason.IndexPage => "the page lists other articles",
            _ => "no text on the page reads like an article",
        }
        : "";

    private static ArticleDocument Document(Article article, Uri? url, bool withDropped) => new()
    {
        Url = (url ?? article.Url)?.AbsoluteUri,
        CanonicalUrl = article.Url?.AbsoluteUri,
        Outlet = article.SiteName,
        Title = article.Title,
        Language = article.Language,
        Published = Instant(article.PublishedAt),
        Modified = Instant(article.ModifiedAt),
        Authors = article.Authors,
        Section = article.Section,
        Image = article.Image?.AbsoluteUri,
        Blocks = [.. article.Blocks.Select((b, i) => new BlockLine(i, b.Kind, b.Text))],
        Dropped = withDropped ? [.. article.Dropped] : [],
    };

    private static void WriteText(Article article, bool withDropped, TextWriter output)
    {
        output.WriteLine(TerminalText.Escape(article.Title));
        var published = article.PublishedAt?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var about = new[] { article.SiteName, string.Join(", ", article.Authors), published, article.Language };
        output.WriteLine(TerminalText.Escape(string.Join(" · ", about.Where(a => !string.IsNullOrEmpty(a)))));
        foreach (var block in article.Blocks.Where(b => b.Kind != BlockKind.Headline))
        {
            output.WriteLine();
            output.WriteLine(TerminalText.Escape(block.Kind switch
            {
                BlockKind.ListItem => $"- {block.Text}",
                BlockKind.Caption => $"[{block.Text}]",
                _ => block.Text,
            }));
        }

        if (withDropped)
        {
            output.WriteLine();
            foreach (var dropped in article.Dropped)
            {
                output.WriteLine(TerminalText.Escape($"dropped  {dropped.Marker}: {dropped.Text}"));
            }
        }
    }

    private static void WriteMarkdown(Article article, bool withDropped, TextWriter output)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {article.Title}\n");
        foreach (var block in article.Blocks.Where(b => b.Kind != BlockKind.Headline))
        {
            text.Append('\n').Append(block.Kind switch
            {
                BlockKind.Heading => "## ",
                BlockKind.ListItem => "- ",
                BlockKind.Quote => "> ",
                BlockKind.Caption => "*",
                _ => "",
            }).Append(block.Text).Append(block.Kind == BlockKind.Caption ? "*\n" : "\n");
        }

        if (withDropped)
        {
            text.Append("\n---\n");
            foreach (var dropped in article.Dropped)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n- `{dropped.Marker}`: {dropped.Text}\n");
            }
        }

        output.Write(TerminalText.Escape(text.ToString(), keepLines: true));
    }

    private sealed record BatchLine
    {
        public required string Id { get; init; }

        public string? Url { get; init; }

        public string? CanonicalUrl { get; init; }

        public string? Title { get; init; }

        public string? Author { get; init; }

        public string? Published { get; init; }

        public string? Language { get; init; }

        [System.Text.Json.Serialization.JsonPropertyName("articleBody")]
        public string ArticleBody { get; init; } = "";

        public string? Reason { get; init; }
    }

    private sealed record BlockLine(int Index, BlockKind Kind, string Text);

    private sealed record ArticleDocument
    {
        public string Schema { get; } = "watcher.article/1";

        public string? Url { get; init; }

        public string? CanonicalUrl { get; init; }

        public string? Outlet { get; init; }

        public required string Title { get; init; }

        public string? Language { get; init; }

        public string? Published { get; init; }

        public string? Modified { get; init; }

        public required IReadOnlyList<string> Authors { get; init; }

        public string? Section { get; init; }

        public string? Image { get; init; }

        public required IReadOnlyList<BlockLine> Blocks { get; init; }

        public required IReadOnlyList<DroppedBlock> Dropped { get; init; }
    }
}
