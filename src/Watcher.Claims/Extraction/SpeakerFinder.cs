using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Finds the speaker of a cue: the subject to its left, or the noun phrase right behind it.</summary>
internal sealed partial class SpeakerFinder(CueLexicon cues, ModalityLexicon modality, SideTable sides, PredicateTable predicates)
{
    /// <summary>How far a subject may stand from its verb: appositions are long.</summary>
    private const int MaxDistance = 40;

    private const int MaxNounPhrase = 8;

    /// <summary>The subject of the verb at <paramref name="verb"/>, with the token its noun phrase begins at; null when nobody is found.</summary>
    /// <param name="sentence">Where the verb stands.</param>
    /// <param name="verb">Its token.</param>
    /// <param name="memory">Who has spoken so far.</param>
    /// <param name="isSpeech">The verb can only be somebody's: any noun phrase in front of it speaks ("a survivor said").</param>
    public (Speaker Speaker, int First)? Before(SentenceView sentence, int verb, SpeakerMemory memory, bool isSpeech = false)
    {
        var block = sentence.Block;
        var isNext = isSpeech;
        var at = verb;
        if (block.Word(verb - 1) is "i" or "we")
        {
            return null;        // whose quotation it is tells the sentence round it
        }

        verb = BeforeAsides(sentence, verb) + 1;
        for (var i = verb - 1; i >= Math.Max(sentence.First, verb - MaxDistance); i--)
        {
            if (block.Word(i) is ";")
            {
                return null;
            }

            // "An early count," added Novak, said of the victims: what stands in quotation marks does not speak.
            if (IsQuotedBefore(block, i, at))
            {
                continue;
            }

            if ((Organisation(sentence, i) ?? At(sentence, i, memory) ?? NameBefore(sentence, i, verb)) is not { } found)
            {
                if (isNext && !IsVerbal(block.Word(i)) && !block.IsInDate(i) && block.Word(i) is not ("there" or "here") && !modality.Words.SpeakerPrepositions.Contains(block.Word(i)))
                {
                    isNext = false;
                    if (Phrase(sentence, i) is { } unnamed)
                    {
                        // "Authorities and local partners report": who is named first.
                        return block.Word(unnamed.First - 1) == "and" && At(sentence, unnamed.First - 2, memory) is { } former && !IsGoverned(sentence, former.First) ? (former.Speaker, former.First) : unnamed;
                    }
                }

                continue;
            }

            var wasNext = isNext;
            isNext = false;

            var first = NounPhraseStart(sentence, found.First);
            if (block.Word(first - 1) is "fighting" or "battling" && Phrase(sentence, i) is { } opponents)
            {
                return opponents;       // "rebels fighting the army said"
            }

            // A title may hold a preposition: "Commander of the Coast Guard Anna Novak said".
            var isNamed = found.Speaker.Class == SpeakerClass.Person && block.MentionAt(found.First) is not null && IsNextTo(block, found.End, verb);
            var isClause = block.Word(first - 1) is "after" or "before" or "since" or "than" or "until" && IsNextTo(block, found.End, verb);     // "after officials said"
            if ((IsGoverned(sentence, first) && !isNamed && !isClause) || block.Word(found.End) == "'s")
            {
                // "The civil guard of Upper Alden said": the name is the last word of somebody on no list.
                if (wasNext && found.End == i + 1 && found.Speaker.Id is null && Phrase(sentence, i) is { } whole)
                {
                    return whole;
                }

                i = found.First;
                continue;
            }

            // "The police and emergency services said": the phrase begins with its first part, who speaks for both.
            if (block.Word(first - 1) == "and" && first - 2 > sentence.First && IsNextTo(block, found.End, verb) && NounPhraseStart(sentence, first - 2) is var joint
                && (joint == sentence.First || !block.Tokens[joint - 1].IsWord || IsOpener(block.Word(joint - 1))) && (At(sentence, first - 2, memory) ?? NameUpTo(sentence, first - 2)) is { } both)
            {
                return (both.Speaker, joint);
            }

            // "X, a think tank in Y, noted": the phrase behind the comma only describes X.
            if (Described(sentence, first, verb) is { } described)
            {
                var side = described.Speaker.Side ?? SideOfRole(block, first, verb);
                return (described.Speaker with { Side = side }, NounPhraseStart(sentence, described.First));
            }

            // "the mayor, Anna Novak, said".
            return (found.Speaker, block.Word(first - 1) == "," && block.Word(found.End) == "," && first - 2 >= sentence.First
                && cues.SpeakerNouns.IsAt(block.Tokens, first - 2) ? NounPhraseStart(sentence, first - 2) : first);
        }

        return null;
    }

