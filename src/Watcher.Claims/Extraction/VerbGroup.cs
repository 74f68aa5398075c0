using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Watcher.Claims.Extraction;

/// <summary>What stands around a verb: voice, negation and modality (claims.md 4).</summary>
internal sealed record VerbGroup(int First, bool IsPassive, Polarity Polarity, Modality? Modality, ImmutableArray<string> Rules)
{
    /// <summary>A purpose, a wish or an attempt: nothing has happened yet, and nothing is foretold.</summary>
    public bool IsAttempt { get; init; }

    /// <summary>An attempt that was not even made: "hoped to", "have yet to".</summary>
    public bool IsWish { get; init; }

    /// <summary>It stands in an "if" clause, or is what somebody spoke of or ruled out, and asserts nothing.</summary>
    public bool IsCondition { get; init; }
}

/// <summary>Reads the auxiliaries, adverbs and negations in front of a verb, and the conjunction that opens its clause.</summary>
internal sealed partial class VerbGroupReader(ModalityLexicon lexicon)
{
    private const int MaxGroup = 10;

    /// <summary>Tokens of "demanded the immediate and full Osterian".</summary>
    private const int MaxToWish = 7;

    /// <summary>Tokens of "the withdrawal of the last Osterian troops from the town of X".</summary>
    private const int MaxToPredicate = 16;

    /// <summary>Between "is" and "the goal".</summary>
    private static readonly FrozenSet<string> s_beforeAim = FrozenSet.ToFrozenSet(["been", "the", "a", "our", "its", "their", "his", "her", "main", "next", "first", "top", "key", "ultimate", "declared"]);

    /// <summary>Behind "not" or "never": nothing has come of it.</summary>
    private static readonly FrozenSet<string> s_began = FrozenSet.ToFrozenSet(["begun", "begin", "began", "started", "start", "happened", "happen", "taken", "took", "take", "materialised", "materialized", "yet"]);

    private static readonly FrozenSet<string> s_betweenWishAndNoun = FrozenSet.ToFrozenSet(
        ["the", "a", "an", "any", "its", "their", "his", "her", "of", "about", "on", "over", "and", "all", "full", "complete", "total", "immediate", "swift", "quick", "early", "orderly", "unconditional", "possible", "further", "joint", "mutual", "partial", "gradual", "phased",
         "this", "that"]);

    /// <summary>In front of a noun of fighting that is one of those that might be.</summary>
    private static readonly FrozenSet<string> s_oneOfMany = FrozenSet.ToFrozenSet(["a", "an", "any", "another", "new", "long", "prolonged", "major", "final", "full-scale", "bloody", "second", "third", "ground"]);

    /// <summary>How far a condition reaches: a clause is rarely longer.</summary>
    private const int MaxClause = 25;

    /// <summary>It stands between a subject and its verb: "was still".</summary>
    public bool IsInGroup(string word) => lexicon.Auxiliaries.Contains(word) || lexicon.Adverbs.Contains(word);

    public bool IsAuxiliary(string word) => lexicon.Auxiliaries.Contains(word);

    /// <summary>The voice alone.</summary>
    public bool IsPassive(SentenceView sentence, int verb, int length) => IsPassive(sentence, First(sentence, verb), verb, length);

