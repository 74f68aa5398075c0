using System.Text.RegularExpressions;

namespace Watcher.Claims.Mentions;

/// <summary>"KHARKIV, Sept. 11 (Agency) -- ", "Kharkiv - ": place, date and agency before the first sentence.</summary>
internal static partial class Dateline
{
    /// <summary>Number of characters of the dateline a block begins with; 0 for none.</summary>
    public static int LengthIn(ReadOnlySpan<char> block)
    {
        // Most blocks begin without a dash, and the pattern takes a while to build.
        if (block.Length > 0 && char.IsUpper(block[0]) && (block.Contains(" -", StringComparison.Ordinal) || block.IndexOfAny('\u2013', '\u2014') >= 0))
        {
            foreach (var match in Pattern().EnumerateMatches(block))
            {
                return match.Length;
            }
        }

        return 0;
    }

    // Up to five capitalised words ("PARIS/BAMAKO"), optional region, optional date, optional agency in brackets, then a dash between blanks.
    [GeneratedRegex(@"^(?:\p{Lu}[\p{L}'’.]*(?:[ /-]\p{Lu}[\p{L}'’.]*){0,4}(?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2}){0,2}(?:,? (?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?|(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})(?: ?/? ?\([\p{Lu}][^)]{1,40}\))?\s?(?: -- | --|\u2014|\u2013| - | [\u2013\u2014] )\s?", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
