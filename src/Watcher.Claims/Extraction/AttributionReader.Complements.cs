namespace Watcher.Claims.Extraction;

/// <summary>Clauses behind "that" which the verb before them leaves open: "feared that S", "joked that S", "was told that S".</summary>
internal sealed partial class AttributionReader
{
    /// <summary>Tokens of "so badly damaged that".</summary>
    private const int MaxToResult = 4;

    /// <summary>
    /// What stands behind "that" is told as so only by a verb that says so ("learned that S", <c>factives</c>) or by a speaker; behind any other verb it is no more than likely.
    /// </summary>
    private AttributedSpan? Complement(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var isBare = block.Word(token + 1) != "that";
        var start = isBare ? token + 1 : token + 2;
        return start < sentence.End && (isBare ? IsOpenAlone(sentence, token) : IsOpen(sentence, token)) ? Nobodys(block, block.Tokens[start].Span.Start, EndOfContent(sentence, start), token) : null;
    }

    /// <summary>"Many believe that S", "a woman who fled said S": somebody says it whom the text does not name.</summary>
    private AttributedSpan? Somebodys(SentenceView sentence, int cue, int length)
    {
        var block = sentence.Block;
        var next = cue + length;
        if (cues.Pronouns.ContainsKey(block.Word(cue - 1)) || !(block.Word(next) == "that" || OpensBareClause(sentence, next)))
        {
            return null;        // "we assess that S": whoever speaks already
        }

        var start = block.Word(next) == "that" ? next + 1 : next;
        return start < sentence.End ? Nobodys(block, block.Tokens[start].Span.Start, EndOfContent(sentence, start), cue) : null;
    }

    /// <summary>"She fears <b>hundreds have died</b>": without "that", by words of the list that are no cue.</summary>
    private bool IsOpenAlone(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        return token > sentence.First && modality.Opens.Contains(block.Word(token)) && block.MentionAt(token) is null && !cues.Cues.IsAt(block.Tokens, token)
            && ((block.QuantityAt(token + 1) >= 0 && !block.IsInDate(token + 1)) || OpensBareClause(sentence, token + 1));
    }

    private bool IsOpen(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var word = block.Word(token);
        if (token <= sentence.First || block.MentionAt(token) is not null || modality.Factives.Contains(word) || block.IsInDate(token + 2))
        {
            return false;
        }

        if (modality.Opens.Contains(word))
        {
            return true;
        }

        // "Captured that town": its object, no clause; "so damaged that": what came of it.
        return word.EndsWith("ed", StringComparison.Ordinal) && char.IsLower(block.Text[block.Tokens[token].Span.Start]) && !cues.Cues.IsAt(block.Tokens, token) && !predicates.Triggers.IsAt(block.Tokens, token)
            && !block.HasWord(Math.Max(sentence.First, token - MaxToResult), token, static before => before is "so" or "such");
    }
}
