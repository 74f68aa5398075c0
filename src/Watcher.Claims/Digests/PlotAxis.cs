using System.Collections.Immutable;

namespace Watcher.Claims.Digests;

/// <summary>An axis from zero with round ticks. Values below zero (temperatures) widen it to the left.</summary>
internal sealed record PlotAxis(double Low, double High, ImmutableArray<double> Ticks)
{
    private const int Steps = 4;

    /// <summary>Room behind the largest number, for an arrow.</summary>
    private const double Beyond = 1.06;

    public static PlotAxis For(NumberPlot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var all = plot.Rows.SelectMany(r => new[] { r.Low, r.Point, r.High }).OfType<decimal>().Select(v => (double)v).Append(0).ToList();
        var (least, most) = (all.Min(), all.Max());
        if (least == most)
        {
            most = 1;
        }

        if (plot.Rows.Any(r => r.High is null))
        {
            most *= 1 + (2 * (Beyond - 1));
        }

        var step = Step((most - least) / Steps);
        var low = Math.Floor(least / step) * step;
        var high = Math.Max(most * Beyond, low + step);
        var ticks = ImmutableArray.CreateBuilder<double>();
        for (var at = 0; low + (at * step) <= high + (step * 0.001); at++)
        {
            ticks.Add(low + (at * step));
        }

        return new PlotAxis(low, high, ticks.ToImmutable());
    }

    /// <summary>0 at the left end of the axis, 1 at the right.</summary>
    public double Share(decimal value) => Math.Clamp(((double)value - Low) / (High - Low), 0, 1);

    public double Share(double value) => Math.Clamp((value - Low) / (High - Low), 0, 1);

    /// <summary>1, 2 or 5 times a power of ten, not below the wish.</summary>
    private static double Step(double wish)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(wish)));
        var share = wish / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }
}
