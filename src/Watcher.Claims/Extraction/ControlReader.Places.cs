using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Which places a verb of control speaks of: its object, its subject, or what the sentences before leave to be understood.</summary>
internal sealed partial class ControlReader
{
    /// <summary>The rule that finds a place round the forces that act; they are whoever acts, then.</summary>
    private const string NearForces = "CTL-7";

    /// <summary>The places of a verb, the rule that found them, and why the place that stands beside it is none of its; no places where it speaks of none.</summary>
    private (ImmutableArray<FoundPlace> Places, string Rule, string? Refusal) PlacesOf(
        SentenceView sentence, int token, int behind, VerbGroup group, Trigger trigger, ActorPhrase? actor, bool isSent, ArticleContext context, List<Draft> drafts)
    {
        string? refusal = null;
        var block = sentence.Block;
        var (salient, sole) = (Salient(sentence, drafts), Sole(sentence, drafts, context));
        var takesObject = (trigger.At & PlaceSlots.Object) != 0;
        var places = (group.IsPassive && !isSent && takesObject) || trigger.At == PlaceSlots.Subject
            ? _places.Left(sentence, group.First, isNear: false, salient: salient, topic: context.Topic, sole: sole) : _places.Right(sentence, behind, trigger, out refusal, salient, context.Topic, sole);
        var rule = "CTL-1";
        if (places.IsEmpty && group.IsPassive && actor is not null && takesObject && trigger is { Regains: true })
        {
            (places, rule) = (_places.Right(sentence, behind, trigger with { At = PlaceSlots.In }, out _), "CTL-6");
        }

        if (places.IsEmpty && (trigger.At & PlaceSlots.NearSubject) != 0)
        {
            places = _places.Left(sentence, group.First, isNear: true);
            rule = NearForces;
        }

        if ((trigger.At & PlaceSlots.Last) != 0 && (!trigger.NeedsForces || EndsMove(sentence, behind)) && PlaceFinder.Last(sentence, token) is { } last)
        {
            (places, rule) = ([last], "CTL-9");
        }

        refusal = places.IsEmpty ? refusal : null;
        if (places.IsEmpty && (group.IsPassive ? actor is not null || block.Word(behind) != "by" : trigger.At == PlaceSlots.Subject))
        {
            (places, rule) = (AllBefore(sentence, group.First, drafts), "CTL-19");
        }

        if (places.IsEmpty && (trigger.At & PlaceSlots.From) != 0)
        {
            (places, rule) = FromWhich(sentence, group.First) is var which and > 0 ? (_places.Left(sentence, which, isNear: false, isGovernedToo: true), "CTL-10")
                : (FromIt(sentence, token, behind, actor, context, drafts), "CTL-12");
        }

        if (places.IsEmpty && takesObject && actor is not null && !group.IsPassive && actor.End >= group.First - 1 && Relative(sentence, actor.First) is var relative && relative >= 0)
        {
            (places, rule) = (_places.Left(sentence, relative, isNear: false, isGovernedToo: true), "CTL-10");
            places = places.IsEmpty ? _places.Left(sentence, relative, isNear: false) : places;     // "X, at the neck of the peninsula, which …"
        }

        // "A market in X was shelled": what was hit stands in it.
        if (places.IsEmpty && group.IsPassive && trigger.Kind == ClaimKind.Strike && (actor is not null || _predicates.Weapons.Contains(trigger.Frame) || HasWeapon(sentence)))
        {
            places = PlaceFinder.Inside(sentence, _places.Left(sentence, group.First, isNear: false, isGovernedToo: true));
        }

        // "X, the main town occupied by S": the place in front of the description.
        if (places.IsEmpty && group.IsPassive && group.First == token && block.Word(behind) == "by" && _places.Apposition(sentence, token) is { } described)
        {
            (places, rule) = ([new FoundPlace(described, false)], "CTL-10");
        }

        if (places.IsEmpty && trigger.Predicate == Predicate.WithdrawnFrom && (trigger.At & PlaceSlots.From) != 0 && !group.IsPassive && actor is { IsForces: true }
            && (EndsClause(sentence, behind) || block.Word(behind) is "to" or "toward" or "towards" or "across"))
        {
            (places, rule) = (Ground(sentence, group.First, actor, context, drafts), NearForces);
        }

        if (places.IsEmpty && trigger.Predicate == Predicate.WithdrawnFrom && (trigger.At & PlaceSlots.From) != 0 && EndsClause(sentence, behind) && !group.IsPassive)
        {
            (places, rule) = (OnlyPlace(sentence, drafts), "CTL-14");
        }

        if (places.IsEmpty && trigger.Predicate == Predicate.Contested && group.IsPassive)
        {
            (places, rule) = (_places.OfRepelled(sentence, group.First), "CTL-16");
        }

        if (places.IsEmpty && group.IsPassive && takesObject && block.Word(group.First - 1) == "it" && PlaceFinder.Antecedent(sentence, group.First - 1) is { } it)
        {
            (places, rule) = ([new FoundPlace(it, false)], "CTL-12");
        }

        if (places.IsEmpty && !group.IsPassive && (trigger.Kind == ClaimKind.Strike || trigger.Predicate == Predicate.Contested) && _places.Opening(sentence, group.First, salient, context.Topic, sole) is { } opening)
        {
            (places, rule) = ([new FoundPlace(opening, false)], "CTL-18");
        }

        if (places.IsEmpty && takesObject && block.Word(behind) is "it" or "them")
        {
            (places, rule) = (Pronoun(sentence, token, block.Word(behind) == "them", drafts), "CTL-12");
            places = places.IsEmpty ? ItAsObject(sentence, behind, actor, context, drafts) : places;
            RemoveApproach(trigger.Predicate, sentence, places, drafts);
        }

        if (places.IsEmpty && refusal is null)
        {
            (places, rule) = Understood(sentence, group, behind, trigger, actor, drafts);
        }

        if (places.IsEmpty && trigger.Kind != ClaimKind.Strike)
        {
            places = Bare(sentence, behind, group, trigger, actor, context, drafts);
            places = places.IsEmpty && group.IsPassive && trigger.Kind == ClaimKind.Control ? Fronted(sentence, token, behind, group, context, drafts) : places;
            places = places.IsEmpty && takesObject ? OfFormerVerb(sentence, group, drafts) : places;
            rule = places.IsEmpty ? rule : "CTL-23";
        }

        return (places, rule, refusal);
    }

