using System.Buffers;
using Watcher.Reading.Pages;

namespace Watcher.Reading.Feeds;

/// <summary>
/// Reads RSS 0.9x and 2.0, RDF (RSS 1.0), Atom 0.3 and 1.0, JSON Feed, and what matters of CDF. What is wrong with a feed becomes a
/// <see cref="FeedProblem"/>; nothing that a server can send makes it throw.
/// </summary>
public static class FeedParser
{
    private static readonly SearchValues<char> s_lead = SearchValues.Create(" \t\n\r\uFEFF\u200B");

    private static readonly string[] s_roots = ["<rss", "<feed", "<rdf:RDF"];

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

        var markup = FeedMarkup.Read(text);
        if (!IsFeedRoot(markup.Root) && FeedStart(text.Span) is > 0 and var start)
        {
            // Warnings of the program that made the feed, printed before it.
            draft.Report(FeedProblemKind.IllFormed, $"{start} characters before the feed: \"{FeedText.Shown(text.Span[..Math.Min(start, 400)].ToString())}\"");
            markup.Dispose();
            markup = FeedMarkup.Read(text[start..]);
        }

        using var body = markup;
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
        return read is null ? NotAFeed(WhatItIs(root, text, pageBase)) : Finish(read);

        ParsedFeed NotAFeed(string why)
        {
            draft.Report(FeedProblemKind.NotAFeed, why);
            return Finish(new ParsedFeed { Format = FeedFormat.None, Charset = charset });
        }

        ParsedFeed Finish(ParsedFeed feed) => feed with { Charset = charset, Items = draft.Finish(feed.Url), Problems = draft.Problems };
    }

    private static bool IsFeedRoot(FeedElement? root) => root is { Name: "rss" or "feed" or "channel" } or { Vocabulary: Vocabulary.Rdf, Name: "rdf" };

    /// <summary>Where a feed begins inside a body that begins with something else; -1 when none does.</summary>
    private static int FeedStart(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, FeedLimits.MaxLead)];
        foreach (var sign in s_roots)
        {
            if (head.IndexOf(sign, StringComparison.OrdinalIgnoreCase) is >= 0 and var root && root + sign.Length < head.Length && head[root + sign.Length] is ' ' or '>' or '\n' or '\r' or '\t')
            {
                if (IsWebPage(head[..root]))
                {
                    return -1;   // a page that shows or builds one
                }

                // The declaration belongs to the root, if nothing but white space and comments stand between them.
                return head[..root].LastIndexOf("<?xml ", StringComparison.OrdinalIgnoreCase) is >= 0 and var declaration ? declaration : root;
            }
        }

        return -1;
    }

    private static bool IsWebPage(ReadOnlySpan<char> head) =>
        head.Contains("<html", StringComparison.OrdinalIgnoreCase) || head.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase);

    /// <summary>For an operator who has the address of a page and wants that of its feed.</summary>
    private static string WhatItIs(FeedElement? root, ReadOnlyMemory<char> text, Uri pageBase)
    {
        if (root?.Name is not ("html" or "head" or "body") && !IsWebPage(text.Span[..Math.Min(text.Length, FeedLimits.MaxLead)]))
        {
            return root is null ? "there is no markup in it: plain text, not a feed" : $"the root element is <{root.Name}>, not one of a feed";
        }

        var feeds = FeedDiscovery.Find(text.Span, pageBase);
        return feeds.Count == 0
            ? "a web page, not a feed: it may be a consent or login page, or the feed is gone; open the address in a browser"
            : $"a web page, not a feed: it names {(feeds.Count == 1 ? "its feed" : "these feeds")}: {string.Join(", ", feeds)}";
    }

    /// <summary>White space, byte order marks and zero width spaces before the first tag: forbidden, harmless and common.</summary>
    private static ReadOnlyMemory<char> WithoutLead(ReadOnlyMemory<char> text)
    {
        var start = text.Span.IndexOfAnyExcept(s_lead);
        return start < 0 ? default : text[start..];
    }
}
