using Watcher.Benchmarks;

if (args is not [var folder, .. var rest])
{
    Console.Error.WriteLine("usage: Watcher.Benchmarks PAGES-FOLDER [ROUNDS]   (a folder with *.html and *.html.gz)");
    return 2;
}

var rounds = rest is [var given] && int.TryParse(given, out var wanted) ? wanted : 9;
PageBenchmark.Run(folder, rounds, Console.Out);
return 0;
