using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Whose and what it is that a number counts.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>"Russian" of "52,650 Russian soldiers", also where the noun was copied.</summary>
    private static SubjectId? SideOfCounted(BlockView block, QuantityMention quantity)
    {
        var (first, end) = block.TokensOf(quantity.Outer);
        if (quantity.Noun is { } noun)
        {
            var (nounFirst, nounEnd) = block.TokensOf(noun.Span);
            if (quantity.IsNounCopied)
            {
                (first, end) = (Math.Max(0, nounFirst - 2), nounEnd);
            }
            else
            {
                end = Math.Max(end, nounEnd);
            }
        }

        for (var i = first; i < end; i++)
        {
            if (block.MentionAt(i) is { Type: SubjectType.Side } side && (!quantity.IsNounCopied || block.QuantityAt(i) >= 0))
            {
                return side.Subject;
            }
        }

        return null;
    }

    /// <summary>"12 of its soldiers", "30 of the group's fighters": forces are counted, and the speaker's own where he says "his". Null for no such words.</summary>
    private (string Noun, bool IsSpeakers)? OwnForces(BlockView block, QuantityMention quantity)
    {
        var of = block.TokensOf(quantity.Outer).End;
        if (block.Word(of) != "of" || block.Word(of + 1) is not ("its" or "their" or "his" or "her" or "our" or "the"))
        {
            return null;
        }

        for (var i = of + 2; i < of + 2 + MaxToForces; i++)
        {
            var word = block.Word(i);
            if (_metrics.IsOf(word, "personnel") || (word.EndsWith('s') && _metrics.IsOf(word[..^1], "personnel")))
            {
                return (word, block.Word(of + 1) != "the");
            }
        }

        return null;
    }

    /// <summary>A metric of many kinds of things is named by the thing, in the words of the text: "armoured vehicles destroyed".</summary>
    private static string Name(MetricDefinition metric, BlockView block, QuantityMention quantity) =>
        metric.ByObject && quantity.Noun is { Lemma.Length: > 0 } noun && (metric.Forms.Contains(metric.Name) ? metric.Name : metric.Name.Split(' ')[^1]) is var done && OpenMetricReader.Phrase(block, quantity, noun) is var phrase
            ? $"{(phrase.StartsWith(done + " ", StringComparison.Ordinal) ? phrase[(done.Length + 1)..] : phrase)} {done}" : metric.Name;

    /// <summary>"The number of <b>children</b> killed rose to 12", "of government <b>soldiers</b> killed": who is counted, where the number has no noun of its own. Null for people as such.</summary>
    private string? ObjectInFront(BlockView block, QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule) found)
    {
        if (found.Rule != Headed || quantity.Noun is not null || !found.Metric.Classes.Contains("people"))
        {
            return null;
        }

        for (var i = found.Verb - 1; i >= Math.Max(1, found.Verb - MaxInNumberOf) && block.Tokens[i].IsWord && !(block.Word(i) == "of" && block.Word(i - 1) == "number"); i--)
        {
            if (PersonNoun(block.Word(i)) is { } noun and not ("people" or "person"))
            {
                return _metrics.IsOf(noun, "personnel") ? "soldier" : noun;
            }
        }

        return null;
    }

    private static bool IsLastWord(string[] phrases, string word)
    {
        foreach (var phrase in phrases)
        {
            if (phrase.EndsWith(word, StringComparison.Ordinal) && phrase.Length > word.Length && phrase[^(word.Length + 1)] == ' ')
            {
                return true;
            }
        }

        return false;
    }

    private string? ObjectOf(MetricDefinition metric, BlockView block, QuantityMention quantity)
    {
        if (metric.Counts is not null || metric.Dimension == Dimension.Area)
        {
            return metric.Counts ?? "territory";
        }

        var lemma = quantity.Noun?.Lemma;
        if (lemma is null or "" || metric.Nouns.Contains(lemma) || IsLastWord(metric.Nouns, lemma))
        {
            return OwnForces(block, quantity) is not null ? "soldier" : metric.Classes.Contains("people") ? "person" : null;
        }

        if (IsDemonym(block, quantity) || (metric.Classes.Contains("people") && IsPeople(block, quantity)))
        {
            return IsPartOfMore(block, quantity) ? lemma : "person";
        }

        var classes = _metrics.ClassesOf(lemma);
        if (metric.Classes is ["household"] && classes.Contains("household") && !classes.Contains("people"))
        {
            return "household";     // homes and customers without power
        }

        if (!classes.Contains("personnel") && metric.Classes.Contains("people") && quantity.Noun is { } counted && CountryOf(block, counted) is { } country)
        {
            return $"{lemma}{Scope.FromCountry}{country}";       // a part of the toll, never to be set against the whole
        }

        return classes.Contains("settlement") ? "settlement" : classes.Contains("personnel") ? "soldier" : lemma is "people" or "other" or "more" ? "person" : lemma;
    }

    /// <summary>"Two children from Oster".</summary>
    private static SubjectId? CountryOf(BlockView block, QuantityNoun noun)
    {
        var from = block.TokensOf(noun.Span).End;
        return block.Word(from) == "from" && block.MentionAt(from + 1) is { Type: SubjectType.Side } country ? country.Subject : null;
    }

    /// <summary>"Three Osterians were among the 44 people killed": a part of the toll, never to be set against the whole.</summary>
    private static bool IsPartOfMore(BlockView block, QuantityMention quantity)
    {
        var end = block.TokensOf(quantity.Outer).End;
        for (var i = end; i < Math.Min(block.Tokens.Length, end + MaxToWhole); i++)
        {
            if (block.Word(i) is "." or ";" or "!" or "?")
            {
                return false;
            }

            if (block.Word(i) == "among" && block.HasQuantity(i + 1, i + 3))
            {
                return true;
            }
        }

        return false;
    }
}
