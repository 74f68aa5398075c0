using System.Buffers;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>Reads the blocks of the chosen body, leaving out what stands in it without belonging to it.</summary>
internal static class BodyReader
{
    /// <summary>Headings that introduce links or forms, never text of the article; what follows them is looked at twice.</summary>
    private static readonly HashSet<string> s_trailers = new(StringComparer.Ordinal)
    {
        "related", "related articles", "related stories", "related posts", "related content", "related news", "related topics", "related reading",
        "read more", "read next", "see also", "more stories", "more news", "more from", "you may also like", "you might also like", "recommended",
        "recommended for you", "comments", "leave a comment", "leave a reply", "about the author", "recent posts",
        "latest news", "latest stories", "most read", "most popular", "trending", "popular posts",
        "more on this story", "also read", "further reading", "join the conversation", "up next", "don't miss",
        "материалы по теме", "похожие новости", "схожі новини", "новости по теме", "комментарии", "коментарі",
    };

    /// <summary>Shorter headings repeat in comparisons: "Pros", "Who it is for".</summary>
    private const int ShortestCall = 30;

    private const int FewestCalls = 3;

    /// <summary>Shorter pull quotes are names and titles.</summary>
    private const int ShortestQuote = 30;

    /// <summary>Each quote is looked for in the whole text; no article has more.</summary>
    private const int MostQuotes = 40;

    /// <summary>A linked line longer than this is a paragraph.</summary>
    private const int LongestLink = 250;

    /// <summary>Titles of articles are longer than the names of things, which catalogues link.</summary>
    private const int ShortestTitle = 25;

    /// <summary>Shorter linked sentences are calls: "See it here."</summary>
    private const int ShortestSource = 60;

    /// <summary>"Follow us on Telegram and Facebook for more news"; longer paragraphs with such a link report something.</summary>
    private const int LongestInvitation = 200;

    /// <summary>What introduces a link or a list of them: "Read also:", "More on the subject:".</summary>
    private const int LongestLabel = 40;

    private const int MostLabelWords = 5;

    /// <summary>Linked headings under labels; more head the things that an article lists.</summary>
    private const int MostInsets = 2;

    /// <summary>So much of the prose stands behind links that are an inset.</summary>
    private const double LeastBehindInset = 0.15;

    /// <summary>Names, dates and counters; longer lines are text.</summary>
    private const int LongestHeadLine = 70;

    /// <summary>Between a standfirst and the text.</summary>
    private const int MostHeadLines = 3;

    /// <summary>"Wednesday, September 12, 2022" has fewer.</summary>
    private const int LettersOfADay = 20;

    /// <summary>Elements above a block whose names are asked.</summary>
    private const int Levels = 4;

    /// <param name="page">With asides marked.</param>
    /// <param name="body">The element that holds the article.</param>
    /// <param name="title">Not repeated in the text.</param>
    /// <param name="introduction">What of the article stands before the body.</param>
    public static List<(BlockKind Kind, string Text)> Read(PageOutline page, PageRegion body, string title, IEnumerable<PageBlock> introduction)
    {
        var kept = new List<PageBlock>(introduction);
        for (var i = body.First; i < body.End; i++)
        {
            if (!page.Blocks[i].Excluded && !page.Blocks[i].IsCard)
            {
                kept.Add(page.Blocks[i]);
            }
        }

        var foldedTitle = Fold.Text(title);
        DropRepeatedQuotes(kept);
        kept.RemoveAll(b => b.Channel is { } channel && b.Length < LongestInvitation && b.Kind != BlockKind.Table && page.Channels.Includes(channel));
        TailCuts.DropLinkedHeadings(kept);
        TailCuts.DropLinkedTitles(kept);
        DropRepeatedHeadings(kept);
        DropLinkRuns(page, kept);
        DropTrailers(kept);
        DropHead(kept, foldedTitle);
        DropEmptyHeadings(kept);
        var pieces = new List<(BlockKind, string)>(kept.Count);
        foreach (var block in kept)
        {
            if (!block.Excluded)
            {
                pieces.Add((block.Kind, block.Text));
            }
        }

        return pieces;
    }

