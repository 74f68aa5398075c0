using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>
/// Finds who says what in a block (claims.md 3). Spans may lie inside each other: the smallest one around a claim is its innermost speaker.
/// </summary>
internal sealed partial class AttributionReader(CueLexicon cues, ModalityLexicon modality, SideTable sides, PredicateTable predicates)
{
    /// <summary>Fewer words in quotation marks are a wording, not speech.</summary>
    private const int MinSpeechWords = 4;

    /// <summary>Tokens between "shared" and what was shared.</summary>
    private const int MaxToPicture = 6;

    /// <summary>"told the agency on Friday that": how far the clause may begin behind its verb.</summary>
    private const int MaxToThat = 14;

    /// <summary>Tokens of "a radio station in the capital".</summary>
    private const int MaxAddressee = 7;

    /// <summary>"Counted a total of 12".</summary>
    private const int MaxToNumber = 4;

    /// <summary>Words in front of the noun of a speaker: "regional fire brigade spokesman".</summary>
    private const int MaxToNoun = 3;

    /// <summary>Tokens of a source in brackets.</summary>
    private const int MaxInBrackets = 7;

    /// <summary>Tokens between a quotation and its cue: "the parish priest said".</summary>
    private const int MaxToSaid = 6;

    /// <summary>Words of a name in front of a turn: "ANNA NOVAK:".</summary>
    private const int MaxTurnName = 3;

    /// <summary>Tokens from "denied" to the participle behind "it,".</summary>
    private const int MaxRefusal = 5;

    /// <summary>Who denies a whole sentence stands outside of everybody who speaks in it.</summary>
    public const string DenialRule = "ATT-9";

    /// <summary>Whose claim it is stands inside of everybody who dismisses it.</summary>
    public const string AllegationRule = "ATT-14";

    private readonly SpeakerFinder _speakers = new(cues, modality, sides, predicates);

    /// <param name="block">The block to read.</param>
    /// <param name="before">The block before, with what was found in it; null for the first.</param>
    /// <param name="memory">Who has spoken so far; what is found here is added.</param>
    /// <param name="found">Empty; what is found is added.</param>
    public void Read(BlockView block, BlockView? before, SpeakerMemory memory, List<AttributedSpan> found)
    {
        if (Turn(block) is { } turn)
        {
            found.Add(turn);
            memory.Add(turn.Speaker, block.Index);
        }

        if (Headed(block, memory) is { } headed)
        {
            found.Add(headed);
            memory.Add(headed.Speaker, block.Index);
        }

        foreach (var sentence in block.Sentences)
        {
            if (Quoted(sentence, memory, found) is { } quoted)
            {
                found.Add(quoted);
                AddRelay(quoted, memory, found);
            }

            for (var i = sentence.First; i < sentence.End; i++)
            {
                var span = Frame(sentence, i, memory) ?? Bracketed(sentence, i, memory) ?? ToWhom(sentence, i, memory) ?? Shown(sentence, i, memory) ?? Alleged(sentence, i, memory) ?? Hearsay(sentence, i) ?? Complement(sentence, i) ?? Holding(sentence, i, memory) ?? BlamedBy(sentence, i, memory)
                    ?? (Refusal(sentence, i, memory) is { } refusal ? Refuted(sentence, i, refusal) : Cue(sentence, i, memory, found));
                if (span is not null)
                {
                    found.Add(span);
                    if (span.IsOfNobody)
                    {
                        continue;
                    }

                    if (GoesOn(sentence, span, i) is { } rest)
                    {
                        found.Add(rest);
                    }

                    memory.Add(span.Speaker, block.Index);
                    if (Told(sentence, i) is { } told)
                    {
                        memory.Relay(span.Speaker, told);
                    }

                    AddRelay(span, memory, found);
                }
            }
        }

        // "The paper reports that S:" and a quotation with speakers of its own: the paper relays them.
        if (before is not null && found.Count > 0 && memory.AnnouncerIn(before.Index) is { } announcer
            && (block.Block.Kind == Reading.Articles.BlockKind.Quote || (block.Quotes.Length > 0 && block.Quotes[0].Start <= block.Block.Span.Start + 1) || _speakers.IsRelay(announcer)))
        {
            found.Add(new AttributedSpan(block.Block.Span, announcer, ":", CueGroup.Say, false, "ATT-8"));
        }

        if (block.IsAnnouncement && memory.AnnouncerIn(block.Index) is null
            && block.Sentences is [.., var last] && FirstOver(last.Span, found) is { IsOfNobody: false } outermost)
        {
            memory.Announce(outermost.Speaker, block.Index);
        }

        if (Inherited(block, before, memory, found.Count > 0) is { } inherited)
        {
            found.Add(inherited);
            AddRelay(inherited, memory, found);
            memory.Add(inherited.Speaker, block.Index);
        }
    }

