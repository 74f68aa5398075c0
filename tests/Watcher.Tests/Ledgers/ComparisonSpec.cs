using Watcher.Claims.Ledgers;

namespace Watcher.Tests.Ledgers;

/// <summary>The rows of Specs/comparison.md, run.</summary>
public sealed class ComparisonSpec
{
    public static TheoryData<string> Cases => [.. Rows().Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_RowOfTheTable_GivesItsVerdict(string name)
    {
        var row = Rows().Single(r => r.Name == name);
        var earlier = row.Earlier.Select((notation, i) => ClaimNotation.Read(notation).AsEntry(i + 1)).ToList();
        var (claim, article) = ClaimNotation.Read(row.Claim);

        var finding = new ClaimComparer().Compare(claim, article, earlier, ClaimNotation.Rules);

        Assert.Equal(row.Expected, Describe(finding, earlier.Count));
    }

    [Fact]
    public void Rows_AllRulesOfClaimsMd_AreHit()
    {
        string[] rules = ["CMP-0", "CMP-1a", "CMP-1b", "CMP-2", "CMP-3", "CMP-4", "CMP-5a", "CMP-5b", "CMP-5c", "CMP-5d", "CMP-5e", "CMP-6", "CMP-7", "CMP-8", "CMP-9"];

        Assert.Empty(rules.Except(Rows().Select(r => r.Rule)));
    }

    [Fact]
    public void Rows_AllCasesOfVerdict_AreHit()
    {
        var cases = typeof(Verdict).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Verdict))).Select(t => t.Name).ToList();
        var hit = Rows().Select(r => r.Verdict).ToHashSet();

        Assert.Equal(8, cases.Count);
        Assert.Empty(cases.Except(hit));
    }

    [Fact]
    public void Rows_Count_IsNeverLess() => Assert.InRange(Rows().Count, 80, int.MaxValue);

    /// <summary>One earlier claim: what the pair is. More: what the finding is.</summary>
    private static string Describe(Finding finding, int earlierCount)
    {
        if (earlierCount != 1 || finding.Compared.IsEmpty)
        {
            return Describe(finding.Verdict, finding.Rule, finding.Compared.IsEmpty ? [] : [.. finding.Compared[0].Notes]);
        }

        var only = finding.Compared[0];
        return Describe(only.Verdict, only.Rule, [.. only.Notes]);
    }

    private static string Describe(Verdict verdict, string rule, string[] notes)
    {
        var text = verdict switch
        {
            Verdict.Corroborates { IsStrong: var isStrong } => isStrong ? "Corroborates strong" : "Corroborates weak",
            Verdict.Contradicts { Kind: var kind, Standing: var standing } => $"Contradicts {kind} {standing}",
            Verdict.Revises { IsWithdrawal: var isWithdrawal } => isWithdrawal ? "Revises withdrawal" : "Revises",
            _ => verdict.GetType().Name,
        };
        var shown = notes.Select(n => n.Split(':')[0]).Where(n => n is "reporting variance" or "possibly stale" or "unit suspect promoted");
        return $"{string.Join(" + ", [text, .. shown])} | {rule}";
    }

    private static List<Row> Rows() => SpecTable.Read("comparison.md")
        .Select(cells => new Row(cells[0], cells[1].Split("//", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), cells[2], cells[3], cells[4]))
        .ToList();

    private sealed record Row(string Name, string[] Earlier, string Claim, string Outcome, string Rule)
    {
        public string Expected => $"{Outcome} | {Rule}";

        public string Verdict => Outcome.Split(' ')[0];
    }
}
