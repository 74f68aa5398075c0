using System.Globalization;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// Chooses the element that holds the article. Every element is a candidate, scored by how much of the page's running text it holds
/// (recall) and how little else (precision), times what it says of itself. An element that joins sibling bodies gains recall
/// without losing precision and so wins over each of them.
/// </summary>
internal static class BodyFinder
{
    /// <summary>An aside may be dropped when it holds at most this share of the page's running text; beyond it, its name lies.</summary>
    private const double MaxAsideShare = 0.3;

    /// <summary>What must remain of the page's running text when all asides are gone.</summary>
    private const double MinKeptShare = 0.35;

    /// <summary>Text shorter than this is counted as running text only when it has the shape of a sentence.</summary>
    private const int SurelyProse = 100;

    private const int MaybeProse = 40;

    /// <summary>What stands above the title is a ticker or a teaser, if so much of the text stands below it.</summary>
    private const double MinShareBelowTitle = 0.25;

    /// <summary>Fewer elements that look like cards are paragraphs with a linked heading.</summary>
    private const int MinCards = 3;

    /// <summary>So much of the page's prose stands before cards that lie inside the body.</summary>
    private const double MinShareBeforeCards = 0.7;

    /// <summary>Title, date, author, teaser, a tag or two and a button.</summary>
    private const int MaxCardBlocks = 8;

    private const double MaxCardProse = 320;

    private const int MaxCardLength = 480;

    /// <summary>A sibling article shorter than this, in characters of prose, is a card.</summary>
    private const double MinOwnProse = 400;

    /// <summary>Elements above a hidden one whose names are asked.</summary>
    private const int FoldingLevels = 3;

    /// <summary>The article under the title may be a short report.</summary>
    private const double MinTitledProse = 250;

    /// <summary>The body's region, or null when no text on the page reads like prose. Blocks outside the article are marked excluded.</summary>
    public static PageRegion? Find(PageOutline page, string title)
    {
        var blocks = page.Blocks;
        var prose = new double[blocks.Count + 1];
        var all = new double[blocks.Count + 1];
        Sum(blocks, prose, all);
        var total = prose[^1];
        if (total <= 0)
        {
            return null;
        }

        ExcludeCards(page, prose, all, total);
        ExcludeAsides(page, prose, total, byName: false);
        Sum(blocks, prose, all);
        total = prose[^1];

        // Asides by name that add up to most of the text are a theme whose names mean something else.
        var before = blocks.Select(b => b.Excluded).ToArray();
        ExcludeAsides(page, prose, total, byName: true);
        Sum(blocks, prose, all);
        if (prose[^1] < total * MinKeptShare)
        {
            for (var i = 0; i < blocks.Count; i++)
            {
                blocks[i].Excluded = before[i];
            }

            Sum(blocks, prose, all);
        }

        total = prose[^1];
        if (total <= 0)
        {
            return null;
        }

        var heading = TitleHeading(blocks, title);
        if (heading >= 0 && prose[^1] - prose[heading] >= total * MinShareBelowTitle)
        {
            for (var i = 0; i < heading; i++)
            {
                blocks[i].Excluded = true;
            }

            Sum(blocks, prose, all);
            total = prose[^1];
        }

        PageRegion? best = null;
        var bestScore = 0.0;
        foreach (var region in page.Regions)
        {
            var inside = prose[region.End] - prose[region.First];
            if (inside <= 0)
            {
                continue;
            }

            var recall = inside / total;
            var precision = inside / (all[region.End] - all[region.First]);
            var score = 2 * recall * precision / (recall + precision) * Trust(region);
            // At equal score the inner element is the tighter frame.
            if (score >= bestScore * 0.9999)
            {
                (best, bestScore) = (region, Math.Max(score, bestScore));
            }
        }

        best = Container(best);
        return best is null || heading < 0 ? best : OwnArticle(page, best, heading, prose);
    }

    /// <summary>One paragraph of a short article may score above all of them, since nothing else stands in it: then the element that says it is the body holds more.</summary>
    private static PageRegion? Container(PageRegion? best) =>
        best is { Tag: "p", Parent: { } outer } && (outer.IsArticleBody || outer.Tag == "article" || outer.Says(PageWordKinds.Body)) ? outer : best;

