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

    /// <returns>Null when the body is larger than <paramref name="maxBytes"/> after decompression.</returns>
    /// <exception cref="InvalidDataException">The body is neither what the header says nor text.</exception>
    public static byte[]? Decode(byte[] body, string? contentEncoding, int maxBytes)
    {
        var claims = (contentEncoding ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var left = MaxLayers;
        for (var i = claims.Length - 1; i >= 0 && left > 0; i--, left--)
        {
            switch (claims[i].ToLowerInvariant())
            {
                case "gzip" or "x-gzip" when IsGzip(body):
                    body = Ungzipped(body, maxBytes);
                    break;
                case "deflate":
                    body = Deflated(body, maxBytes);
                    break;
                case "br":
                    body = Unpacked(body, stream => new BrotliStream(stream, CompressionMode.Decompress), maxBytes);
                    break;
                case "identity" or "none" or "utf-8":
                    break;
                default:
                    body = IsText(body) ? body : throw new InvalidDataException($"the body is not {claims[i]}");
                    break;
            }

            if (body.Length > maxBytes)
            {
                return null;
            }
        }

        for (; IsGzip(body) && left > 0; left--)
        {
            body = Ungzipped(body, maxBytes);
            if (body.Length > maxBytes)
            {
                return null;
            }
        }

        return body;
    }

    private static bool IsGzip(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 8, ..];

    private static byte[] Ungzipped(byte[] body, int maxBytes) => Unpacked(body, stream => new GZipStream(stream, CompressionMode.Decompress), maxBytes);

    /// <summary>By the standard in a wrapping of zlib, by custom often without.</summary>
    private static byte[] Deflated(byte[] body, int maxBytes)
    {
        var isWrapped = body is [var method, var flags, ..] && (method & 0x0F) == 8 && ((method << 8) | flags) % 31 == 0;
        return Unpacked(body, stream => isWrapped ? new ZLibStream(stream, CompressionMode.Decompress) : new DeflateStream(stream, CompressionMode.Decompress), maxBytes);
    }

    /// <summary>At most one byte more than allowed: enough to know that it is too much. Text that was never packed comes back as it is.</summary>
    private static byte[] Unpacked(byte[] body, Func<Stream, Stream> unpack, int maxBytes)
    {
        if (body.Length == 0)
        {
            return body;
        }

        using var result = new MemoryStream();
        try
        {
            using var stream = unpack(new MemoryStream(body));
            var buffer = new byte[16_384];
            while (result.Length <= maxBytes && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, maxBytes + 1 - result.Length)) is > 0 and var count)
            {
                result.Write(buffer, 0, count);
            }
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException && IsText(body))
        {
            return body;
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException(e.Message, e);   // what the Brotli decoder throws
        }

        return result.ToArray();
    }

    /// <summary>Markup or JSON from its first sign on.</summary>
    private static bool IsText(ReadOnlySpan<byte> body)
    {
        body = body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;
        return body.TrimStart(" \t\r\n"u8) is [(byte)'<' or (byte)'{' or (byte)'[', ..];
    }
}
