using System.Buffers;
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

    private static readonly SearchValues<string> s_adjectiveParts = SearchValues.Create(["ськ", "цьк", "зьк", "ск", "цк", "щин", "ччин"], StringComparison.Ordinal);

    private readonly ConcurrentDictionary<string, Spellings> _parents = new(StringComparer.Ordinal);

    /// <summary>The spellings of a parent, "Kharkiv Oblast".</summary>
    public Spellings Of(string parent) => _parents.TryGetValue(parent, out var known) ? known : _parents[parent] = Read(parent);

    private Spellings Read(string parent)
    {
        var first = NameWord.Scan(parent)[0].Folded;
        var latin = LatinForms.OfFolded(first);
        return new Spellings(
            latin, [.. latin.Select(f => f.TrimEnd('a', 'e', 'i', 'o', 'u', 'y')).Where(f => f.Length >= 3).Distinct(StringComparer.Ordinal)],
            [.. lexicon.RegionStems.GetValueOrDefault(parent, []).Select(Fold.Text)]);
    }

    /// <param name="Latin">As it is written in Latin letters.</param>
    /// <param name="LatinStems">The same without their last vowels.</param>
    /// <param name="Stems">Beginnings of Cyrillic words that no table gives.</param>
    internal sealed record Spellings(ImmutableArray<string> Latin, ImmutableArray<string> LatinStems, ImmutableArray<string> Stems)
    {
        /// <summary>Whether a Cyrillic word, folded, names the parent, by its own letters or in Latin ones by either table.</summary>
        public bool IsNamedBy(string word, string ukrainian, string russian)
        {
            foreach (var stem in Stems)
            {
                if (word.StartsWith(stem, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            var isAdjective = word.AsSpan().ContainsAny(s_adjectiveParts);
            foreach (var stem in LatinStems)
            {
                if (isAdjective ? ukrainian.StartsWith(stem, StringComparison.Ordinal) || russian.StartsWith(stem, StringComparison.Ordinal)
                    : stem.Length >= MinStem && (IsCaseOf(ukrainian, stem) || IsCaseOf(russian, stem)))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static bool IsCaseOf(string word, string stem) => word.Length <= stem.Length + MaxEnding && word.StartsWith(stem, StringComparison.Ordinal);
}