    /// <summary>The heading that repeats the title, the largest first; -1 when there is none.</summary>
    internal static int TitleHeading(IReadOnlyList<PageBlock> blocks, string title)
    {
        var wanted = MarkerSet.Core(Fold.Text(title));
        if (ReadingLength.Of(wanted) < 12)
        {
            return -1;
        }

        var found = -1;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.HeadingLevel is 1 or 2 && Math.Abs(block.Text.Length - title.Length) < 20
                && (found < 0 || block.HeadingLevel < blocks[found].HeadingLevel) && MarkerSet.Core(Fold.Text(block.Text)) == wanted)
            {
                found = i;
            }
        }

        return found;
    }

    /// <summary>
    /// Pages that go on with further articles wrap each in an element of its own. When the rest of the body lies in such siblings,
    /// the article is the one under the title.
    /// </summary>
    private static PageRegion OwnArticle(PageOutline page, PageRegion body, int heading, double[] prose)
    {
        PageRegion? own = null;
        var others = 0.0;
        var skipBefore = 0;
        foreach (var region in page.Regions)
        {
            if (region.Tag != "article" || region.First < Math.Max(body.First, skipBefore) || region.End > body.End || region == body)
            {
                continue;
            }

            skipBefore = region.End;
            if (heading >= region.First && heading < region.End)
            {
                own = region;
            }
            else
            {
                others += prose[region.End] - prose[region.First];
            }
        }

        if (own is null)
        {
            return body;
        }

        var inside = prose[own.End] - prose[own.First];
        var rest = prose[body.End] - prose[body.First] - inside;
        return inside >= MinTitledProse && others > rest * 0.6 ? own : body;
    }

    private static void Sum(IReadOnlyList<PageBlock> blocks, double[] prose, double[] all)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var weight = block.Excluded || block.IsCard ? 0 : Prose(block);
            weight *= weight > 0 && IsTeaser(blocks, i) ? 0.2 : 1;
            prose[i + 1] = prose[i] + weight;
            all[i + 1] = all[i] + (block.Excluded || block.Kind is BlockKind.Heading or BlockKind.Caption ? weight
                : Math.Max(weight, block.Length + 10));
        }
    }

    /// <summary>The only paragraph between two linked headings: the card of another article.</summary>
    public static bool IsTeaser(IReadOnlyList<PageBlock> blocks, int index)
    {
        var above = Linked(blocks, index, -1);
        return above && Linked(blocks, index, 1);

        static bool Linked(IReadOnlyList<PageBlock> blocks, int from, int step)
        {
            for (var i = from + step; i >= 0 && i < blocks.Count && Math.Abs(i - from) <= 4; i += step)
            {
                var block = blocks[i];
                if (block.Kind == BlockKind.Heading)
                {
                    return block.LinkDensity > 0.8;
                }

                if (Prose(block) > 0)
                {
                    return false;
                }
            }

            return false;
        }
    }

    /// <summary>How much running text the block is worth, in characters. Long paragraphs count in full, teaser-sized ones less.</summary>
    public static double Prose(PageBlock block)
    {
        var length = block.Length;
        if (block.Kind is BlockKind.Heading or BlockKind.Caption || length < MaybeProse || block.LinkDensity > 0.5)
        {
            return 0;
        }

        var own = length * (1 - (block.LinkDensity * 0.5));
        if (length < SurelyProse)
        {
            return LineBreaks.EndsSentence(block.Text) || Commas(block.Text) >= 2 || IsUnstopped(block.Text) ? own * 0.6 : 0;
        }

        return block.Kind == BlockKind.Table ? own * 0.5 : length < 160 ? own * 0.8 : own;
    }

    /// <summary>Thai, Lao, Khmer and Burmese end sentences with a blank: two of them in a line are more than a label has.</summary>
    private static bool IsUnstopped(ReadOnlySpan<char> text) =>
        text[0] is (>= '\u0E00' and <= '\u0EFF') or (>= '\u1000' and <= '\u109F') or (>= '\u1780' and <= '\u17FF') && text.Count(' ') >= 2;

    private static int Commas(ReadOnlySpan<char> text)
    {
        var commas = text.Count(',');
        for (var at = text.IndexOfAny('\u060C', '\u3001', '\uFF0C'); at >= 0; at = text.IndexOfAny('\u060C', '\u3001', '\uFF0C'))
        {
            commas++;
            text = text[(at + 1)..];
        }

        return commas;
    }

    private static double Trust(PageRegion region)
    {
        var trust = region.IsArticleBody ? 1.35 : region.Tag switch
        {
            "article" => 1.12,
            "main" => 1.06,
            _ => region.Role is "main" or "article" ? 1.06 : 1.0,
        };

        if (region.Says(PageWordKinds.Body))
        {
            trust *= 1.12;
        }

        return trust;
    }

    private static void ExcludeAsides(PageOutline page, double[] prose, double total, bool byName)
    {
        var skipBefore = 0;
        foreach (var region in page.Regions)
        {
            if (region.End <= skipBefore || region.Depth == 0)
            {
                continue;
            }

            var limit = AsideLimit(page, region, prose, byName);
            if (limit <= 0 || (prose[region.End] - prose[region.First]) / total > limit)
            {
                continue;
            }

            for (var i = region.First; i < region.End; i++)
            {
                page.Blocks[i].Excluded = true;
            }

            skipBefore = region.End;
        }
    }

    /// <summary>
    /// Lists of other articles: three or more elements of one name side by side, each with a linked title and little text. Reviews of many
    /// things look alike but have more to say about each.
    /// </summary>
    private static void ExcludeCards(PageOutline page, double[] prose, double[] all, double total)
    {
        var groups = new Dictionary<(PageRegion? Parent, string Tag, string Marks), List<PageRegion>>();
        foreach (var region in page.Regions)
        {
            if (region.Depth > 0 && region.End > region.First && region.End - region.First <= MaxCardBlocks && region.Tag is not ("p" or "tr" or "td" or "tbody")
                && IsCard(page, region, prose))
            {
                var key = (region.Parent, region.Tag, region.Tag is "li" or "article" ? "" : region.Marks.TrimEnd(s_digits));
                if (!groups.TryGetValue(key, out var group))
                {
                    groups.Add(key, group = []);
                }

                group.Add(region);
            }
        }

        foreach (var group in groups.Values)
        {
            // What looks like cards in the middle of a body is a list of the article's own.
            if (group.Count < MinCards || (prose[group[0].First] < total * MinShareBeforeCards && IsInBody(group[0])) || group.Sum(r => prose[r.End] - prose[r.First]) > total * MaxAsideShare)
            {
                continue;
            }

            foreach (var region in group)
            {
                for (var i = region.First; i < region.End; i++)
                {
                    page.Blocks[i].IsCard = true;
                }
            }
        }

        Sum(page.Blocks, prose, all);
    }

    private static readonly char[] s_digits = [.. "0123456789"];

    private static bool IsCard(PageOutline page, PageRegion region, double[] prose)
    {
        if (prose[region.End] - prose[region.First] > MaxCardProse)
        {
            return false;
        }

        var hasTitle = false;
        var length = 0;
        for (var i = region.First; i < region.End; i++)
        {
            var block = page.Blocks[i];
            length += block.Text.Length;
            hasTitle |= block.LinkDensity > 0.8 && block.Length >= 20;
            if (block.LinksOut)
            {
                return false;   // cards of shops and of sources lead elsewhere
            }
        }

        return hasTitle && length <= MaxCardLength;
    }

    /// <summary>Not more text than an invitation to a newsletter has around its field.</summary>
    private static bool IsSmall(PageOutline page, PageRegion region)
    {
        var length = 0;
        for (var i = region.First; i < region.End && length <= MaxCardLength; i++)
        {
            length += page.Blocks[i].Length;
        }

        return length <= MaxCardLength;
    }

    /// <summary>
    /// "Comments (12)" in any language, below a text: a heading that counts what stands under it in the same frame, each with a short line, the
    /// name of who wrote it, above its own text.
    /// </summary>
    private static bool IsCountedList(PageOutline page, PageRegion region, double[] prose)
    {
        if (region.End - region.First < 3 || prose[region.First] < MinTitledProse || page.Blocks[region.First] is not { Kind: BlockKind.Heading, Text: [.., ')'], Text.Length: <= SurelyProse / 2 } heading
            || region.Says(PageWordKinds.Body))
        {
            return false;
        }

        var open = heading.Text.LastIndexOf('(');
        if (open < 2 || !int.TryParse(heading.Text.AsSpan(open + 1, heading.Text.Length - open - 2), CultureInfo.InvariantCulture, out var count))
        {
            return false;
        }

        var said = 0;
        for (var i = region.First + 1; i < region.End; i++)
        {
            var (block, above) = (page.Blocks[i], page.Blocks[i - 1]);
            var isText = Prose(block) > 0;
            if ((block.Kind == BlockKind.Heading && block.HeadingLevel <= heading.HeadingLevel) || (isText && above == heading))
            {
                return false;
            }

            said += isText && Prose(above) <= 0 ? 1 : 0;
        }

        return said > 0 && said <= count;
    }

    private static bool HasLink(PageOutline page, PageRegion region)
    {
        for (var i = region.First; i < region.End; i++)
        {
            if (page.Blocks[i].LinkLength > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasOwnSentence(PageOutline page, PageRegion region)
    {
        for (var i = region.First; i < region.End; i++)
        {
            if (page.Blocks[i] is { LinkLength: 0 } block && Prose(block) > 0 && LineBreaks.EndsSentence(block.Text))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInBody(PageRegion region)
    {
        for (var outer = region.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer.IsArticleBody || outer.Says(PageWordKinds.Body))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The answer to a question of the article, hidden until a reader opens it: its names say so, or it stands in the body under one short line in
    /// a frame of their own.
    /// </summary>
    private static bool IsFolded(PageOutline page, PageRegion region, double[] prose)
    {
        if (region.Parent is { } frame && region.First == frame.First + 1 && region.End == frame.End && page.Blocks[frame.First] is { LinkLength: 0, Length: < SurelyProse }
            && prose[region.End] > prose[region.First] && !region.Says(PageWordKinds.Aside | PageWordKinds.Overlay | PageWordKinds.Box) && IsInBody(region))
        {
            return true;
        }

        var outer = region;
        for (var level = 0; outer is not null && level < FoldingLevels; level++, outer = outer.Parent)
        {
            if (outer.Says(PageWordKinds.Folding))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The share of the page's prose that may be lost with this element; 0 when nothing says that it is an aside.</summary>
    private static double AsideLimit(PageOutline page, PageRegion region, double[] prose, bool byName)
    {
        if (region.Says(PageWordKinds.Comments) || IsCountedList(page, region, prose))
        {
            return 0.75;   // a discussion is often longer than what it discusses
        }

        if (region.Tag is "nav" or "menu" || region.Role is "navigation" or "search" or "menu" or "dialog" or "alertdialog" or "banner" or "contentinfo"
            || region.Says(PageWordKinds.Overlay))
        {
            return 0.5;
        }

        if (region.IsHidden && region.Says(PageWordKinds.Box))
        {
            return 0.6;
        }

        // Posts that an article quotes are its text, whatever network their frame is named for.
        if (region.Tag == "blockquote" || region.Says(PageWordKinds.Embed))
        {
            return 0;
        }

        if (region.IsHidden && IsFolded(page, region, prose))
        {
            return 0;
        }

        if (region.IsHidden || region.Tag is "footer" or "aside" or "form" or "fieldset" || region.Role == "complementary")
        {
            return MaxAsideShare;
        }

        if (region.Tag is "body" or "html" or "main" or "article" || region.IsArticleBody)
        {
            return 0;
        }

        if (region.AsksForMail && IsSmall(page, region))
        {
            return MaxAsideShare;
        }

        if (byName && region.Says(PageWordKinds.Widget))
        {
            // Page builders make the text itself of widgets.
            return IsInBody(region) && prose[region.End] - prose[region.First] >= MinOwnProse ? 0 : MaxAsideShare;
        }

        return byName && (region.Says(PageWordKinds.Aside) || (region.Says(PageWordKinds.Teaser) && HasLink(page, region)) || (region.Says(PageWordKinds.Product) && !(IsInBody(region) && HasOwnSentence(page, region))) || (region.Says(PageWordKinds.Hidden) && !IsFolded(page, region, prose))) ? (region.Says(PageWordKinds.Body) ? 0.05 : MaxAsideShare) : 0;
    }
}
