using System.Buffers;
using System.Net;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
/// The characters of a feed and its parts in reading order. Texts stay where they are until somebody asks for them: most of a feed is
/// copied once, for the item that needs it.
/// </summary>
/// <param name="text">The body.</param>
/// <param name="isRepaired">Whether entities of HTML count, and control characters go.</param>
internal sealed class FeedBody(ReadOnlyMemory<char> text, bool isRepaired)
{
    private static readonly ulong s_lessThan = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes("&lt;".AsSpan()));
    private static readonly ulong s_greaterThan = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes("&gt;".AsSpan()));

    /// <summary>C0 without the white space among it, which XML allows.</summary>
    public static readonly SearchValues<char> Controls = SearchValues.Create(
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private FeedPart[] _parts = ArrayPool<FeedPart>.Shared.Rent(256);

    /// <summary>Where texts with entities are put together.</summary>
    private char[] _decoded = [];

    /// <summary>How many parts there are so far.</summary>
    public int Count { get; private set; }

    public FeedPart this[int index] => _parts[index];

    public void Add(FeedPart part)
    {
        if (part.Kind == FeedPartKind.Raw && Count > 0 && _parts[Count - 1] is { Kind: FeedPartKind.Raw } last && last.Start + last.Length == part.Start)
        {
            _parts[Count - 1] = last with { Length = last.Length + part.Length };   // a megabyte of '<' is one text, not a million
            return;
        }

        if (Count == _parts.Length)
        {
            var larger = ArrayPool<FeedPart>.Shared.Rent(Count * 2);
            _parts.AsSpan().CopyTo(larger);
            ArrayPool<FeedPart>.Shared.Return(_parts, clearArray: true);
            _parts = larger;
        }

        _parts[Count++] = part;
    }

    /// <summary>Gives the parts back; the elements have no content any more.</summary>
    public void Release()
    {
        ArrayPool<FeedPart>.Shared.Return(_parts, clearArray: true);
        ArrayPool<char>.Shared.Return(_decoded);
        (_parts, _decoded) = ([], []);
    }

    /// <summary>The characters of a text part, entities replaced.</summary>
    public string Read(FeedPart part) => part.Subject as string ?? Decode(text.Span.Slice(part.Start, part.Length), part.Kind == FeedPartKind.Escaped);

    /// <summary>The same without white space at its ends, and without what follows <paramref name="most"/> characters.</summary>
    public string ReadTrimmed(FeedPart part, int most)
    {
        if (part.Subject is string decoded)
        {
            return (decoded.Length > most ? decoded[..most] : decoded).Trim();
        }

        var span = text.Span.Slice(part.Start, part.Length).Trim();
        span = span.Length > most ? span[..most] : span;
        return part.Kind == FeedPartKind.Escaped || isRepaired ? Decode(span, part.Kind == FeedPartKind.Escaped).Trim() : WithPlainBreaks(span.ToString());
    }

    public bool IsBlank(FeedPart part)
    {
        var span = text.Span.Slice(part.Start, part.Length);
        return part.Kind == FeedPartKind.Escaped ? string.IsNullOrWhiteSpace(Read(part)) : span.IsWhiteSpace();
    }

    /// <summary>Entities of XML become characters; in a repaired body those of HTML too, and control characters go.</summary>
    public string Decode(ReadOnlySpan<char> written, bool isEscaped)
    {
        var read = !isRepaired ? (isEscaped ? DecodeXml(written) : null) ?? written.ToString()
            : WithoutControls(isEscaped ? WebUtility.HtmlDecode(written.ToString()) : written.ToString());
        return WithPlainBreaks(read);
    }

    /// <summary>The text of a stretch with entities; null when an ampersand in it begins no entity of XML.</summary>
    public string? DecodeStrictly(ReadOnlySpan<char> written) => DecodeXml(written) is { } read ? WithPlainBreaks(read) : null;

    /// <summary>XML has one kind of line break.</summary>
    private static string WithPlainBreaks(string text) => text.Contains('\r', StringComparison.Ordinal) ? text.ReplaceLineEndings("\n") : text;

    /// <summary>What stands at an ampersand in sound XML: the code point and the length with both ends; length 0 when it is no entity of XML.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (int CodePoint, int Length) Entity(ReadOnlySpan<char> written)
    {
        if (written.Length < 4)
        {
            return default;
        }

        // Feeds that escape their HTML hold a hundred of the first two in every item: they are compared as one number each.
        var four = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(written));
        return four == s_lessThan ? ('<', 4) : four == s_greaterThan ? ('>', 4) : written[1] == '#' ? NumericEntity(written)
            : written.StartsWith("&amp;", StringComparison.Ordinal) ? ('&', 5)
            : written.StartsWith("&quot;", StringComparison.Ordinal) ? ('"', 6)
            : written.StartsWith("&apos;", StringComparison.Ordinal) ? ('\'', 6) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int CodePoint, int Length) NumericEntity(ReadOnlySpan<char> written)
    {
        var isHex = written[2] == 'x';
        var at = isHex ? 3 : 2;
        var (start, code) = (at, 0);
        for (; at < written.Length && code <= 0x10FFFF; at++)
        {
            var c = written[at];
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? DecodeXml(ReadOnlySpan<char> written)
    {
        if (_decoded.Length < written.Length + Vector128<ushort>.Count)
        {
            ArrayPool<char>.Shared.Return(_decoded);
            _decoded = ArrayPool<char>.Shared.Rent(written.Length + Vector128<ushort>.Count);
        }

        // Eight characters at a time, copied before they are looked at: between two entities stand ten on average, and a call to find the
        // next and another to copy what is before it would cost more than the work. What is copied too far is written over.
        ref var from = ref MemoryMarshal.GetReference(written);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_decoded);
        var ampersand = Vector128.Create((ushort)'&');
        var (at, used) = (0, 0);   // used never passes at: an entity is longer than what it stands for
        while (at < written.Length)
        {
            if (at + Vector128<ushort>.Count <= written.Length)
            {
                var eight = Vector128.LoadUnsafe(ref Unsafe.As<char, ushort>(ref from), (nuint)at);
                eight.StoreUnsafe(ref Unsafe.As<char, ushort>(ref to), (nuint)used);
                var found = Vector128.Equals(eight, ampersand).ExtractMostSignificantBits();
                var before = found == 0 ? Vector128<ushort>.Count : BitOperations.TrailingZeroCount(found);
                at += before;
                used += before;
                if (found == 0)
                {
                    continue;
                }
            }
            else if (written[at] != '&')
            {
                _decoded[used++] = written[at++];
                continue;
            }

            var (code, length) = Entity(written[at..]);
            if (length == 0)
            {
                return null;
            }

            if (code <= char.MaxValue)
            {
                _decoded[used++] = (char)code;
            }
            else
            {
                used += new Rune(code).EncodeToUtf16(_decoded.AsSpan(used));
            }

            at += length;
        }

        return new string(_decoded, 0, used);
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
