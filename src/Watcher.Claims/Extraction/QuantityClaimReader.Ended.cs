using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>States that the sentence itself ends: "the 20 miners trapped there have been freed".</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Tokens from the word of the state to the verb that ends it: "missing since the flood in X have all been".</summary>
    private const int MaxToEndOfState = 12;

    /// <summary>Tokens from an auxiliary to its verb: "have all been".</summary>
    private const int MaxToAuxiliary = 3;

    /// <summary>
    /// The metric of the verb that ended the state, which counts the same people ("freed"); a metric of null where no metric knows the verb ("were located"); the state itself where nothing ends it.
    /// </summary>
    private (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? Lasting(SentenceView sentence, QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule) found)
    {
        if (!_metrics.Ends.TryGetValue(found.Metric.Id, out var ends) || found.Verb < 0)
        {
            return found;
        }

        var block = sentence.Block;
        var first = Math.Max(found.Verb + found.Length, block.TokensOf(quantity.Outer).End);
        for (var i = first; i < Math.Min(sentence.End, first + MaxToEndOfState) && block.Word(i) is not ("," or ";" or ":" or "and" or "but" or "while" or "after" or "before" or "until" or "when" or "whose" or "that"); i++)
        {
            if (!ends.TryMatch(block.Tokens, i, out var isAlone, out _) || !(HasHappened(block, first, i) || (isAlone && block.Word(i - 1) is not ("to" or "not" or "never" or "be"))))
            {
                continue;
            }

            return _metrics.Verbs.TryMatch(block.Tokens, i, out var metrics, out var length)
                && metrics.FirstOrDefault(metric => _metrics.Admits(metric, quantity.Value.Unit.Dimension, quantity.Noun?.Lemma)) is { } ending ? (ending, i, length, true, "QTY-3") : null;
        }

        return found;
    }

    /// <summary>"Were found", "have all been found"; not "have not been found", "were to be found".</summary>
    private static bool HasHappened(BlockView block, int first, int verb)
    {
        for (var i = verb - 1; i >= Math.Max(first, verb - MaxToAuxiliary) && block.Word(i) is not ("not" or "n't" or "never" or "yet" or "to"); i--)
        {
            if (block.Word(i) is "have" or "has" or "had" or "were" or "was")
            {
                return block.Word(i - 1) != "to";
            }
        }

        return false;
    }
}
