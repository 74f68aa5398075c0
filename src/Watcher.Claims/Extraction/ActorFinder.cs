using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>An acting side, body or person in a sentence; its tokens [First, End).</summary>
internal sealed record ActorPhrase(Actor Actor, int First, int End, bool IsForces)
{
    /// <summary>A government: it holds and loses towns, and enters none.</summary>
    public bool IsRuler { get; init; }
}

/// <summary>Finds who acts: "Ukrainian troops", "Moscow", "our defenders", "they".</summary>
internal sealed partial class ActorFinder(PredicateTable predicates, CueLexicon cues, ModalityLexicon modality)
{
    private const int MaxDistance = 40;

    /// <summary>Words between a subject and its verb: "and their Osterian allies later".</summary>
    private const int MaxToAllies = 6;

    /// <summary>The subject of the verb whose group begins at <paramref name="first"/>.</summary>
    public ActorPhrase? Subject(SentenceView sentence, int first, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        ActorPhrase? counted = null;
        if (speaker is not null && Possessed(sentence, first, sides, speaker) is { } own)
        {
            return own;
        }

        if (Stranger(sentence, first, sides) is { } stranger)
        {
            return stranger;
        }

        if (FormerVerb(sentence, first) is var former and >= 0 && Subject(sentence, former, sides, speaker) is { } shared)
        {
            return shared;
        }

        var opening = ClauseOfOthers(sentence, first);
        for (var i = first - 1; i >= Math.Max(opening, first - MaxDistance); i--)
        {
            var word = block.Word(i);
            if (word == ";")
            {
                return counted;
            }

            if (word is "we" && Pronoun(i, sides, speaker) is { } us)
            {
                return us;
            }

            if (word is "it" or "they")
            {
                return (OfCue(sentence, i, sides, speaker) ?? Subject(sentence, i, sides, speaker) ?? Pronoun(i, sides, speaker) ?? OpeningForces(sentence, i, sides, speaker) ?? Former(sentence, sides)) is { } meant ? meant with { First = i, End = i + 1 } : null;
            }

            if (At(sentence, i, sides, speaker) is not { } found)
            {
                continue;
            }

            var start = NounPhraseStart(sentence, found.First);
            var isOwnClause = (found.End == first && block.Word(first).EndsWith("ing", StringComparison.Ordinal))     // "with Veran troops capturing X"
                || OpensClause(sentence, start, found.End, first);
            // "A statement from the rebels, who have besieged X": whom the pronoun stands for acts.
            var isAntecedent = block.Word(first - 1) is "which" or "who" && (found.End == first - 1 || (found.End == first - 2 && block.Word(first - 2) == ","));
            if ((start > sentence.First && modality.Words.Prepositions.Contains(block.Word(start - 1)) && !isOwnClause && !isAntecedent && !IsAllOf(block, start)) || block.Word(found.End) == "'s")
            {
                i = found.First;
                continue;
            }

            // "The ministry said the blast killed 11", "the army said no rebels had entered X": what stands behind the cue acts.
            if (IsBeforeCue(sentence, found.End, first) || (counted is not null && block.HasAt(cues.Cues, found.End, counted.First)))
            {
                return counted;
            }

            // "has killed 50 Veran soldiers and destroyed …": what is counted is the object of the verb before.
            if (block.QuantityAt(found.First) is >= 0 and var count && !OpensOwnClause(block, count, found.End, first))
            {
                counted ??= found;
                i = found.First;
                continue;
            }

            var (ally, next) = found.IsForces ? FirstOfTwo(sentence, start, sides, speaker) : (null, -1);
            if (next >= 0)
            {
                i = next;
                continue;
            }

            return ally ?? found;
        }

        return counted ?? Possessed(sentence, first, sides, speaker);
    }

    /// <summary>"… after <b>some 800 rebels</b> had swarmed over X": whoever is counted is the subject of the clause.</summary>
    private static bool OpensOwnClause(BlockView block, int count, int end, int verb) =>
        block.Word(block.TokensOf(block.Quantities[count].Outer).First - 1) is "after" or "before" or "when" or "while" or "since" or "as" && !block.HasWord(end, verb, static word => word is "and" or "," or ";" or "or");

