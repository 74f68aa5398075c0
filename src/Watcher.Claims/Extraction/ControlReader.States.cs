using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Control told by compounds, flags and whose hands a town is in: "Osterian-held X", "under control of".</summary>
internal sealed partial class ControlReader
{
    /// <summary>Tokens of "in the group's hands".</summary>
    private const int MaxToHands = 5;

    /// <summary>"Russian-held X", "the Ukraine-controlled town of X".</summary>
    private bool Compound(SentenceView sentence, int token, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (block.Word(token) is not ("held" or "controlled" or "occupied") || block.Word(token - 1) != "-" || token - 2 < sentence.First
            || (block.MentionAt(token - 2) is { } named ? named.Type == SubjectType.Side ? context.Sides.ActorOf(named.Subject) : null : UnnamedHolder(block, token - 2, context.Sides)) is not { } holder)
        {
            return false;
        }

        var trigger = new Trigger(Predicate.HeldBy, ClaimKind.Control, true, PlaceSlots.Object, ActorSlot.Subject, false) { Frame = block.Word(token) };
        var next = block.Word(token + 1);
        var isBare = (_predicates.SettlementNouns.Contains(next) || _predicates.AreaNouns.Contains(next)) && block.Word(token + 2) != "of";
        ImmutableArray<FoundPlace> places = PlaceFinder.IsPart(next) || next is "areas" or "territory" or "territories" ? []
            : isBare ? [] : _places.Right(sentence, token + 1, trigger, out _);
        places = places.IsEmpty && next is "city" or "town" or "village" or "stronghold" && PlaceFinder.Described(sentence, token - 2) is { } described ? [new FoundPlace(described, false)] : places;
        if (places.IsEmpty && EndsObject(sentence, token + 1) && _verbs.IsInGroup(block.Word(token - 3)))
        {
            // "X has been rebel-held since May".
            var state = _verbs.Read(sentence, token - 2, 1, isState: true);
            AddAll(sentence, Highlight(block, token - 2, 3), trigger, _places.Left(sentence, state.First, isNear: false), holder, state.Polarity, state.Modality, ["CTL-4", .. state.Rules], drafts);
            return true;
        }

        AddAll(sentence, Highlight(block, token - 2, 3), trigger, places, holder, Polarity.Positive, Modality.Presupposed, ["CTL-4"], drafts);
        return true;
    }

    /// <summary>"The Ukrainian flag was raised in X", "shared photos of their flag being raised in X's town square".</summary>
    private bool Flag(SentenceView sentence, int token, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (_predicates.FlagTrigger is not { } trigger || !_predicates.FlagNouns.Contains(block.Word(token)))
        {
            return false;
        }

        var (verb, behind) = (-1, token + 1);
        for (var i = token + 1; i < Math.Min(sentence.End, token + 5) && verb < 0; i++)
        {
            (verb, behind) = _predicates.FlagVerbs.Contains(block.Word(i)) ? (i, i + 1) : (-1, behind);
        }

        for (var i = token - 1; i >= Math.Max(sentence.First, token - 6) && verb < 0; i--)
        {
            (verb, behind) = _predicates.FlagVerbs.Contains(block.Word(i)) ? (i, token + 1) : (-1, behind);
        }

        if (verb < 0)
        {
            return false;
        }

        var first = Math.Min(verb, token);
        var highlight = new TextSpan(block.Tokens[first].Span.Start, block.Tokens[Math.Max(verb, token)].Span.End);
        var speaker = context.SideAt(highlight);
        var places = _places.Right(sentence, behind, trigger, out _, Salient(sentence, drafts));
        var actor = _actors.Owner(sentence, token, context.Sides, speaker)?.Actor ?? Fallback(trigger, places, speaker, context.Sides);
        var group = _verbs.Read(sentence, verb, 1, isState: false);
        AddAll(sentence, highlight, trigger, places, actor, group.Polarity, group.Modality, ["CTL-5", .. group.Rules], drafts);
        return true;
    }

    /// <summary>"X is under Russian control", "X is in the group's hands", "X slipped from Russian hands".</summary>
    private bool UnderControl(SentenceView sentence, int token, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (block.Word(token) == "territory")
        {
            return IsTerritory(sentence, token, context, drafts);
        }

        if (block.Word(token) is not ("control" or "occupation" or "hands" or "grip" or "grasp"))
        {
            return false;
        }

        var isHand = block.Word(token) is "hands" or "grip" or "grasp";
        var reach = isHand ? MaxToHands : 3;
        var (opening, isLost) = (DistanceTo(sentence, token, isHand ? "in" : "under", reach), false);
        if (opening == 0 && DistanceTo(sentence, token, "from", MaxToHands) is > 0 and var from && IsSlipping(block.Word(token - from - 1)))
        {
            (opening, isLost) = (from, true);
        }
        else if (opening == 0 && DistanceTo(sentence, token, "of", MaxToHands) is > 0 and var of && block.Word(token - of - 1) == "out" && IsSlipping(block.Word(token - of - 2)))
        {
            (opening, isLost) = (of + 1, true);
        }

        var under = token - opening;
        under -= opening > 0 && block.Word(under - 1) == "back" ? 1 : 0;       // "back in Veran hands"
        if (opening == 0 || (Holder(sentence, under, token, context) ?? Possessor(block, token, drafts)) is not { } holder)
        {
            return false;
        }

        var trigger = new Trigger(isLost ? Predicate.WithdrawnFrom : Predicate.HeldBy, ClaimKind.Control, false, PlaceSlots.Subject, ActorSlot.Subject, false) { Frame = isLost ? block.Word(under - 1) : "under control" };
        var group = _verbs.Read(sentence, isLost ? under - 1 : Copula(sentence, under), 1, isState: true);
        var places = _places.Left(sentence, group.First, isNear: false, salient: Salient(sentence, drafts), topic: context.Topic, sole: Sole(sentence, drafts, context));
        places = places.IsEmpty ? ItAsSubject(sentence, group.First, context, drafts) : places;
        places = places.IsEmpty ? AllBefore(sentence, group.First, drafts) : places;
        places = places.IsEmpty ? SharedSubject(sentence, group.First) : places;
        AddAll(sentence, Highlight(block, under, token - under + 1), trigger, places, holder, group.Polarity, group.Modality, ["CTL-4", .. group.Rules], drafts);
        return places.Length > 0;
    }

