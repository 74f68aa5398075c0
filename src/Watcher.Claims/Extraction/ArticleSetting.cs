using System.Collections.Frozen;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;

namespace Watcher.Claims.Extraction;

/// <summary>Where and what an article about one event is about, so that "the toll rose to 12" has a place and an event.</summary>
/// <param name="Place">The settlement that headline and lead name most; null when none stands out.</param>
/// <param name="Event">The event they name, when its kind does not come back every day; null for none.</param>
/// <param name="Report">The day of the report: what a sentence dates long before it is another event.</param>
/// <param name="Land">The state that headline and lead name most; null when none stands out.</param>
/// <param name="Nested">Settlements that the article places in another one, by what it says ("Corin, south Mellow").</param>
internal sealed partial record ArticleSetting(Place? Place, string? Event, DateTime? Report, SubjectId? Land, FrozenDictionary<SubjectId, SubjectId> Nested)
{
    /// <summary>Headline, lead and the paragraph behind them.</summary>
    private const int MaxBlocks = 3;

    /// <summary>Blocks of a report; a longer text names kinds of events in passing.</summary>
    private const int MaxReport = 20;

    private const int MaxEventAgeDays = 6;

    /// <summary>Tokens between a quarter and its city: ", a leafy suburb of".</summary>
    private const int MaxToCity = 6;

    /// <summary>Words between a name and the building it names: "Oakfield tram station".</summary>
    private const int MaxToSite = 3;

    /// <summary>Tokens of "a fire that swept through a five-storey garment factory".</summary>
    private const int MaxToBefallen = 9;

    /// <summary>Tokens of "since the start of the outbreak on" in front of a day.</summary>
    private const int MaxToBeginning = 8;

