using System.Collections.Frozen;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>
/// What a distance leads to and what land lies in, in the text's own words: the way to a town is never set against the way to the border, nor land
/// in one region that no list knows against land in another.
/// </summary>
internal static class QuantityTarget
{
    /// <summary>Leads somewhere that the text does not name: comparable with nothing.</summary>
    public const string Unnamed = "";

    /// <summary>Tokens of "away from the nearest Osterian state border".</summary>
    private const int MaxTokens = 8;

    /// <summary>Tokens of "of land in the Misty Province".</summary>
    private const int MaxToArea = 6;

    private static readonly FrozenSet<string> s_compass = FrozenSet.ToFrozenSet(["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west", "south-east", "south-west"]);

    /// <summary>They lead to the noun, and are no part of it.</summary>
    private static readonly FrozenSet<string> s_leading = FrozenSet.ToFrozenSet(
        ["of", "from", "away", "outside", "short", "to", "toward", "towards", "into", "in", "inside", "along", "deep", "further", "the", "a", "an", "its", "their", "his", "her", "our", "nearest"]);

    /// <summary>The noun has ended before one of these.</summary>
    private static readonly FrozenSet<string> s_behind = FrozenSet.ToFrozenSet(
        ["of", "with", "in", "on", "at", "by", "to", "from", "near", "between", "as", "and", "or", "but", "that", "which", "where", "when", "while", "after", "before", "since", "is", "are", "was", "were", "has", "have", "had",
         "said", "says"]);

    private static readonly FrozenSet<string> s_areaPrepositions = FrozenSet.ToFrozenSet(["in", "of", "across", "throughout", "within", "inside"]);

    /// <summary>
    /// Where a distance leads: a place by its id, anything else by its head noun and whose it is, with the point of the compass: "izium", "south kharkiv",
    /// "border of ru". <see cref="Unnamed"/> when the words name nothing.
    /// </summary>
    /// <param name="sentence">Where it stands.</param>
    /// <param name="token">Behind the number.</param>
    public static string Of(SentenceView sentence, int token) => Of(sentence, token, out _);

    /// <inheritdoc cref="Of(SentenceView, int)"/>
    /// <param name="end">Behind the noun that it leads to.</param>
    public static string Of(SentenceView sentence, int token, out int end)
    {
        var block = sentence.Block;
        var limit = Math.Min(sentence.End, token + MaxTokens);
        var compass = "";
        for (; token < limit && (s_leading.Contains(block.Word(token)) || s_compass.Contains(block.Word(token))); token++)
        {
            compass = s_compass.Contains(block.Word(token)) ? block.Word(token) + " " : compass;
        }

        var (head, owner) = ((string?)null, (SubjectId?)null);
        for (; token < limit && block.Tokens[token].IsWord && !s_behind.Contains(block.Word(token)) && !block.IsInDate(token) && block.QuantityAt(token) < 0; token++)
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

        end = token;
        // "The border with X", "the coast of X".
        for (var i = token; owner is null && i < Math.Min(sentence.End, token + 3) && block.Word(token) is "with" or "of"; i++)
        {
            owner = block.MentionAt(i) is { Type: SubjectType.Side } side ? Sides.SideOf(side) : null;
        }

        return head is null ? Unnamed : owner is null ? compass + head : $"{compass}{head} of {owner}";
    }

    /// <summary>The name of the region that land lies in, where no gazetteer knows it: "misty province". Null for none.</summary>
    /// <param name="sentence">Where it stands.</param>
    /// <param name="token">Behind the number.</param>
    public static string? Region(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        for (var i = token; i < Math.Min(sentence.End - 1, token + MaxToArea) && block.Tokens[i].IsWord; i++)
        {
            if (!s_areaPrepositions.Contains(block.Word(i)))
            {
                continue;
            }

            var first = block.Word(i + 1) == "the" ? i + 2 : i + 1;
            var last = first;
            while (last < sentence.End && block.Tokens[last].IsWord && char.IsUpper(block.Text[block.Tokens[last].Span.Start]) && block.MentionAt(last) is null && !block.IsInDate(last))
            {
                last++;
            }

            if (last > first)
            {
                return Fold.Text(block.Surface(first, last));
            }
        }

        return null;
    }
}
