namespace Watcher.Claims.Digests.Pictures;

/// <summary>
/// A small software canvas (digest.md 8). Shapes are given in CSS pixels and drawn at <see cref="Scale"/> device pixels each, with
/// <see cref="Samples"/>×<see cref="Samples"/> samples a device pixel. Only additions, products and comparisons decide a sample, so the same
/// scene gives the same pixels on every machine.
/// </summary>
internal sealed class Canvas
{
    /// <summary>Sharp on screens with two device pixels a CSS pixel, which is what most phones and laptops have.</summary>
    public const int Scale = 2;

    private const int Samples = 4;

    public Canvas(int width, int height, Colour ground)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        (Width, Height) = (width * Scale, height * Scale);
        Pixels = new byte[Width * Height * 3];
        for (var at = 0; at < Pixels.Length; at += 3)
        {
            (Pixels[at], Pixels[at + 1], Pixels[at + 2]) = (ground.Red, ground.Green, ground.Blue);
        }
    }

    /// <summary>Device pixels.</summary>
    public int Width { get; }

    /// <summary>Device pixels.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue; row by row from the top.</summary>
    public byte[] Pixels { get; }

    public void Rectangle(double left, double top, double width, double height, Colour colour) =>
        Fill(left, top, left + width, top + height, colour, p => p.X >= left && p.X < left + width && p.Y >= top && p.Y < top + height);

    public void Disc(Point centre, double radius, Colour colour) => Strokes([(centre, centre)], radius * 2, colour);

    /// <summary>A convex or star-shaped outline, filled by the even-odd rule.</summary>
    public void Polygon(ReadOnlySpan<Point> corners, Colour colour)
    {
        var outline = corners.ToArray();
        var (left, right) = (outline.Min(p => p.X), outline.Max(p => p.X));
        var (top, bottom) = (outline.Min(p => p.Y), outline.Max(p => p.Y));
        Fill(left, top, right, bottom, colour, p => IsInside(outline, p));
    }

    /// <summary>Lines of one width with round ends, as one shape: where they cross, nothing is painted twice.</summary>
    public void Strokes(IReadOnlyList<(Point From, Point To)> lines, double width, Colour colour)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var (half, left, top, right, bottom) = (width / 2, double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        foreach (var (from, to) in lines)
        {
            (left, right) = (Math.Min(left, Math.Min(from.X, to.X)), Math.Max(right, Math.Max(from.X, to.X)));
            (top, bottom) = (Math.Min(top, Math.Min(from.Y, to.Y)), Math.Max(bottom, Math.Max(from.Y, to.Y)));
        }

        // Most pixels lie wholly inside or outside, which their centre tells: only those on the edge need all samples.
        const double reach = 0.7072 / Scale;
        var (near, far) = (Square(Math.Max(0, half - reach)), Square(half + reach));
        Paint(left - half, top - half, right + half, bottom + half, colour, (x, y) =>
        {
            var centre = Nearest(lines, new Point((x + 0.5) / Scale, (y + 0.5) / Scale));
            return centre >= far ? 0
                : centre < near && half > reach ? Samples * Samples
                : Hits(x, y, p => Nearest(lines, p) <= half * half);
        });
    }

    private static double Nearest(IReadOnlyList<(Point From, Point To)> lines, Point p)
    {
        var nearest = double.MaxValue;
        for (var at = 0; at < lines.Count; at++)
        {
            nearest = Math.Min(nearest, SquaredDistance(p, lines[at].From, lines[at].To));
        }

        return nearest;
    }

    private void Fill(double left, double top, double right, double bottom, Colour colour, Func<Point, bool> covers) =>
        Paint(left, top, right, bottom, colour, (x, y) => Hits(x, y, covers));

    private void Paint(double left, double top, double right, double bottom, Colour colour, Func<int, int, int> hitsAt)
    {
        var (x0, x1) = (Math.Max(0, (int)Math.Floor(left * Scale)), Math.Min(Width, (int)Math.Ceiling(right * Scale)));
        var (y0, y1) = (Math.Max(0, (int)Math.Floor(top * Scale)), Math.Min(Height, (int)Math.Ceiling(bottom * Scale)));
        for (var y = y0; y < y1; y++)
        {
            for (var x = x0; x < x1; x++)
            {
                if (hitsAt(x, y) is > 0 and var hits)
                {
                    Blend(((y * Width) + x) * 3, colour, hits);
                }
            }
        }
    }

    /// <summary>How many samples of a device pixel are covered.</summary>
    private static int Hits(int x, int y, Func<Point, bool> covers)
    {
        var hits = 0;
        for (var sample = 0; sample < Samples * Samples; sample++)
        {
            var at = new Point((x + (((sample % Samples) + 0.5) / Samples)) / Scale, (y + (((sample / Samples) + 0.5) / Samples)) / Scale);
            hits += covers(at) ? 1 : 0;
        }

        return hits;
    }

    private void Blend(int at, Colour colour, int hits)
    {
        const int all = Samples * Samples;
        Pixels[at] = Mix(Pixels[at], colour.Red);
        Pixels[at + 1] = Mix(Pixels[at + 1], colour.Green);
        Pixels[at + 2] = Mix(Pixels[at + 2], colour.Blue);

        byte Mix(byte under, byte over) => (byte)(((under * (all - hits)) + (over * hits) + (all / 2)) / all);
    }

    private static bool IsInside(Point[] outline, Point p)
    {
        var isInside = false;
        for (int at = 0, before = outline.Length - 1; at < outline.Length; before = at++)
        {
            var (a, b) = (outline[at], outline[before]);
            if (a.Y > p.Y != b.Y > p.Y && p.X < ((b.X - a.X) * (p.Y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                isInside = !isInside;
            }
        }

        return isInside;
    }

    private static double SquaredDistance(Point p, Point from, Point to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Square(dx) + Square(dy);
        var share = length == 0 ? 0 : Math.Clamp((((p.X - from.X) * dx) + ((p.Y - from.Y) * dy)) / length, 0, 1);
        return Square(p.X - (from.X + (share * dx))) + Square(p.Y - (from.Y + (share * dy)));
    }

    private static double Square(double value) => value * value;
}
