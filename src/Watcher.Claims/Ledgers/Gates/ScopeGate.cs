using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-2: two claims with different scopes are not comparable, and silence is then the right answer.</summary>
internal static class ScopeGate
{
    public const string Id = "CMP-2";

    /// <summary>Totals "since" two anchors this close have one anchor: the night of an invasion, a day of rounding.</summary>
    private static readonly TimeSpan s_anchorSlack = TimeSpan.FromDays(3);

    /// <summary>Two tolls of a one-off event this far apart in time are still of one event.</summary>
    private static readonly TimeSpan s_oneOffSpan = TimeSpan.FromDays(30);

    /// <summary>Without its place, a toll is of the one-off event of these days.</summary>
    private static readonly TimeSpan s_unplacedSpan = TimeSpan.FromDays(3);

    /// <summary>Days in which a toll that is said to rise is that of the event before.</summary>
    private static readonly TimeSpan s_risenSpan = TimeSpan.FromDays(7);

    /// <summary>Strikes come back; a day later without a date of its own may still be the same one.</summary>
    private static readonly TimeSpan s_recurrentSpan = TimeSpan.FromDays(1);

    private enum Total { Running, Increment, Period, State, Rate }

    public static Ruling Judge(Pair pair)
    {
        if (Mismatch(pair) is not { } reason)
        {
            return (pair.IsQuantity && (IsAreaUnclear(pair) || IsPart(pair) || IsLongUnplaced(pair) || IsOfOneKind(pair)) ? pair with { IsAreaUnclear = true } : pair).Pass();
        }

        return IsBoundBroken(pair)
            ? pair.With("a part exceeds its whole").Pass()
            : pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), Id, $"Not comparable: {reason}.");
    }

    /// <summary>Why the two scopes differ, in words; null when they are comparable.</summary>
    public static string? Mismatch(Pair pair)
    {
        if (pair.Claim.Subject is not { } one || pair.Earlier.Subject is not { } other || one.Type != other.Type || one.Id != other.Id)
        {
            return "other subjects";
        }

        if (one.Place is { } here && other.Place is { } there && !IsOneGround(here, there))
        {
            return here.Reading == there.Reading ? $"one is about {here.Name} and one about the land around it"
                : $"{here.Name} is read as {Lower(here.Reading)} here and as {Lower(there.Reading)} there";
        }

        if (!pair.IsQuantity || pair.Earlier.Kind != ClaimKind.Quantity)
        {
            return pair.Claim.Kind == ClaimKind.Quantity || pair.Earlier.Kind == ClaimKind.Quantity ? "a number and no number" : null;
        }

        return Predicates(pair) ?? Targets(pair) ?? Measures(pair) ?? Sides(pair) ?? Objects(pair) ?? Events(pair) ?? Totals(pair) ?? Areas(pair) ?? Times(pair);
    }

    /// <summary>The same reading of a name; the land around a town is told like the region of its name, and never like the town.</summary>
    private static bool IsOneGround(Place one, Place other) => one.IsAround == other.IsAround ? one.Reading == other.Reading
        : (one.IsAround ? other : one).Reading is PlaceReading.Oblast or PlaceReading.Raion;

    /// <summary>
    /// "An amount of $20", "a share of 6 %": what no metric of the ontology knows is named by the text's own words, and two numbers of such a name are of one
    /// thing only where they are the same number.
    /// </summary>
    private static string? Measures(Pair pair) => !Predicate.IsOpenMetric(pair.Claim.Predicate) || (pair.Value is { Point: { } value } said && pair.EarlierValue is { Point: { } earlier } known
        && value == earlier && said.StatedHigh == known.StatedHigh) ? null : "no metric names what the two measure";

    private static string? Predicates(Pair pair) =>
        pair.Claim.Predicate == pair.Earlier.Predicate ? null : $"{pair.Claim.Predicate} is not {pair.Earlier.Predicate}";

    /// <summary>"12 km from X", "80 km from the border", "advanced 5 km": two distances are of one thing only where both lead to it by name.</summary>
    private static string? Targets(Pair pair) => (pair.Claim.Target, pair.Earlier.Target) switch
    {
        (null, null) => null,
        ({ Length: > 0 } one, { Length: > 0 } other) when one == other => null,
        ("", "") when OriginGate.IsCopiedSentence(pair) => null,
        var (one, other) => $"one leads to or lies in {Named(one)}, the other {Named(other)}",
    };

    private static string Named(string? target) => string.IsNullOrEmpty(target) ? "nothing that is named" : target;

    private static string? Sides(Pair pair)
    {
        var (one, other) = (CountedSide(pair.Claim, pair.Rules), CountedSide(pair.Earlier, pair.Rules));
        if (one is { } a && other is { } b)
        {
            return a == b ? null : $"other sides ({a}, {b})";
        }

        if (one is null && other is null)
        {
            return null;
        }

        if (Extent(pair) == MetricExtent.Campaign && IsOnlyCampaign(pair))
        {
            return null;
        }

        // One names a side and one does not. Soldiers need one; elsewhere a named place must hold the two together.
        var needsSide = pair.Rules.ObjectClass(pair.Claim.Scope.Object) is { } counted && pair.Rules.SidedObjects.Contains(counted);
        return needsSide || AreaOf(pair) != AreaRelation.Same || pair.Claim.Scope.Area is null ? "only one names a side" : null;
    }

    private static string? Objects(Pair pair)
    {
        if (IsAreaLike(pair.Claim) && IsAreaLike(pair.Earlier))
        {
            return null;        // territory, land and ground are one thing; the unit says it
        }

        var (one, other) = (Counted(pair, pair.Claim), Counted(pair, pair.Earlier));
        var isUnitKnown = pair.Value?.Unit.Dimension != Dimension.Count && pair.EarlierValue?.Unit.Dimension != Dimension.Count;
        var isOneUnnamed = pair.Claim.Scope.Object is null || pair.Earlier.Scope.Object is null;
        return one == other || (isUnitKnown && isOneUnnamed) || IsOfOneKind(pair) ? null : $"other things are counted ({one}, {other})";
    }

    /// <summary>"Six workers" beside "20 people" of another article: whom it befell, told by what they are. One count may leave out somebody, so the two may agree or rise and never clash.</summary>
    private static bool IsOfOneKind(Pair pair)
    {
        var (one, other) = (Counted(pair, pair.Claim), Counted(pair, pair.Earlier));
        return one != other && !pair.IsWithinArticle && pair is { Value.Hedge: not (Hedge.Indefinite or Hedge.Vague), EarlierValue.Hedge: not (Hedge.Indefinite or Hedge.Vague) } && (one == pair.Rules.DefaultObject || pair.Rules.Populations.Contains(one)) && (other == pair.Rules.DefaultObject || pair.Rules.Populations.Contains(other))
            && (one == pair.Rules.DefaultObject || other == pair.Rules.DefaultObject);
    }

    /// <summary>What is counted; the miners that a mine accident kills are its people, in two tolls of one accident.</summary>
    private static string Counted(Pair pair, Claim claim)
    {
        var counted = pair.Rules.ObjectClass(claim.Scope.Object) ?? pair.Rules.DefaultObject;
        return IsOneOff(pair) && pair.Rules.EventClass(claim.Scope.Event) is { } kind && pair.Rules.Victims.Contains((kind, counted)) ? pair.Rules.DefaultObject : counted;
    }

    /// <summary>Both count the same kind of people or things in one kind of event.</summary>
    public static bool IsSameCount(Pair pair, Claim other) => Counted(pair, other) == Counted(pair, pair.Earlier)
        && pair.Rules.EventClass(other.Scope.Event) == pair.Rules.EventClass(pair.Earlier.Scope.Event);

    private static string? Events(Pair pair)
    {
        var (one, other) = (pair.Rules.EventClass(pair.Claim.Scope.Event), pair.Rules.EventClass(pair.Earlier.Scope.Event));
        if (one is not null && one == other && pair.Rules.RepeatedEvents.Contains(one))
        {
            return $"{one} follows {other}";
        }

        // "The war has killed 150,000": beside a toll of whatever happened on one day.
        if (one != other && ((one is not null && pair.Rules.LastingEvents.Contains(one)) || (other is not null && pair.Rules.LastingEvents.Contains(other))) && !(IsSince(pair.Claim) && IsSince(pair.Earlier)))
        {
            return "the toll of a war is no other event's";
        }

        return one is not null && other is not null && one != other ? $"other events ({one}, {other})" : null;
    }

    private static string? Totals(Pair pair)
    {
        var (one, other) = (TotalOf(pair.Claim, pair.Rules), TotalOf(pair.Earlier, pair.Rules));
        return one == other ? null : $"{Name(one)} is not {Name(other)}";
    }

    private static string? Areas(Pair pair)
    {
        switch (AreaOf(pair))
        {
            case AreaRelation.Same:
                return null;
            case AreaRelation.Contains when IsOneOff(pair):
                return null;        // "a crash in the suburb", "a crash in the city": one toll
            case AreaRelation.Contains:
                return "one area contains the other, which gives bounds only";
            case AreaRelation.Apart when IsOneOff(pair) && pair.Claim.Scope.Area?.Id is { } id && id == pair.Earlier.Scope.Area?.Id:
                return null;        // one name, read as the town here and as its region there
            case AreaRelation.Apart:
                return $"other areas ({pair.Claim.Scope.Area?.Name}, {pair.Earlier.Scope.Area?.Name})";
        }

        // One area is unnamed or known by direction only. A side's campaign is told like that; an event's toll needs its place.
        if (Extent(pair) == MetricExtent.Campaign && TotalOf(pair.Claim, pair.Rules) == Total.Running)
        {
            if ((pair.Claim.Scope.Area ?? pair.Earlier.Scope.Area) is { Id: not null } named && !IsOblast(named))
            {
                return "what was gained round one settlement is a part of the campaign";
            }

            return (CountedSide(pair.Claim, pair.Rules) ?? CountedSide(pair.Earlier, pair.Rules)) is null ? "only one names the area, and no side holds them together" : null;
        }

        // An earthquake told without its place is the one of these days, not that of last month in another country.
        return IsOneOff(pair) && (pair.Distance <= s_unplacedSpan || IsOneByName(pair)) ? null : "only one names the area";
    }

    private static string? Times(Pair pair) => TotalOf(pair.Claim, pair.Rules) switch
    {
        Total.Running when Extent(pair) == MetricExtent.Event => EventTimes(pair),
        Total.Running when Extent(pair) == MetricExtent.Series && !IsPlaced(pair) && !pair.IsWithinArticle && !OriginGate.IsCopiedSentence(pair) => NoOneEvent,
        Total.Running => Anchors(pair) ? null : "totals since different days",
        Total.Increment or Total.Period => IsOneWindow(pair) ? null : "other periods",

        // "9,000 workers are on strike": of which country, nobody says. A side holds two numbers together ("violated the ceasefire 12 times").
        // Of an earthquake told without its place they are of the one of these days.
        Total.State when Extent(pair) is MetricExtent.Event or MetricExtent.Series && !IsPlaced(pair) && !(IsOneOff(pair) && (pair.Distance <= s_unplacedSpan || IsOneByName(pair))) && !pair.IsWithinArticle && Pair.SideOf(pair.Claim) is null && !OriginGate.IsCopiedSentence(pair) => NoOneEvent,
        _ => null,
    };

    private const string NoOneEvent = "nothing says that it is one event";

    /// <summary>Both name a settlement or a region, or what a watch list counts is told of one land.</summary>
    private static bool IsPlaced(Pair pair) => (pair.Claim.Scope.Area is not null && pair.Earlier.Scope.Area is not null)
        || (Extent(pair) == MetricExtent.Series && pair.Claim.Target is { Length: > 0 } land && land == pair.Earlier.Target);

    /// <summary>A toll belongs to an anchor ("since the war began") or to one event at one place and time.</summary>
    private static string? EventTimes(Pair pair)
    {
        var (one, other) = (IsSince(pair.Claim), IsSince(pair.Earlier));
        if (one || other)
        {
            return (one && other && Anchors(pair)) || (one != other && IsSinceItBegan(pair)) ? null : "a total since an anchor is not the toll of an event";
        }

        var isOneOff = IsOneOff(pair);
        // One source that names one number twice on one day speaks of one thing.
        var isOneStatement = pair.IsSameNamedSource && pair.DoAsOfsOverlap && pair.Value is { Point: { } value } && value == pair.EarlierValue?.Point;
        if (!IsPlaced(pair) && !isOneOff && !pair.IsWithinArticle && !isOneStatement && !OriginGate.IsCopiedSentence(pair))
        {
            return NoOneEvent;
        }

        // Both tell when it happened: two strikes of two days, though their tolls are of one morning's news.
        if (!isOneOff && (pair.Claim.Scope.EventDay, pair.Earlier.Scope.EventDay) is ({ } a, { } b))
        {
            return a == b ? null : "events of different days";
        }

        if (pair.DoAsOfsOverlap)
        {
            return null;
        }

        var apart = pair.Distance;
        if (isOneOff)
        {
            return apart <= s_oneOffSpan ? null : "other times";
        }

        if (IsRisen(pair))
        {
            return null;
        }

        var areDatedApart = pair.Claim.AsOf.IsStated && pair.Earlier.AsOf.IsStated;
        return apart <= s_recurrentSpan && !areDatedApart ? null : "events of different days";
    }

    /// <summary>"68 since 15 June" beside "57" of one heat wave: the anchor is its beginning, weeks before at most.</summary>
    private static bool IsSinceItBegan(Pair pair) => !pair.IsWithinArticle && IsOneOff(pair) && IsPlaced(pair)
        && Math.Abs(((pair.Claim.Scope.Period.From ?? pair.Earlier.Scope.Period.From)!.Value - (IsSince(pair.Claim) ? pair.Claim : pair.Earlier).PublishedAt.DateTime).TotalDays) <= s_oneOffSpan.TotalDays
        && pair.Distance <= s_oneOffSpan;

    /// <summary>
    /// "The toll rose to 61": the text itself says that the count goes on, so it is of what was counted at that place some days before. Strikes come back: no lower toll may lie between the
    /// two, and they can only have risen.
    /// </summary>
    private static bool IsRisen(Pair pair)
    {
        if (pair is not { Claim.IsRise: true, IsWithinArticle: false, IsToldLater: true } || pair.Distance > s_risenSpan || !(pair.Value?.Point > pair.EarlierValue?.Point))
        {
            return false;
        }

        foreach (var entry in pair.Ledger)
        {
            if (entry.Id.Value > pair.Entry.Id.Value && entry.Claim.Value?.Point < pair.EarlierValue?.Point && entry.Article.Id != pair.Article.Id && entry.Article.Id != pair.Entry.Article.Id
                && entry.Claim.Predicate == pair.Claim.Predicate && entry.Claim.Scope.Area?.Id == pair.Claim.Scope.Area?.Id && IsRunningTotal(entry.Claim, pair.Rules))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Anchors(Pair pair) => (pair.Claim.Scope.Period.From, pair.Earlier.Scope.Period.From) is not ({ } a, { } b)
        || (a - b).Duration() <= s_anchorSlack;

    /// <summary>Both name one event, and of a kind that does not come back within a month.</summary>
    public static bool IsOneOff(Pair pair) => IsOneKind(pair) || IsOneByName(pair);

    private static bool IsOneKind(Pair pair) => pair.Rules.EventClass(pair.Claim.Scope.Event) is { } one
        && one == pair.Rules.EventClass(pair.Earlier.Scope.Event) && pair.Rules.OneOffEvents.Contains(one);

    /// <summary>"The toll of the Corina sinking": the other is of an event that has the Corina in it, and both are not of different kinds. A storm is one by its own name alone ("Cyclone Rosina").</summary>
    private static bool IsOneByName(Pair pair)
    {
        var (one, other) = (pair.Rules.EventClass(pair.Claim.Scope.Event), pair.Rules.EventClass(pair.Earlier.Scope.Event));
        return (one ?? other) is { } kind && (one is null || other is null || one == other) && pair.Rules.OneOffEvents.Contains(kind)
            && (pair.Rules.WideEvents.Contains(kind) ? one == other && pair.Claim.Scope.EventName is { } name && name == pair.Earlier.Scope.EventName : IsIn(pair.Claim.Scope, pair.Earlier.Scope) || IsIn(pair.Earlier.Scope, pair.Claim.Scope));
    }

    /// <summary>The event that the one is called by is among the names of the other: "tazreen" is Tazreen Fashions, too.</summary>
    private static bool IsIn(Scope named, Scope of)
    {
        if (named.EventName is not { } name || name == of.EventName)
        {
            return named.EventName is not null;
        }

        foreach (var known in of.Names.IsDefault ? [] : of.Names)
        {
            if (known.StartsWith(name, StringComparison.Ordinal) && (known.Length == name.Length || known[name.Length] == ' '))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Both are of an event that befalls a region.</summary>
    public static bool IsWide(Pair pair) => IsOneOff(pair) && pair.Rules.EventClass(pair.Claim.Scope.Event) is { } kind && pair.Rules.WideEvents.Contains(kind);

    /// <summary>Two running tolls of one event at one named place, of a kind that does not come back: they need no day to be set side by side.</summary>
    public static bool IsTollOfOneEvent(Pair pair) => pair.IsQuantity && !pair.HasDenial && pair.Claim.Predicate == pair.Earlier.Predicate && IsOneOff(pair) && IsPlaced(pair)
        && AreaOf(pair) == AreaRelation.Same && IsRunningTotal(pair.Claim, pair.Rules) && IsRunningTotal(pair.Earlier, pair.Rules)
        && !IsSince(pair.Claim) && !IsSince(pair.Earlier);

    private static bool IsSince(Claim claim) => claim.Scope.Period is { From: not null };

    /// <summary>Windows of which one has no more than a fifth outside the other: "last week" and "the past seven days".</summary>
    private static bool IsOneWindow(Pair pair)
    {
        var (one, other) = (Window(pair.Claim), Window(pair.Earlier));
        if (one is not { From: { } a, To: { } b } || other is not { From: { } c, To: { } d })
        {
            return one == other || (one.IsUnknown && other.IsUnknown);
        }

        var shared = (Min(b, d) - Max(a, c)).Ticks;
        return shared > 0 && shared >= 0.8 * Math.Max((b - a).Ticks, (d - c).Ticks);
    }

    private static WallInterval Window(Claim claim) => claim.Scope.Period.IsUnknown ? claim.AsOf.Interval : claim.Scope.Period;

    /// <summary>What exceeds what it is a part of, at one time and event, cannot be true with it.</summary>
    private static bool IsBoundBroken(Pair pair)
    {
        if (!pair.IsQuantity || AreaOf(pair) != AreaRelation.Contains || !pair.DoAsOfsOverlap || pair.HasDenial
            || pair.Claim.Scope.Event is null || pair.Earlier.Scope.Event is null
            || (Predicates(pair) ?? Sides(pair) ?? Objects(pair) ?? Events(pair) ?? Totals(pair) ?? Times(pair)) is not null
            || pair.Value is not { } value || pair.EarlierValue is not { } earlier || !value.IsComparableWith(earlier))
        {
            return false;
        }

        var claimIsPart = Contains(pair.Earlier.Scope.Area, pair.Claim.Scope.Area);
        return claimIsPart ? value.CanonLow > earlier.CanonHigh : earlier.CanonLow > value.CanonHigh;
    }

    private static Total TotalOf(Claim claim, ComparisonRules rules)
    {
        var kind = rules.Metric(claim.Predicate).Kind;
        return claim.Aggregation switch
        {
            QuantityAggregation.Increment => Total.Increment,
            QuantityAggregation.Period => Total.Period,
            _ when kind == MetricKind.Rate => Total.Rate,
            _ when kind == MetricKind.Snapshot => Total.State,
            QuantityAggregation.Cumulative => Total.Running,

            // A window that is closed on both sides sums what happened in it, whatever the text calls it.
            _ when claim.Scope.Period is { From: { } from, To: { } to } && to - from > TimeSpan.FromDays(1) => Total.Period,
            _ => Total.Running,
        };
    }

    public static bool IsRunningTotal(Claim claim, ComparisonRules rules) => TotalOf(claim, rules) == Total.Running;

    public static bool IsState(Claim claim, ComparisonRules rules) => TotalOf(claim, rules) == Total.State;

    public static bool IsSum(Claim claim, ComparisonRules rules) => TotalOf(claim, rules) is Total.Increment or Total.Period;

    /// <summary>Two tolls without a place.</summary>
    public static bool IsUnplacedToll(Pair pair) => Extent(pair) == MetricExtent.Event && IsRunningTotal(pair.Claim, pair.Rules) && pair.Claim.Scope.Area is null && pair.Earlier.Scope.Area is null;

    /// <summary>A count that a watch list names, which goes on for as long as it is counted.</summary>
    public static bool IsSeries(Pair pair) => Extent(pair) == MetricExtent.Series;

    public static bool IsEventTotal(Pair pair) => Extent(pair) == MetricExtent.Event;

    private static MetricExtent Extent(Pair pair) => pair.Rules.Metric(pair.Claim.Predicate).Extent;

    /// <summary>In a campaign a party that names no side speaks of its own ("his forces had retaken").</summary>
    private static SubjectId? CountedSide(Claim claim, ComparisonRules rules) =>
        Pair.SideOf(claim) ?? (rules.Metric(claim.Predicate).Extent == MetricExtent.Campaign ? Pair.SourceSide(claim) : null);

    /// <summary>The ledger knows this campaign of one side alone, so who names no side can mean no other.</summary>
    private static bool IsOnlyCampaign(Pair pair) =>
        pair.Ledger.Select(e => e.Claim).Append(pair.Claim).Select(c => CountedSide(c, pair.Rules)).OfType<SubjectId>().Distinct().Count() == 1;

    private static bool IsAreaLike(Claim claim) =>
        claim.Value?.Unit.Dimension == Dimension.Area || claim.Hypothesis?.Unit.Dimension == Dimension.Area;

    private enum AreaRelation { Same, Contains, Apart, Unnamed, Unclear }

    private static AreaRelation AreaOf(Pair pair) => (pair.Claim.Scope.Area, pair.Earlier.Scope.Area) switch
    {
        (null, null) => AreaRelation.Same,
        (null, _) or (_, null) => AreaRelation.Unnamed,
        ({ } a, { } b) when IsWithin(pair, a, b) || IsWithin(pair, b, a) => AreaRelation.Contains,
        ({ } a, { } b) when a.IsSameAs(b) || (IsOblast(a) && IsOblast(b) && IsSameOblast(a, b)) => AreaRelation.Same,
        ({ } a, { } b) when Contains(a, b) || Contains(b, a) => AreaRelation.Contains,
        ({ Id: null }, { Id: not null }) or ({ Id: not null }, { Id: null }) => AreaRelation.Unclear,
        _ => AreaRelation.Apart,
    };

    /// <summary>Some article, this one or an earlier one, said that the one settlement lies in the other.</summary>
    private static bool IsWithin(Pair pair, Place inner, Place outer) => inner.Id is { } one && outer.Id is { } city && one != city
        && (inner.Within == city || pair.Ledger.Any(entry => entry.Claim.Scope.Area is { } area && area.Id == one && area.Within == city));

    /// <summary>"12 in the town" beside "40" or "40 across the region": the lower toll may be a part of the higher one.</summary>
    private static bool IsPart(Pair pair)
    {
        if (!IsWide(pair) || (pair.Claim.Scope.Area, pair.Earlier.Scope.Area) is var (here, there) && here?.Id == there?.Id)
        {
            return false;
        }

        var isClaimPart = here is not null && (there is null || Contains(there, here));
        var isEarlierPart = there is not null && (here is null || Contains(here, there));
        return (isClaimPart && pair.Value?.Point < pair.EarlierValue?.Point) || (isEarlierPart && pair.EarlierValue?.Point < pair.Value?.Point);
    }

    /// <summary>One of them names no place, and more than days lie between them, or a name alone links them: it may be the epidemic of another land.</summary>
    private static bool IsLongUnplaced(Pair pair) => IsOneOff(pair) && !IsPlaced(pair) && (pair.Distance > s_unplacedSpan || !IsOneKind(pair));

    private static bool IsAreaUnclear(Pair pair) => AreaOf(pair) == AreaRelation.Unclear;

    private static bool Contains(Place? outer, Place? inner) =>
        outer is not null && inner is not null && IsOblast(outer) && !IsOblast(inner) && IsSameOblast(outer, inner);

    private static bool IsOblast(Place place) => place.Reading == PlaceReading.Oblast;

    private static bool IsSameOblast(Place a, Place b) => Oblast(a) is { } one && Oblast(b) is { } other && one == other;

    private static string? Oblast(Place place)
    {
        var name = place.Admin1 ?? (IsOblast(place) ? place.Name : null);
        if (name is null)
        {
            return null;
        }

        var words = Fold.Text(name).Split(' ').Where(w => w is not ("oblast" or "region" or "province"));
        return string.Join(' ', words);
    }

    private static string Name(Total total) => total switch
    {
        Total.Running => "a running total",
        Total.Increment => "an increment",
        Total.Period => "the sum of a period",
        Total.State => "a state",
        _ => "a rate",
    };

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;

    private static DateTime Max(DateTime a, DateTime b) => a > b ? a : b;

    // Never shown as a key, so the invariant form is right.
    private static string Lower(PlaceReading reading) => reading.ToString().ToLowerInvariant();
}
