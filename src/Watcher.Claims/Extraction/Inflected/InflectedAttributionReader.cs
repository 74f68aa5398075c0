using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction.Inflected;

/// <summary>
/// Who says what in a language of free word order: "X said that S", "S, said X", "according to X, S", "as X said, S", "X: S", and
/// "this was said by X" of the sentence before.
/// </summary>
internal sealed class InflectedAttributionReader(InflectedLexicon lexicon)
{
    private const int MaxToThat = 14;
    private const int MaxPhrase = 10;
    private const int MaxNameWords = 4;

    /// <summary>Tokens between "the command" and "of the Veran army".</summary>
    private const int MaxToHead = 4;

    /// <summary>Letters of a source's name: shorter ones are no nouns.</summary>
    private const int MinPhrase = 3;

    /// <summary>Tokens of a name in quotation marks, with the one that closes it.</summary>
    private const int MaxNameInMarks = 3;

    /// <param name="block">The block to read.</param>
    /// <param name="memory">Who has spoken so far; what is found here is added.</param>
    /// <param name="found">What is found is added.</param>
    public void Read(BlockView block, SpeakerMemory memory, List<AttributedSpan> found)
    {
        foreach (var sentence in block.Sentences)
        {
            for (var i = sentence.First; i < sentence.End; i++)
            {
                if ((Frame(sentence, i, memory) ?? Cue(sentence, i, memory)) is { } span)
                {
                    found.Add(span);
                    if (!span.IsUnsaid)
                    {
                        memory.Add(span.Speaker, block.Index);
                    }

                    if (span.Group == CueGroup.Deny && Next(sentence, i, ":", MaxToThat) is var colon and > 0 && Span(sentence, Start(sentence, colon + 1), sentence.Span.End, span.Speaker, i, 1, CueGroup.Say, "ATT-8") is { } instead)
                    {
                        found.Add(instead);
                    }
                }
            }
        }
    }

    /// <summary>"According to X, S" and "S, according to X".</summary>
    private AttributedSpan? Frame(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!lexicon.Cues.Frames.TryMatch(block.Tokens, token, out var group, out var length))
        {
            // "За його словами", "за попередніми даними X": one word stands between the two of the frame.
            var between = block.Word(token + 1);
            var isHis = lexicon.Cues.Possessives.Contains(between);
            if (token + 2 >= sentence.End || !lexicon.Prepositions.ContainsKey(block.Word(token)) || !(isHis || InflectedSentence.IsAdjective(between)) || !lexicon.Cues.Frames.TryGet($"{block.Word(token)} {block.Word(token + 2)}", out group))
            {
                return null;
            }

            length = 3;
            if (isHis)
            {
                return memory.Last(SpeakerClass.Any, block.Index) is not { } known ? null : Framed(sentence, token, length, token + length, known, group);
            }
        }

        if ((After(sentence, token + length) ?? Phrase(sentence, token + length)) is not var (speaker, end))
        {
            return null;
        }