    public VerbGroup Read(SentenceView sentence, int verb, int length, bool isState)
    {
        var block = sentence.Block;
        ImmutableArray<string> rules = [];
        var first = First(sentence, verb);
        var isPassive = IsPassive(sentence, first, verb, length);
        var polarity = Polarity.Positive;
        Modality? modality = null;
        var (isAttempt, isWish) = (false, false);
        for (var i = first; i < verb; i++)
        {
            if (lexicon.Exceptions.TryMatch(block.Tokens, i, out _, out var skip))
            {
                i += skip - 1;
            }
            else if (lexicon.Negations.TryMatch(block.Tokens, i, out _, out var negated))
            {
                // "did not take X until Sunday": took it on Sunday.
                polarity = isState || !IsDelayed(sentence, verb + length) ? Polarity.Negated : Polarity.Positive;
                rules = rules.Add("NEG-1");
                i += negated - 1;
            }
            else if (lexicon.Attempts.TryMatch(block.Tokens, i, out var isWished, out var tried))
            {
                isWish |= isWished && modality is null;
                isAttempt |= modality is null && (!isState || isWished);
                modality ??= isState ? null : Modality.Future;
                rules = rules.Add("MOD-8");
                i += tried - 1;
            }
            else if (!block.IsInDate(i) && lexicon.Modals.TryMatch(block.Tokens, i, out var found, out var length2))
            {
                // The outermost decides: "will probably be taken" is to come.
                modality ??= found;
                rules = rules.Add("MOD-1");
                i += length2 - 1;
            }
            else if (lexicon.Implicative.TryMatch(block.Tokens, i, out _, out var implied))
            {
                // "Were able to take X": they did; "is able to take X": it could.
                modality ??= block.Word(i) == "able" && block.Word(i - 1) is "is" or "are" or "be" or "am" ? Modality.Conditional : null;
                i += implied - 1;
            }
            else if (block.Word(i) == "to" && i == FirstWord(sentence, first, verb) && !(block.Word(i + 1) is "have" or "has") && !block.Word(verb).EndsWith("ing", StringComparison.Ordinal))
            {
                // A bare infinitive is a purpose or a plan, no event.
                if (isState ? !IsToldOfState(block.Word(i - 1)) : !IsCaused(sentence, i))
                {
                    isAttempt |= modality is null && !IsDecided(sentence, i);
                    modality ??= Modality.Future;
                    rules = rules.Add("MOD-2");
                }
            }
        }

        if (polarity == Polarity.Positive && IsOfNobody(sentence, first))
        {
            polarity = Polarity.Negated;
            rules = rules.Add("NEG-3");
        }

        var isSaidNotSo = IsSaidNotSo(sentence, first);
        if (isSaidNotSo && polarity == Polarity.Positive)
        {
            polarity = Polarity.Negated;
            rules = rules.Add("NEG-4");
            isSaidNotSo = false;
        }

        var isCondition = !isState && (IsConditional(sentence, first) || IsUnreal(sentence, first, verb));
        if ((modality is null or Modality.Likely && IsConditional(sentence, first)) || isCondition)
        {
            modality = IsConditional(sentence, first) ? Modality.Conditional : modality;
            if (modality == Modality.Conditional)
            {
                rules = rules.Add("MOD-3");
            }
        }

        if (modality is null && first == verb && block.Word(verb).EndsWith("ing", StringComparison.Ordinal) && Inherited(sentence, verb) is { } inherited)
        {
            modality = inherited;
            rules = rules.Add("MOD-9");
        }

        if (modality is null && isState && IsPast(sentence, first, verb))
        {
            modality = Modality.Past;
            rules = rules.Add("MOD-4");
        }

        return new VerbGroup(first, isPassive, polarity, modality, rules) { IsAttempt = isAttempt, IsWish = isWish, IsCondition = isCondition || IsSupposed(sentence, verb) || IsUnrealGerund(sentence, verb) || IsNotSo(sentence, first, verb) || isSaidNotSo };
    }