    /// <summary>Who "told the agency" something told it what he says further on, too.</summary>
    private static void AddRelay(AttributedSpan span, SpeakerMemory memory, List<AttributedSpan> found)
    {
        if (memory.RelayOf(span.Speaker) is { } relay)
        {
            found.Add(span with { Speaker = relay, Cue = "told", Group = CueGroup.Say, IsDistanced = false });
        }
    }

    /// <summary>"NOVAK: We hear …": a turn in the transcript of an interview, of somebody whom the text names in full and who has several turns.</summary>
    private AttributedSpan? Turn(BlockView block)
    {
        var end = 0;
        while (end < MaxTurnName && end < block.Tokens.Length && block.Tokens[end].IsWord && block.Tokens[end].Span.Length > 1 && !block.Text.AsSpan(block.Tokens[end].Span.Start, block.Tokens[end].Span.Length).ContainsAnyExceptInRange('A', 'Z'))
        {
            end++;
        }

        if (end == 0 || block.Word(end) != ":" || end + 1 >= block.Tokens.Length)
        {
            return null;
        }

        var surname = block.Surface(end - 1, end);
        var label = $"{surname}:";
        return block.Text.IndexOf(label, StringComparison.Ordinal) != block.Text.LastIndexOf(label, StringComparison.Ordinal) && _speakers.Spelled(block.Text, surname, block.Tokens[end - 1].Span.Start) is { } name
            ? Span(block, block.Tokens[end + 1].Span.Start, block.Block.Span.End, new Speaker(name, null, null, SpeakerClass.Person), ":", CueGroup.Say, "ATT-12")
            : null;
    }

    /// <summary>"14:05 The mayor in the council: “S.”": who stands alone in front of the colon of a quotation that opens a paragraph.</summary>
    private AttributedSpan? Headed(BlockView block, SpeakerMemory memory)
    {
        if (block.Quotes is not [var quote, ..] || block.Sentences is not [var sentence, ..] || !sentence.Span.Contains(new TextSpan(quote.Start, quote.Start)))
        {
            return null;
        }

        var colon = block.IndexAtOrAfter(quote.Start) - 2;
        var first = sentence.First;
        while (first < colon && !(block.Tokens[first].IsWord && char.IsLetter(block.Word(first)[0])))
        {
            first++;        // the hour of an entry
        }

        if (colon - first is < 1 or > MaxHeading || block.Word(colon) != ":" || !block.HasOnlyWords(first, colon) || _speakers.After(sentence, first, memory) is not { Speaker.Class: SpeakerClass.Person or SpeakerClass.Body } named)
        {
            return null;
        }

        for (var i = first; i < colon; i++)
        {
            if (cues.Cues.IsAt(block.Tokens, i) || modality.Auxiliaries.Contains(block.Word(i)))
            {
                return null;        // a verb says how the quotation came about
            }
        }

        return named.End == colon || modality.Words.SpeakerPrepositions.Contains(block.Word(named.End))
            ? Span(block, quote.Start, quote.End, named.Speaker, ":", CueGroup.Say, "ATT-8") : null;
    }

    /// <summary>"S," X said. "T.": a sentence that is one quotation goes on with the speaker of the sentence before.</summary>
    private AttributedSpan? Quoted(SentenceView sentence, SpeakerMemory memory, List<AttributedSpan> found)
    {
        foreach (var quote in sentence.Block.Quotes)
        {
            if (quote.Start >= sentence.Span.Start && quote.Start <= sentence.Span.Start + 1 && quote.End >= sentence.Span.End - 2)
            {
                return !IsSaidBehind(sentence.Block, quote) && sentence.Previous is { } before && memory.LastIn(sentence.Block.Index) is { } last && !IsSaid(sentence.Span, found) && FirstOver(before.Span, found) is not null
                    ? new AttributedSpan(quote, last, "quotation", CueGroup.Say, false, "ATT-7") : null;
            }
        }

        return null;
    }

