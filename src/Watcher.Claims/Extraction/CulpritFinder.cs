using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Who is said to have done, or not to have done, what a noun of strikes names.</summary>
internal sealed record Culprit(ActorPhrase Actor, Polarity Polarity, Modality? Modality, ImmutableArray<string> Rules);

/// <summary>
/// Finds who is held to have carried out a strike: "blamed S for the attack", "S was behind the attack", "S denied any part in the attack". Whether that is asserted
/// or denied is told by who speaks (claims.md 3); "had no part in it" is a negation of the sentence itself.
/// </summary>
internal sealed class CulpritFinder(PredicateTable predicates, ActorFinder actors, VerbGroupReader verbs, CueLexicon cues)
{
    /// <summary>Tokens from the words of responsibility to the noun: "responsible for Monday's deadly overnight missile attack".</summary>
    private const int MaxToNoun = 9;

    /// <summary>Tokens of whom somebody holds to it: "held the Osterian armed forces responsible for".</summary>
    private const int MaxHeld = 6;

    /// <summary>Tokens between "denied" and what was denied: "denied any direct involvement in".</summary>
    private const int MaxToShare = 4;

    /// <summary>Tokens from the noun to "was blamed on".</summary>
    private const int MaxToBlame = 10;

    public Culprit? Of(SentenceView sentence, int noun, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - MaxToNoun) && block.Word(i) is not (";" or ":" or ","); i--)
        {
            if (predicates.Responsibility.TryMatch(block.Tokens, i, out var kind, out var length) && i + length <= noun && IsOneNounPhrase(sentence, i + length, noun, kind)
                && Read(sentence, i, length, kind, noun, sides, speaker) is { } found)
            {
                return found;
            }
        }

        return BlamedOn(sentence, noun, sides, speaker);
    }

    private Culprit? Read(SentenceView sentence, int token, int length, Responsibility kind, int noun, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        switch (kind)
        {
            case Responsibility.Accuses:
                return Asserted(actors.From(sentence, token + length, 4, sides, speaker) ?? actors.Agent(sentence, noun + 1, "on", 12, sides, speaker));
            case Responsibility.Unrelated:
                return Of(sentence, verbs.Read(sentence, token - 1, 1, isState: false), Polarity.Negated, sides, speaker);
            case Responsibility.Did:
                var group = verbs.Read(sentence, token, length, isState: false);
                if (group.First < token)
                {
                    return group.IsCondition ? null : Of(sentence, group, group.Polarity, sides, speaker);
                }

                return Held(sentence, token) is var held and >= 0 ? Asserted(actors.From(sentence, held + 1, token - held, sides, speaker)) : null;
            default:
                return Share(sentence, token, sides, speaker);
        }
    }

    /// <summary>"Claimed responsibility for", "denied any part in", "had no part in".</summary>
    private Culprit? Share(SentenceView sentence, int token, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        var isNone = false;
        for (var i = token - 1; i >= Math.Max(sentence.First, token - MaxToShare) && block.Tokens[i].IsWord; i--)
        {
            isNone |= block.Word(i) == "no";
            if (predicates.Takes.Contains(block.Word(i)) || (cues.Cues.TryMatch(block.Tokens, i, out var cue, out _) && cue.Group == CueGroup.Deny) || (isNone && block.Word(i) != "no"))
            {
                var group = verbs.Read(sentence, i, 1, isState: false);
                return Of(sentence, group, isNone ? Polarity.Negated : group.Polarity, sides, speaker);
            }
        }

        return null;
    }

    /// <summary>"The strike on X was blamed on S".</summary>
    private Culprit? BlamedOn(SentenceView sentence, int noun, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        for (var i = noun + 1; i < Math.Min(sentence.End - 1, noun + MaxToBlame) && block.Word(i) is not ("," or ";"); i++)
        {
            if (block.Word(i) == "blamed" && block.Word(i + 1) == "on" && verbs.Read(sentence, i, 1, isState: false) is { IsPassive: true, IsCondition: false } group)
            {
                return actors.From(sentence, i + 2, 4, sides, speaker) is { } found ? new Culprit(found, group.Polarity, group.Modality, ["CTL-17", .. group.Rules]) : null;
            }
        }

        return null;
    }

    private Culprit? Of(SentenceView sentence, VerbGroup group, Polarity polarity, Sides sides, SubjectId? speaker) =>
        actors.Subject(sentence, group.First, sides, speaker) is { } subject ? new Culprit(subject, polarity, group.Modality, ["CTL-17", .. group.Rules]) : null;

    private static Culprit? Asserted(ActorPhrase? actor) => actor is null ? null : new Culprit(actor, Polarity.Positive, null, ["CTL-17"]);

    /// <summary>The "held" of "held S responsible for"; -1 for none.</summary>
    private int Held(SentenceView sentence, int token)
    {
        for (var i = token - 1; i >= Math.Max(sentence.First, token - MaxHeld); i--)
        {
            if (predicates.Holds.Contains(sentence.Block.Word(i)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Nothing but the noun's own words stand before it: "an inquiry into" does not, "a wave of" does. Whom one accuses stands between.</summary>
    private static bool IsOneNounPhrase(SentenceView sentence, int first, int noun, Responsibility kind)
    {
        for (var i = first; i < noun; i++)
        {
            if (sentence.Block.Word(i) is "into" or "after" or "in" or "on" or "at" or "to" or "from" or "by" or "with" or "and" or "that" || (kind != Responsibility.Accuses && sentence.Block.Word(i) is "for"))
            {
                return false;
            }
        }

        return true;
    }
}
