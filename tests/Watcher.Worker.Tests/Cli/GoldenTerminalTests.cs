using System.Collections.Immutable;
using Watcher.Worker.Cli;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Doctor;
using Watcher.Worker.Jobs;
using Watcher.Worker.Storage;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>
/// What people see of every verb, at 80 and 120 columns, on a narrow terminal and in a pipe, with and without colour, compared with the files
/// in <c>Golden/</c>. Those that ask a feed's server stand in <see cref="GoldenFeedTests"/>.
/// </summary>
public sealed class GoldenTerminalTests(TerminalStore store) : IClassFixture<TerminalStore>
{
    /// <summary>Only tables look otherwise on a narrow terminal and in a pipe.</summary>
    private static readonly string[] s_tables = ["feeds-list", "claims-list", "outbox-list", "digest-list", "claims-show", "once", "doctor"];

    /// <summary>File name and what is typed; claim ids are the first and second of the list.</summary>
    public static TheoryData<string, string> Verbs => new()
    {
        { "feeds-list", "feeds list" },
        { "feeds-list-tag", "feeds list --tag english" },
        { "claims-list", "claims list" },
        { "claims-show", "claims show FIRST" },
        { "claims-explain", "claims explain CONTRADICTION" },
        { "claims-diff", "claims diff CONTRADICTION NOVEL" },
        { "claims-mute", "claims mute FIRST --recipient editor --dry-run" },
        { "digest-list", "digest list" },
        { "digest-preview", "digest preview valley --at 2026-11-20T14:02:00" },
        { "digest-resend", "digest resend d-20261120-1402-valley-1553 --dry-run" },
        { "digest-send-test", "digest send-test someone@reader.example --dry-run" },
        { "outbox-list", "outbox list --state all" },
        { "outbox-show", "outbox show d-20261120-1402-valley-1553" },
        { "outbox-retry", "outbox retry WAITING --dry-run" },
        { "outbox-drop", "outbox drop WAITING --dry-run --yes" },
        { "outbox-flush", "outbox flush --dry-run" },
        { "replay", "replay" },
        { "replay-compare", "replay --compare" },
        { "replay-digests", "replay --digests" },
        { "check", "check CONFIG" },
        { "check-broken", "check BROKEN" },
        { "check-explain", "check --explain W012" },
        { "analyze", "analyze --list valley --date 2026-11-20 --explain \"At least 12 people were injured in a flood in Corin on Friday, police said. Corinth [red]was[/] spared.\"" },
        { "extract", "extract PAGE --dropped" },
        { "export-csv", "export --format csv" },
        { "help-exit-codes", "help exit-codes" },
        { "feeds-export", "feeds export" },
        { "feeds-import", "feeds import OPML" },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Verb_OnEveryTerminal_IsAsRecorded(string name, string line)
    {
        var typed = await TypedAsync(line);
        await CompareAsync(name, async (columns, color) =>
        {
            var (_, output, errors) = await store.RunAsync(typed, columns, "--color", color, "--no-progress");
            return errors.Length == 0 ? output : $"{output}-- stderr --\n{errors}";
        });
    }

    /// <summary>These ask the network or the host; what they print is made of findings that are the same everywhere.</summary>
    [Fact]
    public async Task Once_OnEveryTerminal_IsAsRecorded() => await CompareAsync("once", (columns, color) => Task.FromResult(Printed(columns, color, terminal =>
        new PassReport(
            new PollSummary
            {
                Feeds = [new PolledFeed("courier-en", false, null), new PolledFeed("lantern-uk", true, null), new PolledFeed("dispatch-en", false, "timed out after 20 s \u001b[2J [link]")],
                Items = ImmutableDictionary<ItemOutcome, int>.Empty.Add(ItemOutcome.Recorded, 2).Add(ItemOutcome.Copy, 1).Add(ItemOutcome.Unfetched, 3),
                Findings = [],
            },
            isDry: false, new CompositionSummary([new ComposedDigest("d-20261120-1402-valley-1553", "editor", "valley", 7)], 0), new DeliverySummary(1, 0, 0)).Write(terminal))));

    [Fact]
    public async Task Doctor_OnEveryTerminal_IsAsRecorded() => await CompareAsync("doctor", (columns, color) => Task.FromResult(Printed(columns, color, terminal =>
    {
        DoctorVerb.Print(Diagnosis.Ok("configuration", "3 lists, 43 feeds, 2 recipients, fingerprint f00df00"), terminal);
        DoctorVerb.Print(Diagnosis.Warn("clock", "18 s behind the Date of 3 feeds", "enable time synchronisation on the host"), terminal);
        DoctorVerb.Print(Diagnosis.Fail("smtp", "mail.reader.example:587 refuses AUTH (535 5.7.8 \u001b[5m)", "check Smtp__User and the file behind Smtp__PasswordFile"), terminal);
    })));

    private string Printed(int? columns, string color, Action<Terminal> print)
    {
        var output = new StringWriter { NewLine = "\n" };
        print(new Terminal(output, store.Around(columns), color));
        return output.ToString();
    }

    private static Task CompareAsync(string name, Func<int?, string, Task<string>> print) => GoldenTerminal.CompareAsync(name, s_tables.Contains(name), print);

    private async Task<string> TypedAsync(string line)
    {
        var words = new Dictionary<string, Func<Task<string>>>
        {
            ["FIRST"] = () => ClaimAsync("--limit 1"),
            ["CONTRADICTION"] = () => ClaimAsync("--verdict contradicts"),
            ["NOVEL"] = () => ClaimAsync("--verdict novel --subject corin"),
            ["WAITING"] = async () => (await store.MailsAsync())[0],
            ["CONFIG"] = () => Task.FromResult(store.Config),
            ["BROKEN"] = () => store.WriteAsync("broken/watchlists/valley.yaml", "version: 1\nid: valley\ntitle: Lower valley\nsettlements:\n  - { id: corin, nmae: Corin }\n"),
            ["PAGE"] = () => store.WriteAsync("page.html", TerminalStore.Page),
            ["OPML"] = () => store.WriteAsync("feeds.opml", TerminalStore.Opml),
        };
        foreach (var (word, value) in words)
        {
            line = line.Contains(word, StringComparison.Ordinal) ? line.Replace(word, await value(), StringComparison.Ordinal) : line;
        }

        return line;
    }

    private async Task<string> ClaimAsync(string options) => (await store.RunAsync($"claims list {options} --jsonl")).Output.Split("\"id\":\"")[1].Split('"')[0];
}
