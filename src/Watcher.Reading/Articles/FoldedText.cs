using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>A text folded unit by unit, which knows where each folded unit stood.</summary>
internal readonly struct FoldedText
{
    private readonly string _source;

    public FoldedText(string source)
    {
        _source = source;
        using var folded = new RentedList<char>(source.Length);
        foreach (var unit in source)
        {
            if (Fold.Char(unit) is var c && IsKept(c, folded.Count == 0 ? ' ' : folded[^1]))
            {
                folded.Add(c);
            }
        }

        Text = folded.Items.TrimEnd(' ').ToString();
    }

    public string Text { get; }

    /// <summary>Where the folded unit at <paramref name="index"/> stood in the source; its length for the end. Reads on from the beginning: cuts are few.</summary>
    public int Source(int index)
    {
        if (index < Text.Length)
        {
            var (kept, last) = (0, ' ');
            for (var i = 0; i < _source.Length; i++)
            {
                if (Fold.Char(_source[i]) is var c && IsKept(c, last) && kept++ == index)
                {
                    return i;
                }

                last = IsKept(c, last) ? c : last;
            }
        }

        return _source.Length;
    }

    private static bool IsKept(char folded, char last) => folded != '\0' && !(folded == ' ' && last == ' ');
}
