using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Watcher.Reading.Pages;

/// <summary>A body as text, and the name of the encoding it was read with.</summary>
public readonly record struct DecodedText(string Text, string Charset);

/// <summary>
/// Turns bytes into text: byte order mark, HTTP header, XML declaration, <c>&lt;meta&gt;</c>, else the bytes themselves. A label is a
/// claim, not a fact: bytes that are sound UTF-8 are read as UTF-8 whatever a single-byte label says, and bytes that cannot be UTF-8 are
/// not read as UTF-8.
/// </summary>
public static partial class Charset
{
    /// <summary>XML declarations and meta elements stand at the top; the HTML standard looks at 1,024 bytes, real pages need more.</summary>
    private const int DeclarationBytes = 4_096;

    /// <summary>Enough to tell alphabets apart; detection must not cost more than reading.</summary>
    private const int DetectionBytes = 65_536;

    /// <summary>Where the zero bytes of UTF-16 are looked for.</summary>
    private const int WidthBytes = 1_024;

    /// <summary>High bytes that a guess against a label must rest on.</summary>
    private const int CertainBytes = 24;

    /// <summary>Words that a guess against a label must rest on.</summary>
    private const int CertainWords = 3;

    private const int Utf8CodePage = 65001;
    private const int Windows1251 = 1251;
    private const int Windows1252 = 1252;

    private const int Koi8R = 20866;

    /// <summary>KOI8-U: KOI8-R with the Ukrainian letters in place of eight box-drawing marks.</summary>
    private const int Koi8U = 21866;

    static Charset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static DecodedText Decode(Page page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Decode(page.Bytes.Span, page.Charset);
    }

    /// <param name="bytes">The body.</param>
    /// <param name="httpCharset">The label of the HTTP header, if it had one.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string? httpCharset)
    {
        var (encoding, skip) = Choose(bytes, httpCharset);
        return new(encoding.GetString(bytes[skip..]), encoding.WebName);
    }

    /// <summary>
    /// The body as characters in an array of the shared pool, to which the caller returns it. A body that is called UTF-8 by everybody who
    /// calls it anything, as most are, is looked at once.
    /// </summary>
    internal static (char[] Text, int Length, string Charset) Rent(Page page)
    {
        var bytes = page.Bytes.Span;
        var (skip, label) = ByMark(bytes) is var (marked, mark) ? (mark, marked) : (0, Known(page.Charset) ?? Encoding.UTF8);
        if (label.CodePage == Encoding.UTF8.CodePage && (skip > 0 || IsNarrowUtf8(bytes)))
        {
            var text = ArrayPool<char>.Shared.Rent(Math.Max(bytes.Length, 1));
            if (Utf8.ToUtf16(bytes[skip..], text, out _, out var length, replaceInvalidSequences: false) == OperationStatus.Done)
            {
                return (text, length, label.WebName);
            }

            ArrayPool<char>.Shared.Return(text);
        }

        (var encoding, skip) = Choose(bytes, page.Charset);
        var decoded = ArrayPool<char>.Shared.Rent(Math.Max(encoding.GetCharCount(bytes[skip..]), 1));
        return (decoded, encoding.GetChars(bytes[skip..], decoded), encoding.WebName);
    }

    /// <summary>Whether a body without a mark says of itself that it is UTF-8, or says nothing.</summary>
    private static bool IsNarrowUtf8(ReadOnlySpan<byte> bytes) =>
        ByZeroBytes(bytes) is null && ByZeroPlaces(bytes) is null && (Declared(bytes) is not { } declared || Known(declared) is null or { CodePage: Utf8CodePage });

