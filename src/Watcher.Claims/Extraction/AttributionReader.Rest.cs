using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>How far what is said goes on behind its speaker.</summary>
internal sealed partial class AttributionReader
{
    /// <summary>Tokens of "in the night", "on state radio" behind a cue.</summary>
    private const int MaxOccasion = 5;

    /// <summary>Tokens of "the governor of Upper Province in a message on television".</summary>
    private const int MaxHeading = 12;

    /// <summary>"On Wednesday", "by four in the afternoon": a time and no verb.</summary>
    private bool IsCircumstance(BlockView block, TextSpan content)
    {
        var (first, end) = block.TokensOf(content);
        for (var i = first; i < end; i++)
        {
            first = block.Word(i) == ";" ? i + 1 : first;
        }

        for (var i = first; i < end; i++)
        {
            if (modality.Auxiliaries.Contains(block.Word(i)) || predicates.Triggers.IsAt(block.Tokens, i) || predicates.Nouns.IsAt(block.Tokens, i) || block.Word(i) == ":")
            {
                return false;
            }
        }

        return end - first <= MaxHeading && modality.Words.Prepositions.Contains(block.Word(first)) && Enumerable.Range(first, end - first).Any(block.IsInDate);
    }

    private static bool IsQuoted(BlockView block, TextSpan words)
    {
        foreach (var quote in block.Quotes)
        {
            if (quote.Overlaps(words))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"S, X said, <b>and T</b>": the same voice goes on, unless another one is heard in the rest.</summary>
    private AttributedSpan? GoesOn(SentenceView sentence, AttributedSpan span, int cue)
    {
        var block = sentence.Block;
        var next = SkipOccasion(sentence, SkipAsides(sentence, cue + 1));

        // "The rebels, the mayor said, held X": the verb of what is said stands behind.
        if (span.Rule == "ATT-2" && block.Word(next) == "," && next + 1 < sentence.End && (modality.Auxiliaries.Contains(block.Word(next + 1)) || modality.Modals.IsAt(block.Tokens, next + 1) || predicates.Triggers.IsAt(block.Tokens, next + 1)))
        {
            return span with { Content = new TextSpan(block.Tokens[next + 1].Span.Start, sentence.Span.End) };
        }

        // "By Wednesday evening, the mayor announced, X was held": what stands in front says only when.
        if (span.Rule == "ATT-2" && block.Word(next) == "," && next + 1 < sentence.End && IsCircumstance(block, span.Content))
        {
            return span with { Content = new TextSpan(block.Tokens[next + 1].Span.Start, sentence.Span.End) };
        }

        return span.Rule == "ATT-2" && block.Word(next) == "," && block.Word(next + 1) is "and" or "with" && !IsQuoted(block, span.Content)
            && !block.HasAt(cues.Cues, next + 1, sentence.End) && !block.HasAt(cues.Frames, next + 1, sentence.End)
            ? span with { Content = new TextSpan(block.Tokens[next + 1].Span.Start, sentence.Span.End) } : null;
    }

    /// <summary>"Said in the night, and T", "said on state radio, and T": up to the comma.</summary>
    private int SkipOccasion(SentenceView sentence, int token)
    {
        if (sentence.Block.Word(token) is not ("in" or "on" or "at" or "during" or "after"))
        {
            return token;
        }

        var end = token + 1;
        while (end < Math.Min(sentence.End, token + MaxOccasion) && sentence.Block.Tokens[end].IsWord && !cues.Cues.IsAt(sentence.Block.Tokens, end))
        {
            end++;
        }

        return sentence.Block.Word(end) == "," ? end : token;
    }
}
