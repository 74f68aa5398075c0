using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Watcher.Claims.Mentions;
using Watcher.Reading.Articles;
using Watcher.Worker.Rules;

namespace Watcher.Benchmarks;

/// <summary>Speed and allocation of mention detection on the <c>text</c> of JSON lines: one thread, warm, best of the rounds.</summary>
internal static class MentionsBenchmark
{
    private const int Rounds = 9;

    /// <summary>Short inputs are read over and over until a round has this much text.</summary>
    private const int BytesPerRound = 2_000_000;

    /// <param name="watch">A watch list, <c>all</c> for the whole gazetteer; null for the folder's own lists.</param>
    public static int Run(string config, string file, string? watch, TextWriter output)
    {
        var (book, report) = RuleBookReader.Read(config, watch);
        if (book is null)
        {
            output.WriteLine(string.Join('\n', report.Problems));
            return 1;
        }

        string[] texts = [.. File.ReadLines(file).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!)];
        var bytes = texts.Sum(t => (long)Encoding.UTF8.GetByteCount(t));
        Article[] articles = [.. texts.Select(t => ArticleText.FromPlainText(t))];
        var repeats = Math.Max(1, BytesPerRound / (int)Math.Min(bytes, BytesPerRound));
        var (best, processor, allocated, found) = (double.MaxValue, double.MaxValue, long.MaxValue, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var cpu = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            found = 0;
            for (var i = 0; i < repeats; i++)
            {
                foreach (var article in articles)
                {
                    found += MentionDetector.Detect(article, book.Mentions).Mentions.Length;
                }
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor = Math.Min(processor, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);     // on a busy machine the clock also counts who else ran
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"mentions ({watch ?? "configured lists"}, {book.Mentions.NameCount} names), {texts.Length} texts, {bytes / 1e6:0.00} MB: {bytes * repeats / best / 1e6:0.0} MB/s by the clock, {bytes * repeats / processor / 1e6:0.0} MB/s of processor, {allocated / (double)(bytes * repeats):0.00} bytes allocated a byte, {found / repeats} found"));
        return 0;
    }
}
