using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>The places in front of a verb.</summary>
internal sealed partial class PlaceFinder
{
    /// <summary>The places in front of a verb group: its subject ("Izium was taken"), or where its subject stands ("forces around Izium").</summary>
    public ImmutableArray<FoundPlace> Left(SentenceView sentence, int first, bool isNear, bool isGovernedToo = false, SubjectId? salient = null, Mention? topic = null, Mention? sole = null)
    {
        var block = sentence.Block;
        var relative = isGovernedToo ? first : first - 1;
        if (!isNear && BothOf(sentence, first) is { IsEmpty: false } both)
        {
            return both;
        }

        if (!isNear && relative >= sentence.First && block.Word(relative) is "that" or "which" && DescribedBefore(sentence, relative) is { } described)
        {
            return [.. Listed(block, described).Select(place => new FoundPlace(place, false))];
        }

        var found = ImmutableArray.CreateBuilder<FoundPlace>(0);
        var isStarted = false;
        var isRelative = false;
        for (var i = isNear || isGovernedToo ? first - 1 : BeforeAside(sentence, first); i >= Math.Max(sentence.First, first - MaxReach); i--)
        {
            var word = block.Word(i);
            if (!isStarted && !isNear && !isGovernedToo && CallsTown(word) && Meant(sentence, i, salient, topic, sole) is { } meant)
            {
                var isAntecedent = block.Word(i + 1) is "which" or "that";      // "withdrew from the city which was …"
                return IsSubject(sentence, i, out var isPartMeant) || isAntecedent ? [new FoundPlace(meant, isPartMeant)] : [];
            }

            if (block.MentionAt(i) is { } mention && IsPlace(mention))
            {
                var start = block.TokensOf(mention.Span).First;
                if (isNear)
                {
                    if (IsNearForces(sentence, start))
                    {
                        found.Insert(0, new FoundPlace(mention, false));
                    }
                }
                else if (IsSubject(sentence, start, out var isPartial) || isGovernedToo || (isRelative && !isStarted))
                {
                    found.Insert(0, new FoundPlace(mention, isPartial));
                }
                else
                {
                    break;
                }

                isStarted = true;
                i = start;
                continue;
            }

            if (isStarted && !(word is "and" or "," or "-" or "or" or "the" or "of" || predicates.SettlementNouns.Contains(word) || predicates.AreaNouns.Contains(word)))
            {
                break;
            }

            if (word == ";" || (!isNear && word is "that" or "which" && isStarted) || cues.Cues.IsAt(block.Tokens, i) && !isNear)
            {
                break;
            }

            isRelative |= word == "which" && block.Word(i - 1) == "," && block.MentionAt(i - 2) is not null;     // "10 km from X, which was taken"
            if (!isStarted && !isNear && block.Tokens[i].IsWord && !IsTransparent(word) && !IsShare(block, i) && !(word == "in" && block.Word(i + 1) == "the" && IsDirection(block.Word(i + 2))))
            {
                break;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>"X and Y, <b>both of which</b> were taken", "came under fire": the two towns named last; empty for no such clause.</summary>
    private static ImmutableArray<FoundPlace> BothOf(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        var which = block.Word(first - 1) is "came" or "come" ? first - 2 : first - 1;
        return which - 2 > sentence.First && block.Word(which) == "which" && block.Word(which - 1) == "of" && block.Word(which - 2) == "both"
            ? [.. Towns(sentence, block.Tokens[which].Span.Start, withBearings: false).TakeLast(2).Select(town => new FoundPlace(town, false))] : [];
    }

    /// <summary>"X, a town in Y that was taken": the place in front of the description.</summary>
    private Mention? DescribedBefore(SentenceView sentence, int relative)
    {
        var block = sentence.Block;
        var isTownNoun = false;
        for (var i = relative - 1; i > Math.Max(sentence.First, relative - 12); i--)
        {
            isTownNoun |= predicates.SettlementNouns.Contains(block.Word(i));
            if (block.Word(i) == "," || block.IsDash(i))
            {
                return isTownNoun && block.Word(i + 1) is "a" or "an" or "the" or "one" or "its" && block.MentionAt(i - 1) is { } named && IsPlace(named) && isTownNoun ? named : null;
            }

            if (cues.Cues.IsAt(block.Tokens, i) || modality.Auxiliaries.Contains(block.Word(i)))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>"<b>A, B and C</b>, the three towns that were taken": those that a description of several describes; the one in front of that of one.</summary>
    private List<Mention> Listed(BlockView block, Mention last)
    {
        var (towns, first) = (new List<Mention> { last }, block.TokensOf(last.Span).First);
        var noun = block.TokensOf(last.Span).End + 2;
        while (noun < block.Tokens.Length && block.Tokens[noun].IsWord && !predicates.SettlementNouns.Contains(block.Word(noun)))
        {
            noun++;
        }

        while (block.Word(noun).EndsWith('s') && block.Word(first - 1) is "and" or "," && block.MentionAt(first - 2) is { } town && IsPlace(town))
        {
            towns.Insert(0, town);
            first = block.TokensOf(town.Span).First;
        }

        return towns;
    }

    /// <summary>"X, the main town occupied by S".</summary>
    public Mention? Apposition(SentenceView sentence, int token) => DescribedBefore(sentence, token);

    /// <summary>"In <b>X</b>, the biggest rebel-held city of the region": the place that a description at <paramref name="token"/> is of.</summary>
    public static Mention? Described(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        for (var i = token; i > Math.Max(sentence.First, token - MaxToIn) && (block.Tokens[i].IsWord || block.Word(i) is "," or "-"); i--)
        {
            if (block.Word(i) == ",")
            {
                return block.Word(i + 1) is "the" or "a" or "an" && block.MentionAt(i - 1) is { } named && IsPlace(named) ? named : null;
            }
        }

        return null;
    }

    /// <summary>"10 km north of X": only says where something else is.</summary>
    private static bool IsBearing(BlockView block, Mention mention) =>
        block.TokensOf(mention.Span).First is var first && (IsGoal(block, first) || IsMeasured(block, first));

    /// <summary>"X is <b>90 percent</b> under control".</summary>
    private static bool IsShare(BlockView block, int token) => block.QuantityAt(token) is >= 0 and var share && block.Quantities[share].Value.Unit.Dimension == Dimension.Ratio;

    /// <summary>"Fled in the direction of X".</summary>
    private static bool IsGoal(BlockView block, int first) => block.Word(first - 1) is "toward" or "towards" || (block.Word(first - 1) == "of" && block.Word(first - 2) == "direction");

    private static bool IsMeasured(BlockView block, int first) => block.Word(first - 1) is "of" or "from" && (IsDirection(block.Word(first - 2)) || (block.QuantityAt(Math.Max(0, first - 2)) is >= 0 and var measure && block.Quantities[measure].Value.Unit.Dimension == Dimension.Length));

    /// <summary>"X, including its centre, was taken", "X, whose bazaar is near by, was taken": the token before the aside, or the one before the verb.</summary>
    private int BeforeAside(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        first -= block.Word(first - 1) is "remain" or "remains" or "remained" or "stays" or "stayed" or "came" or "comes" or "come" or "fell" && block.Word(first - 2) == "," ? 1 : 0;
        if (first - 1 <= sentence.First || block.Word(first - 1) != ",")
        {
            return first - 1;
        }

        for (var i = first - 2; i >= Math.Max(sentence.First, first - MaxAside) && block.Word(i) != ";"; i--)
        {
            if (block.Word(i) == "," && block.Word(i - 1) is "town" or "city" or "village" && IsThe(block, i - 1) && block.Word(i + 1) is "which" or "where" or "whose" or "once")
            {
                return i - 1;
            }

            if (block.Word(i) == "," && block.MentionAt(i - 1) is { } named && IsPlace(named))
            {
                return block.Word(i + 1) is "and" or "but" or "or" || block.MentionAt(i + 1) is not null || char.IsUpper(block.Text[block.Tokens[i + 1].Span.Start]) || cues.Cues.IsAt(block.Tokens, first - 2) ? first - 1 : i - 1;
            }
        }

        return first - 1;
    }
}
