using System.Diagnostics;
using System.Globalization;
using Watcher.Worker.Rules;

namespace Watcher.Benchmarks;

/// <summary>What it costs to read a configuration folder into a rule book: the first time in this process, then warm, and what stays in memory.</summary>
internal static class RuleBookBenchmark
{
    /// <summary>So many that the last ones run code that the compiler has finished with, as a reload in a service does.</summary>
    private const int WarmRounds = 40;

    /// <param name="watch">A watch list in place of the folder's own, <c>all</c> for the whole gazetteer; null for the folder's own.</param>
    public static int Run(string config, string? watch, TextWriter output)
    {
        var before = Retained();
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var (book, report) = RuleBookReader.Read(config, watch);
        var cold = Stopwatch.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;     // on a busy machine the clock also counts who else ran
        if (book is null)
        {
            foreach (var problem in report.Problems)
            {
                output.WriteLine(problem);
            }

            return 1;
        }

        var retained = Retained() - before;
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < WarmRounds; round++)
        {
            start = Stopwatch.GetTimestamp();
            _ = RuleBookReader.Read(config, watch);
            best = Stopwatch.GetElapsedTime(start) is var elapsed && elapsed < best ? elapsed : best;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"rule book ({watch ?? "configured lists"}): cold {cold.TotalMilliseconds:0} ms ({cpu.TotalMilliseconds:0} ms of processor), warm {best.TotalMilliseconds:0} ms, {retained / 1e6:0.0} MB retained, {book.Mentions.NameCount} names"));
        return 0;
    }

    private static long Retained()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
