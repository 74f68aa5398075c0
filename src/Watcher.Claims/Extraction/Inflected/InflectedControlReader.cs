using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction.Inflected;

/// <summary>
/// Control, movement and strikes in a language of free word order: the place is an object without a preposition on either side of its verb,
/// or stands behind the preposition that the verb asks for.
/// </summary>
internal sealed class InflectedControlReader(InflectedLexicon lexicon)
{
    private const int MaxReach = 16;

    /// <summary>Sentences without any place between "the town" and the one that names it.</summary>
    private const int MaxSentencesBack = 3;

    /// <summary>Characters before the noun that heads what is said.</summary>
    private const int MaxToHead = 30;

    public void Read(SentenceView sentence, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var words = new InflectedSentence(lexicon, sentence);
        if (words.IsFiction)
        {
            return;
        }

        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (lexicon.FlagNouns.Contains(sentence.Block.Word(i)))
            {
                Flag(words, i, context, drafts);
            }

            if (sentence.Block.MentionAt(i) is null && (lexicon.Triggers.TryMatch(sentence.Block.Tokens, i, out var trigger, out var length) || Owned(sentence, i, out trigger, out length)))
            {
                Event(words, i, length, Parted(words, i, length, trigger), context, drafts, refused);
                i += length - 1;
            }
        }
    }

    /// <summary>"They <b>took</b> X <b>under siege</b>": the place stands between the verb and the rest of its phrase.</summary>
    private InflectedTrigger Parted(InflectedSentence words, int token, int length, InflectedTrigger trigger)
    {
        var block = words.Sentence.Block;
        if (!trigger.IsVerb || length > 1)
        {
            return trigger;
        }

        var clause = words.Clause(token);
        for (var i = token + 2; i + 1 < clause.End && i < token + MaxReach; i++)
        {
            if (lexicon.Prepositions.ContainsKey(block.Word(i)) && lexicon.Triggers.TryGet($"{block.Word(token)} {block.Word(i)} {block.Word(i + 1)}", out var whole))
            {
                return whole;
            }
        }

        return trigger;
    }

    /// <summary>"Under <b>our</b> control", "under <b>Veran</b> control": whose it is stands between the two words of the state.</summary>
    private bool Owned(SentenceView sentence, int token, [NotNullWhen(true)] out InflectedTrigger? trigger, out int length)
    {
        (trigger, length) = (null, 3);
        var block = sentence.Block;
        return token + 2 < sentence.End && lexicon.Prepositions.ContainsKey(block.Word(token))
            && (block.MentionAt(token + 1) is { Type: SubjectType.Side } || lexicon.OwnWords.Contains(block.Word(token + 1)) || lexicon.Cues.Possessives.Contains(block.Word(token + 1)))
            && lexicon.Triggers.TryGet($"{block.Word(token)} {block.Word(token + 2)}", out trigger) && trigger is { IsVerb: false };
    }

    /// <summary>Whoever the word between the two of a state names: a side, or the side that speaks of its own.</summary>
    private Actor? Owner(BlockView block, int token, int length, Sides sides, SubjectId? speaker) =>
        length != 3 ? null
        : block.MentionAt(token + 1) is { Type: SubjectType.Side } mention && Sides.SideOf(mention) is { } named ? sides.ActorOf(named)
        : lexicon.OwnWords.Contains(block.Word(token + 1)) && speaker is { } own ? sides.ActorOf(own) : null;

    /// <summary>"Over X they raised the Veran flag".</summary>
    private void Flag(InflectedSentence words, int token, ArticleContext context, List<Draft> drafts)
    {
        var (block, clause) = (words.Sentence.Block, words.Clause(token));
        var verb = Enumerable.Range(clause.First, clause.End - clause.First).FirstOrDefault(i => lexicon.FlagVerbs.Contains(block.Word(i)), -1);
        if (verb < 0 || words.Firmness(verb, VerbShape.Finite, clause) is not var (polarity, modality, rules))
        {
            return;
        }

        var places = block.Mentions.Where(mention => PlaceFinder.IsPlace(mention) && words.Sentence.Span.Contains(mention.Span))
            .Where(mention => block.TokensOf(mention.Span).First is var first && first >= clause.First && first < clause.End && words.Governing(first) is not null).ToList();
        if (places is not [var place, ..])
        {
            return;
        }

        var named = Enumerable.Range(Math.Max(clause.First, token - 2), 3).Select(block.MentionAt).OfType<Mention>().FirstOrDefault(mention => mention.Type == SubjectType.Side)
            ?? (token + 1 < clause.End && block.MentionAt(token + 1) is { Type: SubjectType.Side } behind ? behind : null);
        var side = named is null ? context.Sides.OwnerOf(place.Place!) : Sides.SideOf(named);
        drafts.Add(new Draft
        {
            Sentence = words.Sentence,
            Highlight = new TextSpan(block.Tokens[Math.Min(verb, token)].Span.Start, block.Tokens[Math.Max(verb, token)].Span.End),
            Kind = ClaimKind.Control,
            Predicate = Predicate.CapturedBy,
            Subject = Draft.Of(place),
            Actor = side is { } known ? context.Sides.ActorOf(known) : null,
            Polarity = polarity,
            Modality = modality,
            Frame = "flag raised",
            Scope = new Scope { Side = side },
            Confidence = block.Block.Kind is BlockKind.Headline or BlockKind.Heading or BlockKind.Caption ? 0.6 : 0.8,
            Rules = ["CTL-5", .. rules],
        });
    }

    private void Event(InflectedSentence words, int token, int length, InflectedTrigger trigger, ArticleContext context, List<Draft> drafts, List<RefusedClaim> refused)
    {
        var (sentence, block) = (words.Sentence, words.Sentence.Block);
        var highlight = new TextSpan(block.Tokens[token].Span.Start, block.Tokens[token + length - 1].Span.End);
        void Refuse(string refiner) => refused.Add(new RefusedClaim(highlight, block.Text[highlight.Start..highlight.End], trigger.Predicate.Id, refiner));

        var clause = words.Clause(token);
        if (words.Firmness(token, trigger.IsVerb ? trigger.Shape : VerbShape.Finite, clause) is not var (polarity, modality, rules) || words.IsDebunked(token) || (!trigger.IsVerb && (words.IsWished(token + length) || words.IsFeared(token) || (trigger.Predicate == Predicate.Struck && words.IsRepelled(token)) || words.IsTitle(token) || IsOfPrize(block, token + length, clause.End))))
        {
            Refuse("no-event");
            return;
        }

        var behind = token + length;
        var isLeftFirst = trigger.Shape == VerbShape.Passive || (trigger.At & PlaceSlots.Subject) != 0;
        var described = trigger.Shape == VerbShape.Passive ? words.Described(token) : null;
        var outer = words.BeforeAside(clause);
        var places = described is not null ? [new FoundPlace(described, false)] : isLeftFirst ? Left(words, token, clause, trigger) : Right(words, behind, clause, trigger);
        if (places.IsEmpty)
        {
            places = isLeftFirst ? Right(words, behind, clause, trigger) : trigger.IsVerb || trigger.Predicate == Predicate.Contested ? Left(words, token, clause, trigger) : [];
        }

        if (places.IsEmpty && outer is { } main && (isLeftFirst || trigger.IsVerb))
        {
            places = Left(words, main.End, main, trigger);      // "X, which lies in the south, was taken"
        }

        if (places.IsEmpty && !trigger.IsVerb && trigger.Predicate == Predicate.Struck && StruckIn(words, token, behind, clause) is { } scene)
        {
            places = [new FoundPlace(scene, false)];
        }

        if (places.IsEmpty && Meant(words, clause, trigger, behind) is { } meant)
        {
            places = [new FoundPlace(meant, block.HasWord(behind, clause.End, lexicon.PartNouns.Contains))];
        }

        if (places.IsEmpty)
        {
            Refuse("no-place");
            return;
        }

        var speaker = context.SideAt(highlight);
        var owner = places[0].Mention.Place is { } place ? context.Sides.OwnerOf(place) : null;
        var actor = Owner(block, token, length, context.Sides, speaker) is { } holder ? new ActorPhrase(holder, token, behind, true) : words.Actor(token, behind, clause, context.Sides, speaker, owner, isBehind: !trigger.IsVerb || trigger.Shape == VerbShape.Passive || trigger.Word.Actor == ActorSlot.Object);
        actor ??= outer is { } around ? words.Actor(around.End, around.End, around, context.Sides, speaker, owner, isBehind: false) : null;
        // "Admitted that they had left X": whoever speaks is the subject that the clause leaves out.
        actor ??= trigger is { IsVerb: true, Shape: VerbShape.Finite } && context.InnermostAt(highlight) is { } said && words.Opens(said.Content, token)
            ? speaker is { } own ? new ActorPhrase(context.Sides.ActorOf(own), token, token, true)
            : lexicon.Forces.TryGet(said.Speaker.Name, out _) ? new ActorPhrase(new Actor(said.Speaker.Name, null, null), token, token, true) : null : null;
        // "A rocket hit X": whoever fired it.
        var isByWeapon = trigger is { IsVerb: true } && trigger.Predicate == Predicate.Struck && Enumerable.Range(clause.First, clause.End - clause.First).Any(i => lexicon.Counted(block.Word(i)) is { Class: "weapon" or "aircraft" or "helicopter" });
        if (trigger.Word.NeedsActor && actor is null && !isByWeapon && !(trigger.Shape == VerbShape.Passive && (trigger.At & PlaceSlots.Object) != 0))
        {
            Refuse("no-actor");
            return;
        }

        var liberator = context.Sides.IsParty(speaker) ? speaker : owner;
        var by = actor is { Actor.Side: not null } ? actor.Actor : (trigger.Word.Regains && liberator is { } known ? context.Sides.ActorOf(known) : null) ?? actor?.Actor;
        // "Announced the liberation of X": the noun is what was said, no aside.
        var isTold = context.InnermostAt(highlight) is { } inner && highlight.Start - inner.Content.Start < MaxToHead;
        foreach (var (mention, isPartial) in places)
        {
            var isEntered = isPartial && (trigger.Predicate == Predicate.CapturedBy || trigger.Predicate == Predicate.HeldBy);      // whoever has a part is inside
            drafts.Add(new Draft
            {
                Sentence = sentence,
                Highlight = highlight,
                Kind = isEntered ? ClaimKind.Movement : trigger.Kind,
                Predicate = isEntered ? Predicate.EnteredBy : trigger.Predicate,
                Subject = Draft.Of(mention),
                Actor = by,
                Polarity = polarity,
                Modality = modality ?? (described is null && trigger.IsVerb || isTold || trigger.Predicate == Predicate.Contested || (trigger.At & PlaceSlots.Subject) != 0 ? null : Modality.Presupposed),
                Frame = trigger.Word.Means ?? (trigger.Word.Regains ? "liberate" : trigger.Word.Word),
                Scope = new Scope { Side = by?.Side },
                Confidence = block.Block.Kind is BlockKind.Headline or BlockKind.Heading or BlockKind.Caption ? 0.6 : 0.8,
                Rules = [trigger.IsVerb ? "CTL-1" : "CTL-2", .. rules],
            });
        }
    }

    /// <summary>"… but the <b>town</b> remains under control": the only settlement named in front of it, else in the sentence before. Null for none.</summary>
    private Mention? Meant(InflectedSentence words, (int First, int End) clause, InflectedTrigger trigger, int behind)
    {
        var (sentence, block) = (words.Sentence, words.Sentence.Block);
        for (var i = clause.First; i < clause.End; i++)
        {
            if (!lexicon.SettlementNouns.TryMatch(block.Tokens, i, out _, out var length) || length > 1 || block.MentionAt(i) is not null || block.MentionAt(i + 1) is not null
                || (trigger.At & (words.Governing(i) ?? (i == behind ? PlaceSlots.Of : PlaceSlots.None) | PlaceSlots.Object | PlaceSlots.Subject)) == 0 || (i + 1 < clause.End && char.IsUpper(block.Text[block.Tokens[i + 1].Span.Start])))
            {
                continue;
            }

            if (Only(sentence.Span.Start, block.Tokens[i].Span.Start, block) is { } here)
            {
                return here;
            }

            // A sentence between that names no place at all ("This was told by X") does not change what the town is.
            var former = sentence.Previous ?? block.Before;
            for (var back = 0; back < MaxSentencesBack && former is not null && !former.Block.Mentions.Any(mention => PlaceFinder.IsPlace(mention) && former.Span.Contains(mention.Span)); back++)
            {
                former = former.Previous ?? former.Block.Before;
            }

            var named = former is null ? null : Only(former.Span.Start, former.Span.End, former.Block);
            // "They walk to Y. There … The town was besieged" is not Y.
            var isGoal = named is not null && former != (sentence.Previous ?? block.Before) && new InflectedSentence(lexicon, former!).Governing(former!.Block.TokensOf(named.Span).First) is { } leads && (leads & (PlaceSlots.To | PlaceSlots.From)) != 0 && (leads & PlaceSlots.In) == 0;
            return isGoal ? null : named;
        }

        return null;
    }

    private static Mention? Only(int from, int to, BlockView block) =>
        block.Mentions.Where(mention => PlaceFinder.IsPlace(mention) && mention.Place!.Reading == PlaceReading.City && mention.Span.Start >= from && mention.Span.End <= to).DistinctBy(mention => mention.Subject).Take(2).ToList() is [var only] ? only : null;

    /// <summary>"<b>In X</b> two people died in a strike": the only place of the clause, where the strike itself names nothing that it hit.</summary>
    private static Mention? StruckIn(InflectedSentence words, int noun, int behind, (int First, int End) clause)
    {
        var block = words.Sentence.Block;
        if (!(words.Governing(noun) == PlaceSlots.None || words.IsBehindPhrase(noun)) || (behind < clause.End && words.Governing(behind + 1) is { } slot && (slot & PlaceSlots.On) != 0))
        {
            return null;
        }

        var named = block.Mentions.Where(mention => PlaceFinder.IsPlace(mention) && words.Sentence.Span.Contains(mention.Span) && block.TokensOf(mention.Span).First is var first && first >= clause.First && first < clause.End).ToList();
        return named is [var only] && words.Governing(block.TokensOf(only.Span).First) is { } inside && (inside & PlaceSlots.In) != 0 && only.Place!.Reading == PlaceReading.City ? only : null;
    }

    /// <summary>"The fight <b>for the seat</b> in X" is none of arms.</summary>
    private bool IsOfPrize(BlockView block, int behind, int end) =>
        behind + 1 < end && lexicon.Prepositions.TryGetValue(block.Word(behind), out var slot) && (slot & PlaceSlots.For) != 0 && Enumerable.Range(behind + 1, Math.Min(2, end - behind - 1)).Any(i => lexicon.Prizes.Contains(block.Word(i)));

    /// <summary>Places behind the trigger: an object comes without a preposition, everything else behind its own.</summary>
    private ImmutableArray<FoundPlace> Right(InflectedSentence words, int start, (int First, int End) clause, InflectedTrigger trigger)
    {
        var (block, found) = (words.Sentence.Block, ImmutableArray.CreateBuilder<FoundPlace>());
        var (slot, isBlocked, isPartial) = (PlaceSlots.Object | PlaceSlots.Of, false, false);
        for (var i = start; i < Math.Min(clause.End, start + MaxReach); i++)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { } mention)
            {
                if (PlaceFinder.IsPlace(mention) && (trigger.At & slot) != 0 && !isBlocked)
                {
                    found.Add(new FoundPlace(mention, isPartial));
                }

                i = block.TokensOf(mention.Span).End - 1;
                continue;
            }

            if (word == "," || lexicon.And.Contains(word) || lexicon.Adverbs.Contains(word) || block.IsInDate(i) || lexicon.Forces.IsAt(block.Tokens, i) || !block.Tokens[i].IsWord)
            {
                continue;
            }

            if (lexicon.Prepositions.TryGetValue(word, out var leads))
            {
                if (found.Count > 0)
                {
                    break;      // what follows only says where the place is
                }

                // "Took X from the enemy": whom it was taken from is no place.
                if (i + 1 < clause.End && (lexicon.EnemyNouns.Contains(block.Word(i + 1)) || lexicon.Forces.IsAt(block.Tokens, i + 1) || block.MentionAt(i + 1) is { Type: SubjectType.Side or SubjectType.Body }))
                {
                    i++;
                    continue;
                }

                (slot, isBlocked) = (leads, false);
            }
            else if (lexicon.SettlementNouns.TryMatch(block.Tokens, i, out _, out var length))
            {
                isBlocked = false;
                i += length - 1;
            }
            else if (lexicon.PartNouns.Contains(word))
            {
                (isPartial, isBlocked) = (true, false);
            }
            else if (found.Count > 0 || lexicon.Triggers.IsAt(block.Tokens, i) || lexicon.Cues.Cues.IsAt(block.Tokens, i))
            {
                break;
            }
            else
            {
                isBlocked |= !InflectedSentence.IsAdjective(word) && trigger.Predicate != Predicate.Struck;      // "the airport of X" is not X, but a strike on it is one on X
            }
        }

        return found.ToImmutable();
    }

    /// <summary>An object or a subject in front of the verb, without a preposition; or behind the one the verb asks for.</summary>
    private ImmutableArray<FoundPlace> Left(InflectedSentence words, int verb, (int First, int End) clause, InflectedTrigger trigger)
    {
        var (block, found) = (words.Sentence.Block, ImmutableArray.CreateBuilder<FoundPlace>());
        for (var i = verb - 1; i >= Math.Max(clause.First, verb - MaxReach); i--)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { } mention)
            {
                var first = block.TokensOf(mention.Span).First;
                if (PlaceFinder.IsPlace(mention))
                {
                    var slot = words.Governing(first) ?? PlaceSlots.Object | PlaceSlots.Subject;
                    if ((trigger.At & slot) == 0 || (slot.HasFlag(PlaceSlots.Object) && IsOfNoun(words, first, clause, out _)))
                    {
                        if (found.Count > 0)
                        {
                            break;
                        }

                        i = first;
                        continue;
                    }

                    IsOfNoun(words, first, clause, out var isPartial);
                    found.Insert(0, new FoundPlace(mention, isPartial));
                }

                i = first;
                continue;
            }

            if (found.Count > 0 && word != "," && !lexicon.And.Contains(word) && !lexicon.SettlementNouns.IsAt(block.Tokens, i))
            {
                break;
            }

            // "X was occupied in February and freed in September".
            if (found.Count == 0 && lexicon.Triggers.TryMatch(block.Tokens, i, out var former, out _) && !(former.Shape == VerbShape.Passive && trigger.Shape == VerbShape.Passive && lexicon.And.Contains(block.Word(verb - 1))))
            {
                break;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>"The mayor of X": a noun in front of the name that is no "town" has it as its genitive.</summary>
    private bool IsOfNoun(InflectedSentence words, int first, (int First, int End) clause, out bool isPartial)
    {
        var block = words.Sentence.Block;
        isPartial = false;
        if (first - 1 < clause.First || !block.Tokens[first - 1].IsWord)
        {
            return false;
        }

        var before = block.Word(first - 1);
        isPartial = lexicon.PartNouns.Contains(before);
        return !(isPartial || lexicon.And.Contains(before) || lexicon.Adverbs.Contains(before) || block.IsInDate(first - 1) || InflectedSentence.IsAdjective(before)
            || Enumerable.Range(Math.Max(clause.First, first - 3), 3).Any(at => at < first && lexicon.SettlementNouns.TryMatch(block.Tokens, at, out _, out var length) && at + length == first)
            || block.MentionAt(first - 1) is not null || lexicon.Forces.IsAt(block.Tokens, first - 1));
    }
}
