namespace Watcher.Reading.Articles;

/// <summary>Ends a text where lists of other articles begin, by their shape: no word is asked for, so it holds in any language.</summary>
internal static class TailCuts
{
    /// <summary>So much of the running text stands before what may be cut.</summary>
    private const double MinBefore = 0.6;

    /// <summary>So much of it may be lost.</summary>
    private const double MostLost = 0.2;

    /// <summary>
    /// From a heading that is a link to the same site on, when no heading before it is one: an article's own headings lead nowhere, those of
    /// teasers and of the author's profile do.
    /// </summary>
    public static void DropLinkedHeadings(List<PageBlock> blocks)
    {
        var first = blocks.FindIndex(b => b.Kind == BlockKind.Heading && b.LinkDensity > 0.8 && !b.LinksOut);
        if (first <= 0)
        {
            return;
        }

        double before = 0, after = 0;
        var own = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            var prose = BodyFinder.Prose(blocks[i]);
            before += i < first ? prose : 0;
            after += i < first ? 0 : prose;
            own |= i > first && blocks[i] is { Kind: BlockKind.Heading, LinkLength: 0 } && TextFlow.GoesOn(blocks, i + 1, b => b.Text, b => b.Kind == BlockKind.Heading);
        }

        if (!own && before >= MinBefore * (before + after) && after <= MostLost * (before + after))
        {
            blocks.RemoveRange(first, blocks.Count - first);
        }
    }

    /// <summary>
    /// Headings one behind the other that are links to the same site: the titles of other articles, set into this one. A list of things has a word
    /// about each.
    /// </summary>
    public static void DropLinkedTitles(List<PageBlock> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            blocks[i].Excluded = IsLinkedTitle(blocks, i) && (IsLinkedTitle(blocks, i - 1) || IsLinkedTitle(blocks, i + 1));
        }

        blocks.RemoveAll(b => b.Excluded);
    }

    private static bool IsLinkedTitle(List<PageBlock> blocks, int index) =>
        index >= 0 && index < blocks.Count && blocks[index] is { Kind: BlockKind.Heading, LinksOut: false, LinkDensity: > 0.8 };
}
