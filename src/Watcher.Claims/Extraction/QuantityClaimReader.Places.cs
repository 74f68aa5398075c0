using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Extraction;

/// <summary>Where and in which event a number was counted.</summary>
internal sealed partial class QuantityClaimReader
{
    /// <summary>The class of what has hurt and arrested people beside the event of the article.</summary>
    private const string Protest = "protest";

    /// <summary>Place and event. A toll that names no place belongs to the only settlement of its sentence, else to the event that the article is about.</summary>
    private (Place? Area, string? Event, bool IsTheArticles) Where(SentenceView sentence, QuantityMention quantity, MetricDefinition metric, ArticleSetting setting)
    {
        var area = Area(sentence, quantity);
        var ownEvent = Named(metric.Events, sentence) ?? (metric.Events.Length > 1 && TellsOfAnother(sentence) ? metric.Events[0] : metric.Events.LastOrDefault());
        var isOfEpidemic = setting.Event is { } told && _metrics.LeadOnly.Contains(told);
        var isToll = ownEvent is not null || metric.Daily || (isOfEpidemic && metric is { Terms.Length: > 0, Kind: MetricKind.Cumulative, Dimension: Dimension.Count }) || (metric.Dimension == Dimension.Count && (metric.Classes.Contains("people") || metric.Classes is ["building"] or ["household"]));
        if (!isToll)
        {
            return (area, ownEvent, false);
        }

        // "The war has killed 150,000 people": of no event that the article tells of.
        if (IsTollOfWar(sentence, quantity))
        {
            return (area, "war", false);
        }

        var happened = ArticleSetting.OneOff(sentence.Block, _metrics, sentence.First, sentence.End);
        if (happened is null && TellsOfProtest(sentence))
        {
            happened = Protest;
        }

        if (setting.IsLongPast(sentence))
        {
            return (area, happened, false);
        }

        if (ArticleSetting.IsElsewhere(sentence, _modality.Words))
        {
            return (area, area is null ? ownEvent : happened, false);      // of a place that no list knows: no toll of the article's event
        }

        var towns = Towns(sentence, quantity, metric, setting);
        if (towns is [var only] && (only.Subject == setting.Place?.Id || !IsAttribute(sentence.Block, only)) && (area is null || (area.Reading != PlaceReading.City && only.Span.Start < quantity.Outer.Start)))
        {
            area = only.Place;
        }

        // "The ministry in Alden says the toll of the Brook strike is 46": of Brook.
        var named = NamingEvent(sentence.Block, towns);
        if (named is not null && area?.Id != named.Subject)
        {
            area = named.Place;
        }

        var isUnplaced = area is null && SideOfCounted(sentence.Block, quantity) is null && !IsWarlike(sentence);
        area = setting.Located(isUnplaced && towns.Count == 0 && !IsOfTheLand(sentence) ? setting.Place : area);

        // An epidemic has cases and deaths in more towns than one, each with a count of its own.
        var isTheArticles = happened != Protest && (setting.IsThere(area) || isUnplaced || NamesTheEvent(sentence) || (isOfEpidemic && area?.Id is not null));
        return (area, ownEvent ?? happened ?? (isTheArticles ? setting.Event : null), isTheArticles);
    }

    /// <summary>The towns of a sentence, each once, in which what it tells may have happened.</summary>
    private List<Mention> Towns(SentenceView sentence, QuantityMention quantity, MetricDefinition metric, ArticleSetting setting)
    {
        var towns = new List<Mention>();
        foreach (var mention in sentence.Block.Mentions)
        {
            if (sentence.Span.Contains(mention.Span) && PlaceFinder.IsPlace(mention) && mention.Place!.Reading == PlaceReading.City && !IsGoal(sentence.Block, mention) && !OpensAside(sentence.Block, mention)
                && !Hold(towns, mention.Subject))
            {
                towns.Add(mention);
            }
        }

        for (var i = towns.Count - 1; i >= 0; i--)
        {
            if ((metric.Dimension != Dimension.Count && IsSpeakers(sentence.Block, towns[i])) || IsSeat(sentence, towns[i]) || IsOfMedium(sentence.Block, towns[i]) || IsOfAnotherNumber(sentence, towns[i], quantity))
            {
                towns.RemoveAt(i);
            }
        }

        if (towns.Count > 1 && setting.Nested.Count > 0)
        {
            RemoveOuter(towns, setting);
        }

        return towns;
    }

