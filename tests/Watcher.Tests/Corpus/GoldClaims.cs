using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Watcher.Claims;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Corpus;

/// <summary><c>gold-predicates.yaml</c>.</summary>
internal sealed record GoldPredicatesFile
{
    public required GoldPredicateEntry[] Quantity { get; init; }

    public required GoldPredicateEntry[] Control { get; init; }

    public required Dictionary<string, string> Places { get; init; }

    public required Dictionary<string, string> Speakers { get; init; }
}

internal sealed record GoldPredicateEntry
{
    public required string[] Words { get; init; }

    public string[] Metrics { get; init; } = [];

    public string[] Predicates { get; init; } = [];
}

/// <summary>One annotated claim in our words. A row that names several settlements is one of these for each.</summary>
internal sealed record GoldClaim
{
    public required string Id { get; init; }

    public required string Article { get; init; }

    public required TextSpan Span { get; init; }

    public required string Quote { get; init; }

    public required string Type { get; init; }

    public required string Text { get; init; }

    public required bool IsCheckWorthy { get; init; }

    /// <summary>Ids of our predicates that say the same; empty when none does.</summary>
    public required ImmutableArray<string> Predicates { get; init; }

    public required string? Side { get; init; }

    public required decimal? Value { get; init; }

    /// <summary>As annotated; null for none.</summary>
    public string? Unit { get; init; }

    public required string? Speaker { get; init; }

    /// <summary>Who relays the speaker, or the medium; null for nobody between speaker and outlet.</summary>
    public string? Via { get; init; }

    /// <summary>As annotated: a day, a range, a bound, a month; empty for none.</summary>
    public string AsOf { get; init; } = "";

    public string AsOfBasis { get; init; } = "";

    /// <summary>Name and reading of the places that the row may be about; empty when it names none.</summary>
    public ImmutableArray<(string Name, PlaceReading Reading)> Places { get; init; } = [];

    /// <summary>Counts for precision and recall.</summary>
    public bool Counts => IsCheckWorthy && Type != "other" && (Type != "statement" || !Predicates.IsEmpty);
}

/// <summary>Reads <c>gold/claims.jsonl</c> and matches our claims with it (claims.md 11, Matching).</summary>
internal static class GoldClaims
{
    private static readonly GoldPredicatesFile s_map = RuleFile.Read<GoldPredicatesFile>(
        Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Corpus", "gold-predicates.yaml"));

    private static readonly string[] s_notSettlements = ["Donbas"];

    public static List<GoldClaim> Read()
    {
        var claims = new List<GoldClaim>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Shared!, "gold", "claims.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            claims.AddRange(Rows(document.RootElement));
        }

        return claims;
    }

    public static bool Matches(GoldClaim gold, Claim claim, TextSpan span)
    {
        var shared = Math.Min(gold.Span.End, span.End) - Math.Max(gold.Span.Start, span.Start);
        var all = Math.Max(gold.Span.End, span.End) - Math.Min(gold.Span.Start, span.Start);
        if (shared < 0.5 * all || !gold.Predicates.Contains(claim.Predicate.Id))
        {
            return false;
        }

        return claim.Kind switch
        {
            ClaimKind.Quantity => (gold.Type == "quantity" ? IsValue(gold, claim) : claim.Value?.Point == 0) && IsSide(gold, claim.Scope.Side ?? claim.Actor?.Side),
            ClaimKind.Statement => IsSpeaker(gold, claim),
            _ => gold.Type is "control" or "movement" or "strike" && IsSide(gold, claim.Actor?.Side) && IsPlace(gold, claim),
        };
    }

