namespace Watcher.Claims.Extraction;

/// <summary>Who holds whom responsible for what.</summary>
internal sealed partial class AttributionReader
{
    /// <summary>Tokens of whom one holds responsible: "held the Osterian armed forces responsible for".</summary>
    private const int MaxToHeld = 7;

    /// <summary>"X held Y responsible for S".</summary>
    private AttributedSpan? Holding(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!predicates.Holds.Contains(block.Word(token)))
        {
            return null;
        }

        for (var i = token + 2; i < Math.Min(sentence.End - 2, token + MaxToHeld); i++)
        {
            if (block.Word(i) == "responsible" && block.Word(i + 1) == "for")
            {
                return _speakers.Before(sentence, token, memory) is { } who
                    ? Span(block, block.Tokens[token + 1].Span.Start, EndOfContent(sentence, i), who.Speaker, Surface(block, token, 1), CueGroup.Claim, "ATT-15") : null;
            }
        }

        return null;
    }

    /// <summary>"S was blamed on Y by X".</summary>
    private AttributedSpan? BlamedBy(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (block.Word(token) != "blamed" || block.Word(token + 1) != "on" || !modality.Auxiliaries.Contains(block.Word(token - 1)))
        {
            return null;
        }

        for (var i = token + 2; i < Math.Min(sentence.End - 2, token + MaxToHeld); i++)
        {
            if (block.Word(i) == "by")
            {
                return _speakers.After(sentence, i + 1, memory) is { } named
                    ? Span(block, StartOfContent(sentence, token), block.Tokens[token].Span.Start, named.Speaker, Surface(block, token, 1), CueGroup.Claim, "ATT-15") : null;
            }
        }

        return null;
    }
}
