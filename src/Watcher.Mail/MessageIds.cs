using System.Security.Cryptography;
using System.Text;

namespace Watcher.Mail;

/// <summary>
/// Ids that every retry, recomposition and instance derives alike, so that the rare repeat of a mail is recognisable and threads hold.
/// Nothing in them tells who the recipient is: <c>References</c> travels to whoever the mail is forwarded to.
/// </summary>
public static class MessageIds
{
    /// <summary>Crockford's alphabet: digits and letters without i, l, o and u.</summary>
    private const string Base32 = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Twenty letters of five bits: 100 bits.</summary>
    private const int HashLetters = 20;

    /// <param name="kind">One lower-case letter: <c>a</c>lert, <c>d</c>igest, <c>h</c>eartbeat, <c>o</c>ps, <c>t</c>est.</param>
    /// <param name="dedupKey">What makes the mail one mail, as in <c>digest:{recipient}:{list}:{slot}</c>.</param>
    /// <param name="idDomain"><c>mail.id_domain</c>.</param>
    public static MessageId For(char kind, string dedupKey, string idDomain)
    {
        ArgumentException.ThrowIfNullOrEmpty(dedupKey);
        if (!char.IsAsciiLetterLower(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), "A mail kind is one lower-case letter.");

        return MessageId.Parse($"{kind}.{Letters(SHA256.HashData(Encoding.UTF8.GetBytes(dedupKey)))}@{idDomain}");
    }

    /// <summary>Root of all alerts about one claim; no mail bears it.</summary>
    public static MessageId AlertRoot(string claimKey, string idDomain) => MessageId.Parse($"claim.{claimKey}@{idDomain}");

    /// <summary>Root of one recipient's digests of one list in one ISO week (<c>2026-W47</c>); no mail bears it.</summary>
    public static MessageId DigestRoot(string list, string recipientHash, string isoWeek, string idDomain) =>
        MessageId.Parse($"digest.{list}.{recipientHash}.{isoWeek}@{idDomain}");

    public static MessageId OpsRoot(string kind, string idDomain) => MessageId.Parse($"ops.{kind}@{idDomain}");

    /// <summary>Four hex digits: enough to keep two recipients' threads apart, too few to name one.</summary>
    public static string RecipientHash(string recipientId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(recipientId)).AsSpan(0, 2));

    internal static string Letters(ReadOnlySpan<byte> hash)
    {
        var letters = new StringBuilder(HashLetters);
        for (var letter = 0; letter < HashLetters; letter++)
        {
            var bit = letter * 5;
            var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            letters.Append(Base32[(pair >> (11 - (bit % 8))) & 31]);
        }

        return letters.ToString();
    }
}
