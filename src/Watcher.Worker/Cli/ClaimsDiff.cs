using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Two claims side by side, and what the rules of today make of the pair.</summary>
internal sealed class ClaimsDiff(RecordedFinding one, RecordedFinding other, ComparisonRules rules)
{
    public RecordedFinding One { get; } = one;

    public RecordedFinding Other { get; } = other;

    /// <summary>The later claim beside the earlier one; null when the two have no comparison: other subjects or predicates.</summary>
    private Comparison? Comparison
    {
        get
        {
            var (earlier, later) = One.Entry.Id.Value <= Other.Entry.Id.Value ? (One, Other) : (Other, One);
            var finding = new ClaimComparer().Compare(later.Finding.Claim, later.Entry.Article, [earlier.Entry with { IsSuperseded = false }], rules);
            return finding.Compared.IsEmpty ? null : finding.Compared[0];
        }
    }

    public JsonObject ToJson(IReadOnlyDictionary<long, ClaimStanding> standings) => new()
    {
        ["schema"] = "watcher.claim_diff/1",
        ["claims"] = new JsonArray(ClaimDocument.Of(One, standings[One.Id]), ClaimDocument.Of(Other, standings[Other.Id])),
        ["differs"] = new JsonArray([.. Rows().Where(row => row.One != row.Other).Select(row => JsonValue.Create(row.Name))]),
        ["comparison"] = Comparison is { } comparison ? ClaimDocument.Of(comparison, (One.Entry.Id == comparison.Earlier ? One : Other).Finding.Claim.Id) : null,
    };

    public void Write(Terminal terminal)
    {
        terminal.Fields(Rows().SelectMany(row => row.One == row.Other
            ? new (Cell, Cell)[] { ($"  {row.Name}", row.One) }
            : [(new Cell($"≠ {row.Name}", Tone.Careful), row.One), ("", row.Other)]));
        terminal.Line();
        terminal.Fields([("  compared", Comparison is { } comparison
            ? Said(comparison) : "no comparison: they share no subject and predicate")]);
    }

    private static Cell Said(Comparison comparison)
    {
        var verdict = ClaimText.Verdict(comparison.Verdict);
        var passed = comparison.GatesPassed.IsEmpty ? "no gate" : string.Join(", ", comparison.GatesPassed);
        return verdict with { Text = $"{verdict.Text} ({comparison.Rule}; passed {passed}): {comparison.Why}" };
    }

    private IEnumerable<(string Name, string One, string Other)> Rows()
    {
        foreach (var (name, of) in s_rows)
        {
            yield return (name, of(One), of(Other));
        }
    }

    private static readonly (string Name, Func<RecordedFinding, string> Of)[] s_rows =
    [
        ("id", f => ClaimDocument.ShortId(f.Finding.Claim.Id)),
        ("subject", f => ClaimText.About(f.Finding.Claim)),
        ("value", f => f.Finding.Claim.Value is { } v ? $"\"{f.Finding.Claim.ValueSurface}\" = [{Bound(v.CanonLow)}, {Bound(v.CanonHigh)}] {v.Unit.CanonicalId}".TrimEnd() + $", {ClaimDocument.Word(v.Hedge)}" : f.Finding.Claim.Actor?.Name ?? "-"),
        ("place", f => (f.Finding.Claim.Subject.Place ?? f.Finding.Claim.Scope.Area) is { } place ? $"{place.Name} ({ClaimDocument.Word(place.Reading)})" : "-"),
        ("side", f => f.Finding.Claim.Scope.Side?.Value ?? "-"),
        ("object", f => f.Finding.Claim.Scope.Object ?? "-"),
        ("event", f => f.Finding.Claim.Scope.Event ?? "-"),
        ("total", f => ClaimDocument.Word(f.Finding.Claim.Aggregation)),
        ("as of", f => $"{ClaimDocument.Wall(f.Finding.Claim.AsOf.Interval.From) ?? "…"} to {ClaimDocument.Wall(f.Finding.Claim.AsOf.Interval.To) ?? "…"} ({f.Finding.Claim.AsOf.Basis})"),
        ("said by", f => string.Join(" ← ", f.Finding.Claim.Attribution.Chain.Select(link => link.Source))),
        ("put as", f => $"{ClaimDocument.Word(f.Finding.Claim.Modality)}, {ClaimDocument.Word(f.Finding.Claim.Stance)}, {ClaimDocument.Word(f.Finding.Claim.Polarity)}"),
        ("quote", f => $"\"{f.Finding.Claim.Evidence.Quote}\""),
        ("outlet", f => f.Entry.Article.Outlet.Name),
    ];

    private static string Bound(decimal? bound) => bound?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "open";
}
