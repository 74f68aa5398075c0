namespace Watcher.Claims.Digests.Pictures;

/// <summary>Draws control strips: a row a place, a block for each stretch of days of one state, with its letter.</summary>
internal static class StripPicture
{
    /// <summary>CSS pixels.</summary>
    public const int Width = 400;

    private const int Margin = 14;
    private const int RowHeight = 34;
    private const int CellHeight = 28;
    private const int DayHeight = 26;
    private const int TextSize = 16;
    private const int NameWidth = 150;

    /// <summary>CSS pixels.</summary>
    public static int HeightOf(int strips) => Margin + (strips * RowHeight) + DayHeight;

    /// <param name="strips">Of one span of days.</param>
    /// <param name="first">The first day in words.</param>
    /// <param name="last">The last day in words.</param>
    /// <param name="sides">Letters of the sides, in the order of the legend.</param>
    /// <param name="hasNames">Whether places stand before their strips: not where the card says it.</param>
    public static Canvas Draw(IReadOnlyList<ControlStrip> strips, string first, string last, IReadOnlyList<char> sides, bool hasNames)
    {
        ArgumentNullException.ThrowIfNull(strips);
        var canvas = new Canvas(Width, HeightOf(strips.Count), PictureColours.Ground);
        var left = hasNames ? Margin + NameWidth : Margin;
        for (var at = 0; at < strips.Count; at++)
        {
            var top = Margin + (at * RowHeight);
            if (hasNames)
            {
                var name = PlotFont.Knows(strips[at].Place) ? strips[at].Place : "…";
                PlotFont.Draw(canvas, PlotFont.Fit(name, TextSize, NameWidth - 8), Margin, top + 20, TextSize, PictureColours.Ink);
            }

            Row(canvas, strips[at].Letters, left, top, sides);
        }

        var days = Margin + (strips.Count * RowHeight) + 14;
        PlotFont.Draw(canvas, first, left, days, TextSize, PictureColours.Dim);
        PlotFont.Draw(canvas, last, Width - Margin - PlotFont.Width(last, TextSize), days, TextSize, PictureColours.Dim);
        return canvas;
    }

    private static void Row(Canvas canvas, string letters, double left, double top, IReadOnlyList<char> sides)
    {
        var day = (Width - Margin - left) / letters.Length;
        for (int from = 0, to; from < letters.Length; from = to)
        {
            to = from + 1;
            while (to < letters.Length && letters[to] == letters[from])
            {
                to++;
            }

            var (x, width) = (left + (from * day), (to - from) * day);
            canvas.Rectangle(x + 0.5, top, width - 1, CellHeight, Ground(letters[from], sides));
            if (letters[from] == ControlStrips.Disputed)
            {
                canvas.Rectangle(x + 0.5, top + CellHeight - 4, width - 1, 4, Colour.Parse("#b3261e"));
            }

            if (letters[from] != ControlStrips.Unknown)
            {
                var text = letters[from].ToString();
                PlotFont.Draw(canvas, text, x + (width / 2) - (PlotFont.Width(text, TextSize) / 2), top + 19, TextSize, PictureColours.Ink, isStrong: true);
            }
        }
    }

    private static Colour Ground(char letter, IReadOnlyList<char> sides)
    {
        if (letter is ControlStrips.Unknown)
        {
            return PictureColours.Unknown;
        }

        if (letter is ControlStrips.Disputed or ControlStrips.Contested)
        {
            return letter == ControlStrips.Disputed ? PictureColours.Disputed : PictureColours.Contested;
        }

        var at = 0;
        while (at < sides.Count && sides[at] != letter)
        {
            at++;
        }

        return PictureColours.Sides[at % PictureColours.Sides.Length];
    }
}
