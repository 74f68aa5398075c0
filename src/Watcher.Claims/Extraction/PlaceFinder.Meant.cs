using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>What "the town" and "the region" stand for.</summary>
internal sealed partial class PlaceFinder
{
    /// <summary>Characters of an hour: "09:30".</summary>
    private const int MinEntry = 5;

    private static bool IsTown(Mention mention) => mention.Place?.Reading == PlaceReading.City;

    /// <summary>"the village", "the area": the town or region named last before the sentence, in the same block or the one sentence that began it.</summary>
    private Mention? Meant(SentenceView sentence, int noun, SubjectId? salient, Mention? topic, Mention? sole)
    {
        var block = sentence.Block;
        var word = block.Word(noun);
        // "The regional capital", "the enclave": other words for a town or city.
        word = word == "capital" && block.Word(noun - 1) is "regional" or "provincial" or "state" or "departmental" or "district" ? "city" : word is "enclave" or "stronghold" or "township" ? "town" : word;
        var isTown = word is "village" or "town" or "city" or "settlement";
        if (!(isTown || word is "area" or "region" or "oblast" or "province") || !IsThe(block, noun)
            || !(noun + 1 >= sentence.End || !block.Tokens[noun + 1].IsWord || block.IsInDate(noun + 1) || modality.Auxiliaries.Contains(block.Word(noun + 1))
                || block.Word(noun + 1) is "by" or "on" or "after" or "before" or "and" or "from" or "during" or "with" or "when" or "as" or "but" or "while" or "for" or "which" or "until" or "since" or "where" or "whose" or "once"
                || block.Word(noun + 1) is "to" or "toward" or "towards" or "into" or "without" or "again" or "went" or "goes" or "early" or "late" or "raged" or "continued" or "continues" or "erupted" or "resumed"
                || (block.Word(noun + 1) == "at" && (block.IsInDate(noun + 2) || block.Word(noun + 2) is "dawn" or "daybreak" or "noon" or "dusk" or "nightfall" or "midnight" or "once"))
                || (block.Word(noun + 1) == "in" && block.MentionAt(noun + 2) is null && block.MentionAt(noun + 3) is null))
            || block.Word(noun + 1) is "-" or "'s")
        {
            return null;
        }

        return Meant(sentence, noun, word, isTown, salient, topic, sole);
    }

    private Mention? Meant(SentenceView sentence, int noun, string word, bool isTown, SubjectId? salient, Mention? topic, Mention? sole)
    {
        var block = sentence.Block;

        // What the block was about beats what it named last: "X, a town near Y, was taken. … in the town".
        var before = block.Mentions.Where(mention => IsPlace(mention) && mention.Span.End <= sentence.Span.Start && IsTown(mention) == isTown && IsCalled(block, mention, word) && !IsGoal(block, block.TokensOf(mention.Span).First) && !IsAudience(block, mention)).ToList();
        var inSentence = block.Mentions.Where(mention => IsPlace(mention) && sentence.Span.Contains(mention.Span) && mention.Span.End <= block.Tokens[noun].Span.Start
            && IsTown(mention) == isTown && IsCalled(block, mention, word) && !IsBearing(block, mention) && !IsAudience(block, mention)).DistinctBy(mention => mention.Subject).ToList();
        if (block.Block.Kind is Reading.Articles.BlockKind.Heading or Reading.Articles.BlockKind.Headline)
        {
            return null;
        }

        if (inSentence is [var here] && isTown)
        {
            return here;
        }

        if (inSentence.Count > 1)
        {
            return null;
        }

        var latest = sentence.Previous is not { } former ? [] : before.Where(mention => former.Span.Contains(mention.Span)).DistinctBy(mention => mention.Subject).ToList();
        var isOther = topic is not null && word is "city" or "town" && latest is [var near] && near.Subject != topic.Subject && KindOf(block, near) != word
            && SubjectTown(sentence.Previous)?.Subject != near.Subject;
        return isOther ? topic : isTown && latest is [var only] ? only
            : before.LastOrDefault(mention => mention.Subject == salient) ?? (before.DistinctBy(mention => mention.Subject).Count() == 1 ? before[0] : null)
                ?? (isTown && word != "village" && topic is not null && (before.Count == 0 || before.Exists(mention => mention.Subject == topic.Subject)) ? topic : null)
                ?? (isTown && before.Count == 0 && !HasUnknownPlace(sentence, noun) ? OfBlockBefore(block, word) ?? (word != "village" ? sole : null) : null);
    }

    /// <summary>A noun by which a town that was named may be called again.</summary>
    private static bool CallsTown(string word) => word is "town" or "city" or "village" or "settlement" or "capital" or "enclave" or "stronghold" or "township";

    /// <summary>"The city", "that town", "the port city", "the besieged town"; never "the next town" or "the city council".</summary>
    private static bool IsThe(BlockView block, int noun) => block.Word(noun - 1) is "the" or "that" or "this"
        || (block.Word(noun - 2) is "the" or "that" && block.Tokens[noun - 1].IsWord && char.IsLower(block.Text[block.Tokens[noun - 1].Span.Start]) && block.Word(noun - 1) is not ("next" or "other" or "nearby" or "neighbouring" or "neighboring"
            or "adjacent" or "adjoining" or "first" or "second" or "third" or "last" or "nearest" or "closest" or "main" or "only" or "biggest" or "largest" or "twin" or "same"));

