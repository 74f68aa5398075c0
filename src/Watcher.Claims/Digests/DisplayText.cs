using System.Globalization;
using System.Text;

namespace Watcher.Claims.Digests;

/// <summary>Makes text of articles, feeds and configuration fit to be shown (digest.md 9). What comes out is not encoded for HTML.</summary>
internal static class DisplayText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>
    /// Without controls, format characters (bidi and zero width; joiners inside words stay) and lone surrogates; line breaks and tabs
    /// become a space. No-break spaces stay, so that a quote stays what the article says.
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kept = new StringBuilder(text.Length);
        var runes = text.EnumerateRunes();      // a lone surrogate comes out as U+FFFD
        var joiner = default(Rune?);
        foreach (var rune in runes)
        {
            if (rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner)
            {
                joiner = kept.Length > 0 && IsWordEnd(kept) ? rune : null;
                continue;
            }

            if (joiner is { } held)
            {
                joiner = null;
                if (IsWord(rune))
                {
                    kept.Append(held.ToString());
                }
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator || rune.Value is ' ' or '\t' or '\n' or '\r' or '\v' or '\f' or 0x85)
            {
                if (kept.Length == 0 || kept[^1] != ' ')
                {
                    kept.Append(' ');
                }
            }
            else if (category is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    /// <summary>Clean, trimmed, and cut at a word with an ellipsis when longer than <paramref name="maxLength"/> UTF-16 units.</summary>
    public static string Cut(string text, int maxLength)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Nothing beyond this can be shown: hostile titles are megabytes long.
        var room = Math.Min(text.Length, (maxLength * 4) + 16);
        var clean = Clean(text[..room]).Trim();
        return clean.Length <= maxLength ? clean : clean[..CutBefore(clean, maxLength - 1)].TrimEnd() + "…";
    }

    /// <summary>The last place at or before <paramref name="limit"/> where the text may end: after a word, or inside one that is too long.</summary>
    public static int CutBefore(string text, int limit)
    {
        if (limit >= text.Length)
        {
            return text.Length;
        }

        var space = text.LastIndexOf(' ', limit);
        var end = space >= limit / 2 ? space : limit;
        return OffSurrogate(text, end);
    }

    /// <summary>One less where the offset would split a pair.</summary>
    public static int OffSurrogate(string text, int at) =>
        at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;

    private static bool IsWordEnd(StringBuilder text) => text[^1] is var last && (char.IsLetterOrDigit(last) || char.IsSurrogate(last) || IsMark(last));

    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsWord(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol;
}
