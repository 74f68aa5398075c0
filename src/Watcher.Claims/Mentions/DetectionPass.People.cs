using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;

namespace Watcher.Claims.Mentions;

/// <summary>Persons: by their whole name, by the surname that it licenses, and by either with a typing error.</summary>
internal sealed partial class DetectionPass
{
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

    private void AcceptPerson(Person person, int first, int last, string rule, double score)
    {
        Add(first, last, SubjectType.Person, person.Id, person.Name, rule, score, rules.SideOf(person.Id), isWatched: true);
    }

    private bool IsGivenName(int i) => i >= 0 && words[i].IsCapitalised && _lexicon.GivenNames.Contains(words[i].Folded) && !_lexicon.Titles.Contains(words[i].Folded);

    private bool IsGivenNameOf(Person person, int i) =>
        i >= 0 && words.IsBlankAfter(i) && words[i].IsCapitalised && !_taken[i]
        && rules.GivenNamesOf(person.Id).Contains(words[i].Folded);

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

    private bool IsInstitutionAfter(int last) =>
        words.IsBlankAfter(last) && words[last + 1].IsCapitalised
        && (_lexicon.InstitutionWords.Contains(words[last + 1].Folded) || _lexicon.StreetWords.Contains(words[last + 1].Folded))
        && !words.IsInTitleCase(last);

    /// <summary>"Roosevelt Row": a surname nobody introduced, followed by another name.</summary>
    private bool IsNameAfter(int last) =>
        words.IsBlankAfter(last) && words[last + 1].IsCapitalised && !words[last + 1].IsAllCaps && !words.IsInTitleCase(last)
        && !_lexicon.FunctionWords.Contains(words[last + 1].Folded) && !_lexicon.SayVerbs.Contains(words[last + 1].Folded);
}