    private static IEnumerable<GoldClaim> Rows(JsonElement row)
    {
        string? Get(string key) => row.GetProperty(key) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        var (type, predicate, subject) = (Get("claim_type")!, Get("predicate") ?? "", Get("subject") ?? "");
        var places = row.GetProperty("places").EnumerateArray().Select(place => place.GetString()!).ToList();
        if (places.Count == 0 && Get("object") is { } area && area.EndsWith(" region", StringComparison.Ordinal))
        {
            places.Add(area.Replace(" region", " Oblast", StringComparison.Ordinal));       // "the region" in the text, its name in the row's object alone
        }

        var speaker = row.GetProperty("attribution").GetProperty("speaker").GetString();
        var words = $"{predicate} {Get("object")}";
        var predicates = type switch
        {
            "quantity" => Map(s_map.Quantity, predicate).Metrics,
            "statement" or "other" => [],
            _ => Map(s_map.Control, predicate).Predicates,
        };
        if (predicates.Length == 0 || (type is "control" or "movement" or "strike" && places.Count == 0))
        {
            // Who has come to a border has come to no place of ours: a distance of none, where the text tells it of a side.
            var arrival = type == "movement" && predicate.Contains("reached", StringComparison.Ordinal) ? "distance-to" : null;
            predicates = speaker is not null && type is not ("other" or "quantity") ? arrival is null ? ["said"] : ["said", arrival] : [];
        }

        var claim = new GoldClaim
        {
            Id = Get("id")!,
            Article = Get("id")![..3],
            Span = new TextSpan(row.GetProperty("start").GetInt32(), row.GetProperty("end").GetInt32()),
            Quote = Get("sentence")!,
            Type = type,
            Text = $"{subject} | {predicate} | {Get("object")}",
            IsCheckWorthy = row.GetProperty("check_worthy").GetBoolean(),
            Predicates = [.. predicates],
            Side = SideOf(subject),
            Value = row.GetProperty("value") is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null,
            Unit = Get("unit"),
            Speaker = speaker,
            Via = row.GetProperty("attribution").GetProperty("via").GetString(),
            AsOf = Get("asof") ?? "",
            AsOfBasis = Get("asof_basis") ?? "",
        };
        if (predicates is ["said", ..] || places.Count == 0 || type is "quantity" or "other" or "statement")
        {
            return [claim];
        }

        // "withdrew from the A-B line", "fighting around A and B": the row's own words begin like the names, which are spelled in many ways.
        var towns = places.Where(place => ReadingOf(place) == PlaceReading.City && words.Split(' ', '-', ';', ',').Any(word => word.StartsWith(place[..2], StringComparison.Ordinal))
            && !s_notSettlements.Contains(place)).ToList();
        return towns.Count > 1
            ? towns.Select((place, index) => claim with { Id = $"{claim.Id}{(char)('a' + index)}", Places = [(NameOf(place), ReadingOf(place))] })
            : [claim with { Places = [.. places.Select(place => (NameOf(place), ReadingOf(place)))] }];
    }

    private static GoldPredicateEntry Map(GoldPredicateEntry[] map, string predicate) =>
        map.FirstOrDefault(entry => entry.Words.Any(word => predicate.Contains(word, StringComparison.OrdinalIgnoreCase))) ?? new GoldPredicateEntry { Words = [] };

    /// <summary>The side a row's subject names; one that is only implied in brackets is not in the text.</summary>
    private static string? SideOf(string subject) => subject.StartsWith('(') ? null
        : subject.Contains("Ukrain", StringComparison.Ordinal) || subject.Contains("Kiev", StringComparison.Ordinal) || subject.Contains("Kyiv", StringComparison.Ordinal) ? "ua"
        : subject.Contains("Russia", StringComparison.Ordinal) || subject.Contains("Moscow", StringComparison.Ordinal) || subject.Contains("Kadyrov", StringComparison.Ordinal) ? "ru" : null;

    private static PlaceReading ReadingOf(string place) =>
        place.EndsWith("Oblast", StringComparison.Ordinal) ? PlaceReading.Oblast : place.EndsWith("Raion", StringComparison.Ordinal) ? PlaceReading.Raion : PlaceReading.City;

    private static string NameOf(string place)
    {
        var name = place.Replace(" Oblast", "", StringComparison.Ordinal).Replace(" Raion", "", StringComparison.Ordinal).Replace(" (city)", "", StringComparison.Ordinal);
        return s_map.Places.GetValueOrDefault(name, name);
    }

    private static bool IsSide(GoldClaim gold, SubjectId? side) => gold.Side is null || gold.Side == side?.Value;

    private static bool IsPlace(GoldClaim gold, Claim claim) =>
        claim.Subject.Place is { } ours && gold.Places.Any(place => ours.Reading == place.Reading && Fold.Text(ours.Name) == Fold.Text(place.Name));

