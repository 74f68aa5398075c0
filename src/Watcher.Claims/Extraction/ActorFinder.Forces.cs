using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Forces by their nouns: "the rebels", "forces of Vera", "the militant group".</summary>
internal sealed partial class ActorFinder
{
    private bool HasInsurgents(BlockView block, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (predicates.Unnamed.TryMatch(block.Tokens, i, out var kind, out _) && kind == UnnamedForces.Insurgents)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The rebels", "government troops": forces that the text gives no side here.</summary>
    private ActorPhrase? Unnamed(SentenceView sentence, int token, Sides sides)
    {
        var block = sentence.Block;
        for (var start = Math.Max(sentence.First, token - 2); start <= token; start++)
        {
            // Come upon from behind or from the front: the longest phrase that holds the token.
            if (!predicates.Unnamed.TryMatch(block.Tokens, start, out var kind, out var length) || start + length <= token || HasSideBefore(sentence, start)
                || IsForces(block.Word(start + length)) || block.Word(start + length) is "-" or "'s" || block.Word(start - 1) is "'s" or "its" or "their" or "his" or "our" || (block.Word(start - 1) == "-" && !block.IsDash(start - 1)))
            {
                continue;
            }

            var side = sides.Meant(kind);
            var name = block.Surface(start, start + length);
            return new ActorPhrase(side is { } known ? sides.ActorOf(known) : new Actor(name, null, null), start, start + length, true);
        }

        return null;
    }

    /// <summary>"Haftar's army", "the government's men", "the junta's elite troops": forces by whose they are, where no list knows the owner.</summary>
    private ActorPhrase? Owned(SentenceView sentence, int token, Sides sides)
    {
        var block = sentence.Block;
        if (!(IsForces(block.Word(token)) || block.Word(token) == "men") || IsForces(block.Word(token + 1)))
        {
            return null;
        }

        var mark = block.Word(token - 1) == "'s" ? token - 1 : block.Word(token - 2) == "'s" && block.Tokens[token - 1].IsWord ? token - 2 : -1;
        if (mark <= sentence.First || !block.Tokens[mark - 1].IsWord || IsTime(block.Word(mark - 1)) || block.IsInDate(mark - 1) || block.MentionAt(mark - 1) is { Type: not SubjectType.Person })
        {
            return null;
        }

        var owner = block.MentionAt(mark - 1);
        var first = owner is null ? mark - 1 : block.TokensOf(owner.Span).First;
        var side = owner is not null ? owner.Side : predicates.Rulers.IsAt(block.Tokens, mark - 1) ? sides.Meant(UnnamedForces.Regulars) : null;
        return new ActorPhrase(side is { } known ? sides.ActorOf(known) : new Actor(block.Surface(first, token + 1), null, null), first, token + 1, true);
    }

    /// <summary>"The government", "the junta": they hold and lose towns, and are no force. Never a noun's attribute, never in an election.</summary>
    private ActorPhrase? Ruler(SentenceView sentence, int token, Sides sides)
    {
        var block = sentence.Block;
        for (var start = Math.Max(sentence.First, token - 1); start <= token; start++)
        {
            if (!predicates.Rulers.TryMatch(block.Tokens, start, out _, out var length) || start + length != token + 1 || block.Word(start - 1) is not ("the" or "'s") || HasSideBefore(sentence, start)
                || !EndsNoun(block, token + 1) || block.HasWord(sentence.First, sentence.End, predicates.Polls.Contains))
            {
                continue;
            }

            return new ActorPhrase(sides.Meant(UnnamedForces.Regulars) is { } side ? sides.ActorOf(side) : new Actor(block.Surface(start, token + 1), null, null), start, token + 1, IsForces: false) { IsRuler = true };
        }

        return null;
    }

    /// <summary>No noun follows that the one before the token could describe.</summary>
    private bool EndsNoun(BlockView block, int token) =>
        token >= block.Tokens.Length || !block.Tokens[token].IsWord || modality.Auxiliaries.Contains(block.Word(token)) || modality.Adverbs.Contains(block.Word(token)) || modality.Words.Prepositions.Contains(block.Word(token))
        || modality.Words.ClauseOpeners.Contains(block.Word(token)) || predicates.Triggers.IsAt(block.Tokens, token) || predicates.Split.IsAt(block.Tokens, token) || cues.Cues.IsAt(block.Tokens, token) || block.Word(token) is "and" or "or" or "itself" or "themselves" or "out" or "back" or "off";

    /// <summary>"<b>His fighters</b> have besieged X, and in May they …": the forces that a sentence begins with, by a possessive alone.</summary>
    private ActorPhrase? OpeningForces(SentenceView sentence, int pronoun, Sides sides, SubjectId? speaker)
    {
        var noun = sentence.First + 1;
        return noun < pronoun && (IsForces(sentence.Block.Word(noun)) || sentence.Block.Word(noun) == "men") ? Possessed(sentence, noun + 1, sides, speaker) : null;
    }

    /// <summary>"forces of Ukraine", "fighters loyal to Ukraine's elected government".</summary>
    private SubjectId? SideBehind(SentenceView sentence, int token, Sides sides) =>
        // "Fighters of the group".
        sentence.Block.Word(token + 1) == "of" && GroupBehind(sentence, token + 2, sides) is { } served ? Sides.SideOf(served) :
        sentence.Block.Word(token + 1) == "loyal" && sentence.Block.Word(token + 2) == "to" && (sentence.Block.MentionAt(token + 3) ?? sentence.Block.MentionAt(token + 4)) is { Type: SubjectType.Side or SubjectType.Body } loyal
            ? Sides.SideOf(loyal) :
        sentence.Block.Word(token + 1) == "of" && (sentence.Block.MentionAt(token + 2) ?? sentence.Block.MentionAt(token + 3)) is { Type: SubjectType.Side or SubjectType.Body } named
            && sentence.Block.Word(sentence.Block.TokensOf(named.Span).End) != "-" ? Sides.SideOf(named) : null;

    /// <summary>"The militant group", whose article stands at <paramref name="article"/>.</summary>
    private Mention? GroupBehind(SentenceView sentence, int article, Sides sides)
    {
        for (var i = article + 1; i < Math.Min(sentence.End, article + 1 + MaxToAllies) && (sentence.Block.Tokens[i].IsWord || sentence.Block.Word(i) == "-"); i++)
        {
            if (cues.Groups.Contains(sentence.Block.Word(i)) && GroupReference.Find(sentence, i, cues, sides.IsGroup) is ({ } served, var first) && first == article)
            {
                return served;
            }
        }

        return null;
    }

    private static bool HasSideBefore(SentenceView sentence, int token)
    {
        for (var i = token - 1; i >= Math.Max(sentence.First, token - 2); i--)
        {
            if (sentence.Block.MentionAt(i) is { Type: SubjectType.Side })
            {
                return true;
            }
        }

        return false;
    }
}
