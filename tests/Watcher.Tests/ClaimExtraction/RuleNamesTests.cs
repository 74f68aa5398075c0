using System.Text.RegularExpressions;
using Watcher.Claims.Extraction;
using Watcher.Tests.Support;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>Every claim names its rules, and <c>claims explain</c> says what each means: an id without a meaning would print as a bare number.</summary>
public sealed partial class RuleNamesTests
{
    [Fact]
    public void Meaning_OfEveryRuleThatTheReadersName_IsGiven()
    {
        var named = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Watcher.Claims", "Extraction"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "RuleNames.cs")
            .SelectMany(file => RuleId().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).ToHashSet();

        Assert.Contains("CTL-1", named);
        Assert.Empty(named.Except(RuleNames.Meaning.Keys));
        Assert.Superset(RuleNames.Meaning.Keys.ToHashSet(), named);
    }

    [GeneratedRegex("\"([A-Z]{3,4}-[0-9]+[a-z]?)\"")]
    private static partial Regex RuleId();
}