        return Framed(sentence, token, length, end, speaker, group);
    }

    /// <summary>What a frame carries: all behind it when it opens the sentence, its whole clause when it stands between commas, else what stands in front of it.</summary>
    private static AttributedSpan? Framed(SentenceView sentence, int token, int length, int end, Speaker speaker, CueGroup group)
    {
        var comma = Next(sentence, end, ",", MaxPhrase);
        if (token <= sentence.First + 2)
        {
            return comma > 0 ? Span(sentence, Start(sentence, comma + 1), sentence.Span.End, speaker, token, length, group, "ATT-4") : null;
        }

        var isAside = comma > 0 && comma + 2 < sentence.End && sentence.Block.Word(token - 1) == ",";
        return isAside ? Span(sentence, Start(sentence, Edge(sentence, token - 1)), sentence.Span.End, speaker, token, length, group, "ATT-4")
            : Span(sentence, sentence.Span.Start, sentence.Block.Tokens[token].Span.Start, speaker, token, length, group, "ATT-4");
    }

    private AttributedSpan? Cue(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (!lexicon.Cues.Cues.TryMatch(block.Tokens, token, out var cue, out var length))
        {
            return null;
        }

        var behind = token + length;
        if (token > sentence.First && lexicon.Negations.Contains(block.Word(token - 1)) && cue.Group != CueGroup.Deny)
        {
            // "Did not confirm that S": nobody says S.
            var that = Next(sentence, behind, ",", MaxToThat);
            var isThat = that > 0 && lexicon.That.IsAt(block.Tokens, that + 1);
            if (!isThat && cue.Group != CueGroup.Confirm)
            {
                return null;
            }

            // "Did not confirm the loss of X", "the loss of X it did not confirm": the cue's own clause.
            var unsaid = isThat ? new TextSpan(Start(sentence, that + 1), sentence.Span.End) : new TextSpan(Start(sentence, Edge(sentence, token)), NounPhraseEnd(sentence, behind) is var close and > 0 ? block.Tokens[close].Span.Start : sentence.Span.End);
            return new AttributedSpan(unsaid, new Speaker("", null, null, SpeakerClass.Any), Surface(block, token, length), CueGroup.Doubt, false, "ATT-11") { IsUnsaid = true };
        }

        var clause = Edge(sentence, token);      // the first token of the clause that the cue stands in

        // X said that S.
        for (var i = behind; i < Math.Min(sentence.End, behind + MaxToThat); i++)
        {
            var isColon = block.Word(i) == ":";
            if (isColon && cue.Group == CueGroup.Deny)
            {
                break;          // "denied the capture of X: «S»", "denied it: S": something else is denied, and S is said
            }

            if (isColon || lexicon.That.IsAt(block.Tokens, block.Word(i) == "," ? i + 1 : i))
            {
                var speaker = Before(sentence, token, clause, memory) ?? After(sentence, behind, memory)?.Speaker;
                return speaker is null ? null : Span(sentence, Start(sentence, isColon ? i + 1 : block.Word(i) == "," ? i + 2 : i + 1), sentence.Span.End, speaker, token, length, cue.Group, isColon ? "ATT-8" : "ATT-1");
            }

            if (block.Word(i) is "," or ";" && block.MentionAt(i + 1) is null)
            {
                break;
            }
        }

        var isOfBefore = behind < block.Tokens.Length && lexicon.About.IsAt(block.Tokens, behind);      // "denied these reports"
        var who = (isOfBefore ? Before(sentence, token, clause, memory) : null) ?? After(sentence, behind, memory)?.Speaker ?? Before(sentence, token, clause, memory);
        if (who is null)
        {
            return null;
        }

        // As X said, S.
        if (clause == sentence.First && lexicon.As.Contains(block.Word(sentence.First)) && Next(sentence, behind, ",", MaxToThat) is var comma and > 0)
        {
            return Span(sentence, Start(sentence, comma + 1), sentence.Span.End, who, token, length, cue.Group, "ATT-4");
        }

        // This was said by X: the sentence before.
        if (block.HasAt(lexicon.About, clause, token) || isOfBefore)
        {
            var before = sentence.Previous;
            return clause > sentence.First ? Span(sentence, sentence.Span.Start, block.Tokens[clause].Span.Start, who, token, length, cue.Group, "ATT-3")
                : before is null ? null : cue.Group == CueGroup.Deny ? AttributionReader.Elsewhere(before, sentence, token, who, Surface(block, token, length))
                : new AttributedSpan(before.Span, who, Surface(block, token, length), cue.Group, false, "ATT-10");
        }

        // S, said X.
        if (clause > sentence.First)
        {
            return Span(sentence, StartOfContent(sentence, clause), block.Tokens[clause - 1].Span.Start, who, token, length, cue.Group, "ATT-3");
        }

        // "The ministry denied the capture of X", "announced the liberation of X": a noun phrase is what was said.
        return Before(sentence, token, clause, memory) is { } subject && behind < sentence.End && block.Tokens[behind].IsWord
            ? Span(sentence, Start(sentence, behind), NounPhraseEnd(sentence, behind) is var end and > 0 ? block.Tokens[end].Span.Start : sentence.Span.End, subject, token, length, cue.Group, "ATT-1") : null;
    }

    /// <summary>The nearest who can speak, in front of the verb in its clause. "In the ministry they said" speaks too.</summary>
    private Speaker? Before(SentenceView sentence, int verb, int clause, SpeakerMemory memory)
    {
        var block = sentence.Block;
        for (var i = verb - 1; i >= clause; i--)
        {
            if (lexicon.Cues.Pronouns.TryGetValue(block.Word(i), out var kind))
            {
                return memory.Last(kind, block.Index);
            }

            if (Name(sentence, i, isEnd: true) is var (name, first, _))
            {
                return new Speaker(name, null, SideWithin(block, Math.Max(clause, first - MaxPhrase), first), SpeakerClass.Person);
            }

            if (At(sentence, i, clause, verb) is { } found)
            {
                return found.Class == SpeakerClass.Person && found.Id is not null ? found : Head(sentence, i, clause) ?? found;
            }
        }

        return null;
    }

    /// <summary>"<b>The prosecutor's office</b> of Vera", "<b>the command</b> of the Veran army": the noun in front of the side or the forces speaks, and its phrase is its name.</summary>
    private Speaker? Head(SentenceView sentence, int last, int clause)
    {
        var block = sentence.Block;
        if (block.MentionAt(last) is { Type: SubjectType.Body or SubjectType.Person } || !(block.MentionAt(last) is not null || lexicon.Forces.IsAt(block.Tokens, last)))
        {
            return null;
        }

        for (var i = last - 1; i >= Math.Max(clause, last - MaxToHead) && block.Tokens[i].IsWord && !lexicon.Prepositions.ContainsKey(block.Word(i)); i--)
        {
            if (block.MentionAt(i) is null && lexicon.Cues.SpeakerNouns.TryMatch(block.Tokens, i, out var kind, out _))
            {
                return new Speaker(block.Surface(i, last + 1), null, SideWithin(block, i, last + 1), kind);
            }
        }

        return null;
    }

    /// <summary>Who speaks behind a cue: a person by name before the body or office he speaks for.</summary>
    private (Speaker Speaker, int End)? After(SentenceView sentence, int token, SpeakerMemory? memory = null)
    {
        var block = sentence.Block;
        (Speaker Speaker, int End)? best = null;
        // "…," said he.
        if (token < sentence.End && lexicon.Cues.Pronouns.TryGetValue(block.Word(token), out var pronoun))
        {
            return memory?.Last(pronoun, block.Index) is { } meant ? (meant, token + 1) : null;
        }

        for (var i = token; i < Math.Min(sentence.End, token + MaxPhrase) && !(block.Word(i) is "," or "." or ";" or ":" || block.IsDash(i) || lexicon.That.IsAt(block.Tokens, i)); i++)
        {
            if (block.MentionAt(i) is { Type: SubjectType.Person } person)
            {
                var of = SpeakerFinder.Of(person);
                return (of with { Side = of.Side ?? best?.Speaker.Side }, block.TokensOf(person.Span).End);
            }

            if (Name(sentence, i, isEnd: false) is var (name, _, end) && (best is null || best.Value.Speaker.Id is null || best.Value.Speaker.Class != SpeakerClass.Any))
            {
                return (new Speaker(name, null, best?.Speaker.Side ?? SideWithin(block, token, i), SpeakerClass.Person), end);
            }

            if (best is null && At(sentence, i, token, Math.Min(sentence.End, token + MaxPhrase)) is { } found)
            {
                best = (found, block.MentionAt(i) is { } mention ? block.TokensOf(mention.Span).End : i + 1);
            }
        }

        return best;
    }

    /// <summary>Whatever a frame names up to the comma: "according to <b>the white helmets</b>, S". Not a date, not a number.</summary>
    private (Speaker Speaker, int End)? Phrase(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var (first, end) = (token, token);
        while (end < sentence.End && end - first < MaxPhrase && !(block.Word(end) is "," or "." or ";" or ":" or ")" || block.IsDash(end)))
        {
            if (block.IsInDate(end) || block.QuantityAt(end) >= 0 || lexicon.Prepositions.ContainsKey(block.Word(token)) || lexicon.That.IsAt(block.Tokens, end))
            {
                return null;
            }

            end++;
        }

        var name = end < sentence.End && end > first ? block.Text[block.Tokens[first].Span.Start..block.Tokens[end - 1].Span.End].Trim('«', '»', '"', '“', '”', ' ') : "";
        return name.Length < MinPhrase ? null : (new Speaker(name, null, SideWithin(block, first, end), SpeakerClass.Body), end);
    }

    private Speaker? At(SentenceView sentence, int token, int from, int to)
    {
        var block = sentence.Block;
        if (block.MentionAt(token) is { } mention)
        {
            var isSpeaker = mention.Type is SubjectType.Person or SubjectType.Body || mention.Place?.Reading == PlaceReading.Government
                || (mention.Type == SubjectType.Side && char.IsUpper(block.Text[mention.Span.Start]));
            return isSpeaker && !mention.IsEmbedded ? SpeakerFinder.Of(mention) : null;
        }

        if (!lexicon.Cues.SpeakerNouns.TryMatch(block.Tokens, token, out var kind, out var length))
        {
            if (!lexicon.Forces.TryMatch(block.Tokens, token, out _, out length))
            {
                return null;
            }

            kind = SpeakerClass.Any;      // "the rebels say": forces speak for themselves
        }

        // "Spokesman of the General Staff": a body speaks through its office.
        var end = Math.Min(to, token + length + 4);
        for (var i = token + length; i < end && block.Tokens[i].IsWord; i++)
        {
            if (block.MentionAt(i) is { Type: SubjectType.Body } body)
            {
                return SpeakerFinder.Of(body);
            }
        }

        var name = block.Surface(token, token + length);
        return new Speaker(name, null, SideWithin(block, Math.Max(from, token - 3), Math.Min(block.Tokens.Length, token + length + 3)), kind);
    }

    /// <summary>A person on no list: two to four words with capitals that are no other name.</summary>
    private (string Name, int First, int End)? Name(SentenceView sentence, int token, bool isEnd)
    {
        var block = sentence.Block;
        var (first, end) = (token, token + 1);
        if (!IsNameWord(sentence, token))
        {
            return null;
        }

        while (isEnd && first > sentence.First && IsNameWord(sentence, first - 1))
        {
            first--;
        }

        while (!isEnd && end < sentence.End && IsNameWord(sentence, end))
        {
            end++;
        }

        return end - first is > 1 and <= MaxNameWords ? (block.Surface(first, end), first, end) : null;
    }

    private bool IsNameWord(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        return block.Tokens[token].IsWord && block.Tokens[token].Span.Length > 1 && char.IsUpper(block.Text[block.Tokens[token].Span.Start]) && !char.IsUpper(block.Text[block.Tokens[token].Span.Start + 1])
            && block.MentionAt(token) is null && !block.IsInDate(token) && !lexicon.Cues.SpeakerNouns.IsAt(block.Tokens, token) && !lexicon.Prepositions.ContainsKey(block.Word(token))
            && !lexicon.As.Contains(block.Word(token)) && !lexicon.About.IsAt(block.Tokens, token);
    }

    private static SubjectId? SideWithin(BlockView block, int first, int end) =>
        Enumerable.Range(first, Math.Max(0, end - first)).Select(block.MentionAt).OfType<Mention>().Select(Sides.SideOf).FirstOrDefault(side => side is not null);

    private static int NounPhraseEnd(SentenceView sentence, int token)
    {
        var (comma, colon) = (Next(sentence, token, ",", sentence.End - token), Next(sentence, token, ":", sentence.End - token));
        return comma > 0 && colon > 0 ? Math.Min(comma, colon) : Math.Max(comma, colon);
    }

    private static int Next(SentenceView sentence, int token, string word, int reach)
    {
        for (var i = token; i < Math.Min(sentence.End, token + reach); i++)
        {
            if (sentence.Block.Word(i) == word)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The token behind the comma, dash or quotation mark that opens the clause of <paramref name="token"/>.</summary>
    private static int Edge(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var first = token;
        while (first > sentence.First && !(block.Word(first - 1) is "," or ";" || (block.Word(first - 1) == "\"" && !IsOfName(block, first - 1)) || block.IsDash(first - 1)))
        {
            first--;
        }

        return first;
    }

    /// <summary>"The head of «Alpha» said": the mark belongs to a name of a word or two.</summary>
    private static bool IsOfName(BlockView block, int mark) =>
        Enumerable.Range(1, MaxNameInMarks).Any(i => block.Word(mark - i) == "\"" && block.HasOnlyWords(mark - i + 1, mark)) || Enumerable.Range(1, MaxNameInMarks).Any(i => block.Word(mark + i) == "\"" && block.HasOnlyWords(mark + 1, mark + i));

    private static int Start(SentenceView sentence, int token) => token < sentence.End ? sentence.Block.Tokens[token].Span.Start : sentence.Span.End;

    /// <summary>The sentence, or the quotation that began sentences earlier and ends in it.</summary>
    private static int StartOfContent(SentenceView sentence, int clause)
    {
        var at = sentence.Block.Tokens[clause - 1].Span.Start;
        foreach (var quote in sentence.Block.Quotes)
        {
            if (quote.Start < sentence.Span.Start && quote.End > sentence.Span.Start && quote.End <= at + 1)
            {
                return quote.Start;
            }
        }

        return sentence.Span.Start;
    }

    private static AttributedSpan? Span(SentenceView sentence, int start, int end, Speaker speaker, int cue, int length, CueGroup group, string rule) =>
        end > start ? new AttributedSpan(new TextSpan(start, end), speaker, Surface(sentence.Block, cue, length), group, false, rule) : null;

    private static string Surface(BlockView block, int token, int length) => block.Surface(token, token + length);
}