    private static bool Hold(List<Mention> mentions, SubjectId subject)
    {
        foreach (var mention in mentions)
        {
            if (mention.Subject == subject)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Corin, south Mellow" is Corin.</summary>
    private static void RemoveOuter(List<Mention> towns, ArticleSetting setting) =>
        towns.RemoveAll(city => towns.Exists(town => town != city && setting.Nested.GetValueOrDefault(town.Subject) == city.Subject));

    private Mention? NamingEvent(BlockView block, List<Mention> towns)
    {
        foreach (var town in towns)
        {
            if (ArticleSetting.NamesEvent(block, town, _metrics))
            {
                return town;
            }
        }

        return null;
    }

    /// <summary>"Police fired rubber bullets; 20 people were hurt": the hurt of the protest, in the sentence or the one before it.</summary>
    private bool TellsOfProtest(SentenceView sentence)
    {
        for (var i = sentence.Previous?.First ?? sentence.First; i < sentence.End; i++)
        {
            if (_metrics.Protests.IsAt(sentence.Block.Tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTollOfWar(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var first = block.TokensOf(quantity.Outer).First;
        for (var i = sentence.First; i < first; i++)
        {
            if (block.Word(i) is not ("war" or "conflict"))
            {
                continue;
            }

            // "The war in X has killed": to its verb.
            for (var at = i + 1; at < Math.Min(first, i + MaxToWarsVerb) && block.Tokens[at].IsWord; at++)
            {
                if (block.Word(at) is "has" or "have" or "had" or "killed" or "claimed" or "cost" or "left" or "displaced" or "wounded" or "injured")
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>"… of 6.2, the observatory in Alden <b>said</b>": where the speaker is.</summary>
    private bool IsSpeakers(BlockView block, Mention town) => block.TokensOf(town.Span) is var (first, end) && block.Word(first - 1) is "in" or "of" or "at" && end < block.Tokens.Length && _cues.Cues.IsAt(block.Tokens, end);

    /// <summary>"According to the consulate general in Alden", "the embassy in Alden said": it sits there and speaks of what happened elsewhere.</summary>
    private bool IsSeat(SentenceView sentence, Mention town)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(town.Span);
        if (block.Word(first - 1) is not ("in" or "at"))
        {
            return false;
        }

        var isSeat = false;
        for (var i = first - 2; i >= Math.Max(sentence.First, first - MaxToSpeaker) && (block.Tokens[i].IsWord || block.Word(i) == "'s"); i--)
        {
            isSeat |= _modality.Words.SpeaksElsewhere.Contains(block.Word(i));
            if (isSeat && (_cues.Cues.IsAt(block.Tokens, i) || _cues.Frames.IsAt(block.Tokens, i)))
            {
                return true;
            }
        }

        return isSeat && end < sentence.End && _cues.Cues.IsAt(block.Tokens, end);
    }

    /// <summary>"Told an <b>Alden</b> radio station".</summary>
    private bool IsOfMedium(BlockView block, Mention town)
    {
        var end = block.TokensOf(town.Span).End;
        for (var i = end; i < Math.Min(block.Tokens.Length, end + MaxToPart) && block.Tokens[i].IsWord; i++)
        {
            if (_modality.Words.SpeaksElsewhere.Contains(block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"1,020 homes across the province, 610 of them <b>in Alden</b>": the 610 are there.</summary>
    private static bool IsOfAnotherNumber(SentenceView sentence, Mention town, QuantityMention quantity)
    {
        var block = sentence.Block;
        var them = block.TokensOf(town.Span).First - 2;
        return them - 2 >= sentence.First && block.Word(them) is "them" or "these" or "which" && block.Word(them - 1) == "of" && block.QuantityAt(them - 2) is var number and >= 0
            && block.Quantities[number].Outer.Start != quantity.Outer.Start;
    }

    /// <summary>"Flown to Alden": where they went, not where it happened.</summary>
    private static bool IsGoal(BlockView block, Mention town) => block.Word(block.TokensOf(town.Span).First - 1) is "toward" or "towards" || ArticleSetting.IsGoal(block, town);

    /// <summary>"333 dead as Alden runs short of beds": the town opens a clause of its own.</summary>
    private static bool OpensAside(BlockView block, Mention town) => block.Word(block.TokensOf(town.Span).First - 1) is "as" or "while";

    /// <summary>The first kind of event that the sentence names, alone or in the plural; null for none.</summary>
    private static string? Named(IReadOnlyList<string> kinds, SentenceView sentence)
    {
        for (var kind = 0; kind < kinds.Count; kind++)
        {
            for (var i = sentence.First; i < sentence.End; i++)
            {
                var word = sentence.Block.Word(i);
                if (word.StartsWith(kinds[kind], StringComparison.Ordinal) && (word.Length == kinds[kind].Length || (word.Length == kinds[kind].Length + 1 && word[^1] == 's')))
                {
                    return kinds[kind];
                }
            }
        }

        return null;
    }

    /// <summary>"A second tremor", "another quake": it follows the one that the article is about.</summary>
    private bool TellsOfAnother(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End - 1; i++)
        {
            if (sentence.Block.Word(i) is "second" or "another" or "new" or "fresh" or "further" or "separate" or "later"
                && (_metrics.OneOffEvents.IsAt(sentence.Block.Tokens, i + 1) || (i + 2 < sentence.End && _metrics.OneOffEvents.IsAt(sentence.Block.Tokens, i + 2))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The land that a number is of: the only one its sentence names, else that of the article.</summary>
    private static string? Land(SentenceView sentence, ArticleSetting setting)
    {
        var lands = sentence.Block.Mentions.Where(mention => mention.Type == SubjectType.Side && sentence.Span.Contains(mention.Span)).Select(mention => mention.Subject).Distinct().ToList();
        return lands.Count == 0 ? setting.Land?.Value : lands.Count == 1 ? lands[0].Value : null;
    }

    /// <summary>"333 people have died in Osteria", "nationwide", "around the world": of more than the town that the article is about. "In Osteria's largest city" is one place of it.</summary>
    private static bool IsOfTheLand(SentenceView sentence)
    {
        var block = sentence.Block;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            var isWide = block.Word(i) is "nationwide" or "countrywide" or "statewide" or "nationally" or "worldwide" or "globally";
            var isAcross = block.Word(i) is "in" or "across" or "throughout" or "around" && i + 1 < sentence.End && !IsGenitive(LandAt(i + 1));
            isAcross |= block.Word(i) is "across" or "throughout" && block.Word(i + 1) == "the" && block.Word(i + 2) is "province" or "district" or "county" or "prefecture" or "governorate" or "island" or "department";
            if (isWide || isAcross)
            {
                return true;
            }
        }

        return false;

        // Behind "the country" or "Osteria"; 0 where neither begins here.
        int LandAt(int token) => block.MentionAt(token) is { Type: SubjectType.Side } land ? block.TokensOf(land.Span).End
            : block.Word(token) == "the" && block.Word(token + 1) is "world" or "globe" or "country" or "nation" or "state" or "region" ? token + 2 : 0;

        bool IsGenitive(int end) => end == 0 || block.Word(end) is "'s" or "’s" or "s" or "'" or "’";
    }

    /// <summary>"The accident", "this disaster": what the article is about.</summary>
    private bool NamesTheEvent(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End - 1; i++)
        {
            if (sentence.Block.Word(i) is "the" or "this" && _metrics.EventNouns.IsAt(sentence.Block.Tokens, i + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The Corin attackers": the town tells who, not where; "the Corin tram crash" tells where.</summary>
    private bool IsAttribute(BlockView block, Mention town)
    {
        var (first, end) = block.TokensOf(town.Span);
        return block.Word(first - 1) == "the" && !_modality.Words.AreaPrepositions.Contains(block.Word(first - 2)) && !Enumerable.Range(end, Math.Max(0, Math.Min(3, block.Tokens.Length - end)))
            .Any(i => _metrics.EventNouns.IsAt(block.Tokens, i) || _metrics.OneOffEvents.IsAt(block.Tokens, i));
    }

    /// <summary>"… since the war began", "during the war": a toll of more than one event.</summary>
    private static bool IsWarlike(SentenceView sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (sentence.Block.Word(i) is "war" or "invasion" or "campaign" or "offensive" or "counteroffensive" or "occupation" or "year" or "years")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The place the quantity is of: behind it in its clause ("in Kharkiv"), else at the sentence's beginning.</summary>
    private Place? Area(SentenceView sentence, QuantityMention quantity)
    {
        var block = sentence.Block;
        var (first, end) = block.TokensOf(quantity.Outer);
        if (PlaceBefore(sentence, first) is not null)
        {
            return block.MentionAt(first - 1)!.Place;       // "in Alden 16 people were killed, in Brook ten"
        }

        for (var i = end; i < Math.Min(sentence.End, end + 16); i++)
        {
            var word = block.Word(i);
            if (block.MentionAt(i) is { } mention && PlaceFinder.IsPlace(mention))
            {
                if (IsIn(sentence, i) && !IsSpeakers(block, mention) && !IsSeat(sentence, mention) && !ArticleSetting.IsWayTo(block, mention))
                {
                    return mention.Place;
                }

                continue;
            }

            if (i == end && _modality.Words.AreaPrepositions.Contains(word) && word != "of" && IsUnknownPlace(sentence, i + 1))
            {
                return null;        // "eight in Alden and five in the village of Harrow"
            }

            if (_modality.Words.QuantityStops.Contains(word) || block.QuantityAt(i) >= 0 || word is "including" or "from" or "toward" or "towards" or "since" or "according")
            {
                break;
            }
        }

        for (var i = sentence.First; i < first; i++)
        {
            if (block.MentionAt(i) is { } mention && PlaceFinder.IsPlace(mention) && IsIn(sentence, i) && !IsSeat(sentence, mention) && !ArticleSetting.IsWayTo(block, mention))
            {
                return mention.Place;
            }

            if (i > sentence.First + 8 || (i > sentence.First && block.Word(i) == ","))
            {
                break;
            }
        }

        return null;
    }

    private bool IsIn(SentenceView sentence, int place)
    {
        for (var i = place - 1; i >= Math.Max(sentence.First, place - 7); i--)
        {
            var word = sentence.Block.Word(i);
            if (_modality.Words.AreaPrepositions.Contains(word))
            {
                return word != "of" || sentence.Block.Word(i - 1) is not ("mayor" or "governor" or "head" or "chief" or "president" or "commissioner" or "bishop" or "university");
            }

            if (!(_predicates.SettlementNouns.Contains(word) || _predicates.AreaNouns.Contains(word) || sentence.Block.MentionAt(i) is not null
                || word is "the" or "a" or "an" or "northern" or "southern" or "eastern" or "western" or "northeastern" or "southeastern" or "northwestern" or "southwestern" or "central" or "and"
                    or "coastal" or "besieged" or "occupied" or "port" or "nearby"))
            {
                return false;
            }
        }

        return false;
    }
}
