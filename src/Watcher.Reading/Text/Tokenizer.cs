using System.Collections.Immutable;

namespace Watcher.Reading.Text;

/// <summary>
/// Cuts text into words, numbers and marks. A hyphen stands alone ("Izium-based" is three tokens), so a name inside a compound keeps its
/// span; a possessive <c>'s</c> is a token of its own; other apostrophes inside a word belong to it ("didn't").
/// </summary>
public static class Tokenizer
{
    private const int MaxWordOnStack = 64;

    /// <summary>The tokens of <paramref name="span"/>, in order, with spans in <paramref name="text"/>.</summary>
    public static ImmutableArray<Token> Tokenize(string text, TextSpan span)
    {
        using var tokens = new RentedList<Token>((span.Length / 4) + 4);
        Tokenize(text, span, tokens);
        return [.. tokens.Items];
    }

    /// <summary>The same, added to <paramref name="tokens"/>.</summary>
    public static TokenRun Tokenize(string text, TextSpan span, RentedList<Token> tokens)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(span.End, text.Length);
        var first = tokens.Count;
        for (var i = span.Start; i < span.End;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c) || Fold.Char(c) == '\0')
            {
                i++;
                continue;
            }

            var (end, kind) = char.IsDigit(c) ? (EndOfNumber(text, i, span.End), TokenKind.Number)
                : char.IsLetter(c) ? (EndOfWord(text, i, span.End), TokenKind.Word)
                : IsPossessive(text, i, span) ? (i + 2, TokenKind.Word)
                : (EndOfMark(text, i, span.End), char.IsPunctuation(c) ? TokenKind.Punctuation : TokenKind.Symbol);
            tokens.Add(new Token(new TextSpan(i, end), kind, FoldPart(text, i, end)));
            i = end;
        }

        return new TokenRun(tokens, first, tokens.Count - first);
    }

    public static ImmutableArray<Token> Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Tokenize(text, new TextSpan(0, text.Length));
    }

    private static int EndOfNumber(string text, int start, int limit)
    {
        var i = start + 1;
        while (i < limit)
        {
            var c = text[i];
            var isInside = char.IsLetterOrDigit(c)
                || (c is '.' or ',' && i + 1 < limit && char.IsDigit(text[i + 1]) && char.IsDigit(text[i - 1]));
            if (!isInside)
            {
                break;
            }

            i++;
        }

        return i;
    }

    private static int EndOfWord(string text, int start, int limit)
    {
        var i = start + 1;
        while (i < limit)
        {
            var c = text[i];
            if (char.IsLetterOrDigit(c) || Fold.Char(c) == '\0')
            {
                i++;
                continue;
            }

            if (IsApostrophe(c) && i + 1 < limit && char.IsLetter(text[i + 1]) && !IsPossessive(text, i, new TextSpan(start, limit)))
            {
                i += 2;
                continue;
            }

            // Initials written together ("U.S.", "D.C.") are one word with their full stops.
            if (c == '.' && IsSingleLetter(text, i - 1, start) && i + 1 < limit && char.IsUpper(text[i + 1])
                && (i + 2 >= limit || !char.IsLetter(text[i + 2])))
            {
                i += 2;
                if (i < limit && text[i] == '.')
                {
                    i++;
                }

                continue;
            }

            break;
        }

        return i;
    }

    /// <summary>An upper-case letter with nothing but initials before it in its word.</summary>
    private static bool IsSingleLetter(string text, int index, int start) =>
        char.IsUpper(text[index]) && (index == start || text[index - 1] == '.');

    private static int EndOfMark(string text, int start, int limit)
    {
        // "..." and "--" are one mark; everything else stands alone.
        var i = start + 1;
        while (text[start] is '.' or '-' && i < limit && text[i] == text[start])
        {
            i++;
        }

        return char.IsHighSurrogate(text[start]) && i < limit && char.IsLowSurrogate(text[i]) ? i + 1 : i;
    }

    private static bool IsPossessive(string text, int index, TextSpan span) =>
        IsApostrophe(text[index]) && index > span.Start && char.IsLetter(text[index - 1])
        && index + 1 < span.End && text[index + 1] is 's' or 'S'
        && (index + 2 >= span.End || !char.IsLetterOrDigit(text[index + 2]));

    private static bool IsApostrophe(char c) => Fold.Char(c) == '\'';

    private static string FoldPart(string text, int start, int end)
    {
        Span<char> folded = end - start <= MaxWordOnStack ? stackalloc char[MaxWordOnStack] : new char[end - start];
        var length = 0;
        for (var i = start; i < end; i++)
        {
            var c = Fold.Char(text[i]);
            if (c != '\0')
            {
                folded[length++] = c;
            }
        }

        return WordPool.Get(folded[..length]);
    }
}
