using System.CommandLine;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Cli;

/// <summary>One pass over the feeds, then the end.</summary>
internal static class OnceVerb
{
    public static Command Build()
    {
        var list = new Option<string[]>("--list") { Description = "Only this watch list: its feeds and its digests; may be repeated.", HelpName = "ID" };
        var feed = new Option<string[]>("--feed") { Description = "Only this feed; may be repeated.", HelpName = "ID" };
        var isDry = GlobalOptions.DryRun("Write nothing, send nothing: work on a copy of the store and print the mails.");
        var command = new Command("once", "One pass: polls, reads, compares, composes what is owed, delivers, ends.") { list, feed, isDry };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var settings = Settings.Read(parsed);
            using var trial = parsed.GetValue(isDry) ? await DryRun.OfAsync(settings, cancellationToken) : null;
            var summary = await WorkProgress.Of(parsed).RunAsync("reading feeds", null, _ => null, async read =>
            {
                await using var app = await VerbHost.HoldAsync(parsed, trial?.Settings ?? settings, cancellationToken, services =>
                {
                    trial?.Listen(services);
                    services.AddSingleton(new PassProbe(_ => read()));
                });
                var rules = app.Services.GetRequiredService<CurrentRules>().Current;
                var (feeds, lists) = (parsed.GetValue(feed) ?? [], parsed.GetValue(list) ?? []);
                RefuseUnknown(rules.Configuration, feeds, lists);
                return await app.Services.GetRequiredService<OncePass>().RunAsync(
                    rules, f => (feeds.Length == 0 || feeds.Contains(f.Id)) && (lists.Length == 0 || lists.Any(f.Serves)), cancellationToken, lists);
            });
            var report = new PassReport(summary.Polled, trial is not null, summary.Composed, summary.Delivered);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(GlobalOptions.Json))
            {
                output.WriteLine(report.ToJson("watcher.once/1", summary.Started, summary.Finished).ToJsonString(JsonText.Indented));
            }
            else
            {
                report.Write(Terminal.Of(parsed));
                foreach (var mail in trial?.Mails ?? [])
                {
                    output.WriteLine();
                    output.WriteLine(TerminalText.Escape(mail, keepLines: true));
                }
            }

            return summary.Polled.Feeds.Any(f => f.Problem is not null) || summary.Delivered.Failed > 0 ? ExitCodes.PartlyDone : ExitCodes.Done;
        });
        return command;
    }

    private static void RefuseUnknown(WatcherConfiguration configuration, string[] feeds, string[] lists)
    {
        if (feeds.FirstOrDefault(id => configuration.Feeds.All(f => f.Id != id)) is { } feed)
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"No feed '{feed}'.", "watcher feeds list");
        }

        if (lists.FirstOrDefault(id => configuration.List(id) is null) is { } list)
        {
            throw new VerbException(ExitCodes.NotFound, "not_found", $"No watch list '{list}'.", $"lists: {string.Join(", ", configuration.Lists.Select(l => l.Id))}");
        }
    }
}
