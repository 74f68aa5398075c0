using Watcher.Claims.Quantities;

namespace Watcher.Claims.Extraction;

/// <summary>Numbers that share a verb or a heading with other numbers, and what stands between a number and its verb.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>Tokens between two numbers of one list: "soldiers and at least".</summary>
    private const int MaxInList = 8;

    /// <summary>Tokens of "of a maintenance company".</summary>
    private const int MaxAttribute = 7;

    /// <summary>Numbers of one list in front of a verb.</summary>
    private const int MaxShared = 3;

    /// <summary>"At least <b>30 soldiers</b> and 20 fighters were killed": the verb behind the last number of a list is that of all.</summary>
    private (MetricDefinition, int, int, bool, string)? Shared(SentenceView sentence, QuantityMention quantity, int end)
    {
        var block = sentence.Block;
        var (known, at) = (quantity, end);
        for (var more = 0; more < MaxShared; more++)
        {
            if (NextInList(sentence, at) is not { } next || (next.Noun ?? known.Noun) is not { } noun)
            {
                return null;
            }

            next = next.Noun is null ? next with { Noun = noun, IsNounCopied = true } : next;

            at = block.TokensOf(next.Outer).End;
            if (Behind(sentence, next, at) is ({ } metric, _, _, _, _) found && found.Item5 is "QTY-2" or "QTY-3")
            {
                return Pick([metric], block, quantity) is not null ? found : null;
            }

            known = next;
        }

        return null;
    }

    /// <summary>"1,465 houses in Alden and <b>900</b> in Brook were damaged": what the number before it counts, when a verb behind says so; else as it is.</summary>
    private QuantityMention InList(SentenceView sentence, int number, QuantityMention quantity)
    {
        var block = sentence.Block;
        if (quantity.Noun is not null || quantity.Value.Unit.Dimension != Dimension.Count || number == 0 || block.Quantities[number - 1] is not { Noun: { } noun, Role: QuantityRole.Claim } before
            || !sentence.Span.Contains(before.Outer) || NextInList(sentence, block.TokensOf(before.Outer).End) != block.Quantities[number])
        {
            return quantity;
        }

        var counted = quantity with { Noun = noun, IsNounCopied = true };
        return Behind(sentence, counted, block.TokensOf(quantity.Outer).End) is null ? quantity : counted;
    }

    /// <summary>The number that "and" or a comma joins to what ends at the token; null for none. A place of the first may stand between: "1,465 houses in Alden and 900 in Brook".</summary>
    private QuantityMention? NextInList(SentenceView sentence, int end)
    {
        var block = sentence.Block;
        var isJoined = false;
        for (var i = end; i < Math.Min(sentence.End, end + MaxInList); i++)
        {
            if (block.QuantityAt(i) is var number and >= 0)
            {
                return isJoined && block.Quantities[number].Role == QuantityRole.Claim && !HasOfThem(block, i) && !block.Quantities[number].Outer.Contains(block.Tokens[end - 1].Span) ? block.Quantities[number] : null;
            }

            var word = block.Word(i);
            isJoined |= word is "and" or "," or "or" or "as";
            if (!(word is "and" or "," or "or" or "as" or "well" or "another" || block.MentionAt(i) is not null || (!isJoined && (_modality.Words.AreaPrepositions.Contains(word) || char.IsUpper(block.Text[block.Tokens[i].Span.Start])))))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The number ends the clause that the other one began: nothing but "and" between their nouns, and no verb behind.</summary>
    private bool IsListedWith(SentenceView sentence, QuantityMention other, QuantityMention quantity)
    {
        var block = sentence.Block;
        return other.Noun is not null && quantity.Noun is { } noun && !quantity.IsNounCopied && NextInList(sentence, block.TokensOf(other.Outer).End) == quantity
            && block.TokensOf(quantity.MoreNouns is [.., var last] ? last.Span : noun.Span).End is var end && (end >= sentence.End || !block.Tokens[end].IsWord || block.Word(end) is "and" or "according");
    }

    /// <summary>Tokens of "of a maintenance company" in "12 soldiers of a maintenance company are missing": up to the verb; 0 when none follows.</summary>
    private int Attribute(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        if (block.Word(token) is not ("of" or "from" or "in" or "at" or "aboard" or "near" or "on" or "inside"))
        {
            return 0;
        }

        for (var i = token + 1; i < Math.Min(sentence.End, token + MaxAttribute); i++)
        {
            if (i > token + 1 && block.Word(i) is "is" or "are" or "was" or "were" or "has" or "have" or "had" or "died" or "perished" or "remain" or "remained")
            {
                return i - token;
            }

            if (!(block.Tokens[i].IsWord || block.Word(i) is "-" or "'s") || block.QuantityAt(i) >= 0 || block.IsInDate(i) || _modality.Words.QuantityStops.Contains(block.Word(i)) || _metrics.Verbs.IsAt(block.Tokens, i))
            {
                return 0;
            }
        }

        return 0;
    }

    /// <summary>"In the village of Upper Alden", "in Upper Alden": a place by its capital that no list holds.</summary>
    private bool IsUnknownPlace(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var i = token;
        while (i < sentence.End && (block.Word(i) is "the" or "of" or "neighbouring" or "neighboring" or "nearby" || _predicates.SettlementNouns.Contains(block.Word(i)) || _predicates.AreaNouns.Contains(block.Word(i))))
        {
            i++;
        }

        return i < sentence.End && block.Tokens[i].IsWord && char.IsUpper(block.Text[block.Tokens[i].Span.Start]) && !block.IsInDate(i) && block.MentionAt(i) is null;
    }

    private static bool IsEarlier(BlockView block, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (block.Word(i) is "earlier" or "previously" or "initially" or "originally" || block.IsInDate(i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Earlier officials <b>had reported</b> seven deaths", "on Monday it <b>had put</b> the toll at 58": what was told before the article's own number.</summary>
    private bool IsToldBefore(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var first = block.TokensOf(quantity.Outer).First;
        for (var i = Math.Max(sentence.First + 1, first - MaxToToll); i < first; i++)
        {
            // "The agency said it had counted 44 dead": what it says now.
            if (block.Word(i - 2) is "it" or "they" or "he" or "she" && (_cues.Cues.IsAt(block.Tokens, i - 3) || block.Word(i - 3) == "that") && block.Word(i) is "counted" or "recorded" or "registered" or "documented" or "confirmed")
            {
                continue;
            }

            if (block.Word(i - 1) == "had" && _cues.Cues.TryMatch(block.Tokens, i, out var cue, out _) && cue.Group is CueGroup.Say or CueGroup.Assess
                && (cue.NumberOnly || IsEarlier(block, sentence.First, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The clause behind "who" tells what happened to those counted: "who fled", "who have died".</summary>
    private bool OpensWithMetric(SentenceView sentence, int token, QuantityMention quantity)
    {
        while (token < sentence.End && (_modality.Auxiliaries.Contains(sentence.Block.Word(token)) || _modality.Adverbs.Contains(sentence.Block.Word(token))))
        {
            token++;
        }

        return token < sentence.End && _metrics.Verbs.TryMatch(sentence.Block.Tokens, token, out var verbs, out _) && IsIntransitive(sentence.Block.Word(token)) && Pick(verbs, sentence.Block, quantity) is not null;
    }

    /// <summary>"11 of their vehicles": things that are counted by what they are a part of. People are left out: twelve of the dead may be children.</summary>
    private QuantityMention OfThings(BlockView block, QuantityMention quantity)
    {
        var of = block.TokensOf(quantity.Outer).End;
        if (quantity.Noun is not null || quantity.Value.Unit.Dimension != Dimension.Count || block.Word(of) != "of" || block.Word(of + 1) is not ("its" or "their" or "his" or "her" or "our" or "the"))
        {
            return quantity;
        }

        for (var i = of + 2; i < Math.Min(block.Tokens.Length, of + 2 + MaxToForces) && block.Tokens[i].IsWord; i++)
        {
            var lemma = block.Word(i) is [.. var stem, 's'] ? stem : block.Word(i);
            if (_metrics.ClassesOf(lemma).Any(kind => kind is "vehicle" or "weapon" or "aircraft" or "helicopter" or "vessel" or "building"))
            {
                return quantity with { Noun = new QuantityNoun(lemma, block.Tokens[i].Span), Outer = new Watcher.Reading.Text.TextSpan(quantity.Outer.Start, block.Tokens[i].Span.End) };
            }
        }

        return quantity;
    }
}
