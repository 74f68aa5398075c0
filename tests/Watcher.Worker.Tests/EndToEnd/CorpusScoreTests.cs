using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Watcher.Worker.Cli;
using Watcher.Worker.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Worker.Tests.EndToEnd;

/// <summary>
/// The annotated corpus through <c>replay</c>, judged by the scoring script that lies beside it: what a user who types the two commands reads. No row may
/// fall below its floor in <c>corpus-floors.json</c>; floors rise, they never fall.
/// </summary>
public sealed partial class CorpusScoreTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact]
    public async Task Replay_TheAnnotatedCorpus_StaysAboveItsFloors()
    {
        var corpus = Path.Combine(Checkout.Shared!, "corpus");
        var (lines, errors) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        var exit = await CommandLine.RunAsync(
            CommandTree.Build(),
            ["replay", "--from", Path.Combine(corpus, "articles.jsonl"), "--jsonl", "--watch", Path.Combine(corpus, "watchlist.yaml"), "--config", Checkout.Config, "--data", _folder.Path, "--no-progress"],
            lines, errors);
        Assert.True(exit == ExitCodes.Done, errors.ToString());
        var replayed = Path.Combine(_folder.Path, "replayed.jsonl");
        await File.WriteAllTextAsync(replayed, lines.ToString());

        using var script = Process.Start(new ProcessStartInfo("python3", [Path.Combine(corpus, "score.py"), replayed]) { RedirectStandardOutput = true })!;
        var report = await script.StandardOutput.ReadToEndAsync();
        Assert.True(script.WaitForExit(TimeSpan.FromMinutes(1)) && script.ExitCode == 0);
        output.WriteLine(report);

        var reached = Rows(report).ToDictionary(row => row.Name, row => row.Value, StringComparer.Ordinal);
        var floors = JsonSerializer.Deserialize<Dictionary<string, double>>(
            await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "tests", "Watcher.Worker.Tests", "EndToEnd", "corpus-floors.json")))!;
        var fallen = floors.Where(floor => floor.Key.EndsWith(".at-most", StringComparison.Ordinal) ? reached[floor.Key] > floor.Value : reached[floor.Key] < floor.Value);
        Assert.Equal("", string.Join('\n', fallen.Select(floor => $"{floor.Key}: {reached[floor.Key].ToString(CultureInfo.InvariantCulture)}, floor {floor.Value.ToString(CultureInfo.InvariantCulture)}")));
    }

    /// <summary>"control claims  P 0.873  R 0.742 …" gives two rows, "control actor  132/144 = 0.917" one.</summary>
    private static IEnumerable<(string Name, double Value)> Rows(string report)
    {
        foreach (var line in report.Split('\n'))
        {
            if (Rates().Match(line) is { Success: true } rates)
            {
                yield return ($"{rates.Groups[1].Value}.precision", Number(rates.Groups[2]));
                yield return ($"{rates.Groups[1].Value}.recall", Number(rates.Groups[3]));
            }
            else if (Share().Match(line) is { Success: true } share)
            {
                yield return (share.Groups[1].Value, Number(share.Groups[2]));
            }

            if (FalseContradictions().Match(line) is { Success: true } wrong)
            {
                yield return ("false contradictions.at-most", Number(wrong.Groups[1]));
            }
        }
    }

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*(.+?)\s+P\s+([\d.]+)\s+R\s+([\d.]+)")]
    private static partial Regex Rates();

    [GeneratedRegex(@"^\s*(.+?)\s+\d+/\d+ = ([\d.]+)")]
    private static partial Regex Share();

    [GeneratedRegex(@"false contradictions (\d+)")]
    private static partial Regex FalseContradictions();
}
