using System.Xml;
using Watcher.Reading.Pages;

namespace Watcher.Reading.Feeds;

/// <summary>
/// Reads RSS 0.9x and 2.0, RDF (RSS 1.0), Atom 0.3 and 1.0, and JSON Feed. What is wrong with a feed becomes a
/// <see cref="FeedProblem"/>; nothing that a server can send makes it throw.
/// </summary>
public static class FeedParser
{
    public static ParsedFeed Parse(Page page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var (decoded, charset) = Charset.Decode(page);
        var text = decoded.TrimStart('\uFEFF', '\u200B', ' ', '\t', '\r', '\n');
        var draft = new FeedDraft(page.BaseUrl);
        if (text.Length == 0)
        {
            return NotAFeed("the body is empty");
        }

        if (text[0] is '{' or '[')
        {
            return JsonFeedAdapter.Read(text, draft) is { } json ? Finish(json) : NotAFeed("JSON, but not a JSON Feed");
        }

        FeedElement? root;
        try
        {
            root = FeedTree.Read(text);
        }
        catch (XmlException e)
        {
            draft.Report(FeedProblemKind.IllFormed, e.Message);
            (root, var isCutOff) = LenientXml.Read(text);
            if (isCutOff)
            {
                draft.Report(FeedProblemKind.Truncated, "the body ends before the feed does");
            }
        }

        var read = root switch
        {
            null => null,
            { Name: "rss" } => RssAdapter.Read(root, draft),
            { Vocabulary: Vocabulary.Rdf, Name: "rdf" } => RssAdapter.ReadRdf(root, draft),
            { Name: "feed" } => AtomAdapter.Read(root, draft),

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
}
