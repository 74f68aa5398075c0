using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Claims;

/// <summary>The hash by which ids and origin keys are known again: hex digits of the SHA-256 of its parts, one a line, in UTF-8. Made for every claim, so nothing but the digits is allocated.</summary>
internal ref struct Fingerprint
{
    /// <summary>Room to begin with; most keys are shorter.</summary>
    private const int Room = 512;

    private const int DigitsOfNumber = 11;

    private byte[] _bytes;
    private int _length;

    public Fingerprint() => _bytes = ArrayPool<byte>.Shared.Rent(Room);

    public void Add(scoped ReadOnlySpan<char> part)
    {
        AddUnended(part);
        _bytes[_length++] = (byte)'\n';
    }

    /// <summary>A part in two pieces.</summary>
    public void Add(scoped ReadOnlySpan<char> beginning, scoped ReadOnlySpan<char> rest)
    {
        AddUnended(beginning);
        Add(rest);
    }

    public void Add(int part)
    {
        Span<char> digits = stackalloc char[DigitsOfNumber];
        part.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Add(digits[..length]);
    }

    /// <summary>The digits. Of no use afterwards.</summary>
    /// <param name="digits">How many are kept, at most 64; an even number.</param>
    public string ToHex(int digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_bytes.AsSpan(0, Math.Max(0, _length - 1)), hash);
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
        return Convert.ToHexStringLower(hash[..(digits / 2)]);
    }

    private void AddUnended(scoped ReadOnlySpan<char> part)
    {
        var most = _length + Encoding.UTF8.GetMaxByteCount(part.Length) + 1;
        if (most > _bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(most, 2 * _bytes.Length));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }

        _length += Encoding.UTF8.GetBytes(part, _bytes.AsSpan(_length));
    }
}
