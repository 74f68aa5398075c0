using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Claims;

/// <summary>The hash by which ids and origin keys are known again.</summary>
internal static class Fingerprint
{
    /// <summary>Hex digits of the SHA-256 of the parts, one a line, in UTF-8.</summary>
    /// <param name="digits">How many are kept, at most 64; an even number.</param>
    public static string Of(int digits, params ReadOnlySpan<string> parts)
    {
        var most = parts.Length;
        foreach (var part in parts)
        {
            most += Encoding.UTF8.GetMaxByteCount(part.Length);
        }

        var bytes = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        foreach (var part in parts)
        {
            length += Encoding.UTF8.GetBytes(part, bytes.AsSpan(length));
            bytes[length++] = (byte)'\n';
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.AsSpan(0, length - 1), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash[..(digits / 2)]);
    }
}
