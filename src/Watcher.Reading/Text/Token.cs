namespace Watcher.Reading.Text;

public enum TokenKind { Word, Number, Punctuation, Symbol }

/// <summary>One word, number or mark of a text. White space is between tokens, never in one.</summary>
/// <param name="Span">Where it stands in the tokenised text.</param>
/// <param name="Kind">What it is; a token that begins with a digit is a <see cref="TokenKind.Number"/> ("2,000", "3.4", "20th").</param>
/// <param name="Folded">The token after <see cref="Fold"/>; what lexicons are matched with.</param>
public readonly record struct Token(TextSpan Span, TokenKind Kind, string Folded)
{
    public bool IsWord => Kind == TokenKind.Word;
}
