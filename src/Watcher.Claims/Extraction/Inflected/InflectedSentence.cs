using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction.Inflected;

/// <summary>What both readers of an inflected language ask of a sentence: where its clauses end, who acts, and how firmly it is put.</summary>
internal sealed class InflectedSentence(InflectedLexicon lexicon, SentenceView sentence)
{
    private const int MaxAdjectives = 3;

    /// <summary>Words of a film's or a book's name.</summary>
    private const int MaxTitle = 5;

    /// <summary>Tokens of an aside between commas.</summary>
    private const int MaxAside = 24;

    public SentenceView Sentence => sentence;

    private BlockView Block => sentence.Block;

    /// <summary>Another clause begins here; a comma of a list is no end.</summary>
    public bool IsEdge(int token)
    {
        var word = Block.Word(token);
        if (word is ";" or ":" || Block.IsDash(token) || lexicon.Boundaries.IsAt(Block.Tokens, token))
        {
            return true;
        }

        return word == "," && !IsListComma(token) && !IsOfAside(token);
    }

    /// <summary>Tokens [first, end) of the clause around a token.</summary>
    public (int First, int End) Clause(int token)
    {
        var (first, end) = (token, token + 1);
        while (first > sentence.First && !IsEdge(first - 1))
        {
            first--;
        }

        while (end < sentence.End && !IsEdge(end))
        {
            end++;
        }

        return (first, end);
    }

    /// <summary>"In the course of", "as a result of" stand in front of the token: a preposition of several words.</summary>
    public bool IsBehindPhrase(int token) => token - 2 >= sentence.First && lexicon.Prepositions.ContainsKey($"{Block.Word(token - 2)} {Block.Word(token - 1)}");

