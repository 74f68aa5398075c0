using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// Text that was UTF-8, was taken for Windows-1252 and written as UTF-8 again: "itâ€™s". Editors paste it, importers make it, and browsers
/// show it as it is. Each such sequence is a valid UTF-8 sequence of bytes, which real text does not hold by chance more than once.
/// </summary>
internal static class DoubleEncoding
{
    /// <summary>Fewer sequences may be what a text on encodings quotes.</summary>
    private const int MinSequences = 3;

    /// <summary>The characters that Windows-1252 has for the bytes 80 to 9F.</summary>
    private const string Upper = "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly FrozenDictionary<char, byte> s_upper = Upper.Select((c, i) => (c, i)).ToFrozenDictionary(p => p.c, p => (byte)(0x80 + p.i));

    /// <summary>What begins a sequence: the bytes C2 to F4.</summary>
    private static readonly SearchValues<char> s_leads = SearchValues.Create([.. Enumerable.Range(0xC2, 0xF4 - 0xC2 + 1).Select(i => (char)i)]);

    /// <summary>
    /// The text with each sequence turned into the character it stands for, unless it holds few, or letters of its own like theirs; and
    /// without control characters that stand for others.
    /// </summary>
    public static string Repair(string text)
    {
        return WithoutControls(WithoutSequences(WithoutEntities(WithoutReferences(text))));
    }

    private static string WithoutSequences(string text)
    {
        var at = text.AsSpan().IndexOfAny(s_leads);
        if (at < 0)
        {
            return text;
        }

        var (sequences, others) = (0, 0);
        for (var i = at; i < text.Length;)
        {
            var length = Length(text, i, out _);
            sequences += length > 0 ? 1 : 0;
            others += length > 0 ? 0 : 1;
            i += Math.Max(1, length);
            var next = text.AsSpan(i).IndexOfAny(s_leads);
            i = next < 0 ? text.Length : i + next;
        }

        // A French or a Portuguese page has many such letters and hardly a sequence.
        return sequences < MinSequences || others * 4 > sequences ? text : Replaced(text, at);
    }

    /// <summary>"&amp;#146;" and "&amp;#x92;" are an apostrophe for every browser, whatever Unicode has there.</summary>
    private static string WithoutReferences(string text)
    {
        const string Opening = "&#";
        StringBuilder? changed = null;
        var kept = 0;
        for (var at = text.IndexOf(Opening, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Opening, at + 1, StringComparison.Ordinal))
        {
            var end = at + 5;
            if (end < text.Length && text[end] == ';' && Code(text.AsSpan(at + 2, 3)) is (>= 0x80 and <= 0x9F) and var code)
            {
                (changed ??= new StringBuilder(text.Length)).Append(text, kept, at - kept).Append(Upper[code - 0x80]);
                kept = end + 1;
            }
        }

        return changed is null ? text : changed.Append(text, kept, text.Length - kept).ToString();
    }

    private static int Code(ReadOnlySpan<char> digits)
    {
        var isHex = digits[0] is 'x' or 'X';
        return int.TryParse(isHex ? digits[1..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0;
    }

    /// <summary>
    /// Control characters that are left are bytes of Windows-1252 that were taken for Latin-1; where it has no character they part words.
    /// U+0085 is a line break too and stays white space.
    /// </summary>
    private static string WithoutControls(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0080', '\u009F'))
        {
            return text;
        }

        return string.Create(text.Length, text, static (changed, source) =>
        {
            for (var i = 0; i < changed.Length; i++)
            {
                var c = source[i] is >= '\u0080' and <= '\u009F' and not '\u0085' ? Upper[source[i] - 0x80] : source[i];
                changed[i] = c is >= '\u0080' and <= '\u009F' and not '\u0085' ? ' ' : c;
            }
        });
    }

    /// <summary>Editors write such sequences as entities too: those of the commonest, which stand for quotes and dashes, become characters.</summary>
    private static string WithoutEntities(string text)
    {
        const string Opening = "&acirc;&euro;";
        var at = text.IndexOf(Opening, StringComparison.Ordinal);
        if (at < 0)
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        var kept = 0;
        for (; at >= 0; at = text.IndexOf(Opening, kept, StringComparison.Ordinal))
        {
            var end = at + Opening.Length;
            if (end < text.Length && text[end] == '&' && text.AsSpan(end).IndexOf(';') is > 0 and < 10 and var length)
            {
                end += length + 1;
            }

            decoded.Append(text, kept, at - kept).Append(WebUtility.HtmlDecode(text[at..end]));
            kept = end;
        }

        return decoded.Append(text, kept, text.Length - kept).ToString();
    }

    private static string Replaced(string text, int at)
    {
        var repaired = new StringBuilder(text.Length);
        var kept = 0;
        for (var i = at; i < text.Length;)
        {
            var length = Length(text, i, out var rune);
            if (length > 0)
            {
                repaired.Append(text, kept, i - kept).Append(rune.ToString());
                kept = i + length;
            }

            i += Math.Max(1, length);
            var next = text.AsSpan(i).IndexOfAny(s_leads);
            i = next < 0 ? text.Length : i + next;
        }

        return repaired.Append(text, kept, text.Length - kept).ToString();
    }

    /// <summary>How many characters from <paramref name="at"/> on are the bytes of one; 0 when they are none.</summary>
    private static int Length(string text, int at, out Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        bytes[0] = (byte)text[at];
        var length = bytes[0] switch { >= 0xF0 => 4, >= 0xE0 => 3, _ => 2 };
        rune = default;
        if (at + length > text.Length)
        {
            return 0;
        }

        for (var i = 1; i < length; i++)
        {
            var c = text[at + i];
            if (c is >= '\u0080' and <= '\u00BF')
            {
                bytes[i] = (byte)c;
            }
            else if (!s_upper.TryGetValue(c, out bytes[i]))
            {
                return 0;
            }
        }

        return Rune.DecodeFromUtf8(bytes[..length], out rune, out var used) == OperationStatus.Done && used == length ? length : 0;
    }
}
