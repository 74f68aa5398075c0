using Watcher.Claims.Rules;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Tests.Support;

/// <summary>The shipped rule data with one watch list of our own: the invented town of Dravec in a flood.</summary>
internal static class SampleRules
{
    private const string FloodList =
        """
        version: 1
        id: flood
        title: Flood
        settlements:
          - id: dravec
            name: Dravec
            country: UA
        metrics:
          - { id: wounded, unit: people, kind: cumulative }
        """;

    private static readonly Lazy<RuleBook> s_book = new(() => Read("flood", FloodList));
    private static readonly Lazy<RuleBook> s_renamed = new(() => Read("river", FloodList
        .Replace("id: flood", "id: river\nwas: flood", StringComparison.Ordinal).Replace("id: dravec", "id: dravec-town\n    was: dravec", StringComparison.Ordinal)));

    public static RuleBook Book => s_book.Value;

    /// <summary>The same list as river, the same town as dravec-town.</summary>
    public static RuleBook Renamed => s_renamed.Value;

    private static RuleBook Read(string id, string text)
    {
        using var folder = new TemporaryFolder();
        var list = Path.Combine(folder.Path, id + ".yaml");
        File.WriteAllText(list, text);
        var (book, report) = RuleBookReader.Read(ConfigFolder(), list);
        return book ?? throw new InvalidOperationException(string.Join('\n', report.Problems));
    }

    private static string ConfigFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Watcher.sln")))
            {
                return Path.Combine(folder.FullName, "config");
            }
        }

        throw new InvalidOperationException("The tests must run inside a checkout of Watcher.");
    }
}
