using System.Collections.Immutable;
using Watcher.Claims.Mentions;

namespace Watcher.Claims.Extraction;

/// <summary>Places that a verb of control leaves to be understood: "recaptured all three villages", "the only city it holds", "the garrison had pulled out".</summary>
internal sealed partial class ControlReader
{
    /// <summary>Tokens of "there was not a single enemy soldier" in front of "left".</summary>
    private const int MaxToLeft = 8;

    /// <summary>Tokens of "the southern and the eastern" in front of "districts".</summary>
    private const int MaxToPart = 6;

    /// <summary>Tokens of "all of the 12" in front of "villages".</summary>
    private const int MaxToAll = 5;

    /// <summary>The places, and the rule that found them; none where nothing is understood.</summary>
    private (ImmutableArray<FoundPlace> Places, string Rule) Understood(SentenceView sentence, VerbGroup group, int behind, Trigger trigger, ActorPhrase? actor, List<Draft> drafts)
    {
        if ((trigger.At & PlaceSlots.Object) != 0 && !group.IsPassive)
        {
            if (AllNamed(sentence, behind, drafts) is { IsEmpty: false } all)
            {
                return (all, "CTL-19");
            }

            if (OwnPart(sentence, group.First, behind, drafts) is { } part)
            {
                return ([part], "CTL-20");
            }

            // "X, the only city it holds": a relative clause without its pronoun.
            if (actor is not null && actor.End >= group.First - 1 && Described(sentence, actor.First) is { } described && EndsObject(sentence, behind))
            {
                return ([new FoundPlace(described, false)], "CTL-10");
            }
        }

        // "Most of the garrison had pulled out": a garrison is that of the town told of.
        var isGarrison = trigger.Predicate == Predicate.WithdrawnFrom && !group.IsPassive && actor is not null && EndsObject(sentence, behind)
            && sentence.Block.HasWord(actor.First, group.First, static word => word is "garrison");
        return isGarrison && ((sentence.Previous is { } before && TownsTold(before, drafts) is [var told] ? told : null) ?? PlaceFinder.Antecedent(sentence, actor!.First)) is { } town ? ([new FoundPlace(town, false)], "CTL-21") : ([], "");
    }

    /// <summary>"X, the only city <b>it</b> holds", "X, the first town <b>the army</b> took": the place that the noun in front of the subject describes.</summary>
    private Mention? Described(SentenceView sentence, int subject)
    {
        var noun = sentence.Block.Word(subject - 1) == "the" ? subject - 2 : subject - 1;
        return _predicates.SettlementNouns.Contains(sentence.Block.Word(noun)) ? _places.Apposition(sentence, noun + 1) : null;
    }

    /// <summary>"Took A and two other villages", "retook <b>all three villages</b>", "<b>both towns</b>": the towns that the sentence has told of, where with what it only counts they are as many.</summary>
    private ImmutableArray<FoundPlace> AllNamed(SentenceView sentence, int behind, List<Draft> drafts)
    {
        var block = sentence.Block;
        var noun = behind;
        while (noun < Math.Min(sentence.End, behind + MaxToAll) && !_predicates.SettlementNouns.Contains(block.Word(noun)))
        {
            noun++;
        }

        var isCounted = block.Word(behind) is "all" or "both" && _predicates.SettlementNouns.Contains(block.Word(noun)) && EndsClause(sentence, noun + 1);
        var count = block.Word(behind) == "both" ? 2 : CountAt(block, noun);
        if (!isCounted || count is not > 1)
        {
            return [];
        }

        var told = TownsTold(sentence, drafts);
        var others = 0m;
        for (var i = sentence.First; i < behind; i++)
        {
            var isOther = block.Word(i) is "other" or "another" or "more" or "further" && block.HasWord(i + 1, i + 3, _predicates.SettlementNouns.Contains);
            others += !isOther ? 0 : block.Word(i) == "another" && block.QuantityAt(i + 1) < 0 ? 1 : CountAt(block, i + 1) ?? CountAt(block, i) ?? 0;
        }

        return told.Count == 0 || told.Count + others != count ? []
            : [.. told.Select(town => new FoundPlace(town, false))];
    }

