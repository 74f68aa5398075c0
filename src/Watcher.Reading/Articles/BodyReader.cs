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
        "читайте также", "читайте також", "смотрите также", "материалы по теме", "похожие новости", "схожі новини", "новости по теме", "комментарии",
        "коментарі",
    };

    /// <summary>Shorter pull quotes are names and titles.</summary>
    private const int ShortestQuote = 30;

    /// <summary>Each quote is looked for in the whole text; no article has more.</summary>
    private const int MostQuotes = 40;

    /// <summary>Elements above a block whose names are asked.</summary>
    private const int Levels = 4;

    public static List<(BlockKind Kind, string Text)> Read(PageOutline page, PageRegion body, string title)
    {
        var kept = new List<PageBlock>();
        for (var i = body.First; i < body.End; i++)
        {
            if (!page.Blocks[i].Excluded && !page.Blocks[i].IsCard)
            {
                kept.Add(page.Blocks[i]);
            }
        }

        var foldedTitle = Fold.Text(title);
        DropRepeatedQuotes(kept);
        DropLinkRuns(kept);
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

    /// <summary>Blocks that are links and nothing else: lists of other articles, tag lists, menus. A lone linked line among prose too.</summary>
    private static void DropLinkRuns(List<PageBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.LinkDensity > 0.8 && block.Kind is not (BlockKind.Heading or BlockKind.Table) && block.Length < 250)
            {
                block.Excluded = true;
            }
        }

        blocks.RemoveAll(b => b.Excluded);
    }

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
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (title.Length > 0 && block.Text.Length < 400 && block.Kind is BlockKind.Heading or BlockKind.Paragraph && Fold.Text(block.Text) == title
                && i < Math.Max(first, 0) + 3)
            {
                block.Excluded = true;
            }
            else if (i < first && (block.HeadingLevel == 1
                || (block.Kind is BlockKind.Paragraph or BlockKind.ListItem && block.Length < 70 && !LineBreaks.EndsSentence(block.Text))))
            {
                block.Excluded = true;
            }
        }

        blocks.RemoveAll(b => b.Excluded);
    }

    /// <summary>A heading with nothing under it headed what was dropped.</summary>
    private static void DropEmptyHeadings(List<PageBlock> blocks)
    {
        while (blocks.Count > 0 && blocks[^1].Kind == BlockKind.Heading)
        {
            blocks.RemoveAt(blocks.Count - 1);
        }
    }
}
