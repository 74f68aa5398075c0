using System.Collections;
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

    /// <summary>A power of two, many times the words of a lexicon.</summary>
    private const int Shapes = 65_536;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>By <see cref="ShapeOf"/>, whether a word is known that looks so: most words of a text are not, and need no further look.</summary>
    private readonly BitArray _shapes = new(Shapes);

    public int Count => _numbers.Count;

    /// <summary>Splits a text. Unknown words get -1, or the next number when <paramref name="grow"/> is set.</summary>
    public RentedList<LexToken> Scan(string text, bool grow = false)
    {
        var tokens = new RentedList<LexToken>((text.Length / 4) + 16);
        Scan(text, new TextSpan(0, text.Length), tokens, grow);
        return tokens;
    }

    /// <summary>The same with a part of a text, added to <paramref name="tokens"/>.</summary>
    public void Scan(string text, TextSpan part, RentedList<LexToken> tokens, bool grow = false)
    {
        var lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> folded = stackalloc char[LongestWord];
        var (space, line) = (true, true);
        for (var i = part.Start; i < part.End;)
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
                while (end < part.End && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }
            }
            else if (char.IsLetter(c))
            {
                kind = LexKind.Word;
                while (end < part.End && (char.IsLetter(text[end]) || Fold.Char(text[end]) == '\0' || IsInnerApostrophe(text, end, part.End)))
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

            // Only "km2" and its like hold a digit: one, right behind letters.
            var word = kind == LexKind.Digits && (space || end - i > 1) ? -1 : Number(text.AsSpan(i, end - i), lookup, folded, grow);
            tokens.Add(new LexToken(i, end, kind, word, kind == LexKind.Symbol ? Fold.Char(c) : '\0', space, line));
            (space, line) = (false, false);
            i = end;
        }
    }

    /// <summary>The known words of a phrase.</summary>
    public IEnumerable<int> Words(string phrase)
    {
        using var tokens = Scan(phrase);
        var words = new int[tokens.Count];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = tokens[i].Word;
        }

        return words;
    }

    /// <summary>How many letters of the text stand in words that are known.</summary>
    public int Known(string text)
    {
        using var tokens = Scan(text);
        var letters = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            letters += tokens[i] is { IsWord: true, Word: >= 0 } ? tokens[i].Length : 0;
        }

        return letters;
    }

    /// <summary>п'ять, об'єкт: Ukrainian writes the sign as a letter.</summary>
    private static bool IsInnerApostrophe(string text, int i, int limit) =>
        i + 1 < limit && text[i - 1] is >= '\u0400' and <= '\u04FF' && text[i + 1] is >= '\u0400' and <= '\u04FF' && Fold.Char(text[i]) == '\'';

    private int Number(ReadOnlySpan<char> surface, Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup, Span<char> folded, bool grow)
    {
        if (surface.Length > LongestWord)
        {
            return -1;
        }

        var length = 0;
        foreach (var c in surface)
        {
            var f = c < 0x80 ? (char)(c is >= 'A' and <= 'Z' ? c | 0x20 : c) : Fold.Char(c);
            if (f != '\0')
            {
                folded[length++] = f;
            }
        }

        var key = folded[..length];
        var shape = ShapeOf(key);
        if (_shapes[shape] && lookup.TryGetValue(key, out var word))
        {
            return word;
        }

        if (!grow)
        {
            return -1;
        }

        _shapes[shape] = true;
        return _numbers[new string(key)] = _numbers.Count;
    }

    /// <summary>Of three letters and the length.</summary>
    private static int ShapeOf(ReadOnlySpan<char> word) =>
        word.IsEmpty ? 0 : ((word[0] * 961) + (word[word.Length / 2] * 31) + word[^1] + (word.Length * 7919)) & (Shapes - 1);
}

/// <summary>Phrases of one or more words with what they mean, found by walking the tokens. One payload for each phrase.</summary>
internal sealed class PhraseTable<T>(Vocabulary vocabulary) where T : class, new()
{
    /// <summary>The node of the phrases that begin with a word, by the word's number; 0 = none.</summary>
    private readonly List<int> _roots = [];

    /// <summary>The payload of each word that is a phrase by itself: what is asked most.</summary>
    private T?[] _single = [];

    private readonly Dictionary<long, int> _edges = [];
    private readonly List<Node> _nodes = [default];
    private readonly List<(int[] Words, T Payload)> _phrases = [];

    /// <summary>Every phrase by its words.</summary>
    public IReadOnlyList<(int[] Words, T Payload)> Phrases => _phrases;

    /// <summary>The payload of a phrase, made when it is new.</summary>
    public T this[string phrase]
    {
        get
        {
            var node = 0;
            using var tokens = vocabulary.Scan(phrase, grow: true);
            var words = new int[tokens.Count];
            for (var i = 0; i < words.Length; i++)
            {
                words[i] = tokens[i].Word;
                node = i == 0 ? Root(words[0]) : Child(node, words[i]);
            }

            if (_nodes[node].Payload is { } known)
            {
                return known;
            }

            var payload = new T();
            if (words.Length == 1)
            {
                if (words[0] >= _single.Length)
                {
                    Array.Resize(ref _single, Math.Max(words[0] + 1, 2 * _single.Length));
                }

                _single[words[0]] = payload;
            }

            _nodes[node] = _nodes[node] with { Payload = payload };
            _phrases.Add((words, payload));
            return payload;
        }
    }

    /// <summary>The longest phrase at <paramref name="first"/> that <paramref name="fits"/>; <paramref name="length"/> in tokens.</summary>
    public T? Longest(RentedList<LexToken> tokens, int first, Func<T, bool> fits, out int length) => Longest(tokens, first, fits, static (payload, f) => f(payload), out length);

    /// <inheritdoc cref="Longest(RentedList{LexToken}, int, Func{T, bool}, out int)"/>
    /// <param name="state">Passed on to <paramref name="fits"/>, which then need not capture it.</param>
    public T? Longest<TState>(RentedList<LexToken> tokens, int first, TState state, Func<T, TState, bool> fits, out int length)
    {
        length = 0;
        if (first >= tokens.Count || tokens[first].Word is not (>= 0 and var word) || word >= _roots.Count)
        {
            return null;
        }

        T? best = null;
        var node = _roots[word];
        for (var i = first; node > 0; node = _edges.GetValueOrDefault(Edge(node, tokens[i].Word)))
        {
            if (_nodes[node].Payload is { } payload && fits(payload, state))
            {
                (best, length) = (payload, i - first + 1);
            }

            i++;
            if (!_nodes[node].HasChildren || i >= tokens.Count || tokens[i].Word < 0 || tokens[i].LineBefore)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>The payload of this one token, if it is a phrase by itself.</summary>
    public T? At(in LexToken token) => (uint)token.Word < (uint)_single.Length ? _single[token.Word] : null;

    private int Root(int word)
    {
        while (_roots.Count <= word)
        {
            _roots.Add(0);
        }

        if (_roots[word] == 0)
        {
            _roots[word] = _nodes.Count;
            _nodes.Add(default);
        }

        return _roots[word];
    }

    private int Child(int node, int word)
    {
        var edge = Edge(node, word);
        if (!_edges.TryGetValue(edge, out var next))
        {
            next = _nodes.Count;
            _nodes.Add(default);
            _edges.Add(edge, next);
            _nodes[node] = _nodes[node] with { HasChildren = true };
        }

        return next;
    }

    private static long Edge(int node, int word) => ((long)node << 32) | (uint)word;

    private readonly record struct Node(T? Payload, bool HasChildren);
}
