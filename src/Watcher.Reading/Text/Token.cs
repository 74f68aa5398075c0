namespace Watcher.Reading.Text;

public enum TokenKind { Word, Number, Punctuation, Symbol }

/// <summary>One word, number or mark of a text. White space is between tokens, never in one.</summary>
/// <param name="Span">Where it stands in the tokenised text.</param>
/// <param name="Kind">What it is; a token that begins with a digit is a <see cref="TokenKind.Number"/> ("2,000", "3.4", "20th").</param>
/// <param name="Folded">The token after <see cref="Fold"/>; what lexicons are matched with.</param>
public readonly record struct Token(TextSpan Span, TokenKind Kind, string Folded)
{
    /// <summary>Values of <see cref="Key"/>.</summary>
    public const int Keys = 1 << KeyBits;

    private const int KeyBits = 12;

    public bool IsWord => Kind == TokenKind.Word;

    /// <summary>The same for the same <see cref="Folded"/>: a table of words that has none with this key need not be searched. Below <see cref="Keys"/>.</summary>
    public int Key { get; } = KeyOf(Folded);

    private static int KeyOf(string folded)
    {
        // A few letters tell the words of a language apart well enough.
        const uint GoldenRatio = 2_654_435_769;
        var letters = folded.Length == 0 ? 0 : (((((folded[0] * 31) + folded[folded.Length / 2]) * 31) + folded[^1]) * 31) + folded.Length;
        return (int)(((uint)letters * GoldenRatio) >> (32 - KeyBits));
    }
}
