using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>Words of one metric that stand on both sides of its number.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Tokens of the longest end of a form: "to safety", "from their homes", "out of the rubble".</summary>
    private const int MaxTail = 4;

    /// <summary>"<b>Brought</b> 650 people <b>to safety</b>", "<b>took</b> 34 of them <b>to hospital</b>": a form of which the counted is the object.</summary>
    private (MetricDefinition, int, int, bool, string)? Split(SentenceView sentence, QuantityMention quantity, int first, int end)
    {
        var block = sentence.Block;
        if (first - 1 < sentence.First || !block.Tokens[first - 1].IsWord || quantity.Value.Unit.Dimension != Dimension.Count)
        {
            return null;
        }

        end = quantity is { Noun: { } noun, IsNounCopied: false } ? Math.Max(end, block.TokensOf(noun.Span).End) : end;
        end += block.Word(end) == "of" && block.Word(end + 1) == "them" ? 2 : 0;
        foreach (var participle in Inflection.Participles(block.Word(first - 1)))
        {
            var form = participle;
            for (var i = end; i < Math.Min(sentence.End, end + MaxTail) && block.Tokens[i].IsWord; i++)
            {
                form += " " + block.Word(i);
                if (_metrics.Verbs.TryGet(form, out var said) && Pick(said, block, quantity) is { } metric)
                {
                    return (metric, first - 1, 1, true, "QTY-1");
                }
            }
        }

        return null;
    }

    /// <summary>"Bringing <b>to 61</b> the number of dead", "to 61 the death toll".</summary>
    private (MetricDefinition, int, int, bool, string)? NumberBehind(SentenceView sentence, QuantityMention quantity, int first, int end)
    {
        var block = sentence.Block;
        if (block.Word(first - 1) != "to" || block.Word(end) != "the")
        {
            return null;
        }

        if (_metrics.Before.TryMatch(block.Tokens, end + 1, out var toll, out var words) && Pick(toll, block, quantity) is { } byToll)
        {
            return (byToll, end + 1, words, false, Headed);
        }

        for (var at = end + 3; block.Word(end + 1) == "number" && block.Word(end + 2) == "of" && at < Math.Min(sentence.End, end + MaxInNumberOf); at++)
        {
            if ((_metrics.Verbs.TryMatch(block.Tokens, at, out var counted, out var length) || _metrics.Words.TryMatch(block.Tokens, at, out counted, out length)) && Pick(counted, block, quantity) is { } byParticiple)
            {
                return (byParticiple, at, length, false, Headed);
            }
        }

        return null;
    }
}
