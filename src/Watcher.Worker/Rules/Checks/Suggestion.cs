namespace Watcher.Worker.Rules.Checks;

/// <summary>"Did you mean": the known words nearest to a typing error.</summary>
internal static class Suggestion
{
    private const int ShortestBeginning = 3;

    /// <summary>
    /// At most three that are equally near: edit distance (a swap counts one) up to 2 or a third of the length, same first letter first.
    /// </summary>
    public static IReadOnlyList<string> For(string word, IEnumerable<string> known)
    {
        var limit = Math.Max(2, word.Length / 3);
        var near = known.Distinct(StringComparer.Ordinal)
            .Select(candidate => (candidate, distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(x => x.distance <= limit && x.distance < Math.Max(word.Length, x.candidate.Length)).ToList();
        if (near.Count == 0 && word.Length >= ShortestBeginning)
        {
            // "monday" for mon, "html" for html+text: one is the beginning of the other.
            return [.. known.Distinct(StringComparer.Ordinal).Where(candidate => candidate.Length >= ShortestBeginning
                && (word.StartsWith(candidate, StringComparison.OrdinalIgnoreCase) || candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
                .OrderBy(candidate => candidate.Length).ThenBy(candidate => candidate, StringComparer.Ordinal).Take(3)];
        }

        return [.. near.Where(x => x.distance == near.Min(n => n.distance))
            .OrderBy(x => char.ToUpperInvariant(x.candidate[0]) == char.ToUpperInvariant(word.Length > 0 ? word[0] : ' ') ? 0 : 1)
            .ThenBy(x => x.candidate, StringComparer.Ordinal)
            .Take(3).Select(x => x.candidate)];
    }

    /// <summary>Damerau-Levenshtein distance, optimal string alignment.</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[a.Length, b.Length];
    }
}
