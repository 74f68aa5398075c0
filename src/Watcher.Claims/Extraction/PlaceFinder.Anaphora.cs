using Watcher.Claims.Mentions;

namespace Watcher.Claims.Extraction;

/// <summary>What "it", "there" and "the attack" stand for.</summary>
internal sealed partial class PlaceFinder
{
    /// <summary>The only town that the sentence names before the token or, when it names none, the sentence before it.</summary>
    public static Mention? Antecedent(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var here = Towns(sentence, block.Tokens[token].Span.Start, withBearings: false);
        if (here.Count > 0)
        {
            return here is [var only] ? only : null;
        }

        return sentence.Previous is { } before && !HasUnknownPlace(sentence, token) && Towns(before, int.MaxValue, withBearings: false) is [var former] && !HasUnknownPlace(before, before.End) ? former : null;
    }

    /// <summary>Where "the attack" was: the only town of the last sentence in the paragraph that names one.</summary>
    public static Mention? Scene(SentenceView sentence, int token)
    {
        var end = sentence.Block.Tokens[token].Span.Start;
        for (var told = sentence; told is not null; told = told.Previous)
        {
            var towns = Towns(told, end, withBearings: true);
            if (towns.Count > 0 || (told != sentence && HasUnknownPlace(told, told.End)))
            {
                return towns is [var only] ? only : null;
            }
        }

        return null;
    }

    /// <summary>The towns that a sentence names up to <paramref name="end"/>, each once.</summary>
    private static List<Mention> Towns(SentenceView told, int end, bool withBearings) =>
        [.. told.Block.Mentions.Where(mention => IsPlace(mention) && IsTown(mention) && told.Span.Contains(mention.Span) && mention.Span.End <= end && (withBearings || !IsBearing(told.Block, mention)))
            .DistinctBy(mention => mention.Subject)];
}
