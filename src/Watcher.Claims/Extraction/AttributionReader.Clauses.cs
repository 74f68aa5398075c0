using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Where what is said begins and ends, and what looks like a cue and is none.</summary>
internal sealed partial class AttributionReader
{
    /// <summary>"did not acknowledge that": what follows is not said. A denial that is negated stays a cue.</summary>
    private bool IsNegated(SentenceView sentence, int token, CueGroup group)
    {
        for (var i = token - 1; group != CueGroup.Deny && i >= Math.Max(sentence.First, token - 4); i--)
        {
            var word = sentence.Block.Word(i);
            if (word is "not" or "never" or "cannot" || word.EndsWith("n't", StringComparison.Ordinal))
            {
                return true;
            }

            if (word != "yet" && !modality.Auxiliaries.Contains(word) && !modality.Adverbs.Contains(word) && !word.EndsWith("ly", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"declined to say whether", "refused to confirm that", "would neither confirm nor deny that".</summary>
    private static bool IsDeclined(SentenceView sentence, int token) => sentence.Block.Word(token - 1) is "neither" or "nor" or "without" || (sentence.Block.Word(token - 1) == "of" && sentence.Block.Word(token - 2) is "short" or "instead") ||
        sentence.Block.Word(token - 1) == "to" && sentence.Block.Word(token - 2) is "declined" or "refused" or "declines" or "refuses" or "yet" or "unable" or "failed";

    /// <summary>"never said <b>X had fallen</b>": a name or its article, and a verb; "did not say when", "did not report 12 dead" say nothing of a clause.</summary>
    private bool OpensBareClause(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        return (block.MentionAt(token) is not null || predicates.ForcesNouns.Contains(block.Word(token)) || block.Word(token) is "the" or "its" or "their" or "his" or "her" or "it" or "they" or "he" or "she")
            && (block.HasWord(token, sentence.End, modality.Auxiliaries.Contains) || block.HasAt(predicates.Triggers, token, sentence.End));
    }

    /// <summary>"did not confirm that S": S is nobody's claim. A negated cue with an object says nothing of a clause.</summary>
    private AttributedSpan? Unsaid(SentenceView sentence, int token, int behind, bool takesObject)
    {
        var next = SkipAsides(sentence, behind);
        return next + 1 < sentence.End && (sentence.Block.Word(next) is "that" or "whether" or "if" or "claims" or "reports" || (next == behind && !takesObject && OpensBareClause(sentence, next)))
            ? new AttributedSpan(new TextSpan(sentence.Block.Tokens[next].Span.Start, sentence.Span.End), new Speaker("", null, null, SpeakerClass.Any), Surface(sentence.Block, token, behind - token), CueGroup.Doubt, false, "ATT-11") { IsUnsaid = true }
            : null;
    }

    /// <summary>"the claim", "was reported", "to note": no verb with a speaker.</summary>
    private bool IsNoun(SentenceView sentence, int token)
    {
        if (token == sentence.First)
        {
            return false;
        }

        var before = sentence.Block.Word(token - 1);
        if (token > sentence.First && cues.Cues.TryMatch(sentence.Block.Tokens, token - 1, out var outer, out _) && outer.Group is CueGroup.Deny or CueGroup.Doubt)
        {
            return true;        // "denied reports that": what is denied, not who reports
        }

        if (token > sentence.First && sentence.Block.Word(token) == "state" && sentence.Block.MentionAt(token - 1) is null or { Type: SubjectType.Settlement } && char.IsUpper(sentence.Block.Text[sentence.Block.Tokens[token - 1].Span.Start]))
        {
            return true;        // "the capital of Upper state"
        }

        if (cues.Cues.TryMatch(sentence.Block.Tokens, token, out var cue, out _) && cue.AlsoNoun
            && ((modality.Words.Prepositions.Contains(before) && (cue.Verb == sentence.Block.Word(token) || sentence.Block.Word(token + 1) == "that")) || IsPlural(sentence, token, cue)))
        {
            return true;        // "under state control", "faces questions about"
        }

        // "Many believe that S", "some say": not "many beliefs".
        if (before is "many" or "some" or "most" && !sentence.Block.Word(token).EndsWith('s') && !(cue?.AlsoNoun ?? false))
        {
            return false;
        }

        if (modality.Words.Determiners.Contains(before) || before is "is" or "are" or "was" or "were" or "be" or "been" or "to" || (before == "and" && IsAfterNoun(sentence, token)))
        {
            // "Ukraine is claiming": a form in -ing is active behind "is".
            return !(before is "is" or "are" or "was" or "were" or "been" && sentence.Block.Word(token).EndsWith("ing", StringComparison.Ordinal));
        }

        return false;
    }

    private bool IsAfterNoun(SentenceView sentence, int token) =>
        token - 2 >= sentence.First && modality.Words.Determiners.Contains(sentence.Block.Word(token - 2)) && !modality.Auxiliaries.Contains(sentence.Block.Word(token - 2));

    private bool StartsWithName(BlockView block, int token) =>
        block.MentionAt(token) is not null || cues.SpeakerNouns.IsAt(block.Tokens, token) || Enumerable.Range(token + 1, modality.Words.AreaPrepositions.Contains(block.Word(token)) ? 1 : MaxToNoun).Any(noun => noun < block.Tokens.Length && cues.SpeakerNouns.IsAt(block.Tokens, noun) && block.HasOnlyWords(token, noun)) || block.Word(token) is "the" or "a" or "an" or "he" or "she" or "it" or "they" || char.IsUpper(block.Text[block.Tokens[token].Span.Start]);

    private bool HasVerbAfter(SentenceView sentence, int token)
    {
        for (var i = token; i < sentence.End && i < token + 3; i++)
        {
            if (sentence.Block.Word(i) is "who" or "whose" or "which" or ",")
            {
                return false;       // "…," said Novak, who is a surgeon; S, said Novak, and would not …
            }

            if (modality.Auxiliaries.Contains(sentence.Block.Word(i)) || sentence.Block.Word(i) is "will" or "would")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Faces questions about", "some US states have": the plural of the noun, and no verb in the present. A state does not state but that something is so.</summary>
    private bool IsPlural(SentenceView sentence, int token, CueEntry cue)
    {
        var block = sentence.Block;
        var next = block.Word(token + 1);
        return block.Word(token) is [.. var stem, 's'] && stem.SequenceEqual(cue.Verb) && next is not ("that" or ":") && !OpensQuote(block, token + 1)
            && (modality.Auxiliaries.Contains(next) || (modality.Rumours.Contains(block.Word(token)) && cues.Cues.IsAt(block.Tokens, token + 1)) || next is "about" or "of" or "where" or "whose" or "which" or "who" || (cue.Verb == "state" && block.MentionAt(token - 1) is { Type: SubjectType.Side }));
    }

    /// <summary>"said on Sunday", "said again", "reported separately".</summary>
    private int SkipAsides(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        while (token < sentence.End && (block.IsInDate(token) || modality.Adverbs.Contains(block.Word(token)) || block.Word(token).EndsWith("ly", StringComparison.Ordinal)
            || (block.Word(token) is "on" or "late" or "early" && token + 1 < sentence.End && (block.IsInDate(token + 1) || block.Word(token + 1) is "on"))))
        {
            token++;
        }

        return token;
    }

    /// <summary>"told the agency": the one who was told, when nothing is told behind him.</summary>
    private int SkipAddressee(SentenceView sentence, int token)
    {
        for (var i = token; i < Math.Min(sentence.End, token + 7); i++)
        {
            if (sentence.Block.Word(i) is "that" or "to" || OpensQuote(sentence.Block, i))
            {
                return token;
            }

            if (!sentence.Block.Tokens[i].IsWord && sentence.Block.Word(i) is not ("-" or "'s") || modality.Words.Trailers.Contains(sentence.Block.Word(i)))
            {
                return i;
            }
        }

        return token;
    }

    private bool IsTrailing(SentenceView sentence, int next, bool isAfterQuote)
    {
        if (next + 1 < sentence.End && sentence.Block.Word(next) == "," && OpensQuote(sentence.Block, next + 1))
        {
            return false;
        }

        if (next >= sentence.End || !sentence.Block.Tokens[next].IsWord && sentence.Block.Word(next) is not (":" or "\"" or "“"))
        {
            return next >= sentence.End || sentence.Block.Word(next) is "." or "," or ";" or "?" or "!" or ")" || isAfterQuote;
        }

        if (OpensQuote(sentence.Block, next) || sentence.Block.Word(next) is "that" or ":")
        {
            return false;
        }

        if (isAfterQuote)
        {
            return true;
        }

        if (!modality.Words.Trailers.Contains(sentence.Block.Word(next)))
        {
            return false;
        }

        for (var i = next; i < Math.Min(sentence.End, next + MaxToThat); i++)
        {
            if (sentence.Block.Word(i) == "that")
            {
                return false;
            }
        }

        return sentence.Block.Word(next) != "to" || !modality.Auxiliaries.Contains(sentence.Block.Word(next + 1));
    }

    /// <summary>The token that what is said begins with, or -1 when nothing is said.</summary>
    private int StartOfClause(SentenceView sentence, int next, CueEntry cue)
    {
        var block = sentence.Block;
        if (next >= sentence.End)
        {
            return -1;
        }

        if (block.Word(next) is "that" or ":" || (!cue.ThatOnly && block.Word(next) is "," or "to" or "how" or "why"))
        {
            return next + 1;
        }

        if (OpensQuote(block, next))
        {
            return next;
        }

        // "told X that S", "said in a statement that S".
        for (var i = next; i < Math.Min(sentence.End, next + MaxToThat); i++)
        {
            if (block.Word(i) == "that" && (i == next || !block.Tokens[i - 1].IsWord || cue.Verb == "tell" || modality.Words.Trailers.Contains(block.Word(next))))
            {
                return i + 1;
            }

            if (cue.Verb == "tell" && OpensQuote(block, i))
            {
                return i;
            }
        }

        if (cue.Verb == "tell" && BehindAddressee(sentence, next) is var told and >= 0)
        {
            return told;
        }

        return cue.Verb == "tell" || cue.ThatOnly || (cue.ClauseOnly && !cue.Object && modality.Words.Trailers.Contains(block.Word(next))) || block.Word(next) is "." or ";" ? -1 : next;
    }

    /// <summary>"Told reporters <b>the army</b> had left", "told a radio station <b>his</b> men …": where the clause begins behind who was told; -1 for none.</summary>
    private int BehindAddressee(SentenceView sentence, int next)
    {
        var block = sentence.Block;
        for (var i = next + 1; i < Math.Min(sentence.End - 1, next + MaxAddressee) && block.Tokens[i].IsWord; i++)
        {
            if (block.Word(i) is "the" or "his" or "her" or "its" or "their" or "our" or "he" or "she" or "they" or "it" or "we" or "there" or "no"
                && !modality.Words.Prepositions.Contains(block.Word(i - 1)) && block.Word(i - 1) is not ("the" or "a" or "an" or "and" or "or" or "not"))
            {
                return i;
            }

            // "Told the agency X had fallen", "told Reuters rebels held X": another name begins where that of the addressee ends.
            if ((block.MentionAt(i - 1) is { } told && block.TokensOf(told.Span).End == i || cues.SpeakerNouns.IsAt(block.Tokens, i - 1)) && (block.MentionAt(i) is { IsEmbedded: false } || predicates.Unnamed.IsAt(block.Tokens, i)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Where a statement in front of its cue begins: with its quotation, which may begin sentences earlier, or with the sentence.</summary>
    private static int StartOfContent(SentenceView sentence, int cue)
    {
        var at = sentence.Block.Tokens[cue].Span.Start;
        foreach (var quote in sentence.Block.Quotes)
        {
            if (quote.Start < sentence.Span.Start && quote.End > sentence.Span.Start && quote.End < at)
            {
                return quote.Start;
            }
        }

        return sentence.Span.Start;
    }

    /// <summary>Where a statement behind its cue ends: with the sentence, or with the quotation it begins.</summary>
    private int EndOfContent(SentenceView sentence, int start)
    {
        var at = sentence.Block.Tokens[start].Span.Start;
        foreach (var quote in sentence.Block.Quotes)
        {
            if (quote.Start >= at - 1 && quote.Start < sentence.Span.End && quote.End > sentence.Span.End)
            {
                return quote.End;
            }
        }

        // "X said S; Y counted T": another voice behind the semicolon.
        for (var i = start; i < sentence.End; i++)
        {
            if (sentence.Block.Word(i) == ";" && sentence.Block.HasAt(cues.Cues, i + 1, sentence.End))
            {
                return sentence.Block.Tokens[i].Span.Start;
            }

            // "X said S, according to Y": Y relays X.
            if (sentence.Block.Word(i) == "," && cues.Frames.IsAt(sentence.Block.Tokens, i + 1) && i > start && !HasClause(sentence, i + 1))
            {
                return sentence.Block.Tokens[i].Span.Start;
            }
        }

        return sentence.Span.End;
    }

    /// <summary>Another verb stands behind the token.</summary>
    private bool HasClause(SentenceView sentence, int token) => Enumerable.Range(token, sentence.End - token).Any(i =>
        sentence.Block.MentionAt(i) is null && (modality.Auxiliaries.Contains(sentence.Block.Word(i)) || predicates.Triggers.IsAt(sentence.Block.Tokens, i)));

    private static bool OpensQuote(BlockView block, int token)
    {
        foreach (var quote in block.Quotes)
        {
            if (token < block.Tokens.Length && (quote.Start == block.Tokens[token].Span.Start || quote.Start == block.Tokens[token].Span.End))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQuoteEnd(BlockView block, int token)
    {
        foreach (var quote in block.Quotes)
        {
            if (token >= 0 && quote.End >= block.Tokens[token].Span.Start && quote.End <= block.Tokens[token].Span.End)
            {
                return block.Tokens[token].Kind != Reading.Text.TokenKind.Word;
            }
        }

        return false;
    }

    private static string Surface(BlockView block, int token, int length) =>
        block.Surface(token, token + length);

    private static AttributedSpan? Span(
        BlockView block, int start, int end, Speaker speaker, string cue, CueGroup group, string rule, bool isDistanced = false) =>
        end > start && block.Block.Span.Contains(new TextSpan(start, end)) ? new AttributedSpan(new TextSpan(start, end), speaker, cue, group, isDistanced, rule) : null;
}
