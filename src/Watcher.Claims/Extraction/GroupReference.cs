using Watcher.Claims.Mentions;

namespace Watcher.Claims.Extraction;

/// <summary>"The group", "the militant group": whom a text named last that can be called so.</summary>
internal static class GroupReference
{
    /// <summary>Tokens between the article and its noun: "the Iran-aligned group".</summary>
    private const int MaxToNoun = 4;

    /// <summary>Sentences back to the name.</summary>
    private const int MaxSentences = 3;

    /// <param name="sentence">Where the noun stands.</param>
    /// <param name="token">The noun.</param>
    /// <param name="cues">Knows which nouns stand for a group.</param>
    /// <param name="isGroup">Whether a name can be called so; the nearest that can is meant.</param>
    /// <returns>The name, and the token of the article; null when the noun is none of a group or nobody was named.</returns>
    public static (Mention Named, int First)? Find(SentenceView sentence, int token, CueLexicon cues, Func<Mention, bool> isGroup)
    {
        var block = sentence.Block;
        if (!cues.Groups.Contains(block.Word(token)) || Article(sentence, token) is not (>= 0 and var first))
        {
            return null;
        }

        var (here, end) = (sentence, block.Tokens[first].Span.Start);
        for (var back = 0; back < MaxSentences; back++)
        {
            for (var i = here.Block.Mentions.Length - 1; i >= 0; i--)
            {
                var named = here.Block.Mentions[i];
                if (here.Span.Contains(named.Span) && named.Span.End <= end && isGroup(named))
                {
                    return (named, first);
                }
            }

            if ((here.Previous ?? here.Block.Before) is not { } before)
            {
                return null;
            }

            (here, end) = (before, int.MaxValue);
        }

        return null;
    }

    private static int Article(SentenceView sentence, int noun)
    {
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - MaxToNoun); i--)
        {
            if (sentence.Block.Word(i) is "the" or "this" or "that")
            {
                return i;
            }

            if (!(sentence.Block.Tokens[i].IsWord || sentence.Block.Word(i) == "-") || sentence.Block.Word(i) is "of" or "a" or "an")
            {
                return -1;
            }
        }

        return -1;
    }
}
