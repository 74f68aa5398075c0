using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Claims whose clause names no town: "the army just left", "it is ours", "Alden fell in May and Corin in June".</summary>
internal sealed partial class ControlReader
{
    /// <summary>Tokens of "occupied by the rebels since May 1993,".</summary>
    private const int MaxToSubject = 12;

    /// <summary>Words of a film's or a book's name.</summary>
    private const int MaxTitle = 6;

    /// <summary>"The rebels pulled out at dawn", "the soldiers walked in": forces come or go, and the town is the one that is spoken of.</summary>
    private ImmutableArray<FoundPlace> Bare(SentenceView sentence, int behind, VerbGroup group, Trigger trigger, ActorPhrase? actor, ArticleContext context, List<Draft> drafts)
    {
        var isMove = (trigger.At & PlaceSlots.Last) != 0 || (trigger.Predicate == Predicate.WithdrawnFrom && ((trigger.At & PlaceSlots.From) != 0 || trigger.Frame == "leave") && trigger.Frame != "flee");     // who fled may be anybody
        var isToGoal = trigger.Predicate == Predicate.WithdrawnFrom && group.Modality is null && !group.IsAttempt && sentence.Block.Word(behind) is "to" or "toward" or "towards" or "into" or "across";
        if (!isMove || group.IsPassive || actor is not { IsForces: true } || !(isToGoal || EndsMove(sentence, behind)) || (Focus(sentence, trigger.Predicate == Predicate.WithdrawnFrom && !isToGoal ? sentence.End : behind, drafts, context) ?? Told(sentence, group.First)) is not { } town)
        {
            return [];
        }

        // "The garrison withdrew to the hills": who has just come to a town has not left it.
        if (isToGoal && drafts.Exists(draft => draft.Subject.Id == town.Subject && (draft.Predicate == Predicate.CapturedBy || draft.Predicate == Predicate.EnteredBy) && (draft.Actor is null || draft.Actor.Name == actor.Actor.Name)))
        {
            return [];
        }

        // "The rebels withdrew" from a vote, "soldiers marched in" to play: it is a town that somebody held or fought for.
        return sentence.Span.Contains(town.Span) || IsFoughtFor(town, drafts) ? [new FoundPlace(town, false)] : [];
    }

