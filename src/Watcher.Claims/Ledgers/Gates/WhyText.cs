using System.Globalization;
using Watcher.Claims.Quantities;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>The arithmetic of a comparison in plain English.</summary>
internal static class WhyText
{
    /// <summary>Both intervals in the canonical unit, and the gap and ratio where they lie apart.</summary>
    public static string Beside(Quantity one, Quantity other)
    {
        var text = $"{Interval(one)} beside {Interval(other)}";
        if (one.Excludes(other) && Gap(one, other) is { } gap)
        {
            text += $", gap {Number(gap)}{Unit(one)}";
        }

        return Ratio(one, other) is { } ratio && ratio != 1 ? $"{text}, ratio {ratio.ToString("0.##", CultureInfo.InvariantCulture)}" : text;
    }

    /// <summary>The hard interval: "[1,900, 2,100] km²", "more than 40".</summary>
    public static string Interval(Quantity q) => (q.CanonLow, q.CanonHigh) switch
    {
        (null, null) => "no number",
        ({ } low, { } high) when low == high => $"{Number(low)}{Unit(q)}",
        ({ } low, { } high) => $"{(q.LowOpen ? "(" : "[")}{Number(low)}, {Number(high)}{(q.HighOpen ? ")" : "]")}{Unit(q)}",
        ({ } low, null) => $"{(q.LowOpen ? "more than" : "at least")} {Number(low)}{Unit(q)}",
        (null, { } high) => $"{(q.HighOpen ? "less than" : "at most")} {Number(high)}{Unit(q)}",
    };

    /// <summary>Larger stated number over the smaller one; null when one is missing or zero.</summary>
    public static double? Ratio(Quantity one, Quantity other)
    {
        if (one.Point is not { } a || other.Point is not { } b || !one.Unit.IsComparableWith(other.Unit) || a <= 0 || b <= 0)
        {
            return null;
        }

        return (double)Math.Max(a, b) / (double)Math.Min(a, b);
    }

    public static string Number(decimal value)
    {
        var size = Math.Abs(value);
        var decimals = size >= 100 || value == decimal.Truncate(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
        return Math.Round(value, decimals).ToString("#,0.####", CultureInfo.InvariantCulture);
    }

    private static decimal? Gap(Quantity one, Quantity other)
    {
        if (one.CanonLow > other.CanonHigh)
        {
            return one.CanonLow - other.CanonHigh;
        }

        return other.CanonLow > one.CanonHigh ? other.CanonLow - one.CanonHigh : null;
    }

    private static string Unit(Quantity q) => q.Unit.CanonicalId switch
    {
        "" => "",
        "km2" => " km²",
        "m3" => " m³",
        "1" => "",
        var id => $" {id}",
    };
}
