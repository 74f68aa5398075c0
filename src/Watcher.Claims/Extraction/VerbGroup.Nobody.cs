namespace Watcher.Claims.Extraction;

/// <summary>Subjects that say that nobody did it.</summary>
internal sealed partial class VerbGroupReader
{
    /// <summary>Tokens of "not a single one of the rebel fighters".</summary>
    private const int MaxSubject = 8;

    /// <summary>"<b>No</b> army has entered X", "<b>none of</b> the rebels left", "neither side", "not a single soldier": what the verb tells of nobody did not happen.</summary>
    private bool IsOfNobody(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxSubject); i--)
        {
            var word = block.Word(i);
            if (word is "nobody" or "none" or "neither" || (word == "no" && !IsNoDenial(block.Word(i + 1))) || (word == "not" && (block.Word(i + 1) == "one" || block.Word(i + 2) == "single")))
            {
                return i == sentence.First || !IsInsideClause(block, i - 1);
            }

            if (!block.Tokens[i].IsWord || word is "that" or "which" or "who" or "and" or "but" or "or" or "to" or "as" or "when" or "while" || (word != "of" && lexicon.Words.Prepositions.Contains(word)) || lexicon.Auxiliaries.Contains(word))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"No fewer than", "no sooner had they", "no doubt they".</summary>
    private static bool IsNoDenial(string next) => next is "fewer" or "less" or "more" or "later" or "longer" or "sooner" or "doubt" or "matter" or "wonder" or "." or "other" || (next.Length > 0 && char.IsAsciiDigit(next[0]));

    /// <summary>"<b>With</b> no soldiers left in X", "there <b>was</b> no soldier left": the words are no subject.</summary>
    private bool IsInsideClause(BlockView block, int before) =>
        lexicon.Words.Prepositions.Contains(block.Word(before)) || lexicon.Auxiliaries.Contains(block.Word(before));
}
