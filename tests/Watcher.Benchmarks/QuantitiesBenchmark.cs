using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Watcher.Claims.Quantities;
using Watcher.Worker.Rules;

namespace Watcher.Benchmarks;

/// <summary>Speed and allocation of the quantity and the date reader on the <c>text</c> of JSON lines: one thread, warm, best of the rounds.</summary>
internal static class QuantitiesBenchmark
{
    private const int Rounds = 9;

    /// <summary>Short inputs are read over and over until a round has this much text.</summary>
    private const int BytesPerRound = 2_000_000;

    private static readonly DateReference s_reference = new(new DateTime(2023, 5, 18, 15, 0, 0));

    public static int Run(string config, string file, TextWriter output)
    {
        string[] texts = [.. File.ReadLines(file).Where(l => l.Length > 0).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("text").GetString()!)];
        var bytes = texts.Sum(t => (long)Encoding.UTF8.GetByteCount(t));
        var dates = new DateReader(new DateLexicon(Read<DatesFile>(config, "lexicon/dates.en.yaml"), Read<AnchorsFile>(config, "ontology/anchors.yaml"), Read<NumbersFile>(config, "lexicon/numbers.en.yaml")));
        var lexicon = new QuantityLexicon(Read<NumbersFile>(config, "lexicon/numbers.en.yaml"), Read<HedgesFile>(config, "lexicon/hedges.en.yaml"), Read<UnitsFile>(config, "ontology/units.yaml"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{texts.Length} texts, {bytes / 1e6:0.00} MB"));
        Measure("quantities with their dates", text => new QuantityReader(lexicon, dates).Read(text).Count);
        Measure("quantities alone", text => new QuantityReader(lexicon).Read(text).Count);
        Measure("dates", text => dates.Read(text, s_reference).Count);
        return 0;

        void Measure(string what, Func<string, int> read)
        {
            var (best, allocated, found) = (double.MaxValue, long.MaxValue, 0);
            var repeats = Math.Max(1, BytesPerRound / (int)Math.Min(bytes, BytesPerRound));
            for (var round = 0; round < Rounds; round++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                found = 0;
                for (var i = 0; i < repeats; i++)
                {
                    foreach (var text in texts)
                    {
                        found += read(text);
                    }
                }

                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
                allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{what,-28} {bytes * repeats / best / 1e6,6:0.0} MB/s  {allocated / (double)(bytes * repeats),5:0.00} bytes allocated a byte  {found / repeats} found"));
        }
    }

    private static T Read<T>(string config, string file) => RuleFile.Read<T>(Path.Combine(config, file));
}
