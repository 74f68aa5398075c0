using Watcher.Benchmarks;

// Ratios of times measured in one run; nothing is asserted, since no bound on time holds on a busy machine.
return args switch
{
    ["feeds", ..] => FeedsBenchmark.Run(Console.Out),
    ["pages", var folder] => PageBenchmark.Run(folder, rounds: 9, Console.Out),
    ["quantities", var config, var texts] => QuantitiesBenchmark.Run(config, texts, Console.Out),
    ["stages", var config] => Stages.Run(config),
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
                                                                         -- rulebook CONFIG [FILE.yaml|all]
        """);
    return 2;
}