    /// <summary>"Told reporters in <b>X</b>", "at a briefing in <b>X</b>": where somebody spoke, and not of what.</summary>
    private bool IsAudience(BlockView block, Mention town)
    {
        var first = block.TokensOf(town.Span).First;
        return block.Word(first - 1) is "in" or "at" && modality.Words.SpeaksElsewhere.Contains(block.Word(first - 2)) && block.HasAt(cues.Cues, first - MaxToIn, first - 2);
    }

    /// <summary>The only town that the block before names, when what the noun calls it may be its kind.</summary>
    private Mention? OfBlockBefore(BlockView block, string word)
    {
        if (IsEntry(block) || block.Before?.Block is not { } former || former.Block.Kind is Reading.Articles.BlockKind.Heading or Reading.Articles.BlockKind.Headline)
        {
            return null;
        }

        var towns = former.Mentions.Where(mention => IsPlace(mention) && IsTown(mention) && !IsAudience(former, mention)).DistinctBy(mention => mention.Subject).ToList();
        return towns is [var only] && IsCalled(former, only, word) && !IsBearing(former, only) && !former.Sentences.Any(sentence => HasUnknownPlace(sentence, sentence.End)) ? only : null;
    }

    /// <summary>"09:30 The rebels …": an entry of a live page, in front of which stands what was told later.</summary>
    public static bool IsEntry(BlockView block) =>
        block.Block.Span.Start is var start && block.Block.Span.End - start > MinEntry && char.IsAsciiDigit(block.Text[start]) && char.IsAsciiDigit(block.Text[start + 1]) && block.Text[start + 2] is ':' or '.' && char.IsAsciiDigit(block.Text[start + 3]);

    /// <summary>"In Harrow": a place that no list knows may be the one that is meant.</summary>
    public static bool HasUnknownPlace(SentenceView sentence, int end)
    {
        var block = sentence.Block;
        for (var i = sentence.First + 1; i < end; i++)
        {
            if (block.Word(i - 1) is "in" or "at" or "near" or "from" or "of" or "to" or "into" && block.Tokens[i].IsWord && char.IsUpper(block.Text[block.Tokens[i].Span.Start])
                && block.MentionAt(i) is null && !block.IsInDate(i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The village of X" is not meant by "the city".</summary>
    private bool IsCalled(BlockView block, Mention mention, string word)
    {
        var kind = KindOf(block, mention);
        return word == "settlement" || kind == word || (word is "village" or "town" && kind is "village" or "town") || (word is "city" or "town" && kind is "capital" or "port" or "hub" or "stronghold" or "bastion" or "junction" or "crossroads" or "oasis") || !predicates.SettlementNouns.Contains(kind) || kind == "settlement";
    }

    /// <summary>What the text calls a place: "the village of X", "X, a city in …"; empty for nothing.</summary>
    private static string KindOf(BlockView block, Mention mention)
    {
        var (first, end) = block.TokensOf(mention.Span);
        return block.Word(first - 1) == "of" ? block.Word(first - 2) : block.Word(end) == "," && block.Word(end + 1) is "a" or "the" ? block.Word(end + 2) : "";
    }

    /// <summary>The only town of the headline, when no other is named as often.</summary>
    public static Mention? OfHeadline(IReadOnlyList<BlockView> blocks)
    {
        if (blocks is not [{ Block.Kind: Reading.Articles.BlockKind.Headline or Reading.Articles.BlockKind.Heading } headline, ..]
            || headline.Mentions.Where(mention => IsPlace(mention) && IsTown(mention)).DistinctBy(mention => mention.Subject).ToList() is not [var town])
        {
            return null;
        }

        var others = blocks.SelectMany(block => block.Mentions).Where(mention => IsPlace(mention) && IsTown(mention)).CountBy(mention => mention.Subject).ToDictionary();
        return others.All(other => other.Key == town.Subject || other.Value < others[town.Subject]) ? town : null;
    }

    /// <summary>The town an article speaks of most; null when none stands out.</summary>
    public static Mention? Topic(ImmutableArray<Mention> mentions)
    {
        var towns = new List<(Mention First, int Count)>();
        foreach (var mention in mentions)
        {
            if (IsPlace(mention) && IsTown(mention))
            {
                Count(mention, towns);
            }
        }

        towns.Sort(static (one, other) => one.Count != other.Count ? other.Count.CompareTo(one.Count) : string.CompareOrdinal(one.First.Subject.Value, other.First.Subject.Value));
        return towns is [{ Count: >= 4 } most, ..] && (towns.Count == 1 || most.Count >= 2 * towns[1].Count) ? most.First : null;
    }

    private static void Count(Mention town, List<(Mention First, int Count)> towns)
    {
        for (var i = 0; i < towns.Count; i++)
        {
            if (towns[i].First.Subject == town.Subject)
            {
                towns[i] = towns[i] with { Count = towns[i].Count + 1 };
                return;
            }
        }

        towns.Add((town, 1));
    }
}