    private static bool IsValue(GoldClaim gold, Claim claim) =>
        gold.Value is not { } value || claim.Value is { Stated: { } stated } && Math.Abs(stated - value) <= 0.005m * Math.Abs(value);

    /// <summary>The innermost speaker is the annotated one; nobody where nobody is annotated.</summary>
    public static bool HasSpeaker(GoldClaim gold, Claim claim) => gold.Speaker is null ? claim.Attribution.Source is null || claim.Attribution.Source.Source == gold.Via : IsSpeaker(gold, claim);

    /// <summary>The whole chain: the speaker, who relays him when that is a body and no medium, and nobody else.</summary>
    public static bool HasChain(GoldClaim gold, Claim claim)
    {
        var named = claim.Attribution.Chain.Where(link => !link.IsOutlet).Select(link => link.Source).ToList();
        var via = gold.Via is { } relay && s_bodies.Any(body => relay.StartsWith(body, StringComparison.Ordinal)) ? Words(relay) : null;
        return HasSpeaker(gold, claim)
            && (via is null ? named.Count <= 1 : claim.Attribution.Chain.Any(link => Words(link.Source).Overlaps(via)) && named.Count <= (gold.Speaker is null ? 1 : 2));
    }

    /// <summary>Days that the annotation allows, the last one included; null where it gives none.</summary>
    public static WallInterval? AsOfOf(GoldClaim gold)
    {
        static WallInterval? Period(string text) => text.Length switch
        {
            10 when DateTime.TryParse(text, CultureInfo.InvariantCulture, out var day) => WallInterval.Day(day),
            7 when DateTime.TryParse(text + "-01", CultureInfo.InvariantCulture, out var month) => new WallInterval(month, month.AddMonths(1)),
            4 when int.TryParse(text, CultureInfo.InvariantCulture, out var year) => new WallInterval(new DateTime(year, 1, 1), new DateTime(year + 1, 1, 1)),
            _ => null,
        };
        // An article whose day the annotation only estimates allows every day of the estimate.
        const string Estimated = "document date: estimated ";
        if (gold.AsOfBasis.StartsWith(Estimated, StringComparison.Ordinal) && gold.AsOfBasis[Estimated.Length..] is { Length: >= 13 } rest && rest[10] == '/'
            && Period(rest[..10]) is { } from && Period(rest[..8] + rest[11..13]) is { } to)
        {
            return new WallInterval(from.From, to.To);
        }

        var text = gold.AsOf.Split(' ')[0];
        if (text.StartsWith('<'))
        {
            var isIncluded = text.StartsWith("<=", StringComparison.Ordinal);
            return Period(text.TrimStart('<', '=')) is { } bound ? new WallInterval(null, isIncluded ? bound.To : bound.From) : null;
        }

        var parts = text.Split('/');
        return Period(parts[0]) is { } first && Period(parts[^1]) is { } last ? new WallInterval(first.From, last.To) : null;
    }

    /// <summary>The time comes from the sentence's words, or from the article, as annotated.</summary>
    public static bool HasBasis(GoldClaim gold, Claim claim) =>
        (gold.AsOfBasis.StartsWith("document date", StringComparison.Ordinal) || !gold.AsOfBasis.Contains('"')) == !claim.RuleIds.Any(rule => rule is "DATE-1" or "DATE-5");

    private static readonly string[] s_bodies = ["The New York Times", "Al Jazeera", "Institute for the Study of War", "AP", "Business Insider", "TASS"];

    private static bool IsSpeaker(GoldClaim gold, Claim claim)
    {
        if (gold.Speaker is not { } speaker || claim.Attribution.Source is not { } source)
        {
            return false;
        }

        var (theirs, ours) = (Words(speaker), Words(source.Source));
        var isSameSide = SideOf(speaker) is { } side && side == source.Side?.Value && source.SourceId?.Value == side;
        return isSameSide || s_map.Speakers.GetValueOrDefault(speaker) == source.SourceId?.Value || theirs.Intersect(ours).Count() >= 0.5 * Math.Min(theirs.Count, ours.Count);
    }

    /// <summary>Surnames are spelled in many ways: the first four letters decide.</summary>
    private static HashSet<string> Words(string name) =>
        [.. Fold.Text(name).Split(' ').Where(word => word.Length > 3 && word is not ("ministry" or "defence" or "defense")).Select(word => word[..4])];
}