    private static bool IsFoughtFor(Mention town, List<Draft> drafts)
    {
        foreach (var draft in drafts)
        {
            if (draft.Subject.Id == town.Subject && draft.Kind is ClaimKind.Control or ClaimKind.Movement)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"They retook <b>it</b>": forces took, held or left what the sentence before is about.</summary>
    private ImmutableArray<FoundPlace> ItAsObject(SentenceView sentence, int behind, ActorPhrase? actor, ArticleContext context, List<Draft> drafts) =>
        actor is { IsForces: true } && sentence.Block.Word(behind) == "it" && Focus(sentence, sentence.End, drafts, context) is { } town ? [new FoundPlace(town, false)] : [];

    /// <summary>"<b>It</b> has been in rebel hands since May".</summary>
    private ImmutableArray<FoundPlace> ItAsSubject(SentenceView sentence, int first, ArticleContext context, List<Draft> drafts) =>
        sentence.Block.Word(first - 1) == "it" && Focus(sentence, sentence.End, drafts, context) is { } town && IsFoughtFor(town, drafts) ? [new FoundPlace(town, false)] : [];

    /// <summary>"Occupied by the rebels since May, <b>Alden</b> was retaken": the participle opens the sentence of its subject.</summary>
    private ImmutableArray<FoundPlace> Fronted(SentenceView sentence, int token, int behind, VerbGroup group, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (token != sentence.First || group.First != token || block.Word(behind) != "by")
        {
            return [];
        }

        for (var i = behind; i < Math.Min(sentence.End - 1, behind + MaxToSubject) && !_verbs.IsAuxiliary(block.Word(i)); i++)
        {
            if (block.Word(i) == "," && !block.IsInDate(i))
            {
                return _places.SubjectAt(sentence, i + 1, Salient(sentence, drafts), context.Topic, Sole(sentence, drafts, context)) is { } subject ? [new FoundPlace(subject, false)] : [];
            }
        }

        return [];
    }

    /// <summary>"Alden fell to them on Monday <b>and was retaken</b> on Friday": the one town of which the first verb told.</summary>
    private static ImmutableArray<FoundPlace> OfFormerVerb(SentenceView sentence, VerbGroup group, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (!group.IsPassive || block.Word(group.First - 1) is not ("and" or "but" or "then"))
        {
            return [];
        }

        return OfFormerVerb(sentence, group.First, drafts);
    }

    private static ImmutableArray<FoundPlace> OfFormerVerb(SentenceView sentence, int verb, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (drafts.FindLast(draft => draft.Sentence == sentence) is not { Place: { } at } last
            || last.Highlight.End > block.Tokens[verb].Span.Start || drafts.Exists(draft => draft.Sentence == sentence && draft.Subject.Id != last.Subject.Id))
        {
            return [];
        }

        var (first, end) = block.TokensOf(new Watcher.Reading.Text.TextSpan(last.Highlight.End, block.Tokens[verb].Span.Start));
        return at.End <= last.Highlight.Start && !block.HasWord(first, end, static word => word is "," or ";") && Named(block, at) is { } town ? [new FoundPlace(town, false)] : [];
    }

    /// <summary>"Alden has been in rebel hands since May <b>and Corin since June</b>", "Alden fell on Monday and Corin on Tuesday": the second has its town and its date alone.</summary>
    private void Gapped(SentenceView sentence, List<Draft> drafts)
    {
        var block = sentence.Block;
        foreach (var mention in block.Mentions)
        {
            if (!PlaceFinder.IsPlace(mention) || mention.Place!.Reading != PlaceReading.City || !sentence.Span.Contains(mention.Span))
            {
                continue;
            }

            var (first, end) = block.TokensOf(mention.Span);
            if (IsSoDid(sentence, first, end) && LastTold(sentence, first, drafts) is { } alike && alike.Subject.Id != mention.Subject)
            {
                drafts.Add(alike with { Sentence = sentence, Highlight = Highlight(block, first - 2, 2), Subject = Draft.Of(mention), Place = mention.Span });
                continue;
            }

            if (block.Word(first - 1) is "and" or "," or ";" && IsDatedAlone(sentence, end) && Gapped(sentence, mention, first, drafts) is { } gapped)
            {
                drafts.Add(gapped);
            }
        }
    }

    private Draft? Gapped(SentenceView sentence, Mention mention, int first, List<Draft> drafts) =>
        !drafts.Exists(draft => draft.Sentence == sentence && draft.Subject.Id == mention.Subject)
            && drafts.FindLast(draft => draft.Sentence == sentence && draft.Kind == ClaimKind.Control && draft.Highlight.End <= mention.Span.Start) is { } former
            && IsDateOnly(sentence, sentence.Block.TokensOf(former.Highlight).End, first) ? former with { Subject = Draft.Of(mention), Place = mention.Span } : null;

    /// <summary>"Alden fell. <b>So did Brook</b>", "Alden is in their hands, and <b>so is Brook</b>".</summary>
    private bool IsSoDid(SentenceView sentence, int first, int end) =>
        sentence.Block.Word(first - 2) == "so" && _verbs.IsAuxiliary(sentence.Block.Word(first - 1)) && EndsClause(sentence, end);

    /// <summary>What was told last of one town, in this sentence or the one before.</summary>
    private static Draft? LastTold(SentenceView sentence, int token, List<Draft> drafts)
    {
        var end = sentence.Block.Tokens[token].Span.Start;
        var last = drafts.FindLast(draft => draft.Kind == ClaimKind.Control && ((draft.Sentence == sentence && draft.Highlight.End <= end) || draft.Sentence == sentence.Previous));
        return last is null || (last.Sentence == sentence.Previous && sentence.First != token - 2) || drafts.Exists(draft => draft.Sentence == last.Sentence && draft.Subject.Id != last.Subject.Id) ? null : last;
    }

    /// <summary>A date and nothing else stands between a town and the end of its clause.</summary>
    private static bool IsDatedAlone(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var start = block.Word(token) is "on" or "in" or "since" ? token + 1 : token;
        var end = start;
        while (end < sentence.End && block.IsInDate(end))
        {
            end++;
        }

        return (end > start || (start > token && end > token && block.IsInDate(token))) && (end >= sentence.End || !block.Tokens[end].IsWord || block.Word(end) is "and" or "but" or "while");
    }

    private bool IsDateOnly(SentenceView sentence, int first, int end)
    {
        var block = sentence.Block;
        var hasDate = false;
        for (var i = first; i < end; i++)
        {
            hasDate |= block.IsInDate(i);
            if (!block.IsInDate(i) && !_predicates.ForcesNouns.Contains(block.Word(i)) && block.MentionAt(i) is not { Type: SubjectType.Side } && block.Word(i) is not ("on" or "in" or "since" or "and" or "," or ";" or "again" or "the"))
            {
                return false;
            }
        }

        return hasDate;
    }

    /// <summary>"The fall of X <b>to the rebels</b>": who has it.</summary>
    private Actor? Taker(SentenceView sentence, ImmutableArray<FoundPlace> places, Sides sides, SubjectId? speaker)
    {
        var behind = sentence.Block.TokensOf(places[^1].Mention.Span).End;
        return sentence.Span.Contains(places[^1].Mention.Span) && sentence.Block.Word(behind) == "to" ? _actors.From(sentence, behind + 1, 5, sides, speaker)?.Actor : null;
    }

    /// <summary>"A resident of <b>Alden</b> said the rebels had left": who lives there tells of it.</summary>
    private static Mention? Told(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        return PlaceFinder.Antecedent(sentence, verb) is { } town && sentence.Span.Contains(town.Span) && block.TokensOf(town.Span).First is var name && block.Word(name - 1) is "of" or "in"
            && block.Word(name - 2) is "resident" or "residents" or "people" or "inhabitants" or "shopkeeper" or "shopkeepers" or "teacher" or "mayor" or "witnesses" or "trader" or "traders" ? town : null;
    }

    /// <summary>The film "The Fall of X": a name of a few words in quotation marks.</summary>
    private static bool IsTitle(BlockView block, int noun)
    {
        foreach (var quote in block.Quotes)
        {
            if (quote.Contains(block.Tokens[noun].Span))
            {
                var (first, end) = block.TokensOf(quote);
                return end - first <= MaxTitle && noun > first && char.IsUpper(block.Text[block.Tokens[noun].Span.Start]);
            }
        }

        return false;
    }

    /// <summary>"Left X out of its plans", "left X in ruins": nobody went away.</summary>
    private static bool IsLeftSo(BlockView block, FoundPlace place) =>
        block.TokensOf(place.Mention.Span).End is var behind && (block.Word(behind) is "out" or "off" or "alone"
            || (block.Word(behind) == "in" && block.Word(behind + 1) is "ruins" or "rubble" or "flames" or "darkness" or "ashes" or "chaos" or "shock"));

    /// <summary>Nothing that the coming or going could lead to: "pulled out at dawn", "walked in around noon".</summary>
    private static bool EndsMove(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        token += block.Word(token) is "shortly" or "just" or "soon" ? 1 : 0;
        return EndsClause(sentence, token) || (block.Word(token) == "at" && block.QuantityAt(token + 1) >= 0)
            || (block.Word(token) is "at" or "around" or "by" or "before" or "during" or "early" or "late" or "in" && block.HasWord(token + 1, token + 3, static word => word is "dawn" or "daybreak" or "noon" or "midday" or "dusk" or "nightfall" or "midnight" or "night" or "morning" or "evening" or "afternoon"))
            || (block.Word(token) == "in" && block.Word(token + 1) == "good" && block.Word(token + 2) == "order");
    }

    /// <summary>
    /// The one town that the claims of the sentence before are about, or the only one it names; when it names none, the only one of which the article has said who holds it.
    /// Null when the sentence itself speaks of a place or the one before names another.
    /// </summary>
    private Mention? Focus(SentenceView sentence, int end, List<Draft> drafts, ArticleContext context)
    {
        if (PlaceFinder.NamesPlace(sentence, end) || PlaceFinder.HasUnknownPlace(sentence, end) || sentence.Block.HasWord(sentence.First, end, _predicates.SettlementNouns.Contains))
        {
            return null;
        }

        if ((sentence.Previous ?? (PlaceFinder.IsEntry(sentence.Block) ? null : sentence.Block.Before)) is not { } former)
        {
            return Sole(sentence, drafts, context);
        }

        if (TownsTold(former, drafts) is { Count: > 0 } told)
        {
            return told is [var only] ? only : null;
        }

        return PlaceFinder.NamesPlace(former, former.End) ? sentence.Previous is null ? null : PlaceFinder.Antecedent(sentence, sentence.First)
            : PlaceFinder.HasUnknownPlace(former, former.End) ? null : Sole(sentence, drafts, context);
    }
}
