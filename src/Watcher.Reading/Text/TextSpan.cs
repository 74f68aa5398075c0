namespace Watcher.Reading.Text;

/// <summary>From <see cref="Start"/> up to, not including, <see cref="End"/>, in UTF-16 code units of one text.</summary>
public readonly record struct TextSpan
{
    public TextSpan(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        (Start, End) = (start, end);
    }

    public int Start { get; }

    /// <summary>Exclusive.</summary>
    public int End { get; }

    public int Length => End - Start;

    public bool IsEmpty => Start == End;

    public bool Contains(int index) => index >= Start && index < End;

    public bool Contains(TextSpan other) => other.Start >= Start && other.End <= End;

    public bool Overlaps(TextSpan other) => other.Start < End && Start < other.End;

    /// <summary>The same characters seen from a text that holds this one <paramref name="by"/> units further on.</summary>
    public TextSpan Shift(int by) => new(Start + by, End + by);

    /// <summary>The characters of the span; throws when the span lies outside <paramref name="text"/>.</summary>
    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);

    public override string ToString() => $"[{Start}, {End})";
}
