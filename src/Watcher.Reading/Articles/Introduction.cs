using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// The paragraph that themes set between the title and the body, in an element of its own. A line of one sentence there is a second headline and
/// mostly says what the text says again; a paragraph of several sentences is the beginning of the text.
/// </summary>
internal static class Introduction
{
    /// <summary>Blocks under the title that are looked at: names, dates and a paragraph or two.</summary>
    private const int Reach = 4;

    private const int Shortest = 120;

    private const int FewestSentences = 2;

    private const double MostLinked = 0.3;

    /// <param name="page">With asides marked.</param>
    /// <param name="body">The element that holds the article.</param>
    /// <param name="title">As the metadata give it.</param>
    /// <param name="authors">Whom the page names: a paragraph that begins with one introduces the author.</param>
    public static IEnumerable<PageBlock> Of(PageOutline page, PageRegion body, string title, IReadOnlyList<string> authors)
    {
        var heading = BodyFinder.TitleHeading(page.Blocks, title);
        heading = heading < 0 ? PlainTitle(page, body, title) : heading;
        for (var i = heading + 1; heading >= 0 && i < Math.Min(body.First, heading + 1 + Reach); i++)
        {
            var block = page.Blocks[i];
            if (block is { Kind: BlockKind.Paragraph, Excluded: false, IsCard: false } && block.Length >= Shortest && block.LinkDensity < MostLinked
                && LineBreaks.EndsSentence(block.Text) && SentenceSplitter.Split(block.Text, new TextSpan(0, block.Text.Length)).Length >= FewestSentences && !IsAboutAuthor(block.Text, authors))
            {
                yield return block;
            }
        }
    }

    /// <summary>The last line before the body that repeats the title, on pages that mark no heading; -1 when there is none.</summary>
    private static int PlainTitle(PageOutline page, PageRegion body, string title)
    {
        for (var i = body.First - 1; i >= Math.Max(0, body.First - 2 * Reach); i--)
        {
            var block = page.Blocks[i];
            if (!block.Excluded && Math.Abs(block.Text.Length - title.Length) < 4 && MarkerSet.Core(Fold.Text(block.Text)) == MarkerSet.Core(Fold.Text(title)))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool IsAboutAuthor(string text, IReadOnlyList<string> authors)
    {
        foreach (var author in authors)
        {
            var first = author.Split(' ')[0];
            if (first.Length > 1 && text.StartsWith(first, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
