using System.Collections.Frozen;
using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>A place that a trigger speaks of. Partial: only a part of it ("the outskirts of X").</summary>
internal readonly record struct FoundPlace(Mention Mention, bool IsPartial);

/// <summary>Follows the prepositions from a trigger to its places.</summary>
internal sealed class PlaceFinder(PredicateTable predicates, CueLexicon cues, ModalityLexicon modality)
{
    private const int MaxReach = 30;

    private static readonly FrozenSet<string> s_boundaries = FrozenSet.ToFrozenSet(
        [";", "that", "which", "who", "whose", "while", "after", "before", "because", "although", "though", "when", "but", "if", "where", "–", "—", "--", "as", "since", "until", "so"],
        StringComparer.Ordinal);

    /// <summary>The places behind a trigger whose words end before <paramref name="start"/>.</summary>
    public ImmutableArray<FoundPlace> Right(SentenceView sentence, int start, Trigger trigger, out string? refusal, SubjectId? salient = null)
    {
        refusal = null;
        var block = sentence.Block;
        var found = ImmutableArray.CreateBuilder<FoundPlace>();
        var slot = trigger.IsVerb || trigger.Frame.Contains(' ', StringComparison.Ordinal) ? PlaceSlots.Object : PlaceSlots.None;
        var (head, isPartial, wasPlace, wasNoun, wasGround, wasStationed, isToward) = (PlaceSlots.None, false, false, false, false, false, true);
        for (var i = start; i < Math.Min(sentence.End, start + MaxReach); i++)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { } mention)
            {
                var end = block.TokensOf(mention.Span).End;
                if (IsPlace(mention))
                {
                    var isAsked = (trigger.At & slot) != 0 && (isToward || !trigger.TowardOnly || slot != PlaceSlots.To);
                    if (isAsked && IsNoPlace(block, end, trigger))
                    {
                        refusal = "place-modifies";
                    }
                    else if (isAsked && !(found.Count > 0 && IsTown(found[0].Mention) && !IsTown(mention)))
                    {
                        // "X and other villages in Y Oblast", "X, Y region": the wider place only holds the towns.
                        found.Add(new FoundPlace(mention, isPartial));
                    }

                    (wasPlace, wasNoun) = (true, false);
                }
                else
                {
                    (wasPlace, wasNoun) = (false, false);
                }

                i = end - 1;
                continue;
            }

            if (word is "and" or "or" or "-" or "/" or "&")
            {
                continue;
            }

            if (block.QuantityAt(i) >= 0)
            {
                // "over 40 settlements": its words are a hedge and a number, but its noun may head a list.
                if (predicates.SettlementNouns.Contains(word))
                {
                    (head, wasNoun) = (slot, true);
                }

                continue;
            }

            if (word == "as" && block.Word(i + 1) == "well" && block.Word(i + 2) == "as")
            {
                i += 2;
                continue;
            }

            if (!trigger.IsVerb && !trigger.Far && word.EndsWith("ed", StringComparison.Ordinal) && block.Tokens[i].IsWord && !(block.Word(i - 1) is "the" or "a" or "-" or "an"))
            {
                break;      // "the strike occurred on", "a strike trapped seven people in": the noun's own words are over
            }

            if (block.IsInDate(i) || (word is "on" or "in" or "by" && block.Tokens.Length > i + 1 && block.IsInDate(i + 1)))
            {
                continue;   // "liberated X on 9 March, Y on 10 March"
            }

            if (s_boundaries.Contains(word) || (!trigger.Far && IsVerb(sentence, i)))
            {
                break;
            }

            if (word == ",")
            {
                // A list goes on with the next name; anything else behind a comma starts afresh.
                if (block.MentionAt(i + 1) is null && !(block.Word(i + 1) is "and" or "or" or "including" or "such" or "like") && !(wasPlace && block.Word(i + 1) == "the"))
                {
                    break;
                }

                continue;
            }

            if (word is "including" or "like" or "namely" || (word == "such" && block.Word(i + 1) == "as"))
            {
                slot = head;
                i += word == "such" ? 1 : 0;
                continue;
            }

            if (word is "stationed" or "deployed" or "based" or "located" or "positioned")
            {
                wasStationed = true;
                continue;
            }

