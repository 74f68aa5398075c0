using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>One run over one article: the matches not yet decided, the mentions accepted and what was refused.</summary>
internal sealed partial class DetectionPass(ArticleWords words, MentionRules rules, List<NameMatch> matches) : IDisposable
{
    private readonly MentionLexicon _lexicon = rules.Lexicon;
    private readonly List<Mention> _mentions = new(matches.Count);
    private readonly List<NearMiss> _nearMisses = [];

    /// <summary>Watched people whose surname the article gives to somebody else: behind "Ana Novak" a bare "Novak" is she.</summary>
    private readonly HashSet<SubjectId> _namesakes = [];

    /// <summary>For each word whether something was decided of it.</summary>
    private readonly RentedList<bool> _taken = NoneTaken(words.Count);

    /// <summary>The places of the article: most are named more than once.</summary>
    private readonly List<Place> _places = [];

    public void Dispose() => _taken.Dispose();

    private static RentedList<bool> NoneTaken(int count)
    {
        var taken = new RentedList<bool>(count);
        taken.Extend(count).Clear();
        return taken;
    }

    public void AcceptSides()
    {
        foreach (var match in matches)
        {
            var candidate = match.IsDecided ? null : match.Candidates.FirstOrDefault(c => c.Target.Type is SubjectType.Side or SubjectType.Body);
            if (candidate is null || match.Candidates.Any(c => c.Target is { Type: SubjectType.Settlement, IsWatched: true }))
            {
                continue;
            }

            if (candidate.Form == NameForm.Full && candidate.Target.Type == SubjectType.Side && IsGivenName(match.First - 1) && words.IsBlankAfter(match.First - 1)
                && !IsTakenByMention(match.First - 1))
            {
                Refuse(match, "person-name");   // "Michael Jordan", "Anatole France"
                continue;
            }

            Accept(match, candidate, candidate.Rule, candidate.Score, isEmbedded: IsInDateline(match));
        }
    }

    public void AcceptPlaces()
    {
        var possible = new List<NameMatch>(matches.Count);
        possible.AddRange(Undecided(SubjectType.Settlement));
        using var parents = new ParentEvidence(words, _lexicon, rules.Parents);
        OfficialPlaces.Believe(possible, words, _lexicon, parents, _mentions);
        var places = new List<(NameMatch Match, ImmutableArray<NameCandidate> Candidates)>(possible.Count);
        foreach (var match in possible)
        {
            var isOfficial = OfficialPlaces.IsOfficial(match);
            var refiner = IsStreet(match) ? "street-name" : IsWater(match) ? "river" : IsPartOfPersonName(match) ? "person-name"
                : isOfficial ? match.IsBelieved ? null : "no-place-cue"
                : IsOrdinaryWord(match) ? "common-word" : null;
            if (refiner is not null)
            {
                Refuse(match, refiner);
                continue;
            }

            places.Add((match, match.IsNothingBut(SubjectType.Settlement) ? match.Candidates : [.. match.Candidates.Where(c => c.Target.Type == SubjectType.Settlement)]));
        }

        using var readings = new PlaceReadings(words, _lexicon, places);
        var homonyms = new Homonyms(words, _lexicon, parents, places);
        for (var index = 0; index < places.Count; index++)
        {
            var (match, candidates) = places[index];
            var (reading, basis, isEmbedded) = readings.Of(index);
            if (candidates[0].Form == NameForm.Adjective && !readings.IsAdmin(index))
            {
                Refuse(match, "adjective");
                continue;
            }

            var (candidate, namesakes) = Chosen(match, candidates, homonyms);
            var isGovernment = reading == PlaceReading.Government;
            if (!candidate.Target.IsWatched && isGovernment && candidate.Target.Side is { } side)
            {
                // An unwatched capital that acts is only its side.
                Add(match.First, match.Last, SubjectType.Side, side, rules.Sides.Sides[side].Name, "metonym", candidate.Score, side);
                match.IsDecided = true;
                continue;
            }

            var place = PlaceOf(candidate.Target, namesakes, reading);
            match.IsDecided = true;
            Add(match.First, match.Last, SubjectType.Settlement, place.Id!.Value, place.Name, candidate.Rule, candidate.Score,
                isGovernment ? candidate.Target.Side : null, candidate.Target.IsWatched, isEmbedded, place, basis);
        }
    }

