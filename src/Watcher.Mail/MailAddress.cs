using System.Buffers;
using System.Globalization;
using System.Text;

namespace Watcher.Mail;

/// <summary>
/// One plain addr-spec: <c>local@domain</c>. No display name, no comment, no quoted local part (where CR LF hides), no address literal.
/// Addresses are refused, never cleaned.
/// </summary>
public sealed record MailAddress
{
    /// <summary>RFC 5321 §4.5.3.1: a path of 256 octets with its angle brackets.</summary>
    private const int MaxBytes = 254;

    private const int MaxLocalBytes = 64;

    private static readonly SearchValues<char> s_atom =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> s_label =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private MailAddress(string local, string domain) => (Local, Domain) = (local, domain);

    /// <summary>May hold letters beyond ASCII; the relay must then offer SMTPUTF8.</summary>
    public string Local { get; }

    /// <summary>In its ASCII form (<c>xn--</c>).</summary>
    public string Domain { get; }

    /// <exception cref="FormatException">Not a plain address. The message does not repeat it: it may be personal or hostile.</exception>
    public static MailAddress Parse(string text) =>
        TryParse(text) ?? throw new FormatException("Not a plain mail address (local@domain, at most 254 bytes, no quotes or controls).");

    /// <summary>Null when <paramref name="text"/> is not a plain address.</summary>
    public static MailAddress? TryParse(string? text)
    {
        if (text is null || text.Length > MaxBytes)
            return null;

        var at = text.LastIndexOf('@');
        if (at <= 0)
            return null;

        var (local, domain) = (text[..at], AsciiDomain(text[(at + 1)..]));
        if (domain is null || !IsDotAtom(local))
            return null;

        var localBytes = Encoding.UTF8.GetByteCount(local);
        return localBytes > MaxLocalBytes || localBytes + 1 + domain.Length > MaxBytes ? null : new MailAddress(local, domain);
    }

    public override string ToString() => $"{Local}@{Domain}";

    /// <summary>Null unless every label is letters, digits and inner hyphens. One label (<c>localhost</c>) is enough.</summary>
    internal static string? AsciiDomain(string domain)
    {
        if (!Ascii.IsValid(domain))
        {
            try
            {
                domain = new IdnMapping().GetAscii(domain);
            }
            catch (ArgumentException)
            {
                return null;
            }
        }

        var sound = domain.Length is > 0 and <= 253 && domain.Split('.').All(label =>
            label.Length is > 0 and <= 63 && !label.AsSpan().ContainsAnyExcept(s_label) && label[0] != '-' && label[^1] != '-');
        return sound ? domain : null;
    }

    /// <summary>Atoms of RFC 5322 §3.2.3 joined by single dots; beyond ASCII only letters, digits and marks (RFC 6531 allows more).</summary>
    internal static bool IsDotAtom(string text)
    {
        return text.Split('.').All(IsAtom);

        static bool IsAtom(string atom) =>
            atom.Length > 0 && !atom.Contains('\uFFFD') && atom.EnumerateRunes().All(rune => rune.IsAscii
                ? s_atom.Contains((char)rune.Value)
                : Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
    }
}
