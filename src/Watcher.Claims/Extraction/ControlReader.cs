using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Control, movement and strikes: finds the triggers of the ontology (claims.md 5) and the places and sides that belong to them.</summary>
internal sealed partial class ControlReader
{
    /// <summary>How far a particle stands behind its verb: "drove the last of the rebel fighters out of".</summary>
    private const int MaxSplit = 9;

    /// <summary>Tokens in front of a verb in which "fully" belongs to it.</summary>
    private const int MaxToWhole = 2;

    /// <summary>Tokens of "made a very hasty retreat".</summary>
    private const int MaxToLightVerb = 5;

    /// <summary>Tokens in front of a verb in which its subject stands: "the last soldiers of the garrison".</summary>
    private const int MaxToForces = 8;

    /// <summary>How far the cause of a strike stands from its verb.</summary>
    private const int MaxCause = 10;

    private readonly PredicateTable _predicates;
    private readonly VerbGroupReader _verbs;
    private readonly ActorFinder _actors;
    private readonly PlaceFinder _places;
    private readonly CulpritFinder _culprits;

    public ControlReader(ClaimRules rules)
    {
        _predicates = rules.Predicates;
        _verbs = new VerbGroupReader(rules.Modality);
        _actors = new ActorFinder(rules.Predicates, rules.Cues, rules.Modality);
        _places = new PlaceFinder(rules.Predicates, rules.Cues, rules.Modality);
        _culprits = new CulpritFinder(rules.Predicates, _actors, _verbs, rules.Cues);
    }

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var block = sentence.Block;
        if (_verbs.IsFiction(sentence))
        {
            return;
        }

        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (block.MentionAt(i) is not null)
            {
                continue;
            }

            if (_predicates.Walkouts.TryMatch(block.Tokens, i, out _, out var walkout))
            {
                i += walkout - 1;
                continue;
            }

            if (Compound(sentence, i, context, drafts) || Flag(sentence, i, context, drafts) || UnderControl(sentence, i, context, drafts))
            {
                continue;
            }

