namespace Watcher.Claims.Mentions;

/// <summary>Wordings of one or more words, looked for at a place in a text.</summary>
internal sealed class PhraseSet
{
    private readonly Dictionary<string, string[][]> _byFirst;
    private readonly Dictionary<string, string[][]> _byLast;
    private readonly HashSet<string> _single;

    public PhraseSet(IEnumerable<string> phrases)
    {
        string[][] split = [.. phrases.Select(Split).Where(p => p.Length > 0)];
        _byFirst = LongestFirst(p => p[0]);
        _byLast = LongestFirst(p => p[^1]);
        _single = split.Where(p => p.Length == 1).Select(p => p[0]).ToHashSet(StringComparer.Ordinal);

        Dictionary<string, string[][]> LongestFirst(Func<string[], string> key) =>
            split.GroupBy(key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.Length).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Whether a phrase of one word is in the set.</summary>
    public bool Contains(string word) => _single.Contains(word);

    /// <summary>Number of words of the longest phrase that begins at <paramref name="first"/>; 0 for none.</summary>
    public int StartsAt(ArticleWords words, int first)
    {
        if (first >= words.Count || !_byFirst.TryGetValue(words[first].Folded, out var phrases))
        {
            return 0;
        }

        foreach (var phrase in phrases)
        {
            if (Matches(words, first, phrase))
            {
                return phrase.Length;
            }
        }

        return 0;
    }

    /// <summary>Number of words of the longest phrase that ends at <paramref name="last"/>; 0 for none.</summary>
    public int EndsAt(ArticleWords words, int last)
    {
        if (last < 0 || !_byLast.TryGetValue(words[last].Folded, out var phrases))
        {
            return 0;
        }

        foreach (var phrase in phrases)
        {
            if (last + 1 >= phrase.Length && Matches(words, last + 1 - phrase.Length, phrase))
            {
                return phrase.Length;
            }
        }

        return 0;
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
