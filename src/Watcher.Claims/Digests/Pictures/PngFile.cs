using System.Buffers.Binary;
using System.IO.Compression;

namespace Watcher.Claims.Digests.Pictures;

/// <summary>
/// Writes a canvas as PNG (W3C PNG, third edition), without transparency, which dark modes would fill with black. Plots have few colours, so
/// they get a palette, which packs them in a third of the bytes; a canvas of more colours than a palette holds is reduced to the nearest.
/// </summary>
internal static class PngFile
{
    private const int MaxColours = 256;

    private static readonly uint[] s_crc = CrcTable();

    public static byte[] Write(Canvas canvas)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        var (palette, indexes) = Palette(canvas);
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], canvas.Height);
        (header[8], header[9]) = (8, 3);                // eight bits, palette; compression, filter and interlace are 0
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, palette);
        Chunk(file, "IDAT"u8, Packed(indexes, canvas.Width));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>In the order in which the colours occur.</summary>
    private static (byte[] Palette, byte[] Indexes) Palette(Canvas canvas)
    {
        var colours = new Dictionary<Colour, byte>();
        var palette = new List<byte>();
        var indexes = new byte[canvas.Width * canvas.Height];
        for (var at = 0; at < indexes.Length; at++)
        {
            var colour = new Colour(canvas.Pixels[at * 3], canvas.Pixels[(at * 3) + 1], canvas.Pixels[(at * 3) + 2]);
            if (!colours.TryGetValue(colour, out var index))
            {
                if (palette.Count / 3 < MaxColours)
                {
                    index = (byte)(palette.Count / 3);
                    palette.AddRange([colour.Red, colour.Green, colour.Blue]);
                }
                else
                {
                    index = Nearest(palette, colour);
                }

                colours.Add(colour, index);
            }

            indexes[at] = index;
        }

        return ([.. palette], indexes);
    }

    private static byte Nearest(List<byte> palette, Colour colour)
    {
        var (nearest, least) = (0, int.MaxValue);
        for (var at = 0; at < palette.Count; at += 3)
        {
            var (red, green, blue) = (palette[at] - colour.Red, palette[at + 1] - colour.Green, palette[at + 2] - colour.Blue);
            var distance = (red * red) + (green * green) + (blue * blue);
            if (distance < least)
            {
                (nearest, least) = (at / 3, distance);
            }
        }

        return (byte)nearest;
    }

    private static byte[] Packed(byte[] indexes, int width)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var row = 0; row < indexes.Length; row += width)
            {
                zlib.WriteByte(0);                      // no filter: neighbours in a palette are no neighbours in colour
                zlib.Write(indexes, row, width);
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
