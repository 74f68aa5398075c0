using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>People on no list, by the words of their names.</summary>
internal sealed partial class SpeakerFinder
{
    /// <summary>Tokens of a title in front of a name that opens a sentence.</summary>
    private const int MaxTitle = 4;

    /// <summary>A person or body on no list: capitals right in front of the verb, or in front of a description set off by commas.</summary>
    private (Speaker Speaker, int First, int End)? NameBefore(SentenceView sentence, int last, int verb) =>
        IsNextTo(sentence.Block, last + 1, verb) ? NameUpTo(sentence, last)
            : sentence.Block.Word(last + 1) is "of" or "for" or "at" or "from" && NameUpTo(sentence, last) is { } titled && titled.First > sentence.First
                && cues.SpeakerNouns.IsAt(sentence.Block.Tokens, titled.First - 1) ? titled : null;

    private (Speaker Speaker, int First, int End)? NameUpTo(SentenceView sentence, int last)
    {
        if (!IsNameWord(sentence, last))
        {
            return null;
        }

        var block = sentence.Block;
        var first = last;
        while (first > sentence.First && (IsNameWord(sentence, first - 1) || IsNameGlue(sentence, first - 1)))
        {
            first--;
        }

        return Named(block, first, last + 1, NounPhraseStart(sentence, first));
    }

    private (Speaker Speaker, int First, int End)? NameFrom(SentenceView sentence, int first)
    {
        if (!IsNameWord(sentence, first))
        {
            return null;
        }

        var end = first + 1;
        while (end < sentence.End && (IsNameWord(sentence, end) || (IsNameGlue(sentence, end) && end + 1 < sentence.End && IsNameWord(sentence, end + 1))))
        {
            end++;
        }

        return Named(sentence.Block, first, end, NounPhraseStart(sentence, first));
    }

    private (Speaker Speaker, int First, int End) Named(BlockView block, int first, int end, int phrase)
    {
        var name = block.Surface(first, end);
        if (end - first == 1)
        {
            name = FullName(block.Text, name, block.Tokens[first].Span.Start) ?? Unabbreviated(block.Text, name) ?? name;
        }

        return (new Speaker(name, null, SideOfRole(block, phrase, first), SpeakerClass.Person), first, end);
    }

    /// <summary>"Novak said" behind "Anna Novak": the name as it was given in full.</summary>
    private string? FullName(string text, string surname, int before)
    {
        var earlier = text.AsSpan(0, before);
        for (var at = earlier.LastIndexOf(" " + surname, StringComparison.Ordinal); at > 0; at = earlier[..at].LastIndexOf(" " + surname, StringComparison.Ordinal))
        {
            var start = earlier[..at].LastIndexOfAny([' ', '\n', '"', '“', '(']) + 1;
            var first = text[start..at];
            if (first.Length > 1 && char.IsUpper(first[0]) && first.All(char.IsLetter) && !modality.Words.NoNames.Contains(Fold.Text(first)))
            {
                return first + " " + surname;
            }
        }

        return null;
    }

    /// <summary>"NOVAK" as the article names her in full before <paramref name="before"/>; null when it does not.</summary>
    public string? Spelled(string text, string capitals, int before) =>
        FullName(text, capitals[..1] + capitals[1..].ToLowerInvariant(), before);

    /// <summary>"The HSB" by the name that the article shortens to it, "Harbour Safety Board (HSB)"; null when it shortens none.</summary>
    private static string? Unabbreviated(string text, string letters)
    {
        var at = letters.Length is >= 2 and <= 6 && letters.All(char.IsUpper) ? text.IndexOf($"({letters})", StringComparison.Ordinal) : -1;
        if (at < 0)
        {
            return null;
        }

        // Word by word from behind, each as the letter before: small words have none.
        var (end, letter, start) = (text.AsSpan(0, at).TrimEnd().Length, letters.Length - 1, at);
        while (letter >= 0 && start > 0)
        {
            var from = text.AsSpan(0, start).TrimEnd().LastIndexOfAny(' ', '\n') + 1;
            if (from >= start || (text[from] != letters[letter] && char.IsUpper(text[from])))
            {
                return null;
            }

            letter -= text[from] == letters[letter] ? 1 : 0;
            start = from;
        }

        return letter < 0 ? text[start..end] : null;
    }

    private bool IsNameWord(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var word = block.Word(token);
        return block.Tokens[token].IsWord && char.IsUpper(block.Text[block.Tokens[token].Span.Start]) && block.MentionAt(token) is null && !block.IsInDate(token)
            && !modality.Words.NoNames.Contains(word) && !modality.Words.SpeakerPrepositions.Contains(word) && !IsVerbal(word) && !cues.SpeakerNouns.IsAt(block.Tokens, token)
            && !cues.Cues.IsAt(block.Tokens, token) && !(token == sentence.First && (word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ly", StringComparison.Ordinal)))
            && block.QuantityAt(token) < 0;
    }

    private bool IsNameGlue(SentenceView sentence, int token) =>
        sentence.Block.Word(token) is "-" || modality.Words.Particles.Contains(sentence.Block.Word(token))
        || (IsAbbreviationMark(sentence, token) && sentence.Block.Tokens[token - 1].Span.Length == 1);

    /// <summary>
    /// "Commander <b>Anna Novak</b>, a spokeswoman for the mission in Alden, the largest in Oster, said": who opens the sentence and is described up to the verb's comma.
    /// The last token of the name; null where somebody else may come between.
    /// </summary>
    private int? Opening(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        for (var i = sentence.First; i < verb - 1; i++)
        {
            if (block.MentionAt(i) is not { Type: SubjectType.Person } person)
            {
                if (!block.Tokens[i].IsWord && block.Word(i) is not "." || i > sentence.First + MaxTitle)
                {
                    return null;
                }

                continue;
            }

            var end = block.TokensOf(person.Span).End;
            var isDescribed = block.Word(end) == "," && block.Word(end + 1) is "a" or "an" or "the" or "its" or "his" or "her" or "one" or "chief" or "head" or "director" or "president" or "professor";
            return isDescribed && end < verb - 1 && !Enumerable.Range(end + 1, verb - end - 2).Any(token => IsVerbal(block.Word(token)) || IsCueVerb(block, token) || block.Word(token) is ";" or ":" or "who" or "which")
                ? end - 1 : null;
        }

        return null;
    }

    /// <summary>"Rebel spokesman <b>X</b> laughed. "We hold it," he said": the only person of the paragraph's last sentence with any, while nobody has spoken in it.</summary>
    private Speaker? PersonOfBlock(SentenceView sentence, SpeakerMemory memory)
    {
        if (memory.LastIn(sentence.Block.Index) is not null)
        {
            return null;
        }

        for (var told = sentence.Previous; told is not null; told = told.Previous)
        {
            var persons = told.Block.Mentions.Where(mention => mention is { Type: SubjectType.Person, IsEmbedded: false } && told.Span.Contains(mention.Span)).ToList();
            if (persons.Count > 0)
            {
                return persons is [var person] && told.Block.TokensOf(person.Span).First is var first && !IsGoverned(told, NounPhraseStart(told, first)) ? Of(person) : null;
            }
        }

        return null;
    }
}