    /// <summary>"In <b>the allies'</b> hands": somebody whom no list knows, where the article has told who took or held a town.</summary>
    private static Actor? Possessor(BlockView block, int token, List<Draft> drafts)
    {
        var owner = token - 2;
        return block.Word(token - 1) is "'s" or "'" or "’" && owner > 0 && block.Tokens[owner].IsWord && drafts.Exists(static draft => draft.Kind is ClaimKind.Control or ClaimKind.Movement)
            ? new Actor(block.Surface(owner, owner + 1), null, null) : null;
    }

    /// <summary>"X and Y are <b>rebel territory</b>".</summary>
    private bool IsTerritory(SentenceView sentence, int token, ArticleContext context, List<Draft> drafts)
    {
        var block = sentence.Block;
        if (block.Word(token - 2) is not ("is" or "are" or "remains" or "remain" or "still") || !EndsClause(sentence, token + 1) || (SideBetween(block, token) is { } side ? context.Sides.ActorOf(side) : UnnamedHolder(block, token - 1, context.Sides)) is not { } holder)
        {
            return false;
        }

        var group = _verbs.Read(sentence, token - 1, 1, isState: true);
        var trigger = new Trigger(Predicate.HeldBy, ClaimKind.Control, false, PlaceSlots.Subject, ActorSlot.Subject, false) { Frame = "territory" };
        var places = _places.Left(sentence, group.First, isNear: false);
        AddAll(sentence, Highlight(block, token - 1, 2), trigger, places, holder, group.Polarity, group.Modality, ["CTL-4", .. group.Rules], drafts);
        return places.Length > 0;
    }

    private static bool IsSlipping(string word) => word is "slipped" or "slipping" or "slips" or "slip" or "passed";

    /// <summary>"In the hands of <b>the fatherland</b>": somebody has it whom no list knows.</summary>
    private static ActorPhrase? Stranger(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var first = block.Word(token) is "the" or "a" or "an" ? token + 1 : token;
        return first < sentence.End && block.Tokens[first].IsWord ? new ActorPhrase(new Actor(block.Surface(first, first + 1), null, null), token, first + 1, false) : null;
    }

    /// <summary>"<b>Is</b> calm and under their control": where the first of two states begins, else the token itself.</summary>
    private static int Copula(SentenceView sentence, int state) =>
        sentence.Block.Word(state - 1) == "and" ? state - 1 - DistanceTo(sentence, state - 1, "is", 3) : state;

    private VerbGroup State(SentenceView sentence, int token, int length) =>
        Copula(sentence, token) is var copula && copula < token - 1 ? _verbs.Read(sentence, copula, 1, isState: true) : _verbs.Read(sentence, token, length, isState: true);

    /// <summary>Whose control or hands they are: a side by its name, "our" of the speaker's, "the group's", "rebel".</summary>
    private Actor? Holder(SentenceView sentence, int under, int token, ArticleContext context)
    {
        var block = sentence.Block;
        if (SideBetween(block, token) is { } named)
        {
            return context.Sides.ActorOf(named);
        }

        if (block.Word(token - 1) == "our")
        {
            return context.SideAt(Highlight(block, under, token - under + 1)) is { } own ? context.Sides.ActorOf(own) : new Actor("our", null, null);
        }

        if (block.Word(token - 1) == "their")
        {
            return _actors.Owner(sentence, token, context.Sides, null)?.Actor ?? new Actor("their", null, null);
        }

        if (UnnamedHolder(block, block.Word(token - 1) == "'s" ? token - 2 : token - 1, context.Sides) is { } unnamed)
        {
            return unnamed;
        }

        return _actors.From(sentence, under + 1, token - under - 1, context.Sides, null)?.Actor;
    }

    /// <summary>"Under <b>government</b> control", "the <b>rebel</b>-held town": forces that the text gives no side.</summary>
    private static Actor? UnnamedHolder(BlockView block, int token, Sides sides)
    {
        UnnamedForces? forces = block.Word(token) switch
        {
            "rebel" or "insurgent" or "separatist" or "militant" or "jihadist" or "guerrilla" or "paramilitary" or "islamist" or "opposition" => UnnamedForces.Insurgents,
            "government" or "army" or "regime" or "junta" or "loyalist" or "state" or "military" => UnnamedForces.Regulars,
            _ => null,
        };
        return forces is not { } kind ? null : sides.Meant(kind) is { } side ? sides.ActorOf(side) : new Actor(kind == UnnamedForces.Insurgents && block.Word(token) is not ("opposition" or "paramilitary") ? block.Word(token) + "s" : block.Word(token), null, null);
    }

    private static SubjectId? SideBetween(BlockView block, int token)
    {
        for (var i = token - 1; i >= Math.Max(0, token - 3); i--)
        {
            if (block.MentionAt(i) is { } mention && Sides.SideOf(mention) is { } side)
            {
                // "French and Malian hands", as "forces of France and Mali": whoever is named first.
                var first = block.TokensOf(mention.Span).First;
                return block.Word(first - 1) == "and" && block.MentionAt(first - 2) is { } former && Sides.SideOf(former) is { } leading ? leading : side;
            }
        }

        return null;
    }
}