    /// <summary>"All of the rebels", "the last of the rebels", "none of the rebels", "most of the rebels": the rebels; not so "some of" or "half of" them.</summary>
    private static bool IsAllOf(BlockView block, int start) =>
        block.Word(start - 1) == "of" && block.Word(start - 2) is "all" or "both" or "none" or "rest" or "last" or "remainder" or "most" or "bulk" or "majority";

    /// <summary>"The town that the rebels held before <b>the Northern Alliance</b> took it": a name that no list knows is the subject of its own clause.</summary>
    private ActorPhrase? Stranger(SentenceView sentence, int verb, Sides sides)
    {
        var block = sentence.Block;
        var name = verb - 1;
        while (name > sentence.First && block.MentionAt(name) is null && block.Tokens[name].IsWord && char.IsUpper(block.Text[block.Tokens[name].Span.Start])
            && !block.IsInDate(name) && !sides.IsArmedName(block.Word(name)))
        {
            name--;
        }

        var opener = block.Word(name) is "the" or "a" or "an" ? name - 1 : name;
        return name < verb - 1 && opener > sentence.First && block.Word(opener) is "before" or "after" or "when" or "until" or "while" or "because" or "that" or "which" or "since" or "although" or "whom"
            && At(sentence, verb - 1, sides, null) is null
            ? new ActorPhrase(new Actor(block.Surface(name + 1, verb), null, null), name + 1, verb, false) : null;
    }

