using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Watcher.Reading.Text;

/// <summary>
/// Splits one block into sentences (claims.md 3). Quotation marks never hold a sentence together: a quote that opens and never closes ends
/// with its sentence, so mismatched marks cannot swallow what follows.
/// </summary>
public static class SentenceSplitter
{
    /// <summary>Words whose full stop does not end a sentence, whatever follows. Folded, without the stop.</summary>
    private static readonly FrozenSet<string> s_abbreviations = FrozenSet.ToFrozenSet(
    [
        "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "st", "gen", "lt", "col", "maj", "capt", "sgt", "cpl", "adm", "cmdr", "brig", "sen",
        "rep", "gov", "pres", "supt", "det", "insp", "messrs", "mt", "ft", "no", "nos", "vs", "approx", "est", "vol", "fig", "ca",
        "e.g", "i.e", "cf", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ], StringComparer.Ordinal);

    /// <summary>Words whose full stop ends a sentence only before a new one: a capital that opens no name after them.</summary>
    private static readonly FrozenSet<string> s_softAbbreviations = FrozenSet.ToFrozenSet(
        ["sq", "km", "mi", "inc", "ltd", "co", "corp", "jr", "sr", "etc", "a.m", "p.m", "u.s", "u.n", "u.k", "e.u", "d.c"], StringComparer.Ordinal);

    /// <summary>Speech verbs that tie a closed quotation ("… settlement!") to its speaker after it.</summary>
    private static readonly FrozenSet<string> s_speech = FrozenSet.ToFrozenSet(
    [
        "said", "says", "say", "told", "asked", "added", "adds", "wrote", "writes", "shouted", "cried", "replied", "tweeted", "posted",
        "announced", "declared", "continued", "exclaimed", "stated",
    ], StringComparer.Ordinal);

    /// <summary>A speaker between a quotation and its verb: "President Anna Maria Novak said".</summary>
    private const int MaxSpeakerWords = 6;

    /// <summary>Longer words open no sentence and say nothing.</summary>
    private const int LongestWord = 64;

    /// <summary>The sentences of <paramref name="block"/>, with spans in <paramref name="text"/>, without the white space around them.</summary>
    public static ImmutableArray<Sentence> Split(string text, TextSpan block)
    {
        using var sentences = new RentedList<Sentence>(16);
        Split(text, block, sentences);
        return [.. sentences.Items];
    }

    /// <summary>The same, added to <paramref name="sentences"/>.</summary>
    public static void Split(string text, TextSpan block, RentedList<Sentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(block.End, text.Length);
        var start = SkipSpace(text, block.Start, block.End);
        for (var i = start; i < block.End; i++)
        {
            if (text[i] is not ('.' or '?' or '!' or '…' or '\n'))
            {
                continue;
            }

            var end = text[i] == '\n' ? i : EndOfClosers(text, i + 1, block.End);
            if (text[i] != '\n' && !EndsSentence(text, start, i, end, block.End))
            {
                i = end - 1;
                continue;
            }

            Add(sentences, text, start, end);
            start = SkipSpace(text, end, block.End);
            i = start - 1;
        }

        Add(sentences, text, start, block.End);
    }

    private static void Add(RentedList<Sentence> sentences, string text, int start, int end)
    {
        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        for (var i = start; i < end; i++)
        {
            if (char.IsLetterOrDigit(text[i]))
            {
                sentences.Add(new Sentence(new TextSpan(start, end)));
                return;
            }
        }
    }

    /// <summary>More terminators and closing quotation marks and brackets belong to the sentence.</summary>
    private static int EndOfClosers(string text, int index, int limit)
    {
        while (index < limit && (text[index] is '.' or '?' or '!' or '…' or ')' or ']' || IsClosingQuote(text, index, limit)))
        {
            index++;
        }

        return index;
    }

    private static bool IsClosingQuote(string text, int index, int limit) => text[index] switch
    {
        '”' or '’' or '»' => true,
        // A straight mark closes when no letter follows directly.
        '"' or '\'' => index + 1 >= limit || !char.IsLetterOrDigit(text[index + 1]),
        _ => false,
    };

