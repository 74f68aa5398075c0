using System.Collections.Frozen;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Watcher.Worker.Cli;

/// <summary>What <c>--help</c> says of a verb beyond its options: two examples, the exit codes that are its own, and where to go next.</summary>
/// <param name="Examples">Lines that can be typed as they stand, without <c>watcher</c>.</param>
/// <param name="ExitCodes">Besides 0, 1 and 2, which every verb has.</param>
/// <param name="Next">The verb to try after this one, without <c>watcher</c>.</param>
internal sealed record VerbHelp(string[] Examples, int[] ExitCodes, string Next)
{
    /// <summary>By the words behind <c>watcher</c>.</summary>
    public static FrozenDictionary<string, VerbHelp> Table { get; } = new Dictionary<string, VerbHelp>
    {
        [""] = new(["demo", "analyze \"Police said 12 people were killed in Izium on Friday.\""], [3, 4, 69, 75, 78, 130, 143], "demo"),
        ["run"] = new(["run", "run --config /etc/watcher --data /var/lib/watcher", "run --no-mail --no-web", "run --allow-last-good"], [75, 78, 143], "doctor"),
        ["demo"] = new(["demo", "demo --out /tmp/watcher-demo --keep"], [], "check"),
        ["once"] = new(["once", "once --feed outlet-a --json", "once --list kharkiv --dry-run"], [3, 4, 75, 78], "claims list"),
        ["check"] = new(["check", "check config --format github"], [], "feeds test"),
        ["schema"] = new(["schema watchlist", "schema --out config/schema", "schema --out config/schema --dry-run"], [], "check"),
        ["gazetteer"] = new(["gazetteer build --from gazetteer.csv --out config/gazetteer/ua-settlements.tsv", "gazetteer build --help"], [4], "gazetteer build"),
        ["gazetteer build"] = new(["gazetteer build --from gazetteer.csv --out config/gazetteer/ua-settlements.tsv", "gazetteer build --from official --out ua-settlements.tsv --dry-run"], [4], "check"),
        ["feeds"] = new(["feeds list", "feeds test https://example.org/rss"], [4], "feeds list"),
        ["feeds list"] = new(["feeds list --failing", "feeds list --tag ukraine --json"], [4, 78], "feeds test"),
        ["feeds test"] = new(["feeds test outlet-a", "feeds test https://example.org/rss --json"], [4, 78], "extract"),
        ["feeds parse"] = new(["feeds parse saved.xml", "feeds parse folder --jsonl --base https://example.org/"], [3, 4], "feeds test"),
        ["feeds poll"] = new(["feeds poll outlet-a", "feeds poll outlet-a --force", "feeds poll outlet-a --dry-run --json"], [3, 4, 75, 78], "claims list"),
        ["feeds import"] = new(["feeds import subscriptions.opml", "feeds import subscriptions.opml --write", "feeds import subscriptions.opml --dry-run"], [4, 78], "feeds list"),
        ["feeds export"] = new(["feeds export", "feeds export --opml"], [78], "feeds import"),
        ["extract"] = new(["extract https://example.org/article", "extract saved.html --dropped"], [3, 4], "analyze"),
        ["analyze"] = new(["analyze \"Police said 12 people were killed in Izium on Friday.\" --explain", "analyze article.txt --list kharkiv --date 2026-11-21"], [3, 4, 78], "check"),
        ["replay"] = new(["replay --since 7d --compare", "replay --list kharkiv --digests", "replay --from articles.jsonl --jsonl", "replay --from folder"], [3, 4, 78], "claims list"),
        ["claims"] = new(["claims list --verdict contradicts", "claims show c-7f3a"], [4], "claims list"),
        ["claims list"] = new(["claims list --settlement izium --since 7d", "claims list --since 2026-11-01 --until 2026-11-08", "claims list --verdict contradicts --json"], [4, 78], "claims show"),
        ["claims show"] = new(["claims show c-7f3a", "claims show c-7f3a --json"], [4, 78], "claims explain"),
        ["claims explain"] = new(["claims explain c-7f3a", "claims explain c-7f3a --json"], [4, 78], "claims diff"),
        ["claims diff"] = new(["claims diff c-7f3a c-6b11", "claims diff c-7f3a c-6b11 --json"], [4, 78], "replay"),
        ["claims mute"] = new(["claims mute c-7f3a --recipient editor --for 12h", "claims mute c-7f3a --recipient editor --dry-run"], [4, 78], "claims unmute"),
        ["claims unmute"] = new(["claims unmute c-7f3a --recipient editor", "claims unmute c-7f3a --recipient editor --dry-run"], [4, 78], "claims list"),
        ["digest"] = new(["digest preview kharkiv", "digest preview kharkiv --format html"], [4], "digest preview"),
        ["digest preview"] = new(["digest preview kharkiv", "digest preview kharkiv --at 2026-11-21T09:00 --json", "digest preview kharkiv --recipient editor --out /tmp/mail"], [4, 78], "claims show"),
        ["digest list"] = new(["digest list --since 7d", "digest list --recipient editor --json"], [4, 78], "outbox show"),
        ["digest send-test"] = new(["digest send-test editor@example.org", "digest send-test editor@example.org --dry-run"], [69, 78], "doctor"),
        ["digest resend"] = new(["digest resend d-20261121-0900-kharkiv-9c1f --yes", "digest resend d-20261121-0900-kharkiv-9c1f --dry-run"], [4, 78], "outbox list"),
        ["outbox"] = new(["outbox list", "outbox show 01KB2M7Q"], [4], "outbox list"),
        ["outbox list"] = new(["outbox list", "outbox list --state all --jsonl"], [4, 78], "outbox show"),
        ["outbox show"] = new(["outbox show 01KB2M7Q", "outbox show 01KB2M7Q --raw"], [4, 78], "outbox retry"),
        ["outbox retry"] = new(["outbox retry 01KB2M7Q", "outbox retry 01KB2M7Q --dry-run"], [4, 78], "outbox flush"),
        ["outbox drop"] = new(["outbox drop 01KB2M7Q --yes", "outbox drop 01KB2M7Q --dry-run"], [4, 78], "outbox list"),
        ["outbox flush"] = new(["outbox flush", "outbox flush --dry-run"], [3, 75, 78], "outbox list"),
        ["export"] = new(["export --format csv --out claims.csv", "export --format csv --out claims.csv --dry-run", "export --format geojson --list kharkiv --since 30d"], [4, 78], "claims list"),
        ["doctor"] = new(["doctor", "doctor --smtp --dns --online"], [], "check"),
        ["healthcheck"] = new(["healthcheck", "healthcheck --ready --url http://127.0.0.1:8080"], [], "doctor"),
        ["completion"] = new(["completion bash", "completion fish"], [], "help"),
        ["help"] = new(["help exit-codes", "claims list --help"], [], "demo"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Puts the table behind the library's own help of every verb under <paramref name="root"/>.</summary>
    public static void AttachTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new Action((SynchronousCommandLineAction)option.Action!);      // the library always sets one
    }

    /// <summary>The words behind <c>watcher</c>.</summary>
    public static string PathOf(Command command)
    {
        var words = new Stack<string>();
        for (var at = command; at is not RootCommand and not null; at = at.Parents.OfType<Command>().FirstOrDefault())
        {
            words.Push(at.Name);
        }

        return string.Join(' ', words);
    }

    private void Write(string path, TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (var example in Examples)
        {
            output.WriteLine($"  watcher {example}");
        }

        output.WriteLine();
        if (ExitCodes.Length > 0)
        {
            output.WriteLine("Exit codes besides 0, 1 and 2:");
            foreach (var code in ExitCodes)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {code,3}  {Cli.ExitCodes.Table.Single(row => row.Code == code).Meaning}"));
            }

            output.WriteLine();
        }

        output.WriteLine(path.Length == 0 ? $"Begin with: watcher {Next}" : $"Next: watcher {Next}");
    }

    private sealed class Action(SynchronousCommandLineAction library) : SynchronousCommandLineAction
    {
        /// <summary>Who asks for help need not know the arguments yet.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var exit = library.Invoke(parseResult);
            var path = PathOf(parseResult.CommandResult.Command);
            Table.GetValueOrDefault(path)?.Write(path, parseResult.InvocationConfiguration.Output);
            return exit;
        }
    }
}