            if (_predicates.Nouns.TryMatch(block.Tokens, i, out var noun, out var nounLength) && Noun(sentence, i, nounLength, noun, context, drafts))
            {
                i += nounLength - 1;
            }
            else if (_predicates.Split.TryMatch(block.Tokens, i, out var split, out var splitLength) && Driven(sentence, i, splitLength, split, context, drafts))
            {
                i += splitLength - 1;
            }
            else if (_predicates.Triggers.TryMatch(block.Tokens, i, out var verb, out var length))
            {
                Verb(sentence, i, length, verb, context, drafts, refused);
                i += length - 1;
            }
        }

        Gapped(sentence, drafts);
    }

    private void Verb(SentenceView sentence, int token, int length, Trigger trigger, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var block = sentence.Block;
        var highlight = Highlight(block, token, length);
        var behind = token + length;
        void Refuse(string refiner) => refused.Add(new RefusedClaim(highlight, block.Text[highlight.Start..highlight.End], trigger.Predicate.Id, refiner));

        // "advanced 50 km south of X" measures; the number is the claim.
        var isAdjective = block.Word(token) == "clear" && (_verbs.IsAuxiliary(block.Word(token - 1)) || block.Word(token - 1) is "not" or "n't");     // "it was not clear who held X"
        var isMeasured = trigger.Predicate == Predicate.AdvanceToward && behind < sentence.End && block.QuantityAt(behind) >= 0;
        var isResult = block.Word(token) == "leaving" && block.Word(token - 1) == ",";     // "…, leaving X as the last holdout"
        if (trigger.NotBefore.Contains(block.Word(behind)) || isMeasured || isResult || isAdjective)
        {
            Refuse("excluded-sense");
            return;
        }

        if (trigger.Kind == ClaimKind.Strike && block.Word(token - 1) is "worst" or "hardest" or "hard" or "badly")
        {
            Refuse("excluded-sense");
            return;
        }

        if (IsTitle(block, token))
        {
            Refuse("excluded-sense");
            return;
        }

        var speaker = context.SideAt(highlight);
        if (trigger.Kind == ClaimKind.Control && Declared(sentence, token) is { } declared)
        {
            ImmutableArray<FoundPlace> said = [new FoundPlace(declared, false)];
            Add(said, Owner(said), Polarity.Positive, null, ["CTL-17"]);
            return;
        }

        if (IsAttributive(sentence, token, behind))
        {
            var adjective = _places.Right(sentence, behind, trigger with { At = PlaceSlots.Object }, out _);
            var owner = trigger.Regains && block.MentionAt(behind) is { Type: SubjectType.Side } people ? context.Sides.ActorOf(people.Subject) : Owner(adjective);
            Add(adjective, owner, Polarity.Positive, Modality.Presupposed, ["CTL-3"]);
            return;
        }

        if (IsNounUse(sentence, token, trigger) || IsRemaining(sentence, token, behind))
        {
            return;
        }

        // "the forces defending X": they may have lost it.
        if (block.Word(token) == "defending" && _actors.IsForces(block.Word(token - 1)))
        {
            Refuse("background");
            return;
        }

        var group = _verbs.Read(sentence, token, length, isState: trigger.Predicate == Predicate.HeldBy);
        var actor = trigger.Actor == ActorSlot.Object && !group.IsPassive ? _actors.From(sentence, behind, 6, context.Sides, speaker)
            : group.IsPassive ? _actors.Agent(sentence, behind, "by", 12, context.Sides, speaker)
            : _actors.Subject(sentence, group.First, context.Sides, speaker);
        if (trigger is { At: PlaceSlots.Subject, Actor: ActorSlot.Subject })
        {
            actor = null;     // "the army denied that X fell": whoever stands before the place took nothing
        }

        var isSent = group.IsPassive && trigger.Predicate == Predicate.WithdrawnFrom && trigger.Frame.EndsWith(" of", StringComparison.Ordinal);     // "had been pulled out of X"
        if (group.IsPassive && ((trigger.At & PlaceSlots.Object) == 0 || isSent))
        {
            actor = _actors.Subject(sentence, group.First, context.Sides, speaker);     // "troops were withdrawn from X"
        }

        // "Lost X to the rebels": they took it.
        if (trigger.Yields && _actors.Agent(sentence, behind, "to", 10, context.Sides, speaker) is { } taker)
        {
            (actor, trigger) = (taker, trigger with { Predicate = Predicate.CapturedBy });
        }

        // "We have lost X", "they also took Y": forces of no known side that are meant by nothing but the pronoun.
        var pronoun = block.Word(group.First - 1);
        if (actor is null && ((pronoun is "we" && trigger.Predicate == Predicate.HeldBy) || (group.Polarity == Polarity.Positive && (pronoun is "we" && trigger.Yields || (pronoun is "we" or "they" && trigger.Predicate == Predicate.CapturedBy)))))
        {
            actor = new ActorPhrase(new Actor(pronoun, null, null), group.First - 1, group.First, IsForces: true);
        }

        // "Alden surrender to Corin in the second half": clubs, and not who takes a town.
        if (trigger is { At: PlaceSlots.Subject, Actor: ActorSlot.Object } && actor is null && ((group.First == token && block.Word(token) == trigger.Frame.Split(' ')[0]) || (block.MentionAt(behind) is { } rival && PlaceFinder.IsPlace(rival))))
        {
            Refuse("no-actor");
            return;
        }

        // Who rules a town need not be armed: "the regime clings to X".
        var rules = trigger.Predicate == Predicate.HeldBy && actor is { } ruler && (ruler.Actor.Side is not null || ruler.IsRuler);
        if (trigger.NeedsForces && actor is not { IsForces: true } && !rules && !IsDoneToFoughtFor(sentence, group, behind, trigger, actor, context, drafts))
        {
            Refuse("no-forces");
            return;
        }

        if (trigger.Predicate == Predicate.WithdrawnFrom && actor is null && IsOfSome(sentence, group.First))
        {
            Refuse("part");
            return;
        }

        // "The bank withdrew from X", "the charity withdrew its staff".
        if (trigger.Predicate == Predicate.WithdrawnFrom && !group.IsPassive && (actor is null ? IsOfOthers(sentence, group.First, behind) : HasOtherSubject(sentence, actor.End, group.First)))
        {
            Refuse("no-forces");
            return;
        }

        if (trigger.Kind == ClaimKind.Strike && actor is null && !IsOfWeapons(sentence, group, behind))
        {
            Refuse("no-weapon");
            return;
        }

        // "Photographers captured X at dawn", "X was captured by a photographer".
        if (trigger.Predicate == Predicate.CapturedBy && actor is null
            && (group.IsPassive ? block.Word(behind) == "by" && block.HasWord(behind, Math.Min(sentence.End, behind + 4), _predicates.Onlookers.Contains) : _predicates.Onlookers.Contains(block.Word(group.First - 1))))
        {
            Refuse("excluded-sense");
            return;
        }

        // "Gangs fought in a prison in X".
        if (trigger.Predicate == Predicate.Contested && block.HasWord(behind, Math.Min(sentence.End, behind + MaxCause), static word => word is "prison" or "jail" or "penitentiary" or "stadium" or "nightclub" or "court"))
        {
            Refuse("excluded-sense");
            return;
        }

        if (trigger.EndsClause && !EndsClause(sentence, behind))
        {
            Refuse("excluded-sense");
            return;
        }

        if (trigger.NeedsActor && actor is null && !(group.IsPassive && (trigger.At & PlaceSlots.Object) != 0) && !IsOfUnknownParty(sentence, group, behind, trigger, drafts))
        {
            Refuse("no-actor");
            return;
        }

        if (trigger.NeedsForcesObject && _actors.From(sentence, behind, 4, context.Sides, speaker) is null && !HasForces(sentence, behind, 4))
        {
            Refuse("no-forces");
            return;
        }

        if (group.IsCondition || block.Word(group.First - 1) is "whoever" or "whichever")
        {
            Refuse("condition");
            return;
        }

        // "Sent troops to defend X": what they are for.
        if (trigger.Predicate == Predicate.HeldBy && block.Word(token - 1) == "to" && _actors.IsForces(block.Word(token - 2)))
        {
            Refuse("no-event");
            return;
        }

        // "Needs to hold X", "hopes to advance on X".
        if (group.IsWish && (trigger.Predicate == Predicate.HeldBy || trigger.Predicate == Predicate.AdvanceToward))
        {
            Refuse("no-event");
            return;
        }

        // "Expects the army to march on X".
        if (group.IsAttempt && trigger.Predicate == Predicate.AdvanceToward && actor?.End == group.First && block.Word(group.First) == "to")
        {
            Refuse("no-event");
            return;
        }

        if (group.IsAttempt && trigger.Predicate != Predicate.AdvanceToward)
        {
            Approach();
            return;
        }

        var (places, rule, refusal) = PlacesOf(sentence, token, behind, group, trigger, actor, isSent, context, drafts);
        if (rule == NearForces)
        {
            actor ??= _actors.Subject(sentence, group.First, context.Sides, speaker);
        }

        // "Took X by surprise", "it took X three days to recover": nobody has it.
        var isFigure = trigger.Frame == "take" && places is [.., var surprised] && block.TokensOf(surprised.Mention.Span).End is var by0 && block.Word(by0) == "by" && (block.Word(by0 + 1) == "surprise" || (block.Word(by0 + 1) == "storm" && actor is not { IsForces: true }))
            || (trigger.Frame == "take" && block.Word(group.First - 1) == "it" && places is [var needing, ..] && block.QuantityAt(block.TokensOf(needing.Mention.Span).End) >= 0);
        if (isFigure || (trigger.Frame == "leave" && places is [var left, ..] && IsLeftSo(block, left)))
        {
            Refuse("excluded-sense");
            return;
        }

        if (refusal is not null)
        {
            Refuse(refusal);
        }

        // "X, which the government held throughout the war": told of the past.
        var isPastState = trigger.Predicate == Predicate.HeldBy && group is { IsPassive: false, Modality: null } && group.First == token && rule == "CTL-10" && block.Word(token) is "held" or "controlled" or "occupied" or "ruled" or "ran" or "governed" or "administered";
        var modality = (group.IsAttempt ? null : isPastState ? Modality.Past : group.Modality) ?? (block.Word(group.First - 1) is "which" or "who" ? Modality.Presupposed : null);
        if (modality is null && trigger.Predicate == Predicate.CapturedBy && block.Word(token).EndsWith("ing", StringComparison.Ordinal) && HasBefore(sentence, token, "are", 3))
        {
            modality = Modality.Future;     // "are liberating X": not done yet
        }

        if (modality is null && group.First == token && block.Word(token) == trigger.Frame.Split(' ')[0] && _verbs.IsAskedFor(sentence, token))
        {
            modality = Modality.Future;
        }

        actor ??= block.Word(token).EndsWith("ing", StringComparison.Ordinal) ? OfMainClause(sentence, group.First, behind, context.Sides, speaker) : null;
        var by = actor is { Actor.Side: not null } ? actor.Actor : Owner(places) ?? actor?.Actor;
        if (by is null && modality is Modality.Future or Modality.Conditional)
        {
            Refuse("no-actor");
            return;
        }

        Add(places, by, group.Polarity, modality, [rule, .. group.Rules]);
        if (modality is null && group.Polarity == Polarity.Positive && trigger.Predicate == Predicate.CapturedBy && by?.Side is not null && UpTo(sentence, behind) is { IsEmpty: false } near)
        {
            AddAll(sentence, highlight, s_approach, near, by, Polarity.Positive, null, ["CTL-22", .. group.Rules], drafts);
        }

        // "pushed east to take X": it was not taken, they move towards it.
        void Approach()
        {
            var move = trigger.Predicate == Predicate.CapturedBy || trigger.Predicate == Predicate.Surrounded ? Movement(sentence, group.First) : -1;
            var goals = move < 0 ? [] : _places.Right(sentence, behind, trigger, out _);
            if (goals.IsEmpty || _actors.Subject(sentence, _verbs.Read(sentence, move, 1, false).First, context.Sides, speaker) is not { } mover
                || _verbs.Read(sentence, move, 1, false) is not { Modality: null, Polarity: Polarity.Positive } going)
            {
                Refuse("no-event");
                return;
            }

            AddAll(sentence, highlight, s_approach, goals, mover.Actor, Polarity.Positive, null, ["CTL-11", .. going.Rules], drafts);
        }

        void Add(ImmutableArray<FoundPlace> found, Actor? acting, Polarity polarity, Modality? how, ImmutableArray<string> rules) =>
            AddAll(sentence, highlight, trigger, found, acting, polarity, how, rules, drafts);

        Actor? Owner(ImmutableArray<FoundPlace> found) => Fallback(trigger, found, speaker, context.Sides);
    }

    /// <summary>"Declared X liberated": the place between the verb and what is declared of it.</summary>
    private static Mention? Declared(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var last = block.Word(token - 1) is "city" or "town" or "fully" or "completely" ? token - 2 : token - 1;
        return block.Word(token).EndsWith('d') && block.MentionAt(last) is { } place && PlaceFinder.IsPlace(place)
            && block.Word(block.TokensOf(place.Span).First - 1) is "declared" or "declares" or "declaring" or "declare" or "proclaimed" or "proclaims" or "pronounced" ? place : null;
    }

    /// <summary>"The administration ordered the evacuation of X": who had it done.</summary>
    private ActorPhrase? OrderedBy(SentenceView sentence, int noun, Sides sides, SubjectId? speaker)
    {
        var verb = noun - 1;
        while (verb > noun - 3 && verb > sentence.First && !sentence.Block.Word(verb).EndsWith("ed", StringComparison.Ordinal))
        {
            verb--;
        }

        if (!sentence.Block.Word(verb).EndsWith("ed", StringComparison.Ordinal) || _verbs.Read(sentence, verb, 1, isState: false) is not { IsPassive: false } order)
        {
            return null;
        }

        return _actors.Subject(sentence, order.First, sides, speaker) ?? _actors.Owner(sentence, order.First, sides, speaker);
    }

    /// <summary>"drove the rebels out of X": whoever stands between the verb and its particle has left.</summary>
    private bool Driven(SentenceView sentence, int token, int length, Trigger trigger, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (trigger.Actor == ActorSlot.Subject)
        {
            return Enclosed(sentence, token, length, trigger, context, drafts);
        }

        for (var i = token + length; i < Math.Min(sentence.End, token + length + MaxSplit); i++)
        {
            if (!block.Tokens[i].IsWord && block.Word(i) is not ("-" or "'s"))
            {
                return false;
            }

            if (!trigger.Particles.TryMatch(block.Tokens, i, out _, out var particle))
            {
                continue;
            }

            var group = _verbs.Read(sentence, token, length, isState: false);
            var speaker = context.SideAt(Highlight(block, token, length));
            var driven = group.IsPassive ? _actors.Subject(sentence, group.First, context.Sides, speaker) : _actors.From(sentence, token + length, i - token - length, context.Sides, speaker);
            var isGoingOn = !group.IsPassive && block.Word(token).EndsWith("ing", StringComparison.Ordinal) && block.Word(token - 1) is "is" or "are" or "was" or "were";     // "was driving the rebels out of X"
            if (driven is null || group.IsAttempt || group.IsCondition || isGoingOn)
            {
                return false;
            }

            var places = _places.Right(sentence, i + particle, trigger with { At = PlaceSlots.Object }, out _, Salient(sentence, drafts), context.Topic, Sole(sentence, drafts, context));
            places = places.IsEmpty ? FromIt(sentence, token, i + particle, driven, context, drafts) : places;
            AddAll(sentence, Highlight(block, token, length), trigger, places, driven.Actor, group.Polarity, group.Modality, ["CTL-13", .. group.Rules], drafts);
            return !places.IsEmpty;
        }

        return false;
    }

    /// <summary>"Won <b>X</b> back", "gave <b>the town of X</b> up": the place stands between the verb and its particle.</summary>
    private bool Enclosed(SentenceView sentence, int token, int length, Trigger trigger, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        var name = token + length;
        while (name < sentence.End && (block.Word(name) is "the" or "of" || _predicates.SettlementNouns.Contains(block.Word(name))))
        {
            name++;
        }

        if (name >= sentence.End || block.MentionAt(name) is not { } place || !PlaceFinder.IsPlace(place) || block.TokensOf(place.Span).End is var behind && !trigger.Particles.TryMatch(block.Tokens, behind, out _, out _) || block.Word(behind + 1) == "for")
        {
            return false;
        }

        var group = _verbs.Read(sentence, token, length, isState: false);
        var highlight = Highlight(block, token, length);
        var speaker = context.SideAt(highlight);
        var actor = _actors.Subject(sentence, group.First, context.Sides, speaker);
        if (group.IsAttempt || group.IsCondition || actor is null)
        {
            return false;
        }

        var taker = trigger.Yields ? _actors.Agent(sentence, behind, "to", MaxToForces, context.Sides, speaker) : null;
        AddAll(sentence, highlight, taker is null ? trigger : trigger with { Predicate = Predicate.CapturedBy }, [new FoundPlace(place, false)], (taker ?? actor).Actor, group.Polarity, group.Modality, ["CTL-13", .. group.Rules], drafts);
        return true;
    }

    /// <summary>"The town was ringed", "it has been run by the Harrow Front": forces did it that nobody names or no list knows, where the article has told who took or held a town.</summary>
    private bool IsDoneToFoughtFor(SentenceView sentence, VerbGroup group, int behind, Trigger trigger, ActorPhrase? actor, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (!group.IsPassive || actor is not null || trigger.Predicate == Predicate.WithdrawnFrom || (trigger.At & PlaceSlots.Object) == 0 || !drafts.Exists(static draft => draft.Kind == ClaimKind.Control) || HasNaturalEvent(sentence))
        {
            return false;
        }

        var agent = block.Word(behind + 1) == "the" ? behind + 2 : behind + 1;
        var isByName = block.Word(behind) == "by" && agent < sentence.End && char.IsUpper(block.Text[block.Tokens[agent].Span.Start]) && block.MentionAt(agent) is null;
        return (isByName || block.Word(behind) is not ("by" or "with"))
            && !_places.Left(sentence, group.First, isNear: false, salient: Salient(sentence, drafts), topic: context.Topic, sole: Sole(sentence, drafts, context)).IsEmpty;
    }

    /// <summary>"<b>Its opponents</b> already hold X": in an article that has told who took or held a town, whoever else holds or takes one is a party too. Not so people by name, "he" and "she".</summary>
    private bool IsOfUnknownParty(SentenceView sentence, VerbGroup group, int behind, Trigger trigger, List<Draft> drafts)
    {
        var block = sentence.Block;
        var noun = group.First - 1;
        var isPlace = block.MentionAt(behind) is { } town && PlaceFinder.IsPlace(town) && block.TokensOf(town.Span).End is var end && EndsClause(sentence, end);
        return isPlace && !group.IsPassive && trigger.Frame is "hold" or "take" or "retain" && noun >= sentence.First && block.Tokens[noun].IsWord && block.MentionAt(noun) is null && !block.IsInDate(noun)
            && char.IsLetter(block.Word(noun)[0]) && block.Word(noun) is not ("he" or "she" or "i" or "you" or "to" or "and")
            && drafts.Exists(draft => draft.Kind == ClaimKind.Control && draft.Sentence != sentence) && !block.HasWord(sentence.First, sentence.End, _predicates.Polls.Contains);
    }

    /// <summary>"X fell.", "X fell on Sunday after …": nothing that the verb could be about.</summary>
    private static bool EndsClause(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        return token >= sentence.End || !block.Tokens[token].IsWord || block.IsInDate(token) || (block.Word(token) is "on" or "in" or "at" && token + 1 < sentence.End && block.IsInDate(token + 1))
            || block.Word(token) is "after" or "when" or "as" or "while" or "and" or "but" or "without" or "overnight" or "last" or "before" or "despite" or "within";
    }

    private static readonly Trigger s_approach =
        new(Predicate.AdvanceToward, ClaimKind.Movement, true, PlaceSlots.Object, ActorSlot.Subject, true) { Frame = "advance to take" };

    /// <summary>The verb of movement whose purpose the infinitive at <paramref name="infinitive"/> tells; -1 for none.</summary>
    private int Movement(SentenceView sentence, int infinitive)
    {
        for (var i = infinitive - 1; i >= Math.Max(sentence.First, infinitive - 4); i--)
        {
            if (!sentence.Block.Tokens[i].IsWord)
            {
                return -1;
            }

            if (_predicates.Triggers.TryMatch(sentence.Block.Tokens, i, out var found, out _) && found.Predicate == Predicate.AdvanceToward)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>"After retaking X, Veran forces …": who acts in the main clause acts here.</summary>
    private ActorPhrase? OfMainClause(SentenceView sentence, int first, int behind, Sides sides, SubjectId? speaker)
    {
        var block = sentence.Block;
        if (first > sentence.First + 1 || !(first == sentence.First || block.Word(first - 1) is "after" or "before" or "by" or "while" or "since" or "upon" or "in" or "following"))
        {
            return null;
        }

        for (var i = behind; i < sentence.End; i++)
        {
            if (block.Word(i) == "," && _actors.From(sentence, i + 1, 4, sides, speaker) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool IsOfTheWhole(SentenceView sentence, TextSpan verb, TextSpan place)
    {
        var (first, end) = (sentence.Block.TokensOf(verb).First, sentence.Block.TokensOf(place).First);
        var from = Math.Max(sentence.First, first - MaxToWhole);
        return sentence.Block.HasWord(from, from + Math.Max(0, end - first + MaxToWhole),
            static word => word is "all" or "whole" or "entire" or "entirety" or "full" or "fully" or "complete" or "completely" or "entirely");
    }

    /// <summary>"the de-occupied towns of X": the participle describes, it tells no event of its own.</summary>
    private bool IsAttributive(SentenceView sentence, int token, int behind)
    {
        var block = sentence.Block;
        if (!(block.Word(token).EndsWith("ed", StringComparison.Ordinal) || block.Word(token).EndsWith("en", StringComparison.Ordinal) || block.Word(behind - 1).EndsWith("ed", StringComparison.Ordinal))
            || behind >= sentence.End)
        {
            return false;
        }

        var next = block.Word(behind);
        if (block.MentionAt(behind) is { Type: SubjectType.Side } && behind + 1 < sentence.End)
        {
            next = block.Word(++behind);     // "liberated Veran cities"
        }

        var isBeforePlace = _predicates.SettlementNouns.Contains(next) || (block.MentionAt(behind) is { } mention && PlaceFinder.IsPlace(mention));
        var before = block.Word(token - 1);
        return isBeforePlace && token > sentence.First
            && before is "the" or "a" or "an" or "newly" or "recently" or "in" or "of" or "from" or "to" or "near" or "around" or "formerly" or "previously" or "into" or "for" or "other";
    }

    /// <summary>"the attack on", "Russian strikes": a noun that looks like the verb.</summary>
    private static bool IsNounUse(SentenceView sentence, int token, Trigger trigger)
    {
        var block = sentence.Block;
        var word = block.Word(token);
        var isBase = (trigger.Frame.StartsWith(word, StringComparison.Ordinal) && (trigger.Frame.Length == word.Length || trigger.Frame[word.Length] == ' ')) || word.EndsWith('s') || word.EndsWith("ing", StringComparison.Ordinal);
        var before = block.Word(token - 1);
        var governs = word.EndsWith("ing", StringComparison.Ordinal) && before is "of" or "for" && block.MentionAt(token + 1) is { } governed && PlaceFinder.IsPlace(governed);     // "accused of shelling X"
        return isBase && token > sentence.First && !governs
            && (before is "the" or "a" or "an" or "'s" or "its" or "their" or "his" or "of" or "under" or "no" or "any" or "further" or "this" or "full" or "new"
                || (before is "for" or "in" or "on" && !word.EndsWith("ing", StringComparison.Ordinal))
                || (!word.EndsWith("ing", StringComparison.Ordinal) && block.MentionAt(token - 1) is { Type: SubjectType.Side } side && !Sides.IsNoun(side) && word == trigger.Frame));
    }

    private bool HasForces(SentenceView sentence, int token, int words)
    {
        for (var i = token; i < Math.Min(sentence.End, token + words); i++)
        {
            if (_actors.IsForces(sentence.Block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasBefore(SentenceView sentence, int token, string word, int reach) => DistanceTo(sentence, token, word, reach) > 0;

    private static int DistanceTo(SentenceView sentence, int token, string word, int reach = 4)
    {
        for (var i = 1; i <= reach && token - i >= sentence.First; i++)
        {
            if (sentence.Block.Word(token - i) == word)
            {
                return i;
            }
        }

        return 0;
    }

    private static TextSpan Highlight(BlockView block, int token, int length) =>
        new(block.Tokens[token].Span.Start, block.Tokens[token + length - 1].Span.End);
}