    /// <summary>"Alden and Brook …; <b>the two</b> were taken", "<b>both towns</b> are held", "by noon <b>all three</b> were in their hands": as many towns as the sentence has told of, or the one before.</summary>
    private ImmutableArray<FoundPlace> AllBefore(SentenceView sentence, int first, List<Draft> drafts)
    {
        var block = sentence.Block;
        var last = first - 1;
        last -= last > sentence.First && _predicates.SettlementNouns.Contains(block.Word(last)) ? 1 : 0;
        if (last <= sentence.First - 1 || block.Word(last - 1) == "of")
        {
            return [];
        }

        var count = block.Word(last) == "both" ? 2 : block.Word(last - 1) is "the" or "all" ? CountAt(block, last) : null;
        if (count is not > 1)
        {
            return [];
        }

        foreach (var towns in new[] { TownsTold(sentence, drafts), PlaceFinder.TownsBefore(sentence, last), sentence.Previous is { } before ? TownsTold(before, drafts) : [], sentence.Previous is { } former ? PlaceFinder.TownsBefore(former, former.End) : [] })
        {
            if (towns.Count > 0)
            {
                return towns.Count == count ? [.. towns.Select(town => new FoundPlace(town, false))] : [];
            }
        }

        return [];
    }

    /// <summary>"<b>Alden</b> was shelled at noon <b>and is</b> in rebel hands": the town that is the subject of the verb before.</summary>
    private ImmutableArray<FoundPlace> SharedSubject(SentenceView sentence, int first)
    {
        var block = sentence.Block;
        if (block.Word(first - 1) is not ("and" or "but" or "then") || !_verbs.IsAuxiliary(block.Word(first)))
        {
            return [];
        }

        for (var i = first - 2; i > sentence.First && block.Word(i) is not (";" or ":"); i--)
        {
            if ((_verbs.IsAuxiliary(block.Word(i)) || _predicates.Triggers.IsAt(block.Tokens, i)) && block.MentionAt(i - 1) is { } town && PlaceFinder.IsPlace(town))
            {
                return _places.Left(sentence, i, isNear: false);
            }
        }

        return [];
    }

    /// <summary>The number that ends in front of the token, or holds it.</summary>
    private static decimal? CountAt(BlockView block, int token)
    {
        var number = block.QuantityAt(token) is >= 0 and var here ? here : token > 0 ? block.QuantityAt(token - 1) : -1;
        return number < 0 ? null : block.Quantities[number].Value.Stated;
    }

    /// <summary>"… and seized <b>the northern districts</b>": of the one town that the sentence, or else the one before, tells of.</summary>
    private static FoundPlace? OwnPart(SentenceView sentence, int first, int behind, List<Draft> drafts)
    {
        var block = sentence.Block;
        var noun = behind;
        while (noun < Math.Min(sentence.End, behind + MaxToPart) && !PlaceFinder.IsTownPart(block.Word(noun)))
        {
            if (!(block.Word(noun) is "the" or "its" or "and" || block.Word(noun).EndsWith("ern", StringComparison.Ordinal)))
            {
                return null;
            }

            noun++;
        }

        if (noun == behind || !PlaceFinder.IsTownPart(block.Word(noun)) || !block.HasWord(behind, noun, static word => word.EndsWith("ern", StringComparison.Ordinal)) || !EndsObject(sentence, noun + 1))
        {
            return null;
        }

        var told = TownsTold(sentence, drafts);
        var town = told.Count == 0 ? PlaceFinder.Antecedent(sentence, first) : told is [var only] ? only : null;
        return town is null ? null : new FoundPlace(town, IsPartial: true);
    }

    /// <summary>"Took several villages <b>up to the outskirts of X</b>": how near they have come.</summary>
    private ImmutableArray<FoundPlace> UpTo(SentenceView sentence, int behind)
    {
        var block = sentence.Block;
        for (var i = behind; i < sentence.End && block.Word(i) is not ("," or ";"); i++)
        {
            if (block.Word(i) != "up" || block.Word(i + 1) != "to" || block.Word(i + 2) != "the")
            {
                continue;
            }

            var edge = PlaceFinder.IsEdge(block.Word(i + 3)) ? i + 3 : i + 4;
            return PlaceFinder.IsEdge(block.Word(edge)) && block.Word(edge + 1) == "of" ? _places.Right(sentence, edge + 2, s_approach, out _) : [];
        }

        return [];
    }

    /// <summary>Nothing follows that the verb or its noun could govern.</summary>
    private static bool EndsObject(SentenceView sentence, int token) =>
        EndsClause(sentence, token) || (sentence.Block.Word(token) is "in" or "at" or "this" or "so" or "since" or "during" or "with" or "where" or "which" or "later" or "soon" or "again" && sentence.Block.MentionAt(token + 1) is null);

    /// <summary>"There was not a single soldier <b>left</b>": remaining, and nobody went.</summary>
    private static bool IsRemaining(SentenceView sentence, int token, int behind) => sentence.Block.Word(token) == "left" && (behind >= sentence.End || !sentence.Block.Tokens[behind].IsWord)
        && sentence.Block.HasWord(Math.Max(sentence.First, token - MaxToLeft), token, static word => word == "there");
}
