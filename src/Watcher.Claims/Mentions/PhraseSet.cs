namespace Watcher.Claims.Mentions;

/// <summary>Wordings of one or more words, looked for at a place in a text.</summary>
internal sealed class PhraseSet
{
    private readonly ILookup<string, string[]> _byFirst;
    private readonly ILookup<string, string[]> _byLast;

    public PhraseSet(IEnumerable<string> phrases)
    {
        string[][] split = [.. phrases.Select(Split).Where(p => p.Length > 0)];
        _byFirst = split.ToLookup(p => p[0], StringComparer.Ordinal);
        _byLast = split.ToLookup(p => p[^1], StringComparer.Ordinal);
    }

    /// <summary>Whether a phrase of one word is in the set.</summary>
    public bool Contains(string word) => _byFirst[word].Any(p => p.Length == 1);

    /// <summary>Number of words of the longest phrase that begins at <paramref name="first"/>; 0 for none.</summary>
    public int StartsAt(ArticleWords words, int first)
    {
        if (first >= words.Count)
        {
            return 0;
        }

        return _byFirst[words[first].Folded].Where(p => Matches(words, first, p)).Select(p => p.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>Number of words of the longest phrase that ends at <paramref name="last"/>; 0 for none.</summary>
    public int EndsAt(ArticleWords words, int last)
    {
        if (last < 0)
        {
            return 0;
        }

        return _byLast[words[last].Folded].Where(p => last + 1 >= p.Length && Matches(words, last + 1 - p.Length, p)).Select(p => p.Length).DefaultIfEmpty(0).Max();
    }

    private static bool Matches(ArticleWords words, int first, string[] phrase)
    {
        for (var k = 0; k < phrase.Length; k++)
        {
            if (first + k >= words.Count || words[first + k].Folded != phrase[k] || (k > 0 && words.SentenceOf(first + k) != words.SentenceOf(first)))
            {
                return false;
            }
        }

        return true;
    }

    private static string[] Split(string phrase)
    {
        var isPossessive = phrase.StartsWith("'s ", StringComparison.Ordinal);
        var words = NameWord.Scan(isPossessive ? phrase[3..] : phrase).Select(w => w.Folded);
        return [.. isPossessive ? words.Prepend(NameWord.Possessive) : words];
    }
}
