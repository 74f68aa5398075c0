using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Control told by nouns: "the liberation of X", "fighting in X", "in the hands of".</summary>
internal sealed partial class ControlReader
{
    /// <summary>Paragraphs back to the town that "the town" means.</summary>
    private const int MaxBlocksBack = 3;

    /// <summary>Tokens of "in Alden, the brigade said, has" between fighting and its end.</summary>
    private const int MaxToEnd = 10;

    private bool Noun(SentenceView sentence, int token, int length, Trigger trigger, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        var highlight = Highlight(block, token, length);
        var speaker = context.SideAt(highlight);
        var behind = token + length;
        if (trigger.Predicate == Predicate.Contested && block.Word(token - 1) is "are" or "is" or "were" or "was" or "been")
        {
            return false;   // "are fighting": the verb
        }

        if (IsTitle(block, token))
        {
            return false;
        }

        if (block.Word(token - 1) is "to" or "will" or "would" or "could" or "can" or "may" or "might" or "must" or "should" or "not" or "did" && trigger.Frame is "capture" or "recapture" or "re-capture" or "advance" or "retreat" or "strike")
        {
            return false;   // "to capture": the verb
        }

        // "killed during fighting in X": a circumstance of another event.
        if (trigger.Predicate == Predicate.Contested && IsCircumstance(sentence, token))
        {
            return false;
        }

        var culprit = trigger.Kind == ClaimKind.Strike ? _culprits.Of(sentence, token, context.Sides, speaker) : null;
        if (culprit is not null)
        {
            var struck = _places.Right(sentence, behind, trigger, out _, Salient(sentence, drafts), context.Topic);
            struck = struck.IsEmpty ? Scene(sentence, token, drafts) : struck;
            AddAll(sentence, highlight, trigger, struck, culprit.Actor.Actor, culprit.Polarity, culprit.Modality, ["CTL-2", .. culprit.Rules], drafts, context.InnermostAt(highlight)?.Group == CueGroup.Deny);
            return !struck.IsEmpty;
        }

        if (trigger.NeedsCulprit || _verbs.IsDebunked(sentence, token, behind - 1) || (trigger.Predicate != Predicate.AdvanceToward && IsBesideDenial(sentence, token, context.SpeakersAt(highlight))))
        {
            return false;
        }

        ImmutableArray<FoundPlace> places;
        ActorPhrase? actor;
        Modality? foretold = null;
        var isDone = false;
        if (trigger.At == PlaceSlots.Subject)
        {
            actor = trigger.Actor == ActorSlot.Object ? _actors.From(sentence, behind, 5, context.Sides, speaker)
                : trigger.Frame is "ours" or "theirs" ? new ActorPhrase(trigger.Frame == "ours" && speaker is { } own ? context.Sides.ActorOf(own) : new Actor(trigger.Frame, null, null), token, behind, false) : null;
            actor ??= trigger.Actor == ActorSlot.Object ? Stranger(sentence, behind) : null;
            var state = State(sentence, token, length);
            var first = state.First;
            foretold = state.Modality is Modality.Future or Modality.Conditional ? state.Modality : null;       // "will be ours"
            places = _places.Left(sentence, first, isNear: false, salient: Salient(sentence, drafts), topic: context.Topic, sole: Sole(sentence, drafts, context));
            places = places.IsEmpty ? ItAsSubject(sentence, first, context, drafts) : places;
            places = places.IsEmpty ? AllBefore(sentence, first, drafts) : places;
            places = places.IsEmpty ? SharedSubject(sentence, first) : places;
            places = places.IsEmpty && block.Word(behind) is "are" or "is" or "were" or "was" ? _places.Right(sentence, behind + 1, trigger with { At = PlaceSlots.Object }, out _) : places;     // "under siege are X and Y"
        }
        else
        {
            actor = _actors.Owner(sentence, token, context.Sides, speaker)
                ?? _actors.Agent(sentence, behind, trigger.Predicate == Predicate.WithdrawnFrom || trigger.Predicate == Predicate.EnteredBy ? "of" : "by", 8, context.Sides, speaker);
            var isUnowned = actor is null;
            actor ??= trigger.Kind == ClaimKind.Strike || trigger.Predicate == Predicate.Contested ? _actors.OfAction(sentence, token, context.Sides, speaker) : null;
            actor ??= trigger.Predicate == Predicate.Evacuated ? OrderedBy(sentence, token, context.Sides, speaker) : null;
            if (actor is null && trigger.Predicate == Predicate.AdvanceToward)
            {
                return Gained(sentence, highlight, trigger, context, drafts);
            }

            places = _places.Right(sentence, behind, trigger, out _, Salient(sentence, drafts), context.Topic, Sole(sentence, drafts, context));
            if (places.IsEmpty && isUnowned && actor is not null && trigger.Kind == ClaimKind.Strike)
            {
                places = Scene(sentence, token, drafts);     // "its forces had carried out the attack"
            }

            if ((trigger.At & PlaceSlots.Of) != 0 && trigger is { Kind: ClaimKind.Control, Passive: false } && OwnerTown(block, token) is { } owner)
            {
                (places, actor) = ([new FoundPlace(owner, false)], _actors.Agent(sentence, behind, "by", 4, context.Sides, speaker));     // "X's capture by S"
            }

            if (places.IsEmpty && trigger is { Far: true } && trigger.Predicate == Predicate.Contested && ReportedFrom(sentence, behind) is var reported and > 0)
            {
                places = _places.Right(sentence, reported, trigger with { At = PlaceSlots.From }, out _);
            }

            if (places.IsEmpty && (trigger.At & PlaceSlots.SubjectUnder) != 0 && HasBefore(sentence, token, "under", 3))
            {
                var under = token - DistanceTo(sentence, token, "under");
                places = _places.Left(sentence, under, isNear: false);

                // "Every settlement in X is under shelling".
                places = places.IsEmpty ? PlaceFinder.Inside(sentence, _places.Left(sentence, under, isNear: false, isGovernedToo: true)) : places;
            }
        }

        if (places.IsEmpty && trigger.Predicate == Predicate.WithdrawnFrom && actor is not null && EndsClause(sentence, behind) && IsCircumstance(sentence, token))
        {
            places = OnlyPlace(sentence, drafts);       // "entered X after a Veran withdrawal"
        }

        if (places.IsEmpty && trigger.Predicate == Predicate.WithdrawnFrom && EndsClause(sentence, behind) && LightVerb(sentence, token) is var verb and >= 0
            && OnlyTown(sentence, token) is { } town && _actors.Subject(sentence, _verbs.Read(sentence, verb, 1, isState: false).First, context.Sides, speaker) is { } leaving)
        {
            // "The troops, who had held X since May, made a hasty retreat."
            (places, actor, isDone) = ([new FoundPlace(town, false)], leaving, true);
        }

        if ((trigger.Predicate == Predicate.Contested && IsOver(sentence, behind)) || (trigger.Predicate == Predicate.Surrounded && (IsOver(sentence, behind) || block.HasWord(Math.Max(sentence.First, token - 4), token, IsEnd))))
        {
            return true;
        }

        // "Fighting continued": round the town that the sentence is about.
        if (places.IsEmpty && trigger is { Predicate: var fought, Far: true } && fought == Predicate.Contested && GoesOn(sentence, behind) && PlaceFinder.Antecedent(sentence, token) is { } about)
        {
            places = [new FoundPlace(about, false)];
        }

        // "The fall of X to second place": who takes a town has a name or is armed.
        var isRanked = trigger.Passive && !places.IsEmpty && block.TokensOf(places[^1].Mention.Span).End is var after && block.Word(after) == "to" && after + 1 < sentence.End
            && !char.IsUpper(block.Text[block.Tokens[after + 1].Span.Start]) && Taker(sentence, places, context.Sides, speaker) is null;
        if (isRanked || places.IsEmpty || (trigger.NeedsActor && actor is null) || (trigger.NeedsForces && actor is not { IsForces: true }) || IsPrevented(sentence, token))
        {
            return false;
        }

        var (polarity, modality, rules) = _verbs.ReadNoun(sentence, token, isOngoing: trigger.Predicate == Predicate.Contested || trigger.Kind == ClaimKind.Strike);
        var isHead = trigger.Far || isDone || trigger.At == PlaceSlots.Subject || (trigger.At & PlaceSlots.SubjectUnder) != 0
            || context.InnermostAt(highlight) is { } inner && highlight.Start - inner.Content.Start < 30;
        modality ??= foretold;
        modality ??= isHead ? null : Modality.Presupposed;
        var acting = trigger.Passive ? Taker(sentence, places, context.Sides, speaker) : actor is { Actor.Side: not null } ? actor.Actor : Fallback(trigger, places, speaker, context.Sides) ?? actor?.Actor;
        AddAll(sentence, highlight, trigger, places, acting, polarity, modality, ["CTL-2", .. rules], drafts);
        return true;
    }

