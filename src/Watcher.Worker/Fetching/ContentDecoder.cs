using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Watcher.Worker.Fetching;

/// <summary>
/// Undoes the compression of a body. The header is a claim: bodies come compressed without it, plain with it, and "deflate" means two things.
/// What a body begins with settles it.
/// </summary>
internal static class ContentDecoder
{
    /// <summary>What we ask for.</summary>
    public const string Offered = "gzip, deflate, br";

    /// <summary>Compressed twice by two layers happens; more is an attack.</summary>
    private const int MaxLayers = 2;

    private const int BufferBytes = 16_384;

    /// <param name="body">As it came.</param>
    /// <param name="contentEncoding">The header, if there was one.</param>
    /// <param name="maxBytes">After decompression.</param>
    /// <param name="mayBeCut">Whether a packed body that ends in the middle is of use as far as it goes: a feed is, half an article is not.</param>
    /// <returns>Null when the body is larger than <paramref name="maxBytes"/> after decompression.</returns>
    /// <exception cref="InvalidDataException">The body is neither what the header says nor text, or is cut short.</exception>
    public static byte[]? Decode(byte[] body, string? contentEncoding, int maxBytes, bool mayBeCut = true)
    {
        var claims = (contentEncoding ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var left = MaxLayers;
        for (var i = claims.Length - 1; i >= 0 && left > 0; i--, left--)
        {
            switch (claims[i].ToLowerInvariant())
            {
                case "gzip" or "x-gzip" when IsGzip(body):
                    body = Ungzipped(body, maxBytes, mayBeCut);
                    break;
                case "deflate":
                    body = Deflated(body, maxBytes, mayBeCut);
                    break;
                case "br":
                    body = Unbrotlied(body, maxBytes, mayBeCut);
                    break;
                case "identity" or "none" or "utf-8":
                    break;
                default:
                    body = IsText(body) ? body : throw new InvalidDataException($"the body is not {claims[i]}, as its header says");
                    break;
            }

            if (body.Length > maxBytes)
            {
                return null;
            }
        }

        for (; IsGzip(body) && left > 0; left--)
        {
            body = Ungzipped(body, maxBytes, mayBeCut);
            if (body.Length > maxBytes)
            {
                return null;
            }
        }

        return body;
    }

    private static bool IsGzip(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 8, ..];

    private static byte[] Ungzipped(byte[] body, int maxBytes, bool mayBeCut)
    {
        var (unpacked, _) = Unpacked(body, stream => new GZipStream(stream, CompressionMode.Decompress), maxBytes);

        // The reader of the framework takes half a body for a whole one. The last four bytes say how long it was; other bytes may follow them.
        var isWhole = unpacked.Length > maxBytes || BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(body.Length - 4)) == (uint)unpacked.Length
            || (PayloadOf(body) is var payload and > 0 && !Unpacked(body[payload..], stream => new DeflateStream(stream, CompressionMode.Decompress), maxBytes).IsStarved);
        return isWhole || mayBeCut ? unpacked : throw CutShort("gzip");
    }

    /// <summary>Where the packed bytes begin after a gzip header (RFC 1952); 0 when the header itself is cut short.</summary>
    private static int PayloadOf(ReadOnlySpan<byte> body)
    {
        const int Fixed = 10;
        if (body.Length <= Fixed)
        {
            return 0;
        }

        var (flags, at) = (body[3], Fixed);
        at += (flags & 4) != 0 && body.Length > at + 2 ? 2 + BinaryPrimitives.ReadUInt16LittleEndian(body[at..]) : 0;
        for (var texts = ((flags & 8) != 0 ? 1 : 0) + ((flags & 16) != 0 ? 1 : 0); texts > 0 && at < body.Length; texts--)
        {
            at = body[at..].IndexOf((byte)0) is >= 0 and var end ? at + end + 1 : body.Length;
        }

        at += (flags & 2) != 0 ? 2 : 0;
        return at < body.Length ? at : 0;
    }

    /// <summary>By the standard in a wrapping of zlib, by custom often without.</summary>
    private static byte[] Deflated(byte[] body, int maxBytes, bool mayBeCut)
    {
        var isWrapped = body is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;
        var (unpacked, isStarved) = Unpacked(
            body, stream => isWrapped ? new ZLibStream(stream, CompressionMode.Decompress) : new DeflateStream(stream, CompressionMode.Decompress), maxBytes);
        return !isStarved || mayBeCut || unpacked.Length > maxBytes ? unpacked : throw CutShort("deflate");
    }

    /// <summary>At most one byte more than allowed: enough to know that it is too much. Text that was never packed comes back as it is.</summary>
    private static byte[] Unbrotlied(byte[] body, int maxBytes, bool mayBeCut)
    {
        using var decoder = new BrotliDecoder();
        using var result = new MemoryStream();
        var buffer = new byte[BufferBytes];
        var rest = body.AsSpan();
        while (result.Length <= maxBytes)
        {
            var status = decoder.Decompress(rest, buffer.AsSpan(0, (int)Math.Min(buffer.Length, maxBytes + 1 - result.Length)), out var consumed, out var written);
            result.Write(buffer, 0, written);
            rest = rest[consumed..];
            switch (status)
            {
                case OperationStatus.Done:
                    return result.ToArray();
                case OperationStatus.InvalidData or OperationStatus.NeedMoreData when IsText(body):
                    return body;
                case OperationStatus.InvalidData:
                    throw new InvalidDataException("the body is not br, as its header says");
                case OperationStatus.NeedMoreData:
                    return mayBeCut ? result.ToArray() : throw CutShort("br");
            }
        }

        return result.ToArray();
    }

    private static InvalidDataException CutShort(string packing) => new($"the {packing} body ends in the middle");

    /// <summary>At most one byte more than allowed: enough to know that it is too much. Text that was never packed comes back as it is.</summary>
    /// <returns>What was unpacked, and whether more input was asked for when there was none left.</returns>
    private static (byte[] Bytes, bool IsStarved) Unpacked(byte[] body, Func<Stream, Stream> unpack, int maxBytes)
    {
        if (body.Length == 0)
        {
            return (body, false);
        }

        using var result = new MemoryStream();
        using var source = new CountedSource(body);
        try
        {
            using var stream = unpack(source);
            var buffer = new byte[BufferBytes];
            while (result.Length <= maxBytes && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, maxBytes + 1 - result.Length)) is > 0 and var count)
            {
                result.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException) when (IsText(body))
        {
            return (body, false);
        }

        return (result.ToArray(), source.IsStarved);
    }

    /// <summary>Markup or JSON from its first sign on.</summary>
    private static bool IsText(ReadOnlySpan<byte> body)
    {
        body = body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;
        return body.TrimStart(" \t\r\n"u8) is [(byte)'<' or (byte)'{' or (byte)'[', ..];
    }

    /// <summary>Knows whether somebody read on past its end.</summary>
    private sealed class CountedSource(byte[] bytes) : MemoryStream(bytes)
    {
        public bool IsStarved { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Note(base.Read(buffer, offset, count), count);

        public override int Read(Span<byte> buffer) => Note(base.Read(buffer), buffer.Length);

        private int Note(int read, int wanted)
        {
            IsStarved |= read == 0 && wanted > 0;
            return read;
        }
    }
}
