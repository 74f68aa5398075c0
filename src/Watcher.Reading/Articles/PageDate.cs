using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>Reads the dates that pages give in metadata, addresses and visible lines.</summary>
internal static partial class PageDate
{
    /// <summary>The web's first pages; earlier dates are the subject's, not the article's.</summary>
    private const int FirstYear = 1991;

    private const int LastYear = 2100;

    private const int LongestDate = 80;

    /// <summary>Thai pages count years from 543 BC.</summary>
    private const int BuddhistEra = 543;

    /// <summary>Hours from UTC of the zones that newsrooms write out.</summary>
    private static readonly FrozenDictionary<string, double> s_zones = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -5,
        ["EDT"] = -4,
        ["CST"] = -6,
        ["CDT"] = -5,
        ["MST"] = -7,
        ["MDT"] = -6,
        ["PST"] = -8,
        ["PDT"] = -7,
        ["ET"] = -5,
        ["GMT"] = 0,
        ["UTC"] = 0,
        ["BST"] = 1,
        ["WEST"] = 1,
        ["CET"] = 1,
        ["CEST"] = 2,
        ["EET"] = 2,
        ["EEST"] = 3,
        ["MSK"] = 3,
        ["IST"] = 5.5,
        ["TRT"] = 3,
        ["PKT"] = 5,
        ["SAST"] = 2,
        ["ICT"] = 7,
        ["WIB"] = 7,
        ["SGT"] = 8,
        ["HKT"] = 8,
        ["KST"] = 9,
        ["JST"] = 9,
        ["NZST"] = 12,
        ["NZDT"] = 13,
        ["AEST"] = 10,
        ["AEDT"] = 11,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when <paramref name="text"/> is no date. A time without a zone, or no time, is taken as UTC.</summary>
    /// <param name="text">As written.</param>
    /// <param name="monthFirst">"3/4/2025" is the fourth of March, as Americans write it.</param>
    public static DateTimeOffset? Read(string? text, bool monthFirst = true)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestDate)
        {
            return null;
        }

        var trimmed = text.Trim();
        if (trimmed.Length >= 10 && trimmed.All(char.IsAsciiDigit))
        {
            var number = long.Parse(trimmed[..Math.Min(trimmed.Length, 13)], CultureInfo.InvariantCulture);
            return Sane(trimmed.Length >= 13 ? DateTimeOffset.FromUnixTimeMilliseconds(number) : DateTimeOffset.FromUnixTimeSeconds(number));
        }

        if (Numeric().Match(trimmed) is { Success: true } numeric)
        {
            return NumericDay(numeric, monthFirst) is { } day ? WithClock(day, trimmed[(numeric.Index + numeric.Length)..]) : null;
        }

        var zone = Zone().Match(trimmed);
        trimmed = zone.Success && s_zones.TryGetValue(zone.Value, out var hours) ? $"{trimmed.Remove(zone.Index, zone.Length)} {Offset(hours)}" : trimmed;
        trimmed = Noise().Replace(trimmed, " ").Trim();
        return DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var read)
            && trimmed.Any(char.IsAsciiDigit) && HasYear().IsMatch(trimmed)
            ? Sane(read) : null;
    }

    /// <summary>"/2019/11/18/", "2019-11-18", "/2019/nov/18/" or "/2019/november/18/" in a path.</summary>
    public static DateTimeOffset? InPath(string path)
    {
        var found = Path().Match(path);
        if (found.Success)
        {
            return Day(found.Groups[1].ValueSpan, found.Groups[2].ValueSpan, found.Groups[3].ValueSpan);
        }

        var worded = WordedPath().Match(path);
        return worded.Success && MonthNames.Find(worded.Groups[2].ValueSpan) is > 0 and var month
            ? Day(worded.Groups[1].ValueSpan, month.ToString(CultureInfo.InvariantCulture), worded.Groups[3].ValueSpan) : null;
    }

    /// <summary>
    /// A date inside a visible line: "November 18, 2019", "18 Nov. 2019", "18 листопада 2019", "2019. november 18.", "18.11.2019", "2019-11-18". A clock time and
    /// a zone beside it are read too.
    /// </summary>
    public static DateTimeOffset? InText(string text, bool monthFirst = true)
    {
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
        {
            return null;
        }

        foreach (Match worded in Worded().Matches(text))
        {
            var name = worded.Groups["m"].ValueSpan;
            if (MonthNames.Find(name) is > 0 and var month && Day(worded.Groups["y"].ValueSpan, month.ToString(CultureInfo.InvariantCulture), worded.Groups["d"].ValueSpan, IsThai(name) ? BuddhistEra : 0) is { } day)
            {
                return WithClock(day, $"{text[..worded.Index]} {text[(worded.Index + worded.Length)..]}");
            }
        }

        var iso = Iso().Match(text);
        if (iso.Success && Day(iso.Groups[1].ValueSpan, iso.Groups[2].ValueSpan, iso.Groups[3].ValueSpan) is { } given)
        {
            return WithClock(given, text[(iso.Index + iso.Length)..]);
        }

        var numeric = Numeric().Match(text);
        return numeric.Success && NumericDay(numeric, monthFirst) is { } numbered ? WithClock(numbered, text[(numeric.Index + numeric.Length)..]) : null;
    }

    /// <summary>
    /// True for a line that is a date and little else: "Posted 18 Nov. 2019 at 14:05", "By Ann Example | November 18, 2019". Sentences
    /// that speak of a day are none.
    /// </summary>
    public static bool IsDateline(string text)
    {
        if (text.Length > LongestDate || InText(text) is null || LineBreaks.EndsSentence(text) && !text.EndsWith('.'))
        {
            return false;
        }

        var others = 0;
        foreach (var word in Iso().Replace(Numeric().Replace(Worded().Replace(Clock().Replace(text, " "), " "), " "), " ").Split([' ', ',', '|', '•', '·', ':', '-', '–', '—', '/', '(', ')', '.'], StringSplitOptions.RemoveEmptyEntries))
        {
            others += char.IsUpper(word[0]) || char.IsDigit(word[0]) || word[0] == '@' || s_dateWords.Contains(word) ? 0 : 1;
        }

        return others <= 1;
    }

    private static readonly FrozenSet<string> s_dateWords = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "by", "on", "at", "in", "the", "posted", "published", "written", "date", "and", "min", "mins", "minute", "minutes", "read", "am", "pm",
        "опубліковано", "опубликовано", "о", "в", "у", "von", "am", "um", "uhr", "par", "le", "el", "por");

    /// <summary>Dots and hyphens go with the day first; a slash goes by the page's language, unless only one order is a date.</summary>
    private static DateTimeOffset? NumericDay(Match numeric, bool monthFirst)
    {
        var (first, second, year) = (numeric.Groups[1].Value, numeric.Groups[3].Value, numeric.Groups[4].Value);
        var american = monthFirst && numeric.Groups[2].ValueSpan is "/";
        return american ? Day(year, first, second) ?? Day(year, second, first) : Day(year, second, first) ?? Day(year, first, second);
    }

    private static bool IsThai(ReadOnlySpan<char> month) => month[0] is >= '\u0E00' and <= '\u0E7F';

    private static DateTimeOffset? Day(ReadOnlySpan<char> year, ReadOnlySpan<char> month, ReadOnlySpan<char> day, int era = 0)
    {
        var (y, m, d) = (int.Parse(year, CultureInfo.InvariantCulture) - (year[0] == '2' && year[1] == '5' ? era : 0), int.Parse(month, CultureInfo.InvariantCulture), int.Parse(day, CultureInfo.InvariantCulture));
        return m is >= 1 and <= 12 && y is >= FirstYear and <= LastYear && d >= 1 && d <= DateTime.DaysInMonth(y, m) ? new DateTimeOffset(y, m, d, 0, 0, 0, TimeSpan.Zero) : null;
    }

    private static DateTimeOffset WithClock(DateTimeOffset day, string around)
    {
        var clock = Clock().Match(around);
        if (!clock.Success)
        {
            return day;
        }

        var hour = int.Parse(clock.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var half = clock.Groups[4].Value;
        if (hour > 23 || (half.Length > 0 && hour is 0 or > 12))
        {
            return day;
        }

        hour = half.Length == 0 ? hour : (hour % 12) + (half[0] is 'p' or 'P' ? 12 : 0);
        var second = clock.Groups[3].Success ? int.Parse(clock.Groups[3].ValueSpan, CultureInfo.InvariantCulture) : 0;
        var time = new TimeSpan(hour, int.Parse(clock.Groups[2].ValueSpan, CultureInfo.InvariantCulture), second);
        var zone = clock.Groups[5].Success && s_zones.TryGetValue(clock.Groups[5].Value, out var hours) ? TimeSpan.FromHours(hours) : TimeSpan.Zero;
        return new DateTimeOffset(day.Date + time, zone);
    }

    private static string Offset(double hours) =>
        string.Create(CultureInfo.InvariantCulture, $"{(hours < 0 ? '-' : '+')}{(int)Math.Abs(hours):00}:{(int)(Math.Abs(hours) * 60 % 60):00}");

    private static DateTimeOffset? Sane(DateTimeOffset date) => date.Year is >= FirstYear and <= LastYear ? date : null;

    [GeneratedRegex(@"\b(?:posted|published|updated|on|at|date|last|modified)\b|[|•·]|(?<=\d)(?:st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Noise();

    [GeneratedRegex(@"(?:19|20)\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex HasYear();

    [GeneratedRegex(@"(?<=[\d\s])(?:[ECMP][SD]T|ET|GMT|UTC|BST|WEST|E?EST|CES?T|EET|MSK|TRT|PKT|SAST|ICT|WIB|SGT|HKT|KST|IST|JST|AE[SD]T|NZ[SD]T)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();

    [GeneratedRegex(@"(?<![\d:.])([012]?\d)\s?(?:[:.h時时点])\s?([0-5]\d)(?:[:.]([0-5]\d))?(?:\s*([ap])\.?m\b\.?)?(?:\s*\(?([A-Z]{2,4})\b)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?:^|[/_-])((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/_+.-]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Path();

    [GeneratedRegex(@"/((?:19|20)\d\d)/([a-z]{3,9})/(0?[1-9]|[12]\d|3[01])(?:/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex WordedPath();

    [GeneratedRegex(@"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\d/-])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"(?<![\d-])((?:19|20)\d\d)\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\b(?:(?<m>[\p{L}\p{M}]{3,14})\.? (?<d>\d{1,2})(?:st|nd|rd|th)?,? (?<y>(?:19|20|25)\d\d)|(?<y>(?:19|20|25)\d\d)\. (?<m>[\p{L}\p{M}]{3,14})\.? (?<d>\d{1,2})|(?<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[ -](?:de |of )?(?<m>[\p{L}\p{M}]{3,14})\.?,?[ -](?:de )?(?<y>(?:19|20|25)\d\d))(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Worded();
}
