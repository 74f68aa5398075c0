namespace Watcher.Claims.Extraction;

/// <summary>Who denies what was said before: "this was denied by X", "X denied it", "rejecting that".</summary>
internal sealed partial class AttributionReader
{
    /// <summary>"S, which was denied by X", "S. This was denied by X".</summary>
    private AttributedSpan? Denied(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!cues.Cues.TryMatch(block.Tokens, token, out var cue, out var length) || cue.Group != CueGroup.Deny || token < sentence.First + 2
            || block.Word(token - 1) is not ("was" or "were" or "is" or "been") || block.Word(token + length) != "by" || _speakers.After(sentence, token + length + 1, memory) is not { } named)
        {
            return null;
        }

        var what = token - 2;
        while (what > sentence.First && block.Word(what) is "has" or "had" or "have" || modality.Adverbs.Contains(block.Word(what)))
        {
            what--;
        }

        if (block.Word(what) is not ("which" or "this" or "that" or "it"))
        {
            return null;
        }

        var surface = Surface(block, token, length);
        if (what > sentence.First)
        {
            return Span(block, sentence.Span.Start, block.Tokens[what].Span.Start, named.Speaker, surface, CueGroup.Deny, DenialRule);
        }

        return sentence.Previous is { } before ? Elsewhere(before, sentence, token, named.Speaker, surface) : null;
    }

    /// <summary>"X denied it", "X has rejected the report": who, the token of his noun phrase, and the one behind the words for what was told before.</summary>
    private (Speaker Speaker, int First, int End)? Refusal(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!cues.Cues.TryMatch(block.Tokens, token, out var cue, out var length) || cue.Group != CueGroup.Deny || IsNoun(sentence, token) || IsNegated(sentence, token, CueGroup.Say))
        {
            return null;
        }

        var what = token + length;
        var end = block.Word(what) is "it" or "this" or "that" or "these" or "them" && !cues.Retold.Contains(block.Word(what + 1)) ? what + 1
            : block.Word(what) is "the" or "this" or "that" or "these" or "those" or "such" or "both" && cues.Retold.Contains(block.Word(what + 1)) ? what + 2 : -1;
        var isWhole = end >= sentence.End || (end > 0 && (!block.Tokens[end].IsWord || block.IsInDate(end) || block.Word(end) is "and" or "but" or "as" || modality.Words.Trailers.Contains(block.Word(end))));
        return end > 0 && isWhole && _speakers.Before(sentence, token, memory, isSpeech: true) is { } who ? (who.Speaker, who.First, end) : null;
    }

    /// <summary>What "it" is that somebody denied: the clause before "but", else the sentence before, across paragraphs of one sentence each.</summary>
    private static AttributedSpan? Refuted(SentenceView sentence, int token, (Speaker Speaker, int First, int End) refusal)
    {
        var block = sentence.Block;
        var cue = Surface(block, token, 1);
        if (refusal.First > sentence.First + 2)
        {
            return block.Word(refusal.First - 1) is "but" or "though" or "although" or "while"
                ? Span(block, sentence.Span.Start, block.Tokens[refusal.First - 1].Span.Start, refusal.Speaker, cue, CueGroup.Deny, DenialRule) : null;
        }

        var told = sentence.Previous ?? (block.Before is { Block.Block.Kind: Reading.Articles.BlockKind.Paragraph } last ? last : null);
        return told is null ? null : Elsewhere(told, sentence, token, refusal.Speaker, cue);
    }

    /// <summary>What was told in one sentence is denied in another, which is the denial's evidence.</summary>
    internal static AttributedSpan Elsewhere(SentenceView told, SentenceView sentence, int token, Speaker speaker, string cue) =>
        new(told.Span, speaker, cue, CueGroup.Deny, false, DenialRule) { Elsewhere = (sentence, sentence.Block.Tokens[token].Span) };

    /// <summary>"X denied it, saying that S": X says it.</summary>
    private (Speaker Speaker, int First)? Refuser(SentenceView sentence, int token, SpeakerMemory memory)
    {
        for (var i = token - 2; sentence.Block.Word(token - 1) == "," && i >= Math.Max(sentence.First, token - MaxRefusal); i--)
        {
            if (Refusal(sentence, i, memory) is { } refusal && refusal.End == token - 1)
            {
                return (refusal.Speaker, token);
            }
        }

        return null;
    }
}
