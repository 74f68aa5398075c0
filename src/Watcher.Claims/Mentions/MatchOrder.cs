namespace Watcher.Claims.Mentions;

/// <summary>Matches stand in reading order and share no word, so the one of a word is found without a table of words.</summary>
internal static class MatchOrder
{
    /// <summary>Index of what covers the word, -1 for none.</summary>
    /// <param name="found">In reading order.</param>
    /// <param name="word">The word.</param>
    /// <param name="match">Where each stands.</param>
    public static int IndexAt<T>(IReadOnlyList<T> found, int word, Func<T, NameMatch> match)
    {
        var (low, high) = (0, found.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = match(found[middle]);
            if (word < at.First)
            {
                high = middle - 1;
            }
            else if (word > at.Last)
            {
                low = middle + 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }

    /// <summary>The match that begins with the word; null for none.</summary>
    public static NameMatch? From(IReadOnlyList<NameMatch> found, int word) =>
        IndexAt(found, word, static match => match) is >= 0 and var i && found[i].First == word ? found[i] : null;

    /// <summary>The match that ends with the word; null for none.</summary>
    public static NameMatch? UpTo(IReadOnlyList<NameMatch> found, int word) =>
        IndexAt(found, word, static match => match) is >= 0 and var i && found[i].Last == word ? found[i] : null;
}
