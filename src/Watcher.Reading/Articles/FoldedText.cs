using System.Buffers;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>A text folded unit by unit, which knows where each folded unit stood. In a rented array: of no use once it is returned.</summary>
internal readonly struct FoldedText
{
    private readonly char[] _folded;
    private readonly int _length;

    public FoldedText(ReadOnlySpan<char> source)
    {
        _folded = ArrayPool<char>.Shared.Rent(source.Length);
        var length = 0;
        foreach (var unit in source)
        {
            if (Fold.Char(unit) is var c && IsKept(c, length == 0 ? ' ' : _folded[length - 1]))
            {
                _folded[length++] = c;
            }
        }

        _length = _folded.AsSpan(0, length).TrimEnd(' ').Length;
    }

    public ReadOnlySpan<char> Text => _folded.AsSpan(0, _length);

    /// <summary>Where the folded unit at <paramref name="index"/> stood in <paramref name="source"/>; its length for the end. Reads on from the beginning: cuts are few.</summary>
    public int Source(ReadOnlySpan<char> source, int index)
    {
        if (index < _length)
        {
            var (kept, last) = (0, ' ');
            for (var i = 0; i < source.Length; i++)
            {
                if (Fold.Char(source[i]) is var c && IsKept(c, last) && kept++ == index)
                {
                    return i;
                }

                last = IsKept(c, last) ? c : last;
            }
        }

        return source.Length;
    }

    public void Return() => ArrayPool<char>.Shared.Return(_folded);

    private static bool IsKept(char folded, char last) => folded != '\0' && !(folded == ' ' && last == ' ');
}