            if (Preposition(word) is { } leads)
            {
                if (leads == PlaceSlots.Of && wasPlace)
                {
                    slot = PlaceSlots.None;
                }
                else if (wasStationed && leads == PlaceSlots.In)
                {
                    slot = PlaceSlots.NearObject;
                }
                else if (leads == PlaceSlots.Of && trigger.Predicate == Predicate.AdvanceToward && block.Word(i - 1) is "north" or "south" or "east" or "west" or "northeast" or "northwest" or "southeast" or "southwest" && i - 1 >= start
                    && !(block.Word(i - 2) is "the"))
                {
                    slot = PlaceSlots.In;   // "advanced south of X"
                }
                else if (!(wasNoun && slot != PlaceSlots.None && (leads == PlaceSlots.Of || (leads == PlaceSlots.In && (slot == PlaceSlots.From || slot == PlaceSlots.NearObject || word is "in" or "across" && !wasGround)))))
                {
                    slot = leads;
                    isToward = word is not "to";
                }

                wasStationed &= !wasPlace;
                wasPlace = false;
                continue;
            }

            if (predicates.SettlementNouns.Contains(word) || predicates.AreaNouns.Contains(word))
            {
                if (found.Count == 0 && (trigger.At & slot) != 0 && Meant(sentence, i, salient) is { } meant)
                {
                    found.Add(new FoundPlace(meant, false));
                    break;
                }

                head = slot;
                wasNoun = true;
                wasGround = word is "territory" or "territories" or "position" or "positions" or "area" or "areas" or "land";
                isPartial |= word is "outskirts" or "part" or "parts" or "chunk" or "chunks" or "half";
                continue;
            }

            if (slot == PlaceSlots.Object && predicates.ExcludedObjects.Contains(word))
            {
                refusal = "excluded-object";
                return [];
            }

