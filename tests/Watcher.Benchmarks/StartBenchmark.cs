using System.Diagnostics;
using System.Globalization;

namespace Watcher.Benchmarks;

/// <summary>
/// From start to end of the program's quick verbs, beside <c>dotnet --version</c>: what people wait for when they type. The runs of all lines
/// take turns, so that a busy machine slows all of them alike; the median of the ratios is what can be compared from one day to the next.
/// </summary>
internal static class StartBenchmark
{
    private static readonly (string Name, string[] Args)[] s_lines =
    [
        ("watcher --help", ["--help"]),
        ("watcher claims list --help", ["claims", "list", "--help"]),
        ("watcher analyze \"text\"", ["analyze", "Police said 12 people were killed in Izium on Friday."]),
        ("watcher analyze \"text\" --list", ["analyze", "--list", "kharkiv", "Police said 12 people were killed in Izium on Friday."]),
        ("watcher check", ["check"]),
    ];

    /// <param name="program">The published <c>watcher</c>: <c>dotnet publish src/Watcher.Worker -c Release -p:PublishReadyToRun=true -r RID --self-contained false</c>.</param>
    /// <param name="rounds">At least 3; the first warms the disk and is not counted.</param>
    public static int Run(string program, int rounds, TextWriter output)
    {
        if (!File.Exists(program))
        {
            output.WriteLine($"{program}: no such file; publish the worker first");
            return 1;
        }

        var config = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(program))!, "config");
        var times = new List<(double Base, double[] Lines)>();
        for (var round = 0; round <= rounds; round++)
        {
            var yardstick = Seconds("dotnet", ["--version"]);
            var lines = Array.ConvertAll(s_lines, line => Seconds(program, [.. line.Args, "--config", config]));
            if (round > 0)
            {
                times.Add((yardstick, lines));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-34} {"median s",9} {"best s",8} {"ratio to dotnet --version",26}"));
        output.WriteLine(Row("dotnet --version", [.. times.Select(t => t.Base)], [.. times.Select(_ => 1.0)]));
        for (var i = 0; i < s_lines.Length; i++)
        {
            var at = i;
            output.WriteLine(Row(s_lines[i].Name, [.. times.Select(t => t.Lines[at])], [.. times.Select(t => t.Lines[at] / t.Base)]));
        }

        return 0;
    }

    private static string Row(string name, double[] seconds, double[] ratios) =>
        string.Create(CultureInfo.InvariantCulture, $"{name,-34} {Median(seconds),9:0.000} {seconds.Min(),8:0.000} {Median(ratios),26:0.00}");

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static double Seconds(string program, string[] args)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} does not start");
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
