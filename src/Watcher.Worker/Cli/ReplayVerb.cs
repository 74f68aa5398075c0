using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;

namespace Watcher.Worker.Cli;

/// <summary>Takes articles in the order of publication through an empty ledger and the present rules. Sends nothing, touches no store.</summary>
internal static class ReplayVerb
{
    public static Command Build()
    {
        var from = new Option<string?>("--from") { Description = "File with one {id, text, published, …} a line.", HelpName = "FILE.jsonl" };
        var jsonl = new Option<bool>("--jsonl") { Description = "One object an article." };
        var watch = new Option<string?>("--watch") { Description = "A watch list in place of the configured ones.", HelpName = "FILE.yaml" };
        var command = new Command("replay", "Runs articles through the whole comparison again, sending nothing.") { from, jsonl, watch };
        command.SetAction(parsed =>
        {
            var settings = Settings.Read(parsed);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (parsed.GetValue(from) is not { } file)
            {
                throw new VerbException(ExitCodes.WrongUsage, "usage", "replay needs --from FILE.jsonl", "watcher replay --from articles.jsonl");
            }

            var (lines, isWhole) = BatchLine.Read(file, errors);
            var book = RuleFiles.Book(settings, parsed.GetValue(watch));
            var articles = Replay(lines, book, out var ledger);
            if (parsed.GetValue(jsonl))
            {
                foreach (var article in articles)
                {
                    output.WriteLine(ReplayLines.Write(article, ledger, id => SideName(book, id), claim => book.Claims.Metrics.IsOfPeople(claim.Predicate, claim.Scope.Object)));
                }
            }
            else if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(Document(articles, book).ToJsonString(JsonText.Indented));
            }
            else
            {
                Print(articles, ledger, output);
            }

            return isWhole ? ExitCodes.Done : ExitCodes.PartlyDone;
        });
        return command;
    }

    /// <summary>Dated lines by publication, then the undated ones in the order of the file.</summary>
    public static IReadOnlyList<ReplayLines.ReplayedArticle> Replay(IReadOnlyList<BatchLine> lines, RuleBook book, out InMemoryLedger ledger)
    {
        ledger = new InMemoryLedger(new ClaimComparer());
        var reading = new TextReading(book);
        var articles = new List<ReplayLines.ReplayedArticle>();
        foreach (var line in lines.OrderBy(l => l.Published is null).ThenBy(l => l.Published))
        {
            var read = reading.Read(line.Text, line.Title, line.Reference);
            var recording = ledger.Record(read.Reference, read.Trace.Claims, line.Reference.PublishedAt, book.Comparison);
            articles.Add(new ReplayLines.ReplayedArticle(line.Id, read.Detection, read.Trace.Claims, recording) { ToGiven = read.Article.ToSource });
        }

        return articles;
    }

    private static string? SideName(RuleBook book, SubjectId id) => book.Claims.Sides.Sides.GetValueOrDefault(id)?.Name;

    private static void Print(IReadOnlyList<ReplayLines.ReplayedArticle> articles, InMemoryLedger ledger, TextWriter output)
    {
        foreach (var (article, finding) in articles.SelectMany(a => a.Recording.Findings.Select(f => (a, f))))
        {
            if (finding.Verdict is Verdict.DifferentScope or Verdict.Repeats)
            {
                continue;
            }

            var claim = finding.Claim;
            output.WriteLine($"{article.Id}  {ClaimDocument.Word(finding.Verdict).ToUpperInvariant()} ({finding.Rule})  {claim.Subject.Name} · {claim.Predicate}  {ClaimDocument.ShortId(claim.Id)}");
            output.WriteLine($"    \"{TerminalText.Escape(claim.Evidence.Quote)}\"");
            if (finding.Compared.FirstOrDefault(c => c.Rule == finding.Rule) is { } decisive && ledger.Find(decisive.Earlier) is { } earlier)
            {
                output.WriteLine($"    \"{TerminalText.Escape(earlier.Claim.Evidence.Quote)}\"  {earlier.Article.Id}");
                output.WriteLine($"    {TerminalText.Escape(finding.Why)}");
            }
        }

        var verdicts = articles.SelectMany(a => a.Recording.Findings).GroupBy(f => ClaimDocument.Word(f.Verdict)).OrderBy(g => g.Key, StringComparer.Ordinal);
        output.WriteLine($"{articles.Count} articles, {articles.Sum(a => a.Claims.Length)} claims: {string.Join(", ", verdicts.Select(g => $"{g.Count()} {g.Key}"))}");
        var gates = articles.SelectMany(a => a.Recording.Findings).SelectMany(f => f.Compared).GroupBy(c => c.Rule).OrderBy(g => g.Key, StringComparer.Ordinal);
        output.WriteLine($"pairs decided by: {string.Join(", ", gates.Select(g => $"{g.Key} {g.Count()}"))}");
    }

    private static JsonObject Document(IReadOnlyList<ReplayLines.ReplayedArticle> articles, RuleBook book) => new()
    {
        ["schema"] = "watcher.replay/1",
        ["articles"] = articles.Count,
        ["rule_book"] = book.Fingerprint[..7],
        ["findings"] = new JsonArray(
        [
            .. articles.SelectMany(a => a.Recording.Findings.Select(f => (a, f))).Select(x =>
            {
                var document = ClaimDocument.Of(x.f.Claim);
                document["article"] = x.a.Id;
                document["verdict"] = ClaimDocument.Word(x.f.Verdict);
                document["compared_with"] = new JsonArray([.. x.f.Compared.Select(ClaimDocument.Of)]);
                return document;
            }),
        ]),
        ["digests"] = new JsonArray(),
        ["changes"] = new JsonArray(),
    };
}
