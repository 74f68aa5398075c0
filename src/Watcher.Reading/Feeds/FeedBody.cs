using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>What one entry of a <see cref="FeedBody"/> is.</summary>
internal enum FeedPartKind : byte
{
    Start,
    End,

    /// <summary>Characters that mean themselves.</summary>
    Raw,

    /// <summary>Characters with entities among them.</summary>
    Escaped,
}

/// <summary>One step through the body in reading order: an element begins or ends, or a stretch of its characters.</summary>
/// <param name="Subject">The element that starts or ends; the text, where it had to be decoded to know that it is sound.</param>
internal readonly record struct FeedPart(FeedPartKind Kind, object? Subject, int Start, int Length)
{
    public FeedElement? Element => Subject as FeedElement;
}

/// <summary>
/// The bytes of a feed and its parts in reading order. Texts stay where they are until somebody asks for them: most of a feed is turned
/// into characters once, for the item that needs it.
/// </summary>
/// <param name="utf8">Sound UTF-8.</param>
/// <param name="isRepaired">Whether entities of HTML count, and control characters go.</param>
internal sealed class FeedBody(ReadOnlyMemory<byte> utf8, bool isRepaired)
{
    private const uint LessThan = 0x3B_74_6C_26;      // "&lt;", the first byte last
    private const uint GreaterThan = 0x3B_74_67_26;   // "&gt;"

    /// <summary>C0 without the white space among it, which XML allows.</summary>
    private const string ControlCharacters =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    public static readonly SearchValues<char> Controls = SearchValues.Create(ControlCharacters);

    public static readonly SearchValues<byte> ControlBytes = SearchValues.Create(Encoding.ASCII.GetBytes(ControlCharacters));

    private FeedPart[] _parts = ArrayPool<FeedPart>.Shared.Rent(256);

    /// <summary>How many parts there are so far.</summary>
    public int Count { get; private set; }

    public FeedPart this[int index] => _parts[index];

    public void Add(FeedPart part)
    {
        if (Count == _parts.Length)
        {
            var larger = ArrayPool<FeedPart>.Shared.Rent(Count * 2);
            _parts.AsSpan().CopyTo(larger);
            Release();
            _parts = larger;
        }

        _parts[Count++] = part;
    }

    /// <summary>Gives the parts back; the elements have no content any more.</summary>
    public void Release()
    {
        ArrayPool<FeedPart>.Shared.Return(_parts, clearArray: true);
        _parts = [];
    }

    /// <summary>The characters of a text part, entities replaced.</summary>
    public string Read(FeedPart part) => part.Subject as string ?? Decode(utf8.Span.Slice(part.Start, part.Length), part.Kind == FeedPartKind.Escaped);

    /// <summary>The same without white space at its ends.</summary>
    public string ReadTrimmed(FeedPart part)
    {
        if (part.Subject is string decoded)
        {
            return decoded.Trim();
        }

        var span = utf8.Span.Slice(part.Start, part.Length);
        return Decode(span[Ascii.Trim(span)], part.Kind == FeedPartKind.Escaped).Trim();
    }

    public bool IsBlank(FeedPart part)
    {
        var span = utf8.Span.Slice(part.Start, part.Length);
        var first = span.IndexOfAnyExcept(" \t\n\r"u8);
        return first < 0 || ((span[first] >= 0x80 || part.Kind == FeedPartKind.Escaped) && string.IsNullOrWhiteSpace(Read(part)));
    }

    /// <summary>Entities of XML become characters; in a repaired body those of HTML too, and control characters go.</summary>
    public string Decode(ReadOnlySpan<byte> written, bool isEscaped)
    {
        string text;
        if (!isRepaired)
        {
            text = (isEscaped ? DecodeXml(written) : null) ?? Encoding.UTF8.GetString(written);
        }
        else
        {
            text = Encoding.UTF8.GetString(written);
            text = WithoutControls(isEscaped ? WebUtility.HtmlDecode(text) : text);
        }

        return WithPlainBreaks(text);
    }

    /// <summary>The text of a stretch with entities; null when an ampersand in it begins no entity of XML.</summary>
    public static string? DecodeStrictly(ReadOnlySpan<byte> written) => DecodeXml(written) is { } text ? WithPlainBreaks(text) : null;

    /// <summary>XML has one kind of line break.</summary>
    private static string WithPlainBreaks(string text) => text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text;

    /// <summary>What stands at an ampersand in sound XML: the code point and the length with both ends; length 0 when it is no entity of XML.</summary>
    public static (int CodePoint, int Length) Entity(ReadOnlySpan<byte> written)
    {
        if (written.Length < 4)
        {
            return default;
        }

        switch (BinaryPrimitives.ReadUInt32LittleEndian(written))
        {
            case LessThan:
                return ('<', 4);
            case GreaterThan:
                return ('>', 4);
        }

        return written switch
        {
            [_, (byte)'a', (byte)'m', (byte)'p', (byte)';', ..] => ('&', 5),
            [_, (byte)'q', (byte)'u', (byte)'o', (byte)'t', (byte)';', ..] => ('"', 6),
            [_, (byte)'a', (byte)'p', (byte)'o', (byte)'s', (byte)';', ..] => ('\'', 6),
            [_, (byte)'#', ..] => NumericEntity(written),
            _ => default,
        };
    }

    private static (int CodePoint, int Length) NumericEntity(ReadOnlySpan<byte> written)
    {
        var isHex = written[2] == 'x';
        var at = isHex ? 3 : 2;
        var (start, code) = (at, 0);
        for (; at < written.Length && code <= 0x10FFFF; at++)
        {
            var c = (char)written[at];
            var digit = char.IsAsciiDigit(c) ? c - '0' : isHex && char.IsAsciiHexDigit(c) ? (c | 0x20) - 'a' + 10 : -1;
            if (digit < 0)
            {
                return c == ';' && at > start && IsXmlCharacter(code) ? (code, at + 1) : default;
            }

            code = (code * (isHex ? 16 : 10)) + digit;
        }

        return default;
    }

    private static bool IsXmlCharacter(int code) =>
        code is 0x9 or 0xA or 0xD or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);

    private static string? DecodeXml(ReadOnlySpan<byte> written)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(written.Length);
        var used = 0;
        while (true)
        {
            var next = written.IndexOf((byte)'&');
            var plain = next < 0 ? written : written[..next];
            plain.CopyTo(buffer.AsSpan(used));
            used += plain.Length;
            if (next < 0)
            {
                break;
            }

            written = written[next..];
            var (code, length) = Entity(written);
            if (length == 0)
            {
                ArrayPool<byte>.Shared.Return(buffer);
                return null;
            }

            if (code < 0x80)
            {
                buffer[used++] = (byte)code;
            }
            else
            {
                used += new Rune(code).EncodeToUtf8(buffer.AsSpan(used));   // an entity has more bytes than it stands for
            }

            written = written[length..];
        }

        var text = Encoding.UTF8.GetString(buffer, 0, used);
        ArrayPool<byte>.Shared.Return(buffer);
        return text;
    }

    private static string WithoutControls(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!Controls.Contains(c))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }
}
