using Watcher.Tests.Support;

namespace Watcher.Tests.Ledgers;

/// <summary>The table rows of a file under Specs, cell by cell; backticks are taken off.</summary>
internal static class SpecTable
{
    public static IEnumerable<string[]> Read(string file) =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs", file))
        where line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| case |", StringComparison.Ordinal)
        select line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim().Trim('`')).ToArray();
}
