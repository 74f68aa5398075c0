using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>A place that a trigger speaks of. Partial: only a part of it ("the outskirts of X").</summary>
internal readonly record struct FoundPlace(Mention Mention, bool IsPartial);

/// <summary>Follows the prepositions from a trigger to its places.</summary>
internal sealed partial class PlaceFinder(PredicateTable predicates, CueLexicon cues, ModalityLexicon modality)
{
    private const int MaxReach = 30;

    /// <summary>Tokens of "in the eastern town of" before a name.</summary>
    private const int MaxToIn = 5;

    /// <summary>Tokens of ", the second-largest city of the country,".</summary>
    private const int MaxApposition = 14;

    /// <summary>Tokens of an aside between a town and its verb: ", the Danube town that became a symbol of the fight for independence,".</summary>
    private const int MaxAside = 30;

    /// <summary>The places behind a trigger whose words end before <paramref name="start"/>.</summary>
    public ImmutableArray<FoundPlace> Right(SentenceView sentence, int start, Trigger trigger, out string? refusal, SubjectId? salient = null, Mention? topic = null, Mention? sole = null)
    {
        refusal = null;
        var block = sentence.Block;
        var found = ImmutableArray.CreateBuilder<FoundPlace>(0);
        var slot = trigger.IsVerb || trigger.Frame.Contains(' ', StringComparison.Ordinal) ? PlaceSlots.Object : PlaceSlots.None;
        var (isHeadPlace, isIncluded) = (false, false);
        var (head, isPartial, wasPlace, wasNoun, wasGround, wasStationed, isToward) = (PlaceSlots.None, false, false, false, false, false, true);
        for (var i = start; i < Math.Min(sentence.End, start + MaxReach); i++)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { } mention)
            {
                var end = block.TokensOf(mention.Span).End;
                if (IsPlace(mention))
                {
                    isPartial |= IsOwnPart(block, end);
                    var isAsked = (trigger.At & slot) != 0 && (isToward || !trigger.TowardOnly || slot != PlaceSlots.To);
                    if (isAsked && IsNoPlace(block, i, end, trigger))
                    {
                        refusal = "place-modifies";
                    }
                    else if (isAsked && !(found.Count > 0 && IsTown(found[0].Mention) && !IsTown(mention)))
                    {
                        // "X and other villages in Y Oblast", "X, Y region": the wider place only holds the towns.
                        if (isIncluded && IsTown(mention))
                        {
                            RemoveRegions(found);     // "much of the region, including X": what is sure is X
                        }

                        found.Add(new FoundPlace(mention, isPartial));
                        (head, isHeadPlace) = (slot, true);
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

            if (word is "and" or "or" or "/" or "&" || (word == "-" && !block.IsDash(i)))
            {
                continue;
            }

            if (block.QuantityAt(i) >= 0)
            {
                isPartial |= IsDistricts(block, i) || (word is "half" or "third" or "quarter" && block.Word(i + 1) == "of");

                // "60 percent of X"
                if (block.Quantities[block.QuantityAt(i)] is { Value: { Unit.Dimension: Dimension.Ratio, Stated: not 1 } } share && block.TokensOf(share.Outer).End is var behindShare && block.Word(behindShare) == "of" && (trigger.At & slot) != 0)
                {
                    (isPartial, wasNoun, head) = (true, true, slot);
                    i = behindShare - 1;
                    continue;
                }

                // "over 40 settlements": its words are a hedge and a number, but its noun may head a list.
                if (predicates.SettlementNouns.Contains(word))
                {
                    (head, wasNoun, wasGround) = (slot, true, false);
                }
                else if (predicates.AreaNouns.Contains(word))
                {
                    (wasNoun, wasGround) = (true, true);
                }
                else if (word is "much" or "most" or "all" && (trigger.At & slot) != 0)
                {
                    (head, wasNoun) = (slot, true);
                }

                continue;
            }

            // "Fighting for control of X" is for X.
            if (word == "control" && slot != PlaceSlots.None && block.Word(i + 1) is "of" or "over" && i > start)
            {
                i++;
                continue;
            }

            // "Advanced on X and reached its outskirts".
            if (word == "its" && slot == PlaceSlots.Object && trigger.IsVerb && found.Count == 0 && (IsPart(block.Word(i + 1)) || IsPart(block.Word(i + 2))) && Last(sentence, i) is { } owner && IsTown(owner.Mention))
            {
                found.Add(owner with { IsPartial = true });
                break;
            }

            if (word == "as" && block.Word(i + 1) == "well" && block.Word(i + 2) == "as")
            {
                i += 2;
                continue;
            }

            // "Gone from X and from Y", "took X along with Y".
            if ((wasPlace && block.Word(i - 1) is "and" or "," && trigger.Frame.EndsWith(word, StringComparison.Ordinal) && trigger.Frame.EndsWith(" " + word, StringComparison.Ordinal))
                || (wasPlace && word == "with" && block.Word(i - 1) is "along" or "together") || (wasPlace && word is "along" or "together" && block.Word(i + 1) == "with"))
            {
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

            if (modality.Words.ClauseOpeners.Contains(word) || block.IsDash(i) || (!trigger.Far && IsVerb(sentence, i, start)) || (found.Count > 0 && IsOtherVerb(block, i)))
            {
                break;
            }

            if (word == ",")
            {
                // "Holds X and, since May, Y".
                if (found.Count > 0 && EndOfDate(sentence, i) is var dated and > 0)
                {
                    i = dated;
                    continue;
                }

                if (wasPlace && found.Count > 0 && Math.Max(EndOfApposition(sentence, i), EndOfBearing(sentence, i)) is var behind and > 0)
                {
                    i = behind;
                    continue;
                }

                // A list goes on with the next name; anything else behind a comma starts afresh.
                if (block.MentionAt(i + 1) is null && !(block.Word(i + 1) is "and" or "or" or "including" or "such" or "like" || (block.Word(i + 1) == "as" && block.Word(i + 2) == "well")) && !(wasPlace && block.Word(i + 1) == "the")
                    || block.MentionAt(i + 1) is { } other && !IsPlace(other))
                {
                    break;
                }

                continue;
            }

            if (word is "including" or "like" or "namely" || (word == "such" && block.Word(i + 1) == "as"))
            {
                slot = head;
                isIncluded = true;
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
                leads = word == "on" && IsPart(block.Word(i + 2)) ? PlaceSlots.In : leads;     // "on the outskirts of X"
                if ((leads == PlaceSlots.Of && wasPlace) || (found.Count > 0 && !wasNoun && !(block.Word(i - 1) is "and" or "or" or "," or "&" or "as")))
                {
                    slot = PlaceSlots.None;     // "X in Y": Y only says where X is
                }
                else if (leads == PlaceSlots.Of && IsDirection(block.Word(i - 1)))
                {
                    // "the north of X" is a part of it, "north of X" lies outside.
                    var isInside = block.Word(i - 2) == "the" && block.Word(i - 3) != "to" && i - 2 >= start;
                    slot = isInside ? slot : PlaceSlots.None;
                    isPartial |= isInside;
                }
                else if (wasStationed && leads == PlaceSlots.In)
                {
                    slot = PlaceSlots.NearObject;
                }
                else if (!(wasNoun && slot != PlaceSlots.None
                    && (leads == PlaceSlots.Of || (leads == PlaceSlots.In && slot is PlaceSlots.From or PlaceSlots.NearObject && (wasGround || word is not ("in" or "across" or "within"))))))
                {
                    // "12 villages in X": what is taken or left are the villages, X is only where.
                    slot = leads;
                    isToward = word is not "to";
                }

                (head, isHeadPlace) = (isHeadPlace ? PlaceSlots.None : head, false);      // "from X toward the east, including Y"
                wasStationed &= !wasPlace;
                wasPlace = false;
                continue;
            }

            if (predicates.SettlementNouns.Contains(word) || predicates.AreaNouns.Contains(word))
            {
                // "The loss of X's only bakery hurt the old town": a place passed by is no antecedent.
                if (found.Count == 0 && (trigger.At & slot) != 0 && !NamesPlace(block, start, i) && Meant(sentence, i, salient, topic, sole) is { } meant)
                {
                    found.Add(new FoundPlace(meant, isPartial));
                    break;
                }

                head = (trigger.At & slot) != 0 ? slot : head;
                wasNoun = !(i > start && block.MentionAt(i - 1) is { } named && IsPlace(named));     // "X district in Y"
                wasPlace &= !wasNoun;
                wasGround = word is "territory" or "territories" or "position" or "positions" or "area" or "areas" or "land";
                isPartial |= IsPart(word) || IsDistricts(block, i);
                isToward |= IsEdge(word);
                continue;
            }

            isPartial |= IsPart(word) || IsMuchOfTown(block, i);
            isToward |= IsEdge(word);
            if (slot == PlaceSlots.Object && found.Count == 0 && predicates.ExcludedObjects.Contains(word))
            {
                refusal = "excluded-object";
                return [];
            }

            if (block.Tokens[i].IsWord && !modality.Adverbs.Contains(word) && word is not ("the" or "a" or "an"))
            {
                head = word is "all" or "most" or "much" && (trigger.At & slot) != 0 ? slot : head;
                wasNoun = word is "all" or "most" or "much" || IsPart(word) || IsEdge(word) || (wasNoun && word is "around");
            }
        }

        return found.ToImmutable();
    }

    public static bool IsPart(string word) => word is "outskirts" or "part" or "parts" or "chunk" or "chunks" or "half" or "edge" or "entrance"
        or "centre" or "center" or "heart" or "fringes" or "quarters" or "streets";

    /// <summary>Where a town begins: who comes to it has not moved there, but come near.</summary>
    public static bool IsEdge(string word) => word is "outskirts" or "edge" or "fringes" or "gates" or "entrance";

    private static bool NamesPlace(BlockView block, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (block.MentionAt(i) is { } mention && IsPlace(mention))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"X's outskirts", "X's northern districts".</summary>
    private static bool IsOwnPart(BlockView block, int end) => block.Word(end) == "'s"
        && (IsPart(block.Word(end + 1)) || block.HasWord(end + 1, end + 3, static word => word is "outskirts" || IsQuarter(word)));

    /// <summary>What a town is made of.</summary>
    public static bool IsTownPart(string word) => IsPart(word) || IsQuarter(word);

    private static bool IsQuarter(string word) => word is "districts" or "neighborhoods" or "neighbourhoods" or "suburbs" or "side";

    /// <summary>"An assault on X was repelled", "an attempt to take X was beaten back": where it was.</summary>
    public ImmutableArray<FoundPlace> OfRepelled(SentenceView sentence, int verb)
    {
        var block = sentence.Block;
        for (var i = verb - 1; i >= Math.Max(sentence.First, verb - MaxReach) && block.Word(i) is not ("," or ";") && !cues.Cues.IsAt(block.Tokens, i); i--)
        {
            if (block.MentionAt(i) is { } mention && IsPlace(mention) && IsTown(mention) && !IsBearing(block, mention))
            {
                var start = block.TokensOf(mention.Span).First;
                for (var at = start - 1; at >= Math.Max(sentence.First, start - MaxToIn); at--)
                {
                    if (block.Word(at) is "on" or "against" or "at" or "near" or "capture" or "take" or "seize" or "storm" or "retake" or "enter")
                    {
                        return [new FoundPlace(mention, false)];
                    }
                }

                return [];
            }
        }

        return [];
    }

    /// <summary>"Two districts of X": several of its parts; "the district of X" may be the whole of what is meant.</summary>
    private static bool IsDistricts(BlockView block, int token) => block.Word(token) is "districts" or "neighborhoods" or "neighbourhoods" && block.Word(token + 1) == "of";

    /// <summary>"Much of X", "much of the town of X"; "much of the coast, including X" is no part of X.</summary>
    private bool IsMuchOfTown(BlockView block, int token)
    {
        var name = block.Word(token) == "much" && block.Word(token + 1) == "of" ? token + 2 : -1;
        name = name > 0 && block.Word(name) == "the" && predicates.SettlementNouns.Contains(block.Word(name + 1)) && block.Word(name + 2) == "of" ? name + 3 : name;
        return name > 0 && block.MentionAt(name) is { } town && IsTown(town);
    }

    private static bool IsDirection(string word) => word is "north" or "south" or "east" or "west" or "northeast" or "northwest" or "southeast" or "southwest";

    /// <summary>"… and severed the road": another verb, which no list of places holds. "Neighbouring villages" is none.</summary>
    private bool IsOtherVerb(BlockView block, int token)
    {
        var word = block.Word(token);
        return (word.EndsWith("ed", StringComparison.Ordinal) || word.EndsWith("ing", StringComparison.Ordinal)) && word.Length > 4 && block.Word(token - 1) is "and" or "or" or ","
            && !predicates.SettlementNouns.Contains(block.Word(token + 1)) && !predicates.AreaNouns.Contains(block.Word(token + 1)) && word is not "including";
    }

    private static void RemoveRegions(ImmutableArray<FoundPlace>.Builder found)
    {
        for (var i = found.Count - 1; i >= 0; i--)
        {
            if (!IsTown(found[i].Mention))
            {
                found.RemoveAt(i);
            }
        }
    }

    /// <summary>Those that something stands in.</summary>
    public static ImmutableArray<FoundPlace> Inside(SentenceView sentence, ImmutableArray<FoundPlace> places)
    {
        for (var i = places.Length - 1; i >= 0; i--)
        {
            places = IsInside(sentence, places[i].Mention) ? places : places.RemoveAt(i);
        }

        return places;
    }

    /// <summary>"A market in X", "homes in the town of X".</summary>
    public static bool IsInside(SentenceView sentence, Mention mention)
    {
        var block = sentence.Block;
        var first = block.TokensOf(mention.Span).First;
        for (var i = first - 1; i >= Math.Max(sentence.First, first - MaxToIn) && (block.Word(i) is "the" or "of" or "in" || block.MentionAt(i) is null); i--)
        {
            if (block.Word(i) == "in")
            {
                return true;
            }

            if (!block.Tokens[i].IsWord || (block.Word(i) == "of" && i < first - 1))
            {
                return false;
            }
        }

        return false;
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

    private bool IsNoPlace(BlockView block, int first, int end, Trigger trigger)
    {
        if (block.Word(end) == "'s")
        {
            return trigger.Frame != "flag raised" && !IsOwnPart(block, end) && !predicates.AreaNouns.Contains(block.Word(end + 1));
        }

        if (block.Word(end) == "-")
        {
            return predicates.NotPlaces.Contains(block.Word(end + 1)) || predicates.Hyphenated.Contains(block.Word(end + 1))
                || (block.MentionAt(end + 1) is { } other && predicates.NotPlaces.Contains(block.Word(block.TokensOf(other.Span).End)));
        }

        if (block.Word(end) == "based")
        {
            return false;
        }

        // "X nuclear power plant", "X railway station".
        for (var i = end; i < Math.Min(block.Tokens.Length, end + 3); i++)
        {
            var word = block.Word(i);
            if (predicates.NotPlaces.Contains(word))
            {
                return true;
            }

            if (!block.Tokens[i].IsWord || Preposition(word) is not null || modality.Auxiliaries.Contains(word) || modality.Adverbs.Contains(word) || modality.Words.ClauseOpeners.Contains(word) || block.IsInDate(i)
                || block.QuantityAt(i) >= 0 || block.MentionAt(i) is not null || cues.Cues.IsAt(block.Tokens, i) || word is "and" or "or" or "the" or "a" or "an"
                || word.EndsWith("ing", StringComparison.Ordinal) || word.EndsWith("ed", StringComparison.Ordinal))
            {
                return i > end && IsAttribute(block, first, end);
            }
        }

        return IsAttribute(block, first, end);
    }

    /// <summary>"<b>The X garrison</b>", "the key X heights": the name describes what stands behind it.</summary>
    private bool IsAttribute(BlockView block, int first, int end)
    {
        if (end >= block.Tokens.Length || predicates.AreaNouns.Contains(block.Word(end)) || predicates.SettlementNouns.Contains(block.Word(end)))
        {
            return false;
        }

        for (var i = first - 1; i >= Math.Max(0, first - 3) && block.Tokens[i].IsWord && block.MentionAt(i) is null; i--)
        {
            if (block.Word(i) is "the" or "a" or "an" or "its" or "their")
            {
                return true;
            }

            if (Preposition(block.Word(i)) is not null || block.Word(i) is "of" or "city" or "town" or "village")
            {
                return false;
            }
        }

        return false;
    }

    private bool IsVerb(SentenceView sentence, int token, int start)
    {
        var word = sentence.Block.Word(token);
        if (modality.Auxiliaries.Contains(word) || word is "will" or "would" or "could" || cues.Cues.IsAt(sentence.Block.Tokens, token))
        {
            return true;
        }

        // "captured or surrounded several towns": two verbs share their object when nothing stands between them.
        return predicates.Triggers.IsAt(sentence.Block.Tokens, token)
            && !(sentence.Block.Word(token - 1) is "the" or "-" || (sentence.Block.Word(token - 1) is "or" or "and" && token - 1 == start));
    }

    /// <summary>The noun phrase of a name in front of a verb: "the town of X" counts, "soldiers in X" does not.</summary>
    private bool IsSubject(SentenceView sentence, int start, out bool isPartial)
    {
        var block = sentence.Block;
        isPartial = false;
        for (var i = start - 1; i >= sentence.First; i--)
        {
            var word = block.Word(i);
            // "North of X, held by the rebels": what lies there.
            if (word == "of" && IsDirection(block.Word(i - 1)) && block.Word(i - 2) != "the")
            {
                return false;
            }

            if (word == "of" && (predicates.SettlementNouns.Contains(block.Word(i - 1)) || predicates.AreaNouns.Contains(block.Word(i - 1))))
            {
                isPartial |= IsPart(block.Word(i - 1)) || IsDirection(block.Word(i - 1));
                i--;
                continue;
            }

            if (cues.Cues.TryMatch(block.Tokens, i, out var cue, out _) && !cue.NumberOnly && !(cue.AlsoNoun && cue.Verb == word) && word.EndsWith("ed", StringComparison.Ordinal))
            {
                return true;        // "the Ministry of Defence insisted the town of X had not fallen"
            }

            if (Preposition(word) is not null)
            {
                return false;
            }

            // "After hours of combat the town was ours": its article begins the subject.
            if (word == "the" && i > sentence.First && block.Tokens[i - 1].IsWord && Preposition(block.Word(i - 1)) is null && block.Word(i - 1) is not ("and" or "or" or "than" or "all" or "both" or "like"))
            {
                return true;
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
        || predicates.SettlementNouns.Contains(word) || predicates.AreaNouns.Contains(word) || word is "main" or "the" or "a" or "come" or "came" or "comes" or "fallen" or "fell" or "remain" or "remains" or "remained" or "heavy" or "renewed" or "intense";

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
