namespace Watcher.Claims.Mentions;

/// <summary>Wordings of one or more words, looked for at a place in a text.</summary>
internal sealed class PhraseSet
{
    private readonly Dictionary<string, string[][]> _byFirst;
    private readonly Dictionary<string, string[][]> _byLast;

    public PhraseSet(IEnumerable<string> phrases)
    {
        string[][] split = [.. phrases.Select(Split).Where(p => p.Length > 0)];
        _byFirst = split.GroupBy(p => p[0], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        _byLast = split.GroupBy(p => p[^1], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>Whether a phrase of one word is in the set.</summary>
    public bool Contains(string word) => _byFirst.TryGetValue(word, out var phrases) && Array.Exists(phrases, p => p.Length == 1);

    /// <summary>Number of words of the longest phrase that begins at <paramref name="first"/>; 0 for none.</summary>
    public int StartsAt(ArticleWords words, int first)
    {
        if (first >= words.Count || !_byFirst.TryGetValue(words[first].Folded, out var phrases))
        {
            return 0;
        }

        var longest = 0;
        foreach (var phrase in phrases)
        {
            longest = phrase.Length > longest && Matches(words, first, phrase) ? phrase.Length : longest;
        }

        return longest;
    }

    /// <summary>Number of words of the longest phrase that ends at <paramref name="last"/>; 0 for none.</summary>
    public int EndsAt(ArticleWords words, int last)
    {
        if (last < 0 || !_byLast.TryGetValue(words[last].Folded, out var phrases))
        {
            return 0;
        }

        var longest = 0;
        foreach (var phrase in phrases)
        {
            longest = phrase.Length > longest && last + 1 >= phrase.Length && Matches(words, last + 1 - phrase.Length, phrase) ? phrase.Length : longest;
        }

        return longest;
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
