using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Watcher.Worker.Storage;

/// <summary>An id that sorts by time of making: 48 bits of milliseconds and 80 random bits, in 26 characters.</summary>
internal readonly record struct Ulid(UInt128 Value)
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 26;

    public static Ulid Create(DateTimeOffset now)
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random[6..]);
        var low = BinaryPrimitives.ReadUInt128BigEndian(random);
        return new Ulid(((UInt128)(ulong)now.ToUnixTimeMilliseconds() << 80) | low);
    }

    public override string ToString() => string.Create(Length, Value, static (text, value) =>
    {
        for (var i = text.Length - 1; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(value & 31)];
            value >>= 5;
        }
    });
}