    /// <summary>The preposition that governs the noun phrase which begins at <paramref name="first"/>; null for none. Adjectives may stand between.</summary>
    public PlaceSlots? Governing(int first)
    {
        for (var i = first - 1; i >= Math.Max(sentence.First, first - 1 - MaxAdjectives); i--)
        {
            if (lexicon.Prepositions.TryGetValue(Block.Word(i), out var slot))
            {
                return slot;
            }

            if (!(Block.Tokens[i].IsWord && (IsAdjective(Block.Word(i)) || lexicon.SettlementNouns.IsAt(Block.Tokens, i))) && Block.MentionAt(i) is not { Type: SubjectType.Side })
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Endings that Ukrainian and Russian adjectives share and nouns seldom have.</summary>
    public static bool IsAdjective(string word) => word.Length > 4 && (word.EndsWith("ий", StringComparison.Ordinal) || word.EndsWith("ый", StringComparison.Ordinal) || word.EndsWith("ого", StringComparison.Ordinal)
        || word.EndsWith("ому", StringComparison.Ordinal) || word.EndsWith("их", StringComparison.Ordinal) || word.EndsWith("ых", StringComparison.Ordinal) || word.EndsWith("им", StringComparison.Ordinal)
        || word.EndsWith("ыми", StringComparison.Ordinal) || word.EndsWith("іми", StringComparison.Ordinal) || word.EndsWith("ым", StringComparison.Ordinal) || word.EndsWith("ими", StringComparison.Ordinal) || word.EndsWith("ої", StringComparison.Ordinal) || word.EndsWith("ой", StringComparison.Ordinal)
        || word.EndsWith("ая", StringComparison.Ordinal) || word.EndsWith("ое", StringComparison.Ordinal) || word.EndsWith("ые", StringComparison.Ordinal) || word.EndsWith("ве", StringComparison.Ordinal)
        || word.EndsWith("не", StringComparison.Ordinal) || word.EndsWith("ні", StringComparison.Ordinal) || word.EndsWith("ую", StringComparison.Ordinal));

    private static readonly string[] s_presents = ["ає", "яє", "ує", "ює", "аже", "ише", "ють", "уть", "ять", "ить", "ает", "яет", "ует", "ают", "яют", "уют", "ишет", "ишут", "орит", "орят", "ежит"];

    /// <summary>The cue is a verb in the present: "повідомляє", "утверждают".</summary>
    /// <param name="cue">As it stands in the text; what is no Cyrillic verb is none.</param>
    public static bool IsPresent(string cue) => Array.Exists(s_presents, ending => cue.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>Who acts in tokens [first, end), the nearest to <paramref name="verb"/>; in front of it before behind it unless <paramref name="isBehind"/>.</summary>
    public ActorPhrase? Actor(int verb, int behind, (int First, int End) clause, Sides sides, SubjectId? speaker, SubjectId? owner, bool isBehind)
    {
        ActorPhrase? Before()
        {
            // Who denies the capture of X did not capture it.
            for (var i = verb - 1; i >= clause.First && !(lexicon.Cues.Cues.TryMatch(Block.Tokens, i, out var cue, out _) && cue.Group == CueGroup.Deny); i--)
            {
                if (ActorAt(i, sides, speaker, owner) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        ActorPhrase? After()
        {
            for (var i = behind; i < clause.End; i++)
            {
                if (ActorAt(i, sides, speaker, owner) is { } found)
                {
                    return found;
                }
            }

            return null;
        }

        return isBehind ? After() ?? Before() : Before() ?? After();
    }

    private ActorPhrase? ActorAt(int token, Sides sides, SubjectId? speaker, SubjectId? owner)
    {
        if (Block.MentionAt(token) is { } mention)
        {
            var (first, end) = Block.TokensOf(mention.Span);
            if (token != first && token != end - 1)
            {
                return null;
            }

            if (IsOfOthers(mention, end))
            {
                return null;
            }

            var side = mention.Type is SubjectType.Side or SubjectType.Body || mention.Place?.Reading == PlaceReading.Government ? Sides.SideOf(mention) : null;
            return side is { } known && Governing(first) is null ? new ActorPhrase(sides.ActorOf(known), first, end, true) : null;
        }

        if (lexicon.EnemyNouns.Contains(Block.Word(token)) && Governing(token) is null)
        {
            var enemy = sides.EnemyOf(sides.IsParty(speaker) ? speaker : owner);
            return new ActorPhrase(enemy is { } known ? sides.ActorOf(known) : new Actor(Block.Surface(token, token + 1), null, null), token, token + 1, true);
        }

        if (!lexicon.Forces.TryMatch(Block.Tokens, token, out var kind, out var length) || Governing(token) is not null)
        {
            return null;
        }

        ActorPhrase? Named(int i) => Block.MentionAt(i) is { Type: SubjectType.Side or SubjectType.Body } named && Sides.SideOf(named) is { } side
            ? new ActorPhrase(sides.ActorOf(side), Math.Min(i, token), Math.Max(i + 1, token + length), true) : null;

        // "Veran troops", "troops of Vera": the nearest, and none beyond a comma.
        for (var i = token - 1; i >= Math.Max(sentence.First, token - MaxAdjectives) && Block.Tokens[i].IsWord && !lexicon.Triggers.IsAt(Block.Tokens, i) && !lexicon.Forces.IsAt(Block.Tokens, i); i--)
        {
            if (Named(i) is { } before)
            {
                return before;
            }
        }

        for (var i = token + length; i < Math.Min(sentence.End, token + length + MaxAdjectives) && (Block.Tokens[i].IsWord || Block.Word(i) == "\""); i++)
        {
            if (Named(i) is { } behind)
            {
                return behind;
            }
        }

        if (token > sentence.First && (lexicon.OwnWords.Contains(Block.Word(token - 1)) ? speaker ?? owner : lexicon.Cues.Possessives.Contains(Block.Word(token - 1)) ? speaker : null) is { } own)
        {
            return new ActorPhrase(sides.ActorOf(own), token - 1, token + length, true);        // "our forces", "the ministry says its forces"
        }

        var name = Block.Surface(token, token + length);
        return new ActorPhrase(sides.Meant(kind) is { } meant ? sides.ActorOf(meant) : new Actor(name, null, null), token, token + length, true);
    }

    /// <summary>"<b>Veran</b> tourists left X": an adjective of a state in front of a noun that is no armed force.</summary>
    private bool IsOfOthers(Mention mention, int end)
    {
        if (mention.Type != SubjectType.Side || !IsAdjectiveOfSide(Block.Word(end - 1)))
        {
            return false;
        }

        for (var i = end; i < Math.Min(sentence.End, end + MaxAdjectives) && Block.Tokens[i].IsWord; i++)
        {
            if (lexicon.Forces.IsAt(Block.Tokens, i) || lexicon.EnemyNouns.Contains(Block.Word(i)) || lexicon.Triggers.IsAt(Block.Tokens, i) || lexicon.Counted(Block.Word(i)) is { Class: not "people" }
                || (lexicon.Cues.SpeakerNouns.TryMatch(Block.Tokens, i, out var kind, out _) && kind == SpeakerClass.Body))
            {
                return false;
            }

            if (!IsAdjective(Block.Word(i)) && Block.MentionAt(i) is null)
            {
                return !lexicon.Prepositions.ContainsKey(Block.Word(i)) && !lexicon.And.Contains(Block.Word(i)) && !Block.IsInDate(i) && Block.QuantityAt(i) < 0;     // "freed by Veran ones in May"
            }
        }

        return false;
    }

    /// <summary>Adjectives of states end in "-ський", "-ский" and their case forms; people of states do not.</summary>
    private static bool IsAdjectiveOfSide(string word) => word.Contains("ськ", StringComparison.Ordinal) || word.Contains("цьк", StringComparison.Ordinal) || word.Contains("ск", StringComparison.Ordinal) || word.Contains("цк", StringComparison.Ordinal);

    /// <summary>Negation and modality of the verb at a token; null when nothing has happened or is foretold: a purpose, an attempt, a condition.</summary>
    public (Polarity Polarity, Modality? Modality, string[] Rules)? Firmness(int verb, VerbShape shape, (int First, int End) clause)
    {
        var polarity = verb > clause.First && lexicon.Negations.Contains(Block.Word(verb - 1)) ? Polarity.Negated : Polarity.Positive;
        var (isInfinitive, isDone, modality) = (shape == VerbShape.Infinitive, false, shape == VerbShape.Future ? Modality.Future : (Modality?)null);
        for (var i = verb - 1; i >= clause.First; i--)
        {
            var isNegated = i > clause.First && lexicon.Negations.Contains(Block.Word(i - 1));
            if (lexicon.Likely.IsAt(Block.Tokens, i))
            {
                modality ??= Modality.Likely;
            }
            else if (lexicon.Implicative.IsAt(Block.Tokens, i))
            {
                isDone = true;
                polarity = isNegated ? Polarity.Negated : polarity;
            }
            else if (isInfinitive && lexicon.Future.IsAt(Block.Tokens, i))
            {
                modality = Modality.Future;
                polarity = isNegated ? Polarity.Negated : polarity;
            }
            else if (isInfinitive && lexicon.Possible.IsAt(Block.Tokens, i))
            {
                modality = Modality.Conditional;
            }
            else if (lexicon.Attempts.IsAt(Block.Tokens, i) && isInfinitive)
            {
                return null;
            }
        }

        // "Взять Герат пока не смогли": what was managed or not may stand behind its infinitive.
        for (var i = verb + 1; isInfinitive && !isDone && i < clause.End; i++)
        {
            if (lexicon.Implicative.IsAt(Block.Tokens, i))
            {
                isDone = true;
                polarity = lexicon.Negations.Contains(Block.Word(i - 1)) ? Polarity.Negated : polarity;
            }
        }

        for (var i = clause.First - 1; i <= Math.Min(verb + 1, sentence.End - 1); i++)
        {
            if (i >= sentence.First && lexicon.Conditions.IsAt(Block.Tokens, i))
            {
                return null;
            }
        }

        return isInfinitive && !isDone && modality is null ? null : (polarity, modality, [.. polarity == Polarity.Negated ? ["NEG-1"] : Array.Empty<string>(), .. modality is null ? [] : new[] { "MOD-1" }]);
    }

    /// <summary>"Reports of the capture of X are false", "that X was taken is a fake", "rumours of": nothing is told of X.</summary>
    public bool IsDebunked(int trigger)
    {
        var isTold = false;
        var isRumour = false;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            isRumour |= i < trigger && lexicon.Rumours.IsAt(Block.Tokens, i);
            isTold |= i < trigger && (lexicon.Telling.Contains(Block.Word(i)) || lexicon.That.IsAt(Block.Tokens, i));
            if (isTold && (isRumour || lexicon.Debunked.IsAt(Block.Tokens, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The liberation of X, of which they <b>dream</b>": a clause behind the noun says that it is only wanted.</summary>
    public bool IsWished(int behind)
    {
        for (var i = behind; i < sentence.End; i++)
        {
            if (lexicon.Boundaries.IsAt(Block.Tokens, i) && Enumerable.Range(i - MaxAdjectives, MaxAdjectives).Any(before => Block.Word(before) == ","))
            {
                return Enumerable.Range(i + 1, MaxAdjectives).Any(token => token < sentence.End && lexicon.Attempts.IsAt(Block.Tokens, token));
            }
        }

        return false;
    }

    /// <summary>"The <b>threat</b> of an attack on X", "<b>for</b> the capture of X"; and behind "after" what comes only if: "after the capture of X they <b>will</b> …".</summary>
    public bool IsFeared(int noun)
    {
        var clause = Clause(noun);
        if (Block.HasAt(lexicon.Conditions, clause.First, clause.End))
        {
            return true;        // "the fall of X would be …"
        }

        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 1 - MaxAdjectives) && Block.Tokens[i].IsWord; i--)
        {
            if (lexicon.Feared.IsAt(Block.Tokens, i))
            {
                return true;
            }

            if (lexicon.Prepositions.TryGetValue(Block.Word(i), out var slot))
            {
                return slot == PlaceSlots.None && (Block.HasAt(lexicon.Possible, noun + 1, sentence.End) || Block.HasAt(lexicon.Future, noun + 1, sentence.End));
            }
        }

        return false;
    }

    /// <summary>"All <b>attacks</b> on X were <b>repelled</b>" tells of ground attacks, and nothing was struck.</summary>
    public bool IsRepelled(int noun)
    {
        var clause = Clause(noun);
        return Block.HasAt(lexicon.Repelled, clause.First, clause.End);
    }

    /// <summary>A drill, a game, a contest: what forces do there happens to no town.</summary>
    public bool IsFiction => Block.HasAt(lexicon.Fictions, sentence.First, sentence.End);

    /// <summary>The film «The Capture of X»: a name in quotation marks that begins with a capital, and not the sentence.</summary>
    public bool IsTitle(int noun) => noun > sentence.First + 1 && Block.Word(noun - 1) == "\"" && char.IsUpper(Block.Text[Block.Tokens[noun].Span.Start])
        && Enumerable.Range(noun + 1, MaxTitle).Any(i => i < sentence.End && Block.Word(i) == "\"" && Block.HasOnlyWords(noun, i)) && !(Block.Word(noun - 2) is ":" or ",");

    /// <summary>"X, <b>captured</b> by the rebels in May, …": the town in front of a participle that describes it. An impersonal "captured" has an object of its own.</summary>
    public Mention? Described(int participle)
    {
        var word = Block.Word(participle);
        var isLong = !(word.EndsWith('о') || word.EndsWith('н') || word.EndsWith('т')) || word.EndsWith("ого", StringComparison.Ordinal);
        return isLong && Block.Word(participle - 1) == "," && participle - 2 >= sentence.First && Block.MentionAt(participle - 2) is { } town && PlaceFinder.IsPlace(town) ? town : null;
    }

    /// <summary>"<b>X</b>, which lies in the south, was taken", "the troops, who …, hold X": the clause that an aside between commas interrupts; null for none.</summary>
    public (int First, int End)? BeforeAside((int First, int End) clause)
    {
        var comma = clause.First - 1;
        if (comma <= sentence.First || Block.Word(comma) != ",")
        {
            return null;
        }

        for (var i = comma - 1; i > Math.Max(sentence.First, comma - MaxAside); i--)
        {
            if (Block.Word(i) == ",")
            {
                var isAside = Enumerable.Range(i + 1, 2).Any(token => lexicon.Boundaries.IsAt(Block.Tokens, token)) || lexicon.Cues.Frames.IsAt(Block.Tokens, i + 1) || lexicon.Cues.Cues.IsAt(Block.Tokens, i + 1) || IsAdjective(Block.Word(i + 1))
                    || (lexicon.Triggers.TryMatch(Block.Tokens, i + 1, out var trigger, out _) && trigger.Shape == VerbShape.Passive);
                return isAside ? Clause(i - 1) : null;
            }
        }

        return null;
    }

    /// <summary>What is said begins with the verb: nobody stands in front of it. "That they took X <b>and advance</b> on Y" begins with one that nobody stands in front of, either.</summary>
    public bool Opens(TextSpan content, int verb)
    {
        var first = Block.IndexAtOrAfter(content.Start);
        if (verb > first && lexicon.And.Contains(Block.Word(verb - 1)))
        {
            verb = Enumerable.Range(first, Math.Max(0, verb - 1 - first)).FirstOrDefault(i => lexicon.Triggers.TryMatch(Block.Tokens, i, out var trigger, out _) && trigger is { IsVerb: true, Shape: VerbShape.Finite }, verb);
        }

        return verb - first <= 1 && Enumerable.Range(first, Math.Max(0, verb - first)).All(i => lexicon.Adverbs.Contains(Block.Word(i)) || Block.Word(i) == ",");
    }

    /// <summary>", probably,": one adverb between commas.</summary>
    private bool IsOfAside(int comma)
    {
        bool IsAdverb(int token) => token >= sentence.First && token < sentence.End && (lexicon.Likely.IsAt(Block.Tokens, token) || lexicon.Adverbs.Contains(Block.Word(token)));
        return (IsAdverb(comma + 1) && Block.Word(comma + 2) == ",") || (IsAdverb(comma - 1) && Block.Word(comma - 2) == ",");
    }

    /// <summary>Between two names, numbers or participles of a list.</summary>
    private bool IsListComma(int token)
    {
        if (token + 1 >= sentence.End || token == sentence.First)
        {
            return false;
        }

        var next = lexicon.And.Contains(Block.Word(token + 1)) ? token + 2 : token + 1;
        var isPlace = Block.MentionAt(next) is { } mention && PlaceFinder.IsPlace(mention) && Block.MentionAt(token - 1) is { } before && PlaceFinder.IsPlace(before);
        return isPlace || (next < sentence.End && Block.QuantityAt(next) >= 0 && !lexicon.Triggers.IsAt(Block.Tokens, next));
    }
}
