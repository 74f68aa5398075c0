using System.Collections.Immutable;
using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>
/// "Took three villages on Tuesday" is what that day brought; "have taken 40 villages" is the sum so far. The two are never set against each other.
/// </summary>
internal static class DailyGain
{
    /// <summary>The day that a gain of land or settlements is of; null where it is a running total.</summary>
    /// <param name="sentence">Where the number stands.</param>
    /// <param name="quantity">The number.</param>
    /// <param name="metric">What it counts.</param>
    /// <param name="verb">The token that names the gain; negative for none.</param>
    /// <param name="group">Around the verb; null for none.</param>
    /// <param name="speakers">Who says it, innermost first: the day that he said it on is not that of the gain.</param>
    public static WallInterval? Of(SentenceView sentence, QuantityMention quantity, MetricDefinition metric, int verb, VerbGroup? group, ImmutableArray<AttributedSpan> speakers)
    {
        if (AloneOn(sentence, quantity, metric) is { } alone)
        {
            return alone;
        }

        var isGain = metric is { Kind: Subjects.MetricKind.Cumulative, Events: [] } && (metric.Dimension == Dimension.Area || metric.Classes.Contains("settlement"));
        if (!isGain || verb < 0 || group is null || IsPerfect(sentence.Block, group.First, verb) || IsOfANoun(sentence.Block, group.First, verb))
        {
            return null;
        }

        foreach (var date in sentence.Block.Dates)
        {
            if (sentence.Span.Contains(date.Span) && IsADay(date) && !IsBound(sentence.Block, date) && (speakers is not [var inner, ..] || inner.Content.Contains(date.Span))
                && !AsOfReader.IsOfAnotherClause(sentence, quantity.Outer, null, date))
            {
                return AsOfReader.IsNextDay(sentence.Block, date) ? AsOfReader.NextDay(sentence, quantity.Outer) ?? date.Value : date.Value;
            }
        }

        return null;
    }

    /// <summary>"5,000 people fled <b>on Tuesday alone</b>", "burned 600 hectares <b>overnight</b>": what that stretch brought; a toll may rise overnight.</summary>
    private static WallInterval? AloneOn(SentenceView sentence, QuantityMention quantity, MetricDefinition metric)
    {
        var block = sentence.Block;
        foreach (var date in block.Dates)
        {
            if (sentence.Span.Contains(date.Span) && date.Value is { From: not null, To: not null } && (block.Word(block.TokensOf(date.Span).End) == "alone" || (metric.Dimension == Dimension.Area && block.Word(block.TokensOf(date.Span).First) == "overnight"))
                && !AsOfReader.IsOfAnotherClause(sentence, quantity.Outer, null, date))
            {
                return date.Value;
            }
        }

        return null;
    }

    private static bool IsADay(DateMention date) => date.Kind is DateKind.At or DateKind.Window && date.Grain is DateGrain.Day or DateGrain.DayPart
        && date.Value is { From: { } from, To: { } to } && to - from <= TimeSpan.FromDays(1);

    private static bool IsPerfect(BlockView block, int first, int verb)
    {
        for (var i = first; i < verb; i++)
        {
            if (block.Word(i) is "has" or "have" or "had" or "having" or "'ve" or "’ve" or "ve")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"An offensive capturing 20 villages" describes the offensive; "…, capturing 20 villages" tells what the day brought.</summary>
    private static bool IsOfANoun(BlockView block, int first, int verb) => block.Word(verb).EndsWith("ing", StringComparison.Ordinal) && block.Word(first - 1) is not ("," or "and");

    /// <summary>"By Tuesday" sums up.</summary>
    private static bool IsBound(BlockView block, DateMention date)
    {
        var (first, _) = block.TokensOf(date.Span);
        return block.Word(first) is "by" or "until" or "before" || block.Word(first - 1) is "by" or "until" or "before" or "of";
    }
}
