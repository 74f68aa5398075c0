using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Claims of the ledger for people.</summary>
internal sealed class ClaimText(Terminal terminal)
{
    /// <summary>One row a claim.</summary>
    public void List(IEnumerable<RecordedFinding> findings)
    {
        var table = new TerminalTable(
            new Column("ID"), new Column("VERDICT"), new Column("CLAIM", MayWrap: true), new Column("AS OF"), new Column("OUTLET", MayWrap: true));
        foreach (var finding in findings)
        {
            table.Add(
                new Cell(ClaimDocument.ShortId(finding.Finding.Claim.Id), Tone.Strong), Verdict(finding.Finding.Verdict), Headline(finding.Finding.Claim),
                ClaimDocument.Wall(finding.Finding.Claim.AsOf.Interval.From) ?? "?", finding.Entry.Article.Outlet.Name);
        }

        terminal.Write(table);
    }

    /// <summary>Value, verdict, evidence by origin, and what it was compared with.</summary>
    public void Show(
        RecordedFinding found, ClaimStanding standing, IReadOnlyList<EvidenceItem> evidence, IReadOnlyDictionary<EntryId, LedgerEntry> earlier, IReadOnlyList<LedgerEntry> versions)
    {
        var claim = found.Finding.Claim;
        terminal.Line(new Cell(ClaimDocument.ShortId(claim.Id), Tone.Strong), "  ", Headline(claim));
        var verdict = Verdict(found.Finding.Verdict);
        terminal.Fields(
            [
                ("verdict", verdict with { Text = $"{verdict.Text} ({found.Finding.Rule}): {found.Finding.Why}" }),
                .. standing.Severity is { } severity ? [((Cell)"severity", new Cell(ClaimDocument.Word(severity), severity >= Severity.High ? Tone.Bad : Tone.Plain))] : Array.Empty<(Cell, Cell)>(),
                ("put as", $"{ClaimDocument.Word(claim.Modality)}, {ClaimDocument.Word(claim.Stance)}, {ClaimDocument.Word(claim.Polarity)}"),
                ("as of", $"{ClaimDocument.Wall(claim.AsOf.Interval.From) ?? "…"} to {ClaimDocument.Wall(claim.AsOf.Interval.To) ?? "…"} ({claim.AsOf.Basis})"),
                ("confidence", claim.Confidence.ToString("0.00", CultureInfo.InvariantCulture)),
                ("list", standing.List ?? "none"),
                ("recorded", terminal.Time(found.RecordedAt) + (found.IsBaseline ? ", as baseline: never mailed" : "")),
            ],
            indent: 2);
        Evidence(evidence, standing.Backing);
        Compared(found, earlier);
        if (versions.Count > 0)
        {
            terminal.Line();
            terminal.Line(new Cell("other versions", Tone.Strong));
            terminal.Fields(versions.Select(entry => ((Cell)$"{ClaimDocument.ShortId(entry.Claim.Id)}  {terminal.Time(entry.RecordedAt)}", Quote(entry.Claim))), indent: 2);
        }
    }

    /// <summary>Verdict in the colour it has everywhere.</summary>
    public static Cell Verdict(Verdict verdict) => new(ClaimDocument.Word(verdict), verdict switch
    {
        Claims.Ledgers.Verdict.Contradicts => Tone.Bad,
        Claims.Ledgers.Verdict.Updates or Claims.Ledgers.Verdict.Revises or Claims.Ledgers.Verdict.DataQuality => Tone.Careful,
        Claims.Ledgers.Verdict.Corroborates => Tone.Good,
        Claims.Ledgers.Verdict.Novel => Tone.Plain,
        _ => Tone.Quiet,
    });

    /// <summary>"Izium · captured-by: Ukraine", "Corin · people wounded: 14 people".</summary>
    public static string Headline(Claim claim)
    {
        var value = claim.ValueSurface is { } surface ? $": {surface}" : claim.Actor is { } actor ? $": {actor.Name}" : "";
        return (claim is { Kind: ClaimKind.Quantity, Scope.Area: { } area } ? $"{area.Name} · " : "") + About(claim) + value;
    }

    /// <summary>Subject and predicate; the name of a metric says both.</summary>
    public static string About(Claim claim) => claim.Kind == ClaimKind.Quantity ? claim.Subject.Name : $"{claim.Subject.Name} · {claim.Predicate}";

    public static Cell Quote(Claim claim) => $"\"{claim.Evidence.Quote}\"";

    private void Evidence(IReadOnlyList<EvidenceItem> evidence, Backing backing)
    {
        terminal.Line();
        terminal.Line(new Cell("evidence", Tone.Strong), string.Create(
            CultureInfo.InvariantCulture, $"  {backing.Origins} {(backing.Origins == 1 ? "origin" : "origins")}, {backing.Articles} {(backing.Articles == 1 ? "article" : "articles")}"));
        foreach (var origin in evidence.GroupBy(item => item.Origin))
        {
            terminal.Line("  ", Speaker(origin.First()));
            foreach (var item in origin)
            {
                terminal.Fields(
                    [
                        (new Cell(terminal.Time(item.Article.PublishedAt), Tone.Quiet), item.Article.Outlet.Name),
                        ("", Quote(item.Claim)),
                        .. item.Article.Url is { } url ? [((Cell)"", new Cell(url.AbsoluteUri, Tone.Quiet))] : Array.Empty<(Cell, Cell)>(),
                    ],
                    indent: 4);
            }
        }
    }

    private void Compared(RecordedFinding found, IReadOnlyDictionary<EntryId, LedgerEntry> earlier)
    {
        var said = found.Finding.Compared.Where(c => c.Verdict is not Claims.Ledgers.Verdict.DifferentScope).ToList();
        if (said.Count == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Line(new Cell("compared with", Tone.Strong));
        foreach (var comparison in said)
        {
            var entry = earlier[comparison.Earlier];
            var verdict = Verdict(comparison.Verdict);
            terminal.Fields(
                [
                    (ClaimDocument.ShortId(entry.Claim.Id), verdict with { Text = $"{verdict.Text} ({comparison.Rule}): {comparison.Why}" }),
                    ("", Quote(entry.Claim)),
                    ("", new Cell($"{SpeakerOf(entry.Claim, entry.Article)}, {terminal.Time(entry.Article.PublishedAt)}  {entry.Article.Url}", Tone.Quiet)),
                ],
                indent: 2);
        }
    }

    private static Cell Speaker(EvidenceItem item) => item.Claim.Attribution.Source?.Source ?? $"{item.Article.Outlet.Name} itself";

    private static string SpeakerOf(Claim claim, ArticleRef article) =>
        claim.Attribution.Source is { } source ? $"{source.Source} via {article.Outlet.Name}" : article.Outlet.Name;
}
