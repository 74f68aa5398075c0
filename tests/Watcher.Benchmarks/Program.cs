using Watcher.Benchmarks;

return args switch
{
    ["quantities", var config, var texts] => QuantitiesBenchmark.Run(config, texts, Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Watcher.Benchmarks -- quantities CONFIG-FOLDER TEXTS.jsonl");
    return 2;
}
