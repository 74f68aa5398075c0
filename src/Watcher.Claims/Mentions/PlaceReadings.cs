using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>What each place name of an article stands for (claims.md 2.3), with the words it was taken from.</summary>
internal sealed class PlaceReadings : IDisposable
{
    /// <summary>A dateline stands in the first blocks only; headline, teaser and caption may come before.</summary>
    public const int DatelineBlocks = 5;

    /// <summary>Room for most cues.</summary>
    private const int LettersOfCue = 64;

    // Of область, район and their like, in both languages.
    private static readonly string[] s_pluralEndings = ["ях", "ей", "ям", "ями", "ах", "ів", "ов", "ам", "ами", "сті", "сти", "они", "ны"];

    private readonly ArticleWords _words;
    private readonly MentionLexicon _lexicon;
    private readonly List<(NameMatch Match, ImmutableArray<NameCandidate> Candidates)> _places;
    private readonly RentedList<(PlaceReading Reading, string Basis, bool IsEmbedded)?> _cued;

    /// <param name="words">Those of the article.</param>
    /// <param name="lexicon">The cues.</param>
    /// <param name="places">In reading order, each with the settlements it may be; the first tells the form of the name.</param>
    public PlaceReadings(ArticleWords words, MentionLexicon lexicon, List<(NameMatch Match, ImmutableArray<NameCandidate> Candidates)> places)
    {
        _words = words;
        _lexicon = lexicon;
        _places = places;
        _cued = new(places.Count);
        foreach (var (match, candidates) in places)
        {
            _cued.Add(Cued(match, candidates[0].Target, candidates[0].Form));
        }
    }

    public void Dispose() => _cued.Dispose();

    /// <summary>The reading by a cue of its own, else that of the same name in the block, else in the article, else City.</summary>
    public (PlaceReading Reading, string Basis, bool IsEmbedded) Of(int index)
    {
        if (_cued[index] is { } cued)
        {
            return cued;
        }

        var match = _places[index].Match;
        if (TargetOf(index).Settlement!.NamesItsOblast != false)   // places have settlements
        {
            var block = _words.BlockOf(match.First);
            if (Borrowed(index, block) is { } near)
            {
                return (near, "same block", false);
            }

            if (Borrowed(index, block: null) is { } far)
            {
                return (far, "same article", false);
            }
        }

        return (PlaceReading.City, "default", false);
    }

    /// <summary>The commonest cued reading of the same settlement within reach; the nearest before on a tie.</summary>
    /// <param name="index">The place that asks.</param>
    /// <param name="block">Its block, to look only there; null for the whole article.</param>
    private PlaceReading? Borrowed(int index, int? block)
    {
        var (cities, cityAt, oblasts, oblastAt) = (0, int.MaxValue, 0, int.MaxValue);
        for (var i = 0; i < _places.Count; i++)
        {
            if (i == index || TargetOf(i).Id != TargetOf(index).Id || (block is not null && _words.BlockOf(_places[i].Match.First) != block) || _cued[i] is not { IsEmbedded: false } cued)
            {
                continue;
            }

            if (cued.Reading == PlaceReading.City)
            {
                (cities, cityAt) = (cities + 1, Math.Min(cityAt, Math.Abs(i - index)));
            }
            else if (cued.Reading == PlaceReading.Oblast)
            {
                (oblasts, oblastAt) = (oblasts + 1, Math.Min(oblastAt, Math.Abs(i - index)));
            }
        }

        if (cities + oblasts == 0)
        {
            return null;
        }

        if (cities == oblasts && cityAt == oblastAt)
        {
            return FirstCued(index, block);
        }

        return cities > oblasts || (cities == oblasts && cityAt < oblastAt) ? PlaceReading.City : PlaceReading.Oblast;
    }

    /// <summary>Both readings are as common and as near: the one told first.</summary>
    private PlaceReading? FirstCued(int index, int? block)
    {
        for (var i = 0; i < _places.Count; i++)
        {
            if (i != index && TargetOf(i).Id == TargetOf(index).Id && (block is null || _words.BlockOf(_places[i].Match.First) == block)
                && _cued[i] is { IsEmbedded: false, Reading: PlaceReading.City or PlaceReading.Oblast } cued)
            {
                return cued.Reading;
            }
        }

        return null;
    }

    private NameTarget TargetOf(int index) => _places[index].Candidates[0].Target;

    /// <summary>Whether an oblast or raion word qualifies the name, alone or as the last of a list.</summary>
    public bool IsAdmin(int index) =>
        AdminAfter(_places[index].Match.Last, pluralOnly: false) is not null || AdminAfter(LastOfList(_places[index].Match).Last, pluralOnly: true) is not null;

