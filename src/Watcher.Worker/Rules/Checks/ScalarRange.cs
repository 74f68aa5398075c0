using System.Globalization;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Whether a value of the right kind lies within its bounds.</summary>
internal static class ScalarRange
{
    public static (string Message, IReadOnlyList<string> Suggestions)? Outside(string value, Shape.Scalar scalar)
    {
        if ((scalar.Minimum, scalar.Maximum) is (null, null))
        {
            return null;
        }

        var number = scalar.Kind switch
        {
            ScalarKind.Duration => ConfigValues.TryDuration(value, out var duration) ? (decimal)duration.TotalSeconds : 0,
            ScalarKind.Size => ConfigValues.TrySize(value, out var bytes) ? bytes : 0,
            ScalarKind.Number or ScalarKind.Integer => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture),   // its kind was checked
            _ => new StringInfo(value).LengthInTextElements,
        };
        if ((scalar.Minimum ?? number) <= number && number <= (scalar.Maximum ?? number))
        {
            return null;
        }

        var bounds = scalar switch
        {
            { Minimum: { } low, Maximum: { } high } => $"{Show(low, scalar.Kind)}..{Show(high, scalar.Kind)}",
            { Minimum: { } low } => $"{Show(low, scalar.Kind)} or more",
            { Maximum: { } high } => $"at most {Show(high, scalar.Kind)}",
            _ => "",
        };
        return scalar.Kind switch
        {
            ScalarKind.Text or ScalarKind.Line =>
                ($"has {number.ToString(CultureInfo.InvariantCulture)} characters; it can have {bounds}", []),
            ScalarKind.Number or ScalarKind.Integer => ($"{value} is outside {bounds}", MovedPoint(value, scalar)),
            _ => ($"{value} is outside {bounds}", []),
        };
    }

    private static string Show(decimal bound, ScalarKind kind) => kind switch
    {
        ScalarKind.Duration when bound % 86_400 == 0 => Number(bound / 86_400, "d"),
        ScalarKind.Duration when bound % 3600 == 0 => Number(bound / 3600, "h"),
        ScalarKind.Duration when bound % 60 == 0 => Number(bound / 60, "m"),
        ScalarKind.Duration => Number(bound, "s"),
        ScalarKind.Size when bound % (1024 * 1024) == 0 => Number(bound / (1024 * 1024), "MB"),
        ScalarKind.Size => Number(bound / 1024, "KB"),
        _ => Number(bound, ""),
    };

    private static string Number(decimal number, string unit) => number.ToString("0.####", CultureInfo.InvariantCulture) + unit;

    /// <summary>497.106 → 49.7106: a number out of range gets the nearest place of the decimal point that fits.</summary>
    private static IReadOnlyList<string> MovedPoint(string value, Shape.Scalar scalar)
    {
        if (scalar.Kind == ScalarKind.Integer)
        {
            return [];
        }

        var sign = value.StartsWith('-') ? "-" : "";
        var digits = value.Replace(".", "", StringComparison.Ordinal).TrimStart('-', '+');
        var point = value.TrimStart('-', '+').IndexOf('.', StringComparison.Ordinal) is var p and >= 0 ? p : digits.Length;
        foreach (var place in new[] { point - 1, point + 1, point - 2 })
        {
            if (place > 0 && place < digits.Length)
            {
                var moved = $"{sign}{digits[..place]}.{digits[place..]}";
                if (decimal.TryParse(moved, CultureInfo.InvariantCulture, out var number) && number >= scalar.Minimum && number <= scalar.Maximum)
                {
                    return [moved];
                }
            }
        }

        return [];
    }
}
