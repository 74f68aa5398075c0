using System.Globalization;

namespace Watcher.Claims.Digests.Pictures;

/// <summary>An opaque colour.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <param name="hex"><c>#rrggbb</c>.</param>
    public static Colour Parse(string hex) => new(
        byte.Parse(hex.AsSpan(1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        byte.Parse(hex.AsSpan(3, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        byte.Parse(hex.AsSpan(5, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
}

/// <summary>A point in CSS pixels; y grows downwards.</summary>
internal readonly record struct Point(double X, double Y);
