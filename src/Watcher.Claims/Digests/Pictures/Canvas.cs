using System.Numerics;

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

        var half = width / 2;
        var (left, right) = (lines.Min(l => Math.Min(l.From.X, l.To.X)) - half, lines.Max(l => Math.Max(l.From.X, l.To.X)) + half);
        var (top, bottom) = (lines.Min(l => Math.Min(l.From.Y, l.To.Y)) - half, lines.Max(l => Math.Max(l.From.Y, l.To.Y)) + half);
        var box = Box(left, top, right, bottom);
        if (box.Right <= box.Left || box.Bottom <= box.Top)
        {
            return;
        }

        // One bit a sample and pixel: what several lines cover is painted once.
        var covered = new ushort[(box.Right - box.Left) * (box.Bottom - box.Top)];
        foreach (var (from, to) in lines)
        {
            Cover(covered, box, from, to, half);
        }

        for (var at = 0; at < covered.Length; at++)
        {
            if (covered[at] != 0)
            {
                var (x, y) = (box.Left + (at % (box.Right - box.Left)), box.Top + (at / (box.Right - box.Left)));
                Blend(((y * Width) + x) * 3, colour, BitOperations.PopCount(covered[at]));
            }
        }
    }

    private void Cover(ushort[] covered, (int Left, int Top, int Right, int Bottom) all, Point from, Point to, double half)
    {
        // Most pixels lie wholly inside or outside, which their centre tells: only those on the edge need all samples.
        const double reach = 0.7072 / Scale;
        var (near, far) = (half > reach ? Square(half - reach) : -1, Square(half + reach));
        var box = Box(
            Math.Min(from.X, to.X) - half, Math.Min(from.Y, to.Y) - half, Math.Max(from.X, to.X) + half, Math.Max(from.Y, to.Y) + half);
        for (var y = box.Top; y < box.Bottom; y++)
        {
            for (var x = box.Left; x < box.Right; x++)
            {
                var at = ((y - all.Top) * (all.Right - all.Left)) + x - all.Left;
                var centre = covered[at] == ushort.MaxValue ? far : SquaredDistance(new Point((x + 0.5) / Scale, (y + 0.5) / Scale), from, to);
                if (centre < near)
                {
                    covered[at] = ushort.MaxValue;
                }
                else if (centre < far)
                {
                    covered[at] |= Hits(x, y, p => SquaredDistance(p, from, to) <= half * half);
                }
            }
        }
    }

    /// <summary>Device pixels, cut at the edges of the canvas; right and bottom are exclusive.</summary>
    private (int Left, int Top, int Right, int Bottom) Box(double left, double top, double right, double bottom) => (
        Math.Max(0, (int)Math.Floor(left * Scale)), Math.Max(0, (int)Math.Floor(top * Scale)),
        Math.Min(Width, (int)Math.Ceiling(right * Scale)), Math.Min(Height, (int)Math.Ceiling(bottom * Scale)));

    private void Fill(double left, double top, double right, double bottom, Colour colour, Func<Point, bool> covers)
    {
        var box = Box(left, top, right, bottom);
        for (var y = box.Top; y < box.Bottom; y++)
        {
            for (var x = box.Left; x < box.Right; x++)
            {
                if (BitOperations.PopCount(Hits(x, y, covers)) is > 0 and var hits)
                {
                    Blend(((y * Width) + x) * 3, colour, hits);
                }
            }
        }
    }

    /// <summary>A bit for each sample of a device pixel that is covered.</summary>
    private static ushort Hits(int x, int y, Func<Point, bool> covers)
    {
        var hits = 0;
        for (var sample = 0; sample < Samples * Samples; sample++)
        {
            var at = new Point((x + (((sample % Samples) + 0.5) / Samples)) / Scale, (y + (((sample / Samples) + 0.5) / Samples)) / Scale);
            hits |= covers(at) ? 1 << sample : 0;
        }

        return (ushort)hits;
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
