using Watcher.Benchmarks;

// Ratios of times measured in one run; nothing is asserted, since no bound on time holds on a busy machine.
return args switch
{
    ["feeds", ..] => FeedsBenchmark.Run(Console.Out),
    ["pages", var folder] => PageBenchmark.Run(folder, rounds: 9, Console.Out),
    ["quantities", var config, var texts] => QuantitiesBenchmark.Run(config, texts, Console.Out),
    ["mentions", var config, var texts] => MentionsBenchmark.Run(config, texts, null, Console.Out),
    ["mentions", var config, var texts, var watch] => MentionsBenchmark.Run(config, texts, watch, Console.Out),
    ["ledger", ..] => await LedgerBenchmark.RunAsync(args[1..], Console.Out),
    ["rulebook", var config] => RuleBookBenchmark.Run(config, null, Console.Out),
    ["rulebook", var config, var watch] => RuleBookBenchmark.Run(config, watch, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project tests/Watcher.Benchmarks -- feeds
                                                                         -- pages FOLDER               (*.html, *.html.gz)
                                                                         -- quantities CONFIG TEXTS.jsonl
                                                                         -- mentions CONFIG TEXTS.jsonl [FILE.yaml|all]
                                                                         -- ledger [ENTRIES ...]        (10000 100000 1000000)
                                                                         -- rulebook CONFIG [FILE.yaml|all]
        """);
    return 2;
}
