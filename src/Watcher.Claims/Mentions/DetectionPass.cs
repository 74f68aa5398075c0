using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>One run over one article: the matches not yet decided, the mentions accepted and what was refused.</summary>
internal sealed class DetectionPass(ArticleWords words, MentionRules rules, List<NameMatch> matches) : IDisposable
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

    /// <summary>Names in URLs, handles, photo credits and bylines, and longer names that a list excludes.</summary>
    public void RefuseUntracked()
    {
        foreach (var match in matches)
        {
            var refiner = match.Candidates.Any(c => c.Form == NameForm.Excluded) ? "not"
                : IsInAddress(match) ? "url"
                : IsInCredit(match) ? "credit"
                : IsInByline(match) ? "byline"
                : LacksContext(match) ? "context"
                : null;
            if (refiner is not null)
            {
                Refuse(match, refiner);
            }
        }
    }

    public void AcceptPeople()
    {
        // Full names first: they license surnames anywhere in the article, before or after.
        foreach (var match in Undecided(SubjectType.Person))
        {
            if (FullName(match) is { } candidate)
            {
                Accept(match, candidate, candidate.Rule, candidate.Score);
            }
        }

        var named = NamedPeople();
        foreach (var match in Undecided(SubjectType.Person))
        {
            AcceptSurname(match, named);
        }
    }

    /// <summary>The surest of the persons whose whole name it is; null for none.</summary>
    private static NameCandidate? FullName(NameMatch match)
    {
        NameCandidate? best = null;
        foreach (var candidate in match.Candidates)
        {
            if (candidate.Target.Type == SubjectType.Person && candidate.Form == NameForm.Full && !(candidate.Score <= best?.Score))
            {
                best = candidate;
            }
        }

        return best;
    }

    public void AcceptTypos()
    {
        // Twice: a misspelt full name found first licenses a misspelt surname elsewhere.
        for (var (round, before) = (0, -1); round < 2 && _mentions.Count > before; round++)
        {
            before = _mentions.Count;
            var named = NamedPeople();
            for (var i = 0; i < words.Count; i++)
            {
                if (words[i].IsCapitalised && words[i].Folded.Length >= PersonTypos.MinSurnameLength - 1 && rules.Surnames.Contains(words[i].Folded[0]))
                {
                    AcceptTypo(i, named);
                }
            }
        }
    }

    private void AcceptTypo(int i, HashSet<SubjectId> named)
    {
        if (_taken[i] || IsInAddress(i, i) || _lexicon.IsPlainWord(words[i].Folded) || rules.Automaton.Knows(words[i].Folded))
        {
            return;
        }

        var before = TitleOrNameBefore(i);
        var typo = PersonTypos.Find(words[i].Folded, rules.Surnames[words[i].Folded[0]], named, (Pass: this, Before: before, Given: i - 1), static (person, at) => at.Before == Before.Title || at.Pass.IsGivenNameOf(person, at.Given));
        if (typo is null || (before == Before.OtherName && !IsGivenNameOf(typo, i - 1)))
        {
            return;
        }

        AcceptPerson(typo, IsGivenNameOf(typo, i - 1) ? i - 1 : i, i, "typo", PersonTypos.Score);
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

    private enum Before { Nothing, Title, OtherName }

    private void AcceptSurname(NameMatch match, HashSet<SubjectId> named)
    {
        var surnames = match.IsNothingBut(SubjectType.Person) ? match.Candidates : [.. match.Candidates.Where(c => c.Target.Type == SubjectType.Person)];
        var before = TitleOrNameBefore(match.First);
        if (before == Before.OtherName)
        {
            AcceptBehindName(match, surnames, named);
        }
        else
        {
            AcceptSurname(match, surnames, before, named);
        }
    }

    /// <summary>A surname behind another name: the person's own, or somebody else's.</summary>
    private void AcceptBehindName(NameMatch match, ImmutableArray<NameCandidate> surnames, HashSet<SubjectId> named)
    {
        if (surnames.FirstOrDefault(c => HasMiddleName(c.Target.Person!, match.First)) is { } full)     // surnames belong to persons
        {
            AcceptPerson(full.Target.Person!, match.First - 2, match.Last, full.Rule, 1);
            match.IsDecided = true;
            return;
        }

        // "Sbastien Humbert": the given name is the listed one with a typing error.
        if (GivenNameTypo(match.First, out var owner) && surnames.FirstOrDefault(c => c.Target.Id == owner) is { } slip)
        {
            AcceptPerson(slip.Target.Person!, match.First - 1, match.Last, "typo", PersonTypos.Score);   // surnames belong to persons
            match.IsDecided = true;
            return;
        }

        if (match.IsNothingBut(SubjectType.Person))
        {
            Refuse(match, "other-first-name");
            _namesakes.UnionWith(surnames.Select(c => c.Target.Id).Where(id => !named.Contains(id) && words[match.First - 1].Folded.Length > 1));     // an initial may be a middle name's
        }
    }

    private static ImmutableArray<NameCandidate> Known(ImmutableArray<NameCandidate> surnames, HashSet<SubjectId> named)
    {
        if (surnames.Length == 1)
        {
            return named.Contains(surnames[0].Target.Id) ? surnames : [];
        }

        return [.. surnames.Where(c => named.Contains(c.Target.Id))];
    }

    private void AcceptSurname(NameMatch match, ImmutableArray<NameCandidate> surnames, Before before, HashSet<SubjectId> named)
    {
        var known = Known(surnames, named);
        var word = words[match.First].Folded;
        var isOrdinary = match.Count == 1 && (_lexicon.CommonWords.Contains(word) || _lexicon.GivenNames.Contains(word) || _lexicon.FunctionWords.Contains(word));
        var says = match.Last + 1 < words.Count && _lexicon.SayVerbs.Contains(words[match.Last + 1].Folded);
        var refiner = known.Length > 1 ? "two-of-one-surname"
            : known.Length == 0 && surnames.Length > 1 ? "two-of-one-surname"
            : known.Length == 0 && _namesakes.Contains(surnames[0].Target.Id) ? "other-first-name"
            : known.Length == 0 && (isOrdinary || _lexicon.CommonSurnames.Contains(word)) && !(before == Before.Title && !isOrdinary && IsOwnTitle(surnames[0], match.First)) ? "common-surname"
            : known.Length == 1 && isOrdinary && before != Before.Title && !says && (match.Candidates.Length > 1 || _lexicon.FunctionWords.Contains(word) || (words.IsSentenceStart(match.First) && !IsFollowedLikeAName(match.Last))) ? "common-word"
            : IsInstitutionAfter(match.Last) || (known.Length == 0 && IsNameAfter(match.Last)) ? "longer-name"
            : null;
        if (refiner is not null)
        {
            if (match.IsNothingBut(SubjectType.Person))
            {
                Refuse(match, refiner);
            }

            return;
        }

        var candidate = known.Length == 1 ? known[0] : surnames[0];
        if (match.CanBe(SubjectType.Settlement) && before != Before.Title && !says)
        {
            return;   // a place of that name is likelier than the person
        }

        Accept(match, candidate, candidate.Rule, candidate.Score);
    }

    /// <summary>"Ana <b>Maria</b> Novak" for the listed Ana Novak.</summary>
    private bool HasMiddleName(Person person, int surname) =>
        surname >= 2 && !_taken[surname - 2] && words[surname - 2].IsCapitalised && words[surname - 1].IsCapitalised
        && words.IsBlankAfter(surname - 2) && words.IsBlankAfter(surname - 1)
        && person.Name.StartsWith(words.Text[words[surname - 2].Start..words[surname - 2].End] + " ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Plain words that begin a sentence are followed by what they qualify; names by a verb, a preposition, a comma or 's.</summary>
    private bool IsFollowedLikeAName(int last) =>
        last + 1 < words.Count && (words[last + 1].Folded == NameWord.Possessive || _lexicon.FunctionWords.Contains(words[last + 1].Folded)
            || words.Gap(last).StartsWith(",", StringComparison.Ordinal));

    /// <summary>"Pope Francis" and the like: the title before the surname is the person's own.</summary>
    private bool IsOwnTitle(NameCandidate candidate, int first) =>
        first > 0 && (candidate.Target.Person!.Roles.Any(r => r.Title.Contains(words[first - 1].Folded, StringComparison.OrdinalIgnoreCase))   // surnames belong to persons
            || candidate.Target.Canonical.StartsWith(words[first - 1].Folded + " ", StringComparison.OrdinalIgnoreCase));

    private HashSet<SubjectId> NamedPeople()
    {
        var named = new HashSet<SubjectId>();
        foreach (var mention in _mentions)
        {
            if (mention.Type == SubjectType.Person)
            {
                named.Add(mention.Subject);
            }
        }

        return named;
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

    private void AcceptPerson(Person person, int first, int last, string rule, double score)
    {
        Add(first, last, SubjectType.Person, person.Id, person.Name, rule, score, rules.SideOf(person.Id), isWatched: true);
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

    private bool IsInAddress(NameMatch match) => IsInAddress(match.First, match.Last);

    private bool IsInAddress(int first, int last)
    {
        var text = words.Text;
        var (start, end) = (words[first].Start, words[last].End);
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        if (before is '@' or '_' or '#' || after is '_' or '@')
        {
            return true;
        }

        if (after == '.' && end + 1 < text.Length && char.IsAsciiLetterLower(text[end + 1]))
        {
            return true;   // name.org
        }

        var from = start;
        while (from > 0 && !char.IsWhiteSpace(text[from - 1]) && start - from < 200)
        {
            from--;
        }

        var head = text.AsSpan(from, start - from);
        return head.Contains("://", StringComparison.Ordinal) || head.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            || (before == '.' && head.Length > 1 && char.IsLetterOrDigit(head[^2]) && char.IsLower(text[start]));
    }

    /// <summary>"Photo by NAME", "NAME/Agency": within the credit, which ends with its sentence.</summary>
    private bool IsInCredit(NameMatch match)
    {
        const int WordsOfACredit = 5;
        for (var i = match.First - 1; i >= Math.Max(0, match.First - WordsOfACredit) && words.SentenceOf(i) == words.SentenceOf(match.First); i--)
        {
            if (words[i].Folded is "caption")
            {
                return false;
            }

            if (_lexicon.CreditBefore.EndsAt(words, i) > 0 || (words.Gap(i) is [':', ..] && _lexicon.CreditLabels.EndsAt(words, i) > 0))
            {
                return true;
            }
        }

        // "Jane Doe/Agency": a slash right after a person, or before an agency.
        var slashAfter = match.Last + 1 < words.Count && words.Gap(match.Last) is "/";
        var slashBefore = match.First > 0 && words.Gap(match.First - 1) is "/";
        return (slashAfter && match.CanBe(SubjectType.Person))
            || (slashBefore && match.Candidates.Any(c => c.Target.Body is { Class: BodyClass.NewsAgency or BodyClass.Media }));
    }

    /// <summary>"By NAME" alone in its block.</summary>
    private bool IsInByline(NameMatch match)
    {
        const int WordsOfAByline = 10;
        if (!match.CanBe(SubjectType.Person))
        {
            return false;
        }

        var block = words.Article.Blocks[words.BlockOf(match.First)];
        var first = match.First;
        while (first > 0 && words.BlockOf(first - 1) == words.BlockOf(match.First))
        {
            first--;
        }

        var count = 0;
        for (var i = first; i < words.Count && words.BlockOf(i) == words.BlockOf(first); i++)
        {
            count++;
        }

        var startsLikeOne = _lexicon.BylineBefore.StartsAt(words, first) > 0 && words[first].IsCapitalised;
        return startsLikeOne && count <= WordsOfAByline && block.Span.Of(words.Text).TrimEnd() is not [.., '.'];
    }

    private bool LacksContext(NameMatch match)
    {
        if (!match.Candidates.All(c => ((Subjects.Subject?)c.Target.Settlement ?? c.Target.Person) is { Context.Length: > 0 }))
        {
            return false;
        }

        return !HasContext(match);
    }

    private bool HasContext(NameMatch match)
    {
        var asked = match.Candidates.Select(c => (Subjects.Subject?)c.Target.Settlement ?? c.Target.Person);
        var block = Fold.Text(words.Article.Blocks[words.BlockOf(match.First)].Text + " " + words.Article.Title);
        return asked.SelectMany(s => s!.Context).Any(c => block.Contains(Fold.Text(c), StringComparison.Ordinal));   // every one has context
    }

    private bool IsGivenName(int i) => i >= 0 && words[i].IsCapitalised && _lexicon.GivenNames.Contains(words[i].Folded) && !_lexicon.Titles.Contains(words[i].Folded);

    private bool IsGivenNameOf(Person person, int i) =>
        i >= 0 && words.IsBlankAfter(i) && words[i].IsCapitalised && !_taken[i]
        && rules.GivenNamesOf(person.Id).Contains(words[i].Folded);

    private bool IsTakenByMention(int i) => i >= 0 && _taken[i];

    /// <summary>What the word before a surname says: nothing, a title, or that it is somebody else's.</summary>
    private Before TitleOrNameBefore(int first)
    {
        var i = first - 1;
        if (i < 0)
        {
            return Before.Nothing;
        }

        var gap = words.Gap(i);
        if (words.SentenceOf(i) == words.SentenceOf(first) && words[i].IsCapitalised && gap is "-" or "\u2011")
        {
            return Before.OtherName;   // second half of a double surname
        }

        if (!words.IsBlankAfter(i) || !words[i].IsCapitalised || words[i].Folded == NameWord.Possessive)
        {
            return words.IsBlankAfter(i) && _lexicon.Titles.Contains(words[i].Folded) ? Before.Title : Before.Nothing;
        }

        var word = words[i].Folded;
        if (_lexicon.Titles.Contains(word))
        {
            return Before.Title;
        }

        if (word.Length == 1)
        {
            // "V. Putin", "Volodymyr O. Zelenskyy": an initial fits the given name or follows it.
            return IsInitialOfSomeone(first, i, word) ? Before.Nothing : Before.OtherName;
        }

        if (_lexicon.FunctionWords.Contains(word) || char.IsDigit(word[0]))
        {
            return Before.Nothing;
        }

        if (MatchOrder.UpTo(matches, i) is { } match && !match.IsNothingBut(SubjectType.Person))
        {
            return Before.Nothing;   // "Russian", "Kremlin", "Kharkiv"
        }

        if (IsGivenName(i))
        {
            return Before.OtherName;
        }

        // Ukrainian and Russian begin sentences with words of any kind, and a given name there is one of the known.
        if (words.IsSentenceStart(i) && NameForms.IsCyrillic(word))
        {
            return Before.Nothing;
        }

        var isPlain = words.IsSentenceStart(i) && (word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal));
        return isPlain || words.IsInTitleCase(i) || words[i].IsAllCaps ? Before.Nothing : Before.OtherName;
    }

    private bool IsInitialOfSomeone(int first, int i, string word) =>
        PeopleAt(first).Any(p => IsGivenNameOf(p, i - 1) || rules.GivenNamesOf(p.Id).Any(g => g[0] == word[0]));

    /// <summary>Whether the word before is a listed person's given name with a typing error, and whose.</summary>
    private bool GivenNameTypo(int first, out SubjectId owner)
    {
        owner = default;
        var i = first - 1;
        if (i < 0 || !words.IsBlankAfter(i) || words[i].Folded.Length < PersonTypos.MinGivenNameLength || _lexicon.GivenNames.Contains(words[i].Folded))
        {
            return false;
        }

        foreach (var person in PeopleAt(first))
        {
            if (rules.GivenNamesOf(person.Id).Any(g => g[0] == words[i].Folded[0] && PersonTypos.Distance(g, words[i].Folded) == 1))
            {
                owner = person.Id;
                return true;
            }
        }

        return false;
    }

    private IEnumerable<Person> PeopleAt(int first) =>
        MatchOrder.From(matches, first) is { } match ? match.Candidates.Select(c => c.Target.Person).OfType<Person>() : [];

    private bool IsInDateline(NameMatch match)
    {
        var block = words.Article.Blocks[words.BlockOf(match.First)];
        return words.BlockOf(match.First) < PlaceReadings.DatelineBlocks && Dateline.LengthIn(block.Span.Of(words.Text)) is var length and > 0
            && words[match.Last].End <= block.Span.Start + length;
    }

    private bool IsInstitutionAfter(int last) =>
        words.IsBlankAfter(last) && words[last + 1].IsCapitalised
        && (_lexicon.InstitutionWords.Contains(words[last + 1].Folded) || _lexicon.StreetWords.Contains(words[last + 1].Folded))
        && !words.IsInTitleCase(last);

    /// <summary>"Roosevelt Row": a surname nobody introduced, followed by another name.</summary>
    private bool IsNameAfter(int last) =>
        words.IsBlankAfter(last) && words[last + 1].IsCapitalised && !words[last + 1].IsAllCaps && !words.IsInTitleCase(last)
        && !_lexicon.FunctionWords.Contains(words[last + 1].Folded) && !_lexicon.SayVerbs.Contains(words[last + 1].Folded);

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
