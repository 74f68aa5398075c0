using System.Text;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>A text folded unit by unit, which remembers where each folded unit stood.</summary>
internal readonly struct FoldedText
{
    private readonly int[] _at;

    public FoldedText(ReadOnlySpan<char> source)
    {
        var folded = new StringBuilder(source.Length);
        var at = new int[source.Length + 1];
        for (var i = 0; i < source.Length; i++)
        {
            var c = Fold.Char(source[i]);
            if (c == '\0' || (c == ' ' && (folded.Length == 0 || folded[^1] == ' ')))
            {
                continue;
            }

            at[folded.Length] = i;
            folded.Append(c);
        }

        if (folded.Length > 0 && folded[^1] == ' ')
        {
            folded.Length--;
        }

        at[folded.Length] = source.Length;
        Text = folded.ToString();
        _at = at;
    }

    public string Text { get; }

    /// <summary>Where the folded unit at <paramref name="index"/> stood in the source.</summary>
    public int Source(int index) => _at[index];
}
