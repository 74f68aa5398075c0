using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;

namespace Watcher.Claims.Mentions;

/// <summary>The words in which a parent is looked for.</summary>
/// <param name="First">The first word.</param>
/// <param name="Last">The last word, inclusive.</param>
/// <param name="Sentence">Only words of this sentence; null for any.</param>
/// <param name="IsAdminOnly">Only words that an oblast or raion word follows.</param>
internal readonly record struct Reach(int First, int Last, int? Sentence, bool IsAdminOnly)
{
    public static Reach Article { get; } = new(0, int.MaxValue, null, false);

    public static Reach InSentence(int sentence) => Article with { Sentence = sentence };
}

/// <summary>Where one article names an oblast or raion. Each parent is looked for once.</summary>
internal sealed class ParentEvidence(ArticleWords words, MentionLexicon lexicon, ParentNames names)
{
    private readonly Dictionary<string, ImmutableArray<int>> _found = new(StringComparer.Ordinal);

    /// <summary>Where capitalised words stand, each with the entry of the same word before it; -1 for none.</summary>
    private (int Index, int Before)[] _places = [];

    /// <summary>The last entry of each word.</summary>
    private Dictionary<string, int> _latin = [];
    private readonly List<(int Index, string Word, string Ukrainian, string Russian)> _cyrillic = [];
    private bool _isRead;

    /// <summary>
    /// Whether a word outside the match and within reach names the oblast. "The Izium district" does not name an oblast of Izium, and where both
    /// bear one name a bare "Kharkiv" is the oblast.
    /// </summary>
    public bool IsOblastNamed(Settlement settlement, NameMatch match, Reach reach)
    {
        if (settlement.Admin1 is not { } oblast)
        {
            return false;
        }

        foreach (var i in Of(oblast))
        {
            if (IsOutside(i, match) && IsWithin(i, reach) && !IsRaion(i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>As <see cref="IsOblastNamed"/> for the raion.</summary>
    public bool IsRaionNamed(Settlement settlement, NameMatch match, Reach reach)
    {
        if (settlement.Admin2 is not { } raion)
        {
            return false;
        }

        foreach (var i in Of(raion))
        {
            if (IsOutside(i, match) && IsWithin(i, reach) && (IsRaion(i) || (!IsOblast(i) && !IsCalledAlike(raion, settlement.Admin1))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an oblast or raion word follows.</summary>
    public bool IsAdmin(int i) => IsOblast(i) || IsRaion(i);

    private bool IsWithin(int i, Reach reach) =>
        i >= reach.First && i <= reach.Last && (reach.Sentence is null || words.SentenceOf(i) == reach.Sentence) && (!reach.IsAdminOnly || IsAdmin(i));

    private static bool IsOutside(int i, NameMatch match) => i < match.First || i > match.Last;

    private static bool IsCalledAlike(string raion, string? oblast) =>
        oblast is not null && raion.AsSpan(0, raion.LastIndexOf(' ') is > 0 and var a ? a : raion.Length).SequenceEqual(oblast.AsSpan(0, oblast.LastIndexOf(' ') is > 0 and var b ? b : oblast.Length));

    private bool IsOblast(int i) => lexicon.OblastWords.StartsAt(words, i + 1) > 0;

    private bool IsRaion(int i) => lexicon.RaionWords.StartsAt(words, i + 1) > 0;

    private ImmutableArray<int> Of(string parent)
    {
        if (!_found.TryGetValue(parent, out var known))
        {
            Read();
            var indexes = ImmutableArray.CreateBuilder<int>(0);
            var spellings = names.Of(parent);
            foreach (var form in spellings.Latin)
            {
                for (var at = _latin.GetValueOrDefault(form, -1); at >= 0; at = _places[at].Before)
                {
                    indexes.Add(_places[at].Index);
                }
            }

            foreach (var (index, word, ukrainian, russian) in _cyrillic)
            {
                if (spellings.IsNamedBy(word, ukrainian, russian))
                {
                    indexes.Add(index);
                }
            }

            _found.Add(parent, known = indexes.DrainToImmutable());
        }

        return known;
    }

    private bool IsName(int i) => words[i].IsCapitalised && words[i].Folded.Length >= 3;

    /// <summary>The capitalised words, once: most articles ask for no parent at all.</summary>
    private void Read()
    {
        if (_isRead)
        {
            return;
        }

        _isRead = true;
        var names = 0;
        for (var i = 0; i < words.Count; i++)
        {
            names += IsName(i) ? 1 : 0;
        }

        (_latin, _places) = (new(names, StringComparer.Ordinal), new (int, int)[names]);
        var next = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (!IsName(i))
            {
                continue;
            }

            var word = words[i].Folded;
            if (NameForms.IsCyrillic(word))
            {
                _cyrillic.Add((i, word, UkrainianLatin.Of(word), RussianForms.Latin(word)));
            }
            else
            {
                _places[next] = (i, _latin.GetValueOrDefault(word, -1));
                _latin[word] = next++;
            }
        }
    }
}
