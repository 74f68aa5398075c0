using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Watcher.Tests.Digests;

/// <summary>Reads the pictures of our mails back: eight-bit red-green-blue, every checksum checked, filters 0 to 2 undone.</summary>
internal sealed record DecodedPng(int Width, int Height, byte[] Pixels)
{
    public static DecodedPng Read(ReadOnlySpan<byte> file)
    {
        Assert.True(file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        var (width, height, data, types) = (0, 0, new MemoryStream(), new List<string>());
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
                Assert.Equal((byte[])[8, 2, 0, 0, 0], body[8..13].ToArray());
            }
            else if (type.SequenceEqual("IDAT"u8))
            {
                data.Write(body);
            }

            at += 12 + length;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], types);
        data.Position = 0;
        using var zlib = new ZLibStream(data, CompressionMode.Decompress);
        return new DecodedPng(width, height, Unfilter(zlib, width * 3, height));
    }

    private static byte[] Unfilter(Stream rows, int stride, int height)
    {
        var pixels = new byte[stride * height];
        var row = new byte[stride + 1];
        for (var y = 0; y < height; y++)
        {
            rows.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                var before = row[0] switch
                {
                    0 => 0,
                    1 => x < 3 ? 0 : pixels[(y * stride) + x - 3],
                    2 => y == 0 ? 0 : pixels[((y - 1) * stride) + x],
                    _ => throw new InvalidDataException($"filter {row[0]}"),
                };
                pixels[(y * stride) + x] = (byte)(row[x + 1] + before);
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
