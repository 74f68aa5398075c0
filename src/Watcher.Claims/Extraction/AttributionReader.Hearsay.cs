using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Claims that a noun carries: "the army's claim that S", "reports that S".</summary>
internal sealed partial class AttributionReader
{
    /// <summary>The rule of what is reported without a word of who reports it.</summary>
    public const string HearsayRule = "ATT-16";

    /// <summary>"A claim by X that S": X says it, whoever else dismisses or repeats it.</summary>
    private AttributedSpan? Alleged(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        return cues.Allegations.Contains(block.Word(token)) && block.Word(token + 1) is "by" or "from"
            && (_speakers.After(sentence, token + 2, memory) ?? _speakers.AnyAfter(sentence, token + 2)) is { } named && block.Word(named.End) == "that" && named.End + 1 < sentence.End
            ? Span(block, block.Tokens[named.End + 1].Span.Start, EndOfContent(sentence, named.End + 1), named.Speaker, Surface(block, token, 1), CueGroup.Claim, AllegationRule) : null;
    }

    /// <summary>"The army's claim that S" is the army's, "reports that S" nobody's: S is no more than likely, whoever is asked about it, checks it or worries over it.</summary>
    private AttributedSpan? Hearsay(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        if (IsSaidByReports(block, token))
        {
            var said = block.Word(token + 1) == "that" ? token + 2 : token + 1;
            return said < sentence.End ? Nobodys(block, block.Tokens[said].Span.Start, EndOfContent(sentence, said), token) : null;
        }

        if (block.Word(token + 1) != "that" || !modality.Rumours.Contains(block.Word(token)) || token + 2 >= sentence.End || !IsNounOfHearsay(sentence, token))
        {
            return null;
        }

        var end = token + 2;
        while (end < sentence.End && block.Word(end) is not ("," or ";"))
        {
            end++;
        }

        var (start, close) = (block.Tokens[token + 2].Span.Start, end == sentence.End ? sentence.Span.End : block.Tokens[end].Span.Start);
        return Owner(sentence, token) is { } owner
            ? Span(block, start, close, owner, Surface(block, token, 1), CueGroup.Claim, AllegationRule)
            : Nobodys(block, start, close, token);
    }

    private static AttributedSpan? Nobodys(BlockView block, int start, int end, int token) =>
        Span(block, start, end, new Speaker("", null, null, SpeakerClass.Any), Surface(block, token, 1), CueGroup.Claim, HearsayRule);

    /// <summary>"Unconfirmed reports <b>said</b>", "rumours say": without a body or people whose reports they are.</summary>
    private bool IsSaidByReports(BlockView block, int token) =>
        modality.Rumours.Contains(block.Word(token - 1)) && block.Word(token - 1).EndsWith('s') && cues.Cues.TryMatch(block.Tokens, token, out var cue, out _) && cue.Group is CueGroup.Say or CueGroup.Assess or CueGroup.Claim
        && block.MentionAt(token - 2) is null && !cues.SpeakerNouns.IsAt(block.Tokens, token - 2) && !IsOwned(block, token - 1);

    private static bool IsOwned(BlockView block, int token) => block.Word(token - 1) is "'s" or "’s" or "'" or "’";

    /// <summary>Whose report it is: "the army<b>'s</b> claim", "the rebels<b>'</b> claim", "<b>Osterian</b> claims". Null for nobody's.</summary>
    private Speaker? Owner(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        if (IsOwned(block, token))
        {
            return _speakers.Owner(sentence, token - 2);
        }

        return block.MentionAt(token - 1) is { Type: SubjectType.Side, IsEmbedded: false } ? _speakers.Owner(sentence, token - 1) : null;
    }

    /// <summary>"Claims" and "reports" are verbs as often; before "that" they are nouns behind a preposition, a determiner, an owner, a verb, or what describes them.</summary>
    private bool IsNounOfHearsay(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var (word, before) = (block.Word(token), block.Word(token - 1));
        if (token == sentence.First || !cues.Cues.IsAt(block.Tokens, token) || IsNoun(sentence, token))
        {
            return true;
        }

        var isPlural = word.EndsWith('s');
        return IsOwned(block, token)
            || (isPlural && (modality.Words.Prepositions.Contains(before) || modality.Auxiliaries.Contains(before) || IsOfWords(block, token - 1) || block.MentionAt(token - 1) is { Type: SubjectType.Side }));
    }

    /// <summary>A participle or a verb in the past, in small letters: "<b>checking</b> reports", "<b>unconfirmed</b> claims", "<b>denied</b> reports".</summary>
    private static bool IsOfWords(BlockView block, int token) =>
        token >= 0 && (block.Word(token).EndsWith("ing", StringComparison.Ordinal) || block.Word(token).EndsWith("ed", StringComparison.Ordinal))
        && char.IsLower(block.Text[block.Tokens[token].Span.Start]) && block.MentionAt(token) is null;
}