    private static readonly FrozenSet<string> s_directions = FrozenSet.ToFrozenSet(
        ["north", "south", "east", "west", "northern", "southern", "eastern", "western", "northeast", "northwest", "southeast", "southwest", "central", "inner", "outer", "greater"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_parts = FrozenSet.ToFrozenSet(
        ["suburb", "district", "neighbourhood", "neighborhood", "borough", "quarter", "outskirts"], StringComparer.Ordinal);

    public static ArticleSetting None { get; } = new(null, null, null, null, FrozenDictionary<SubjectId, SubjectId>.Empty);

    public static ArticleSetting Read(IReadOnlyList<BlockView> blocks, MetricTable metrics, NarrativeDay narrative)
    {
        var opening = blocks.Where(view => view.Block.Kind is BlockKind.Headline or BlockKind.Paragraph or BlockKind.Quote).Take(MaxBlocks).ToList();
        var hasEvent = opening.Exists(view => view.HasAt(metrics.EventNouns, 0, view.Tokens.Length) || view.HasAt(metrics.OneOffEvents, 0, view.Tokens.Length));
        var naming = blocks.Count <= MaxReport ? Naming(blocks, metrics) : [];
        var kind = EventsOf(opening).FirstOrDefault() ?? naming.Select(name => name.Event).FirstOrDefault(told => told is not null) ?? (blocks.Count <= MaxReport && EventsOf(blocks) is [var only] ? only : null);
        var townOfToll = !hasEvent && kind is null && naming.Count == 0 && blocks.Count > 1 ? TownOfToll(opening, metrics, narrative.Report.Interval.From) : null;
        if ((!hasEvent && kind is null && naming.Count == 0 && townOfToll is null) || blocks.Any(view => view.Told is not null))
        {
            return None with { Land = LandOf(opening) };        // a look back tells of many events
        }

        // An event that does not come back is where headline and lead put it; a town that comes up later is one of its places.
        // A dateline alone may be the bureau's: a town that the text names is more.
        var place = townOfToll ?? Settled(opening, metrics) ?? (kind is null ? Settled(blocks, metrics) : null) ?? Settled(opening, metrics, withDateline: true);
        return new ArticleSetting(place, kind, narrative.Report.Interval.From, LandOf(opening), FindNested(blocks))
        {
            EventName = naming.Select(name => name.Name).FirstOrDefault(),
            Names = blocks.Count <= MaxReport ? NamesOf(blocks) : [],
        };

        List<string> EventsOf(IReadOnlyList<BlockView> among) =>
            [.. among.Select(view => OneOff(view, metrics, 0, view.Tokens.Length)).OfType<string>().Where(told => among == opening || !metrics.LeadOnly.Contains(told)).Distinct()];
    }

    /// <summary>The place of the event, or the city round it.</summary>
    public bool IsThere(Place? place) => place is not null && Place is not null
        && (place.IsSameAs(Place) || LiesIn(Place, place) || LiesIn(place, Place));

    /// <summary>The place as this article knows it: with the city that it puts it in.</summary>
    public Place? Located(Place? place) => place is { Id: { } id } && Nested.TryGetValue(id, out var city) ? place with { Within = city } : place;

    private bool LiesIn(Place inner, Place outer) => inner.Id is { } id && Nested.TryGetValue(id, out var city) && outer.Id == city;

    private static FrozenDictionary<SubjectId, SubjectId> FindNested(IReadOnlyList<BlockView> blocks)
    {
        var nested = new Dictionary<SubjectId, SubjectId>();
        foreach (var block in blocks)
        {
            for (var i = 1; i < block.Mentions.Length; i++)
            {
                var (one, other) = (block.Mentions[i - 1], block.Mentions[i]);
                if (one.Type == SubjectType.Settlement && other.Type == SubjectType.Settlement && one.Subject != other.Subject
                    && block.TokensOf(one.Span).End is var first && block.TokensOf(other.Span).First is var end && end - first <= MaxToCity)
                {
                    // "The Mellow suburb of Corin" is Mellow in Corin.
                    if (IsQuarterOf(block, first, end) || (s_parts.Contains(block.Word(first)) && block.Word(first + 1) == "of" && end == first + 2))
                    {
                        nested.TryAdd(one.Subject, other.Subject);
                    }
                }
            }
        }

        // Two that lie in each other say nothing.
        return nested.Where(pair => !nested.TryGetValue(pair.Value, out var back) || back != pair.Key).ToFrozenDictionary();
    }

    /// <summary>"Corin, south Mellow", "Corin in north Mellow", "Corin, a suburb of Mellow": never a bare list, "Corin, Mellow".</summary>
    private static bool IsQuarterOf(BlockView block, int first, int end)
    {
        var i = first;
        if (block.Word(i) == ",")
        {
            i++;
        }

        if (block.Word(i) == "in")
        {
            i++;
        }

        if (i > first && i == end - 1 && s_directions.Contains(block.Word(i)))
        {
            return true;
        }

        return i > first && i < end - 1 && block.Word(end - 1) == "of" && s_parts.Contains(block.Word(end - 2))
            && block.HasOnlyWords(i, end);
    }

    /// <summary>The settlement that stands out; a name inside of a name counts half, a dateline only where no other is named, one that names the event ("the Corin tram crash") more.</summary>
    private static Place? Settled(IEnumerable<BlockView> blocks, MetricTable metrics, bool withDateline = false)
    {
        var places = new Dictionary<SubjectId, (Place Place, int Weight)>();
        foreach (var view in blocks)
        {
            foreach (var mention in view.Mentions)
            {
                if (mention is { Type: SubjectType.Settlement, Place: { } place } && (mention.IsEmbedded || place.Reading == PlaceReading.City) && !IsGoal(view, mention) && !IsMeasuredFrom(view, mention))
                {
                    var (named, weight) = places.GetValueOrDefault(mention.Subject, (place, 0));
                    places[mention.Subject] = (named, weight + (NamesEvent(view, mention, metrics) ? 3 : place.Reading == PlaceReading.Dateline ? 0 : mention.IsEmbedded ? 1 : 2));
                }
            }
        }

        var most = places.Values.Where(place => withDateline || place.Weight > 0).OrderByDescending(place => place.Weight).Take(2).ToList();
        return most.Count > 0 && (most.Count == 1 || most[1].Weight < most[0].Weight) ? most[0].Place with { Reading = PlaceReading.City } : null;
    }

    /// <summary>The state that is named most.</summary>
    private static SubjectId? LandOf(List<BlockView> blocks)
    {
        var lands = new List<(SubjectId Land, int Times)>();
        foreach (var view in blocks)
        {
            foreach (var mention in view.Mentions)
            {
                if (mention.Type == SubjectType.Side)
                {
                    Count(mention.Subject, lands);
                }
            }
        }

        var most = 0;
        foreach (var (_, times) in lands)
        {
            most = Math.Max(most, times);
        }

        SubjectId? only = null;
        foreach (var (land, times) in lands)
        {
            if (times == most && only is not null)
            {
                return null;
            }

            only = times == most ? land : only;
        }

        return only;
    }

    private static void Count(SubjectId land, List<(SubjectId Land, int Times)> lands)
    {
        for (var i = 0; i < lands.Count; i++)
        {
            if (lands[i].Land == land)
            {
                lands[i] = (land, lands[i].Times + 1);
                return;
            }
        }

        lands.Add((land, 1));
    }

    /// <summary>"Taken to hospitals in Corin", "flown to Corin": where they went.</summary>
    public static bool IsGoal(BlockView block, Mention town) =>
        IsWayTo(block, town) || (block.TokensOf(town.Span).First is var first && block.Word(first - 1) == "in" && block.Word(first - 2) is "hospital" or "hospitals" or "clinic" or "clinics");

    /// <summary>"Flown to Corin", "pulled back to the nearby town of Corin".</summary>
    public static bool IsWayTo(BlockView block, Mention town)
    {
        var first = block.TokensOf(town.Span).First;
        if (block.Word(first - 1) == "of" && block.Word(first - 2) is "town" or "city" or "village" or "port" or "capital")
        {
            first -= 2;
            while (block.Word(first - 1) is "the" or "nearby" or "neighbouring" or "neighboring" or "coastal" or "northern" or "southern" or "eastern" or "western" or "central")
            {
                first--;
            }
        }

        return block.Word(first - 1) is "to" or "into" && block.Word(first - 2) is not ("close" or "next" or "adjacent");
    }

    /// <summary>"30 km from Corin": near it, so not there.</summary>
    private static bool IsMeasuredFrom(BlockView block, Mention town) =>
        block.TokensOf(town.Span).First is var first && block.Word(first - 1) is "from" or "of" && (IsLength(block, first - 3) || IsLength(block, first - 2));

    private static bool IsLength(BlockView block, int token) => block.QuantityAt(token) is var number and >= 0 && block.Quantities[number].Value.Unit.Dimension == Dimension.Length;

    /// <summary>"The Corin attack", "the Corin tram crash".</summary>
    public static bool NamesEvent(BlockView block, Mention town, MetricTable metrics)
    {
        var end = block.TokensOf(town.Span).End;
        for (var i = end; i < Math.Min(end + MaxToSite, block.Tokens.Length) && block.Tokens[i].IsWord && block.Word(i) is not ("in" or "after" or "and" or "on" or "as" or "was"); i++)
        {
            if (metrics.EventNouns.IsAt(block.Tokens, i) || metrics.OneOffEvents.IsAt(block.Tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sentence tells of a day long past.</summary>
    public bool IsLongPast(SentenceView sentence)
    {
        foreach (var date in sentence.Block.Dates)
        {
            if (sentence.Span.Contains(date.Span) && !AsOfReader.IsFraction(date) && date.Value is { To: { } to } && Report is { } report && (report - to).TotalDays > MaxEventAgeDays && !IsBeginning(sentence, date))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"47 have died <b>since</b> the outbreak began <b>on 24 April</b>": counted from that day to now.</summary>
    private static bool IsBeginning(SentenceView sentence, DateMention date)
    {
        var block = sentence.Block;
        var first = block.TokensOf(date.Span).First;
        for (var i = first; i >= Math.Max(sentence.First, first - MaxToBeginning) && block.QuantityAt(i) < 0 && block.Word(i) is not ("," or ";"); i--)
        {
            if (block.Word(i) == "since")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The sentence tells of a place of its own that no list knows.</summary>
    public static bool IsElsewhere(SentenceView sentence, Grammar words)
    {
        var block = sentence.Block;
        for (var i = sentence.First; i < sentence.End - 1; i++)
        {
            // "Dead there alone" are a part; "in the village of Harrow", "in neighbouring Harrow".
            if ((block.Word(i) == "there" && block.Word(i + 1) == "alone") || block.Word(i) is "in" or "at" or "near" && OtherPlace(sentence, i + 1))
            {
                return true;
            }

            // "Corin in Upper Oblast" names a parent, "in Harrow" another place.
            if (block.Word(i) is "in" or "at" or "near" && block.MentionAt(i - 1) is null && block.Tokens[i + 1].IsWord && char.IsUpper(block.Text[block.Tokens[i + 1].Span.Start])
                && block.MentionAt(i + 1) is null && !block.IsInDate(i + 1) && !IsSite(sentence, i + 1, words))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"The village of Harrow", "neighbouring Harrow": a settlement or a land that no list holds, so another one than the article's.</summary>
    private static bool OtherPlace(SentenceView sentence, int token)
    {
        var block = sentence.Block;
        var beside = block.Word(token) is "neighbouring" or "neighboring" ? token : block.Word(token + 1) is "neighbouring" or "neighboring" ? token + 1 : -1;
        var name = beside >= 0 && block.Word(beside + 1) is "state" or "province" or "district" or "region" or "county" && block.Word(beside + 2) == "of" ? beside + 3
            : block.Word(token) is "neighbouring" or "neighboring" or "nearby" ? token + 1
            : NameOfSettlement(block, token);
        return name > token && name < sentence.End && block.Tokens[name].IsWord && char.IsUpper(block.Text[block.Tokens[name].Span.Start]) && block.MentionAt(name) is null or { Type: SubjectType.Side };
    }

    /// <summary>Where the name stands in "the village of Harrow"; 0 for no such words.</summary>
    private static int NameOfSettlement(BlockView block, int token)
    {
        for (var i = token; i < token + MaxToSite; i++)
        {
            if (block.Word(i) is "village" or "town" or "city" or "hamlet" or "parish" or "district" or "municipality" or "commune" or "county" or "township" && block.Word(i + 1) == "of")
            {
                return i + 2;
            }
        }

        return 0;
    }

    /// <summary>"Near Oakfield tram station": a part of the town the article is about.</summary>
    private static bool IsSite(SentenceView sentence, int name, Grammar words)
    {
        for (var i = name + 1; i < Math.Min(sentence.End, name + 1 + MaxToSite); i++)
        {
            if (words.SiteNouns.Contains(sentence.Block.Word(i)) && sentence.Block.HasOnlyWords(name, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first event of a kind that does not come back, in tokens [first, end).</summary>
    public static string? OneOff(BlockView block, MetricTable metrics, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (metrics.OneOffEvents.TryMatch(block.Tokens, i, out var name, out _))
            {
                return name;
            }

            if (metrics.Befallen.TryGetValue(block.Word(i), out var befallen) && IsBefallen(block, i, end, befallen.In))
            {
                return befallen.Event;
            }
        }

        return null;
    }

    /// <summary>"A huge <b>fire</b> tore through a shoe factory", "the factory <b>blaze</b>"; not "opened fire at a factory", "tank fire hit a hospital".</summary>
    private static bool IsBefallen(BlockView block, int head, int end, FrozenSet<string> nouns)
    {
        if (nouns.Contains(block.Word(head - 1)))
        {
            return true;
        }

        var before = head - 1;
        while (before >= 0 && block.Tokens[before].IsWord && block.Word(before) is "huge" or "massive" or "major" or "big" or "large" or "deadly" or "fierce" or "fatal")
        {
            before--;
        }

        if (before >= 0 && block.Tokens[before].IsWord && block.Word(before) is not ("a" or "an" or "the" or "in" or "by" or "when" or "after"))
        {
            return false;
        }

        for (var i = head + 1; i < Math.Min(end, head + MaxToBefallen) && (block.Tokens[i].IsWord || block.Word(i) == "-") && block.Word(i) != "of"; i++)
        {
            if (nouns.Contains(block.Word(i)))
            {
                return true;
            }
        }

        return false;
    }
}
