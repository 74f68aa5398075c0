namespace Watcher.Reading.Text;

/// <summary>
/// Words as shared strings: articles use the same few thousand words over and over, and every stage folds them. One slot for each hash, so the
/// size is bounded whatever the texts, and a word that lost its slot only costs a new string. Thread-safe.
/// </summary>
public static class WordPool
{
    /// <summary>A power of two; with 4,096 one word in five of a day's news misses, with 16,384 one in thirty.</summary>
    private const int Slots = 16_384;

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

        ref var slot = ref s_words[string.GetHashCode(word) & (Slots - 1)];
        return slot is { } known && word.SequenceEqual(known) ? known : slot = word.ToString();
    }
}
