using System.Globalization;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>Reads the dates that pages give in metadata and addresses.</summary>
internal static partial class PageDate
{
    /// <summary>The web's first pages; earlier dates are the subject's, not the article's.</summary>
    private const int FirstYear = 1991;

    private const int LastYear = 2100;

    /// <summary>Null when <paramref name="text"/> is no date. A time without a zone, or no time, is taken as UTC.</summary>
    public static DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 80)
        {
            return null;
        }

        var trimmed = text.Trim();
        if (trimmed.Length >= 10 && trimmed.All(char.IsAsciiDigit))
        {
            var number = long.Parse(trimmed[..Math.Min(trimmed.Length, 13)], CultureInfo.InvariantCulture);
            return Sane(trimmed.Length >= 13 ? DateTimeOffset.FromUnixTimeMilliseconds(number) : DateTimeOffset.FromUnixTimeSeconds(number));
        }

        trimmed = Noise().Replace(trimmed, " ").Trim();
        return DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var read)
            && trimmed.Any(char.IsAsciiDigit) && HasYear().IsMatch(trimmed)
            ? Sane(read) : null;
    }

    /// <summary>"/2019/11/18/" or "2019-11-18" in a path.</summary>
    public static DateTimeOffset? InPath(string path)
    {
        var found = Path().Match(path);
        return found.Success && DateTime.TryParseExact(
            $"{found.Groups[1].ValueSpan}-{found.Groups[2].ValueSpan}-{found.Groups[3].ValueSpan}",
            "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeSpan.Zero) : null;
    }

    /// <summary>A date in words inside running text: "November 18, 2019", "18 Nov. 2019", "2019-11-18".</summary>
    public static DateTimeOffset? InText(string text)
    {
        var found = Worded().Match(text);
        return found.Success ? Read(found.Value.Replace(".", "", StringComparison.Ordinal)) : null;
    }

    private static DateTimeOffset? Sane(DateTimeOffset date) => date.Year is >= FirstYear and <= LastYear ? date : null;

    [GeneratedRegex(@"\b(?:posted|published|updated|on|at|date|last|modified|EST|EDT|PST|PDT|CST|CDT)\b|[|•·]|(?<=\d)(?:st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Noise();

    [GeneratedRegex(@"(?:19|20)\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex HasYear();

    [GeneratedRegex(@"(?:^|[/_-])((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/_-]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Path();

    [GeneratedRegex(@"\b(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{1,2}(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?,? (?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 200)]
    private static partial Regex Worded();
}
