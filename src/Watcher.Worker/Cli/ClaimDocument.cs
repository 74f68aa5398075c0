using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>A claim as every JSON document of the program shows it (docs: cli, "A claim, everywhere").</summary>
internal static class ClaimDocument
{
    /// <summary>The claim alone; what the ledger knows of it is added by <see cref="Of(LedgerEntry)"/>.</summary>
    public static JsonObject Of(Claim claim, ArticleRef? article = null, string? fingerprint = null) => new()
    {
        ["id"] = ShortId(claim.Id),
        ["confidence"] = Math.Round(claim.Confidence, 2),
        ["kind"] = Word(claim.Kind),
        ["subject"] = new JsonObject
        {
            ["type"] = Word(claim.Subject.Type),
            ["id"] = claim.Subject.Id.Value,
            ["name"] = claim.Subject.Name,
            ["reading"] = claim.Subject.Place is { } place ? Word(place.Reading) : null,
        },
        ["predicate"] = claim.Predicate.Id,
        ["actor"] = claim.Actor?.Name,
        ["watched"] = new JsonArray([.. claim.Watched.Select(id => JsonValue.Create(id.Value))]),
        ["target"] = claim.Target,
        ["stance"] = Word(claim.Stance),
        ["polarity"] = Word(claim.Polarity),
        ["modality"] = Word(claim.Modality),
        ["frame"] = claim.Frame,
        ["scope"] = new JsonObject
        {
            ["area"] = Area(claim.Scope.Area),
            ["side"] = claim.Scope.Side?.Value,
            ["object"] = claim.Scope.Object,
            ["event"] = claim.Scope.Event,
            ["from"] = Wall(claim.Scope.Period.From),
            ["to"] = Wall(claim.Scope.Period.To),
        },
        ["value"] = Value(claim),
        ["as_of"] = new JsonObject
        {
            ["from"] = Wall(claim.AsOf.Interval.From),
            ["to"] = Wall(claim.AsOf.Interval.To),
            ["basis"] = claim.AsOf.Basis,
        },
        ["published"] = Instant(claim.PublishedAt),
        ["attribution"] = new JsonArray(
        [
            .. claim.Attribution.Chain.Select(link => new JsonObject
            {
                ["source"] = link.Source, ["side"] = link.Side?.Value, ["cue"] = link.Cue,
                ["stance"] = link.Stance is { } stance ? Word(stance) : null,
            }),
        ]),
        ["evidence"] = new JsonObject
        {
            ["article"] = claim.Article.Value,
            ["outlet"] = article?.Outlet.Id,
            ["url"] = article?.Url?.AbsoluteUri,
            ["language"] = article?.Language,
            ["quote"] = claim.Evidence.Quote,
            ["start"] = claim.Evidence.Span.Start,
            ["end"] = claim.Evidence.Span.End,
        },
        ["rules"] = new JsonArray([.. claim.RuleIds.Select(rule => JsonValue.Create(rule))]),
        ["rule_book"] = fingerprint is { Length: >= 7 } ? fingerprint[..7] : fingerprint,
    };

    public static JsonObject Of(LedgerEntry entry)
    {
        var document = Of(entry.Claim, entry.Article);
        document["entry"] = entry.Id.Value;
        document["recorded"] = Instant(entry.RecordedAt);
        document["supersedes"] = entry.Supersedes?.Value;
        return document;
    }

    /// <summary>A claim with its verdict.</summary>
    public static JsonObject Of(RecordedFinding finding)
    {
        var document = Of(finding.Entry);
        document["verdict"] = Word(finding.Finding.Verdict);
        document["rule"] = finding.Finding.Rule;
        document["why"] = finding.Finding.Why;
        document["baseline"] = finding.IsBaseline;
        document["compared_with"] = new JsonArray([.. finding.Finding.Compared.Select(Of)]);
        return document;
    }

    /// <summary>One comparison of a finding.</summary>
    public static JsonObject Of(Comparison comparison) => new()
    {
        ["entry"] = comparison.Earlier.Value,
        ["relation"] = Word(comparison.Verdict),
        ["rule"] = comparison.Rule,
        ["why"] = comparison.Why,
        ["gates_passed"] = new JsonArray([.. comparison.GatesPassed.Select(gate => JsonValue.Create(gate))]),
        ["notes"] = new JsonArray([.. comparison.Notes.Select(note => JsonValue.Create(note))]),
    };

    /// <summary>c- and the first digits of the fingerprint; four are enough for a person, eight are unique in practice.</summary>
    public static string ShortId(ClaimId id) => "c-" + id.Value[..Math.Min(8, id.Value.Length)];

    public static string Word(Verdict verdict) => JsonNamingOf(verdict.GetType().Name);

    public static string Word<T>(T value) where T : struct, Enum => JsonNamingOf(value.ToString());

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A wall-clock moment: a date, with the time when it is not midnight.</summary>
    public static string? Wall(DateTime? moment) => moment is not { } m ? null
        : m.ToString(m.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static JsonObject? Area(Place? area) => area is null ? null
        : new JsonObject { ["id"] = area.Id?.Value, ["name"] = area.Name, ["reading"] = Word(area.Reading) };

    private static JsonObject? Value(Claim claim) => claim.Value is not { } value ? null : new JsonObject
    {
        ["surface"] = claim.ValueSurface,
        ["low"] = value.Low,
        ["high"] = value.High,
        ["low_open"] = value.LowOpen,
        ["high_open"] = value.HighOpen,
        ["unit"] = value.Unit.Id,
        ["hedge"] = Word(value.Hedge),
        ["aggregation"] = Word(claim.Aggregation),
    };

    private static string JsonNamingOf(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
