using System.Globalization;
using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;

namespace Watcher.Worker.Cli;

/// <summary>What a replay found, for people and for programs.</summary>
/// <param name="replayed">After its last article.</param>
/// <param name="book">The present rules.</param>
/// <param name="watched">Only claims about these; null for all.</param>
internal sealed class ReplayReport(Replaying replayed, RuleBook book, HashSet<SubjectId>? watched)
{
    public HashSet<ArticleId> Articles { get; } = [.. replayed.Items.Select(item => item.Reference.Id)];

    public IEnumerable<(Replaying.ReplayedItem Item, Finding Finding)> Findings =>
        from item in replayed.Items
        from finding in item.Findings
        where watched is null || finding.Claim.Watched.Any(watched.Contains)
        select (item, finding);

    /// <summary>Null when nobody asked.</summary>
    public IReadOnlyList<ReplayChange>? Changes { get; set; }

    /// <summary>Null when nobody asked.</summary>
    public IReadOnlyList<ComposedPreview>? Digests { get; set; }

    public JsonObject ToJson() => new()
    {
        ["schema"] = "watcher.replay/1",
        ["articles"] = Articles.Count,
        ["rule_book"] = book.Fingerprint[..7],
        ["findings"] = new JsonArray([.. Findings.Select(found => Document(found.Item, found.Finding))]),
        ["digests"] = new JsonArray([.. (Digests ?? []).Select(digest => digest.ToJson())]),
        ["changes"] = new JsonArray([.. (Changes ?? []).Select(change => change.ToJson())]),
    };

    public void Write(Terminal terminal)
    {
        if (Changes is not null)
        {
            WriteChanges(terminal, Changes);
        }

        foreach (var digest in Digests ?? [])
        {
            terminal.Line(new Cell($"{digest.Input.DigestId}  to {digest.Input.Recipient.Id}", Tone.Strong));
            terminal.Output.WriteLine(TerminalText.Escape(digest.Written.Text, keepLines: true));
            terminal.Line();
        }

        if (Digests is { Count: 0 })
        {
            terminal.Line("No digest would have gone out.");
        }

        if (Changes is null && Digests is null)
        {
            WriteFindings(terminal);
        }
    }

    private static void WriteChanges(Terminal terminal, IReadOnlyList<ReplayChange> changes)
    {
        var table = new TerminalTable(new Column("OP"), new Column("CLAIM"), new Column("VERDICT", MayWrap: true), new Column("QUOTE", MayWrap: true));
        foreach (var change in changes)
        {
            var tone = change.Sign switch { '+' => Tone.Good, '-' => Tone.Bad, _ => Tone.Careful };
            var verdict = string.Join(" -> ", new[] { change.From, change.To }.OfType<Finding>().Select(f => $"{ClaimDocument.Word(f.Verdict)} ({f.Rule})"));
            table.Add(new Cell(change.Sign.ToString(), tone), ClaimDocument.ShortId(change.Id), new Cell(verdict, tone), $"\"{change.Quote}\"");
        }

        terminal.Rows(table);
        terminal.Line(changes.Count switch { 0 => "No difference.", 1 => "1 difference.", var n => string.Create(CultureInfo.InvariantCulture, $"{n} differences.") });
    }

    private void WriteFindings(Terminal terminal)
    {
        foreach (var (item, finding) in Findings)
        {
            if (finding.Verdict is Verdict.DifferentScope or Verdict.Repeats)
            {
                continue;
            }

            var verdict = ClaimText.Verdict(finding.Verdict);
            terminal.Line(
                new Cell(ClaimDocument.ShortId(finding.Claim.Id), Tone.Strong), "  ", verdict with { Text = verdict.Text.ToUpperInvariant() }, $" ({finding.Rule})  {ClaimText.Headline(finding.Claim)}");
            var rows = new List<(Cell, Cell)> { (new Cell(item.Line.Id, Tone.Quiet), ClaimText.Quote(finding.Claim)) };
            if (finding.Compared.FirstOrDefault(c => c.Rule == finding.Rule) is { } decisive && replayed.Ledger.Find(decisive.Earlier) is { } earlier)
            {
                rows.Add((new Cell(earlier.Article.Id.Value, Tone.Quiet), ClaimText.Quote(earlier.Claim)));
                rows.Add(("", finding.Why));
            }

            terminal.Fields(rows, indent: 4);
        }

        var all = Findings.Select(found => found.Finding).ToList();
        terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{Articles.Count} articles, {all.Count} claims: ")
            + Counted(all.Select(f => ClaimDocument.Word(f.Verdict)), (word, count) => $"{count} {word}"));
        terminal.Line($"pairs decided by: {Counted(all.SelectMany(f => f.Compared).Select(c => c.Rule), (rule, count) => $"{rule} {count}")}");
    }

    private static string Counted(IEnumerable<string> words, Func<string, int, string> say) =>
        string.Join(", ", words.GroupBy(word => word).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => say(group.Key, group.Count())));

    private JsonObject Document(Replaying.ReplayedItem item, Finding finding)
    {
        var document = ClaimDocument.Of(finding.Claim, item.Reference, book.Fingerprint);
        document["article"] = item.Line.Id;
        document["version"] = item.Version;
        ClaimDocument.Judge(document, finding, id => replayed.Ledger.Find(id)?.Claim.Id);
        document["list"] = book.Lists.FirstOrDefault(list => finding.Claim.Watched.Any(id => list.Subjects.Contains(id)))?.Id;
        return document;
    }
}
