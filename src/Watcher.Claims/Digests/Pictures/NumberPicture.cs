using System.Globalization;

namespace Watcher.Claims.Digests.Pictures;

/// <summary>Draws a <see cref="NumberPlot"/>: a row an outlet, from zero; a shape for the number, a bar for what it allows, an arrow where that is open.</summary>
internal static class NumberPicture
{
    /// <summary>CSS pixels. Labels of 16 stay readable when a phone shows it at three quarters.</summary>
    public const int Width = 400;

    private const int Margin = 14;
    private const int TitleHeight = 34;
    private const int RowHeight = 50;
    private const int AxisHeight = 32;
    private const int TextSize = 16;
    private const int BarHeight = 10;
    private const int Radius = 7;
    private const int Space = 8;

    /// <summary>CSS pixels.</summary>
    public static int HeightOf(NumberPlot plot) => TitleHeight + (plot.Rows.Length * RowHeight) + AxisHeight;

    public static Canvas Draw(NumberPlot plot, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var axis = PlotAxis.For(plot);
        var height = HeightOf(plot);
        var canvas = new Canvas(Width, height, PictureColours.Ground);
        const double left = Margin + Radius;
        const double right = Width - Margin - Radius;
        var bottom = height - AxisHeight;
        double At(double share) => left + (share * (right - left));

        PlotFont.Draw(canvas, PlotFont.Fit(plot.Title, TextSize, Width - (2 * Margin)), Margin, 23, TextSize, PictureColours.Ink, isStrong: true);
        foreach (var tick in axis.Ticks)
        {
            canvas.Rectangle(At(axis.Share(tick)) - 0.5, TitleHeight, 1, bottom - TitleHeight, PictureColours.Grid);
        }

        for (var at = 0; at < plot.Rows.Length; at++)
        {
            Row(canvas, plot.Rows[at], at, axis, TitleHeight + (at * RowHeight), At);
        }

        canvas.Rectangle(left, bottom - 0.5, right - left, 1, PictureColours.Axis);
        Ticks(canvas, axis, bottom, At, culture);
        return canvas;
    }

    private static void Row(Canvas canvas, PlotRow row, int number, PlotAxis axis, double top, Func<double, double> at)
    {
        var value = PlotFont.Fit(row.Value, TextSize, Width / 3.0);
        var when = PlotFont.Fit(row.When, TextSize, Width / 3.0);
        var room = Width - (2 * Margin) - PlotFont.Width(when, TextSize) - Space;
        var name = PlotFont.Knows(row.Outlet) ? row.Outlet : row.Id;
        PlotFont.Draw(canvas, PlotFont.Fit(name, TextSize, room), Margin, top + 17, TextSize, PictureColours.Ink);
        PlotFont.Draw(canvas, when, Width - Margin - PlotFont.Width(when, TextSize), top + 17, TextSize, PictureColours.Dim);

        var middle = top + 35;
        var from = row.Low is { } low ? at(axis.Share(low)) : at(0);
        var to = row.High is { } high ? at(axis.Share(high)) : at(1);
        if (to - from > 1)
        {
            canvas.Rectangle(from, middle - (BarHeight / 2.0), to - from, BarHeight, PictureColours.Interval);
        }

        if (row.High is null)
        {
            canvas.Polygon([new(to - 4, middle - 9), new(to + Radius, middle), new(to - 4, middle + 9)], PictureColours.Interval);
        }

        var end = Math.Max(to, from);
        if (row.Point is { } point)
        {
            var centre = new Point(at(axis.Share(point)), middle);
            Marker(canvas, centre, number);
            end = Math.Max(end, centre.X + Radius);
        }

        // Beside the bar where there is room, else on its left; on the bar when both sides are full.
        var width = PlotFont.Width(value, TextSize);
        var start = Math.Min(from, row.Point is { } p ? at(axis.Share(p)) - Radius : from);
        var left = end + Space + width <= Width - Margin / 2.0 && row.High is not null ? end + Space
            : start - Space - width >= Margin / 2.0 ? start - Space - width
            : Math.Clamp(((start + end) / 2) - (width / 2), Margin, Width - Margin - width);
        PlotFont.Draw(canvas, value, left, middle + 6, TextSize, PictureColours.Ink, isStrong: true);
    }

    /// <summary>A shape of its own for each outlet: the rows can be told apart without their colour.</summary>
    private static void Marker(Canvas canvas, Point c, int number)
    {
        const double r = Radius;
        switch (number % 5)
        {
            case 0:
                canvas.Disc(c, r, PictureColours.Mark);
                break;
            case 1:
                canvas.Polygon([new(c.X, c.Y - r - 1), new(c.X + r + 1, c.Y), new(c.X, c.Y + r + 1), new(c.X - r - 1, c.Y)], PictureColours.Mark);
                break;
            case 2:
                canvas.Rectangle(c.X - r + 1, c.Y - r + 1, (2 * r) - 2, (2 * r) - 2, PictureColours.Mark);
                break;
            case 3:
                canvas.Polygon([new(c.X, c.Y - r), new(c.X + r, c.Y + r - 1), new(c.X - r, c.Y + r - 1)], PictureColours.Mark);
                break;
            default:
                canvas.Disc(c, r, PictureColours.Mark);
                canvas.Disc(c, r - 3, PictureColours.Ground);
                break;
        }
    }

    private static void Ticks(Canvas canvas, PlotAxis axis, double bottom, Func<double, double> at, CultureInfo culture)
    {
        var free = 0.0;
        foreach (var tick in axis.Ticks)
        {
            var text = tick.ToString("#,0.##", culture);
            var width = PlotFont.Width(text, TextSize);
            var left = Math.Clamp(at(axis.Share(tick)) - (width / 2), 4, Width - width - 4);
            if (left >= free)
            {
                PlotFont.Draw(canvas, text, left, bottom + 20, TextSize, PictureColours.Dim);
                free = left + width + Space;
            }
        }
    }
}
