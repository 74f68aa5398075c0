using System.Globalization;
using Watcher.Benchmarks;

// Ratios of times measured in one run; nothing is asserted, since no bound on time holds on a busy machine.
return args switch
{
    ["feeds", ..] => FeedsBenchmark.Run(Console.Out),
    ["pages", var folder] => PageBenchmark.Run(folder, rounds: 9, Console.Out),
    ["growth", "pages"] => PageGrowth.Run(PageBenchmark.Markers, Console.Out),
    ["mutate", "pages", var seed, var count, .. var folder] => PageRobustness.Run(
        PageBenchmark.Documents(folder is [var given] ? given : PageBenchmark.Samples), PageBenchmark.Markers, Number(seed), Number(count), Console.Out),
    ["mutate", "feeds", var seed, var count, .. var folder] => FeedRobustness.Run(
        FeedRobustness.Documents(folder is [var given] ? given : FeedsBenchmark.Samples), Number(seed), Number(count), Console.Out),
    ["quantities", var config, var texts] => QuantitiesBenchmark.Run(config, texts, Console.Out),
    ["claims", var config, var articles, .. var rest] when rest.Length <= 2 => ClaimsBenchmark.Run(config, articles, rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1), Console.Out),
    ["mentions", var config, var texts] => MentionsBenchmark.Run(config, texts, null, Console.Out),
    ["mentions", var config, var texts, var watch] => MentionsBenchmark.Run(config, texts, watch, Console.Out),
    ["ledger", ..] => await LedgerBenchmark.RunAsync(args[1..], Console.Out),
    ["rulebook", var config] => RuleBookBenchmark.Run(config, null, Console.Out),
    ["rulebook", var config, var watch] => RuleBookBenchmark.Run(config, watch, Console.Out),
    ["start", var program] => StartBenchmark.Run(program, rounds: 11, Console.Out),
    ["start", var program, var rounds] => StartBenchmark.Run(program, Number(rounds), Console.Out),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project tests/Watcher.Benchmarks -- feeds
                                                                         -- pages FOLDER               (*.html, *.html.gz)
                                                                         -- growth pages               (time at 1, 2, 4, 8 times the size)
                                                                         -- mutate pages SEED COUNT [FOLDER]
                                                                         -- mutate feeds SEED COUNT [FOLDER]
                                                                         -- quantities CONFIG TEXTS.jsonl
                                                                         -- claims CONFIG ARTICLES.jsonl [WATCH.yaml [GAZETTEER]]
                                                                         -- mentions CONFIG TEXTS.jsonl [FILE.yaml|all]
                                                                         -- ledger [ENTRIES ...]        (10000 100000 1000000)
                                                                         -- rulebook CONFIG [FILE.yaml|all]
                                                                         -- start PUBLISHED/watcher [ROUNDS]    (beside dotnet --version)
        """);
    return 2;
}
