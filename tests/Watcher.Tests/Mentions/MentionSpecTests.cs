using System.Text.RegularExpressions;
using Watcher.Tests.Support;

namespace Watcher.Tests.Mentions;

/// <summary>Specs/mentions.md and Specs/mentions-uk-ru.md: every bullet is a case.</summary>
public sealed partial class MentionSpecTests
{
    private const string English = "mentions.md", Cyrillic = "mentions-uk-ru.md";

    public static TheoryData<string> Watched => [.. Bullets(English).Where(b => b.Section != "Everyone").Select(b => b.Line)];

    public static TheoryData<string> Everyone => [.. Bullets(English).Where(b => b.Section == "Everyone").Select(b => b.Line)];

    public static TheoryData<string> UkrainianAndRussian => [.. Bullets(Cyrillic).Where(b => b.Section != "Gazetteer").Select(b => b.Line)];

    public static TheoryData<string> WholeGazetteer => [.. Bullets(Cyrillic).Where(b => b.Section == "Gazetteer").Select(b => b.Line)];

    [Theory]
    [MemberData(nameof(Watched))]
    public void Detect_SpecSentence_FindsTheWatchedSubjectsAndNothingElse(string line)
    {
        var (text, expected) = Read(line);

        var found = MentionSample.Detect(text).Mentions.Where(m => m.IsWatched).Select(MentionSample.Show);

        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(Everyone))]
    public void Detect_SpecSentence_FindsSidesAndBodies(string line)
    {
        var (text, expected) = Read(line);

        var found = MentionSample.Detect(text).Mentions.Select(MentionSample.Show);

        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(UkrainianAndRussian))]
    public void Detect_SpecSentenceInUkrainianOrRussian_FindsTheWatchedSubjectsAndNothingElse(string line)
    {
        var (text, expected) = Read(line);

        var found = MentionSample.Detect(text, MentionSample.CyrillicRules).Mentions.Where(m => m.IsWatched).Select(MentionSample.Show);

        Assert.Equal(expected, found);
    }

    [Theory]
    [MemberData(nameof(WholeGazetteer))]
    public void Detect_SpecSentenceWithEverythingWatched_FindsPlacesOfTheGazetteer(string line)
    {
        var (text, expected) = Read(line);

        var found = MentionSample.Detect(text, MentionSample.Everything).Mentions.Where(m => m.IsWatched).Select(MentionSample.Show);

        Assert.Equal(expected, found);
    }

    /// <summary>Marks stand in the sentence, or after an arrow where brackets would change the sentence.</summary>
    private static (string Text, string[] Expected) Read(string line)
    {
        var parts = line.Split(" → ");
        return (Mark().Replace(parts[0], "$1"), [.. Mark().Matches(parts[^1]).Select(m => $"{m.Groups[1].Value}|{m.Groups[2].Value}")]);
    }

    private static IEnumerable<(string Section, string Line)> Bullets(string file)
    {
        var section = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs", file)))
        {
            section = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : section;
            if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                yield return (section, line[2..]);
            }
        }
    }

    [GeneratedRegex(@"\[([^\]|]+)\|([^\]]+)\]")]
    private static partial Regex Mark();
}