    /// <summary>The encoding, and how many bytes its mark has.</summary>
    private static (Encoding Encoding, int Skip) Choose(ReadOnlySpan<byte> bytes, string? httpCharset)
    {
        if (ByMark(bytes) is var (marked, skip))
        {
            return (marked, skip);
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var (plainBytes, further) = Choose(bytes[2..], httpCharset);   // a mark of UTF-16 before a body of plain bytes
            return (plainBytes, further + 2);
        }

        if ((ByZeroBytes(bytes) ?? ByZeroPlaces(bytes)) is { } wide)
        {
            return (wide, 0);
        }

        var (sequences, broken) = CountUtf8(bytes);
        var fromHeader = Believable(Known(httpCharset));

        // Where the server and the body name two encodings, one of them was recoded without the other: what the bytes plainly are decides.
        if (fromHeader is not null && Believable(Known(Declared(bytes))) is { } own && own.CodePage != fromHeader.CodePage
            && Guess(bytes) is { IsCertain: true } plain && plain.Encoding.CodePage == own.CodePage)
        {
            return (own, 0);
        }

        var chosen = fromHeader is { CodePage: not Windows1252 } ? fromHeader

            // Latin-1 is what servers say that know nothing: what the body says of itself comes first, and what it plainly is.
            : Believable(Known(Declared(bytes))) is { } declared && !(declared.CodePage == Windows1252 && IsOtherAlphabet(bytes)) ? declared
            : fromHeader is not null && !IsOtherAlphabet(bytes) ? fromHeader

            // A body cut off or patched together is UTF-8 with a few broken characters, not another encoding.
            : broken == 0 || sequences > 4 * broken ? Encoding.UTF8 : Guess(bytes).Encoding;
        return (OtherCyrillic(chosen, bytes) ?? chosen, 0);

        Encoding? Believable(Encoding? labelled) => labelled is not null && IsBelievable(labelled, sequences, broken) ? labelled : null;
    }

    /// <summary>The Cyrillic code page that the bytes are in beyond doubt, when they are called the other one: it would read as gibberish in wrong case.</summary>
    private static Encoding? OtherCyrillic(Encoding label, ReadOnlySpan<byte> bytes)
    {
        if (label.CodePage is not (Windows1251 or Koi8R or Koi8U))
        {
            return null;
        }

        // The two put small letters in opposite halves. Words in capitals prove nothing; words like "mOSCOW" do.
        bytes = bytes[..Math.Min(bytes.Length, DetectionBytes)];
        var (upright, inverted) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            var start = i;
            while (i < bytes.Length && bytes[i] >= 0xC0)
            {
                i++;
            }

            if (i - start >= 3)
            {
                var word = bytes[start..i];
                var isFirstUpper = word[0] >= 0xE0;
                if (isFirstUpper ? !word[1..].ContainsAnyInRange((byte)0xE0, (byte)0xFF) : !word[1..].ContainsAnyInRange((byte)0xC0, (byte)0xDF))
                {
                    (upright, inverted) = isFirstUpper == (label.CodePage == Windows1251) ? (upright, inverted + 1) : (upright + 1, inverted);
                }
            }
        }

