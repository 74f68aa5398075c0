using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Where the noun phrase of a speaker begins and ends.</summary>
internal sealed partial class SpeakerFinder
{
    /// <summary>Nothing but adverbs, auxiliaries and commas stands between.</summary>
    private bool IsNextTo(BlockView block, int end, int verb)
    {
        for (var i = end; i < verb; i++)
        {
            if (!IsVerbal(block.Word(i)) && block.Word(i) is not ("," or "*" or "_") && !block.IsInDate(i) && block.Word(i) is not ("on" or "who" or "there" or "here"))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNounPhraseEnd(BlockView block, int end) =>
        end >= block.Tokens.Length || !block.Tokens[end].IsWord || char.IsLower(block.Text[block.Tokens[end].Span.Start]);

    /// <summary>The side that a noun phrase names; "Osterian rebels" fight the state that their adjective names.</summary>
    private SubjectId? SideWithin(BlockView block, int first, int end)
    {
        for (var i = first; i < Math.Min(block.Tokens.Length, end + 1); i++)
        {
            if (predicates.Unnamed.TryMatch(block.Tokens, i, out var kind, out _) && kind == UnnamedForces.Insurgents)
            {
                return null;
            }
        }

        for (var i = first; i < end; i++)
        {
            if (block.MentionAt(i) is { } mention)
            {
                if ((mention.Side ?? (mention.Type == SubjectType.Side ? mention.Subject : null)) is { } side)
                {
                    return side;
                }
            }
        }

        return null;
    }

    /// <summary>Moves left over names, adjectives and the article of a noun phrase.</summary>
    private int NounPhraseStart(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var first = token;
        if (IsDeterminer(block.Word(token)))
        {
            return token;
        }

        for (var i = token - 1; i >= Math.Max(sentence.First, token - MaxNounPhrase); i--)
        {
            var word = block.Word(i);
            var isPart = block.MentionAt(i) is not null || IsGlue(block, i) || IsAbbreviationMark(sentence, i) || (block.Tokens[i].IsWord && !IsVerbal(word) && !modality.Words.SpeakerPrepositions.Contains(word)
                && !IsCueVerb(block, i) && !block.IsInDate(i) && !cues.Pronouns.ContainsKey(word)
                && word is not ("and" or "that" or "but" or "which" or "who" or "while" or "as" or "when" or "because" or "although" or "though" or "if" or "or"));
            if (!isPart)
            {
                break;
            }

            first = i;
            if (IsDeterminer(word))
            {
                break;
            }
        }

        return first;
    }

    private static bool IsDeterminer(string word) => word is "the" or "a" or "an" or "its" or "their" or "his" or "her" or "some" or "one" or "this";

    /// <summary>The full stop of "Col. Novak", "J. Novak": no sentence ends between two capitals.</summary>
    private static bool IsAbbreviationMark(SentenceView sentence, int token) =>
        sentence.Block.Word(token) == "." && token > sentence.First && token + 1 < sentence.End && IsCapital(sentence.Block, token - 1) && IsCapital(sentence.Block, token + 1);

    private bool IsVerbal(string word) => modality.Auxiliaries.Contains(word) || modality.Adverbs.Contains(word) || word is "not" or "will" or "would" or "also" or "separately" or "repeatedly" or "publicly";

    private bool IsGoverned(SentenceView sentence, int first)
    {
        // "Of 3 Commando Brigade".
        var before = sentence.Block.Word(first - 1) is [>= '0' and <= '9', ..] ? first - 2 : first - 1;
        return before >= sentence.First && modality.Words.SpeakerPrepositions.Contains(sentence.Block.Word(before));
    }

    private static string StripArticle(string name) =>
        name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name[4..]
        : name.StartsWith("an ", StringComparison.OrdinalIgnoreCase) ? name[3..]
        : name.StartsWith("a ", StringComparison.OrdinalIgnoreCase) ? name[2..] : name;
}