    /// <summary>The likeliest of the settlements that bear the name, and all that it may be when that is not sure; none when it is.</summary>
    private static (NameCandidate Candidate, ImmutableArray<NameTarget> Namesakes) Chosen(NameMatch match, ImmutableArray<NameCandidate> candidates, Homonyms homonyms)
    {
        if (candidates.Length == 1)
        {
            return (candidates[0], []);
        }

        var chosen = homonyms.Choose(match, candidates);
        return (chosen[0], chosen.Length > 1 ? [.. chosen.Select(c => c.Target)] : []);
    }

    private Place PlaceOf(NameTarget target, ImmutableArray<NameTarget> namesakes, PlaceReading reading)
    {
        if (!namesakes.IsEmpty)
        {
            return NewPlace(target, namesakes, reading);
        }

        var settlement = target.Settlement!;       // places have settlements
        foreach (var known in _places)
        {
            if (known.Id == settlement.Id && known.Reading == reading && known.Name == settlement.Name && known.Admin1 == settlement.Admin1 && known.Country == settlement.Country)
            {
                return known;
            }
        }

        var place = NewPlace(target, [], reading);
        _places.Add(place);
        return place;
    }

    private static Place NewPlace(NameTarget target, ImmutableArray<NameTarget> namesakes, PlaceReading reading)
    {
        // No official row may stand for its namesakes: they share an id that is none of theirs.
        var settlement = target.Settlement!;       // places have settlements
        var isUnresolved = !namesakes.IsEmpty && target.IsOfficial;
        return new Place
        {
            Id = isUnresolved ? new SubjectId("any-" + string.Join('-', NameWord.Scan(settlement.Name).Select(w => w.Folded))) : settlement.Id,
            Name = settlement.Name,
            Reading = reading,
            Admin1 = isUnresolved && !AreOfOneOblast(namesakes) ? null : settlement.Admin1,
            Country = settlement.Country,
            Candidates = namesakes.IsEmpty ? [] : [.. namesakes.Select(c => c.Id)],
        };
    }

    private static bool AreOfOneOblast(ImmutableArray<NameTarget> namesakes) => namesakes.All(c => c.Settlement!.Admin1 == namesakes[0].Settlement!.Admin1);    // places have settlements

