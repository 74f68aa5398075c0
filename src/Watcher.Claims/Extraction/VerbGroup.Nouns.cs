using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>What stands around a noun that names an event: "the withdrawal was put off", "a battle would follow".</summary>
internal sealed partial class VerbGroupReader
{
    /// <summary>Modality of what a noun names: "for the liberation of" is a purpose, "if fighting continues" a condition.</summary>
    /// <param name="sentence">Where it stands.</param>
    /// <param name="noun">Its token.</param>
    /// <param name="isOngoing">Fighting and shelling go on while people talk about them; a withdrawal that is demanded has not happened.</param>
    public (Polarity Polarity, Modality? Modality, ImmutableArray<string> Rules) ReadNoun(SentenceView sentence, int noun, bool isOngoing)
    {
        var block = sentence.Block;
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 4); i--)
        {
            if (block.Word(i) is "no" or "without")
            {
                return (Polarity.Negated, null, ["NEG-2"]);
            }

            if (block.Word(i) == "for" && IsThanks(sentence, i))
            {
                break;      // "thanked them for the liberation of X"
            }

            if (block.Word(i) is "for" or "toward" or "towards" or "planned" or "possible" or "potential" or "future" or "upcoming")
            {
                return (Polarity.Positive, Modality.Future, ["MOD-5"]);
            }

            if (!block.Tokens[i].IsWord || block.Word(i) is "of" or "in" or "by")
            {
                break;
            }
        }

        // "A battle for X would be a catastrophe": no more than thought of.
        if (isOngoing && IsIndefinite(sentence, noun) && ToCome(sentence, noun, s_oneOfMany) == Modality.Conditional)
        {
            return (Polarity.Positive, Modality.Conditional, ["MOD-3"]);
        }

        if (!isOngoing && (IsWished(sentence, noun) ? Modality.Future : ToCome(sentence, noun)) is { } yet)
        {
            return (Polarity.Positive, yet, ["MOD-5"]);
        }

        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 3); i--)
        {
            if (block.Word(i).EndsWith("ing", StringComparison.Ordinal) && Inherited(sentence, i) is { } inherited)
            {
                return (Polarity.Positive, inherited, ["MOD-9"]);
            }
        }

        return IsConditional(sentence, noun) ? (Polarity.Positive, Modality.Conditional, ["MOD-3"]) : (Polarity.Positive, null, []);
    }

    /// <summary>"Demanded that the troops leave X": a bare verb in a clause that is asked for.</summary>
    public bool IsAskedFor(SentenceView sentence, int first)
    {
        for (var i = first - 1; i > Math.Max(sentence.First, first - MaxGroup); i--)
        {
            if (!sentence.Block.Tokens[i].IsWord)
            {
                return false;
            }

            if (sentence.Block.Word(i) == "that")
            {
                return lexicon.Mandative.Contains(sentence.Block.Word(i - 1));
            }
        }

        return false;
    }

    /// <summary>"Demanded the full withdrawal", "the risk of the loss": nothing but articles, sides and the like stands between.</summary>
    private bool IsWished(SentenceView sentence, int noun)
    {
        var block = sentence.Block;
        for (var i = BeforeOwner(block, noun); i >= Math.Max(sentence.First, noun - MaxToWish); i--)
        {
            for (var start = i; start >= Math.Max(sentence.First, i - 1); start--)
            {
                if (lexicon.Wished.TryMatch(block.Tokens, start, out _, out var length) && start + length == i + 1)
                {
                    return true;
                }
            }

            if (!s_betweenWishAndNoun.Contains(block.Word(i)) && block.MentionAt(i) is not { Type: SubjectType.Side })
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"The withdrawal from X was postponed", "will begin in May": to come. "The loss of X would open the road": a condition. Null for neither.</summary>
    private Modality? ToCome(SentenceView sentence, int noun, FrozenSet<string>? between = null)
    {
        var block = sentence.Block;
        if (!OpensClause(sentence, noun, between ?? s_betweenWishAndNoun))
        {
            return null;
        }

        for (var i = noun + 1; i < Math.Min(sentence.End, noun + MaxToPredicate) && (block.Tokens[i].IsWord || block.Word(i) is "'s" or "’s" or "-"); i++)
        {
            switch (block.Word(i))
            {
                case "will":
                    return lexicon.Begins.IsAt(block.Tokens, i + 1) ? Modality.Future : null;
                case "would" or "could" or "might" or "may":
                    return Modality.Conditional;
                case "is" or "are" or "was" or "were" or "been" or "remains" or "remained":
                    var behind = i + 1;
                    while (behind < sentence.End && (lexicon.Adverbs.Contains(block.Word(behind)) || s_beforeAim.Contains(block.Word(behind))))
                    {
                        behind++;
                    }

                    return lexicon.PutOff.IsAt(block.Tokens, behind) ? Modality.Future : null;
                case "not" or "never":
                    return s_began.Contains(block.Word(i + 1)) ? Modality.Future : null;
                case "that" or "which" or "who" or "after" or "when" or "while" or "because" or "and" or "but" or "as":
                    return null;
            }
        }

        return null;
    }

    /// <summary>The noun is the head of its clause's subject: "the Osterian withdrawal …", "said the withdrawal …".</summary>
    private static bool OpensClause(SentenceView sentence, int noun, FrozenSet<string> between)
    {
        var block = sentence.Block;
        for (var i = BeforeOwner(block, noun); i >= sentence.First; i--)
        {
            if (!block.Tokens[i].IsWord || block.Word(i) is "that" or "said" or "says" or "and" or "but" or "because")
            {
                return true;
            }

            if (!between.Contains(block.Word(i)) && block.MentionAt(i) is not { Type: SubjectType.Side })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The token in front of a noun, or in front of the town whose capture or fall it is: "promised <b>X's</b> liberation".</summary>
    private static int BeforeOwner(BlockView block, int noun) =>
        block.Word(noun - 1) == "'s" && block.MentionAt(noun - 2) is { } town && PlaceFinder.IsPlace(town) ? block.TokensOf(town.Span).First - 1 : noun - 1;

    /// <summary>"A battle", "another long siege".</summary>
    private static bool IsIndefinite(SentenceView sentence, int noun) =>
        sentence.Block.Word(noun - 1) is "a" or "an" or "any" or "another" || (s_oneOfMany.Contains(sentence.Block.Word(noun - 1)) && sentence.Block.Word(noun - 2) is "a" or "an" or "any" or "another");
}
