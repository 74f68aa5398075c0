namespace Watcher.Reading.Articles;

/// <summary>Ends a text where lists of other articles begin, by their shape: no word is asked for, so it holds in any language.</summary>
internal static class TailCuts
{
    /// <summary>So much of the running text stands before what may be cut.</summary>
    private const double MinBefore = 0.6;

    /// <summary>The same where a list of teasers is sure: a front page below a short report is longer than the report.</summary>
    private const double MinBeforeList = 0.4;

    /// <summary>So many linked headings, half of them dated and with a paragraph each at most, are a list.</summary>
    private const int FewestTeasers = 4;

    private const int LongestDate = 30;

    /// <summary>So much of it may be lost.</summary>
    private const double MostLost = 0.2;

    /// <summary>
    /// From a heading that is a link to the same site on, when no heading before it is one: an article's own headings lead nowhere, those of
    /// teasers and of the author's profile do.
    /// </summary>
    public static void DropLinkedHeadings(List<PageBlock> blocks)
    {
        var first = Enumerable.Range(0, blocks.Count).FirstOrDefault(i => IsLinkedTitle(blocks, i));
        if (first <= 0)
        {
            return;
        }

        double before = 0, after = 0;
        var own = false;
        int titles = 0, dates = 0, paragraphs = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var prose = BodyFinder.Prose(blocks[i]);
            before += i < first ? prose : 0;
            after += i < first ? 0 : prose;
            titles += IsLinkedTitle(blocks, i) ? 1 : 0;
            dates += i > 0 && (IsLinkedTitle(blocks, i - 1) || IsLinkedTitle(blocks, i + 1)) && IsDateLine(blocks[i]) ? 1 : 0;
            paragraphs += i > first && prose > 0 ? 1 : 0;
            own |= i > first && blocks[i] is { Kind: BlockKind.Heading, LinkLength: 0 } && TextFlow.GoesOn(blocks, i + 1, b => b.Text, b => b.Kind == BlockKind.Heading);
        }

        var total = before + after;
        var isTail = before >= MinBefore * total && after <= MostLost * total;
        var isList = titles >= FewestTeasers && 2 * dates >= titles && paragraphs <= titles && before >= MinBeforeList * total;
        if (!own && (isTail || isList))
        {
            first -= IsDateLine(blocks[first - 1]) ? 1 : 0;   // the first teaser's
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

    /// <summary>A day or an hour in any language: short, with two digits and without a sentence.</summary>
    private static bool IsDateLine(PageBlock block) =>
        block.Kind != BlockKind.Heading && block.Text.Length <= LongestDate && block.Text.Count(char.IsAsciiDigit) >= 2 && !LineBreaks.EndsSentence(block.Text);

    private static bool IsLinkedTitle(List<PageBlock> blocks, int index) =>
        index >= 0 && index < blocks.Count && blocks[index] is { Kind: BlockKind.Heading, LinksOut: false, LinkDensity: > 0.8 };
}