    /// <summary>
    /// Places never match by likeness (claims.md 2.2.3): an unknown word one slip away from a watched place, with an oblast word or another
    /// place beside it, is only shown as a near miss.
    /// </summary>
    public void NotePossiblePlaces()
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].IsCapitalised && words[i].Folded.Length >= PersonTypos.MinSurnameLength - 1 && !_taken[i] && !rules.Automaton.Knows(words[i].Folded))
            {
                NotePossiblePlace(i);
            }
        }
    }

    private void NotePossiblePlace(int i)
    {
        if (PlaceLike(words[i].Folded) is { } like && (_lexicon.OblastWords.StartsAt(words, i + 1) > 0 || _lexicon.RaionWords.StartsAt(words, i + 1) > 0 || HasPlaceBeside(i)))
        {
            _nearMisses.Add(new(new(words[i].Start, words[i].End), words.Text[words[i].Start..words[i].End], like.Value, "possible-place"));
        }
    }

    private bool HasPlaceBeside(int i) => _mentions.Exists(m => m.Type == SubjectType.Settlement && words.SentenceAt(m.Span.Start) == words.SentenceOf(i));

    /// <summary>A watched settlement whose name is one slip away.</summary>
    private SubjectId? PlaceLike(string word)
    {
        foreach (var (id, name) in rules.SettlementNames[word[0]])
        {
            if (Math.Abs(name.Length - word.Length) <= 1 && PersonTypos.Distance(name, word) == 1)
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>"the think tank", "the ministry": the last body of that class in the same block or the one before; else nothing.</summary>
    public void AcceptCoReferences()
    {
        var bodies = _mentions.Where(m => m.Type == SubjectType.Body && !m.IsEmbedded).Select(m => (m.Span, Body: rules.Sides.Bodies[m.Subject])).ToList();
        for (var i = 0; i < words.Count && bodies.Count > 0; i++)
        {
            if (!_lexicon.CoReferenceStarts.Contains(words[i].Folded))
            {
                continue;
            }

            foreach (var (phrases, classes) in _lexicon.CoReferences)
            {
                var count = phrases.StartsAt(words, i);
                var isNamedInFull = count > 0 && words.IsBlankAfter(i + count - 1) && words[i + count].Folded == "of";   // "the general staff of …"
                if (count > 0 && !isNamedInFull && !_taken.Items.Slice(i, count).Contains(true) && LastOf(classes, i, bodies) is { } body)
                {
                    Add(i, i + count - 1, SubjectType.Body, body.Id, body.Name, "coreference", 0.6, body.Side);
                    bodies.Add((new(words[i].Start, words[i + count - 1].End), body));
                    i += count - 1;
                    break;
                }
            }
        }
    }

    private Body? LastOf(ImmutableArray<BodyClass> classes, int before, List<(TextSpan Span, Body Body)> bodies)
    {
        var (block, start) = (words.BlockOf(before), words[before].Start);
        return bodies.Where(b => b.Span.End <= start && classes.Contains(b.Body.Class) && BlockAt(b.Span.Start) is var at && (at == block || at == block - 1))
            .OrderBy(b => b.Span.Start).Select(b => b.Body).LastOrDefault();
    }

    public Detection ToDetection() =>
        new(InOrder(_mentions, static mention => mention.Span), InOrder(_nearMisses, static miss => miss.Span));

    /// <summary>In reading order, those of one place as they were found.</summary>
    private static ImmutableArray<T> InOrder<T>(List<T> found, Func<T, TextSpan> span)
    {
        using var order = new RentedList<(int Start, int Index)>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            order.Add((span(found[i]).Start, i));
        }

        order.Sort();
        var sorted = new T[found.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = found[order[i].Index];
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(sorted);
    }

    /// <summary>In reading order; who decides one may go on with the next.</summary>
    private IEnumerable<NameMatch> Undecided(SubjectType type)
    {
        foreach (var match in matches)
        {
            if (match.CanBe(type) && !match.IsDecided)
            {
                yield return match;
            }
        }
    }

    private void Accept(NameMatch match, NameCandidate candidate, string rule, double score, bool isEmbedded = false)
    {
        match.IsDecided = true;
        var target = candidate.Target;
        Add(match.First, match.Last, target.Type, target.Id, target.Canonical, rule, score, target.Side, target.IsWatched, isEmbedded);
    }

    private void Add(int first, int last, SubjectType type, SubjectId id, string canonical, string rule, double score,
        SubjectId? side, bool isWatched = false, bool isEmbedded = false, Place? place = null, string? basis = null)
    {
        var span = new TextSpan(words[first].Start, words[last].End);
        _mentions.Add(new Mention
        {
            Span = span,
            Surface = WordPool.Get(span.Of(words.Text)),
            Type = type,
            Subject = id,
            Canonical = canonical,
            Place = place,
            ReadingBasis = basis,
            Side = side,
            IsWatched = isWatched,
            IsEmbedded = isEmbedded,
            Score = score,
            Rule = rule,
        });
        Take(first, last);
    }

    private void Refuse(NameMatch match, string refiner)
    {
        match.IsDecided = true;
        var span = new TextSpan(words[match.First].Start, words[match.Last].End);
        _nearMisses.Add(new(span, WordPool.Get(span.Of(words.Text)), match.Candidates[0].Target.Id.Value, refiner));
        Take(match.First, match.Last);
    }

    private void Take(int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            _taken.Set(i, true);
        }
    }

    private int BlockAt(int offset)
    {
        var blocks = words.Article.Blocks;
        for (var b = 0; b < blocks.Length; b++)
        {
            if (offset < blocks[b].Span.End)
            {
                return b;
            }
        }

        return blocks.Length - 1;
    }

    private bool IsTakenByMention(int i) => i >= 0 && _taken[i];

    private bool IsInDateline(NameMatch match)
    {
        var block = words.Article.Blocks[words.BlockOf(match.First)];
        return words.BlockOf(match.First) < PlaceReadings.DatelineBlocks && Dateline.LengthIn(block.Span.Of(words.Text)) is var length and > 0
            && words[match.Last].End <= block.Span.Start + length;
    }

    private bool IsStreet(NameMatch match) =>
        words.IsBlankAfter(match.Last) && _lexicon.StreetWords.Contains(words[match.Last + 1].Folded)
        && (words[match.Last + 1].IsCapitalised || words[match.Last + 1].Folded is "street" or "avenue" or "boulevard")
        && !(match.First > 0 && words.Gap(match.First - 1) is "-");

    /// <summary>"the Oskil River", "the river Oskil", and "the Dnipro" where no noun follows that the name could belong to.</summary>
    private bool IsWater(NameMatch match)
    {
        var (before, next) = (match.First - 1, match.Last + 1);
        if (words.IsBlankAfter(match.Last) && _lexicon.WaterWords.Contains(words[next].Folded))
        {
            return true;
        }

        if (!words.IsBlankAfter(before))
        {
            return false;
        }

        if (words[before].Folded is "river" or "lake" || (NameForms.IsCyrillic(words[before].Folded) && _lexicon.WaterWords.Contains(words[before].Folded)))
        {
            return true;
        }

        var hasNoun = next < words.Count && words.SentenceOf(next) == words.SentenceOf(match.Last)
            && (words.Gap(match.Last).IndexOfAnyExcept(" \u00A0-\u201C\"") < 0) && (!_lexicon.FunctionWords.Contains(words[next].Folded) || words[next].Folded is "and" or "or");
        return words[before].Folded == "the" && !hasNoun && !(next < words.Count && words[next].Folded == NameWord.Possessive);
    }

    private bool IsPartOfPersonName(NameMatch match)
    {
        var i = match.First - 1;
        if (i < 0 || !words.IsBlankAfter(i) || !words[i].IsCapitalised || IsTakenByMention(i))
        {
            return false;
        }

        return _lexicon.PersonOnlyTitles.Contains(words[i].Folded)
            || (IsGivenName(i) && !_lexicon.FunctionWords.Contains(words[i].Folded) && MatchOrder.UpTo(matches, i) is null && !words.IsInTitleCase(i));
    }

    /// <summary>
    /// "Nice weather", "Sharing is Nice": a place named like a word needs a preposition before it; elsewhere in a sentence it is enough that
    /// the article names it so once.
    /// </summary>
    private bool IsOrdinaryWord(NameMatch match)
    {
        if (match.Count > 1 || !_lexicon.CommonWords.Contains(words[match.First].Folded) || IsAfterPreposition(match) || IsInDateline(match))
        {
            return false;
        }

        if (words.IsSentenceStart(match.First) || words.IsInTitleCase(match.First))
        {
            return true;
        }

        // Cyrillic writes common nouns small: a capital in the middle of a sentence, alone and without quotation marks, is a name.
        var isName = words[match.First] is { IsCapitalised: true, IsAllCaps: false } word && word.Folded[0] is >= '\u0400' and <= '\u04FF' && words.IsBlankAfter(match.First - 1)
            && !words[match.First - 1].IsCapitalised && !(match.Last + 1 < words.Count && words.IsBlankAfter(match.Last) && words[match.Last + 1].IsCapitalised)
            && match.Candidates.Any(candidate => candidate.Target.IsWatched);
        return !isName && !IsNamedAfterPreposition(words[match.First].Folded);
    }

    private bool IsNamedAfterPreposition(string word) => matches.Exists(m => m.Count == 1 && words[m.First].Folded == word && IsAfterPreposition(m));

    private bool IsAfterPreposition(NameMatch match) =>
        match.First > 0 && words.SentenceOf(match.First - 1) == words.SentenceOf(match.First) && words.IsBlankAfter(match.First - 1)
        && (_lexicon.CityPrepositions.Contains(words[match.First - 1].Folded) || _lexicon.PlaceTypes.Contains(words[match.First - 1].Folded) || words[match.First - 1].Folded is "of");
}
