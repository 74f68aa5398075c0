using Watcher.Tests.Support;

namespace Watcher.Tests.Quantities;

/// <summary>
/// One example of a spec table: a text, the cells beside it, and the cells of the rows below whose text cell is empty.
/// A row "–" says that the text holds nothing.
/// </summary>
public sealed record SpecRows(string Text, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Names the case in the test list.</summary>
    public override string ToString() => Text;

    /// <summary>Every example of <c>Specs/<paramref name="file"/></c>: tables whose header begins with "text".</summary>
    public static IReadOnlyList<SpecRows> Load(string file)
    {
        var examples = new List<SpecRows>();
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs", file)))
        {
            if (!line.StartsWith('|'))
            {
                continue;
            }

            string[] cells = [.. line.Trim().Trim('|').Split('|').Select(cell => cell.Trim())];
            if (cells[0] == "text" || cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                continue;
            }

            if (cells[0].Length > 0)
            {
                examples.Add(new SpecRows(cells[0], new List<IReadOnlyList<string>>()));
            }

            if (cells[1] != "–")
            {
                ((List<IReadOnlyList<string>>)examples[^1].Rows).Add(cells[1..]);
            }
        }

        return examples;
    }
}
