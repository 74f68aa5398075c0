using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Watcher.Mail;

/// <summary>Makes text safe to stand in a header, where a line break would begin another header.</summary>
public static partial class HeaderText
{
    /// <summary>
    /// NFC, without controls, format characters (bidi and zero width too) and lone surrogates, white space collapsed, at most
    /// <paramref name="maxLength"/> UTF-16 units, cut between characters as readers see them. Idempotent.
    /// </summary>
    /// <remarks>Line breaks and tabs become a space rather than nothing, so that words stay apart.</remarks>
    public static string Clean(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(maxLength);

        var kept = new StringBuilder(Math.Min(text.Length, maxLength * 2));
        foreach (var rune in text.EnumerateRunes())   // a lone surrogate comes out as U+FFFD
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (kept.Length > 0 && kept[^1] != ' ')
                    kept.Append(' ');
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                kept.Append(rune.ToString());
            }
        }

        return Cut(kept.ToString().TrimEnd(' ').Normalize(NormalizationForm.FormC), maxLength).TrimEnd(' ');
    }

    /// <summary>
    /// True when the text itself looks like an encoded word (RFC 2047). Some clients decode it, and a line break or NUL inside it, so a
    /// display name or list title of this form is refused.
    /// </summary>
    public static bool LooksEncoded(string text) => EncodedWord().IsMatch(text);

    private static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;

        var end = 0;
        while (end < maxLength)
        {
            var length = StringInfo.GetNextTextElementLength(text, end);
            if (end + length > maxLength)
                break;

            end += length;
        }

        // One letter under a heap of marks can be longer than the whole header: then cut between code points.
        if (end == 0 && maxLength > 0)
            end = char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength;

        return text[..end];
    }

    [GeneratedRegex(@"=\?[^?\s]*\?[BbQq]\?", RegexOptions.NonBacktracking)]
    private static partial Regex EncodedWord();
}
