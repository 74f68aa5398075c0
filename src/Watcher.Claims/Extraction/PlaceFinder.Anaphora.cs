using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

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

    /// <summary>The place that the noun phrase at <paramref name="token"/> names: "Alden", "the town of Alden", "the town".</summary>
    public Mention? SubjectAt(SentenceView sentence, int token, SubjectId? salient, Mention? topic, Mention? sole)
    {
        var block = sentence.Block;
        var noun = block.Word(token) == "the" ? token + 1 : token;
        var name = noun > token && block.Word(noun + 1) == "of" && predicates.SettlementNouns.Contains(block.Word(noun)) ? noun + 2 : token;
        return block.MentionAt(name) is { } named ? IsPlace(named) && !IsNoPlace(block, name, block.TokensOf(named.Span).End, s_object) ? named : null : noun > token ? Meant(sentence, noun, salient, topic, sole) : null;
    }

    private static readonly Trigger s_object = new(Predicate.CapturedBy, ClaimKind.Control, true, PlaceSlots.Object, ActorSlot.Subject, false) { Frame = "" };

    public static bool NamesPlace(SentenceView sentence, int end)
    {
        foreach (var mention in sentence.Block.Mentions)
        {
            if (IsPlace(mention) && sentence.Span.Contains(mention.Span) && sentence.Block.TokensOf(mention.Span).End <= end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"<b>X</b>, the capital of the state, changed hands twice. …": the town that a sentence begins with.</summary>
    public static Mention? SubjectTown(SentenceView? sentence)
    {
        if (sentence is null)
        {
            return null;
        }

        var (block, first) = (sentence.Block, sentence.First);
        while (first < sentence.End && (!block.Tokens[first].IsWord || !char.IsLetter(block.Word(first)[0])))
        {
            first++;        // the hour of an entry: "09:10 X was taken"
        }

        return first < sentence.End && block.MentionAt(first) is { } town && IsPlace(town) && IsTown(town) && block.Word(block.TokensOf(town.Span).End) is not ("'s" or "-") ? town : null;
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

    /// <summary>"<b>In X</b>, the rebels …", "on the ground, in the vicinity of X, they …", "in the region, …": the one place with which the clause that goes on at <paramref name="end"/> begins.</summary>
    public Mention? Opening(SentenceView sentence, int end, SubjectId? salient, Mention? topic, Mention? sole)
    {
        var block = sentence.Block;
        var noun = sentence.First + 2;
        if (block.Word(noun - 2) == "in" && block.Word(noun + 1) == "," && Meant(sentence, noun, salient, topic, sole) is { } meant)
        {
            return meant;
        }

        Mention? found = null;
        foreach (var mention in block.Mentions)
        {
            if (!IsPlace(mention) || !sentence.Span.Contains(mention.Span) || block.TokensOf(mention.Span) is var (first, behind) && behind > end)
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = mention;
        }

        return found is not null && (OpensSentence(sentence, found) || (IsInside(sentence, found) && OpensClause(sentence, found))) ? found : null;
    }

    /// <summary>"In Alden rebels traded fire": a few words lead from the sentence's beginning to the place, and one of them is "in".</summary>
    private static bool OpensSentence(SentenceView sentence, Mention place)
    {
        var block = sentence.Block;
        var first = block.TokensOf(place.Span).First;
        return block.HasWord(sentence.First, Math.Min(first, sentence.First + MaxToIn + 1), static word => word == "in")
            && !block.HasWord(sentence.First, first, static word => word is "which" or "who" or "where" or "that" or "after" or "when" or "while");
    }

    /// <summary>Nothing but words leads from a clause's beginning to the "in" of the place, and a comma ends it.</summary>
    private static bool OpensClause(SentenceView sentence, Mention place)
    {
        var block = sentence.Block;
        var (first, behind) = block.TokensOf(place.Span);
        behind += block.Word(behind) is "region" or "province" or "district" or "area" or "oblast" or "city" ? 1 : 0;
        var start = first - 1;
        while (start > sentence.First && block.Word(start) != "in")
        {
            start--;
        }

        return block.Word(behind) == "," && (start == sentence.First || !block.Tokens[start - 1].IsWord || block.Word(start - 1) is "and" or "but" or "while" or "that");
    }

    /// <summary>The towns that a sentence names in front of the token, each once, and not to say where something else is.</summary>
    public static List<Mention> TownsBefore(SentenceView told, int token) => Towns(told, token < told.End ? told.Block.Tokens[token].Span.Start : int.MaxValue, withBearings: false);

    /// <summary>The towns that a sentence names up to <paramref name="end"/>, each once.</summary>
    private static List<Mention> Towns(SentenceView told, int end, bool withBearings) =>
        [.. told.Block.Mentions.Where(mention => IsPlace(mention) && IsTown(mention) && told.Span.Contains(mention.Span) && mention.Span.End <= end && (withBearings || !IsBearing(told.Block, mention)))
            .DistinctBy(mention => mention.Subject)];
}
