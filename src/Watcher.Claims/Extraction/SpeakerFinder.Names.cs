using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Bodies on no list, known by the last word of their name.</summary>
internal sealed partial class SpeakerFinder
{
    /// <summary>A body on no list, known by its last word: "Harbour Doctors Network".</summary>
    private (Speaker Speaker, int First, int End)? Organisation(SentenceView sentence, int last)
    {
        var block = sentence.Block;
        if (!cues.Organisations.Contains(block.Word(last)) || !IsCapital(block, last) || block.MentionAt(last) is not null)
        {
            return null;
        }

        var first = last;
        while (first > sentence.First && block.MentionAt(first - 1) is null or { Type: not (SubjectType.Person or SubjectType.Body) }
            && ((block.Word(first - 1) == "-" && !block.IsDash(first - 1) && first - 2 >= sentence.First && IsCapital(block, first - 2)) || (IsCapital(block, first - 1) && !modality.Words.NoNames.Contains(block.Word(first - 1)))
                || ((block.Word(first - 1) is "of" or "for" or "and" || (IsGlue(block, first - 1) && block.Word(first - 1) != "-")) && first - 2 >= sentence.First && IsCapital(block, first - 2) && !modality.Words.NoNames.Contains(block.Word(first - 2)))))
        {
            first--;
        }

        return last - first < 1 ? null : (new Speaker(block.Text[block.Tokens[first].Span.Start..block.Tokens[last].Span.End], null, null, SpeakerClass.Body), first, last + 1);
    }

    private (Speaker Speaker, int First, int End)? OrganisationFrom(SentenceView sentence, int first)
    {
        for (var i = first; i < Math.Min(sentence.End, first + MaxNounPhrase) && (IsCapital(sentence.Block, i) || sentence.Block.Word(i) is "of" or "for" or "and" || IsGlue(sentence.Block, i)); i++)
        {
            if (Organisation(sentence, i) is { } found && found.First == first && !(i + 1 < sentence.End && IsCapital(sentence.Block, i + 1)))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What joins the words of a name: "the doctors' union", "the city's self-defence council".</summary>
    private static bool IsGlue(BlockView block, int token) =>
        (block.Word(token) == "-" && !block.IsDash(token)) || block.Word(token) is "'s" || (block.Word(token) is "'" or "’" && block.Word(token - 1).EndsWith('s') && block.Tokens[token - 1].Span.End == block.Tokens[token].Span.Start);

    private static bool IsCapital(BlockView block, int token) => block.Tokens[token].IsWord && char.IsUpper(block.Text[block.Tokens[token].Span.Start]);
}
