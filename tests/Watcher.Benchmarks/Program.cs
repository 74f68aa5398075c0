using Watcher.Benchmarks;

// Ratios of times measured in one run; nothing is asserted, since no bound on time holds on a busy machine.
return args switch
{
    ["feeds", ..] => FeedsBenchmark.Run(Console.Out),
    ["pages", var folder] => PageBenchmark.Run(folder, rounds: 9, Console.Out),
    ["quantities", var config, var texts] => QuantitiesBenchmark.Run(config, texts, Console.Out),
    ["claims", var config, var articles, .. var rest] when rest.Length <= 2 => ClaimsBenchmark.Run(config, articles, rest.ElementAtOrDefault(0), rest.ElementAtOrDefault(1), Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: dotnet run -c Release --project tests/Watcher.Benchmarks -- feeds
                                                                         -- pages FOLDER               (*.html, *.html.gz)
                                                                         -- quantities CONFIG TEXTS.jsonl
                                                                         -- claims CONFIG ARTICLES.jsonl [WATCH.yaml [GAZETTEER]]
        """);
    return 2;
}
