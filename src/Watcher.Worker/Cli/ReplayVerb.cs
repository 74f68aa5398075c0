using System.CommandLine;
using System.Text.Json.Nodes;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Claims.Subjects;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Takes articles in the order of publication through an empty ledger and the present rules. Sends nothing, leaves the store as it is.</summary>
internal static class ReplayVerb
{
    private static readonly Option<string?> s_from = new("--from") { Description = "File with one {id, text, published, …} a line, or a folder of such files (*.jsonl).", HelpName = "DIR|FILE.jsonl" };
    private static readonly Option<bool> s_jsonl = new("--jsonl") { Description = "One object an article." };
    private static readonly Option<string?> s_watch = new("--watch") { Description = "A watch list in place of the configured ones; all: the whole gazetteer.", HelpName = "FILE.yaml|all" };
    private static readonly Option<string?> s_since = new("--since") { Description = "Stored articles published since: 7d or a date.", HelpName = "T" };
    private static readonly Option<string?> s_until = new("--until") { Description = "Stored articles published before: a date.", HelpName = "T" };
    private static readonly Option<string[]> s_list = new("--list") { Description = "Only claims about the subjects of this watch list; may be repeated.", HelpName = "ID" };
    private static readonly Option<bool> s_compare = new("--compare") { Description = "Print what differs from the ledger: + new, - gone, ~ changed; exit 1 if anything does." };
    private static readonly Option<bool> s_digests = new("--digests") { Description = "Print the digests that would have gone out, slot by slot." };

    public static Command Build()
    {
        var command = new Command("replay", "Runs stored articles, or those of a file, through the whole comparison again, sending nothing.")
        {
            s_from, s_jsonl, s_watch, s_since, s_until, s_list, s_compare, s_digests,
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Dated lines by publication, then the undated ones in the order of the file.</summary>
    public static IReadOnlyList<ReplayLines.ReplayedArticle> Replay(IReadOnlyList<BatchLine> lines, RuleBook book, out InMemoryLedger ledger)
    {
        var replaying = new Replaying(book);
        foreach (var item in Items(lines, book))
        {
            replaying.Add(item);
        }

        ledger = replaying.Ledger;
        return [.. replaying.Items.Select(item => item.Line)];
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = Settings.Read(parsed);
        var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (parsed.GetValue(s_digests) && parsed.GetValue(s_watch) is not null)
        {
            throw new VerbException(ExitCodes.WrongUsage, "usage", "--digests are of the configured lists and recipients, which --watch replaces.", "watcher replay --digests");
        }

        var book = RuleFiles.Book(settings, parsed.GetValue(s_watch));
        var watched = Watched(parsed, book);
        var (items, count, isWhole) = parsed.GetValue(s_from) is { } path
            ? ReadFiles(path, book, errors) : await ReadStoreAsync(parsed, book, cancellationToken);
        var replaying = new Replaying(book);
        await WorkProgress.Of(parsed).OverAsync("replaying articles", count, cancellationToken, advance =>
        {
            foreach (var item in items)
            {
                advance();
                replaying.Add(item);
            }

            return true;
        });
        if (parsed.GetValue(s_jsonl))
        {
            foreach (var item in replaying.Items)
            {
                output.WriteLine(ReplayLines.Write(item.Line, replaying.Ledger, id => book.Claims.Sides.Sides.GetValueOrDefault(id)?.Name, claim => book.Claims.Metrics.IsOfPeople(claim.Predicate, claim.Scope.Object)));
            }

            return isWhole ? ExitCodes.Done : ExitCodes.PartlyDone;
        }

        var report = new ReplayReport(replaying, book, watched);
        if (parsed.GetValue(s_compare))
        {
            report.Changes = await ChangesAsync(parsed, report, watched, cancellationToken);
        }

        if (parsed.GetValue(s_digests))
        {
            report.Digests = await ReplayDigests.ComposeAsync(settings, replaying.Items, parsed.GetValue(s_list) ?? [], WorkProgress.Of(parsed), cancellationToken);
        }

        if (parsed.GetValue(GlobalOptions.Json))
        {
            output.WriteLine(report.ToJson().ToJsonString(JsonText.Indented));
        }
        else
        {
            report.Write(Terminal.Of(parsed));
        }

        return report.Changes is { Count: > 0 } ? ExitCodes.ProblemsFound : isWhole ? ExitCodes.Done : ExitCodes.PartlyDone;
    }

    /// <summary>What the chosen lists watch; null for no choice.</summary>
    private static HashSet<SubjectId>? Watched(ParseResult parsed, RuleBook book)
    {
        if (parsed.GetValue(s_list) is not { Length: > 0 } chosen)
        {
            return null;
        }

        if (chosen.FirstOrDefault(id => book.Lists.All(list => list.Id != id)) is { } unknown)
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"No watch list '{unknown}'.", $"lists: {string.Join(", ", book.Lists.Select(list => list.Id))}");
        }

        return [.. book.Lists.Where(list => chosen.Contains(list.Id)).SelectMany(list => list.Subjects)];
    }

    private static (IEnumerable<ReplayItem> Items, int Count, bool IsWhole) ReadFiles(string path, RuleBook book, TextWriter errors)
    {
        string[] files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)] : [path];
        if (files.Length == 0)
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"'{path}' holds no *.jsonl.", "give a file, or a folder of files, with one JSON object a line");
        }

        var read = files.Select(file => BatchLine.Read(file, errors)).ToList();
        List<BatchLine> lines = [.. read.SelectMany(file => file.Lines)];
        return (Items(lines, book), lines.Count, read.TrueForAll(file => file.IsWhole));
    }

    private static IEnumerable<ReplayItem> Items(IReadOnlyList<BatchLine> lines, RuleBook book)
    {
        var reading = new TextReading(book);
        return lines.OrderBy(l => l.Published is null).ThenBy(l => l.Published)
            .Select(l => new ReplayItem(l.Id, reading.Read(l.Text, l.Title, l.Reference), 1, l.Reference.PublishedAt, IsContext: false));
    }

    private static async Task<(IEnumerable<ReplayItem> Items, int Count, bool IsWhole)> ReadStoreAsync(ParseResult parsed, RuleBook book, CancellationToken cancellationToken)
    {
        var (since, until) = (When.Read(parsed, s_since), When.Read(parsed, s_until));
        await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
        var stored = await app.Services.GetRequiredService<LedgerQueries>().ArticlesAsync(until, cancellationToken);

        // The ledger compared a claim with all that came before it; so must who compares with the ledger.
        var versions = stored.Where(v => v.Reference.PublishedAt >= (since ?? DateTimeOffset.MinValue) || parsed.GetValue(s_compare)).ToList();
        var reading = new TextReading(book);
        return (
            versions.Select(v => new ReplayItem(
                v.Reference.Id.Value, reading.Read(v.Article, v.Reference), v.Number, v.Moment, IsContext: v.Reference.PublishedAt < (since ?? DateTimeOffset.MinValue))),
            versions.Count, true);
    }

    private static async Task<IReadOnlyList<ReplayChange>> ChangesAsync(
        ParseResult parsed, ReplayReport report, HashSet<SubjectId>? watched, CancellationToken cancellationToken)
    {
        await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
        var recorded = new List<RecordedFinding>();
        await foreach (var page in app.Services.GetRequiredService<LedgerQueries>().PagesAsync(new ClaimFilter(), cancellationToken))
        {
            recorded.AddRange(page);
        }

        return ReplayChange.Between(recorded, report, watched);
    }
}