    private (PlaceReading, string, bool)? Cued(NameMatch match, NameTarget target, NameForm form)
    {
        if (form == NameForm.Region)
        {
            return (PlaceReading.Oblast, _words[match.First].Folded, false);
        }

        var mayBeOblast = target.Settlement!.NamesItsOblast;   // places have settlements
        var before = Before(match.First);
        if (IsDateline(match))
        {
            return (PlaceReading.Dateline, "dateline", true);
        }

        if (before >= 0 && _lexicon.EventOf.EndsAt(_words, before) is var of and > 0 && _words[before - of + 1].IsCapitalised)
        {
            return (PlaceReading.Event, Words(before - of + 1, before), true);
        }

        if (AdminAfter(match.Last, pluralOnly: false) is { } admin)
        {
            return Admin(admin, mayBeOblast);
        }

        if (IsInstitution(match, before))
        {
            return (PlaceReading.City, "institution", true);
        }

        if (_words.IsBlankAfter(match.Last) && (_words[match.Last + 1].IsCapitalised || _lexicon.Offensives.Contains(_words[match.Last + 1].Folded))
            && _lexicon.EventWords.Contains(_words[match.Last + 1].Folded) && !_words.IsInTitleCase(match.Last))
        {
            return (PlaceReading.Event, _words[match.Last + 1].Folded, true);
        }

        // Lists share what stands before the first or after the last: "the cities of A and B", "the A and B regions".
        var first = FirstOfList(match);
        var beforeList = Before(first.First);
        if (AdminAfter(LastOfList(match).Last, pluralOnly: true) is { } shared)
        {
            return Admin(shared, mayBeOblast);
        }

        if (mayBeOblast == true && beforeList >= 0)
        {
            if (_lexicon.OblastOf.EndsAt(_words, beforeList) is var n and > 0)
            {
                return (PlaceReading.Oblast, Words(beforeList - n + 1, beforeList), false);
            }

            if (_lexicon.Compass.Contains(_words[beforeList].Folded))
            {
                return (PlaceReading.Oblast, _words[beforeList].Folded, false);
            }

            if (_words[beforeList].Folded is "in" or "across" or "throughout" && beforeList > 0 && _lexicon.OblastIn.Contains(_words[beforeList - 1].Folded))
            {
                return (PlaceReading.Oblast, Words(beforeList - 1, beforeList), false);
            }

            if (_words[beforeList].Folded is "in" or "of" && AreaInSentence(first.First))
            {
                return (PlaceReading.Oblast, "area", false);
            }
        }

        if (target.IsCapital && Government(match, before, beforeList) is { } government)
        {
            return (PlaceReading.Government, government, false);
        }

        if (beforeList >= 0 && _lexicon.CityBefore.EndsAt(_words, beforeList) is var m and > 0)
        {
            return (PlaceReading.City, Words(beforeList - m + 1, beforeList), false);
        }

        return _lexicon.CityAfter.StartsAt(_words, match.Last + 1) is var k and > 0
            ? (PlaceReading.City, Words(match.Last + 1, match.Last + k), false) : null;
    }

    /// <summary>Oblast words make an oblast only of a name that an oblast bears; with Izium's "region" the town is meant.</summary>
    private static (PlaceReading, string, bool) Admin((bool IsOblast, string Basis) admin, bool? mayBeOblast) =>
        !admin.IsOblast ? (PlaceReading.Raion, admin.Basis, false)
            : (mayBeOblast == false ? PlaceReading.City : PlaceReading.Oblast, admin.Basis, false);

    private (bool IsOblast, string Basis)? AdminAfter(int last, bool pluralOnly)
    {
        var next = last + 1;
        if (next >= _words.Count || _words.SentenceOf(next) != _words.SentenceOf(last) || !(_words.Gap(last) is " " or "\u00A0" or "-" or "\u202F" or " \u201C"))
        {
            return null;
        }

        var raion = _lexicon.RaionWords.StartsAt(_words, next);
        var oblast = _lexicon.OblastWords.StartsAt(_words, next);
        var count = Math.Max(raion, oblast);
        if (count == 0 || (pluralOnly && !IsPlural(_words[next + count - 1].Folded)))
        {
            return null;
        }

        return (oblast >= raion, Words(next, next + count - 1));
    }

    private static bool IsPlural(string word) =>
        word.EndsWith('s') || Array.Exists(s_pluralEndings, e => word.EndsWith(e, StringComparison.Ordinal));

    private NameMatch FirstOfList(NameMatch match)
    {
        while (PreviousInList(match.First) is { } previous)
        {
            match = previous;
        }

        return match;
    }

