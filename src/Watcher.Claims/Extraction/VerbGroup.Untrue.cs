namespace Watcher.Claims.Extraction;

/// <summary>Clauses that the words around them say are not so.</summary>
internal sealed partial class VerbGroupReader
{
    /// <summary>Tokens of "it is simply not".</summary>
    private const int MaxToDebunked = 3;

    /// <summary>"Nearly took X", "would rather die than leave X", "it is not true that they took X", "reports that they took X were false".</summary>
    private bool IsNotSo(SentenceView sentence, int first, int verb)
    {
        var block = sentence.Block;
        for (var i = first; i < verb; i++)
        {
            if (lexicon.NearMisses.IsAt(block.Tokens, i))
            {
                return true;
            }
        }

        if (block.Word(first - 1) == "than")
        {
            return true;
        }

        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxClause) && block.Word(i) is not ("," or ";" or ":" or "but"); i--)
        {
            if (lexicon.Untrue.IsAt(block.Tokens, i) && !lexicon.Exceptions.IsAt(block.Tokens, i - 1))
            {
                return true;
            }
        }

        return IsDebunked(sentence, first, verb);
    }

    /// <summary>"<b>It is not true that</b> they took X", "it would be <b>a lie to say that</b> they took X": the clause is denied.</summary>
    private bool IsSaidNotSo(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxClause) && block.Word(i) is not ("," or ";" or ":" or "but"); i--)
        {
            if (lexicon.Debunked.TryMatch(block.Tokens, i, out _, out var length) && (block.Word(i + length) == "that" || (block.Word(i + length) == "to" && block.Word(i + length + 2) == "that")))
            {
                return block.HasWord(Math.Max(sentence.First, i - MaxToDebunked), i, lexicon.Auxiliaries.Contains);
            }
        }

        return false;
    }

    /// <summary>"Reports that they took X were false", "reports of the fall of X were premature".</summary>
    public bool IsDebunked(SentenceView sentence, int first, int verb)
    {
        var block = sentence.Block;
        var rumour = first - 1;
        while (rumour >= sentence.First && !lexicon.Rumours.Contains(block.Word(rumour)) && !lexicon.Tallies.Contains(block.Word(rumour)))
        {
            rumour--;
        }

        if (rumour < sentence.First && sentence.Block.Word(sentence.First) != "what")
        {
            return false;       // as most sentences: nothing is there to be debunked
        }

        // "Has called reports that X fell “inventions”": whatever they are called.
        if (rumour > sentence.First && block.Word(rumour - 1) is "called" or "calls" or "call" or "calling" or "labelled" or "labeled" or "branded")
        {
            return true;
        }

        for (var i = verb + 1; i < sentence.End - 1 && block.Word(i) is not (";" or ":"); i++)
        {
            if (block.Word(i) is "is" or "are" or "was" or "were" or "as" or "proved" or "proves" or "do" or "does" or "did" && (lexicon.Debunked.IsAt(block.Tokens, i + 1) || (lexicon.Adverbs.Contains(block.Word(i + 1)) && lexicon.Debunked.IsAt(block.Tokens, i + 2))))
            {
                return true;
            }
        }

        return false;
    }
}