    private static bool EndsSentence(string text, int start, int stop, int end, int limit)
    {
        if (end >= limit)
        {
            return true;
        }

        if (!char.IsWhiteSpace(text[end]) && !IsOpeningQuote(text[end]))
        {
            return false;   // decimals, domains, "U.S.-made"
        }

        if (IsBracketedEllipsis(text, stop, end))
        {
            return false;   // "back. […] There is": the omission belongs to what follows it
        }

        var next = SkipSpace(text, end, limit);
        var first = SkipOpeners(text, next, limit);
        if (first >= limit)
        {
            return false;
        }

        var isClosed = end > stop + 1 && !char.IsLetterOrDigit(text[end - 1]) && text[end - 1] is not ('.' or '!' or '?' or '…' or ')' or ']');
        if (isClosed && IsFollowedBySpeech(text, next, limit))
        {
            return false;
        }

        if (text[stop] == '…' || (text[stop] == '.' && stop + 1 < limit && text[stop + 1] == '.'))
        {
            return char.IsUpper(text[first]) || first > next;
        }

        if (char.IsLower(text[first]))
        {
            return false;
        }

        return text[stop] != '.' || !IsAbbreviation(text, start, stop, first, limit);
    }

    private static bool IsBracketedEllipsis(string text, int stop, int end) =>
        end > stop + 1 && text[end - 1] == ']' && (text[stop] == '…' || text[stop] == '.') && HasOpeningBracketBefore(text, stop);

    private static bool HasOpeningBracketBefore(string text, int index)
    {
        while (index > 0 && text[index] is '…' or '.' or ' ')
        {
            index--;
        }

        return text[index] == '[';
    }

    private static bool IsAbbreviation(string text, int start, int stop, int next, int limit)
    {
        var from = stop;
        while (from > start && (char.IsLetter(text[from - 1]) || text[from - 1] == '.'))
        {
            from--;
        }

        var word = text[from..stop];
        if (word.Length == 0)
        {
            return false;
        }

        var folded = Fold.Text(word);
        if (s_abbreviations.Contains(folded))
        {
            // "No." and "Mar." are also words: an abbreviation of a number or month has a digit after it.
            return folded is not ("no" or "nos" or "mar" or "est" or "fig") || char.IsDigit(text[next]);
        }

        if (word.Length == 1 && char.IsUpper(word[0]))
        {
            return true;   // an initial
        }

        if (!s_softAbbreviations.Contains(folded))
        {
            return false;
        }

        // "U.S. President", "5 sq. km": a capital after it does not prove a new sentence; a common opener does.
        return !char.IsUpper(text[next]) || !IsOpener(WordAt(text, next, limit));
    }

    private static bool IsOpener(string word) => word is "the" or "a" or "an" or "it" or "he" or "she" or "they" or "we" or "this" or "that"
        or "these" or "those" or "in" or "on" or "at" or "but" or "and" or "as" or "its" or "his" or "her" or "their" or "according" or "there";

    private static bool IsFollowedBySpeech(string text, int index, int limit)
    {
        for (var words = 0; words <= MaxSpeakerWords && index < limit; words++)
        {
            if (!char.IsLetter(text[index]))
            {
                return false;
            }

            var word = WordAt(text, index, limit);
            if (s_speech.Contains(word))
            {
                return true;
            }

            var isName = char.IsUpper(text[index]) || word is "he" or "she" or "they" or "it" or "the" or "of" or "de" or "van";
            if (!isName)
            {
                return false;
            }

            index += word.Length;
            index = SkipSpace(text, index, limit);
        }

        return false;
    }

    private static string WordAt(string text, int index, int limit)
    {
        var end = index;
        while (end < limit && (char.IsLetter(text[end]) || text[end] is '-' or '’' or '\''))
        {
            end++;
        }

        return InLowerCase(text.AsSpan(index, end - index));
    }

    private static string InLowerCase(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[LongestWord];
        return word.Length > LongestWord ? word.ToString().ToLowerInvariant() : WordPool.Get(lower[..word.ToLowerInvariant(lower)]);
    }

    private static bool IsOpeningQuote(char c) => c is '“' or '‘' or '«' or '„' or '"';

    private static int SkipOpeners(string text, int index, int limit)
    {
        while (index < limit && (IsOpeningQuote(text[index]) || text[index] is '\'' or '(' or '[' or '–' or '—' or '-'))
        {
            index++;
        }

        return index;
    }

    private static int SkipSpace(string text, int index, int limit)
    {
        while (index < limit && char.IsWhiteSpace(text[index]))
        {
            index++;
        }

        return index;
    }
}
