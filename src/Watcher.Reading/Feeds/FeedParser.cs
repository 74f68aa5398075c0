using System.Buffers;
using Watcher.Reading.Pages;

namespace Watcher.Reading.Feeds;

/// <summary>
/// Reads RSS 0.9x and 2.0, RDF (RSS 1.0), Atom 0.3 and 1.0, JSON Feed, and what matters of CDF. What is wrong with a feed becomes a
/// <see cref="FeedProblem"/>; nothing that a server can send makes it throw.
/// </summary>
public static class FeedParser
{
    public static ParsedFeed Parse(Page page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (rented, length, charset) = Charset.Rent(page);
        try
        {
            return Parse(rented.AsMemory(0, length), charset, page.BaseUrl);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static ParsedFeed Parse(ReadOnlyMemory<char> text, string charset, Uri pageBase)
    {
        text = WithoutLead(text);
        var draft = new FeedDraft(pageBase);
        if (text.IsEmpty)
        {
            return NotAFeed("the body is empty");
        }

        if (text.Span[0] is '{' or '[')
        {
            return JsonFeedAdapter.Read(text, draft) is { } json ? Finish(json) : NotAFeed("JSON, but not a JSON Feed");
        }

        using var markup = FeedMarkup.Read(text);
        var (root, fault, isCutOff, isLimited, _) = markup;
        if (fault is not null)
        {
            draft.Report(FeedProblemKind.IllFormed, fault);
        }

        if (isCutOff)
        {
            draft.Report(FeedProblemKind.Truncated, "the body ends before the feed does");
        }

        if (isLimited)
        {
            draft.Report(FeedProblemKind.LimitReached, $"more than {FeedLimits.Elements(text.Length)} elements");
        }

        var read = root switch
        {
            null => null,
            { Name: "rss" } => RssAdapter.Read(root, draft),
            { Vocabulary: Vocabulary.Rdf, Name: "rdf" } => RssAdapter.ReadRdf(root, draft),
            { Name: "feed" } => AtomAdapter.Read(root, draft),

            { Name: "channel" } when CdfAdapter.Is(root) => CdfAdapter.Read(root, draft),

            // A channel without its root, as some hand-made feeds serve it.
            { Name: "channel", Vocabulary: Vocabulary.Core } => RssAdapter.Read(root, draft),
            _ => null,
        };
        return read is null ? NotAFeed($"the root element is <{root?.Name}>{(root?.Name == "html" ? ": a web page, not a feed" : "")}") : Finish(read);

        ParsedFeed NotAFeed(string why)
        {
            draft.Report(FeedProblemKind.NotAFeed, why);
            return Finish(new ParsedFeed { Format = FeedFormat.None, Charset = charset });
        }

        ParsedFeed Finish(ParsedFeed feed) => feed with { Charset = charset, Items = draft.Items, Problems = draft.Problems };
    }

    /// <summary>White space, byte order marks and zero width spaces before the first tag: forbidden, harmless and common.</summary>
    private static ReadOnlyMemory<char> WithoutLead(ReadOnlyMemory<char> text)
    {
        var start = text.Span.IndexOfAnyExcept(" \t\n\r\uFEFF\u200B");
        return start < 0 ? default : text[start..];
    }
}
