using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>How much of two quotes is the same text.</summary>
internal static class QuoteOverlap
{
    /// <summary>
    /// Shared words over the words of both (each counted as often as it stands there), after folding: 1 for equal quotes, 0 for nothing
    /// in common. Symmetric.
    /// </summary>
    public static double Of(string one, string other)
    {
        var (a, b) = (Count(one), Count(other));
        var shared = a.Sum(word => Math.Min(word.Value, b.GetValueOrDefault(word.Key)));
        var all = a.Values.Sum() + b.Values.Sum() - shared;
        return all == 0 ? 0 : (double)shared / all;
    }

    private static Dictionary<string, int> Count(string quote)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var folded = Fold.Text(quote);
        var start = -1;
        for (var i = 0; i <= folded.Length; i++)
        {
            if (i < folded.Length && char.IsLetterOrDigit(folded[i]))
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0)
            {
                var word = folded[start..i];
                words[word] = words.GetValueOrDefault(word) + 1;
                start = -1;
            }
        }

        return words;
    }
}