        return inverted >= CertainWords && inverted > upright * 10 ? Encoding.GetEncoding(label.CodePage == Windows1251 ? Koi8U : Windows1251) : null;
    }

    /// <summary>Whether bytes that are called Latin are certainly something else.</summary>
    private static bool IsOtherAlphabet(ReadOnlySpan<byte> bytes) => Guess(bytes) is { Encoding.CodePage: not Windows1252, IsCertain: true };

    private static (Encoding Encoding, int Skip)? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, (byte)'<', > 0 and < 0x80, ..] or [0xFE, 0xFF, (byte)'<', > 0 and < 0x80, ..] => null,   // no document begins with such a character
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    /// <summary>Markup begins with '&lt;', so the zero bytes around it tell the width and the order.</summary>
    private static Encoding? ByZeroBytes(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'<', 0, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0, (byte)'<', ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        [(byte)'<', 0, not 0, 0, ..] => Encoding.Unicode,
        [0, (byte)'<', 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>
    /// UTF-16 that begins with something else than a tag: the ASCII in it has its zero bytes all on one side. Other text has none.
    /// </summary>
    private static Encoding? ByZeroPlaces(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..(Math.Min(bytes.Length, WidthBytes) & ~1)];
        if (!head.Contains((byte)0))
        {
            return null;
        }

        var (even, odd) = (0, 0);
        for (var i = 0; i < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        var enough = Math.Max(2, head.Length / 2 * 3 / 10);
        return odd >= enough && even * 20 <= odd ? Encoding.Unicode : even >= enough && odd * 20 <= even ? Encoding.BigEndianUnicode : null;
    }

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytes)]);
        var declaration = XmlDeclaration().Match(head);
        if (declaration.Success)
        {
            return declaration.Groups[1].Value;
        }

        var meta = MetaCharset().Match(head);
        return meta.Success ? meta.Groups[1].Value : null;
    }

    private static Encoding? Known(string? label)
    {
        if (string.IsNullOrWhiteSpace(label) || label.Length > 40)
        {
            return null;
        }

        var name = label.Trim().Trim('"', '\'').Trim().ToLowerInvariant().Replace('_', '-');
        name = name switch
        {
            "utf8" or "unicode-1-1-utf-8" => "utf-8",

            // Pages that say Latin-1 or ASCII and use the upper half mean windows-1252, as browsers read them.
            "iso-8859-1" or "iso8859-1" or "latin1" or "latin-1" or "l1" or "us-ascii" or "ascii" or "ansi" or "cp1252" => "windows-1252",
            "cp1251" or "cp-1251" or "win-1251" or "win1251" or "windows1251" or "1251" => "windows-1251",
            "koi8r" or "koi8-r" or "koi8" or "koi8u" => "koi8-u",
            "gb2312" or "gb-2312-80" or "gbk" or "x-gbk" => "gb18030",
            "sjis" or "x-sjis" or "shift-jis" => "shift_jis",
            "big5-hkscs" => "big5",
            "iso-8859-9" => "windows-1254",
            "tis-620" or "iso-8859-11" => "windows-874",
            "ks-c-5601-1987" or "ksc5601" => "euc-kr",
            _ => name,
        };

        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;   // a label that names nothing: look further
        }
    }

    private static bool IsBelievable(Encoding encoding, int sequences, int broken)
    {
        if (encoding.CodePage == Encoding.UTF8.CodePage)
        {
            return broken == 0 || sequences > 4 * broken;
        }

        // The zero bytes of UTF-16 and UTF-32 were looked for above: what still says so is plain bytes with a wrong label.
        if (encoding.CodePage is 1200 or 1201 or 12000 or 12001)
        {
            return false;
        }

        // Two or more sound multi-byte sequences and no broken one do not happen by chance in a single-byte alphabet.
        return !encoding.IsSingleByte || broken > 0 || sequences < 2;
    }

    /// <summary>How many multi-byte sequences are sound UTF-8, and how many bytes cannot be UTF-8.</summary>
    private static (int Sequences, int Broken) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        var (sequences, broken) = (0, 0);
        if (Utf8.IsValid(bytes))
        {
            // Each sequence begins with a byte of 0xC0 or more; counting stops where the answer no longer changes anything.
            for (var i = bytes.IndexOfAnyInRange((byte)0xC0, (byte)0xFF); i >= 0 && sequences < 2; sequences++)
            {
                var next = bytes[(i + 1)..].IndexOfAnyInRange((byte)0xC0, (byte)0xFF);
                i = next < 0 ? -1 : i + 1 + next;
            }

            return (sequences, 0);
        }

        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                break;
            }

            bytes = bytes[ascii..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status == OperationStatus.Done)
            {
                sequences++;
            }
            else if (status == OperationStatus.InvalidData)
            {
                broken++;
            }

            bytes = bytes[Math.Max(consumed, 1)..];   // a sequence cut off by the end is neither
        }

        return (sequences, broken);
    }

    /// <summary>
    /// What East Asia writes is looked for first, since it can be told for certain. Cyrillic words are runs of high bytes, accented Latin letters stand alone among ASCII. Most letters are lower case, and the two
    /// Cyrillic code pages put lower case in opposite halves.
    /// </summary>
    private static (Encoding Encoding, bool IsCertain) Guess(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, DetectionBytes)];
        if (EastAsianCharset.Of(bytes) is { } twoByte)
        {
            return (twoByte, true);
        }

        var (high, inRuns, middle, upper) = (0, 0, 0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
            {
                continue;
            }

            high++;
            if ((i > 0 && bytes[i - 1] >= 0x80) || (i + 1 < bytes.Length && bytes[i + 1] >= 0x80))
            {
                inRuns++;
            }

            if (bytes[i] is >= 0xC0 and <= 0xDF)
            {
                middle++;
            }
            else if (bytes[i] >= 0xE0)
            {
                upper++;
            }
        }

        if (inRuns * 2 <= high)
        {
            return (Encoding.GetEncoding(Windows1252), false);
        }

        // Words of Latin letters are never made of high bytes from end to end.
        return (Encoding.GetEncoding(upper >= middle ? Windows1251 : Koi8U), high >= CertainBytes && inRuns * 10 >= high * 9);
    }

    [GeneratedRegex("""^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})""", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex XmlDeclaration();

    [GeneratedRegex("""<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex MetaCharset();
}
