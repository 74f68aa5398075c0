using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Takes articles in the order of publication through an empty ledger and the present rules. Sends nothing, touches no store.</summary>
internal static class ReplayVerb
{
    public static Command Build()
    {
        var from = new Option<string?>("--from") { Description = "File with one {id, text, published, …} a line.", HelpName = "FILE.jsonl" };
        var jsonl = new Option<bool>("--jsonl") { Description = "One object an article." };
        var watch = new Option<string?>("--watch") { Description = "A watch list in place of the configured ones.", HelpName = "FILE.yaml" };
        var since = new Option<string?>("--since") { Description = "Stored articles published since: 7d or a date.", HelpName = "T" };
        var until = new Option<string?>("--until") { Description = "Stored articles published before: a date.", HelpName = "T" };
        var compare = new Option<bool>("--compare") { Description = "Print what differs from the ledger: + new, - gone, ~ changed; exit 1 if anything does." };
        var command = new Command("replay", "Runs stored articles, or those of a file, through the whole comparison again, sending nothing.")
        {
            from, jsonl, watch, since, until, compare,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var book = RuleFiles.Book(settings, parsed.GetValue(watch));
            var (articles, ledger, isWhole) = parsed.GetValue(from) is { } file
                ? ReplayFile(file, book, errors)
                : await ReplayStoreAsync(parsed, settings, book, When.Read(parsed.GetValue(since), "--since"), When.Read(parsed.GetValue(until), "--until"), cancellationToken);
            if (parsed.GetValue(compare))
            {
                return await CompareAsync(parsed, settings, articles, output, cancellationToken);
            }

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
        var reading = new TextReading(book);
        (var articles, ledger) = Replay(
            lines.OrderBy(l => l.Published is null).ThenBy(l => l.Published).Select(l => (l.Id, reading.Read(l.Text, l.Title, l.Reference))), book);
        return articles;
    }

    private static (IReadOnlyList<ReplayLines.ReplayedArticle>, InMemoryLedger, bool IsWhole) ReplayFile(string file, RuleBook book, TextWriter errors)
    {
        var (lines, isWhole) = BatchLine.Read(file, errors);
        return (Replay(lines, book, out var ledger), ledger, isWhole);
    }

    private static async Task<(IReadOnlyList<ReplayLines.ReplayedArticle>, InMemoryLedger, bool IsWhole)> ReplayStoreAsync(
        ParseResult parsed, IConfigurationRoot settings, RuleBook book, DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        await using var app = await WatcherHost.BuildAsync(
            settings, isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: true);
        var stored = await app.Services.GetRequiredService<LedgerQueries>().ArticlesAsync(since, until, cancellationToken);
        var reading = new TextReading(book);
        var (articles, ledger) = Replay(stored.Select(s => (s.Reference.Id.Value, reading.Read(s.Article, s.Reference))), book);
        return (articles, ledger, true);
    }

    private static (IReadOnlyList<ReplayLines.ReplayedArticle>, InMemoryLedger) Replay(IEnumerable<(string Id, ReadText Read)> texts, RuleBook book)
    {
        var ledger = new InMemoryLedger(new ClaimComparer());
        var copies = new CopyFinder();
        var articles = new List<ReplayLines.ReplayedArticle>();
        foreach (var (id, read) in texts)
        {
            var (reference, claims) = copies.Origin(read.Reference, read.Article.Text) is { } origin
                ? SharedOrigin.Adopt(read.Reference, read.Trace.Claims, origin) : (read.Reference, read.Trace.Claims);
            var recording = ledger.Record(reference, claims, reference.PublishedAt, book.Comparison);
            articles.Add(new ReplayLines.ReplayedArticle(id, read.Detection, claims, recording) { ToGiven = read.Article.ToSource });
        }

        return (articles, ledger);
    }

    /// <summary>What the present rules would say otherwise than the ledger does; look at it before a rule change goes live.</summary>
    private static async Task<int> CompareAsync(
        ParseResult parsed, IConfigurationRoot settings, IReadOnlyList<ReplayLines.ReplayedArticle> articles, TextWriter output, CancellationToken cancellationToken)
    {
        await using var app = await WatcherHost.BuildAsync(
            settings, isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: true);
        var recorded = await app.Services.GetRequiredService<LedgerQueries>().VerdictsAsync(cancellationToken);
        var differences = 0;
        void Differ(string line)
        {
            differences++;
            output.WriteLine(TerminalText.Escape(line));
        }

        var now = articles.SelectMany(a => a.Recording.Findings).DistinctBy(f => f.Claim.Id).ToDictionary(f => f.Claim.Id);
        foreach (var (id, finding) in now)
        {
            var verdict = ClaimDocument.Word(finding.Verdict);
            if (!recorded.TryGetValue(id, out var before))
            {
                Differ($"+ {ClaimDocument.ShortId(id)}  {verdict} ({finding.Rule})  {finding.Claim.Evidence.Quote}");
            }
            else if (before.Verdict != verdict)
            {
                Differ($"~ {ClaimDocument.ShortId(id)}  {before.Verdict} ({before.Rule}) -> {verdict} ({finding.Rule})  {finding.Claim.Evidence.Quote}");
            }
        }

        foreach (var (id, before) in recorded.Where(r => !now.ContainsKey(r.Key)))
        {
            Differ($"- {ClaimDocument.ShortId(id)}  {before.Verdict} ({before.Rule})");
        }

        output.WriteLine(differences == 0 ? "No difference." : $"{differences} differences.");
        return differences == 0 ? ExitCodes.Done : ExitCodes.ProblemsFound;
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
