namespace Watcher.Tests.Support;

/// <summary>The bullets of one section of a <c>Specs/*.md</c>, each a test case.</summary>
internal static class SpecCases
{
    public static TheoryData<string> Of(string file, string section)
    {
        var cases = new TheoryData<string>();
        var isInside = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs", file)))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                isInside = line[3..].Trim() == section;
            }
            else if (isInside && line.StartsWith("- ", StringComparison.Ordinal))
            {
                cases.Add(line[2..]);
            }
        }

        return cases;
    }
}
