using Watcher.Tests.Support;

namespace Watcher.Tests.Ledgers;

/// <summary>The rows of all tables of a file under Specs whose first column is called "case", cell by cell; backticks are taken off.</summary>
internal static class SpecTable
{
    public static IEnumerable<string[]> Read(string file)
    {
        var isCases = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs", file)))
        {
            if (!line.StartsWith('|'))
            {
                isCases = false;
            }
            else if (line.StartsWith("| case |", StringComparison.Ordinal))
            {
                isCases = true;
            }
            else if (isCases && !line.StartsWith("|-", StringComparison.Ordinal))
            {
                yield return [.. line[1..^1].Split('|').Select(cell => cell.Trim().Trim('`'))];
            }
        }
    }
}
