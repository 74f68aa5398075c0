using Watcher.Worker.Rules.Checks;

namespace Watcher.Worker.Tests.Rules;

/// <summary>Every broken configuration of the corpus gets exactly the messages it deserves: code, place and suggestion.</summary>
public sealed class BrokenCorpusTests
{
    /// <summary>Codes that only a folder, the settings or the network can have; each has a test of its own elsewhere.</summary>
    private static readonly string[] s_elsewhere =
    [
        ProblemCodes.FileMissing, ProblemCodes.NoRecipients, ProblemCodes.Setting, ProblemCodes.KeyAndKeyFile, ProblemCodes.UnreadableSecret,
        ProblemCodes.HostUnknown, ProblemCodes.NotAFeed, ProblemCodes.TsvColumns, ProblemCodes.TsvRepeatedId,
    ];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var broken in BrokenCase.All)
            {
                cases.Add(broken.Group, broken.Name);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Broken_EachCase_SaysWhatAndWhere(string group, string name)
    {
        var broken = BrokenCase.All.Single(b => b.Group == group && b.Name == name);
        if (Environment.GetEnvironmentVariable("WATCHER_RECORD") == "1")
        {
            BrokenCase.Record(group, b => [.. b.Check().Select(BrokenCase.Line), .. b.Expected.Where(line => line.StartsWith("schema ", StringComparison.Ordinal))]);
        }

        var problems = broken.Check();

        Assert.Equal(broken.Expected.Where(line => !line.StartsWith("schema ", StringComparison.Ordinal)), problems.Select(BrokenCase.Line));
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.True(p.EndColumn >= p.Column && p.Message.Length > 0, p.ToString()));
    }

    [Fact]
    public void Corpus_IsLargeAndCoversEveryCode()
    {
        var seen = BrokenCase.All.SelectMany(b => b.Expected).Select(line => line.Split(' ')[0]).ToHashSet();
        var codes = typeof(ProblemCodes).GetFields().Select(f => (string)f.GetRawConstantValue()!);

        Assert.True(BrokenCase.All.Count >= 120, $"{BrokenCase.All.Count} cases");
        Assert.Empty(codes.Except(seen).Except(s_elsewhere));
    }

    [Fact]
    public void Broken_SecretsBesideAMistake_NeverAppear()
    {
        var said = string.Join('\n', BrokenCase.All.SelectMany(b => b.Check()).Select(p => p.ToString()));

        Assert.DoesNotContain("hunter2", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Headlines_OfAddresses_HoldNoPersonalData()
    {
        var headlines = BrokenCase.All.Where(b => b.Group == "recipients").SelectMany(b => b.Check()).Select(p => p.Headline);

        Assert.DoesNotContain(headlines, h => h.Contains("example.org", StringComparison.Ordinal));
    }

    [Fact]
    public void Codes_Each_HasItsPage()
    {
        var codes = typeof(ProblemCodes).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!).ToList();

        Assert.Equal(codes.Order(StringComparer.Ordinal), ProblemPages.All.Order(StringComparer.Ordinal));
        Assert.All(codes, code => Assert.All([ProblemPages.Of(code)!.Cause, ProblemPages.Of(code)!.Example, ProblemPages.Of(code)!.Fix], Assert.NotEmpty));
    }
}
