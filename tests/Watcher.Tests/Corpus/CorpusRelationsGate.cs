using Watcher.Claims.Ledgers;
using Watcher.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>The 44 corpus articles: what the claims in them are to each other (claims.md 11.2).</summary>
public sealed class CorpusRelationsGate(ITestOutputHelper output)
{
    private static readonly string[] s_relations = ["corroborates", "updates", "contradicts"];

    private static readonly Lazy<ReplayedCorpus> s_replay = new(() => ReplayedCorpus.Read("corpus"));

    [SharedFact]
    public void Compare_CorpusArticles_ReachTheFloors()
    {
        var gold = CorpusRelations.Claims();
        var ours = CorpusRelations.Match(gold, s_replay.Value);
        var byId = gold.ToDictionary(row => row.Id);
        var (rows, direction) = (new List<(CorpusRelation Row, string Found)>(), (Right: 0, All: 0));
        foreach (var relation in CorpusRelations.Relations())
        {
            var isFound = ours.ContainsKey(relation.A) && ours.ContainsKey(relation.B);
            var comparison = isFound ? s_replay.Value.Between(ours[relation.A][0], ours[relation.B][0]) : null;
            var found = !isFound ? "not found" : Name(comparison);
            if (found == "updates" && relation.Relation == "updates")
            {
                var isRight = IsLater(ours[relation.A][0], ours[relation.B][0], comparison!);
                direction = (direction.Right + (isRight ? 1 : 0), direction.All + 1);
                found = isRight ? found : "updates the other way";
            }

            rows.Add((relation, found));
            if (found != relation.Relation)
            {
                output.WriteLine($"{relation.Relation} is {found} {comparison?.Rule}{(relation.IsDebatable ? " (debatable)" : "")}: {relation.A} {relation.B}");
                if (isFound)
                {
                    output.WriteLine($"     \"{byId[relation.A].Sentence}\"");
                    output.WriteLine($"     \"{byId[relation.B].Sentence}\"");
                    output.WriteLine($"     {comparison?.Why}");
                }
            }
        }

        var f1 = new List<double>();
        foreach (var name in s_relations)
        {
            var right = rows.Count(r => r.Row.Relation == name && r.Found == name);
            var (said, wanted) = (rows.Count(r => r.Found == name), rows.Count(r => r.Row.Relation == name));
            var reachable = rows.Count(r => r.Row.Relation == name && r.Found != "not found");
            f1.Add(reachable + said == 0 ? 0 : 2.0 * right / (reachable + said));
            output.WriteLine($"{name}: right {right}, said {said}, wanted {wanted}, with both claims found {reachable}");
        }

        var compatible = rows.Where(r => r.Row.Relation == "compatible").ToList();
        var silent = compatible.Count(r => r.Found != "contradicts");
        output.WriteLine($"compatible without an alert: {silent} of {compatible.Count} ({compatible.Count(r => r.Found != "not found")} found)");
        output.WriteLine($"macro-F1 of the found pairs {f1.Average():F3}; updates in the right direction {direction.Right} of {direction.All}");

        Assert.True(f1.Average() >= Floors.Of("corpus.relations.found.macro-f1"), $"macro-F1 {f1.Average():F3}");
        Assert.True(silent >= Floors.Of("corpus.relations.compatible-silent"), $"{silent} of {compatible.Count} compatible pairs without an alert");
    }

    [SharedFact]
    public void Compare_CorpusArticles_AlertsAreRight()
    {
        var gold = CorpusRelations.Claims();
        var ours = CorpusRelations.Match(gold, s_replay.Value).ToDictionary(pair => pair.Value[0], pair => pair.Key);
        var known = CorpusRelations.Relations();
        var judgements = JudgedAlert.Read();
        var (right, wrong) = (0, 0);
        foreach (var alert in s_replay.Value.Alerts())
        {
            var (a, b) = (ours.GetValueOrDefault(alert.Claim), ours.GetValueOrDefault(alert.Earlier));
            var relation = known.FirstOrDefault(r => (r.A == a && r.B == b) || (r.A == b && r.B == a));
            var judgement = judgements.FirstOrDefault(j => j.IsOf(alert));
            var isRight = relation is null ? judgement is { IsRight: true } : relation.Relation == "contradicts";
            (right, wrong) = isRight ? (right + 1, wrong) : (right, wrong + 1);
            output.WriteLine($"{(isRight ? "right" : relation is null && judgement is null ? "UNJUDGED" : "WRONG")} {relation?.Relation} {alert.Kind} {alert.Comparison.Rule} {alert.Claim.Sentence} {alert.Earlier.Sentence}: {alert.Comparison.Why}");
            output.WriteLine($"     {alert.Claim.Claim.AsOf.Basis} \"{alert.Claim.Claim.Evidence.Quote}\"");
            output.WriteLine($"     {alert.Earlier.Claim.AsOf.Basis} \"{alert.Earlier.Claim.Evidence.Quote}\"");
        }

        output.WriteLine($"alerts right {right}, wrong {wrong}, in {s_replay.Value.Articles.Count} articles");
        Assert.True(wrong <= Floors.Of("corpus.relations.wrong-alerts.at-most"), $"{wrong} wrong alerts");
    }

    private static string Name(Comparison? comparison) => comparison switch
    {
        null => "compatible",
        { Notes: var notes } when notes.Contains("speaks of an earlier time") => "updates",
        { Verdict: Verdict.Contradicts } => "contradicts",
        { Verdict: Verdict.Updates or Verdict.Revises } => "updates",
        { Verdict: Verdict.Corroborates { IsStrong: true } or Verdict.Repeats } => "corroborates",
        _ => "compatible",
    };

    /// <summary>The first is the later state of the two, as the comparison has it.</summary>
    private static bool IsLater(ReplayedClaim one, ReplayedClaim other, Comparison comparison)
    {
        var isOvertaken = comparison.Notes.Contains("speaks of an earlier time");
        var isOneCompared = comparison.Earlier == other.Standing;
        return isOneCompared != isOvertaken && one.Standing != other.Standing;
    }
}
