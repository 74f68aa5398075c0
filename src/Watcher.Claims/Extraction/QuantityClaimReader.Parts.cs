using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>What a part of a toll is: counted by its own noun, and so never set against the whole.</summary>
internal sealed partial class QuantityClaimReader
{
    private const string PartOfToll = "QTY-12";

    /// <summary>Tokens between "were" and the noun: "were mostly young women".</summary>
    private const int MaxToPart = 3;

    /// <summary>"Of the dead, <b>ten</b> were children", "<b>nine</b> of them were women": the metric of the whole; null for anything else ("of the dead, ten have been identified").</summary>
    private (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule)? PartOf(SentenceView sentence, QuantityMention quantity, Draft? previous)
    {
        var block = sentence.Block;
        if (!IsElliptic(block, quantity) && block.Word(block.TokensOf(quantity.Outer).End) != "of" || PartNoun(sentence, quantity) is null)
        {
            return null;
        }

        if (IsOfTheWhole(sentence, quantity))
        {
            return WholeOf(sentence, quantity) is { } metric ? (metric, -1, 0, false, PartOfToll) : null;
        }

        return block.Word(block.TokensOf(quantity.Outer).End) == "of" && previous is { Quantity.Value.Unit.Dimension: Dimension.Count, Confidence: > OpenConfidence } whole && _metrics.ById.TryGetValue(whole.Predicate.Id, out var counted)
            && counted is { Kind: MetricKind.Cumulative, Counts: null } && counted.Classes.Contains("people") && (whole.Quantity.Value.Point is not { } all || quantity.Value.Point <= all)
            ? (counted, -1, 0, false, PartOfToll) : null;
    }

    /// <summary>The noun of "were children" behind the number or behind its "of them", as a dictionary has it; null for none.</summary>
    private string? PartNoun(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var i = block.TokensOf(quantity.Outer).End;
        if (block.Word(i) == "of")
        {
            if (block.Word(i + 1) is not ("them" or "whom" or "these" or "those") || (block.Word(i + 1) is "these" or "those" && block.Word(i + 2) is not ("were" or "are" or "was")))
            {
                return null;
            }

            i += 2;
        }

        if (block.Word(i) is not ("were" or "are" or "was"))
        {
            return null;
        }

        for (var at = i + 1; at <= Math.Min(sentence.End - 1, i + MaxToPart) && block.Tokens[at].IsWord; at++)
        {
            if (PersonNoun(block.Word(at)) is { } noun)
            {
                return noun;
            }
        }

        return null;
    }

    /// <summary>What "the dead", "those killed" in front of the comma count.</summary>
    private MetricDefinition? WholeOf(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var first = block.TokensOf(quantity.Outer).First;
        for (var i = sentence.First + 1; i < first && block.Word(i) != ","; i++)
        {
            var lemma = block.Word(i) is [.. var stem, 's'] ? stem : block.Word(i);
            var said = _metrics.Nouns.TryGetValue(lemma, out var nouns) ? nouns : _metrics.Words.TryMatch(block.Tokens, i, out var words, out _) ? words : [];
            if (!said.IsEmpty && Pick(said, block, quantity) is { } metric)
            {
                return metric;
            }
        }

        return null;
    }

    /// <summary>"Children" is child, "women" woman, "nurses" nurse; null for what is no kind of people.</summary>
    private string? PersonNoun(string word)
    {
        string[] forms = word switch
        {
            "children" => ["child"],
            [.. var stem, 'm', 'e', 'n'] => [stem + "man"],
            [.. var stem, 's'] => [stem, word],
            _ => [word],
        };
        return word is "other" or "more" ? null : Array.Find(forms, form => form.Length > 0 && (_metrics.IsOf(form, "people") || _metrics.IsOf(form, "personnel")));
    }
}