    /// <summary>
    /// "The army had repelled a rebel assault on X <b>and was</b> in control": the first of two verbs has the subject of both, and what stands between them is its object.
    /// The token where that verb begins; -1 where the verb is no second one.
    /// </summary>
    private int FormerVerb(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        var conjunction = block.Word(first - 1) is "\"" or "“" ? first - 2 : first - 1;
        if (block.Word(conjunction) is not ("and" or "but" or "then"))
        {
            return -1;
        }

        for (var i = conjunction - 1; i > sentence.First && block.Word(i) is not (";" or ":"); i--)
        {
            if (block.MentionAt(i) is null && (predicates.Triggers.IsAt(block.Tokens, i) || IsFinite(block.Word(i))) && !modality.Words.Determiners.Contains(block.Word(i - 1)))
            {
                return GroupStart(sentence, i);
            }
        }

        return -1;

        static bool IsFinite(string word) => word is "had" or "has" or "have" or "was" or "were" || (word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal));
    }

    /// <summary>Where the auxiliaries and adverbs in front of a verb begin.</summary>
    private int GroupStart(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        while (verb - 1 > sentence.First && (modality.Auxiliaries.Contains(block.Word(verb - 1)) || modality.Adverbs.Contains(block.Word(verb - 1))))
        {
            verb--;
        }

        return verb;
    }

    /// <summary>"<b>His fighters</b> were advancing", "his country's forces had taken X": those of the speaker, whatever his side.</summary>
    private ActorPhrase? Possessed(SentenceView sentence, int verb, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        for (var i = verb - 1; i > Math.Max(sentence.First, verb - MaxToAllies); i--)
        {
            if (IsForces(block.Word(i)) || block.Word(i) == "men")
            {
                var owner = block.Word(i - 1) == "'s" && block.Word(i - 2) is "country" or "group" or "state" ? i - 3 : i - 1;
                return block.Word(owner) is not ("his" or "her" or "its" or "their" or "our") ? null
                    : new ActorPhrase(speaker is { } side ? sides.ActorOf(side) : new Actor(block.Surface(i, i + 1), null, null), owner, i + 1, true);
            }

            if (!block.Tokens[i].IsWord || !(modality.Adverbs.Contains(block.Word(i)) || block.Word(i) is "also" or "now" or "then"))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>"Rebels fighting the Veran army said <b>they</b> …": who speaks, named first before the cue; nobody when the pronoun stands behind no cue.</summary>
    private ActorPhrase? OfCue(SentenceView sentence, int pronoun, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        var last = block.Word(pronoun - 1) == "that" ? pronoun - 2 : pronoun - 1;
        if (last <= sentence.First || !cues.Cues.IsAt(block.Tokens, last))
        {
            return null;
        }

        for (var i = ClauseOf(sentence, last); i < last && !(block.Word(i) is "," or ";" or ":" || modality.Words.Prepositions.Contains(block.Word(i)) || cues.Cues.IsAt(block.Tokens, i)); i++)
        {
            if (At(sentence, i, sides, speaker) is { } first)
            {
                return block.Word(first.End) == "'s" ? Pronoun(pronoun, sides, speaker) : first;
            }
        }

        return Pronoun(pronoun, sides, speaker);
    }

    /// <summary>"<b>Osterian forces</b> and allied fighters took X", "its forces and allied fighters": who is named first of two acts; -1 for the actor itself.</summary>
    private (ActorPhrase? Actor, int Next) FirstOfTwo(SentenceView sentence, int start, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        var last = start - 2;
        if (last < sentence.First || block.Word(start - 1) != "and")
        {
            return (null, -1);
        }

        if (At(sentence, last, sides, speaker) is { IsForces: true } former && former.End == start - 1)
        {
            return (former, -1);
        }

        return (null, IsForces(block.Word(last)) && block.Word(last - 1) is "its" or "his" or "her" or "their" ? last - 1 : -1);
    }

    /// <summary>The actor that begins within a few words of <paramref name="token"/>: the agent behind "by", or the object.</summary>
    public ActorPhrase? From(SentenceView sentence, int token, int words, Sides sides, SubjectId? speaker)
    {
        for (var i = token; i < Math.Min(sentence.End, token + words); i++)
        {
            if (sentence.Block.Word(i) is "," or ";" or "." or "that" or "which" or "from" or "in" or "near")
            {
                return null;
            }

            if (At(sentence, i, sides, speaker) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The agent of a passive or of a noun: "by Ukrainian troops", "withdrawal of Russian forces".</summary>
    public ActorPhrase? Agent(SentenceView sentence, int token, string preposition, int words, Sides sides, SubjectId? speaker)
    {
        for (var i = token; i < Math.Min(sentence.End, token + words); i++)
        {
            if (sentence.Block.Word(i) is ";" or "that" or "which")
            {
                return null;
            }

            if (sentence.Block.Word(i) == preposition && From(sentence, i + 1, 6, sides, speaker) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The actor that stands right before a noun: "Russia's retreat", "the Russian withdrawal", "its retreat".</summary>
    public ActorPhrase? Owner(SentenceView sentence, int noun, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 4); i--)
        {
            if (block.MentionAt(i) is { } mention && Sides.SideOf(mention) is { } side)
            {
                var (first, end) = block.TokensOf(mention.Span);
                return new ActorPhrase(sides.ActorOf(side), first, end, false);
            }

            if (block.Word(i) is "its" or "their")
            {
                return Nearest(sentence, i, sides, speaker) ?? Pronoun(i, sides, speaker);
            }

            if (block.Word(i) is "his" or "our")
            {
                return Subject(sentence, i, sides, speaker) ?? Pronoun(i, sides, speaker);
            }

            // "the Veran-backed administration" acts for Vera, "the Veran-held town" does not.
            if ((!block.Tokens[i].IsWord && block.Word(i) != "'s" && !(block.Word(i) == "-" && block.Word(i + 1) is "backed" or "installed" or "appointed" or "led" or "imposed")) || block.Word(i) is "the" or "a" or "an" || modality.Auxiliaries.Contains(block.Word(i))
                || modality.Words.Prepositions.Contains(block.Word(i)) || cues.Cues.IsAt(block.Tokens, i) || predicates.LightVerbs.Contains(block.Word(i)))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>"a blow to Vera since its retreat": the side named last before the token.</summary>
    private ActorPhrase? Nearest(SentenceView sentence, int token, Sides sides, SubjectId? speaker)
    {
        for (var i = token - 1; i >= Math.Max(sentence.First, token - MaxDistance); i--)
        {
            if (At(sentence, i, sides, speaker) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>"Vera launched a missile attack on X"; "launched an inquiry into the attack" does not.</summary>
    public ActorPhrase? OfAction(SentenceView sentence, int noun, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 10); i--)
        {
            if (block.Word(i) is "into" or "after" or "following" or "against" or "since")
            {
                return null;
            }

            if (block.Word(i) is "launched" or "launches" or "launch" or "launching" or "conducted" or "conducts" or "carried" or "carries" or "carry" or "staged" or "mounted" or "fired" or "fires" or "firing" or "lobbed" or "hurled" && noun - i <= 6)
            {
                return Subject(sentence, GroupStart(sentence, i), sides, speaker);
            }
        }

        return null;
    }

    public bool IsForces(string word) => predicates.ForcesNouns.Contains(word);

    private ActorPhrase? At(SentenceView sentence, int token, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        if (block.MentionAt(token) is { } mention)
        {
            var (first, end) = block.TokensOf(mention.Span);
            if (token != end - 1 && token != first)
            {
                return null;
            }

            switch (mention.Type)
            {
                case (SubjectType.Body or SubjectType.Person) when mention.Side is null:
                    return null;        // a newspaper takes no town
                case SubjectType.Body when sides.IsMilitary(mention.Subject):
                    return new ActorPhrase(sides.ActorOf(mention.Side!.Value), first, end, true);     // an army is its side
                case SubjectType.Body or SubjectType.Person:
                    return new ActorPhrase(new Actor(mention.Canonical, mention.Subject, mention.Side), first, end, false);
                case SubjectType.Side:
                    {
                        var forces = ForcesEnd(block, sentence, end);

                        // "Veran rebels" fight the state that their adjective names.
                        if (forces > end && sides.IsState(mention.Subject) && HasInsurgents(block, end, forces))
                        {
                            return new ActorPhrase(sides.Meant(UnnamedForces.Insurgents) is { } meant ? sides.ActorOf(meant)
                                : new Actor(block.Surface(first, forces), null, null), first, forces, true);
                        }

                        if (end < sentence.End && IsPeople(block, end) && ((end + 1 < sentence.End && IsForces(block.Word(end + 1))) || (end + 2 < sentence.End && IsForces(block.Word(end + 2)))))
                        {
                            var people = IsForces(block.Word(end + 1)) ? end + 1 : end + 2;
                            return new ActorPhrase(new Actor(block.Surface(first, people + 1), null, null), first, people + 1, true);
                        }

                        return forces > end || (block.Word(end) != "-" && (Sides.IsNoun(mention) || IsTheirPeople(block, first, end)))
                            ? new ActorPhrase(sides.ActorOf(mention.Subject), first, Math.Max(forces, end), forces > end || sides.IsGroup(mention)) : null;     // an armed group is its fighters
                    }

                default:
                    return mention.Place?.Reading == PlaceReading.Government && Sides.SideOf(mention) is { } government
                        ? new ActorPhrase(sides.ActorOf(government), first, end, false) : null;
            }
        }

        if (cues.Groups.Contains(block.Word(token)) && GroupReference.Find(sentence, token, cues, sides.IsGroup) is ({ } group, var article))
        {
            return new ActorPhrase(sides.ActorOf(Sides.SideOf(group)!.Value), article, token + 1, true);
        }

        var word = block.Word(token);
        if (sides.IsArmedName(word) && char.IsUpper(block.Text[block.Tokens[token].Span.Start]))
        {
            var forces = ForcesEnd(block, sentence, token + 1);
            return new ActorPhrase(new Actor(block.Surface(token, token + 1), null, null), token, forces, true);
        }

        // Nobody was named near by, but the article knows one armed group alone.
        if (cues.Groups.Contains(word) && block.Word(token - 1) == "the" && sides.Meant(UnnamedForces.Insurgents) is { } known)
        {
            return new ActorPhrase(sides.ActorOf(known), token - 1, token + 1, true);
        }

        if (word == "group" && block.Word(token - 1) is "armed" or "rebel" or "militant" or "jihadist" or "insurgent" or "separatist" or "paramilitary" or "militia" or "guerrilla")
        {
            return new ActorPhrase(new Actor(block.Surface(token - 1, token + 1), null, null), token - 1, token + 1, true);
        }

        if (predicates.EnemyNouns.Contains(word) && sides.EnemyOf(speaker) is { } enemy && !HasSideBefore(sentence, token))
        {
            return new ActorPhrase(sides.ActorOf(enemy), token, token + 1, true);
        }

        if (predicates.EnemyNouns.Contains(word) && block.Word(token - 1) == "the" && sides.EnemyOf(speaker) is null)
        {
            return new ActorPhrase(new Actor(word, null, null), token - 1, token + 1, true);      // nobody knows whose enemy
        }

        if (predicates.OwnNouns.Contains(word) && speaker is { } own && token > sentence.First && block.Word(token - 1) is "our" or "his" && own != default)
        {
            return new ActorPhrase(sides.ActorOf(own), token - 1, token + 1, true);
        }

        if (IsForces(word) && !HasSideBefore(sentence, token) && SideBehind(sentence, token, sides) is { } behind)
        {
            return new ActorPhrase(sides.ActorOf(behind), token, token + 1, true);
        }

        return Unnamed(sentence, token, sides) ?? Owned(sentence, token, sides) ?? Ruler(sentence, token, sides);
    }

    /// <summary>The subject of the sentence before, for "they" and "it".</summary>
    private ActorPhrase? Former(SentenceView sentence, Sides sides)
    {
        var block = sentence.Block;
        if (sentence.Previous is not { } former)
        {
            return null;
        }

        for (var i = former.First; i < former.End; i++)
        {
            if (At(former, i, sides, null) is { } found && block.Word(found.End) != "'s"
                && !(NounPhraseStart(former, found.First) is var start && start > former.First && modality.Words.Prepositions.Contains(block.Word(start - 1))))
            {
                return found;
            }
        }

        return null;
    }

    private static ActorPhrase? Pronoun(int token, Sides sides, SubjectId? speaker) =>
        speaker is { } side ? new ActorPhrase(sides.ActorOf(side), token, token + 1, false) : null;

    /// <summary>"<b>The French</b> took X": the adjective stands for all of them in front of a verb.</summary>
    private bool IsTheirPeople(BlockView block, int first, int end) =>
        block.Word(first - 1) == "the" && end < block.Tokens.Length && (modality.Auxiliaries.Contains(block.Word(end)) || predicates.Triggers.IsAt(block.Tokens, end));

    /// <summary>The end of "troops" or "armed forces" behind a side's adjective; adjectives may stand between.</summary>
    private int ForcesEnd(BlockView block, SentenceView sentence, int end)
    {
        var last = end;
        for (var i = end; i < Math.Min(sentence.End, end + 4); i++)
        {
            if (block.Word(i) is "and" or "or" && i == end && block.MentionAt(i + 1) is { Type: SubjectType.Side } other)
            {
                i = block.TokensOf(other.Span).End - 1;     // "French and Malian forces"
            }
            else if (IsForces(block.Word(i)))
            {
                last = i + 1;
            }
            else if (IsPeople(block, i))
            {
                return end;     // "Bosnian Serb troops", "Syrian Kurdish fighters": not the state's
            }
            else if ((!block.Tokens[i].IsWord && !char.IsAsciiDigit(block.Word(i)[0])) || modality.Words.Prepositions.Contains(block.Word(i)) || modality.Auxiliaries.Contains(block.Word(i)) || block.Word(i) is "and" or "or")
            {
                break;
            }
        }

        return last;
    }

    /// <summary>A people or creed by its adjective, inside of a state.</summary>
    private static bool IsPeople(BlockView block, int token) =>
        char.IsUpper(block.Text[block.Tokens[token].Span.Start])
        && (block.Word(token) is "serb" or "croat" or "hutu" or "tutsi" or "druze" or "tuareg" or "shia" or "shiite" or "sunni" or "islamist" || block.Word(token).EndsWith("ish", StringComparison.Ordinal));

    private int NounPhraseStart(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var first = token;
        for (var i = token - 1; i >= Math.Max(sentence.First, token - 5); i--)
        {
            var word = block.Word(i);
            // "In X rebels stormed a bank": the place is no part of who acts.
            if (block.MentionAt(i) is { Type: SubjectType.Settlement } town && block.Word(block.TokensOf(town.Span).First - 1) == "in")
            {
                break;
            }

            if (!block.Tokens[i].IsWord || modality.Words.Prepositions.Contains(word) || modality.Auxiliaries.Contains(word) || cues.Cues.IsAt(block.Tokens, i) || block.IsInDate(i)
                || word is "day" or "week" or "month" or "year" or "night" or "morning" or "evening" or "afternoon" or "time"
                || predicates.Triggers.IsAt(block.Tokens, i) || word is "it" or "they" or "he" or "she" or "we" or "also" or "then" or "now"
                || word is "and" or "that" or "but" or "which" or "who" or "while" or "as" or "when" or "because" or "although" or "though" or "if" or "or")
            {
                break;
            }

            first = i;
            if (word is "the" or "a" or "an" or "its" or "their" or "his" or "her" or "some" or "many")
            {
                break;
            }
        }

        return first;
    }
}