    /// <summary>"<b>X</b>'s liberation"; "the city's fall" would be of another day than what is told round it.</summary>
    private static Mention? OwnerTown(BlockView block, int noun) =>
        block.Word(noun - 1) == "'s" && block.MentionAt(noun - 2) is { Place.Reading: PlaceReading.City } named && PlaceFinder.IsPlace(named) ? named : null;

    /// <summary>"Fighting was also <b>reported from</b> X": the token of "from"; -1 for none.</summary>
    private int ReportedFrom(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        while (token < sentence.End && _verbs.IsInGroup(block.Word(token)) && block.Word(token) != "reported")
        {
            token++;
        }

        return block.Word(token) == "reported" && block.Word(token + 1) == "from" ? token + 1 : -1;
    }

    /// <summary>"The army <b>made gains</b> in X": as real as the verb says. Gains that were lost or hailed, and hardly any progress, are no advance.</summary>
    private bool Gained(SentenceView sentence, TextSpan noun, Trigger trigger, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        var (token, behind) = block.TokensOf(noun);
        var isOfWork = block.Word(behind) == "in" && block.MentionAt(behind + 1) is null && block.Word(behind + 1).EndsWith("ing", StringComparison.Ordinal);     // "progress in rebuilding X"
        if (isOfWork || LightVerb(sentence, token) is not (>= 0 and var verb) || block.HasWord(verb + 1, token, static word => word is "little" or "few" or "scant" or "hardly" or "scarcely"))
        {
            return false;
        }

        var speaker = context.SideAt(noun);
        var group = _verbs.Read(sentence, verb, 1, isState: false);
        if (group.IsWish || group.IsCondition || group.IsPassive || _actors.Subject(sentence, group.First, context.Sides, speaker) is not { } actor)
        {
            return false;
        }

        var places = _places.Right(sentence, behind, trigger, out _, Salient(sentence, drafts), context.Topic, Sole(sentence, drafts, context));
        places = places.IsEmpty ? Ground(sentence, group.First, actor, context, drafts) : places;
        var polarity = block.Word(verb + 1) == "no" ? Polarity.Negated : group.Polarity;
        AddAll(sentence, noun, trigger, places, actor.Actor, polarity, group.Modality, ["CTL-2", .. group.Rules], drafts);
        return !places.IsEmpty;
    }

