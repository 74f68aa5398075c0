using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>How a claim came about and why it got its verdict, for <c>claims explain</c>.</summary>
internal sealed class Derivation(TextWriter output)
{
    public void Write(RecordedFinding found, IReadOnlyDictionary<EntryId, LedgerEntry> earlier)
    {
        var claim = found.Finding.Claim;
        output.WriteLine($"{ClaimDocument.ShortId(claim.Id)}  {claim.Subject.Name} · {claim.Predicate}");
        Row("sentence", $"\"{claim.Evidence.Quote}\"");
        Row("stands in", $"{found.Entry.Article.Outlet.Name}, \"{found.Entry.Article.Title}\", units {claim.Evidence.Span.Start} to {claim.Evidence.Span.End} of its text");
        Row("address", found.Entry.Article.Url?.AbsoluteUri ?? "none");
        foreach (var rule in claim.RuleIds)
        {
            Row("rule", $"{rule}  {RuleNames.Meaning.GetValueOrDefault(rule, "")}");
        }

        Row("said by", string.Join(" ← ", claim.Attribution.Chain.Select(l => l.Cue is null ? l.Source : $"{l.Source} (\"{l.Cue}\")")));
        Row("put as", $"{ClaimDocument.Word(claim.Modality)}, {ClaimDocument.Word(claim.Stance)}, {ClaimDocument.Word(claim.Polarity)}");
        Row("as of", $"{ClaimDocument.Wall(claim.AsOf.Interval.From) ?? "…"} to {ClaimDocument.Wall(claim.AsOf.Interval.To) ?? "…"}, from \"{claim.AsOf.Basis}\"");
        Row("scope", Scope(claim));
        if (claim.Value is { } value)
        {
            Row("value", $"\"{claim.ValueSurface}\" → {ClaimDocument.Word(value.Hedge)}, compared as [{Bound(value.CanonLow)}, {Bound(value.CanonHigh)}] {value.Unit.Dimension}");
        }

        Row("origin", claim.OriginKey);
        output.WriteLine();
        if (found.Finding.Compared.IsEmpty)
        {
            Row("compared", "with nothing: no earlier entry shares its subject and predicate");
        }

        foreach (var comparison in found.Finding.Compared)
        {
            var entry = earlier[comparison.Earlier];
            Row("compared", $"with {ClaimDocument.ShortId(entry.Claim.Id)} \"{entry.Claim.Evidence.Quote}\" ({entry.Article.Outlet.Name})");
            Row("", $"passed {(comparison.GatesPassed.IsEmpty ? "no gate" : string.Join(", ", comparison.GatesPassed))}; decided by {comparison.Rule}: {ClaimDocument.Word(comparison.Verdict)}");
            Row("", comparison.Why);
            foreach (var note in comparison.Notes)
            {
                Row("note", note);
            }
        }

        output.WriteLine();
        Row("verdict", $"{ClaimDocument.Word(found.Finding.Verdict)} ({found.Finding.Rule}): {found.Finding.Why}");
        Row("recorded", ClaimDocument.Instant(found.RecordedAt) + (found.IsBaseline ? ", as baseline: never mailed" : ""));
    }

    private static string Scope(Claim claim) =>
        $"area {(claim.Scope.Area is { } area ? $"{area.Name} ({ClaimDocument.Word(area.Reading)})" : "not named")}, side {claim.Scope.Side?.Value ?? "-"}, "
        + $"object {claim.Scope.Object ?? "-"}, event {claim.Scope.Event ?? "-"}, period {ClaimDocument.Wall(claim.Scope.Period.From) ?? "…"} to {ClaimDocument.Wall(claim.Scope.Period.To) ?? "…"}";

    private static string Bound(decimal? bound) => bound?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "open";

    private void Row(string name, string text) => output.WriteLine($"  {name,-10} {TerminalText.Escape(text)}");
}