            if (block.Tokens[i].IsWord && !modality.Adverbs.Contains(word) && word is not ("the" or "a" or "an"))
            {
                wasNoun = word is "all" or "most" || (wasNoun && word is "around");
            }
        }

        return found.ToImmutable();
    }

    private static bool IsTown(Mention mention) => mention.Place?.Reading == PlaceReading.City;

    /// <summary>"the village", "the area": the town or region named last before the sentence, in the same block or the one sentence that began it.</summary>
    private Mention? Meant(SentenceView sentence, int noun, SubjectId? salient)
    {
        var block = sentence.Block;
        var word = block.Word(noun);
        var isTown = word is "village" or "town" or "city" or "settlement";
        if (!(isTown || word is "area" or "region" or "oblast" or "province") || block.Word(noun - 1) is not ("the" or "that" or "this")
            || !(noun + 1 >= sentence.End || !block.Tokens[noun + 1].IsWord || block.IsInDate(noun + 1) || modality.Auxiliaries.Contains(block.Word(noun + 1))
                || block.Word(noun + 1) is "by" or "on" or "after" or "before" or "and" or "from" or "during" or "with" or "when" or "as" or "but" or "while" or "for")
            || block.Word(noun + 1) is "-" or "'s")
        {
            return null;
        }

        // What the block was about beats what it named last: "X, a town near Y, was taken. … in the town".
        var before = block.Mentions.Where(mention => IsPlace(mention) && mention.Span.End <= sentence.Span.Start && IsTown(mention) == isTown).ToList();
        return before.LastOrDefault(mention => mention.Subject == salient) ?? (before.DistinctBy(mention => mention.Subject).Count() == 1 ? before[0] : null);
    }

    /// <summary>The places in front of a verb group: its subject ("Izium was taken"), or where its subject stands ("forces around Izium").</summary>
    public ImmutableArray<FoundPlace> Left(SentenceView sentence, int first, bool isNear, bool isGovernedToo = false)
    {
        var block = sentence.Block;
        var found = ImmutableArray.CreateBuilder<FoundPlace>();
        var isStarted = false;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxReach); i--)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { } mention && IsPlace(mention))
            {
                var start = block.TokensOf(mention.Span).First;
                if (isNear)
                {
                    if (IsNearForces(sentence, start))
                    {
                        found.Insert(0, new FoundPlace(mention, false));
                    }
                }
                else if (IsSubject(sentence, start, out var isPartial) || isGovernedToo)
                {
                    found.Insert(0, new FoundPlace(mention, isPartial));
                }
                else
                {
                    break;
                }

                isStarted = true;
                i = start;
                continue;
            }

            if (isStarted && !(word is "and" or "," or "-" or "or" or "the" or "of" || predicates.SettlementNouns.Contains(word) || predicates.AreaNouns.Contains(word)))
            {
                break;
            }

            if (word == ";" || (!isNear && word is "that" or "which" && isStarted) || cues.Cues.IsAt(block.Tokens, i) && !isNear)
            {
                break;
            }

            if (!isStarted && !isNear && block.Tokens[i].IsWord && !IsTransparent(word))
            {
                break;
            }
        }

        return found.ToImmutable();
    }

    /// <summary>The place named last before the token, in the same sentence.</summary>
    public static FoundPlace? Last(SentenceView sentence, int token)
    {
        for (var i = token - 1; i >= sentence.First; i--)
        {
            if (sentence.Block.MentionAt(i) is { } mention && IsPlace(mention))
            {
                return new FoundPlace(mention, false);
            }
        }

        return null;
    }

    public static bool IsPlace(Mention mention) =>
        mention is { Type: SubjectType.Settlement, IsEmbedded: false, Place.Reading: PlaceReading.City or PlaceReading.Oblast or PlaceReading.Raion };

    private bool IsNoPlace(BlockView block, int end, Trigger trigger)
    {
        if (block.Word(end) == "'s")
        {
            return trigger.Frame != "flag raised" && !predicates.AreaNouns.Contains(block.Word(end + 1));
        }

        return block.Word(end) == "-" ? predicates.NotPlaces.Contains(block.Word(end + 1)) || predicates.Hyphenated.Contains(block.Word(end + 1))
            : predicates.NotPlaces.Contains(block.Word(end)) && block.Word(end) != "based";
    }

    private bool IsVerb(SentenceView sentence, int token)
    {
        var word = sentence.Block.Word(token);
        if (modality.Auxiliaries.Contains(word) || word is "will" or "would" or "could" || cues.Cues.IsAt(sentence.Block.Tokens, token))
        {
            return true;
        }

        // "captured or surrounded several towns": two verbs share their object when nothing stands between them.
        return predicates.Triggers.IsAt(sentence.Block.Tokens, token) && !(sentence.Block.Word(token - 1) is "or" or "and" or "the" or "-");
    }

    /// <summary>The noun phrase of a name in front of a verb: "the town of X" counts, "soldiers in X" does not.</summary>
    private bool IsSubject(SentenceView sentence, int start, out bool isPartial)
    {
        var block = sentence.Block;
        isPartial = false;
        for (var i = start - 1; i >= sentence.First; i--)
        {
            var word = block.Word(i);
            if (word is "of" or "in" or "around" or "across" && (predicates.SettlementNouns.Contains(block.Word(i - 1)) || predicates.AreaNouns.Contains(block.Word(i - 1))))
            {
                isPartial |= word != "of";
                i--;
                continue;
            }

            if (Preposition(word) is not null)
            {
                return false;
            }

            if (block.MentionAt(i) is { } other && IsPlace(other))
            {
                return true;
            }

            if (!block.Tokens[i].IsWord || word is "and" or "that" or "but")
            {
                return true;
            }
        }

        return true;
    }

    private bool IsNearForces(SentenceView sentence, int start)
    {
        for (var i = start - 1; i >= Math.Max(sentence.First, start - 14); i--)
        {
            if (predicates.ForcesNouns.Contains(sentence.Block.Word(i)))
            {
                return true;
            }

            if (sentence.Block.Word(i) is "," or ";" || cues.Cues.IsAt(sentence.Block.Tokens, i))
            {
                return false;
            }
        }

        return false;
    }

    private bool IsTransparent(string word) =>
        modality.Auxiliaries.Contains(word) || modality.Adverbs.Contains(word) || word is "which" or "that" or "had" or "as" or "itself" or "region" or "regions" or "area" or "areas"
        || predicates.SettlementNouns.Contains(word) || predicates.AreaNouns.Contains(word) || word is "main" or "the" or "a";

    private static PlaceSlots? Preposition(string word) => word switch
    {
        "from" => PlaceSlots.From,
        "to" or "toward" or "towards" or "into" => PlaceSlots.To,
        "in" or "at" or "around" or "near" or "inside" or "outside" or "within" or "throughout" or "across" => PlaceSlots.In,
        "on" or "over" or "above" => PlaceSlots.On,
        "of" => PlaceSlots.Of,
        "for" => PlaceSlots.For,
        "against" => PlaceSlots.Against,
        "by" or "with" or "between" or "via" or "through" or "about" or "behind" or "under" or "during" or "beyond" or "past" => PlaceSlots.None,
        _ => null,
    };
}
