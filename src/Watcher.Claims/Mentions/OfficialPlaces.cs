using System.Buffers;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Which names of official lists an article means. Among tens of thousands of villages many are called like a word, a surname or a foreign city,
/// so a name counts only where the article is about that country and something beside the name says that it is a place. Silence is better
/// than a wrong village.
/// </summary>
internal sealed class OfficialPlaces
{
    private const int WordsToParent = 5;

    private static readonly SearchValues<char> s_ukrainianLetters = SearchValues.Create("іїєґІЇЄҐ");

    /// <summary>Shorter names are words of some language.</summary>
    private const int MinLength = 4, MinCityLength = 5;

    private readonly ArticleWords _words;
    private readonly MentionLexicon _lexicon;
    private readonly ParentEvidence _parents;
    private readonly HashSet<string> _countries = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<NameMatch> _places;
    private readonly HashSet<NameCandidate> _people = new(ReferenceEqualityComparer.Instance);   // names that the article gives to somebody

    private OfficialPlaces(ArticleWords words, MentionLexicon lexicon, ParentEvidence parents, IReadOnlyList<NameMatch> places) =>
        (_words, _lexicon, _parents, _places) = (words, lexicon, parents, places);

    /// <summary>Marks the official names that the article means (<see cref="NameMatch.IsBelieved"/>).</summary>
    /// <param name="places">Every match that can be a place, listed or official, in reading order.</param>
    /// <param name="mentions">Of the article, accepted so far.</param>
    public static void Believe(IReadOnlyList<NameMatch> places, ArticleWords words, MentionLexicon lexicon, ParentEvidence parents, List<Mention> mentions)
    {
        using var official = new RentedList<NameMatch>(places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            if (IsOfficial(places[i]))
            {
                official.Add(places[i]);
            }
        }

        if (official.Count > 0)
        {
            new OfficialPlaces(words, lexicon, parents, places).Believe(official.Items, mentions);
        }
    }

    private void Believe(ReadOnlySpan<NameMatch> official, List<Mention> mentions)
    {
        ReadCountries(mentions);
        foreach (var place in official)
        {
            if (!HasType(place) && !HasPreposition(place) && IsLikePerson(place))
            {
                _people.Add(place.Candidates[^1]);
            }
        }

        var names = new HashSet<NameCandidate>(ReferenceEqualityComparer.Instance);
        foreach (var place in official)
        {
            if (IsCued(place))
            {
                place.IsBelieved = true;
                names.Add(place.Candidates[^1]);
            }
        }

        // What one sentence has made clear holds for the article, and for the other members of a list.
        for (var isNew = true; isNew;)
        {
            isNew = false;
            foreach (var place in official)
            {
                if (!place.IsBelieved && IsOfCountry(place) && !IsOrdinary(place)
                    && ((names.Contains(place.Candidates[^1]) && !_people.Contains(place.Candidates[^1])) || IsBesidePlace(place)))
                {
                    place.IsBelieved = isNew = true;
                    names.Add(place.Candidates[^1]);
                }
            }
        }
    }

    /// <summary>Whether nothing but an official list knows the name.</summary>
    public static bool IsOfficial(NameMatch match)
    {
        var isPlace = false;
        foreach (var candidate in match.Candidates)
        {
            if (candidate.Target.Type == SubjectType.Settlement)
            {
                if (!candidate.Target.IsOfficial)
                {
                    return false;
                }

                isPlace = true;
            }
        }

        return isPlace;
    }

    private bool IsCued(NameMatch match)
    {
        if (HasType(match) || IsBesideParent(match))
        {
            return IsOfCountry(match) || IsBesideParent(match);
        }

        if (!IsOfCountry(match) || IsOrdinary(match) || IsSaid(match) || _people.Contains(match.Candidates[^1]))
        {
            return false;
        }

        return HasPreposition(match)
            || (IsCity(match) && _words[match.First].Folded.Length >= MinCityLength && !_words.IsSentenceStart(match.First) && !_words.IsInTitleCase(match.First));
    }

    private bool HasPreposition(NameMatch match)
    {
        var before = match.First - 1;
        return _words.IsBlankAfter(before) && _lexicon.CityPrepositions.Contains(_words[before].Folded) && !(_words[before].Folded is "to" or "from" or "by" && !IsCity(match));
    }

    /// <summary>"the village of X", "село X", "с. X", "X village".</summary>
    private bool HasType(NameMatch match)
    {
        var before = match.First - 1;
        if (before >= 0 && _words.SentenceOf(before) == _words.SentenceOf(match.First))
        {
            var word = _words[before].Folded;
            if ((_lexicon.PlaceAbbreviations.Contains(word) && _words.Gap(before).StartsWith(".", StringComparison.Ordinal))
                || (_words.IsBlankAfter(before) && (_lexicon.PlaceTypes.Contains(word) || (word == "of" && before > 0 && _lexicon.PlaceTypes.Contains(_words[before - 1].Folded)))))
            {
                return true;
            }
        }

        return _words.IsBlankAfter(match.Last) && _lexicon.PlaceTypes.Contains(_words[match.Last + 1].Folded) && !NameForms.IsCyrillic(_words[match.Last].Folded);
    }

