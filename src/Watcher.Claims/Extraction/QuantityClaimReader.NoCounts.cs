using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Numbers that stand beside the words of a metric and are no value of it.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Tokens between a count and "a year": "300 people in the country every year".</summary>
    private const int MaxToRate = 7;

    /// <summary>Why nothing is counted here, whatever stands beside the number; null when something may be.</summary>
    private string? NoCount(SentenceView sentence, QuantityMention quantity, bool isShare)
    {
        var block = sentence.Block;
        return IsDifference(block, quantity) ? "difference"
            : IsException(block, quantity) ? "exception"
            : IsAnything(block, quantity) ? "hypothetical"
            : IsReference(block, quantity) ? "reference"
            : IsKin(block, quantity) ? "kin"
            : (!isShare && IsOfTheWhole(sentence, quantity) && Behind(sentence, quantity, block.TokensOf(quantity.Outer).End) is null) || IsOfThese(block, quantity) ? "part"
            : null;
    }

    /// <summary>Why the number is none of the metric that the words beside it name; null when it is.</summary>
    private string? Misread(SentenceView sentence, QuantityMention quantity, (MetricDefinition Metric, int Verb, int Length, bool IsBefore, string Rule) found, ArticleContext context)
    {
        var block = sentence.Block;
        var metric = found.Metric;
        return metric is { Kind: MetricKind.Cumulative, Daily: false, Dimension: Dimension.Count } && (IsRate(sentence, quantity) || IsOfTheKind(sentence, found.Verb)) ? "rate"
            : IsBare(quantity) && (block.Text.AsSpan(quantity.Core.Start, quantity.Core.Length).Contains('.') || (IsOfThings(block, found.Verb, found.Length) && context.Setting.Event is null && !CountsPeople(sentence, quantity))) ? "things"
            : found is { IsBefore: true, Verb: >= 0, Metric.Dimension: Dimension.Count, Rule: "QTY-1" } && IsOfThings(block, found.Verb, found.Length) && !IsRightBehind(sentence, quantity, found.Verb + found.Length) ? "things"
            : found.Rule == Headed && (IsCompound(block, found.Verb + found.Length) || (metric.Kind == MetricKind.Snapshot && IsMovedBy(block, quantity))) ? "difference"
            : metric is { HasTarget: true, Verbs: [] } && !IsWayToAPlace(sentence, quantity) ? "no-place"
            : metric is { AlsoLength: true } && quantity.Value.Unit is { Dimension: Dimension.Length, Id: not ("km" or "mi") } ? "no-area"
            : metric.Needs.Length > 0 && !context.Names(metric.Needs) ? "no-event"
            : null;
    }

    /// <summary>"The <b>average</b> earthquake <b>kills</b> 200": what such events do, and none that happened.</summary>
    private static bool IsOfTheKind(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        if (verb < 0 || !block.Word(verb).EndsWith('s'))
        {
            return false;
        }

        for (var i = sentence.First; i < verb; i++)
        {
            if (block.Word(i) is "average" or "typical" && block.Word(i - 1) is "the" or "a" or "an")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"A decrease of 40,000", "an increase of three": by how much, not how many.</summary>
    private static bool IsDifference(BlockView block, QuantityMention quantity)
    {
        var first = block.TokensOf(quantity.Outer).First;
        return block.Word(first - 1) == "of" && block.Word(first - 2) is "increase" or "decrease" or "rise" or "drop" or "decline" or "reduction" or "jump" or "growth" && block.Word(first - 3) is "a" or "an" or "the" or "sharp" or "slight";
    }

    /// <summary>"All but four", "everybody except two": those to whom it did not happen.</summary>
    private static bool IsException(BlockView block, QuantityMention quantity)
    {
        var first = block.TokensOf(quantity.Outer).First;
        return block.Word(first - 1) is "except" or "excepting" || (block.Word(first - 1) == "but" && block.Word(first - 2) is "all" or "everyone" or "everybody" or "none" or "nobody")
            || (block.Word(first - 1) == "for" && block.Word(first - 2) is "except" or "save");
    }

    /// <summary>"Anything more than a few inches of snow", "anyone over 18": a bound of what may be.</summary>
    private static bool IsAnything(BlockView block, QuantityMention quantity)
    {
        var first = block.TokensOf(quantity.Outer).First;
        return block.Word(first - 1) is "anything" or "anyone" or "anybody" or "anywhere" or "everything" or "everyone" or "nothing" or "whatever";
    }

    /// <summary>"A mother <b>of four</b> was killed": her children were not.</summary>
    private static bool IsKin(BlockView block, QuantityMention quantity)
    {
        var first = block.TokensOf(quantity.Outer).First;
        return block.Word(first - 1) == "of" && block.Word(first - 2) is "mother" or "father" or "mum" or "mom" or "dad" or "parent" or "parents" or "grandmother" or "grandfather" or "widow" or "widower";
    }

    /// <summary>"As was shown [13]", "calls kill(2)": a reference.</summary>
    private static bool IsReference(BlockView block, QuantityMention quantity)
    {
        var (before, behind) = (quantity.Core.Start - 1, quantity.Core.End);
        return quantity.Noun is null && before > 0 && behind < block.Text.Length && (block.Text[before], block.Text[behind]) is var marks
            && (marks is ('[', ']') or ('[', ',') or (',', ']') || (marks is ('(', ')') && char.IsLetterOrDigit(block.Text[before - 1])));
    }

    /// <summary>"Of the 202 injured, <b>22</b> were flown out", "of those who died, <b>97</b> were women": a part, never to be set against the whole.</summary>
    private static bool IsOfTheWhole(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var opening = sentence.First;
        while (opening < sentence.End && (block.Tokens[opening].Span.Length == 0 || !char.IsLetter(block.Text[block.Tokens[opening].Span.Start])))
        {
            opening++;      // "07:00 Of those who died": the hour of a live page
        }

        if (block.Word(opening) != "of" || block.Word(opening + 1) is not ("the" or "those" or "these" or "them"))
        {
            return false;
        }

        var comma = opening + 2;
        while (comma < sentence.End && block.Word(comma) != ",")
        {
            comma++;
        }

        return comma - opening <= MaxToWhole && block.TokensOf(quantity.Outer).First > comma;
    }

    /// <summary>"More than 2.5 million of these deaths": a part of the number of the sentence before.</summary>
    private static bool IsOfThese(BlockView block, QuantityMention quantity)
    {
        var end = block.TokensOf(quantity.Outer).End;
        return (block.Word(end) == "of" && block.Word(end + 1) is "these" or "those") && block.Word(end + 2) is "death" or "deaths" or "fatalities" or "injuries" or "casualties" or "cases";
    }

    /// <summary>"Kill 300 people a year", "die every day": what happens again and again, and no toll of anything.</summary>
    private static bool IsRate(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var end = block.TokensOf(quantity.Outer).End;
        for (var i = end; i < Math.Min(sentence.End, end + MaxToRate) && block.Word(i) is not ("," or ";" or "and" or "but") && block.QuantityAt(i) < 0; i++)
        {
            if (block.Word(i) is "annually" or "yearly"
                || (block.Word(i) is "a" or "an" or "every" or "each" or "per" && block.Word(i + 1) is "year" or "month" or "week" or "day" or "hour" && block.Word(i - 1) is not ("in" or "of" or "within" or "for" or "than" or "just" or "only" or "half" or "about")
                    && block.Word(i + 2) is not ("after" or "before" or "earlier" or "later" or "ago" or "since" or "when" or "on" or "and" or "long" or "apart")))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Nothing says what is counted.</summary>
    private static bool IsBare(QuantityMention quantity) =>
        quantity is { IsNounCopied: false, Value.Unit.Dimension: Dimension.Count, MoreNouns.IsEmpty: true } && quantity.Noun is null or { Lemma: "" };

    /// <summary>What is said of things as often as of people: files are saved and freed, versions released.</summary>
    private bool IsOfThings(BlockView block, int verb, int length) =>
        verb >= 0 && _metrics.SaidOfThings.TryMatch(block.Tokens, verb, out _, out var said) && said >= length;

    /// <summary>"40 hostages were taken; 12 have been freed", "three of those trapped": people are counted, or named behind the number.</summary>
    private bool CountsPeople(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var end = block.TokensOf(quantity.Outer).End;
        if (block.Word(end) == "of" && block.Word(end + 1) is "those" or "them" or "whom" or "his" or "her" or "its" or "their")
        {
            return true;
        }

        var from = (sentence.Previous ?? sentence).Span.Start;
        return block.Quantities.Any(other => other.Outer.Start >= from && other.Outer.End <= quantity.Outer.Start && other.Noun is { } noun && (_metrics.IsOf(noun.Lemma, "people") || _metrics.IsOf(noun.Lemma, "personnel")) && noun.Lemma.Length > 0);
    }

    /// <summary>Nothing but adverbs and determiners parts a verb from its number: "freed at least 12", not "free hosting to millions".</summary>
    private bool IsRightBehind(SentenceView sentence, QuantityMention quantity, int token)
    {
        var block = sentence.Block;
        var first = block.TokensOf(quantity.Outer).First;
        return Enumerable.Range(token, Math.Max(0, first - token)).All(i => block.QuantityAt(i) >= 0 || !block.Tokens[i].IsWord || _modality.Adverbs.Contains(block.Word(i))
            || block.Word(i) is "the" or "some" or "another" or "further" or "other" or "all" or "and" or "or" or "as" or "at" or "its" or "their" || block.MentionAt(i) is not null);
    }

    /// <summary>"Toll-like": the word is a part of another one.</summary>
    private static bool IsCompound(BlockView block, int behind) =>
        behind < block.Tokens.Length && block.Word(behind) == "-" && block.Tokens[behind].Span.Start == block.Tokens[behind - 1].Span.End && !block.IsDash(behind);

    /// <summary>"The population has grown by 7 million": by how much, not how many.</summary>
    private static bool IsMovedBy(BlockView block, QuantityMention quantity) => block.Word(block.TokensOf(quantity.Outer).First - 1) == "by";

    /// <summary>"15 km from the border", "40 miles from Corin": a way through the land to something that is one of its kind. "Ten inches from the edge" and "60 miles from a store" lead nowhere.</summary>
    private static bool IsWayToAPlace(SentenceView sentence, QuantityMention quantity)
    {
        if (quantity.Value.Unit.Id is "mm" or "cm" or "in")
        {
            return false;
        }

        var block = sentence.Block;
        var i = block.TokensOf(quantity.Outer).End;
        while (i < sentence.End && block.Word(i) is "from" or "of" or "away" or "outside" or "short")
        {
            i++;
        }

        return block.Word(i) is not ("a" or "an" or "any" or "each" or "every" or "your" or "my" or "one" or "it" or "you" or "me" or "us");
    }
}