    /// <summary>A long heading that comes again and again heads the same call each time: "Find a course that suits you".</summary>
    private static void DropRepeatedHeadings(List<PageBlock> blocks)
    {
        var times = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            if (block.Kind == BlockKind.Heading && block.Length >= ShortestCall)
            {
                times[block.Text] = times.GetValueOrDefault(block.Text) + 1;
            }
        }

        blocks.RemoveAll(b => b.Kind == BlockKind.Heading && times.GetValueOrDefault(b.Text) >= FewestCalls);
    }

    /// <summary>A pull quote repeats the text as a rule; one that does not is text.</summary>
    private static void DropRepeatedQuotes(List<PageBlock> blocks)
    {
        string? text = null;
        var looks = 0;
        foreach (var block in blocks)
        {
            if (IsIn(block.Region, PageWordKinds.PullQuote))
            {
                text ??= string.Join('\n', blocks.Where(b => !IsIn(b.Region, PageWordKinds.PullQuote)).Select(b => Fold.Text(b.Text)));
                block.Excluded = block.Length < ShortestQuote || ++looks > MostQuotes
                    || text.Contains(MarkerSet.Core(Fold.Text(block.Text)), StringComparison.Ordinal);
            }
        }

        blocks.RemoveAll(b => b.Excluded);
    }

    private static bool IsIn(PageRegion region, PageWordKinds kind)
    {
        var outer = region;
        for (var level = 0; outer is not null && level < Levels; level++, outer = outer.Parent)
        {
            if (outer.Says(kind))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Blocks that are links and nothing else: lists of other articles, tag lists, menus. A lone linked line among prose too. The short line
    /// above that ends with a colon introduced them; at the end of the text it stays for the cleaning, which ends the article there.
    /// </summary>
    private static void DropLinkRuns(PageOutline page, List<PageBlock> blocks)
    {
        var lastProse = blocks.FindLastIndex(b => BodyFinder.Prose(b) > 0);   // behind the text stand partners and paid links, which lead away too
        var listsSources = false;   // behind the text, under a heading of its own and in its frame
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            listsSources = block.Kind == BlockKind.Heading ? i > lastProse && lastProse >= 0 && block.LinkLength == 0 && block.Region.Parent == blocks[lastProse].Region.Parent
                : listsSources && block is { LinksOut: true, Channel: null };
            if (block.Kind is BlockKind.Heading or BlockKind.Table || block.Length >= LongestLink || listsSources || (i < lastProse && LeadsToSource(block)) || !(IsLink(block) || IsLabelledLink(block)))
            {
                continue;
            }

            block.Excluded = true;
            if (block.Length >= ShortestTitle && i > 0 && blocks[i - 1] is { Length: <= LongestLabel } above && above.Text[^1] is ':' or '\uFF1A'
                && TextFlow.GoesOn(blocks, i + 1, b => b.Text, b => b.Kind == BlockKind.Heading || b.LinkDensity > 0.8))
            {
                above.Excluded = true;
            }
        }

        DropLabels(page, blocks);
        blocks.RemoveAll(b => b.Excluded);
    }

    /// <summary>
    /// The short line that stands alone with links in a frame of their own is their title, in whatever language; so is a bold one right above a list
    /// of links. Near the end of the text it stays for the cleaning, which ends the article there.
    /// </summary>
    private static void DropLabels(PageOutline page, List<PageBlock> blocks)
    {
        var total = blocks.Sum(b => b.Excluded ? 0 : BodyFinder.Prose(b));
        var isCatalogue = blocks.Count(IsLinkedHeading) > MostInsets;
        var before = 0.0;
        for (var i = 0; i + 1 < blocks.Count && before < total * (1 - LeastBehindInset); i++)
        {
            var block = blocks[i];
            before += block.Excluded ? 0 : BodyFinder.Prose(block);
            if (!block.Excluded && (blocks[i + 1].Excluded || (!isCatalogue && IsLinkedHeading(blocks[i + 1]))) && block is { LinkLength: 0, Length: <= LongestLabel } && IsLabel(block))
            {
                var end = EndOfFrame(page, block);
                if (HeadsLinksOnly(page, block, end) || HeadsList(page, block))
                {
                    for (var j = block.Index; j < Math.Max(end, block.Index + 1); j++)
                    {
                        page.Blocks[j].Excluded = true;
                    }
                }
            }
        }
    }

    private static bool IsLabel(PageBlock block) =>
        block.Text[^1] is ':' or '\uFF1A' || !LineBreaks.EndsSentence(block.Text) || (block.Kind == BlockKind.Heading && block.Text[^1] is '…');

    private static bool IsLinkedHeading(PageBlock block) => block is { Kind: BlockKind.Heading, LinksOut: false, LinkDensity: > 0.8 };

    /// <summary>Where the frame that a label opens ends; 0 when it opens none.</summary>
    private static int EndOfFrame(PageOutline page, PageBlock label)
    {
        var frame = label.Region;
        while (frame is { Parent: not null } && frame.End == label.Index + 1)
        {
            frame = frame.Parent;
        }

        return frame.First == label.Index && frame.Depth > 0 ? frame.End : 0;
    }

    private static bool HeadsLinksOnly(PageOutline page, PageBlock label, int end)
    {
        var hasTitle = false;
        for (var i = label.Index + 1; i < end; i++)
        {
            var block = page.Blocks[i];
            if (block.LinksOut || !(block.Excluded || IsLinkedHeading(block)))
            {
                return false;   // what leads to a shop or a source is named by its label
            }

            hasTitle |= block.Length >= ShortestTitle;
        }

        return hasTitle;
    }

    /// <summary>A bold line over a list of links that the text goes on behind.</summary>
    private static bool HeadsList(PageOutline page, PageBlock label)
    {
        if (label.BoldLength < 0.9 * label.Text.Length)
        {
            return false;
        }

        var hasTitle = false;
        var i = label.Index + 1;
        for (; i < page.Blocks.Count && page.Blocks[i] is { Excluded: true, Kind: BlockKind.ListItem, LinksOut: false } item; i++)
        {
            hasTitle |= item.Length >= ShortestTitle;
        }

        return hasTitle && i < page.Blocks.Count && BodyFinder.Prose(page.Blocks[i]) > 0;
    }

    /// <summary>
    /// A sentence or an entry of a list that links to another site and no network: a source, or one of the things that the article lists. What leads
    /// away from an article to more of the same stays on the site.
    /// </summary>
    private static bool LeadsToSource(PageBlock block) =>
        block is { LinksOut: true, Channel: null }
        && (block.Kind == BlockKind.ListItem || (block.Length >= ShortestSource && LineBreaks.EndsSentence(block.Text) && block.Text[^1] != ':'));

    private static readonly SearchValues<char> s_clock = SearchValues.Create("0123456789:./|-–— ");

    /// <summary>A link but for the time or date before it, as in lists of the latest news: "09:10 Ferry runs again".</summary>
    private static bool IsLink(PageBlock block)
    {
        if (block.LinkLength == 0)
        {
            return false;
        }

        var before = block.Text.AsSpan().IndexOfAnyExcept(s_clock);
        return block.LinkLength > 0.8 * (block.Text.Length - Math.Max(0, before));
    }

    /// <summary>
    /// "Read also: Ferry runs again", in whatever language: a few words, and the linked title of another article of the site. The words end with a
    /// colon, are set in bold, stand in brackets or begin with an arrow.
    /// </summary>
    private static bool IsLabelledLink(PageBlock block)
    {
        var text = block.Text.AsSpan();
        if (block.LinkLength == 0 || block.LinksOut || block.Kind == BlockKind.ListItem || text[^1] is '.' or '\u3002')
        {
            return false;
        }

        var colon = text.IndexOfAny(':', '\uFF1A');
        var hasPointer = s_pointers.Contains(text[0]);
        var isMarked = hasPointer || block.HasLinkLabel || block.BoldLength > 0.9 * (text.Length - block.LinkLength);
        var label = colon is > 0 and <= LongestLabel ? colon + 1 : isMarked ? text.Length - block.LinkLength : 0;
        if (label is 0 or > LongestLabel || text[..label].Trim().Count(' ') >= MostLabelWords)
        {
            return false;
        }

        var title = text[label..].Trim();
        return ReadingLength.Of(title) >= (hasPointer ? ShortestTitle / 2 : ShortestTitle) && block.LinkLength > 0.9 * title.Length;
    }

    private static readonly SearchValues<char> s_pointers = SearchValues.Create("▶►▸▷»>→➤➡☞※【[");

    /// <summary>From the last third on, a heading such as "Related" ends the article when little prose follows it.</summary>
    private static void DropTrailers(List<PageBlock> blocks)
    {
        var total = blocks.Sum(BodyFinder.Prose);
        var before = 0.0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Text.Length <= 40 && before >= total * 0.6 && s_trailers.Contains(Fold.Text(block.Text.TrimEnd(':', '.', ' ')))
                && !TextFlow.GoesOn(blocks, i + 1, b => b.Text, b => b.Kind == BlockKind.Heading && b.LinkDensity < 0.5))
            {
                blocks.RemoveRange(i, blocks.Count - i);
                return;
            }

            before += BodyFinder.Prose(block);
        }
    }

    /// <summary>Before the first paragraph stand title, byline, date and share links: short lines that are not sentences.</summary>
    private static void DropHead(List<PageBlock> blocks, string title)
    {
        var first = blocks.FindIndex(b => BodyFinder.Prose(b) > 0);
        DropDateline(blocks, first);
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (title.Length > 0 && block.Text.Length < 400 && block.Kind is BlockKind.Heading or BlockKind.Paragraph && Fold.Text(block.Text) == title
                && i < Math.Max(first, 0) + 3)
            {
                block.Excluded = true;
            }
            else if (i < first && (block.HeadingLevel == 1
                || (block.Kind is BlockKind.Paragraph or BlockKind.ListItem && block.Length < LongestHeadLine && !LineBreaks.EndsSentence(block.Text) && !IsLineOf(blocks[first], block))))
            {
                block.Excluded = true;
            }
        }

        blocks.RemoveAll(b => b.Excluded);
    }

    /// <summary>
    /// Where themes set the standfirst above name and day, those are lines behind the first sentence: they go up to the day. A day alone may be the
    /// text's own, and a chronicle has a line for each of its days.
    /// </summary>
    private static void DropDateline(List<PageBlock> blocks, int first)
    {
        var (end, day) = (first + 1, -1);
        for (; first >= 0 && end < blocks.Count && end <= first + MostHeadLines && IsHeadLine(blocks[end]); end++)
        {
            day = PageDate.IsDateline(blocks[end].Text) ? end : day;
        }

        if (day < 0 || (day == first + 1 && blocks[day].Text.Count(char.IsLetter) < LettersOfADay) || blocks.FindIndex(end, b => IsHeadLine(b) && PageDate.IsDateline(b.Text)) >= 0)
        {
            return;
        }

        for (var i = first + 1; i <= day; i++)
        {
            blocks[i].Excluded = true;
        }
    }

    private static bool IsHeadLine(PageBlock block) =>
        block is { Kind: BlockKind.Paragraph or BlockKind.ListItem, Length: < LongestHeadLine } && !LineBreaks.EndsSentence(block.Text);

    /// <summary>A line of the same paragraph, set over it in bold: a place and a day.</summary>
    private static bool IsLineOf(PageBlock paragraph, PageBlock line) => line.BoldLength > 0 && line.Region == paragraph.Region && line.Region.Tag is ("p" or "li");

    /// <summary>A heading with nothing under it headed what was dropped: a film, whose words are a caption.</summary>
    private static void DropEmptyHeadings(List<PageBlock> blocks)
    {
        for (var i = blocks.Count - 1; i >= 0 && blocks[i].Kind is BlockKind.Heading or BlockKind.Caption; i--)
        {
            if (blocks[i].Kind == BlockKind.Heading)
            {
                blocks.RemoveAt(i);
            }
        }
    }
}
