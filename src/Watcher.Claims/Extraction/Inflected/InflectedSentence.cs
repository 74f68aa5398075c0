using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction.Inflected;

/// <summary>What both readers of an inflected language ask of a sentence: where its clauses end, who acts, and how firmly it is put.</summary>
internal sealed class InflectedSentence(InflectedLexicon lexicon, SentenceView sentence)
{
    private const int MaxAdjectives = 3;

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
        || word.EndsWith("ыми", StringComparison.Ordinal) || word.EndsWith("ими", StringComparison.Ordinal) || word.EndsWith("ої", StringComparison.Ordinal) || word.EndsWith("ой", StringComparison.Ordinal)
        || word.EndsWith("ая", StringComparison.Ordinal) || word.EndsWith("ое", StringComparison.Ordinal) || word.EndsWith("ые", StringComparison.Ordinal) || word.EndsWith("ве", StringComparison.Ordinal)
        || word.EndsWith("не", StringComparison.Ordinal) || word.EndsWith("ні", StringComparison.Ordinal) || word.EndsWith("ую", StringComparison.Ordinal));

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

            var side = mention.Type is SubjectType.Side or SubjectType.Body || mention.Place?.Reading == PlaceReading.Government ? Sides.SideOf(mention) : null;
            return side is { } known && Governing(first) is null ? new ActorPhrase(sides.ActorOf(known), first, end, true) : null;
        }

        if (lexicon.EnemyNouns.Contains(Block.Word(token)) && Governing(token) is null)
        {
            var enemy = sides.EnemyOf(sides.IsParty(speaker) ? speaker : owner);
            return new ActorPhrase(enemy is { } known ? sides.ActorOf(known) : new Actor(Block.Text[Block.Tokens[token].Span.Start..Block.Tokens[token].Span.End], null, null), token, token + 1, true);
        }

        if (!lexicon.Forces.TryMatch(Block.Tokens, token, out var kind, out var length) || Governing(token) is not null)
        {
            return null;
        }

        for (var i = Math.Max(sentence.First, token - MaxAdjectives); i < Math.Min(sentence.End, token + length + MaxAdjectives); i++)
        {
            if (Block.MentionAt(i) is { Type: SubjectType.Side or SubjectType.Body } named && Sides.SideOf(named) is { } side)
            {
                return new ActorPhrase(sides.ActorOf(side), Math.Min(i, token), Math.Max(i + 1, token + length), true);
            }
        }

        if (token > sentence.First && lexicon.OwnWords.Contains(Block.Word(token - 1)) && (speaker ?? owner) is { } own)
        {
            return new ActorPhrase(sides.ActorOf(own), token - 1, token + length, true);
        }

        var name = Block.Text[Block.Tokens[token].Span.Start..Block.Tokens[token + length - 1].Span.End];
        return new ActorPhrase(sides.Meant(kind) is { } meant ? sides.ActorOf(meant) : new Actor(name, null, null), token, token + length, true);
    }

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

        for (var i = clause.First - 1; i <= verb; i++)
        {
            if (i >= sentence.First && lexicon.Conditions.IsAt(Block.Tokens, i))
            {
                return null;
            }
        }

        return isInfinitive && !isDone && modality is null ? null : (polarity, modality, [.. polarity == Polarity.Negated ? ["NEG-1"] : Array.Empty<string>(), .. modality is null ? [] : new[] { "MOD-1" }]);
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
