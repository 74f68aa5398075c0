using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>"Six of the 16 passengers": which of two numbers is the value.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>The whole that the number is a part of, by its index: "six <b>of the 16</b> passengers". -1 for none.</summary>
    private static int WholeBehind(SentenceView sentence, int number)
    {
        var block = sentence.Block;
        if (number + 1 >= block.Quantities.Length || block.Quantities[number].Value.Unit.Dimension != Dimension.Count || block.Quantities[number + 1].Value.Unit.Dimension != Dimension.Count)
        {
            return -1;
        }

        var of = block.TokensOf(block.Quantities[number].Outer).End;
        var whole = block.TokensOf(block.Quantities[number + 1].Outer).First;
        return block.Word(of) == "of" && sentence.Span.Contains(block.Quantities[number + 1].Core) && (whole == of + 1 || (whole == of + 2 && block.Word(of + 1) is "the" or "those" or "these" or "its" or "their")) ? number + 1 : -1;
    }

    /// <summary>"Six of the 16 <b>injured</b> are children", "of the 44 people <b>killed</b>", "of the 44 <b>who died</b>": the whole is a toll, and its part says something else. Not so "six of the 16 passengers were killed".</summary>
    private bool IsToll(SentenceView sentence, QuantityMention whole)
    {
        var block = sentence.Block;
        var end = block.TokensOf(whole.Outer).End;
        if (whole.Noun is { } noun)
        {
            end = Math.Max(end, block.TokensOf(noun.Span).End);
            if (_metrics.Nouns.ContainsKey(noun.Lemma))
            {
                return true;
            }
        }

        if (block.Word(end) is "who" or "that")
        {
            return true;
        }

        var length = 0;
        if (end >= sentence.End || !_metrics.Verbs.TryMatch(block.Tokens, end, out _, out length) && !_metrics.Words.TryMatch(block.Tokens, end, out _, out length))
        {
            return false;
        }

        // "Six of the 16 miners drowned."
        return !IsIntransitive(block.Word(end)) || HasAuxiliary(sentence, end + length);
    }

    private bool HasAuxiliary(SentenceView sentence, int from)
    {
        var block = sentence.Block;
        for (var i = from; i < sentence.End && block.Word(i) is not ("," or ";" or "and" or "but"); i++)
        {
            if (_modality.Auxiliaries.Contains(block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }
}
