using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

internal enum LexKind : byte { Word, Digits, Symbol }

/// <summary>A run of letters, a run of digits or one other character: finer than <see cref="Token"/>, because "2,000sq km" has six.</summary>
/// <param name="Start">First UTF-16 unit.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Word">Its number in the <see cref="Vocabulary"/>, or -1: the lexicon does not know it.</param>
/// <param name="Sign">The character of a symbol with dashes evened out to '-', otherwise '\0'.</param>
/// <param name="SpaceBefore">White space stands before it.</param>
/// <param name="LineBefore">A line break stands before it.</param>
internal readonly record struct LexToken(int Start, int End, LexKind Kind, int Word, char Sign, bool SpaceBefore, bool LineBefore)
{
    public bool IsWord => Kind == LexKind.Word;

    public bool IsDigits => Kind == LexKind.Digits;

    public int Length => End - Start;

    /// <summary>Stands directly at the token before it.</summary>
    public bool IsGlued => !SpaceBefore;

    public TextSpan Span => new(Start, End);
}

/// <summary>The folded words and signs that a lexicon knows, numbered. Grows while a lexicon is compiled, then only read.</summary>
internal sealed class Vocabulary
{
    /// <summary>No word of a lexicon is longer; longer ones are unknown without a look.</summary>
    private const int LongestWord = 40;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public int Count => _numbers.Count;

    /// <summary>Splits a text. Unknown words get -1, or the next number when <paramref name="grow"/> is set.</summary>
    public List<LexToken> Scan(string text, bool grow = false)
    {
        var tokens = new List<LexToken>((text.Length / 5) + 4);
        var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[LongestWord];
        var (space, line) = (true, true);
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                space = true;
                line |= c is '\n' or '\r';
                i++;
                continue;
            }

            var end = i + 1;
            LexKind kind;
            if (char.IsAsciiDigit(c))
            {
                kind = LexKind.Digits;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }
            }
            else if (char.IsLetter(c))
            {
                kind = LexKind.Word;
                while (end < text.Length && (char.IsLetter(text[end]) || Fold.Char(text[end]) == '\0'))
                {
                    end++;
                }
            }
            else if (Fold.Char(c) == '\0')
            {
                i++;
                continue;
            }
            else
            {
                kind = LexKind.Symbol;
            }

            var word = -1;
            if (end - i <= LongestWord)
            {
                var length = 0;
                for (var k = i; k < end; k++)
                {
                    if (Fold.Char(text[k]) is var f && f != '\0')
                    {
                        folded[length++] = f;
                    }
                }

                if (!lookup.TryGetValue(folded[..length], out word))
                {
                    word = grow ? _numbers[new string(folded[..length])] = _numbers.Count : -1;
                }
            }

            tokens.Add(new LexToken(i, end, kind, word, kind == LexKind.Symbol ? Fold.Char(c) : '\0', space, line));
            (space, line) = (false, false);
            i = end;
        }

        return tokens;
    }
}

/// <summary>Phrases of one or more words with what they mean, found by walking the tokens. One payload for each phrase.</summary>
internal sealed class PhraseTable<T>(Vocabulary vocabulary) where T : class, new()
{
    private readonly Dictionary<long, int> _edges = [];
    private readonly List<T?> _payloads = [null];
    private readonly List<(int First, T Payload)> _phrases = [];

    /// <summary>Every phrase by its first word.</summary>
    public IReadOnlyList<(int First, T Payload)> Phrases => _phrases;

    /// <summary>The payload of a phrase, made when it is new.</summary>
    public T this[string phrase]
    {
        get
        {
            var node = 0;
            var words = vocabulary.Scan(phrase, grow: true);
            foreach (var token in words)
            {
                var edge = Edge(node, token.Word);
                if (!_edges.TryGetValue(edge, out var next))
                {
                    next = _payloads.Count;
                    _payloads.Add(null);
                    _edges.Add(edge, next);
                }

                node = next;
            }

            if (_payloads[node] is null)
            {
                _phrases.Add((words[0].Word, _payloads[node] = new T()));
            }

            return _payloads[node]!;        // set just above
        }
    }

    /// <summary>The longest phrase at <paramref name="first"/> that <paramref name="fits"/>; <paramref name="length"/> in tokens.</summary>
    public T? Longest(List<LexToken> tokens, int first, Func<T, bool> fits, out int length)
    {
        length = 0;
        T? best = null;
        var node = 0;
        for (var i = first; i < tokens.Count; i++)
        {
            var token = tokens[i];
            if (token.Word < 0 || (i > first && token.LineBefore) || !_edges.TryGetValue(Edge(node, token.Word), out node))
            {
                break;
            }

            if (_payloads[node] is { } payload && fits(payload))
            {
                (best, length) = (payload, i - first + 1);
            }
        }

        return best;
    }

    /// <summary>The payload of this one token, if it is a phrase by itself.</summary>
    public T? At(LexToken token) =>
        token.Word >= 0 && _edges.TryGetValue(Edge(0, token.Word), out var node) ? _payloads[node] : null;

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;
}
