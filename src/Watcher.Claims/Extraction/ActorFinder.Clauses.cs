namespace Watcher.Claims.Extraction;

/// <summary>Where the clause of a verb begins: who stands outside of it does not act in it.</summary>
internal sealed partial class ActorFinder
{
    /// <summary>"As rebels entered X, <b>residents</b> fled", "rebels seized X and <b>the governor</b> fled": where the clause of a subject of its own begins, behind another verb; else the sentence.</summary>
    private int ClauseOfOthers(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        var noun = first - 1;
        while (noun > sentence.First && modality.Adverbs.Contains(block.Word(noun)))
        {
            noun--;
        }

        if (noun <= sentence.First || !block.Tokens[noun].IsWord || block.MentionAt(noun) is not null || block.IsInDate(noun) || IsTime(block.Word(noun)) || predicates.Weapons.Contains(block.Word(noun)) || modality.Words.ClauseOpeners.Contains(block.Word(noun))
            || modality.Auxiliaries.Contains(block.Word(noun)) || cues.Pronouns.ContainsKey(block.Word(noun)) || modality.Words.Determiners.Contains(block.Word(noun)))
        {
            return sentence.First;
        }

        var opener = noun - 1;
        while (opener > sentence.First && (block.Tokens[opener].IsWord || block.Word(opener) is "-" or "'s") && !IsClauseOpener(block.Word(opener)) && !modality.Auxiliaries.Contains(block.Word(opener))
            && (block.Word(opener) == "of" || !modality.Words.Prepositions.Contains(block.Word(opener))) && !predicates.Triggers.IsAt(block.Tokens, opener))
        {
            opener--;
        }

        // "When its commandos took X": they are those of the side that is named before; its residents are not.
        if (!IsClauseOpener(block.Word(opener)) || (block.Word(opener + 1) is "its" or "their" or "his" or "her" && !cues.SpeakerNouns.IsAt(block.Tokens, noun)))
        {
            return sentence.First;
        }

        // "After Veran soldiers and their allies abandoned X": two nouns of one clause.
        for (var i = opener - 1; i >= sentence.First && (i == opener - 1 || !IsClauseOpener(block.Word(i))); i--)
        {
            if (block.MentionAt(i) is null && predicates.Triggers.IsAt(block.Tokens, i))
            {
                return opener + 1;
            }
        }

        return sentence.First;
    }

    /// <summary>"Hours later", "the same day": no subject.</summary>
    private static bool IsTime(string word) => word is "minutes" or "hour" or "hours" or "day" or "days" or "night" or "week" or "weeks" or "month" or "months" or "year" or "years" or "time" or "moments";

    private bool IsClauseOpener(string word) => word is "," or "and" || modality.Words.ClauseOpeners.Contains(word);

    /// <summary>"… after Osterian troops and their allies <b>abandoned</b> it": what reads as a preposition opens a clause when its noun phrase runs up to a finite verb.</summary>
    private bool OpensClause(SentenceView sentence, int start, int end, int verb)
    {
        var block = sentence.Block;
        if (start <= sentence.First || end > verb || block.Word(start - 1) is not ("after" or "before" or "since" or "until" or "till" or "as")
            || block.Word(verb).EndsWith("ing", StringComparison.Ordinal))
        {
            return false;
        }

        // "after rebels broke its lines and entered the town": the second of two verbs.
        if (block.Word(verb - 1) == "and" && end < verb - 1 && (block.Word(end).EndsWith("ed", StringComparison.Ordinal) || modality.Auxiliaries.Contains(block.Word(end)) || predicates.Triggers.IsAt(block.Tokens, end)
            || block.Word(end) is "broke" or "fought" or "swept" or "drove" or "won" or "came" or "went" or "ran"))
        {
            return true;
        }

        if (verb - end > MaxToAllies)
        {
            return false;
        }

        var isAdded = block.Word(end) == "and";
        for (var i = end; i < verb; i++)
        {
            var word = block.Word(i);
            if (!block.Tokens[i].IsWord || block.IsInDate(i) || cues.Cues.IsAt(block.Tokens, i) || modality.Words.Prepositions.Contains(word) || modality.Auxiliaries.Contains(word)
                || !(isAdded || modality.Adverbs.Contains(word) || word is "and" or "also" or "then"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"Rebels entered X, and <b>the army said it</b> …": where the clause of the cue begins.</summary>
    private static int ClauseOf(SentenceView sentence, int cue)
    {
        var block = sentence.Block;
        for (var i = cue - 1; i > sentence.First; i--)
        {
            if (block.Word(i) == ";" || (block.Word(i) is "and" or "but" or "while" or "though" or "although" && block.Word(i - 1) == ","))
            {
                return i + 1;
            }
        }

        return sentence.First;
    }

    /// <summary>A cue and a subject of its own clause stand between the two tokens: "said the blast killed", not "claimed to have killed".</summary>
    private bool IsBeforeCue(SentenceView sentence, int from, int to)
    {
        var block = sentence.Block;
        for (var i = from; i < to; i++)
        {
            if (!cues.Cues.TryMatch(block.Tokens, i, out _, out var length) || (i > from && modality.Words.Determiners.Contains(block.Word(i - 1))))
            {
                continue;
            }

            // A noun phrase right behind the cue, up to the verb: nothing but its words may stand there.
            var subject = i + length < to && block.Word(i + length) == "that" ? i + length + 1 : i + length;
            return to - subject >= 2 && block.Word(subject) is "the" or "a" or "an" or "this" or "these" or "several" or "two" or "three"
                && block.HasOnlyWords(subject, to) && !block.HasAt(cues.Cues, subject, to);
        }

        return false;
    }
}