    /// <summary>"X and Y, <b>from which</b> the rebels were driven": where the relative clause begins that ends with the verb; -1 for none.</summary>
    private static int FromWhich(SentenceView sentence, int first)
    {
        for (var i = first - 1; i > Math.Max(sentence.First, first - MaxToForces); i--)
        {
            if (sentence.Block.Word(i) == "which")
            {
                return sentence.Block.Word(i - 1) == "from" ? i - 1 : -1;
            }
        }

        return -1;
    }

    /// <summary>"Withdrew <b>from it</b>", "drove them out <b>of it</b>".</summary>
    private ImmutableArray<FoundPlace> FromIt(SentenceView sentence, int token, int behind, ActorPhrase? actor, ArticleContext context, List<Draft> drafts)
    {
        var it = sentence.Block.Word(behind) is "from" or "of" ? behind + 1 : behind;
        if (sentence.Block.Word(it) != "it")
        {
            return [];
        }

        var named = Pronoun(sentence, token, isPlural: false, drafts);
        return named.IsEmpty ? ItAsObject(sentence, it, actor, context, drafts) : named;
    }

    /// <summary>Who took a place had moved towards it.</summary>
    private static void RemoveApproach(Predicate predicate, SentenceView sentence, ImmutableArray<FoundPlace> places, List<Draft> drafts)
    {
        var reached = places.Select(place => place.Mention.Subject).ToHashSet();
        drafts.RemoveAll(draft => predicate == Predicate.CapturedBy && draft.Sentence == sentence && draft.Predicate == Predicate.AdvanceToward && reached.Contains(draft.Subject.Id));
    }

    /// <summary>The one place that the sentence's claims are about so far, taken or entered; none when there are several.</summary>
    private static ImmutableArray<FoundPlace> OnlyPlace(SentenceView sentence, List<Draft> drafts)
    {
        var named = drafts.Where(draft => draft.Sentence == sentence && (draft.Predicate == Predicate.CapturedBy || draft.Predicate == Predicate.EnteredBy)).Select(draft => draft.Subject.Id).Distinct().ToList();
        return named.Count == 1 && sentence.Block.Mentions.FirstOrDefault(mention => mention.Subject == named[0] && PlaceFinder.IsPlace(mention) && sentence.Span.Contains(mention.Span)) is { } place ? [new FoundPlace(place, false)] : [];
    }

    /// <summary>"Advanced on X and Y and took them": the places the sentence's last claims are about; else the one town named before, here or as what the sentence before is about.</summary>
    private ImmutableArray<FoundPlace> Pronoun(SentenceView sentence, int token, bool isPlural, List<Draft> drafts)
    {
        var block = sentence.Block;
        var last = drafts.FindLast(draft => draft.Sentence == sentence && draft.Subject.Place is not null);
        if (last is null)
        {
            var named = block.Mentions.Where(mention => PlaceFinder.IsPlace(mention) && sentence.Span.Contains(mention.Span) && mention.Span.End <= block.Tokens[token].Span.Start)
                .DistinctBy(mention => mention.Subject).ToList();
            return isPlural ? [] : named is [var only] ? [new FoundPlace(only, false)]
                : named.Count == 0 && !block.HasWord(sentence.First, token, _predicates.SettlementNouns.Contains) && (PlaceFinder.SubjectTown(sentence.Previous) ?? PlaceFinder.Antecedent(sentence, token)) is { } before ? [new FoundPlace(before, false)] : [];
        }

        var meant = drafts.Where(draft => draft.Sentence == sentence && draft.Highlight == last.Highlight && draft.Predicate == last.Predicate).DistinctBy(draft => draft.Subject.Id).ToList();
        return meant.Count > 1 != isPlural ? [] : [.. meant.Select(draft => draft.Place is { } place ? Named(block, place) : null).OfType<Mention>().Select(mention => new FoundPlace(mention, false))];
    }

    /// <summary>The mention with this span, in the block or one before it.</summary>
    private static Mention? Named(BlockView? block, TextSpan place)
    {
        for (; block is not null; block = block.Before?.Block)
        {
            if (block.Mentions.FirstOrDefault(mention => mention.Span == place) is { } named)
            {
                return named;
            }
        }

        return null;
    }

    /// <summary>The towns that the claims of a sentence are about, each once.</summary>
    private static List<Mention> TownsTold(SentenceView told, List<Draft> drafts)
    {
        var towns = new List<Mention>();
        foreach (var draft in drafts)
        {
            if (draft.Sentence == told && draft is { Subject.Place.Reading: PlaceReading.City, Place: { } at } && !towns.Exists(town => town.Subject == draft.Subject.Id) && Named(told.Block, at) is { } named)
            {
                towns.Add(named);
            }
        }

        return towns;
    }
}
