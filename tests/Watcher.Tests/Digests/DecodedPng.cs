using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Watcher.Tests.Digests;

/// <summary>Reads the pictures of our mails back: a palette, no filter, every checksum checked.</summary>
internal sealed record DecodedPng(int Width, int Height, byte[] Pixels)
{
    public static DecodedPng Read(ReadOnlySpan<byte> file)
    {
        Assert.True(file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        var (width, height, palette, data, types) = (0, 0, Array.Empty<byte>(), new MemoryStream(), new List<string>());
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            var type = file.Slice(at + 4, 4);
            var body = file.Slice(at + 8, length);
            Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]), Crc(file.Slice(at + 4, 4 + length)));
            types.Add(Encoding.ASCII.GetString(type));
            if (type.SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
                Assert.Equal((byte[])[8, 3, 0, 0, 0], body[8..13].ToArray());
            }
            else if (type.SequenceEqual("PLTE"u8))
            {
                palette = body.ToArray();
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(body);
            }

            at += 12 + length;
        }

        Assert.Equal(["IHDR", "PLTE", "IDAT", "IEND"], types);
        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        return new DecodedPng(width, height, Colours(zlib, palette, width, height));
    }

    private static byte[] Colours(Stream rows, byte[] palette, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        var row = new byte[width + 1];
        for (var y = 0; y < height; y++)
        {
            rows.ReadExactly(row);
            Assert.Equal(0, row[0]);
            for (var x = 0; x < width; x++)
            {
                palette.AsSpan(row[x + 1] * 3, 3).CopyTo(pixels.AsSpan(((y * width) + x) * 3));
            }
        }

        Assert.Equal(-1, rows.ReadByte());
        return pixels;
    }

    /// <summary>Bit by bit, unlike the writer's table.</summary>
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