    /// <summary>The token stands in a quotation that ends in front of the verb.</summary>
    private static bool IsQuotedBefore(BlockView block, int token, int verb)
    {
        foreach (var quote in block.Quotes)
        {
            if (quote.Contains(block.Tokens[token].Span) && quote.End <= block.Tokens[verb].Span.Start)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The speaker whose noun phrase begins at or soon behind <paramref name="token"/> ("according to X", "…, said X").</summary>
    public (Speaker Speaker, int End)? After(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        for (var i = token; i < Math.Min(sentence.End, token + MaxNounPhrase); i++)
        {
            var word = block.Word(i);
            if (i > token && (word is "," or ":" or "." or "that" || modality.Words.SpeakerPrepositions.Contains(word)))
            {
                return null;
            }

            if ((OrganisationFrom(sentence, i) ?? At(sentence, i, memory) ?? NameFrom(sentence, i)) is { } found)
            {
                // "Kharkiv Governor Oleh Syniehubov": the name behind the title speaks.
                var last = found;
                for (var next = found.End; next < Math.Min(sentence.End, token + MaxNounPhrase) && block.Tokens[next].IsWord && block.Word(next) != "that" && !modality.Words.SpeakerPrepositions.Contains(block.Word(next)); next++)
                {
                    if ((At(sentence, next, memory) ?? NameFrom(sentence, next)) is { } further && (further.Speaker.Id is not null || last.Speaker.Id is null || last.Speaker.Class == SpeakerClass.Any))
                    {
                        last = further with { Speaker = further.Speaker with { Side = further.Speaker.Side ?? last.Speaker.Side } };
                        next = further.End - 1;
                    }
                }

                return Apposed(sentence, last.Speaker, last.End) ?? (last.Speaker, last.End);
            }
        }

        return null;
    }

    public static Speaker Of(Mention mention) => new(
        mention.Canonical, mention.Subject, mention.Side ?? (mention.Type == SubjectType.Side ? mention.Subject : null),
        mention.Type switch { SubjectType.Person => SpeakerClass.Person, SubjectType.Body => SpeakerClass.Body, _ => SpeakerClass.Any }, mention.IsWatched);

    /// <summary>The speaker that ends or stands at the token: a mention, a pronoun, or a noun that can speak.</summary>
    private (Speaker Speaker, int First, int End)? At(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (block.MentionAt(token) is { } mention)
        {
            var (first, end) = block.TokensOf(mention.Span);
            if (mention.Type is SubjectType.Person or SubjectType.Body || mention is { Type: SubjectType.Side, IsEmbedded: false } && Sides.IsNoun(mention) && IsNounPhraseEnd(block, end)
                || mention.Place is { Reading: PlaceReading.Government })
            {
                return (Of(mention), first, end);
            }

            return null;
        }

        if (cues.Groups.Contains(block.Word(token)) && GroupReference.Find(sentence, token, cues, IsGroup) is ({ } group, var article))
        {
            return (Of(group), article, token + 1);
        }

        var word = block.Word(token);
        if (cues.Pronouns.TryGetValue(word, out var kind))
        {
            var meant = kind == SpeakerClass.Person ? PersonBefore(sentence, token) ?? PersonOfBlock(sentence, memory) ?? memory.Last(kind, block.Index) : memory.Last(kind, block.Index);
            return word is "we" or "i" || meant is null ? null : (meant, token, token + 1);
        }

        if (Another(sentence, token, memory) is { } another)
        {
            return another;
        }

        if (token > sentence.First && cues.SpeakerNouns.TryMatch(block.Tokens, token - 1, out var noun, out var length) && length > 1)
        {
            token--;        // "general staff", come upon from behind
        }
        else if (!cues.SpeakerNouns.TryMatch(block.Tokens, token, out noun, out length))
        {
            return null;
        }

        // "The doctors' union": its members do not speak.
        if (block.Word(token + length) is "'" or "’" && IsGlue(block, token + length))
        {
            return null;
        }

        var start = NounPhraseStart(sentence, token);
        var side = SideWithin(block, start, token);
        var isAnaphoric = noun != SpeakerClass.Person && side is null && modality.Words.Definite.Contains(block.Word(start)) && start >= token - 2;
        var head = block.Word(token + length - 1);
        if (isAnaphoric && !IsProper(block, token) && Meant(noun, block, head, memory) is { } known)
        {
            return (known, start, token + length);
        }

        // "Findings of the Harbour Safety Board": the board speaks through them.
        if (noun == SpeakerClass.Document && block.Word(token + length) is "of" or "from" or "by"
            && OrganisationFrom(sentence, block.Word(token + length + 1) == "the" ? token + length + 2 : token + length + 1) is { } organisation)
        {
            return (organisation.Speaker with { Class = noun }, start, organisation.End);
        }

        var last = PhraseEnd(sentence, token + length, out var body);
        if (body is not null && noun is SpeakerClass.Person or SpeakerClass.Document)
        {
            // A ministry speaks through its spokesman and its figures.
            return (noun == SpeakerClass.Document ? Of(body) with { Class = noun } : Of(body), start, last);
        }

        var name = block.Surface(start, last);
        return (new Speaker(StripArticle(name), null, side ?? SideOfRole(block, start, last), noun), start, last);
    }

    /// <summary>An armed group, or an organisation that is no state's.</summary>
    private bool IsGroup(Mention mention) => mention.Type == SubjectType.Side ? !sides.States.Contains(mention.Subject)
        : mention.Type == SubjectType.Body && sides.Bodies.TryGetValue(mention.Subject, out var body) && body.Class is BodyClass.Organisation or BodyClass.ThinkTank;

    /// <summary>"One soldier said … Another said … A third said": somebody else of the kind that spoke last.</summary>
    private (Speaker Speaker, int First, int End)? Another(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        var word = block.Word(token);
        var isOrdinal = word is "second" or "third" or "fourth" && block.Word(token - 1) == "a";
        if (!(isOrdinal || word is "another" or "others") || !(IsVerbal(block.Word(token + 1)) || cues.Cues.IsAt(block.Tokens, token + 1))
            || memory.Last(SpeakerClass.Person, block.Index, speaker => speaker.Id is null && char.IsLower(speaker.Name[^1]) && speaker.Name.Split(' ') is [.., var head] && char.IsLower(head[0])) is not { } last)
        {
            return null;
        }

        return (last with { Name = $"{word} {last.Name.Split(' ')[^1]}" }, isOrdinal ? token - 1 : token, token + 1);
    }

    /// <summary>Whom "the agency" stands for: the last speaker that is called so, else the only body of its class.</summary>
    private Speaker? Meant(SpeakerClass noun, BlockView block, string head, SpeakerMemory memory) =>
        memory.Last(noun, block.Index, speaker => IsCalled(speaker, head))
        ?? memory.Only(speaker => speaker.Id is { } id && sides.Bodies.ContainsKey(id) && modality.Words.ClassedBodies.Contains(head) && IsCalled(speaker, head));

    /// <summary>"spokesman for the ministry", "head of the regional council": the phrase goes on to its end, when that is where the verb or a comma stands.</summary>
    private int PhraseEnd(SentenceView sentence, int end, out Mention? body)
    {
        var block = sentence.Block;
        body = null;
        if (block.Word(end) is not ("of" or "for" or "at" or "in" or "with" or "from"))
        {
            return end;
        }

        Mention? seen = null;
        for (var i = end + 1; i < Math.Min(sentence.End, end + MaxNounPhrase + 2); i++)
        {
            var word = block.Word(i);
            if (IsVerbal(word) || word is "," or "(" || cues.Cues.IsAt(block.Tokens, i) || block.IsInDate(i))
            {
                body = block.Word(end) is "of" or "for" or "from" ? seen : null;
                return i;
            }

            if (block.MentionAt(i) is { Type: SubjectType.Body } named)
            {
                seen = named;
            }

            if (!block.Tokens[i].IsWord && !IsGlue(block, i))
            {
                return end;
            }
        }

        return end;
    }

    /// <summary>"according to a new survey": whatever noun phrase stands there.</summary>
    public (Speaker Speaker, int End)? AnyAfter(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        if (token >= sentence.End || block.Word(token) is not ("a" or "an" or "the" or "its" or "their" or "his" or "her" or "several" or "some" or "two" or "new" or "official" or "local" or "preliminary" or "early"))
        {
            return null;
        }

        var end = token;
        while (end < Math.Min(sentence.End, token + MaxNounPhrase) && (block.Tokens[end].IsWord || IsGlue(block, end)) && !(end > token && modality.Words.SpeakerPrepositions.Contains(block.Word(end))) && !IsVerbal(block.Word(end))
            && !IsOpener(block.Word(end)) && !block.IsInDate(end))
        {
            end++;
        }

        var unnamed = new Speaker(StripArticle(block.Surface(token, Math.Max(token, end - 1) + 1)), null, SideWithin(block, token, end), SpeakerClass.Document);
        return end - token < 2 ? null
            : Apposed(sentence, unnamed, end) ?? (unnamed, end);
    }

    /// <summary>Somebody without a name whose noun is on no list: "a survivor", "relatives of the missing".</summary>
    private (Speaker Speaker, int First)? Phrase(SentenceView sentence, int last)
    {
        var block = sentence.Block;
        var (first, isDetermined) = (last + 1, false);
        for (var i = last; i >= Math.Max(sentence.First, last - MaxNounPhrase); i--)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { Type: SubjectType.Person or SubjectType.Body } || cues.Pronouns.ContainsKey(word) || block.QuantityAt(i) >= 0 && i == last)
            {
                return null;
            }

            if (!(block.Tokens[i].IsWord || IsGlue(block, i)) || IsVerbal(word) || IsCueVerb(block, i) || block.IsInDate(i) || IsOpener(word))
            {
                break;
            }

            first = i;
            if (word == "the" && block.Word(i - 1) == "of")
            {
                continue;       // "rebels of the northern group"
            }

            if (word is "a" or "an" or "the" or "another" or "one" or "some" or "several" or "many" or "most" or "other" or "its" or "their" or "his" or "her")
            {
                isDetermined = true;
                break;
            }
        }

        if (first > last || !(first == sentence.First || !block.Tokens[first - 1].IsWord || IsOpener(block.Word(first - 1)) || cues.Cues.IsAt(block.Tokens, first - 1)))
        {
            return null;
        }

        var head = last;
        for (var i = first + 1; i <= last; i++)
        {
            if (modality.Words.SpeakerPrepositions.Contains(block.Word(i)))
            {
                if (block.Word(i) is not ("of" or "for" or "at" or "in" or "with" or "from" or "on"))
                {
                    return null;
                }

                head = i - 1;
                break;
            }
        }

        // "Displaced people interviewed in Corin": the participle describes them.
        head -= head - 1 >= first && block.Word(head).EndsWith("ed", StringComparison.Ordinal) && head < last ? 1 : 0;

        // A bare noun must be a plural; a single determiner names nobody.
        if (modality.Words.SpeakerPrepositions.Contains(block.Word(first)) || (isDetermined && head == first) || (!isDetermined && !(IsPlural(block.Word(head)) && head - first < 4)) || IsCapital(block, head) && head > sentence.First)
        {
            return null;
        }

        var name = block.Surface(first, last + 1);
        return (new Speaker(StripArticle(name), null, SideWithin(block, first, last + 1), SpeakerClass.Person), first);
    }

