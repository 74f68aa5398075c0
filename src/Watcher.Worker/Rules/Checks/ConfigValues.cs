using System.Globalization;
using System.Net.Mail;

namespace Watcher.Worker.Rules.Checks;

/// <summary>The small notations of configuration values: 10m, 5MB, editor@example.org.</summary>
internal static class ConfigValues
{
    /// <summary>The longest address that can be delivered to (RFC 5321 4.5.3.1.3 allows 256 octets with the angle brackets).</summary>
    private const int MaxAddressLength = 254;

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36_500);

    /// <summary>Reads 30s, 10m, 2h, 7d or hh:mm:ss.</summary>
    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TimeSpan.TryParseExact(text, [@"h\:mm\:ss", @"hh\:mm\:ss", @"d\.hh\:mm\:ss", @"hh\:mm\:ss\.FFF"], CultureInfo.InvariantCulture, out duration);
        }

        if (text.Length < 2 || !char.IsAsciiDigit(text[0])
            || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        if (unit is not { } one || number > s_longest / one)
        {
            return false;
        }

        duration = one * number;
        return true;
    }

    /// <summary>Reads 500KB, 5MB or a bare number of bytes. KB is 1024 bytes.</summary>
    public static bool TrySize(string text, out int bytes)
    {
        bytes = 0;
        var (digits, factor) = text.EndsWith("KB", StringComparison.Ordinal) ? (text[..^2], 1024)
            : text.EndsWith("MB", StringComparison.Ordinal) ? (text[..^2], 1024 * 1024) : (text, 1);
        if (digits.Length == 0 || !char.IsAsciiDigit(digits[0])
            || !double.TryParse(digits, factor == 1 ? NumberStyles.None : NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number * factor > int.MaxValue)
        {
            return false;
        }

        bytes = (int)(number * factor);
        return true;
    }

    /// <summary>One plain addr-spec: no display name, no quotes, no control characters.</summary>
    public static bool IsPlainAddress(string address) => AddressProblem(address) is null;

    /// <summary>What keeps <paramref name="address"/> from being a plain mail address, without repeating it: addresses are personal data. Null when it is one.</summary>
    public static string? AddressProblem(string address) => address switch
    {
        { Length: 0 } => "it is empty",
        { Length: > MaxAddressLength } => $"it is longer than {MaxAddressLength} characters",
        _ when address.Any(char.IsControl) => "it holds a line break or control character",
        _ when address.AsSpan().ContainsAny("<>") => "write the address alone, without display name and < >",
        _ when !address.Contains('@', StringComparison.Ordinal) => "the @ is missing",
        _ when address.AsSpan().ContainsAny(" \",;") => "one address without blanks, quotes and commas belongs here",
        _ when !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address => "it is no name@host",
        _ => null,
    };

    public static bool IsWebAddress(string value) => Uri.TryCreate(value, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0 && url.UserInfo.Length == 0;

    public static bool IsId(string value) =>
        value.Length is > 0 and <= 40 && value.All(c => c is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    /// <summary>The id somebody may have meant: "Old Town_1" → "old-town-1"; null when nothing is left.</summary>
    public static string? IdFrom(string text)
    {
        var letters = text.Normalize(System.Text.NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-').ToArray();
        var id = string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length == 0 ? null : id.Length <= 40 ? id : id[..40].TrimEnd('-');
    }

    /// <summary>A domain name in ASCII, as it stands in a Message-ID.</summary>
    public static bool IsDomain(string value) => value.Length <= 253 && value.Split('.').All(label =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));

    /// <summary>The last field of a Feedback-ID, which receivers want between 5 and 15 characters long; or none.</summary>
    public static bool IsFeedbackId(string value) =>
        value == "none" || (value.Length is >= 5 and <= 15 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-'));

    public static bool IsLanguage(string value) => value.Length is 2 or 3 && value.All(char.IsAsciiLetterLower);
}
