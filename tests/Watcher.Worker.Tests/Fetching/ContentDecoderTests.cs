using System.IO.Compression;
using System.Text;
using Watcher.Worker.Fetching;

namespace Watcher.Worker.Tests.Fetching;

public class ContentDecoderTests
{
    private const int Limit = 100_000;

    private static readonly byte[] s_feed = Encoding.UTF8.GetBytes("<rss><channel><title>Міст</title></channel></rss>");

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip without the header", null)]
    [InlineData("gzip by its old name", "x-gzip")]
    [InlineData("zlib", "deflate")]
    [InlineData("raw deflate", "deflate")]
    [InlineData("brotli", "br")]
    [InlineData("gzip twice", "gzip, gzip")]
    [InlineData("plain", "gzip")]
    [InlineData("plain", "deflate")]
    [InlineData("plain", "br")]
    [InlineData("plain", "utf-8")]
    [InlineData("plain", "something")]
    [InlineData("plain", null)]
    public void Decode_BodyAndClaim_GivesTheFeed(string packing, string? claim) =>
        Assert.Equal(s_feed, ContentDecoder.Decode(Packed(packing), claim, Limit));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("something")]
    public void Decode_NeitherPackedNorText_IsInvalid(string claim) =>
        Assert.Throws<InvalidDataException>(() => ContentDecoder.Decode([0xFF, 0x00, 0xFE, 0x13, 0x37], claim, Limit));

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public void Decode_Bomb_StopsAtTheLimit(string claim)
    {
        using var packed = new MemoryStream();
        using (Stream stream = claim switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, true),
            _ => new ZLibStream(packed, CompressionLevel.Fastest, true),
        })
        {
            stream.Write(new byte[20_000_000]);
        }

        Assert.Null(ContentDecoder.Decode(packed.ToArray(), claim, Limit));
    }

    private static byte[] Packed(string packing) => packing switch
    {
        "gzip" or "gzip without the header" or "gzip by its old name" => Pack(s_feed, stream => new GZipStream(stream, CompressionLevel.Fastest)),
        "gzip twice" => Pack(Packed("gzip"), stream => new GZipStream(stream, CompressionLevel.Fastest)),
        "zlib" => Pack(s_feed, stream => new ZLibStream(stream, CompressionLevel.Fastest)),
        "raw deflate" => Pack(s_feed, stream => new DeflateStream(stream, CompressionLevel.Fastest)),
        "brotli" => Pack(s_feed, stream => new BrotliStream(stream, CompressionLevel.Fastest)),
        _ => s_feed,
    };

    private static byte[] Pack(byte[] body, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var stream = pack(packed))
        {
            stream.Write(body);
        }

        return packed.ToArray();
    }
}
