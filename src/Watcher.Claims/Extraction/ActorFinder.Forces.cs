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
