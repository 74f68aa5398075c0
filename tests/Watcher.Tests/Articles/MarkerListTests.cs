using System.Text.Json;
using Watcher.Reading.Articles;
using Watcher.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Tests.Articles;

/// <summary>Lines of boilerplate collected from real pages: each must go when it stands as a block of its own within an article.</summary>
public sealed class MarkerListTests(ITestOutputHelper output)
{
    [SharedFact]
    public void Clean_ListedBoilerplate_Goes()
    {
        var kept = new List<string>();
        var lines = 0;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Shared!, "pages", "boilerplate-markers.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var text = row.RootElement.GetProperty("text").GetString()!;
            lines++;
            var cleaned = BoilerplateCleaner.Clean(Sample.Around(text.Trim()), Sample.Markers);
            if (cleaned.Blocks.Any(b => b.Text.Contains(text.Trim(), StringComparison.Ordinal)) || cleaned.Blocks.Count(b => b.Kind != BlockKind.Headline) > Sample.Paragraphs)
            {
                kept.Add($"{row.RootElement.GetProperty("category").GetString()}: {text}");
            }
        }

        output.WriteLine($"{lines - kept.Count} of {lines} go");
        Assert.Equal([], kept);
    }
}
