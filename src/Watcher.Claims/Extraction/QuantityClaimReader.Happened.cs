using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>Dates that tell when the one event of a number happened.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Tokens between "last week's" and the event.</summary>
    private const int MaxToEvent = 3;

    /// <summary>"Killed in <b>last week's</b> quake", "the quake that killed 12 <b>last month</b>": one event of that time, and no sum over it. "Attacks killed 12 last month" is a sum.</summary>
    private bool IsWhenItHappened(SentenceView sentence, QuantityMention quantity, DateMention date)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(date.Span);
        if (block.Word(end) is "'s" or "’s" || block.Word(end - 1) is "'s" or "’s")
        {
            return Enumerable.Range(end, MaxToEvent + 1).Any(i => i < sentence.End && LengthOfEvent(block, i) > 0);
        }

        var number = block.TokensOf(quantity.Outer).First;
        for (var i = number - 1; first > number && i >= Math.Max(sentence.First, number - MaxToVerb) && block.Word(i) is not ("," or ";"); i--)
        {
            // Bombings come back within a week: which one it was, the week does not tell.
            if (LengthOfEvent(block, i) is var length and > 0 && _metrics.OneOffEvents.IsAt(block.Tokens, i))
            {
                return block.Word(i + length) is "that" or "which" || _metrics.Verbs.IsAt(block.Tokens, i + length);
            }
        }

        return false;
    }

    /// <summary>"The toll jumped to 44, officials said, <b>and forecasters warned</b> of rain at the weekend": what somebody else says, or will be.</summary>
    private bool IsOfAnotherStatement(SentenceView sentence, QuantityMention quantity, DateMention date)
    {
        var block = sentence.Block;
        var (from, to) = (block.TokensOf(quantity.Outer).End, block.TokensOf(date.Span).First);
        for (var i = from; i < to; i++)
        {
            if (block.Word(i) is "and" or "but" or "while" && block.Word(i - 1) == "," && (block.HasAt(_cues.Cues, i, to) || block.HasWord(i, to, static word => word is "will" or "would")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tokens of a single event that begins here: "quake", "bombing"; 0 for none, for many ("attacks") and for what goes on for months.</summary>
    private int LengthOfEvent(BlockView block, int token)
    {
        if (block.Word(token).EndsWith('s') || block.Word(token).EndsWith("ed", StringComparison.Ordinal))
        {
            return 0;
        }

        return _metrics.OneOffEvents.TryMatch(block.Tokens, token, out var kind, out var length) ? _metrics.LeadOnly.Contains(kind) ? 0 : length
            : _metrics.EventNouns.TryMatch(block.Tokens, token, out _, out length) ? length : 0;
    }
}
