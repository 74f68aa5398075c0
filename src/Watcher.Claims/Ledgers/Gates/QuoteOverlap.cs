using System.Collections.Frozen;
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

    /// <summary>Two translations of one sentence share most of their long words, though not their forms and order.</summary>
    private const double RetoldShare = 0.85;

    /// <summary>Fewer long words than these make no sentence that could be told by its words.</summary>
    private const int MinRetoldWords = 5;

    private const int LongWord = 4;

    private static readonly string[] s_endings = ["ing", "ed", "es", "s"];

    private static readonly FrozenSet<string> s_negations = FrozenSet.ToFrozenSet(["no", "not", "never", "nobody", "nothing", "without", "cannot", "t", "didn", "don", "won", "isn", "wasn", "нет", "не", "ні", "ни"]);

    /// <summary>
    /// The words of one statement in another translation: the shorter one's long words stand in the other, whatever their endings; and the
    /// two have the same numbers and are both negated or neither.
    /// </summary>
    public static bool IsRetold(string one, string other)
    {
        var (a, b) = (Count(one), Count(other));
        if (a.Keys.Any(s_negations.Contains) != b.Keys.Any(s_negations.Contains) || !Numbers(a).SetEquals(Numbers(b)))
        {
            return false;
        }

        var (x, y) = (Stems(a), Stems(b));
        var fewer = Math.Min(x.Count, y.Count);
        return fewer >= MinRetoldWords && x.Intersect(y).Count() >= RetoldShare * fewer;
    }

    private static HashSet<string> Numbers(Dictionary<string, int> words) => [.. words.Keys.Where(word => char.IsAsciiDigit(word[0]))];

    private static HashSet<string> Stems(Dictionary<string, int> words) => [.. words.Keys.Where(word => word.Length >= LongWord && char.IsLetter(word[0])).Select(Stem)];

    private static string Stem(string word)
    {
        foreach (var ending in s_endings)
        {
            if (word.Length - ending.Length >= LongWord - 1 && word.EndsWith(ending, StringComparison.Ordinal))
            {
                return word[..^ending.Length];
            }
        }

        return word;
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
