using System.Collections.Immutable;
using System.Globalization;
using Watcher.Claims.Digests.Pictures;

namespace Watcher.Claims.Digests;

/// <summary>A plot in letters of equal width: <c>*</c> is a stated number, <c>[=]</c> an interval, <c>*---&gt;</c> "at least".</summary>
internal static class TextChart
{
    private const int Indent = 4;
    private const int MaxName = 16;
    private const int LeastPlot = 12;

    public static ImmutableArray<string> Draw(NumberPlot plot, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(plot);
        // Letters of other scripts may be wider than one column.
        plot = plot with { Rows = [.. plot.Rows.Select(r => PlotFont.Knows(r.Outlet) ? r : r with { Outlet = DisplayText.Cut(r.Id, MaxName) })] };
        var axis = PlotAxis.For(plot);
        var name = Math.Min(MaxName, plot.Rows.Max(r => r.Outlet.Length));
        var when = plot.Rows.Max(r => r.When.Length);
        var value = Math.Min(14, plot.Rows.Max(r => r.Value.Length));
        var left = Indent + name + 2 + when + 2;
        var width = TextLines.Columns - left - 2 - value - 1;
        if (width < LeastPlot)
        {
            return [];
        }

        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(Ticks(axis, left, width, culture));
        foreach (var row in plot.Rows)
        {
            var head = $"{new string(' ', Indent)}{DisplayText.Cut(row.Outlet, name).PadRight(name)}  {row.When.PadRight(when)}  ";
            lines.Add($"{head}|{Bar(row, axis, width)}  {DisplayText.Cut(row.Value, value)}".TrimEnd());
        }

        return lines.ToImmutable();
    }

    private static string Bar(PlotRow row, PlotAxis axis, int width)
    {
        var cells = new char[width];
        Array.Fill(cells, ' ');
        int At(decimal v) => (int)Math.Round(axis.Share(v) * (width - 1));

        var from = row.Low is { } low ? At(low) : 0;
        var to = row.High is { } high ? At(high) : width - 1;
        var isOpen = row.Low is null || row.High is null;
        if (to > from)
        {
            Array.Fill(cells, isOpen ? '-' : '=', from, to - from + 1);
            cells[from] = row.Low is null ? '<' : '[';
            cells[to] = row.High is null ? '>' : ']';
        }

        if (row.Point is { } point)
        {
            cells[At(point)] = '*';
        }

        return new string(cells);
    }

    private static string Ticks(PlotAxis axis, int left, int width, CultureInfo culture)
    {
        var line = new char[TextLines.Columns];
        Array.Fill(line, ' ');
        var free = 0;
        foreach (var tick in axis.Ticks)
        {
            var text = tick.ToString("#,0.##", culture);
            var at = left + 1 + (int)Math.Round(axis.Share(tick) * (width - 1)) - (text.Length / 2);
            if (at >= free && at + text.Length <= line.Length)
            {
                text.CopyTo(0, line, at, text.Length);
                free = at + text.Length + 1;
            }
        }

        return new string(line).TrimEnd();
    }
}
