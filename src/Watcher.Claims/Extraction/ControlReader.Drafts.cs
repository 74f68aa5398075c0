using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>Drafts of what was read, with whoever acts when nobody is named.</summary>
internal sealed partial class ControlReader
{
    /// <summary>Tokens of "with the exception of".</summary>
    private const int MaxBefore = 4;

    private void AddAll(
        SentenceView sentence, TextSpan highlight, Trigger trigger, ImmutableArray<FoundPlace> places, Actor? actor, Polarity polarity, Modality? modality,
        ImmutableArray<string> rules, List<Draft> drafts, bool isDenied = false)
    {
        foreach (var (mention, isPartial) in places)
        {
            if (IsBehind(_predicates.LeftOut, sentence.Block, mention))
            {
                continue;
            }

            // Who holds or leaves a part of a place may share it with the enemy.
            var isTown = mention.Place?.Reading == PlaceReading.City;
            if (isPartial && ((trigger.Predicate == Predicate.HeldBy && !(isTown && actor is not null)) || (trigger.Predicate == Predicate.WithdrawnFrom && isTown)))
            {
                continue;
            }

            if (polarity == Polarity.Negated && IsOfTheWhole(sentence, highlight, mention.Span))
            {
                continue;       // "does not hold all of X": it may hold most of it
            }

            // A part of a place taken or held is no place taken: whoever has it is inside.
            var isEntered = isPartial && isTown && (trigger.Predicate == Predicate.CapturedBy || trigger.Predicate == Predicate.HeldBy);
            var draft = new Draft
            {
                Sentence = sentence,
                Highlight = highlight,
                Place = mention.Span,
                Kind = isEntered ? ClaimKind.Movement : trigger.Kind,
                Predicate = isEntered ? Predicate.EnteredBy : trigger.Predicate,
                Subject = Draft.Of(trigger.Predicate == Predicate.WithdrawnFrom && IsAround(sentence.Block, mention) ? mention with { Place = mention.Place! with { IsAround = true } } : mention),
                Actor = actor,
                Polarity = polarity,
                IsDenied = isDenied,
                Modality = modality,
                Frame = trigger.Frame,
                Regains = trigger.Regains && !isEntered,
                Scope = new Scope { Side = actor?.Side },
                Confidence = sentence.Block.Block.Kind is BlockKind.Headline or BlockKind.Heading or BlockKind.Caption ? 0.6 : modality == Modality.Presupposed ? 0.8 : 0.9,
                Rules = isEntered ? [.. rules, "CTL-8"] : rules,
            };
            if (!IsKnown(draft, drafts))
            {
                drafts.Add(draft);
            }
        }
    }

    /// <summary>"The vicinity of X", "positions around X".</summary>
    private bool IsAround(BlockView block, Mention mention) => mention.Place is { Reading: PlaceReading.City } && IsBehind(_predicates.Surroundings, block, mention);

    /// <summary>One of the phrases stands right in front of the name.</summary>
    private static bool IsBehind(PhraseTable<bool> phrases, BlockView block, Mention mention)
    {
        var first = block.TokensOf(mention.Span).First;
        for (var words = 1; words <= Math.Min(first, MaxBefore); words++)
        {
            if (phrases.TryMatch(block.Tokens, first - words, out _, out var length) && length == words)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sentence tells it already, of the same actor or of one who is named.</summary>
    private static bool IsKnown(Draft draft, List<Draft> drafts)
    {
        foreach (var known in drafts)
        {
            if (known.Sentence == draft.Sentence && known.Predicate == draft.Predicate && known.Subject.Id == draft.Subject.Id
                && known.Subject.Place?.Reading == draft.Subject.Place?.Reading && known.Polarity == draft.Polarity && known.IsDenied == draft.IsDenied
                && (draft.Actor is null || (known.Actor?.Side == draft.Actor.Side && (draft.Actor.Side is not null || known.Actor?.Name == draft.Actor.Name))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who acts when nobody is named: who liberates owns the place, who occupies does not, and a speaker withdraws its own troops.</summary>
    private static Actor? Fallback(Trigger trigger, ImmutableArray<FoundPlace> places, SubjectId? speaker, Sides sides)
    {
        if (places.IsEmpty || places[0].Mention.Place is not { } place)
        {
            return null;
        }

        var owner = sides.OwnerOf(place);
        SubjectId? side = trigger switch
        {
            { Regains: true } => sides.IsParty(speaker) && speaker != owner ? speaker : owner,
            { Predicate: var p } when p == Predicate.WithdrawnFrom => sides.IsParty(speaker) && speaker != owner ? speaker : sides.EnemyOf(owner),
            { Frame: "occupy" or "occupation" } => sides.EnemyOf(owner),
            _ => null,
        };
        return side is { } known ? sides.ActorOf(known) : null;
    }
}
