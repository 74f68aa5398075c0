using System.Collections.Immutable;
using Watcher.Claims.Ledgers;

namespace Watcher.Tests.Ledgers;

/// <summary>When a contradiction is over. Entry 1 stands against entry 2; a later finding says something about one or both.</summary>
public sealed class ContradictionEndTests
{
    private static readonly EntryId s_one = new(1);
    private static readonly EntryId s_two = new(2);

    public static TheoryData<string, Verdict?, Verdict?, int, bool> Later() => new()
    {
        { "one side withdraws", new Verdict.Revises(s_one, IsWithdrawal: true), null, 1, true },
        { "the other side withdraws", null, new Verdict.Revises(s_two, IsWithdrawal: true), 1, true },
        { "one side now says what the other says", new Verdict.Revises(s_one, false), new Verdict.Corroborates(s_two, IsStrong: true), 1, true },
        { "one side changes and still contradicts", new Verdict.Revises(s_one, false), new Verdict.Contradicts(s_two, ContradictionKind.Number, Standing.CrossSource), 9, false },
        { "one side changes and nothing is known of the other", new Verdict.Revises(s_one, false), null, 9, false },
        { "two origins move on from both", new Verdict.Updates(s_one), new Verdict.Updates(s_two), 2, true },
        { "one origin moves on from both", new Verdict.Updates(s_one), new Verdict.Updates(s_two), 1, false },
        { "two origins move on from one and agree with the other", new Verdict.Updates(s_one), new Verdict.Corroborates(s_two, IsStrong: true), 2, true },
        { "two origins move on from one and are vague about the other", new Verdict.Updates(s_one), new Verdict.Corroborates(s_two, IsStrong: false), 2, false },
        { "two origins move on from one and contradict the other", new Verdict.Updates(s_one), new Verdict.Contradicts(s_two, ContradictionKind.Number, Standing.CrossSource), 2, false },
        { "many agree with one side", new Verdict.Corroborates(s_one, IsStrong: true), null, 9, false },
        { "of another scope", new Verdict.DifferentScope(s_one), new Verdict.DifferentScope(s_two), 9, false },
    };

    [Theory]
    [MemberData(nameof(Later))]
    public void Ends_LaterFinding_OnlyWhenNothingStandsAgainstTheOther(string name, Verdict? besideOne, Verdict? besideTwo, int origins, bool ends)
    {
        var later = Finding((s_one, besideOne), (s_two, besideTwo));

        Assert.True(ends == ContradictionEnd.Ends(Contradiction(Standing.CrossSource), s_two, later, origins, settlingOrigins: 2), name);
    }

    [Fact]
    public void Ends_ContradictionWithinOneArticle_IsNeverToldAsOver() => Assert.False(ContradictionEnd.Ends(
        Contradiction(Standing.WithinArticle), s_two, Finding((s_one, new Verdict.Revises(s_one, IsWithdrawal: true))), 9, settlingOrigins: 2));

    private static Finding Contradiction(Standing standing) => Finding((s_one, new Verdict.Contradicts(s_one, ContradictionKind.Number, standing)));

    private static Finding Finding(params ReadOnlySpan<(EntryId Entry, Verdict? Verdict)> compared)
    {
        var comparisons = ImmutableArray.CreateBuilder<Comparison>();
        foreach (var (entry, verdict) in compared)
        {
            if (verdict is not null)
            {
                comparisons.Add(new Comparison { Earlier = entry, Verdict = verdict, Rule = "CMP-0", Why = "of the test" });
            }
        }

        return new Finding { Claim = null!, Verdict = comparisons[0].Verdict, Rule = "CMP-0", Why = "of the test", Compared = comparisons.ToImmutable() };   // the claim plays no part
    }
}