    private static bool IsPlural(string noun) => noun.EndsWith('s') || noun.EndsWith("men", StringComparison.Ordinal) || noun is "people" or "police";

    /// <summary>A verb of saying, not a noun of its form: "the state fire brigade".</summary>
    private bool IsCueVerb(BlockView block, int token) =>
        cues.Cues.TryMatch(block.Tokens, token, out var cue, out _) && !(cue.AlsoNoun && cue.Verb == block.Word(token));

    private static bool IsOpener(string word) => word is "and" or "but" or "that" or "while" or "as" or "when" or "because" or "although" or "though" or "if" or "after" or "before" or "until" or "since" or "which" or "who" or "where";

    /// <summary>Whom the phrase that begins behind a comma describes; the verb's own comma must close it.</summary>
    private (Speaker Speaker, int First)? Described(SentenceView sentence, int first, int verb)
    {
        var block = sentence.Block;
        // "Anna Novak, president of the region said": a bare office behind a name describes it even without its comma.
        first = IsAge(block, first - 2) ? first - 2 : first;       // "Anna Novak, 29, a teacher, said"
        if (block.Word(first - 1) != "," || first - 2 < sentence.First || !(HasComma(block, first, verb) || IsBareOffice(sentence, first)))
        {
            return null;
        }

        if (block.MentionAt(first - 2) is { Type: SubjectType.Body or SubjectType.Person } described)
        {
            return (Of(described), block.TokensOf(described.Span).First);
        }

        return NameUpTo(sentence, first - 2) is { } name && (name.End - name.First > 1 || cues.SpeakerNouns.IsAt(block.Tokens, first)) ? (name.Speaker, name.First) : null;
    }

