using System.CommandLine;
using System.Text.Json;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>One pass over all feeds, then the end.</summary>
internal static class OnceVerb
{
    public static Command Build()
    {
        var feed = new Option<string[]>("--feed") { Description = "Only this feed; may be repeated.", HelpName = "ID" };
        var isDry = new Option<bool>("--dry-run") { Description = "Write nothing, send nothing: work on a copy of the store and print the mails." };
        var command = new Command("once", "One pass: polls, reads, compares, composes what is owed, delivers, ends.") { feed, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            using var trial = parsed.GetValue(isDry) ? await DryRun.OfAsync(settings, cancellationToken) : null;
            await using var app = await WatcherHost.BuildAsync(
                trial?.Settings ?? settings, isService: false, GlobalOptions.LevelOf(parsed, LogLevel.Warning), cancellationToken, also: trial is null ? null : trial.Listen);
            var rules = app.Services.GetRequiredService<Rules.CurrentRules>().Current;
            var chosen = parsed.GetValue(feed) ?? [];
            foreach (var id in chosen.Where(id => rules.Configuration.Feeds.All(f => f.Id != id)))
            {
                throw new VerbException(ExitCodes.NotFound, "not_found", $"No feed '{id}'.", "watcher feeds list");
            }

            var summary = await app.Services.GetRequiredService<OncePass>().RunAsync(rules, f => chosen.Length == 0 || chosen.Contains(f.Id), cancellationToken);
            var (output, isJson) = (parsed.InvocationConfiguration.Output, parsed.GetValue(GlobalOptions.Json));
            Print(summary, trial is not null, isJson, output);
            foreach (var mail in isJson ? [] : trial?.Mails ?? [])
            {
                output.WriteLine();
                output.WriteLine(TerminalText.Escape(mail, keepLines: true));
            }

            return summary.Polled.Feeds.Any(f => f.Problem is not null) || summary.Delivered.Failed > 0 ? ExitCodes.PartlyDone : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(PassSummary summary, bool isDry, bool asJson, TextWriter output)
    {
        var polled = summary.Polled;
        var failed = polled.Feeds.Where(f => f.Problem is not null).ToList();
        var read = polled.Count(ItemOutcome.Recorded) + polled.Count(ItemOutcome.NoClaim);
        int Count<T>() where T : Verdict => polled.Findings.Count(f => f.Verdict is T);
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(
                new
                {
                    schema = "watcher.once/1",
                    started = ClaimDocument.Instant(summary.Started),
                    finished = ClaimDocument.Instant(summary.Finished),
                    dry_run = isDry,
                    feeds = new
                    {
                        polled = polled.Feeds.Length,
                        ok = polled.Feeds.Length - failed.Count,
                        not_modified = polled.Feeds.Count(f => f.IsNotModified),
                        failed = failed.Select(f => new { id = f.Id, error = f.Problem }),
                    },
                    articles = new { @new = read, copies = polled.Count(ItemOutcome.Copy), no_article = polled.Count(ItemOutcome.NoArticle), edited = polled.Count(ItemOutcome.Edited) },
                    findings = new
                    {
                        contradicts = Count<Verdict.Contradicts>(),
                        resolved = 0,
                        novel = Count<Verdict.Novel>(),
                        updates = Count<Verdict.Updates>(),
                        revises = Count<Verdict.Revises>(),
                        corroborates = Count<Verdict.Corroborates>(),
                        repeats = Count<Verdict.Repeats>(),
                        different_scope = Count<Verdict.DifferentScope>(),
                        data_quality = Count<Verdict.DataQuality>(),
                    },
                    digests = summary.Composed.Composed.Select(d => new { id = d.Id, recipient = d.Recipient, list = d.List, findings = d.Findings }),
                    delivered = new { sent = summary.Delivered.Sent, put_off = summary.Delivered.PutOff, failed = summary.Delivered.Failed },
                },
                JsonText.Indented));
            return;
        }

        output.WriteLine($"Polled   {polled.Feeds.Length} feeds: {polled.Feeds.Length - failed.Count} ok ({polled.Feeds.Count(f => f.IsNotModified)} not modified), {failed.Count} failed");
        output.WriteLine($"Read     {read} new articles, {polled.Count(ItemOutcome.Copy)} copies, {polled.Count(ItemOutcome.NoArticle)} without article text"
            + (polled.Count(ItemOutcome.Edited) is > 0 and var edited ? $", {edited} edited in place" : "")
            + (polled.Count(ItemOutcome.Unfetched) is > 0 and var left ? $", {left} put off" : ""));
        output.WriteLine($"Claims   {polled.Findings.Length}: {Count<Verdict.Contradicts>()} contradictions, {Count<Verdict.Novel>()} new, {Count<Verdict.Updates>() + Count<Verdict.Revises>()} updated, "
            + $"{Count<Verdict.Corroborates>()} corroborated, {Count<Verdict.Repeats>()} seen again");
        var digests = summary.Composed.Composed;
        output.WriteLine(digests.IsEmpty ? "Mails    none: nothing new is owed to anyone"
            : $"Mails    {digests.Length} composed: {string.Join(", ", digests.Select(d => $"{d.Recipient} ({d.List}) {d.Id}"))}; {summary.Delivered.Sent} delivered");
        foreach (var feed in failed)
        {
            output.WriteLine($"Failed   {feed.Id}  {TerminalText.Escape(feed.Problem!)}");   // chosen for having one
        }
    }
}
