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
    /// <summary>The claim alone: what only a ledger knows of it is null.</summary>
    public static JsonObject Of(Claim claim, ArticleRef? article = null, string? fingerprint = null) => new()
    {
        ["id"] = ShortId(claim.Id),
        ["list"] = null,
        ["verdict"] = null,
        ["severity"] = null,
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
        ["recorded"] = null,
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
        ["origins"] = null,
        ["articles"] = null,
        ["compared_with"] = new JsonArray(),
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

    /// <summary>One article behind a claim.</summary>
    public static JsonObject Of(EvidenceItem item) => new()
    {
        ["origin"] = item.Origin,
        ["source"] = item.Claim.Attribution.Source?.Source,
        ["article"] = item.Article.Id.Value,
        ["outlet"] = item.Article.Outlet.Id,
        ["title"] = item.Article.Title,
        ["url"] = item.Article.Url?.AbsoluteUri,
        ["language"] = item.Article.Language,
        ["published"] = Instant(item.Article.PublishedAt),
        ["seen"] = Instant(item.SeenAt),
        ["quote"] = item.Claim.Evidence.Quote,
        ["start"] = item.Claim.Evidence.Span.Start,
        ["end"] = item.Claim.Evidence.Span.End,
    };

    /// <summary>A claim with its verdict and all that the ledger knows of it.</summary>
    /// <param name="finding">As recorded.</param>
    /// <param name="standing">Where it stands now.</param>
    public static JsonObject Of(RecordedFinding finding, ClaimStanding standing)
    {
        var claim = finding.Finding.Claim;
        var document = Of(claim, finding.Entry.Article, finding.Fingerprint);
        document["entry"] = finding.Entry.Id.Value;
        document["recorded"] = Instant(finding.RecordedAt);
        document["supersedes"] = finding.Entry.Supersedes?.Value;
        document["baseline"] = finding.IsBaseline;
        Judge(document, finding.Finding, standing.IdOf);
        document["list"] = standing.List;
        document["severity"] = standing.Severity is { } severity ? Word(severity) : null;
        document["origins"] = standing.Backing.Origins;
        document["articles"] = standing.Backing.Articles;
        return document;
    }

    /// <summary>Writes the verdict of <paramref name="finding"/> into the document of its claim.</summary>
    /// <param name="idOf">The claim of an entry it was compared with.</param>
    public static void Judge(JsonObject document, Finding finding, Func<EntryId, ClaimId?> idOf)
    {
        document["verdict"] = Word(finding.Verdict);
        document["rule"] = finding.Rule;
        document["why"] = finding.Why;
        document["compared_with"] = new JsonArray([.. finding.Compared.Select(comparison => Of(comparison, idOf(comparison.Earlier)))]);
    }

    /// <summary>One comparison of a finding.</summary>
    public static JsonObject Of(Comparison comparison, ClaimId? earlier) => new()
    {
        ["id"] = earlier is { } id ? ShortId(id) : null,
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
