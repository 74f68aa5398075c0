using System.Collections.Concurrent;
using System.Collections.Immutable;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>How texts name the parents of a settlement: "Kharkiv", "Kharkov", "Харківська", "Харьковщина". Thread-safe; filled as names are asked for.</summary>
internal sealed class ParentNames(MentionLexicon lexicon)
{
    /// <summary>A shorter beginning fits too many words; only an adjective can then be meant.</summary>
    private const int MinStem = 5;

    /// <summary>A case ending; more than this behind the beginning is another word, unless it is an adjective.</summary>
    private const int MaxEnding = 3;

    private static readonly string[] s_adjectiveParts = ["ськ", "цьк", "зьк", "ск", "цк", "щин", "ччин"];

    private readonly ConcurrentDictionary<string, Parent> _parents = new(StringComparer.Ordinal);

    /// <summary>Whether the word names the parent; <paramref name="latin"/> is the word in Latin letters by both tables when it is Cyrillic.</summary>
    public bool IsNamedBy(string parent, string word, in (string Ukrainian, string Russian)? latin)
    {
        var known = _parents.GetOrAdd(parent, Read);
        if (latin is not { } letters)
        {
            return known.Latin.Contains(word);
        }

        foreach (var stem in known.Stems)
        {
            if (word.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }

        var isAdjective = Array.Exists(s_adjectiveParts, part => word.Contains(part, StringComparison.Ordinal));
        foreach (var stem in known.LatinStems)
        {
            if (isAdjective ? letters.Ukrainian.StartsWith(stem, StringComparison.Ordinal) || letters.Russian.StartsWith(stem, StringComparison.Ordinal)
                : stem.Length >= MinStem && (IsCaseOf(letters.Ukrainian, stem) || IsCaseOf(letters.Russian, stem)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCaseOf(string word, string stem) => word.Length <= stem.Length + MaxEnding && word.StartsWith(stem, StringComparison.Ordinal);

    private Parent Read(string parent)
    {
        var first = NameWord.Scan(parent)[0].Folded;
        var latin = LatinForms.OfFolded(first).ToHashSet(StringComparer.Ordinal);
        string[] stems = [.. lexicon.RegionStems.GetValueOrDefault(parent, []).Select(Fold.Text)];
        return new Parent(latin, [.. latin.Select(f => f.TrimEnd('a', 'e', 'i', 'o', 'u', 'y')).Where(f => f.Length >= 3).Distinct(StringComparer.Ordinal)], [.. stems]);
    }

    private sealed record Parent(HashSet<string> Latin, ImmutableArray<string> LatinStems, ImmutableArray<string> Stems);
}
