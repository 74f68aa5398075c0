using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Feeds;

/// <summary>
/// Reads the dates of real feeds: RFC 822 and its successors, RFC 3339 and W3CDTF, asctime, and their sloppy forms. A text without a zone
/// is UTC. What is ambiguous or impossible is not read: a missing date can be replaced by the time of first sight, a wrong one cannot.
/// </summary>
public static partial class FeedDate
{
    /// <summary>The longest sound form has 45 characters ("Wednesday, 26 September 2004 16:31:00 GMT+02:00").</summary>
    private const int MaxLength = 80;

    public static DateTimeOffset? Read(string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed) || trimmed.Length > MaxLength)
        {
            return null;
        }

        return ReadUsual(trimmed) ?? ReadNumeric(trimmed) ?? ReadWithMonthName(trimmed);
    }

    /// <summary>
    /// The two forms that nearly every feed uses, to the letter: "Fri, 20 Nov 2026 19:10:00 +0200" or GMT, and "2026-11-20T19:10:00+02:00"
    /// or Z. All else, and what is impossible in them, is for the others.
    /// </summary>
    private static DateTimeOffset? ReadUsual(ReadOnlySpan<char> text)
    {
        int year, month, day;
        ReadOnlySpan<char> time;
        if (text.Length >= 29 && text[3] == ',' && text[4] == ' ' && text[7] == ' ' && text[11] == ' ' && text[16] == ' ' && text[25] == ' ')
        {
            (day, year) = (Digits(text[5..7]), Digits(text[12..16]));
            var name = "JanFebMarAprMayJunJulAugSepOctNovDec".AsSpan().IndexOf(text[8..11], StringComparison.Ordinal);
            month = name % 3 == 0 ? (name / 3) + 1 : -1;
            time = text[17..];
        }
        else if (text.Length >= 20 && text[4] == '-' && text[7] == '-' && text[10] == 'T')
        {
            (year, month, day) = (Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
            time = text[11..];
        }
        else
        {
            return null;
        }

        if (time[2] != ':' || time[5] != ':' || (day | month | year) < 0)
        {
            return null;
        }

        var (hour, minute, second) = (Digits(time[..2]), Digits(time[3..5]), Digits(time[6..8]));
        int? offset = time[8..] switch
        {
            "Z" or " GMT" => 0,
            [' ', '+' or '-', _, _, _, _] zone => Minutes(zone[1], zone[2..4], zone[4..6]),
            ['+' or '-', _, _, ':', _, _] zone => Minutes(zone[0], zone[1..3], zone[4..6]),
            _ => null,
        };
        return offset is null || hour is < 0 or > 23 || (minute | second) < 0
            ? null : Build(year, month, day, hour, minute, second, 0, TimeSpan.FromMinutes(offset.Value));
    }

    private static int? Minutes(char sign, ReadOnlySpan<char> hours, ReadOnlySpan<char> minutes)
    {
        var (h, m) = (Digits(hours), Digits(minutes));
        return h is < 0 or > 13 || m is < 0 or > 59 ? null : (sign == '-' ? -1 : 1) * ((h * 60) + m);
    }

    /// <summary>-1 unless all are digits.</summary>
    private static int Digits(ReadOnlySpan<char> text)
    {
        var number = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return -1;
            }

            number = (number * 10) + (c - '0');
        }

        return number;
    }

    /// <summary>Year first: 2003-12-31T10:14:55Z and everything shorter or sloppier; or 31.12.2003 and unambiguous 12/31/2003.</summary>
    private static DateTimeOffset? ReadNumeric(string text)
    {
        var match = YearFirst().Match(text);
        if (match.Success && Build(Number(match, "y"), Number(match, "m") ?? 1, Number(match, "d") ?? 1, match) is { } read)
        {
            return read;
        }

        match = ShortYearFirst().Match(text);
        if (match.Success)
        {
            return Build(LongYear(Number(match, "y") ?? 0), Number(match, "m"), Number(match, "d") ?? 1, match);
        }

        match = YearLast().Match(text);
        if (!match.Success || Number(match, "a") is not { } first || Number(match, "b") is not { } second)
        {
            return null;
        }

        var isDayFirst = match.Groups["mark"].Value == "." || first > 12;
        if (!isDayFirst && second <= 12 && first != second)
        {
            return null;   // 04/05/2024: April or May
        }

        return isDayFirst ? Build(Number(match, "y"), second, first, match) : Build(Number(match, "y"), first, second, match);
    }

    /// <summary>In words, in any order: weekday, day, month, year, time, zone.</summary>
    private static DateTimeOffset? ReadWithMonthName(string text)
    {
        int? day = null, month = null, year = null;
        Match? time = null;
        TimeSpan? offset = null;
        var isAfternoon = (bool?)null;
        var position = 0;
        foreach (var word in Separators().Split(text))
        {
            position++;
            if (word.Length == 0)
            {
                continue;
            }

            if (time is null && ClockTime().Match(word) is { Success: true } clock)
            {
                time = clock;
                if (clock.Groups["z"].Value.Length > 0)
                {
                    offset = Zone(clock.Groups["z"].Value);
                }
            }
            else if (char.IsAsciiDigit(word[0]))
            {
                var digits = word.TrimEnd('t', 'h', 's', 'n', 'd', 'r', '.');   // 1st, 2nd, 3rd, 4th, "4."
                if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return null;
                }

                if (day is null && digits.Length <= 2 && number <= 31)
                {
                    day = number;
                }
                else if (year is null && digits.Length is 2 or 4)
                {
                    year = digits.Length == 2 ? LongYear(number) : number;
                }
                else
                {
                    return null;
                }
            }
            else if (Zone(word) is { } zone && time is not null)
            {
                offset = zone;
            }
            else if (Month(word) is { } named)
            {
                month = named;   // the last one: "mar. 12 févr." begins with a Tuesday
            }
            else if (word.ToLowerInvariant() is "am" or "pm" && time is not null)
            {
                isAfternoon = word is ['p' or 'P', ..];
            }
            else if (word[0] is '+' or '-')
            {
                return null;   // a broken offset: the instant is not known
            }

            // Any other word is a weekday, or the name of a zone we do not know.
        }

        if (day is null || month is null || year is null)
        {
            return null;
        }

        if (time is null)
        {
            return Build(year, month, day, 0, 0, 0, 0, TimeSpan.Zero);
        }

        var hour = Number(time, "h") ?? 0;
        hour = isAfternoon switch { true when hour < 12 => hour + 12, false when hour == 12 => 0, _ => hour };
        return Build(year, month, day, hour, Number(time, "n") ?? 0, Number(time, "s") ?? 0, 0, offset ?? TimeSpan.Zero);
    }

    private static DateTimeOffset? Build(int? year, int? month, int? day, Match match)
    {
        var zone = match.Groups["z"].Value.Trim();
        var offset = zone.Length == 0 ? TimeSpan.Zero : Zone(zone);
        if (offset is null)
        {
            return null;
        }

        var fraction = match.Groups["f"].Value;
        var milliseconds = fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(3, '0')[..3], CultureInfo.InvariantCulture);
        return Build(year, month, day, Number(match, "h") ?? 0, Number(match, "n") ?? 0, Number(match, "s") ?? 0, milliseconds, offset.Value);
    }

    private static DateTimeOffset? Build(int? year, int? month, int? day, int hour, int minute, int second, int milliseconds, TimeSpan offset)
    {
        // Web pages have no dates before the web; year 1 and 1601 are empty fields of some program.
        if (year is not (>= 1970 and <= 2199) || month is not (>= 1 and <= 12) || day is not >= 1 || day > DateTime.DaysInMonth(year.Value, month.Value))
        {
            return null;
        }

        var isMidnightAtTheEnd = (hour, minute, second) == (24, 0, 0);
        if (minute > 59 || second > 60 || (hour > 23 && !isMidnightAtTheEnd))
        {
            return null;
        }

        var start = new DateTimeOffset(year.Value, month.Value, day.Value, 0, 0, 0, milliseconds, offset);
        return start.AddHours(hour).AddMinutes(minute).AddSeconds(Math.Min(second, 59));   // a leap second is the second before
    }

    private static int? Number(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: { Length: > 0 } value } ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    /// <summary>RFC 2822: 00–49 is this century, 50–99 the last.</summary>
    private static int LongYear(int year) => year < 50 ? 2000 + year : 1900 + year;

    private static TimeSpan? Zone(string word)
    {
        var match = Offset().Match(word);
        if (match.Success)
        {
            var (hours, minutes) = (Number(match, "h") ?? 0, Number(match, "m") ?? 0);
            var size = new TimeSpan(hours, minutes, 0);
            return minutes > 59 || size > TimeSpan.FromHours(14) ? null : match.Groups["sign"].Value is "-" or "−" ? -size : size;
        }

        return s_zones.TryGetValue(word.Trim('(', ')').ToUpperInvariant(), out var named) ? TimeSpan.FromHours(named) : null;
    }

    private static int? Month(string word)
    {
        var folded = Text.Fold.Text(word.TrimEnd('.'));
        for (var length = Math.Min(folded.Length, 4); length >= 3; length--)
        {
            if (s_months.TryGetValue(folded[..length], out var month))
            {
                return month;
            }
        }

        return null;
    }

    /// <summary>Hours east of UTC. IST, AST of Arabia and the like are missing because they name two zones.</summary>
    private static readonly FrozenDictionary<string, double> s_zones = Zones(
        (0, "Z UT UTC GMT WET"), (1, "BST WEST CET MET MEZ"), (2, "CEST MEST MESZ EET"), (3, "EEST MSK"), (4, "MSD"),
        (9, "JST KST"), (10, "AEST"), (11, "AEDT"), (12, "NZST"), (13, "NZDT"),
        (-3, "ADT"), (-4, "AT AST EDT"), (-5, "ET EST CDT"), (-6, "CT CST MDT"), (-7, "MT MST PDT"), (-8, "PT PST AKDT"), (-9, "AKST"), (-10, "HST"));

    private static FrozenDictionary<string, double> Zones(params ReadOnlySpan<(double Hours, string Names)> rows)
    {
        var zones = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (hours, names) in rows)
        {
            foreach (var name in names.Split(' '))
            {
                zones.Add(name, hours);
            }
        }

        return zones.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>
    /// The first letters of month names, folded, in the languages that feeds use against the rules. Four letters where three are shared
    /// (jun/jul in Hungarian and French).
    /// </summary>
    private static readonly FrozenDictionary<string, int> s_months = Months(
        "jan ian янв січ gen sty ocak ene ιαν",
        "feb fev fevr феб фев лют lut φεβ",
        "mar mär маp мар бер μαρ marz",
        "apr abr avr avri апр кві kwi απρ ápr",
        "may mai maj мая май тра mag μαι μαϊ μάι",
        "jun june juin juni июн чер cze giu ιουν",
        "jul july juil juli июл лип lip lug ιουλ",
        "aug ago aou août авг сер sie αυγ",
        "sep set sept сен вер wrz σεπ szep",
        "oct okt ott out окт жов paz οκτ",
        "nov noy ноя лис lis νοε",
        "dec dez dic dis déc дек гру gru δεκ");

    private static FrozenDictionary<string, int> Months(params ReadOnlySpan<string> rows)
    {
        var months = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var prefix in rows[i].Split(' '))
            {
                months[Text.Fold.Text(prefix)] = i + 1;
            }
        }

        return months.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private const string TimePart =
        """(?:(?:[T\s]\s*|\s*,\s*)(?<h>[0-9]{1,2}):(?<n>[0-9]{1,2})(?::(?<s>[0-9]{1,2})(?:[.,](?<f>[0-9]{1,9}))?)?\s*(?<z>[A-Za-z]{1,5}|(?:GMT|UTC)?[+\-−][0-9]{1,2}:?[0-9]{0,2})?)?$""";

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?:[-/.]?0?(?<m>[0-9]{2}|(?<=[-/.])[0-9])(?:[-/.]?(?<d>[0-9]{2}|(?<=[-/.])[0-9]))?)?" + TimePart, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex YearFirst();

    /// <summary>ISO 8601 of 1988 allowed the century to be left out: -0312, -03-12, 031231.</summary>
    [GeneratedRegex(@"^(?:-(?<y>[0-9]{2})-?(?<m>[0-9]{2})(?:-?(?<d>[0-9]{2}))?|(?<y>[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2}))" + TimePart, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex ShortYearFirst();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})(?<mark>[./])(?<b>[0-9]{1,2})\k<mark>(?<y>[0-9]{4})" + TimePart, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex YearLast();

    /// <summary>White space and commas; the hyphens of 16-Dec-2012, the T of a date with a month's name.</summary>
    [GeneratedRegex(@"[\s,]+|(?<=[\p{L}0-9])-(?=\p{L}{3})|(?<=\p{L}{3})-(?=[0-9])(?![0-9]{2}:?[0-9]{2}$)|(?<=[0-9])T(?=[0-9])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?<h>[0-9]{1,2}):(?<n>[0-9]{2})(?::(?<s>[0-9]{2})(?:\.[0-9]{1,9})?)?(?<z>[A-Za-z]{1,5}|[+\-][0-9]{2}:?[0-9]{2})?$", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"^(?:GMT|UTC|UT)?(?<sign>[+\-−])(?<h>[0-9]{1,2}?):?(?<m>[0-9]{2})?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 2000)]
    private static partial Regex Offset();
}
