namespace Watcher.Claims.Extraction;

/// <summary>What stands between the towns of a list: descriptions, bearings and dates.</summary>
internal sealed partial class PlaceFinder
{
    /// <summary>"X, <b>the largest port on the coast</b>, and Y": the token of the comma that ends what describes X in a list; -1 for none.</summary>
    private int EndOfApposition(SentenceView sentence, int comma)
    {
        var block = sentence.Block;
        var isOfPlace = false;
        for (var i = comma + 1; i < Math.Min(sentence.End, comma + MaxApposition); i++)
        {
            var word = block.Word(i);
            if (word == ",")
            {
                return isOfPlace && block.Word(i + 1) == "and" && block.MentionAt(i + 2) is { } next && IsPlace(next) ? i : -1;
            }

            if ((!block.Tokens[i].IsWord && word is not ("-" or "'s") && block.QuantityAt(i) < 0) || word is "which" or "who" or "where" or "that" or "and"
                || modality.Auxiliaries.Contains(word) || cues.Cues.IsAt(block.Tokens, i) || predicates.Triggers.IsAt(block.Tokens, i))
            {
                return -1;
            }

            isOfPlace |= predicates.SettlementNouns.Contains(word) || word is "hub" or "stronghold" or "crossing" or "bastion";
        }

        return -1;
    }

    /// <summary>"X and<b>, since May,</b> Y": the token of the second comma of a date in a list; -1 for none.</summary>
    private static int EndOfDate(SentenceView sentence, int comma)
    {
        var block = sentence.Block;
        var i = comma + 1;
        i += block.Word(i) is "since" or "on" or "in" ? 1 : 0;
        var start = i;
        while (i < sentence.End && block.IsInDate(i))
        {
            i++;
        }

        return i > start && block.Word(i) == "," && block.MentionAt(i + 1) is { } next && IsPlace(next) ? i : -1;
    }

    /// <summary>"X, <b>to the east,</b> and Y", "X, <b>40 km south of Z,</b> and Y": the last token of what says where X lies in a list; -1 for none.</summary>
    private int EndOfBearing(SentenceView sentence, int comma)
    {
        var block = sentence.Block;
        var (i, isOfPlace) = (comma + 1, false);
        while (i < sentence.End && (block.QuantityAt(i) >= 0 || block.Word(i) is "to" or "in" or "the" or "just" or "far"))
        {
            i++;
        }

        if (!IsDirection(block.Word(i)))
        {
            return -1;
        }

        i++;
        if (block.Word(i) == "of")
        {
            for (i++; i < Math.Min(sentence.End, comma + MaxApposition) && block.Tokens[i].IsWord && block.Word(i) is not ("and" or "or"); i++)
            {
                isOfPlace = true;
            }
        }

        var and = block.Word(i) == "," ? i + 1 : isOfPlace ? -1 : i;      // "north of A and B" may lie north of both
        return and > 0 && block.Word(and) == "and" && block.MentionAt(and + 1) is { } next && IsPlace(next) && block.TokensOf(next.Span).End is var behind
            && !modality.Auxiliaries.Contains(block.Word(behind)) && !IsVerb(sentence, behind, comma) ? and - 1 : -1;
    }
}