    /// <summary>Where forces act of whom nothing behind the verb says it: "the garrison <b>in X</b> withdrew", "<b>in X</b>, the garrison withdrew".</summary>
    private ImmutableArray<FoundPlace> Ground(SentenceView sentence, int first, ActorPhrase actor, ArticleContext context, List<Draft> drafts)
    {
        var beside = PlaceFinder.Inside(sentence, _places.Left(sentence, first, isNear: true));
        return beside.IsEmpty && _places.Opening(sentence, actor.First, Salient(sentence, drafts), context.Topic, Sole(sentence, drafts, context)) is { } opening ? [new FoundPlace(opening, false)] : beside;
    }

    /// <summary>"Denied that its soldiers took part in the capture of X": that X was captured is not what is denied.</summary>
    private bool IsBesideDenial(SentenceView sentence, int noun, ImmutableArray<AttributedSpan> speakers)
    {
        var block = sentence.Block;
        if (speakers is not [{ Group: CueGroup.Deny } denial, ..])
        {
            return false;
        }

        for (var i = noun - 1; i >= sentence.First && block.Tokens[i].Span.Start >= denial.Content.Start; i--)
        {
            if (_verbs.IsAuxiliary(block.Word(i)) || _predicates.Takes.Contains(block.Word(i)) || _predicates.Responsibility.IsAt(block.Tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where "the attack" or "Friday's explosion" was: in the paragraph's town, else in the only town that the article has told a strike of.</summary>
    private static ImmutableArray<FoundPlace> Scene(SentenceView sentence, int noun, List<Draft> drafts)
    {
        if (!IsDefinite(sentence, noun))
        {
            return [];
        }

        if (PlaceFinder.Scene(sentence, noun) is { } here)
        {
            return [new FoundPlace(here, false)];
        }

        var struck = drafts.Where(draft => draft.Predicate == Predicate.Struck && draft.Subject.Place is not null).ToList();
        return struck.Count > 0 && struck.TrueForAll(draft => draft.Subject.Id == struck[0].Subject.Id) && struck[^1] is { Place: { } at } last
            && last.Sentence.Block.Mentions.FirstOrDefault(mention => mention.Span == at) is { } told ? [new FoundPlace(told, false)] : [];
    }

    private static bool IsDefinite(SentenceView sentence, int noun)
    {
        var block = sentence.Block;
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 4); i--)
        {
            if (block.Word(i) is "the" or "'s" or "this" || (block.Word(i) is "that" && i == noun - 1))
            {
                return true;
            }

            if (!block.Tokens[i].IsWord || block.Word(i) is "a" or "an" or "of" or "in" or "on" or "for" or "with" or "by" or "to" or "that" or "and")
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>"<b>Some of</b> the troops had withdrawn": the others still hold the town.</summary>
    private static bool IsOfSome(SentenceView sentence, int verb)
    {
        for (var i = verb - 1; i > Math.Max(sentence.First, verb - MaxToEnd) && sentence.Block.Tokens[i].IsWord; i--)
        {
            if (sentence.Block.Word(i) == "of" && sentence.Block.Word(i - 1) is "many" or "some" or "half")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Combat in X <b>has ended</b>", "the battle of X is over".</summary>
    private static bool IsOver(SentenceView sentence, int token)
    {
        for (var i = token; i < Math.Min(sentence.End, token + MaxToEnd) && sentence.Block.Word(i) is not (";" or "that" or "until" or "before" or "after" or "and" or "but"); i++)
        {
            if (IsEnd(sentence.Block.Word(i)) || (sentence.Block.Word(i) == "over" && sentence.Block.Word(i - 1) is "is" or "was" or "are" or "were"))
            {
                return sentence.Block.Word(i - 1) is not ("not" or "never") && sentence.Block.Word(i - 2) is not "not";
            }
        }

        return false;
    }

    private static bool IsEnd(string word) => word is "ended" or "ending" or "ends" or "ceased" or "stopped" or "subsided" or "lifted" or "lifting" or "broke" or "broken" or "breaking" or "relieved";

    /// <summary>"Fighting was still ongoing", "clashes continue": and nothing says where.</summary>
    private bool GoesOn(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var i = token;
        while (i < sentence.End && (_verbs.IsInGroup(block.Word(i)) || block.Word(i) is "there" or "under"))
        {
            i++;
        }

        i += i + 1 < sentence.End && block.Word(i) == "going" && block.Word(i + 1) == "on" ? 1 : 0;
        return i < sentence.End && (block.Word(i) == "on" && block.Word(i - 1) == "going" || block.Word(i) is "ongoing" or "continues" or "continued" or "continue" or "continuing" or "raged" or "rages" or "raging" or "persisted" or "persists" or "way" or "underway")
            && (i + 1 >= sentence.End || !block.Tokens[i + 1].IsWord || block.IsInDate(i + 1) || block.Word(i + 1) is "and" or "but" or "on" or "overnight" or "there" or "while" or "as" or "despite");
    }

    /// <summary>The "made" of "made a hasty retreat"; -1 for none.</summary>
    private int LightVerb(SentenceView sentence, int noun)
    {
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - MaxToLightVerb); i--)
        {
            if (_predicates.LightVerbs.Contains(sentence.Block.Word(i)))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>The only town that the sentence names before the token, and not as a goal.</summary>
    private static Mention? OnlyTown(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var towns = block.Mentions.Where(mention => sentence.Span.Contains(mention.Span) && PlaceFinder.IsPlace(mention)).DistinctBy(mention => mention.Subject).ToList();
        return towns is [{ Place.Reading: PlaceReading.City } only] && block.TokensOf(only.Span).First is var first && first < token
            && block.Word(first - 1) is not ("to" or "toward" or "towards" or "near" or "against" or "on" or "for" or "outside" or "from") ? only : null;
    }

    /// <summary>The one place that the claims of the block's last sentence with any are about; null when they are about several.</summary>
    private static SubjectId? Salient(SentenceView sentence, List<Draft> drafts)
    {
        if (drafts.Count == 0 || drafts[^1].Sentence.Block != sentence.Block)
        {
            return null;        // drafts come in reading order: this is the block's first
        }

        SentenceView? told = null;
        SubjectId? place = null;
        for (var i = drafts.Count - 1; i >= 0; i--)
        {
            if (drafts[i] is not { Subject: { Place: not null, Id: var id }, Sentence: var before } || before == sentence || before.Block != sentence.Block || (told is not null && told != before))
            {
                continue;
            }

            if (place is not null && place != id)
            {
                return null;
            }

            (told, place) = (before, id);
        }

        return place;
    }

    /// <summary>The one town of which an article has said so far who took or holds it, a few paragraphs back at most, or that of its headline while it has said it of none; null for several.</summary>
    private static Mention? Sole(SentenceView sentence, List<Draft> drafts, ArticleContext context)
    {
        var (last, entered) = ((Draft?)null, (Draft?)null);
        for (var i = drafts.Count - 1; i >= 0; i--)
        {
            if (drafts[i] is not { Subject.Place.Reading: PlaceReading.City } told || (told.Kind != ClaimKind.Control && told.Predicate != Predicate.EnteredBy))
            {
                continue;
            }

            // Who came to a town may be meant as well as who holds another.
            entered ??= told.Predicate == Predicate.EnteredBy ? told : null;
            last ??= told.Kind == ClaimKind.Control ? told : null;
            if (last is null)
            {
                continue;
            }

            if (told.Subject.Id != last.Subject.Id || (entered is not null && entered.Subject.Id != last.Subject.Id) || sentence.Block.Index - last.Sentence.Block.Index > MaxBlocksBack)
            {
                return null;
            }
        }

        if (last is null)
        {
            return context.HeadTown;
        }

        foreach (var mention in last.Sentence.Block.Mentions)
        {
            if (mention.Subject == last.Subject.Id && PlaceFinder.IsPlace(mention))
            {
                return mention;
            }
        }

        return last.Place is { } place ? Named(last.Sentence.Block, place) : null;
    }

    private static bool IsCircumstance(SentenceView sentence, int noun)
    {
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 3); i--)
        {
            var word = sentence.Block.Word(i);
            if (word is "during" or "after" or "of" or "following" or "since" or "from" or "before" or "without" or "despite" or "fled" or "fleeing" or "flee" or "escaped" or "escaping" or "escape" || (word is "in" && !sentence.Block.Word(i - 1).StartsWith("engage", StringComparison.Ordinal)))
            {
                return true;
            }

            if (!sentence.Block.Tokens[i].IsWord || word is "and")
            {
                return false;
            }
        }

        return false;
    }

    private bool IsPrevented(SentenceView sentence, int noun)
    {
        for (var i = noun - 1; i >= Math.Max(sentence.First, noun - 4); i--)
        {
            if (_predicates.Preventives.Contains(sentence.Block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The "that" or "which" a relative clause begins with: "a town that the rebels took".</summary>
    private static int Relative(SentenceView sentence, int subject)
    {
        for (var i = subject - 1; i >= Math.Max(sentence.First, subject - 2); i--)
        {
            if (sentence.Block.Word(i) is "that" or "which")
            {
                return i;
            }
        }

        return -1;
    }
}