    /// <summary>"S. T," <b>said X</b>: the quotation goes on in another sentence, behind which stands whose it is.</summary>
    private bool IsSaidBehind(BlockView block, TextSpan quote)
    {
        var end = block.IndexAtOrAfter(quote.End);
        return block.HasWord(end, end + 2, static word => word is "\"" or "”") && block.HasAt(cues.Cues, end, end + MaxToSaid) && block.Sentences.Any(sentence => sentence.Span.Contains(new TextSpan(quote.End, quote.End)) && sentence.Span.Start > quote.Start);
    }

    /// <summary>All of the words are known to be somebody's.</summary>
    private static bool IsSaid(TextSpan words, List<AttributedSpan> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Content.Contains(words))
            {
                return true;
            }
        }

        return false;
    }

    private static AttributedSpan? FirstOver(TextSpan words, List<AttributedSpan> found)
    {
        for (var i = 0; i < found.Count; i++)
        {
            if (found[i].Content.Overlaps(words))
            {
                return found[i];
            }
        }

        return null;
    }

    /// <summary>"told the Daily Example": the outlet that was told; null for anybody else.</summary>
    private Speaker? Told(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        if (!cues.Cues.TryMatch(block.Tokens, token, out var cue, out var length) || cue.Verb != "tell")
        {
            return null;
        }

        for (var i = token + length; i < Math.Min(sentence.End, token + length + 4); i++)
        {
            if (block.MentionAt(i) is { Type: SubjectType.Body } body && SpeakerFinder.Of(body) is var told && _speakers.IsRelay(told))
            {
                return told;
            }
        }

        return null;
    }

    /// <summary>"According to X, S" and "S, according to X".</summary>
    private AttributedSpan? Frame(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!cues.Frames.TryMatch(block.Tokens, token, out var group, out var length) || (_speakers.After(sentence, token + length, memory) ?? _speakers.AnyAfter(sentence, token + length)) is not { } named)
        {
            return null;
        }

        var cue = Surface(block, token, length);
        // "… the road was open, but according to X, S": what stands before is somebody else's.
        if (token <= sentence.First + 1 || (block.Word(token - 1) is "and" or "but" or "while" or "though" or "although" or "that" && block.HasWord(named.End, named.End + 1, static word => word is ",")))
        {
            var start = named.End;
            while (start < sentence.End && block.Word(start) is not ("," or ":"))
            {
                start++;
            }

            start = start + 1 < sentence.End ? start + 1 : named.End;
            return Span(block, block.Tokens[start].Span.Start, EndOfContent(sentence, start), named.Speaker, cue, group, "ATT-4");
        }

        return Span(block, StartOfContent(sentence, token), block.Tokens[token].Span.Start, named.Speaker, cue, group, "ATT-4");
    }

    /// <summary>"525 people were killed (Ministry of Health)": the source in brackets behind a number.</summary>
    private AttributedSpan? Bracketed(SentenceView sentence, int token, SpeakerMemory memory) => sentence.Block.Word(token) == "(" && token > sentence.First ? InBrackets(sentence, token, memory) : null;

    private AttributedSpan? InBrackets(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (block.MentionAt(token - 1) is { } before ? !PlaceFinder.IsPlace(before) : char.IsUpper(block.Text[block.Tokens[token - 1].Span.Start]))
        {
            return null;        // "the Arakan Army (AA)" is a name
        }

        var end = token + 1;
        while (end < Math.Min(sentence.End, token + MaxInBrackets) && block.Word(end) != ")" && block.QuantityAt(end) < 0 && !block.IsInDate(end))
        {
            end++;
        }

        var opening = sentence.First;
        for (var i = sentence.First; i < token; i++)
        {
            opening = block.Word(i) == ")" ? i + 1 : opening;       // the clause of another source
        }

        return block.Word(end) == ")" && block.HasQuantity(opening, token) && (Office(block, token + 1, end) ?? _speakers.After(sentence, token + 1, memory)) is { } named && named.End == end && !_speakers.IsRelay(named.Speaker)
            && (named.Speaker.Class == SpeakerClass.Body || (named.Speaker.Class == SpeakerClass.Any && IsBody(block, token + 1, end)))
            ? Span(block, opening == sentence.First ? sentence.Span.Start : block.Tokens[opening].Span.Start, block.Tokens[token].Span.Start, named.Speaker, "()", CueGroup.Say, "ATT-4") : null;
    }

    /// <summary>"Ministry of Internal Security": an office that no list holds.</summary>
    private (Speaker Speaker, int End)? Office(BlockView block, int first, int end) =>
        end - first > 1 && block.MentionAt(first) is null && char.IsUpper(block.Text[block.Tokens[first].Span.Start]) && cues.SpeakerNouns.IsAt(block.Tokens, first) && block.Word(first + 1) is "of" or "for"
            ? (new Speaker(block.Surface(first, end), null, null, SpeakerClass.Body), end) : null;

    /// <summary>A body of the lists, or a name with the noun of a speaker: never a bare land or town.</summary>
    private bool IsBody(BlockView block, int first, int end) =>
        Enumerable.Range(first, end - first).Any(i => block.MentionAt(i) is { Type: SubjectType.Body } || cues.SpeakerNouns.IsAt(block.Tokens, i));

    /// <summary>"To X, this means that S": what it is to him is what he says of it.</summary>
    private AttributedSpan? ToWhom(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (token != sentence.First || block.Word(token) is not ("to" or "for"))
        {
            return null;
        }

        var named = block.Word(token + 1) is "him" or "her" ? memory.Last(SpeakerClass.Person, block.Index) is { } last ? (last, token + 2) : ((Speaker Speaker, int End)?)null
            : _speakers.After(sentence, token + 1, memory);
        return named is { Speaker: { Class: SpeakerClass.Person } speaker, End: var end } && block.Word(end) == "," && block.Word(end + 1) is "this" or "that" or "it" or "these" or "those" or "there"
            ? Span(block, block.Tokens[end + 1].Span.Start, EndOfContent(sentence, end + 1), speaker, Surface(block, token, 1), CueGroup.Assess, "ATT-4") : null;
    }

    /// <summary>"X shared a video of S", "said X, with photos showing S".</summary>
    private AttributedSpan? Shown(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!cues.Pictures.Contains(block.Word(token)) || block.Word(token + 1) is not ("of" or "showing" or "that" or "which") || token + 2 >= sentence.End)
        {
            return null;
        }

        for (var i = token - 1; i >= Math.Max(sentence.First, token - MaxToPicture); i--)
        {
            var said = block.Word(i) == "with" ? LastCue(sentence, i) : -1;
            var verb = said >= 0 ? said : i;
            if (said < 0 && !cues.Shares.Contains(block.Word(i)))
            {
                continue;
            }

            var end = token + 2;
            while (end < sentence.End && block.Word(end) is not ("," or ";"))
            {
                end++;
            }

            return _speakers.Before(sentence, verb, memory) is { } who && end > token + 2
                ? Span(block, block.Tokens[token + 2].Span.Start, block.Tokens[end - 1].Span.End, who.Speaker, Surface(block, verb, 1), CueGroup.Say, "ATT-13") : null;
        }

        return null;
    }

    /// <summary>The last token of the sentence before this one with which a cue begins; -1 for none.</summary>
    private int LastCue(SentenceView sentence, int before)
    {
        var i = before - 1;
        while (i >= sentence.First && !cues.Cues.IsAt(sentence.Block.Tokens, i))
        {
            i--;
        }

        return i >= sentence.First ? i : -1;
    }

    private AttributedSpan? Cue(SentenceView sentence, int token, SpeakerMemory memory, List<AttributedSpan> found)
    {
        var block = sentence.Block;
        if ((Denied(sentence, token, memory) ?? ByWhom(sentence, token, memory)) is { } passive)
        {
            return passive;
        }

        if (block.MentionAt(token) is not null || !cues.Cues.TryMatch(block.Tokens, token, out var cue, out var length) || !cue.Content || (cue.NotBefore.Contains(block.Word(token + length)) && !block.IsInDate(token + length + 1)) || IsNoun(sentence, token) && !IsDeclined(sentence, token))
        {
            return null;
        }

        if (IsNegated(sentence, token, cue.Group) || IsDeclined(sentence, token))
        {
            return Unsaid(sentence, token, token + length, cue.Object);
        }

        if (cue.NumberOnly && !LeadsToNumber(sentence, token + length, cue.With))
        {
            return null;
        }

        var surface = Surface(block, token, length);
        var isDistanced = token > sentence.First && cues.Distance.Contains(block.Word(token - 1));
        var behind = token + length;
        var isQuoteBefore = IsQuoteEnd(block, token - 1);

        // S, said X: the speaker stands behind the cue. "S, X said, rejecting the mayor's figure" is no such turn.
        if (!surface.EndsWith("ing", StringComparison.OrdinalIgnoreCase) && !cue.SpeakerOnly && (isQuoteBefore || block.Word(token - 1) == ",") && cue.Verb != "tell" && behind < sentence.End && block.Word(behind) != "that"
            && _speakers.After(sentence, behind, memory) is { } inverted && inverted.End - behind <= 9 && !HasVerbAfter(sentence, inverted.End)
            && StartsWithName(block, behind))
        {
            return Span(block, StartOfContent(sentence, token), block.Tokens[token].Span.Start, inverted.Speaker, surface, cue.Group, "ATT-3", isDistanced);
        }

        var next = SkipAsides(sentence, behind);
        // "S, aid groups estimate.", "partners report 28 dead": whoever stands in front of it speaks.
        var isSpeech = cue.Group is not CueGroup.Doubt && (cue.Verb is "say" or "tell" || next >= sentence.End || block.Word(next) is "that" or ":" or "." || OpensQuote(block, next)
            || (cue.Object && cue.Group is CueGroup.Say or CueGroup.Assess or CueGroup.Confirm && (cue.With.Length > 0 || LeadsToNumber(sentence, next, []))));
        if ((Coordinated(sentence, token, found) ?? Refuser(sentence, token, memory) ?? _speakers.Before(sentence, token, memory, isSpeech)) is not { } subject)
        {
            return cue.Group is CueGroup.Say or CueGroup.Assess or CueGroup.Claim ? Somebodys(sentence, token, length) : null;
        }

        // "Neither A nor B said that S": nobody said it. "Contrary to what X said, S": X said something else.
        if (block.Word(subject.First) is "nor" or "neither" or "no" or "none" || block.Word(subject.First - 1) is "nor" or "neither" or "no")
        {
            return Unsaid(sentence, token, token + length, cue.Object);
        }

        if (block.Word(subject.First) == "what" && (block.Word(subject.First - 2) == "contrary" || block.Word(subject.First - 1) == "despite"))
        {
            return null;
        }

        // "An assertion the ministry rejected": the clause that describes what was told before.
        if (cue.Group == CueGroup.Deny && cues.Allegations.Contains(block.Word(subject.First - 1)) && block.Word(subject.First - 2) is "a" or "an" or "the")
        {
            subject = subject with { First = subject.First - 2 };
        }

        var isQuoteBeforeSubject = IsQuoteEnd(block, subject.First - 1);
        var isCommaBeforeSubject = subject.First > sentence.First && (block.Word(subject.First - 1) == "," || (block.Word(subject.First - 1) == "as" && block.Word(subject.First - 2) == ","));     // "S, as X admitted"
        if ((isQuoteBeforeSubject || isCommaBeforeSubject) && !(block.Word(next) == "to" && cue.Group != CueGroup.Say) && IsTrailing(sentence, cue.Verb == "tell" ? SkipAddressee(sentence, next) : next, isQuoteBeforeSubject))
        {
            return Span(block, StartOfContent(sentence, subject.First), block.Tokens[subject.First].Span.Start, subject.Speaker, surface, cue.Group, "ATT-2", isDistanced);
        }

        if ((cue.QuoteOnly && !OpensQuote(block, next)) || (cue.SpeakerOnly && subject.Speaker.Class != SpeakerClass.Document && (subject.Speaker.Id is null || block.Word(next) != "that")))
        {
            return null;
        }

        var start = StartOfClause(sentence, next, cue);
        if (start >= sentence.End)
        {
            memory.Add(subject.Speaker, block.Index);      // "X stated:" – the next block is what was stated
            memory.Announce(subject.Speaker, block.Index);
        }

        if (start < 0 || start >= sentence.End)
        {
            return null;
        }

        var rule = block.Word(next) == ":" ? "ATT-8" : "ATT-1";
        return Span(block, block.Tokens[start].Span.Start, cue.NumberOnly ? EndOfCount(sentence, start) : EndOfContent(sentence, start), subject.Speaker, surface, cue.Group, rule, isDistanced);
    }

    /// <summary>Where what was counted ends: "counted 12 dead, <b>while</b> the mayor feared for more".</summary>
    private static int EndOfCount(SentenceView sentence, int start)
    {
        var end = start;
        while (end < sentence.End && sentence.Block.Word(end) is not (";" or "while" or "but" or "though" or "although" or "whereas"))
        {
            end++;
        }

        return end == sentence.End ? sentence.Span.End : sentence.Block.Tokens[end].Span.Start;
    }

    /// <summary>"Put the toll <b>at 12</b>", "gave the number of dead <b>as about 44</b>".</summary>
    private static bool LeadsToNumber(SentenceView sentence, int token, string[] with)
    {
        if (with.Length == 0)
        {
            return sentence.Block.HasQuantity(token, Math.Min(sentence.End, token + MaxToNumber));
        }

        for (var i = token; i < Math.Min(sentence.End - 1, token + MaxToThat) && sentence.Block.Word(i) is not (";" or "that"); i++)
        {
            if (with.Contains(sentence.Block.Word(i)) && sentence.Block.QuantityAt(i + 1) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"An official denied that they sought Novak and said that …": who is named right in front of "and" is an object; the one who denied says it.</summary>
    private static (Speaker Speaker, int First)? Coordinated(SentenceView sentence, int token, List<AttributedSpan> found)
    {
        var block = sentence.Block;
        var isObject = block.Word(token - 1) is "and" or "but" && block.MentionAt(token - 2) is { Type: SubjectType.Person or SubjectType.Body or SubjectType.Side };
        for (var i = found.Count - 1; isObject && i >= 0; i--)
        {
            if (!found[i].IsOfNobody && found[i].Content.Contains(block.Tokens[token].Span))
            {
                return (found[i].Speaker, token);
            }
        }

        return null;
    }

    /// <summary>"it was reported by X that S".</summary>
    private AttributedSpan? ByWhom(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!cues.Cues.TryMatch(block.Tokens, token, out var cue, out var length) || block.Word(token + length) != "by" || !modality.Auxiliaries.Contains(block.Word(token - 1))
            || _speakers.After(sentence, token + length + 1, memory) is not { } named)
        {
            return null;
        }

        for (var i = named.End; i < Math.Min(sentence.End, named.End + 5); i++)
        {
            if (block.Word(i) == "that" && i + 1 < sentence.End)
            {
                return Span(block, block.Tokens[i + 1].Span.Start, sentence.Span.End, named.Speaker, Surface(block, token, length), cue.Group, "ATT-1");
            }
        }

        return null;
    }

    /// <summary>A quotation without a cue of its own belongs to the one who spoke last beside it.</summary>
    private static AttributedSpan? Inherited(BlockView block, BlockView? before, SpeakerMemory memory, bool hasOwn)
    {
        if (before is null || block.Tokens.IsEmpty || memory.LastIn(before.Index) is not { } last)
        {
            return null;
        }

        var isAnnounced = before.IsAnnouncement;
        if (block.Quotes.Length > 0 && block.Quotes[0].Start <= block.Tokens[Math.Min(1, block.Tokens.Length - 1)].Span.Start)
        {
            var quote = block.Quotes[0];
            var words = block.TokensOf(quote);
            var isSpeech = words.End - words.First >= MinSpeechWords;
            return isSpeech && (!hasOwn || before.EndsInQuote) ? new AttributedSpan(quote, last, before.EndsInQuote ? "continued" : "quotation", CueGroup.Say, false, "ATT-7") : null;
        }

        return isAnnounced && !hasOwn && block.Block.Kind == Reading.Articles.BlockKind.Quote ? new AttributedSpan(block.Block.Span, last, ":", CueGroup.Say, false, "ATT-8") : null;
    }
}
