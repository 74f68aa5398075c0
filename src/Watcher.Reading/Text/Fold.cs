using System.Buffers;
using System.Globalization;
using System.Text;

namespace Watcher.Reading.Text;

/// <summary>
/// Evens out what must not decide a match: case, accents, the kinds of apostrophe, hyphen and space. Folded strings are compared
/// ordinally. Ukrainian and Russian letters keep their identity (і, ї, й, ґ are letters, not accented ones).
/// </summary>
public static class Fold
{
    private const int MaxOnStack = 256;

    /// <summary>The folded form of <paramref name="text"/>. Idempotent. Not length-preserving: use <see cref="Char"/> for spans.</summary>
    public static string Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Folded(text, text);
    }

    /// <inheritdoc cref="Text(string)"/>
    public static string Text(ReadOnlySpan<char> text) => Folded(text, null);

    /// <summary>Writes the folded form to the end of a list.</summary>
    /// <returns>The folded characters, valid until the list changes.</returns>
    public static ReadOnlySpan<char> Text(ReadOnlySpan<char> text, RentedList<char> folded)
    {
        ArgumentNullException.ThrowIfNull(folded);
        var formed = Formed(text);
        var start = folded.Count;
        var length = Write(formed, folded.Extend(formed.Length));
        folded.Truncate(start + length);
        return folded.Items[start..];
    }

    /// <param name="same">The text as a string, which is given back where folding changes nothing; null for none.</param>
    private static string Folded(ReadOnlySpan<char> text, string? same)
    {
        var formed = Formed(text);
        var rented = formed.Length > MaxOnStack ? ArrayPool<char>.Shared.Rent(formed.Length) : null;
        var folded = rented ?? stackalloc char[MaxOnStack];
        var result = folded[..Write(formed, folded)];
        var kept = same is not null && result.SequenceEqual(text) ? same : WordPool.Get(result);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return kept;
    }

    /// <summary>The text with its accents composed: the text itself, where they are.</summary>
    private static ReadOnlySpan<char> Formed(ReadOnlySpan<char> text) =>
        Ascii.IsValid(text) || (!text.ContainsAnyInRange('\uD800', '\uDFFF') && text.IsNormalized(NormalizationForm.FormC)) ? text : WellFormed(text.ToString()).Normalize(NormalizationForm.FormC);

    private static int Write(ReadOnlySpan<char> formed, Span<char> folded)
    {
        var length = 0;
        foreach (var unit in formed)
        {
            var c = Char(unit);
            if (c != '\0' && !(c == ' ' && (length == 0 || folded[length - 1] == ' ')))
            {
                folded[length++] = c;
            }
        }

        return folded[..length].TrimEnd(' ').Length;
    }

    /// <summary>One unit folded, or <c>'\0'</c> when it disappears (combining accents, soft hyphen, zero-width characters).</summary>
    public static char Char(char c)
    {
        if (c < 0x80)
        {
            return c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : char.IsWhiteSpace(c) ? ' ' : c;
        }

        switch (c)
        {
            case '\u2018' or '\u2019' or '\u02BC' or '\u02B9' or '\u2032' or '\u00B4' or '\uFF07' or '\u201B':
                return '\'';
            case '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' or '\u2033':
                return '"';
            case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212':
                return '-';
            case '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF':
                return '\0';
        }

        if (char.IsWhiteSpace(c))
        {
            return ' ';
        }

        if (char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark)
        {
            return '\0';
        }

        var lower = char.ToLowerInvariant(c);
        if (lower is >= '\u0400' and <= '\u04FF')
        {
            return lower == 'ё' ? 'е' : lower;   // Cyrillic: й and ї are letters of their own; most Russian texts write ё as е
        }

        return lower switch
        {
            'ł' => 'l',
            'đ' => 'd',
            'ø' => 'o',
            'ı' or 'İ' => 'i',
            _ => BaseLetter(lower),
        };
    }

    /// <summary>Half a surrogate pair, which pages do contain, is no text: normalizing would throw.</summary>
    private static string WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])))
            {
                return string.Concat(text.EnumerateRunes().Select(r => r.ToString()));
            }

            i += char.IsHighSurrogate(text[i]) ? 1 : 0;
        }

        return text;
    }

    private static char BaseLetter(char c)
    {
        if (c < 0xC0 || char.IsSurrogate(c))
        {
            return c;
        }

        var decomposed = c.ToString().Normalize(NormalizationForm.FormD);
        return decomposed.Length > 1 && char.IsLetter(decomposed[0]) ? decomposed[0] : c;
    }
}