    private bool IsBareOffice(SentenceView sentence, int first) =>
        cues.SpeakerNouns.TryMatch(sentence.Block.Tokens, first, out var noun, out _) && noun == SpeakerClass.Person && !sentence.Block.Word(first).EndsWith('s')
        && (sentence.Block.MentionAt(first - 2) is { Type: SubjectType.Person } || NameUpTo(sentence, first - 2) is { } name && name.End - name.First > 1);

    /// <summary>A noun that can speak stands in the tokens [first, end), or two are joined there.</summary>
    private bool NamesSpeaker(BlockView block, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (cues.SpeakerNouns.IsAt(block.Tokens, i) || cues.Organisations.Contains(block.Word(i)) || block.Word(i) is "and")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The brigade, which has 70 officers there, said", "Novak, 29, said", "the paper, citing a leaked report, wrote": the token in front of the aside, or the one in front of the verb.</summary>
    private int BeforeAsides(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        if (block.Word(verb - 1) != ",")
        {
            return verb - 1;
        }

        if (Opening(sentence, verb) is { } opening)
        {
            return opening;
        }

        for (var i = verb - 2; i > sentence.First && block.Word(i) is not (";" or ":"); i--)
        {
            if (block.Word(i) == ",")
            {
                // "Anna Novak, a surgeon, said": a noun that can speak by itself is left to the rule of descriptions.
                var isDescription = block.Word(i + 1) is "a" or "an" && !NamesSpeaker(block, i + 1, verb)
                    && NameUpTo(sentence, IsAge(block, i - 1) ? i - 3 : i - 1) is { } name && name.End - name.First > 1;
                if (isDescription)
                {
                    return IsAge(block, i - 1) ? i - 3 : i - 1;
                }

                var isAside = block.Word(i + 1) is "which" or "who" or "whose" or "where" || IsAge(block, i + 1) || IsParticiple(block, i + 1);
                return isAside ? i - 1 : verb - 1;
            }
        }

        return verb - 1;
    }

    /// <summary>"…, citing a leaked report, …", "…, known as Ana, …", "…, appointed last year, …".</summary>
    private static bool IsParticiple(BlockView block, int token) => char.IsLower(block.Text[block.Tokens[token].Span.Start])
        && (block.Word(token) is "known" || block.Word(token).EndsWith("ing", StringComparison.Ordinal) || block.Word(token).EndsWith("ed", StringComparison.Ordinal));

    /// <summary>"Anna Novak, 29, …".</summary>
    private static bool IsAge(BlockView block, int token) => block.Word(token + 1) == "," && block.Word(token) is [>= '1' and <= '9', >= '0' and <= '9'];

    private bool HasComma(BlockView block, int first, int verb)
    {
        for (var i = verb - 1; i > first; i--)
        {
            if (block.Word(i) == ",")
            {
                return true;
            }

            if (!IsVerbal(block.Word(i)) && !block.IsInDate(i) && block.Word(i) != "on")
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Outlets and agencies relay what others say.</summary>
    public bool IsRelay(Speaker speaker) => speaker.Id is { } id && sides.Bodies.TryGetValue(id, out var body) && body.Class is BodyClass.Media or BodyClass.NewsAgency;

    /// <summary>"The think tank" is no ministry: a body on the list is called by its class, and "the army" is a state's, no armed group.</summary>
    private bool IsCalled(Speaker speaker, string noun)
    {
        if (speaker.Id is not { } id)
        {
            // "The defence ministry" is not the seismological centre that spoke before; "the agency" may be.
            return speaker.Class != SpeakerClass.Body || !modality.Words.KindsOfBodies.Contains(noun) || Fold.Text(speaker.Name).Contains(noun, StringComparison.Ordinal);
        }

        if (sides.Sides.ContainsKey(id))
        {
            return sides.States.Contains(id) || noun is not ("government" or "administration" or "ministry" or "military" or "army" or "command" or "staff");
        }

        return !sides.Bodies.TryGetValue(id, out var body) || noun switch
        {
            "tank" or "institute" => body.Class == BodyClass.ThinkTank,
            "ministry" => body.Class == BodyClass.Ministry,
            "agency" => body.Class is BodyClass.Agency or BodyClass.NewsAgency,
            "newspaper" => body.Class == BodyClass.Media,
            "government" or "administration" => body.Class == BodyClass.Government,
            "military" or "army" or "command" or "staff" => body.Class == BodyClass.Military,
            _ => true,
        };
    }

    private static bool IsProper(BlockView block, int token) => char.IsUpper(block.Text[block.Tokens[token].Span.Start]);

    /// <summary>Whose side a role is on: "Veran police chief", "head of the Alden military administration". An office over a place belongs to its country.</summary>
    private SubjectId? SideOfRole(BlockView block, int first, int end)
    {
        if (SideWithin(block, first, end) is { } named)
        {
            return named;
        }

        var isOffice = false;
        SubjectId? country = null;
        for (var i = first; i < end; i++)
        {
            isOffice |= block.MentionAt(i) is null && cues.SpeakerNouns.IsAt(block.Tokens, i) && block.Word(i) is "governor" or "mayor" or "head" or "administration" or "council" or "police" or "prosecutors";
            if (block.MentionAt(i)?.Place is { Country: { } code } && sides.Sides.ContainsKey(new SubjectId(code.ToLowerInvariant())))
            {
                country ??= new SubjectId(code.ToLowerInvariant());
            }
        }

        return isOffice ? country : null;
    }

    /// <summary>"Although X praised it, he warned that": the person the sentence began with.</summary>
    private static Speaker? PersonBefore(SentenceView sentence, int token)
    {
        for (var i = sentence.First; i < token; i++)
        {
            if (sentence.Block.MentionAt(i) is { Type: SubjectType.Person, IsEmbedded: false } person)
            {
                return Of(person);
            }
        }

        return null;
    }
}
