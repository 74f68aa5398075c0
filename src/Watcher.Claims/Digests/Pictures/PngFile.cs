using System.Buffers.Binary;
using System.IO.Compression;

namespace Watcher.Claims.Digests.Pictures;

/// <summary>Writes a canvas as PNG (W3C PNG, third edition): eight bits a channel, no transparency, which dark modes would fill with black.</summary>
internal static class PngFile
{
    /// <summary>Each row as the difference from the one above (filter type 2): most rows of a plot repeat, and zeros pack best.</summary>
    private const byte Up = 2;

    private static readonly uint[] s_crc = CrcTable();

    public static byte[] Write(Canvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], canvas.Height);
        (header[8], header[9]) = (8, 2);                // eight bits, red-green-blue; compression, filter and interlace are 0
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Packed(canvas));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(Canvas canvas)
    {
        var stride = canvas.Width * 3;
        var row = new byte[stride + 1];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < canvas.Height; y++)
            {
                row[0] = Up;
                for (var x = 0; x < stride; x++)
                {
                    var above = y == 0 ? (byte)0 : canvas.Pixels[((y - 1) * stride) + x];
                    row[x + 1] = (byte)(canvas.Pixels[(y * stride) + x] - above);
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(Crc(0xFFFFFFFF, type), data) ^ 0xFFFFFFFF);
        file.Write(number);
    }

    /// <summary>CRC-32 as PNG's annex D gives it.</summary>
    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            crc = s_crc[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    private static uint[] CrcTable()
    {
        var table = new uint[256];
        for (var n = 0u; n < 256; n++)
        {
            var c = n;
            for (var bit = 0; bit < 8; bit++)
            {
                c = (c & 1) == 1 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            }

            table[n] = c;
        }

        return table;
    }
}
