using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Names: of bodies on no list, of people between commas, and of whose words they are.</summary>
internal sealed partial class SpeakerFinder
{
    /// <summary>A body on no list, known by its last word: "Harbour Doctors Network".</summary>
    private (Speaker Speaker, int First, int End)? Organisation(SentenceView sentence, int last)
    {
        var block = sentence.Block;
        if (!cues.Organisations.Contains(block.Word(last)) || !IsCapital(block, last) || block.MentionAt(last) is not null)
        {
            return null;
        }

        var first = last;
        while (first > sentence.First && block.MentionAt(first - 1) is null or { Type: not (SubjectType.Person or SubjectType.Body) }
            && ((block.Word(first - 1) == "-" && !block.IsDash(first - 1) && first - 2 >= sentence.First && IsCapital(block, first - 2)) || (IsCapital(block, first - 1) && !modality.Words.NoNames.Contains(block.Word(first - 1)))
                || ((block.Word(first - 1) is "of" or "for" or "and" || (IsGlue(block, first - 1) && block.Word(first - 1) != "-")) && first - 2 >= sentence.First && IsCapital(block, first - 2) && !modality.Words.NoNames.Contains(block.Word(first - 2)))))
        {
            first--;
        }

        return last - first < 1 ? null : (new Speaker(block.Surface(first, last + 1), null, null, SpeakerClass.Body), first, last + 1);
    }

    private (Speaker Speaker, int First, int End)? OrganisationFrom(SentenceView sentence, int first)
    {
        for (var i = first; i < Math.Min(sentence.End, first + MaxNounPhrase) && (IsCapital(sentence.Block, i) || sentence.Block.Word(i) is "of" or "for" or "and" || IsGlue(sentence.Block, i)); i++)
        {
            if (Organisation(sentence, i) is { } found && found.First == first && !(i + 1 < sentence.End && IsCapital(sentence.Block, i + 1)))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>What joins the words of a name: "the doctors' union", "the city's self-defence council".</summary>
    private static bool IsGlue(BlockView block, int token) =>
        (block.Word(token) == "-" && !block.IsDash(token)) || block.Word(token) is "'s" || (block.Word(token) is "'" or "’" && block.Word(token - 1).EndsWith('s') && block.Tokens[token - 1].Span.End == block.Tokens[token].Span.Start);

    private static bool IsCapital(BlockView block, int token) => block.Tokens[token].IsWord && char.IsUpper(block.Text[block.Tokens[token].Span.Start]);

    /// <summary>"According to the Osterian envoy, <b>Anna Novak</b>, …": the name between commas behind a noun of people speaks.</summary>
    private (Speaker Speaker, int End)? Apposed(SentenceView sentence, Speaker titled, int end)
    {
        var block = sentence.Block;
        while (end < sentence.End && block.Tokens[end].IsWord)
        {
            end++;
        }

        if (block.Word(end) != "," || (PersonAt(block, end + 1) ?? NameFrom(sentence, end + 1)) is not { Speaker.Class: SpeakerClass.Person or SpeakerClass.Any } named || named.First != end + 1)
        {
            return null;
        }

        var isPeople = cues.SpeakerNouns.TryMatch(block.Tokens, end - 1, out var noun, out _) && noun == SpeakerClass.Person;
        var isLast = named.End >= sentence.End || block.Word(named.End) == ".";
        return (isPeople && (isLast || block.Word(named.End) == ",")) || (isLast && titled.Id is null && named.Speaker.Class == SpeakerClass.Person)
            ? (named.Speaker with { Side = named.Speaker.Side ?? titled.Side }, named.End) : null;
    }

    private static (Speaker Speaker, int First, int End)? PersonAt(BlockView block, int token) =>
        block.MentionAt(token) is { Type: SubjectType.Person } person && block.TokensOf(person.Span) is var (first, end) ? (Of(person), first, end) : null;

    /// <summary>Whose the words behind the token are: "the rebels' claim", "Osteria's claim". Null for what cannot speak.</summary>
    public Speaker? Owner(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        if (token < sentence.First)
        {
            return null;
        }

        if (block.MentionAt(token) is { } mention)
        {
            return mention.Type != SubjectType.Settlement || mention.Place is { Reading: PlaceReading.Government } ? Of(mention) : null;
        }

        var first = NounPhraseStart(sentence, token);
        return first > token || !block.Tokens[token].IsWord || modality.Words.NoNames.Contains(block.Word(token)) ? null
            : new Speaker(StripArticle(block.Surface(first, token + 1)), null, SideWithin(block, first, token), SpeakerClass.Any);
    }
}
