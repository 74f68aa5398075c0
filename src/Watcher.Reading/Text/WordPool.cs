namespace Watcher.Reading.Text;

/// <summary>
/// Words as shared strings: articles use the same few thousand words over and over, and every stage folds them. Two slots for each hash, so the
/// size is bounded whatever the texts, and a word that lost its slot only costs a new string. Thread-safe.
/// </summary>
public static class WordPool
{
    /// <summary>A power of two, several times the different words that articles of one day use; 512 KB of references.</summary>
    private const int Slots = 65_536;

    /// <summary>Longer words are rare, and would only make the pool larger.</summary>
    private const int LongestWord = 24;

    private static readonly string?[] s_words = new string?[Slots];

    /// <summary>The string of exactly these characters.</summary>
    public static string Get(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > LongestWord)
        {
            return word.ToString();
        }

        var at = string.GetHashCode(word) & (Slots - 1);
        if (s_words[at] is { } first && word.SequenceEqual(first))
        {
            return first;
        }

        // Two words of one hash would push each other out for as long as texts use both.
        var other = at ^ 1;
        if (s_words[other] is { } second && word.SequenceEqual(second))
        {
            return second;
        }

        s_words[other] = s_words[at];
        return s_words[at] = word.ToString();
    }
}
