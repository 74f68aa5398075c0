using Watcher.Reading.Articles;
using Watcher.Tests.Support;

namespace Watcher.Tests.Articles;

/// <summary>Specs/cleaning.md: every bullet is a case.</summary>
public sealed class CleaningSpecTests
{
    public static TheoryData<string> MustGo => Section("Must go");

    public static TheoryData<string> MustStay => Section("Must stay");

    public static TheoryData<string> Trimmed => Section("Trimmed");

    public static TheoryData<string> Captions => Section("Caption");

    [Theory]
    [MemberData(nameof(MustGo))]
    public void Clean_Boilerplate_IsDroppedWithItsMarker(string line)
    {
        var cleaned = Clean(line);

        Assert.DoesNotContain(cleaned.Blocks, b => b.Text.Contains(line, StringComparison.Ordinal));
        Assert.Equal(Sample.Paragraphs, Between(cleaned));
        Assert.All(cleaned.Dropped, d => Assert.NotEqual("", d.Marker));
    }

    [Theory]
    [MemberData(nameof(MustStay))]
    public void Clean_LookAlike_Stays(string line)
    {
        var cleaned = Clean(line);

        Assert.Empty(cleaned.Dropped);
        Assert.Contains(cleaned.Blocks, b => b.Text == line);
    }

    [Theory]
    [MemberData(nameof(Trimmed))]
    public void Clean_GluedBoilerplate_IsTrimmed(string line)
    {
        var parts = line.Split(" → ");

        var cleaned = Clean(parts[0]);

        Assert.Contains(cleaned.Blocks, b => b.Text == parts[1]);
        Assert.Equal(Sample.Paragraphs + 1, Between(cleaned));
    }

    [Theory]
    [MemberData(nameof(Captions))]
    public void Clean_TextWithPictureCredit_BecomesCaption(string line)
    {
        var cleaned = Clean(line);

        Assert.Single(cleaned.Blocks, b => b.Kind == BlockKind.Caption && line.StartsWith(b.Text, StringComparison.Ordinal));
    }

    private static Article Clean(string line) => BoilerplateCleaner.Clean(Sample.Around(line), Sample.Markers);

    private static int Between(Article article) => article.Blocks.Count(b => b.Kind != BlockKind.Headline);

    private static TheoryData<string> Section(string name)
    {
        var rows = new TheoryData<string>();
        var inside = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs", "cleaning.md")))
        {
            inside = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] == name : inside;
            if (inside && line.StartsWith("- ", StringComparison.Ordinal))
            {
                rows.Add(line[2..]);
            }
        }

        return rows;
    }
}
