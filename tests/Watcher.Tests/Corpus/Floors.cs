using System.Text.Json;
using Watcher.Tests.Support;

namespace Watcher.Tests.Corpus;

/// <summary>What was reached before: <c>floors.json</c>, flat keys like <c>seeds.claims.precision</c>. Floors rise, they never fall.</summary>
internal static class Floors
{
    private static readonly Dictionary<string, double> s_all = JsonSerializer.Deserialize<Dictionary<string, double>>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Corpus", "floors.json")))!;

    public static double Of(string key) => s_all[key];
}