    /// <summary>"X, Kharkiv Oblast", "X in the Izium district".</summary>
    private bool IsBesideParent(NameMatch match)
    {
        var hasAdmin = false;
        for (var i = match.Last + 1; i <= Math.Min(match.Last + WordsToParent, _words.Count - 1) && !hasAdmin; i++)
        {
            hasAdmin = _words[i].IsCapitalised && _parents.IsAdmin(i);
        }

        if (!hasAdmin)
        {
            return false;
        }

        var near = new Reach(match.Last + 1, match.Last + WordsToParent, _words.SentenceOf(match.First), IsAdminOnly: true);
        foreach (var candidate in match.Candidates)
        {
            if (candidate.Target.Settlement is { } s && (_parents.IsOblastNamed(s, match, near) || _parents.IsRaionNamed(s, match, near)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOfCountry(NameMatch match)
    {
        foreach (var candidate in match.Candidates)
        {
            if (candidate.Target.Settlement is { Country: { } country } && _countries.Contains(country))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A word, a given name, or what the article itself writes small.</summary>
    private bool IsOrdinary(NameMatch match)
    {
        if (match.Count > 1)
        {
            return false;
        }

        var word = _words[match.First].Folded;
        return word.Length < MinLength || _lexicon.IsPlainWord(word) || _lexicon.CommonSurnames.Contains(word) || IsWrittenSmall(word);
    }

    private bool IsWrittenSmall(string name)
    {
        foreach (var word in _words.All)
        {
            if (!word.IsCapitalised && word.Folded == name)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSaid(NameMatch match) =>
        (_words.IsBlankAfter(match.Last) && _lexicon.SayVerbs.Contains(_words[match.Last + 1].Folded))
        || (match.First > 0 && _words.IsBlankAfter(match.First - 1) && _lexicon.SayVerbs.Contains(_words[match.First - 1].Folded));

    /// <summary>Another capitalised word right before or after: most likely somebody's name.</summary>
    private bool IsLikePerson(NameMatch match)
    {
        if (IsSaid(match))
        {
            return true;
        }

        var (before, next) = (match.First - 1, match.Last + 1);
        var isNameBefore = _words.IsBlankAfter(before) && _words[before].IsCapitalised && !_lexicon.FunctionWords.Contains(_words[before].Folded)
            && !(_words.IsSentenceStart(before) && !_lexicon.GivenNames.Contains(_words[before].Folded)) && MatchOrder.UpTo(_places, before) is null;
        var isTitleBefore = _words.IsBlankAfter(before) && _lexicon.Titles.Contains(_words[before].Folded);
        return isNameBefore || isTitleBefore || (_words.IsBlankAfter(match.Last) && _words[next].IsCapitalised && MatchOrder.From(_places, next) is null && !_words[next].IsAllCaps
            && !_parents.IsAdmin(match.Last));
    }

    /// <summary>A neighbour in a list is a place for sure.</summary>
    private bool IsBesidePlace(NameMatch match)
    {
        for (var step = 1; step <= 2; step++)
        {
            if ((IsLink(match.Last, step) && IsPlace(MatchOrder.From(_places, match.Last + step)))
                || (IsLink(match.First - step, step) && IsPlace(MatchOrder.UpTo(_places, match.First - step))))
            {
                return true;
            }
        }

        return false;

        bool IsPlace(NameMatch? neighbour) => neighbour is not null && (neighbour.IsBelieved || !IsOfficial(neighbour));
    }

    /// <summary>A comma, or one word that joins, between two members of a list.</summary>
    private bool IsLink(int last, int step) =>
        last >= 0 && last + step < _words.Count && _words.SentenceOf(last) == _words.SentenceOf(last + step)
        && (step == 1 ? _words.Gap(last) is ", " : _lexicon.ListWords.Contains(_words[last + 1].Folded));

    private bool HasWordOf(string stem)
    {
        foreach (var word in _words.All)
        {
            if (word.Folded.StartsWith(stem, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsCity(NameMatch match) => match.Candidates.Any(c => c.Target.Settlement is { Kind: "city" });

    private void ReadCountries(List<Mention> mentions)
    {
        foreach (var mention in mentions)
        {
            if (mention.Type == SubjectType.Side)
            {
                _countries.Add(mention.Subject.Value);     // the id of a state is its country code
            }
        }

        for (var i = 0; i < _places.Count; i++)
        {
            if (!IsOfficial(_places[i]))
            {
                foreach (var candidate in _places[i].Candidates)
                {
                    AddCountry(candidate.Target.Settlement?.Country);
                }
            }
        }

        foreach (var (country, stem) in _lexicon.CountryStems)
        {
            if (!_countries.Contains(country) && HasWordOf(stem))
            {
                _countries.Add(country);
            }
        }

        // Letters that only Ukrainian writes: such an article is about Ukraine unless it says otherwise.
        if (_words.Text.AsSpan().ContainsAny(s_ukrainianLetters))
        {
            _countries.Add("UA");
        }
    }

    private void AddCountry(string? country)
    {
        if (country is not null)
        {
            _countries.Add(country);
        }
    }
}