    private NameMatch LastOfList(NameMatch match)
    {
        while (NextInList(match.Last) is { } next)
        {
            match = next;
        }

        return match;
    }

    private NameMatch? NextInList(int last)
    {
        var next = last + 1;
        if (next >= _words.Count || _words.SentenceOf(next) != _words.SentenceOf(last))
        {
            return null;
        }

        var isLinked = _words.Gap(last) is ", ";
        if (_lexicon.ListWords.Contains(_words[next].Folded))
        {
            isLinked = true;
            next++;
        }

        if (next < _words.Count && _words[next].Folded == "the")
        {
            next++;
        }

        return isLinked && PlaceAt(next) is { } place && place.First == next ? place : null;
    }

    private NameMatch? PreviousInList(int first)
    {
        var previous = first - 1;
        while (previous >= 0 && (_words[previous].Folded is "the" || _lexicon.ListWords.Contains(_words[previous].Folded)))
        {
            previous--;
        }

        return previous >= 0 && PlaceAt(previous) is { } place && place.Last == previous && NextInList(previous)?.First == first ? place : null;
    }

    private NameMatch? PlaceAt(int word) => MatchOrder.IndexAt(_places, word, static place => place.Match) is >= 0 and var i ? _places[i].Match : null;

    private bool IsDateline(NameMatch match)
    {
        var block = _words.BlockOf(match.First);
        var text = _words.Article.Blocks[block];
        return block < DatelineBlocks && Dateline.LengthIn(text.Span.Of(_words.Text)) is var length and > 0 && _words[match.Last].End <= text.Span.Start + length;
    }

    private bool IsInstitution(NameMatch match, int before)
    {
        if (before >= 0 && _lexicon.InstitutionOf.EndsAt(_words, before) is var n and > 0 && _words[before - n + 1].IsCapitalised)
        {
            return true;
        }

        const int WordsOfAName = 5;
        for (var i = match.Last; i < match.Last + WordsOfAName && _words.IsBlankAfter(i); i++)
        {
            var next = _words[i + 1];
            if (_lexicon.InstitutionWords.Contains(next.Folded) && next.IsCapitalised && !_words.IsInTitleCase(i))
            {
                return true;
            }

            if (!next.IsCapitalised && next.Folded is not ("of" or "and" or "the" or "for"))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The words by which a capital acts or speaks; null when it is a place.</summary>
    private string? Government(NameMatch match, int before, int beforeList)
    {
        var next = match.Last + 1;
        var hasNext = next < _words.Count && _words.SentenceOf(next) == _words.SentenceOf(match.Last);
        if (beforeList >= 0 && _lexicon.GovernmentBefore.EndsAt(_words, beforeList) is var n and > 0)
        {
            return Words(beforeList - n + 1, beforeList);
        }

        if (before >= 0 && _lexicon.CityPrepositions.Contains(_words[before].Folded))
        {
            return null;
        }

        if (hasNext && _words[next].Folded == NameWord.Possessive)
        {
            return next + 1 < _words.Count && _lexicon.GovernmentNouns.Contains(_words[next + 1].Folded) ? "'s " + _words[next + 1].Folded : null;
        }

        if (!hasNext || !_words.IsBlankAfter(match.Last) || !_lexicon.GovernmentVerbs.Contains(_words[next].Folded))
        {
            return null;
        }

        var isSuffered = _words[next].Folded is "was" or "is" or "has" && Enumerable.Range(next + 1, 2).Any(i => i < _words.Count && _lexicon.CityPassives.Contains(_words[i].Folded));
        return isSuffered ? null : _words[next].Folded;
    }

    private bool AreaInSentence(int first)
    {
        for (var i = first - 1; i >= 0 && _words.SentenceOf(i) == _words.SentenceOf(first); i--)
        {
            if (_lexicon.AreaWords.Contains(_words[i].Folded))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The word before in the same sentence, an article passed over; -1 for none.</summary>
    private int Before(int first)
    {
        var i = first - 1;
        if (i >= 0 && _words[i].Folded == "the" && _words.SentenceOf(i) == _words.SentenceOf(first))
        {
            i--;
        }

        return i >= 0 && _words.SentenceOf(i) == _words.SentenceOf(first) ? i : -1;
    }

    private string Words(int first, int last)
    {
        using var letters = new RentedList<char>(LettersOfCue);
        for (var i = first; i <= last; i++)
        {
            if (i > first)
            {
                letters.Add(' ');
            }

            _words[i].Folded.CopyTo(letters.Extend(_words[i].Folded.Length));
        }

        return WordPool.Get(letters.Items);
    }
}
