using System.Collections.Frozen;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Finds the speaker of a cue: the subject to its left, or the noun phrase right behind it.</summary>
internal sealed class SpeakerFinder(CueLexicon cues, ModalityLexicon modality)
{
    /// <summary>How far a subject may stand from its verb: appositions are long.</summary>
    private const int MaxDistance = 40;

    private const int MaxNounPhrase = 8;

    private static readonly FrozenSet<string> s_prepositions = FrozenSet.ToFrozenSet(
    [
        "of", "in", "to", "by", "from", "with", "for", "on", "at", "around", "against", "between", "within", "after", "than", "near", "into", "over", "about",
        "behind", "toward", "towards", "under", "since", "through", "among", "inside", "outside", "before", "during", "without", "across", "per", "via",
    ], StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_definite = FrozenSet.ToFrozenSet(["the", "this", "that", "same"], StringComparer.Ordinal);

    /// <summary>The subject of the verb at <paramref name="verb"/>, with the token its noun phrase begins at; null when nobody is found.</summary>
    public (Speaker Speaker, int First)? Before(SentenceView sentence, int verb, SpeakerMemory memory)
    {
        var block = sentence.Block;
        for (var i = verb - 1; i >= Math.Max(sentence.First, verb - MaxDistance); i--)
        {
            if (block.Word(i) is ";")
            {
                return null;
            }

            if (At(sentence, i, memory) is not { } found)
            {
                continue;
            }

            var first = NounPhraseStart(sentence, found.First);
            // A title may hold a preposition: "Commander of the Coast Guard Anna Novak said".
            var isNamed = found.Speaker.Class == SpeakerClass.Person && block.MentionAt(found.First) is not null && IsNextTo(block, found.End, verb);
            if ((IsGoverned(sentence, first) && !isNamed) || block.Word(found.End) == "'s")
            {
                i = found.First;
                continue;
            }

            // "X, a think tank in Y, noted": the phrase behind the comma only describes X.
            if (block.Word(first) is "a" or "an" or "the" && block.Word(first - 1) == "," && first - 2 >= sentence.First
                && block.MentionAt(first - 2) is { Type: SubjectType.Body or SubjectType.Person } described)
            {
                return (Of(described), NounPhraseStart(sentence, block.TokensOf(described.Span).First));
            }

            return (found.Speaker, first);
        }

        return null;
    }

    /// <summary>The speaker whose noun phrase begins at or soon behind <paramref name="token"/> ("according to X", "…, said X").</summary>
    public (Speaker Speaker, int End)? After(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        for (var i = token; i < Math.Min(sentence.End, token + MaxNounPhrase); i++)
        {
            var word = block.Word(i);
            if (i > token && (word is "," or ":" or "." or "that" || s_prepositions.Contains(word)))
            {
                return null;
            }

            if (At(sentence, i, memory) is { } found)
            {
                // "Kharkiv Governor Oleh Syniehubov": the name behind the title speaks.
                var last = found;
                for (var next = found.End; next < Math.Min(sentence.End, token + MaxNounPhrase) && block.Tokens[next].IsWord && !s_prepositions.Contains(block.Word(next)); next++)
                {
                    if (At(sentence, next, memory) is { } further && (further.Speaker.Id is not null || last.Speaker.Id is null || last.Speaker.Class == SpeakerClass.Any))
                    {
                        last = further;
                        next = further.End - 1;
                    }
                }

                return (last.Speaker, last.End);
            }
        }

        return null;
    }

    public static Speaker Of(Mention mention) => new(
        mention.Canonical, mention.Subject, mention.Side ?? (mention.Type == SubjectType.Side ? mention.Subject : null),
        mention.Type switch { SubjectType.Person => SpeakerClass.Person, SubjectType.Body => SpeakerClass.Body, _ => SpeakerClass.Any }, mention.IsWatched);

    /// <summary>The speaker that ends or stands at the token: a mention, a pronoun, or a noun that can speak.</summary>
    private (Speaker Speaker, int First, int End)? At(SentenceView sentence, int token, SpeakerMemory memory)
    {
        var block = sentence.Block;
        if (block.MentionAt(token) is { } mention)
        {
            var (first, end) = block.TokensOf(mention.Span);
            if (mention.Type is SubjectType.Person or SubjectType.Body || mention is { Type: SubjectType.Side, IsEmbedded: false } && Sides.IsNoun(mention) && IsNounPhraseEnd(block, end)
                || mention.Place is { Reading: PlaceReading.Government })
            {
                return (Of(mention), first, end);
            }

            return null;
        }

        var word = block.Word(token);
        if (cues.Pronouns.TryGetValue(word, out var kind))
        {
            var meant = kind == SpeakerClass.Person ? PersonBefore(sentence, token) ?? memory.Last(kind, block.Index) : memory.Last(kind, block.Index);
            return word is "we" or "i" || meant is null ? null : (meant, token, token + 1);
        }

        if (!cues.SpeakerNouns.TryMatch(block.Tokens, token, out var noun, out var length))
        {
            return null;
        }

        var start = NounPhraseStart(sentence, token);
        var side = SideWithin(block, start, token);
        var isAnaphoric = noun != SpeakerClass.Person && side is null && s_definite.Contains(block.Word(start)) && start >= token - 2;
        if (isAnaphoric)
        {
            return memory.Last(noun, block.Index) is { } last ? (last, start, token + length) : null;
        }

        var span = (block.Tokens[start].Span.Start, block.Tokens[token + length - 1].Span.End);
        var name = block.Text[span.Start..span.End];
        return (new Speaker(StripArticle(name), null, side, noun), start, token + length);
    }

    /// <summary>"Although X praised it, he warned that": the person the sentence began with.</summary>
    private static Speaker? PersonBefore(SentenceView sentence, int token)
    {
        for (var i = sentence.First; i < token; i++)
        {
            if (sentence.Block.MentionAt(i) is { Type: SubjectType.Person, IsEmbedded: false } person)
            {
                return Of(person);
            }
        }

        return null;
    }

    /// <summary>Nothing but adverbs, auxiliaries and commas stands between.</summary>
    private bool IsNextTo(BlockView block, int end, int verb)
    {
        for (var i = end; i < verb; i++)
        {
            if (!IsVerbal(block.Word(i)) && block.Word(i) != "," && !block.IsInDate(i) && block.Word(i) != "on")
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNounPhraseEnd(BlockView block, int end) =>
        end >= block.Tokens.Length || !block.Tokens[end].IsWord || char.IsLower(block.Text[block.Tokens[end].Span.Start]);

    private static SubjectId? SideWithin(BlockView block, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (block.MentionAt(i) is { } mention)
            {
                return mention.Side ?? (mention.Type == SubjectType.Side ? mention.Subject : null);
            }
        }

        return null;
    }

    /// <summary>Moves left over names, adjectives and the article of a noun phrase.</summary>
    private int NounPhraseStart(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var first = token;
        for (var i = token - 1; i >= Math.Max(sentence.First, token - MaxNounPhrase); i--)
        {
            var word = block.Word(i);
            var isPart = block.MentionAt(i) is not null || word is "-" or "'s" || (block.Tokens[i].IsWord && !IsVerbal(word) && !s_prepositions.Contains(word)
                && !cues.Cues.IsAt(block.Tokens, i) && !block.IsInDate(i) && !cues.Pronouns.ContainsKey(word)
                && word is not ("and" or "that" or "but" or "which" or "who" or "while" or "as" or "when" or "because" or "although" or "though" or "if" or "or"));
            if (!isPart)
            {
                break;
            }

            first = i;
            if (word is "the" or "a" or "an" or "its" or "their" or "his" or "her" or "some" or "one" or "this")
            {
                break;
            }
        }

        return first;
    }

    private bool IsVerbal(string word) => modality.Auxiliaries.Contains(word) || modality.Adverbs.Contains(word) || word is "not" or "will" or "would" or "also";

    private static bool IsGoverned(SentenceView sentence, int first) =>
        first > sentence.First && s_prepositions.Contains(sentence.Block.Word(first - 1));

    private static string StripArticle(string name) =>
        name.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? name[4..]
        : name.StartsWith("an ", StringComparison.OrdinalIgnoreCase) ? name[3..]
        : name.StartsWith("a ", StringComparison.OrdinalIgnoreCase) ? name[2..] : name;
}
