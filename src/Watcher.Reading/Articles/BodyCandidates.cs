using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// The texts that may be the article's: the one found in the markup, and the publisher's own copies of it, in JSON-LD and in the feed. The
/// markup keeps headings, lists and quotes apart, so it wins unless a copy shows that it is a stub; a copy of about its length shows
/// where it begins too early and ends too late.
/// </summary>
internal static class BodyCandidates
{
    /// <summary>A copy so many times as long as the text found stands for an article that the page shows the beginning of, or builds with scripts.</summary>
    private const int StubFactor = 2;

    /// <summary>So much of a copy must stand in the text found before it may judge it.</summary>
    private const double MinFound = 0.9;

    /// <summary>More than this share of the text is never cut for not standing in a copy: feeds give openings too.</summary>
    private const double MostCut = 0.25;

    /// <summary>Shorter copies are teasers.</summary>
    private const int ShortestCopy = 600;

    /// <summary>Letters and digits by which a block is found in a copy; shorter blocks are found by chance.</summary>
    private const int KeyLength = 24;

    /// <param name="found">The text found in the markup, in reading order; may be empty.</param>
    /// <param name="copies">The publisher's copies, the more trusted first; may be empty.</param>
    /// <returns>The text that scores best, without the blocks before and after it that no copy of its length has.</returns>
    public static List<(BlockKind Kind, string Text)> Choose(
        List<(BlockKind Kind, string Text)> found, IEnumerable<List<(BlockKind Kind, string Text)>> copies)
    {
        var best = found;
        var isMarkup = true;
        foreach (var copy in copies)
        {
            var length = ArticleExtractor.Length(copy);
            if (length >= ArticleExtractor.MinBodyLength && length > (isMarkup ? StubFactor : 1) * ArticleExtractor.Length(best))
            {
                (best, isMarkup) = (copy, false);
            }
            else if (isMarkup)
            {
                best = Within(best, copy);
            }
        }

        return best;
    }

    /// <summary>Cuts what stands before the first and after the last block of the copy, if the copy has all that is between.</summary>
    private static List<(BlockKind Kind, string Text)> Within(List<(BlockKind Kind, string Text)> found, List<(BlockKind Kind, string Text)> copy)
    {
        var copyText = string.Concat(copy.Select(p => p.Text));
        if (copyText.Length < ShortestCopy || copyText.EndsWith('…') || copyText.EndsWith("...", StringComparison.Ordinal) || copyText.EndsWith(']'))
        {
            return found;
        }

        var wanted = Letters(copyText);
        int first = -1, last = -1;
        var (shared, all) = (0, 0);
        for (var i = 0; i < found.Count; i++)
        {
            var letters = Letters(found[i].Text);
            all += letters.Length;
            var isShort = letters.Length < KeyLength;
            if (isShort || !wanted.Contains(letters[..KeyLength], StringComparison.Ordinal) || !wanted.Contains(letters[^KeyLength..], StringComparison.Ordinal))
            {
                continue;
            }

            shared += letters.Length;
            first = first < 0 ? i : first;
            last = i;
        }

        if (shared < wanted.Length * MinFound)
        {
            return found;
        }

        // A heading above the first block, or a short line under the last that the copy has too, is the text's.
        while (first > 0 && found[first - 1].Kind == BlockKind.Heading)
        {
            first--;
        }

        while (last + 1 < found.Count && Letters(found[last + 1].Text) is { Length: > 0 } next && wanted.EndsWith(next, StringComparison.Ordinal))
        {
            last++;
        }

        var kept = found.GetRange(first, last + 1 - first);
        return all - kept.Sum(p => Letters(p.Text).Length) <= all * MostCut ? kept : found;
    }

    private static string Letters(string text) => string.Concat(Fold.Text(text).Where(char.IsLetterOrDigit));
}
