using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Worker.Web;

/// <summary>What a reader's link allows: this one thing and nothing else.</summary>
internal enum LinkPurpose
{
    Unsubscribe,
    Pause,
}

/// <summary>
/// The signed part of a reader's link: HMAC-SHA-256 over purpose, recipient, list and key version. Neither address nor id stand in it; who
/// is meant is found by trying the subscriptions there are. It does not expire: an old mail must end a subscription too. Pure.
/// </summary>
internal static class SubscriberToken
{
    private const int VersionBytes = 3;
    private const int SignatureBytes = 32;

    public static string Of(LinkPurpose purpose, string recipient, string list, string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var version = Version(key);
        return Base64Url.EncodeToString([.. version, .. Signature(purpose, recipient, list, key, version)]);
    }

    /// <summary>Whose list the token is for; null for a token that none of the keys made for this purpose.</summary>
    /// <param name="keys">The present one and earlier ones: after a rotation the links of old mails still work.</param>
    public static (string Recipient, string List)? Find(
        string token, LinkPurpose purpose, IEnumerable<(string Recipient, string List)> subscriptions, IReadOnlyCollection<string> keys)
    {
        ArgumentNullException.ThrowIfNull(token);
        Span<byte> bytes = stackalloc byte[VersionBytes + SignatureBytes];
        if (token.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != bytes.Length)
        {
            return null;
        }

        foreach (var key in keys)
        {
            var version = Version(key);
            if (!bytes[..VersionBytes].SequenceEqual(version))
            {
                continue;
            }

            foreach (var (recipient, list) in subscriptions)
            {
                if (CryptographicOperations.FixedTimeEquals(bytes[VersionBytes..], Signature(purpose, recipient, list, key, version)))
                {
                    return (recipient, list);
                }
            }
        }

        return null;
    }

    private static byte[] Version(string key) => SHA256.HashData(Encoding.UTF8.GetBytes($"key version\n{key}"))[..VersionBytes];

    /// <summary>Ids hold no line break, so two subscriptions never sign alike.</summary>
    private static byte[] Signature(LinkPurpose purpose, string recipient, string list, string key, byte[] version) =>
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{purpose}\n{recipient}\n{list}\n{Convert.ToHexStringLower(version)}"));
}
