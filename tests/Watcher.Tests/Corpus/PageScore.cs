using System.Globalization;
using System.Text;

namespace Watcher.Tests.Corpus;

/// <summary>
/// The two published ways to score extracted text, as <c>shared/pages/evaluate.py</c> computes them: shingles of four words, and a bag of
/// lower-cased words. A word is a run of letters, numbers of any kind and low lines; combining marks part words, as they do there.
/// </summary>
internal static class PageScore
{
    private const int ShingleWords = 4;

    /// <summary>How many shingles agree, are wrong and are missing, as shares of all three.</summary>
    public static (double Right, double Wrong, double Missed) Shingles(string expected, string found)
    {
        var (a, b) = (Counted(ShinglesOf(expected)), Counted(ShinglesOf(found)));
        var right = Common(a, b);
        var (wrong, missed) = (b.Values.Sum() - right, a.Values.Sum() - right);
        var all = (double)(right + wrong + missed);
        return all == 0 ? (0, 0, 0) : (right / all, wrong / all, missed / all);
    }

    public static (double Precision, double Recall) Bags(string expected, string found)
    {
        var (a, b) = (Words(expected.ToLowerInvariant()), Words(found.ToLowerInvariant()));
        var common = (double)Common(Counted(a), Counted(b));
        return (b.Count == 0 ? a.Count == 0 ? 1 : 0 : common / b.Count, a.Count == 0 ? b.Count == 0 ? 1 : 0 : common / a.Count);
    }

    public static double Harmonic(double a, double b) => a + b > 0 ? 2 * a * b / (a + b) : 0;

    public static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length;)
        {
            var isWord = false;
            var next = i + 1;
            if (i < text.Length)
            {
                Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
                next = i + length;
                isWord = rune.Value == '_' || Rune.IsLetter(rune)
                    || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
            }

            if (isWord && start < 0)
            {
                start = i;
            }
            else if (!isWord && start >= 0)
            {
                words.Add(text[start..i]);
                start = -1;
            }

            i = next;
        }

        return words;
    }

    private static IEnumerable<(string, string?, string?, string?)> ShinglesOf(string text)
    {
        var words = Words(text);
        if (words.Count is > 0 and < ShingleWords)
        {
            yield return (words[0], words.ElementAtOrDefault(1), words.ElementAtOrDefault(2), null);
        }

        for (var i = 0; i + ShingleWords <= words.Count; i++)
        {
            yield return (words[i], words[i + 1], words[i + 2], words[i + 3]);
        }
    }

    private static Dictionary<T, int> Counted<T>(IEnumerable<T> items) where T : notnull
    {
        var counts = new Dictionary<T, int>();
        foreach (var item in items)
        {
            counts[item] = counts.GetValueOrDefault(item) + 1;
        }

        return counts;
    }

    private static int Common<T>(Dictionary<T, int> a, Dictionary<T, int> b) where T : notnull =>
        a.Sum(p => Math.Min(p.Value, b.GetValueOrDefault(p.Key)));
}
