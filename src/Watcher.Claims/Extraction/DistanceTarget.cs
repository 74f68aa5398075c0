using System.Collections.Frozen;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>What a distance leads to, so that the way to a town is never set against the way to the border.</summary>
internal static class DistanceTarget
{
    /// <summary>Tokens of "of the nearest Osterian state border".</summary>
    private const int MaxTokens = 8;

    /// <summary>They lead to the noun, and are no part of it.</summary>
    private static readonly FrozenSet<string> s_leading = FrozenSet.ToFrozenSet(["of", "from", "away", "outside", "short", "the", "a", "an", "its", "their", "his", "her", "our", "nearest"]);

    /// <summary>The noun has ended before one of these.</summary>
    private static readonly FrozenSet<string> s_behind = FrozenSet.ToFrozenSet(
        ["of", "with", "in", "on", "at", "by", "to", "from", "near", "between", "as", "and", "or", "but", "that", "which", "where", "when", "while", "after", "before", "since", "is", "are", "was", "were", "has", "have", "had",
         "said", "says"]);

    /// <summary>
    /// A place by its id, anything else by its head noun and whose it is: "izium", "border of ru". Null when the words behind the distance name nothing.
    /// </summary>
    public static string? Of(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var end = Math.Min(sentence.End, token + MaxTokens);
        while (token < end && s_leading.Contains(block.Word(token)))
        {
            token++;
        }

        var (head, owner) = ((string?)null, (SubjectId?)null);
        for (; token < end && block.Tokens[token].IsWord && !s_behind.Contains(block.Word(token)) && !block.IsInDate(token); token++)
        {
            if (block.MentionAt(token) is { Type: SubjectType.Side } side)
            {
                owner = Sides.SideOf(side);
            }
            else if (block.MentionAt(token) is { } place && PlaceFinder.IsPlace(place))
            {
                head = place.Subject.Value;
            }
            else if (block.Word(token) is not ("s" or "'s" or "’s"))
            {
                head = block.Word(token);
            }
        }

        // "The border with X", "the coast of X".
        for (var i = token; owner is null && i < Math.Min(sentence.End, token + 3) && block.Word(token) is "with" or "of"; i++)
        {
            owner = block.MentionAt(i) is { Type: SubjectType.Side } side ? Sides.SideOf(side) : null;
        }

        return head is null || owner is null ? head : $"{head} of {owner}";
    }
}
