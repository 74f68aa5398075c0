using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Words and phrases with what they mean, matched on folded tokens, the longest first. Immutable once filled.</summary>
internal sealed class PhraseTable<T>
{
    private readonly Dictionary<string, List<(string[] Tokens, T Value)>> _byFirst = new(StringComparer.Ordinal);

    /// <summary>By <see cref="Token.Key"/>, whether a phrase begins so: every reader asks many tables of every word, and hardly one knows it.</summary>
    private readonly BitArray _firsts = new(Token.Keys);

    /// <summary>Adds <paramref name="form"/>; a form already there keeps its first meaning.</summary>
    public void Add(string form, T value)
    {
        var words = Tokenizer.Tokenize(form);
        string[] tokens = [.. words.Select(token => token.Folded)];
        if (tokens.Length == 0)
        {
            return;
        }

        _firsts[words[0].Key] = true;
        if (!_byFirst.TryGetValue(tokens[0], out var list))
        {
            _byFirst[tokens[0]] = list = [];
        }

        var at = list.FindIndex(known => known.Tokens.Length <= tokens.Length);
        if (at >= 0 && list.Exists(known => known.Tokens.AsSpan().SequenceEqual(tokens)))
        {
            return;
        }

        list.Insert(at < 0 ? list.Count : at, (tokens, value));
    }

    /// <summary>The longest phrase that begins at <paramref name="index"/>.</summary>
    public bool TryMatch(TokenRun tokens, int index, [MaybeNullWhen(false)] out T value, out int length)
    {
        if (_firsts[tokens[index].Key] && _byFirst.TryGetValue(tokens[index].Folded, out var list))
        {
            foreach (var (phrase, meaning) in list)
            {
                length = Fits(tokens, index, phrase);
                if (length > 0)
                {
                    value = meaning;
                    return true;
                }
            }
        }

        (value, length) = (default, 0);
        return false;
    }

    public bool IsAt(TokenRun tokens, int index) => index >= 0 && index < tokens.Length && TryMatch(tokens, index, out _, out _);

    /// <summary>The meaning of exactly this form.</summary>
    public bool TryGet(string form, [MaybeNullWhen(false)] out T value)
    {
        using var list = new RentedList<Token>(form.Length);
        var tokens = Tokenizer.Tokenize(form, new TextSpan(0, form.Length), list);
        return TryMatch(tokens, 0, out value, out var length) && length == tokens.Length;
    }

    /// <summary>Adds <paramref name="form"/>; a form already there takes the new meaning.</summary>
    public void Set(string form, T value)
    {
        var tokens = Tokenizer.Tokenize(form).Select(token => token.Folded).ToArray();
        if (tokens.Length > 0 && _byFirst.TryGetValue(tokens[0], out var list))
        {
            list.RemoveAll(known => known.Tokens.AsSpan().SequenceEqual(tokens));
        }

        Add(form, value);
    }

    /// <summary>How many tokens the phrase takes here, quotation marks round words of it included: took "full control" of. 0 where it does not stand.</summary>
    private static int Fits(TokenRun tokens, int index, string[] phrase)
    {
        var (at, marks) = (index, 0);
        for (var i = 1; i < phrase.Length; i++)
        {
            at++;
            while (at < tokens.Length && tokens[at].Folded != phrase[i] && tokens[at].Folded is "\"" or "“" or "”")
            {
                (at, marks) = (at + 1, marks + 1);
            }

            if (at >= tokens.Length || tokens[at].Folded != phrase[i])
            {
                return 0;
            }
        }

        return marks is 0 or 2 ? at + 1 - index : 0;
    }
}

/// <summary>A table whose entries mean only that they are there.</summary>
internal static class PhraseTable
{
    public static PhraseTable<bool> Of(params IEnumerable<string> forms)
    {
        var table = new PhraseTable<bool>();
        foreach (var form in forms)
        {
            table.Add(form, true);
        }

        return table;
    }
}
