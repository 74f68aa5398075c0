using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using HtmlAgilityPack;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;
using Watcher.Worker.Rules;

namespace Watcher.Benchmarks;

/// <summary>
/// What reading an article costs, beside HtmlAgilityPack's bare parse of the same page in the same run. A page's time is the least of all
/// rounds: whatever else the machine does only adds. Single thread.
/// </summary>
internal static class PageBenchmark
{
    public static int Run(string folder, int rounds, TextWriter output)
    {
        var markers = Markers;
        var pages = Directory.EnumerateFiles(folder).Where(f => f.Contains(".html", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(f => (Name: Path.GetFileName(f), Html: Read(f))).ToList();
        var costs = pages.ConvertAll(_ => (Parse: Cost.None, Extract: Cost.None, All: Cost.None));
        for (var round = -1; round < rounds; round++)
        {
            for (var i = 0; i < pages.Count; i++)
            {
                var html = pages[i].Html;
                var parse = Cost.Of(() => new HtmlDocument().LoadHtml(html));
                var extract = Cost.Of(() => ArticleExtractor.Extract(html, null));
                var all = Cost.Of(() => ArticleExtractor.Extract(html, null) is Extraction.Extracted { Article: var raw } ? BoilerplateCleaner.Clean(raw, markers) : null);
                if (round >= 0)
                {
                    costs[i] = (costs[i].Parse.Least(parse), costs[i].Extract.Least(extract), costs[i].All.Least(all));
                }
            }
        }

        output.WriteLine($"{pages.Count} pages, {rounds} rounds; ratios to the bare parse, median of pages (90th of 100 pages)");
        Print("time, extract", costs.Select(c => c.Extract.Time / c.Parse.Time), output);
        Print("time, extract + clean", costs.Select(c => c.All.Time / c.Parse.Time), output);
        Print("allocation, extract", costs.Select(c => c.Extract.Bytes / c.Parse.Bytes), output);
        Print("allocation, extract + clean", costs.Select(c => c.All.Bytes / c.Parse.Bytes), output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"mean of a page: parse {costs.Average(c => c.Parse.Time):0.00} ms, all {costs.Average(c => c.All.Time):0.00} ms"));
        foreach (var (cost, page) in costs.Zip(pages).OrderByDescending(c => c.First.All.Time / c.First.Parse.Time).Take(8))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {page.Name}: {cost.All.Time / cost.Parse.Time:0.0} x ({cost.Parse.Time:0.00} ms parse, {cost.Extract.Time:0.00} extract, {cost.All.Time:0.00} all; {page.Html.Length} characters)"));
        }

        return 0;
    }

    public static MarkerSet Markers => CleaningFiles.Read(Path.Combine(Root(), "config")).Markers;

    /// <summary>The folder of the pages that the tests read.</summary>
    public static string Samples => Path.Combine(Root(), "tests", "Watcher.Tests", "Articles", "Pages");

    /// <summary>The pages of a folder as they are, unpacked.</summary>
    public static List<byte[]> Documents(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(f => f.Contains(".html", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Bytes)];

    private static void Print(string what, IEnumerable<double> ratios, TextWriter output)
    {
        var sorted = ratios.Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-28} {sorted[sorted.Count / 2]:0.00} ({sorted[sorted.Count * 9 / 10]:0.00})"));
    }

    private static string Read(string file) => Charset.Decode(Bytes(file), null).Text;

    private static byte[] Bytes(string file)
    {
        using var stream = File.OpenRead(file);
        using Stream unpacked = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return bytes.ToArray();
    }

    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Watcher.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No Watcher.sln above the program.");
    }

    /// <summary>Milliseconds and bytes of the heap.</summary>
    private readonly record struct Cost(double Time, double Bytes)
    {
        public static Cost None => new(double.MaxValue, double.MaxValue);

        public static Cost Of(Func<object?> work)
        {
            var (bytes, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            _ = work();
            return new Cost(Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
        }

        public static Cost Of(Action work) => Of(() =>
        {
            work();
            return null;
        });

        public Cost Least(Cost other) => new(Math.Min(Time, other.Time), Math.Min(Bytes, other.Bytes));
    }
}
