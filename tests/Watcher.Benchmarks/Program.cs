using Watcher.Benchmarks;

return args switch
{
    ["feeds", ..] => FeedsBenchmark.Run(Console.Out),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Watcher.Benchmarks -- feeds");
    return 2;
}