    /// <summary>"<b>In the film</b>, rebels take X", "in a war game in May, …": whoever reads verbs asks it once a sentence.</summary>
    public bool IsFiction(SentenceView sentence)
    {
        var block = sentence.Block;
        if (block.Word(sentence.First) is not ("in" or "during" or "for" or "at") && block.Word(sentence.First + 1) is not ("in" or "during"))
        {
            // "The novel tells of the fall of X".
            return block.Word(sentence.First) is "the" or "a" or "his" or "her" && lexicon.Fictions.Contains(block.Word(sentence.First + 1))
                && block.Word(sentence.First + 2) is "tells" or "told" or "shows" or "showed" or "depicts" or "depicted" or "portrays" or "portrayed" or "recounts" or "describes" or "imagines" or "imagined" or "retells";
        }

        for (var i = sentence.First + 1; i < Math.Min(sentence.End, sentence.First + MaxGroup) && block.Tokens[i].IsWord; i++)
        {
            if (lexicon.Fictions.Contains(block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Would have died", had it not been for something.</summary>
    private static bool IsUnreal(SentenceView sentence, int first, int verb)
    {
        for (var i = first; i < verb - 1; i++)
        {
            if (sentence.Block.Word(i) == "would" && sentence.Block.Word(i + 1) == "have")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Known <b>to</b> hold X", "claims to hold X": the infinitive tells a state, no purpose.</summary>
    private static bool IsToldOfState(string word) => word.EndsWith("ed", StringComparison.Ordinal) || word is "claim" or "claims" or "claiming" or "known" or "seen" or "said" or "thought" or "understood" or "able";

    /// <summary>"<b>Capturing X</b> would open the road": what would follow if it were done.</summary>
    private static bool IsSupposed(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        if (!block.Word(verb).EndsWith("ing", StringComparison.Ordinal) || !(verb == sentence.First || block.Word(verb - 1) is "that" or "said" or "says" or "\"" or "“" or "but" or "and" or ":"))
        {
            return false;
        }

        for (var i = verb + 1; i < Math.Min(sentence.End, verb + MaxToPredicate) && block.Word(i) is not ("," or ";" or "that" or "which" or "who"); i++)
        {
            if (block.Word(i) is "would" or "could" or "might" or "may" or "will")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Ruled out taking X", "on the brink of taking X", "kept them from entering X": it has not happened.</summary>
    private bool IsUnrealGerund(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        if (!(block.Word(verb).EndsWith("ing", StringComparison.Ordinal) || block.Word(verb - 1) == "having"))
        {
            return false;
        }

        var first = block.Word(verb - 1) == "having" ? verb - 1 : verb;
        while (first - 1 > sentence.First && lexicon.Adverbs.Contains(block.Word(first - 1)))
        {
            first--;
        }

        for (var start = Math.Max(sentence.First, first - 2); start < first; start++)
        {
            if (lexicon.BeforeGerund.TryMatch(block.Tokens, start, out _, out var length) && start + length == first)
            {
                return true;
            }
        }

        // "On entering X the troops …" opens a sentence and is real.
        if (first - 2 < sentence.First || !lexicon.GerundPrepositions.Contains(block.Word(first - 1)) || !block.Tokens[first - 2].IsWord)
        {
            return false;
        }

        for (var i = first - 2; i >= Math.Max(sentence.First, first - MaxGroup); i--)
        {
            if (lexicon.ToldOf.Contains(block.Word(i)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDelayed(SentenceView sentence, int behind)
    {
        for (var i = behind; i < Math.Min(sentence.End, behind + MaxGroup); i++)
        {
            if (sentence.Block.Word(i) == "until")
            {
                return i + 1 < sentence.End && sentence.Block.IsInDate(i + 1);
            }

            if (sentence.Block.Word(i) is "," or ";")
            {
                return false;
            }
        }

        return false;
    }

    private bool IsThanks(SentenceView sentence, int preposition)
    {
        for (var i = preposition - 1; i >= Math.Max(sentence.First, preposition - 8); i--)
        {
            if (lexicon.Thanks.Contains(sentence.Block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    private int First(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        var first = verb;
        for (var i = verb - 1; i >= Math.Max(sentence.First, verb - MaxGroup); i--)
        {
            var word = block.Word(i);
            if (word is "\"" or "“" or "‘" && i == first - 1)
            {
                continue;   // a wording in quotation marks: were “regrouping”
            }

            var isPart = lexicon.Auxiliaries.Contains(word) || lexicon.Adverbs.Contains(word) || word is "to" or "not" or "n't" or "never"
                || IsInside(block, lexicon.Modals, i, verb) || IsInside(block, lexicon.Attempts, i, verb) || IsInside(block, lexicon.Negations, i, verb) || IsInside(block, lexicon.Implicative, i, verb);
            if (!isPart)
            {
                break;
            }

            first = i;
        }

        return first;
    }

    /// <summary>The token lies in a phrase that ends before the verb: "managed to".</summary>
    private static bool IsInside<T>(BlockView block, PhraseTable<T> table, int at, int verb)
    {
        for (var start = Math.Max(0, at - 3); start <= at; start++)
        {
            if (table.TryMatch(block.Tokens, start, out _, out var length) && start + length > at && start + length <= verb)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The last "to" of the group is the infinitive's own.</summary>
    private static int FirstWord(SentenceView sentence, int first, int verb)
    {
        for (var i = verb - 1; i >= first; i--)
        {
            if (sentence.Block.Word(i) == "to")
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsPassive(SentenceView sentence, int first, int verb, int length)
    {
        var word = sentence.Block.Word(verb);
        if (word.EndsWith("ing", StringComparison.Ordinal) || word == "in")
        {
            return false;       // "are taking", "are in control of"
        }

        for (var i = verb - 1; i >= first; i--)
        {
            var part = sentence.Block.Word(i);
            if (part is "is" or "are" or "was" or "were" or "be" or "been" or "being" or "get" or "got" or "gets")
            {
                return true;
            }

            if (part is "have" or "has" or "had" or "having" or "will" or "would" or "to" or "did" or "does" or "do" or "can" or "could" or "may" or "might")
            {
                return false;
            }
        }

        if (IsElliptic(sentence, first, verb + length))
        {
            return true;
        }

        var next = verb + length;
        while (next < sentence.End && lexicon.Adverbs.Contains(sentence.Block.Word(next)))
        {
            next++;
        }

        return next < sentence.End && sentence.Block.Word(next) == "by";
    }

    /// <summary>"<b>X retaken</b>, heavy losses", the headline "X captured": a town takes no towns, and nothing stands behind the participle that it could take.</summary>
    private static bool IsElliptic(SentenceView sentence, int verb, int behind)
    {
        var block = sentence.Block;
        var last = block.Word(verb - 1) is "city" or "town" ? verb - 2 : verb - 1;
        if (!(block.Word(verb).EndsWith("ed", StringComparison.Ordinal) || block.Word(verb).EndsWith("en", StringComparison.Ordinal))
            || last < sentence.First || block.MentionAt(last) is not { } town || !PlaceFinder.IsPlace(town))
        {
            return false;
        }

        var first = block.TokensOf(town.Span).First;
        return (first == sentence.First || block.Word(first - 1) is "\"" or "“" or ":")
            && (behind >= sentence.End || block.Word(behind) is "," or ";" or "." or "after" or "from" or "again" || block.IsInDate(behind));
    }

    /// <summary>"a decision was made to leave", "the operation to take": announced, not done.</summary>
    private bool IsDecided(SentenceView sentence, int to)
    {
        for (var i = to - 1; i >= Math.Max(sentence.First, to - MaxClause); i--)
        {
            if (lexicon.Decisions.Contains(sentence.Block.Word(i)))
            {
                return true;
            }

            if (sentence.Block.Word(i) is ";" or "which")
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"Vera will win, taking back X": the participle is as real as its main verb.</summary>
    private Modality? Inherited(SentenceView sentence, int participle)
    {
        var block = sentence.Block;
        if (!(block.Word(participle - 1) is "," or "thus" or "thereby"))
        {
            return null;
        }

        for (var i = participle - 2; i >= sentence.First; i--)
        {
            if (block.Word(i) is ";" or "that" or "while" or "after")
            {
                return null;
            }

            // "May 7 - Gunmen stormed a school, killing two": a month, and no modal.
            if (!block.IsInDate(i) && lexicon.Modals.TryMatch(block.Tokens, i, out var found, out _) && found is Modality.Future or Modality.Conditional)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>"forcing the garrison to leave": it left.</summary>
    private bool IsCaused(SentenceView sentence, int to)
    {
        for (var i = to - 1; i >= Math.Max(sentence.First, to - MaxClause); i--)
        {
            if (lexicon.Causatives.Contains(sentence.Block.Word(i)))
            {
                return true;
            }

            if (sentence.Block.Word(i) is ";" or "that" or "which" or "to")
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"<b>Should</b> X fall, …", "they would flee <b>should</b> the rebels take X": the clause that the word opens, up to its comma.</summary>
    private bool IsInvertedShould(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxClause); i--)
        {
            if (block.Word(i) == "should" && (i == sentence.First || block.Word(i - 1) is "," or "but" or "and" or "\"" or "“" or "that"
                || (i + 1 < first && (block.MentionAt(i + 1) is not null || lexicon.Words.Determiners.Contains(block.Word(i + 1)) || block.Word(i + 1) is "it" or "they" or "he" or "she" or "we" || char.IsUpper(block.Text[block.Tokens[i + 1].Span.Start])))))
            {
                return true;
            }

            if (block.Word(i) is "," or ";")
            {
                return false;
            }
        }

        return false;
    }

    private bool IsConditional(SentenceView sentence, int first)
    {
        var block = sentence.Block;

        // "Had they taken X, the road would be cut".
        if (IsInvertedShould(sentence, first))
        {
            return true;        // "Should X fall, the road would be open."
        }

        if (block.Word(sentence.First) is "had" or "were" && first > sentence.First && block.HasWord(first, sentence.End, static word => word is "would" or "could" or "might"))
        {
            return true;
        }

        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxClause); i--)
        {
            // "If X, too, is taken".
            if (block.Word(i) == "," && block.Word(i - 2) == "," && block.Word(i - 1) is "too" or "however" or "indeed" or "then" or "instead" or "therefore")
            {
                i -= 2;
                continue;
            }

            if (block.Word(i) is "," or ";" or ":" or "that" or "which" or "but")
            {
                return false;
            }

            if (lexicon.Conditions.IsAt(block.Tokens, i) && block.Word(i) != "should")
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPast(SentenceView sentence, int first, int verb)
    {
        var block = sentence.Block;
        for (var i = verb - 1; i >= first; i--)
        {
            if (block.Word(i) is "had" or "previously" or "formerly" || (block.Word(i) == "once" && block.Word(i + 1) is not ("again" or "more")))
            {
                return true;
            }
        }

        if (block.Word(verb) is var word && (word.EndsWith('s') || word.EndsWith("ing", StringComparison.Ordinal)))
        {
            return false;
        }

        for (var i = first - 1; i >= Math.Max(sentence.First, first - 5); i--)
        {
            if (block.Word(i) is "," or ";" or "that")
            {
                return false;
            }

            if (block.Word(i) is "when" or "while" or "until" or "before" or "previously" or "formerly" or "once")
            {
                return true;
            }
        }

        return false;
    }
}
