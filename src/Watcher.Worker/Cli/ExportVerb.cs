using System.CommandLine;
using Watcher.Claims.Digests;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Takes the ledger elsewhere: to a script, a spreadsheet, a map.</summary>
internal static class ExportVerb
{
    public static Command Build()
    {
        var format = new Option<string>("--format") { Description = "jsonl, csv or geojson.", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("jsonl", "csv", "geojson");
        var list = new Option<string?>("--list") { Description = "Claims about the subjects of this watch list.", HelpName = "ID" };
        var since = new Option<string?>("--since") { Description = "Recorded since: 7d, 12h or a date.", HelpName = "T" };
        var file = new Option<string?>("--out") { Description = "Write to this file instead of stdout.", HelpName = "FILE" };
        var isDry = GlobalOptions.DryRun("With --out: count the claims and write nothing.");
        var command = new Command("export", "Writes the claims as jsonl, csv or geojson, in the order in which they were recorded.") { format, list, since, file, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await VerbHost.OpenAsync(parsed, cancellationToken);
            var filter = new ClaimFilter { Since = When.Read(parsed, since), Subjects = ClaimsVerbs.SubjectsOf(app, parsed.GetValue(list)) };
            var settlements = app.Services.GetRequiredService<CurrentRules>().Current.Book.Lists.SelectMany(l => l.Settlements).DistinctBy(s => s.Id).ToDictionary(s => s.Id);
            async Task<int> WriteTo(TextWriter output, Action advance) =>
                await WriteAsync(parsed.GetRequiredValue(format), app.Services, filter, settlements, output, advance, cancellationToken);

            if (parsed.GetValue(file) is not { } path)
            {
                await WriteTo(parsed.InvocationConfiguration.Output, static () => { });
                return ExitCodes.Done;
            }

            var total = await app.Services.GetRequiredService<LedgerQueries>().CountAsync(filter, cancellationToken);
            var progress = WorkProgress.Of(parsed);
            if (parsed.GetValue(isDry))
            {
                await progress.RunAsync("counting", null, count => $"{path}: {count} claims; nothing is written.", _ => Task.FromResult(total));
                return ExitCodes.Done;
            }

            // Beside the target and renamed: a half-written export never looks like a whole one.
            var half = path + ".part";
            try
            {
                await progress.RunAsync("exporting claims", total, count => $"{path}: {count} claims", async advance =>
                {
                    await using var output = new StreamWriter(half);
                    return await WriteTo(output, advance);
                });
                File.Move(half, path, overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                File.Delete(half);
                throw new VerbException(ExitCodes.ProblemsFound, "unwritable", $"{path} cannot be written: {e.Message}", "name another file with --out");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    /// <returns>How many claims were written.</returns>
    private static async Task<int> WriteAsync(
        string format, IServiceProvider services, ClaimFilter filter, IReadOnlyDictionary<SubjectId, Settlement> settlements, TextWriter output, Action advance,
        CancellationToken cancellationToken)
    {
        var (map, count) = (new ClaimMap(settlements), 0);
        if (format == "csv")
        {
            await output.WriteAsync(FindingTable.Header);
        }

        await foreach (var page in services.GetRequiredService<LedgerQueries>().PagesAsync(filter, cancellationToken))
        {
            // A table has no column for where a claim stands now.
            var standings = format == "csv" ? null : await ClaimStanding.OfAsync(page, services, cancellationToken);
            foreach (var finding in page)
            {
                switch (format)
                {
                    case "csv":
                        await output.WriteAsync(FindingTable.Row(finding.Finding, finding.Entry, finding.RecordedAt));
                        break;
                    case "geojson":
                        map.Add(finding, standings![finding.Id]);
                        break;
                    default:
                        await output.WriteLineAsync(ClaimDocument.Of(finding, standings![finding.Id]).ToJsonString(JsonText.Compact));
                        break;
                }

                count++;
                advance();
            }
        }

        if (format == "geojson")
        {
            await output.WriteLineAsync(map.ToJson().ToJsonString(JsonText.Indented));
        }

        return count;
    }
}
