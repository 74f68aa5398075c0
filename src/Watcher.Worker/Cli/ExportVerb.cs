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
        var command = new Command("export", "Writes the claims as jsonl, csv or geojson, in the order in which they were recorded.") { format, list, since, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = await WatcherHost.BuildAsync(
                Settings.Read(parsed), isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, isReader: true);
            var filter = new ClaimFilter { Since = When.Read(parsed.GetValue(since), "--since"), Subjects = ClaimsVerbs.SubjectsOf(app, parsed.GetValue(list)) };
            var findings = app.Services.GetRequiredService<LedgerQueries>().AllAsync(filter, cancellationToken);
            var settlements = app.Services.GetRequiredService<CurrentRules>().Current.Book.Lists.SelectMany(l => l.Settlements).DistinctBy(s => s.Id).ToDictionary(s => s.Id);
            if (parsed.GetValue(file) is not { } path)
            {
                await WriteAsync(parsed.GetRequiredValue(format), findings, settlements, parsed.InvocationConfiguration.Output);
                return ExitCodes.Done;
            }

            // Beside the target and renamed: a half-written export never looks like a whole one.
            var half = path + ".part";
            try
            {
                await using (var output = new StreamWriter(half))
                {
                    await WriteAsync(parsed.GetRequiredValue(format), findings, settlements, output);
                }

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

    private static async Task WriteAsync(
        string format, IAsyncEnumerable<RecordedFinding> findings, IReadOnlyDictionary<SubjectId, Settlement> settlements, TextWriter output)
    {
        var map = new ClaimMap(settlements);
        if (format == "csv")
        {
            await output.WriteAsync(FindingTable.Header);
        }

        await foreach (var finding in findings)
        {
            switch (format)
            {
                case "csv":
                    await output.WriteAsync(FindingTable.Row(finding.Finding, finding.Entry, finding.RecordedAt));
                    break;
                case "geojson":
                    map.Add(finding);
                    break;
                default:
                    await output.WriteLineAsync(ClaimDocument.Of(finding).ToJsonString(JsonText.Compact));
                    break;
            }
        }

        if (format == "geojson")
        {
            await output.WriteLineAsync(map.ToJson().ToJsonString(JsonText.Indented));
        }
    }
}
