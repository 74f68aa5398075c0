using System.Numerics;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

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
internal sealed class ParentEvidence(ArticleWords words, MentionLexicon lexicon, ParentNames names) : IDisposable
{
    /// <summary>The parents that were looked for, each with its part of <see cref="_named"/>.</summary>
    private readonly RentedList<(string Parent, int First, int End)> _found = new(16);
    private readonly List<(int Index, string Word, string Ukrainian, string Russian)> _cyrillic = [];
    private readonly RentedList<int> _named = new(16);

    /// <summary>Where capitalised words in Latin letters stand, filed by their hash; each with the next of its slot, -1 for none.</summary>
    private readonly RentedList<(int Index, int Next)> _latin = new(words.Count / 4);

    /// <summary>The first of each hash. A table of its own, since a dictionary would be made for every article and most ask for one or two parents.</summary>
    private readonly RentedList<int> _slots = new(0);

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

    /// <summary>Words that name the parent.</summary>
    private ReadOnlySpan<int> Of(string parent)
    {
        foreach (var (known, at, end) in _found.Items)
        {
            if (known == parent)
            {
                return _named.Items[at..end];
            }
        }

        Read();
        var first = _named.Count;
        var spellings = names.Of(parent);
        foreach (var form in spellings.Latin)
        {
            for (var at = _slots[Slot(form)]; at >= 0; at = _latin[at].Next)
            {
                if (words[_latin[at].Index].Folded == form)
                {
                    _named.Add(_latin[at].Index);
                }
            }
        }

        foreach (var (index, word, ukrainian, russian) in _cyrillic)
        {
            if (spellings.IsNamedBy(word, ukrainian, russian))
            {
                _named.Add(index);
            }
        }

        _found.Add((parent, first, _named.Count));
        return _named.Items[first..];
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
        var room = (int)BitOperations.RoundUpToPowerOf2((uint)words.Count + 1);
        _slots.Extend(room).Fill(-1);
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
                var slot = Slot(word);
                _latin.Add((i, _slots[slot]));
                _slots.Set(slot, _latin.Count - 1);
            }
        }
    }

    /// <summary>Three letters and the length tell the words of one article well enough apart, and cost less than a hash of all.</summary>
    private int Slot(string word) =>
        word.Length == 0 ? 0 : ((((((word[0] * 31) + word[word.Length / 2]) * 31) + word[^1]) * 31) + word.Length) & (_slots.Count - 1);

    public void Dispose()
    {
        _found.Dispose();
        _named.Dispose();
        _latin.Dispose();
        _slots.Dispose();
    }
}
