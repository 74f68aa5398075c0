using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Watcher.Worker.Rules.Checks;

/// <summary>What keeps one value from being of its kind.</summary>
internal static class ScalarProblem
{
    public static (string Code, string Message, IReadOnlyList<string> Suggestions)? Of(YamlScalarNode node, ScalarKind kind, string value)
    {
        if (kind is ScalarKind.Integer or ScalarKind.Number or ScalarKind.Boolean && node.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
        {
            return (ProblemCodes.WrongType, $"'{value}' stands in quotes; write it without",
                kind == ScalarKind.Number && value.Contains(',', StringComparison.Ordinal) && IsNumber(value.Replace(',', '.')) ? [value.Replace(',', '.')] : []);
        }

        return kind switch
        {
            ScalarKind.Id when !ConfigValues.IsId(value) =>
                (ProblemCodes.WrongType, $"'{value}' is no id (a-z, 0-9 and -, at most 40)", ConfigValues.IdFrom(value) is { } id ? [id] : []),
            ScalarKind.Integer when !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
                (ProblemCodes.WrongType, $"'{value}' is no whole number", []),
            ScalarKind.Number when !IsNumber(value) =>
                (ProblemCodes.WrongType, $"'{value}' is no number", value.Count(',') == 1 && IsNumber(value.Replace(',', '.')) ? [value.Replace(',', '.')] : []),
            ScalarKind.Boolean when value is not ("true" or "false") => (ProblemCodes.WrongType, $"'{value}' is neither true nor false", TruthOf(value)),
            ScalarKind.Date when !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
                (ProblemCodes.WrongType, $"'{value}' is no date (2022-02-24)", DateOf(value)),
            ScalarKind.Time when !TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) =>
                (ProblemCodes.WrongType, $"'{value}' is no time of day (\"09:00\")", TimeOf(value)),
            ScalarKind.Duration when !ConfigValues.TryDuration(value, out _) =>
                (ProblemCodes.WrongType, $"'{value}' is no duration (30s, 10m, 2h, 7d)", DurationOf(value)),
            ScalarKind.Size when !ConfigValues.TrySize(value, out _) => (ProblemCodes.WrongType, $"'{value}' is no size (500KB, 5MB)", SizeOf(value)),
            ScalarKind.Language when !ConfigValues.IsLanguage(value) =>
                (ProblemCodes.WrongType, $"'{value}' is no language code (two letters, such as en, uk)", LanguageOf(value)),
            ScalarKind.Country when !Countries.IsKnown(value) => (ProblemCodes.UnknownCountry, $"'{value}' is no country code (two capitals, such as UA, GB)", Countries.Suggest(value)),
            ScalarKind.Url or ScalarKind.UrlOrNone when !(ConfigValues.IsWebAddress(value) || (kind == ScalarKind.UrlOrNone && value == "none")) => Address(value),
            ScalarKind.Address when ConfigValues.AddressProblem(value) is { } wrong => (ProblemCodes.BadAddress, $"is no plain mail address (name@host): {wrong}", []),
            ScalarKind.Domain when !ConfigValues.IsDomain(value) => (ProblemCodes.WrongType, $"'{value}' is no domain name (watcher.example.org)", []),
            ScalarKind.FeedbackId when !ConfigValues.IsFeedbackId(value) =>
                (ProblemCodes.WrongType, $"'{value}' is no sender id: 5 to 15 letters, digits, _ or -, or none", []),
            ScalarKind.Line when value.Any(char.IsControl) => (ProblemCodes.WrongType, "holds a line break or control character; one line belongs here", []),
            _ => null,
        };
    }

    private static (string, string, IReadOnlyList<string>) Address(string value)
    {
        // The address itself is not repeated when it may hold a password.
        if (value.Contains('@', StringComparison.Ordinal))
        {
            return (ProblemCodes.BadUrl, "is no absolute http or https address without user name and password", []);
        }

        var withScheme = value.Contains("://", StringComparison.Ordinal) ? $"https://{value[(value.IndexOf("://", StringComparison.Ordinal) + 3)..]}" : $"https://{value.TrimStart('/')}";
        var isHost = Uri.TryCreate(withScheme, UriKind.Absolute, out var url) && url.Host.Contains('.', StringComparison.Ordinal) && ConfigValues.IsWebAddress(withScheme);
        return (ProblemCodes.BadUrl, $"'{value}' is no absolute http or https address", isHost ? [withScheme] : []);
    }

    private static bool IsNumber(string value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static IReadOnlyList<string> TruthOf(string value) => value.ToUpperInvariant() switch
    {
        "YES" or "ON" or "Y" or "TRUE" or "1" => ["true"],
        "NO" or "OFF" or "N" or "FALSE" or "0" => ["false"],
        _ => Suggestion.For(value, ["true", "false"]),
    };

    private static IReadOnlyList<string> DateOf(string value)
    {
        string[] formats = ["d.M.yyyy", "yyyy/M/d", "yyyy.M.d", "yyyy-M-d", "yyyyMMdd", "d MMMM yyyy", "MMMM d, yyyy"];
        return DateOnly.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? [date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)] : [];
    }

    private static IReadOnlyList<string> TimeOf(string value)
    {
        string[] formats = ["H:m", "H.m", "H.mm", "h:mmtt", "h:mm tt", "htt", "h tt", "HHmm", "%H", "H:mm:ss", "H'h'mm"];
        return TimeOnly.TryParseExact(value.Trim('\u201C', '\u201D', '\u201E', '\u2018', '\u2019', ' '), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? [time.ToString("HH:mm", CultureInfo.InvariantCulture)] : [];
    }

    private static IReadOnlyList<string> DurationOf(string value)
    {
        var digits = value.TakeWhile(char.IsAsciiDigit).Count();
        var unit = value[digits..].Trim().ToUpperInvariant() switch
        {
            "S" or "SEC" or "SECS" or "SECOND" or "SECONDS" => "s",
            "" or "M" or "MIN" or "MINS" or "MINUTE" or "MINUTES" => "m",
            "H" or "HR" or "HRS" or "HOUR" or "HOURS" => "h",
            "D" or "DAY" or "DAYS" => "d",
            _ => null,
        };
        return digits > 0 && unit is not null ? [value[..digits] + unit] : [];
    }

    private static IReadOnlyList<string> SizeOf(string value)
    {
        var digits = value.TakeWhile(char.IsAsciiDigit).Count();
        var unit = value[digits..].Trim().ToUpperInvariant() switch
        {
            "K" or "KB" or "KIB" => "KB",
            "M" or "MB" or "MIB" => "MB",
            _ => null,
        };
        return digits > 0 && unit is not null ? [value[..digits] + unit] : [];
    }

    /// <summary>The code somebody may have meant by a language's name or a country's letters.</summary>
    public static IReadOnlyList<string> LanguageOf(string value) => value.ToUpperInvariant() switch
    {
        "ENGLISH" or "EN" or "EN-GB" or "EN-US" => ["en"],
        "UKRAINIAN" or "UA" or "UK" or "UK-UA" => ["uk"],
        "RUSSIAN" or "RU" or "RU-RU" => ["ru"],
        _ => ConfigValues.IsLanguage(value.ToLowerInvariant()) ? [value.ToLowerInvariant()] : [],
    };
}
