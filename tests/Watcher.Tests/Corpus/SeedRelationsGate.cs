using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>The five annotated sample articles: what the claims in them are to each other (claims.md 11.1), beside three baselines.</summary>
public sealed class SeedRelationsGate(ITestOutputHelper output)
{
    private static readonly Lazy<ReplayedCorpus> s_replay = new(() => ReplayedCorpus.Read("seeds"));

    private static readonly Lazy<ILookup<string, GoldClaim>> s_gold =
        new(() => GoldClaims.Read().ToLookup(row => row.Id.TrimEnd('a', 'b', 'c', 'd')));

    /// <summary>Contradictions of numbers and statuses that a reader relies on most.</summary>
    private static readonly string[] s_mustBeFound = ["p001", "p005", "p006", "p026", "p051"];

    [SharedFact]
    public void Compare_SampleArticles_ReachTheFloors()
    {
        var judged = GoldPair.Read().Select(pair => (Pair: pair, Found: Judge(pair))).ToList();
        foreach (var (pair, found) in judged.Where(j => j.Pair.Label != j.Found.Label))
        {
            output.WriteLine($"{pair.Id} wanted {pair.Label}, is {found.Label} {found.Comparison?.Rule}{(found.IsFound ? "" : " (claim not found)")}{(pair.IsDebatable ? " (debatable)" : "")} {pair.Kind}");
            output.WriteLine($"     {pair.A} \"{pair.QuoteA}\"");
            output.WriteLine($"     {pair.B} \"{pair.QuoteB}\"");
            if (found.Comparison is { } comparison)
            {
                output.WriteLine($"     {comparison.Why}");
            }

            Array.ForEach([pair.A, pair.B], row => PrintClaims(row, pair.Topic));
        }

        output.WriteLine($"found pairs: {judged.Count(j => j.Found.IsFound)} of {judged.Count}");
        Confusion(judged.Select(j => (j.Pair.Label, j.Found.Label)));
        var macro = MacroF1(judged.Select(j => (j.Pair.Label, j.Found.Label)));
        var macroFound = MacroF1(judged.Where(j => j.Found.IsFound).Select(j => (j.Pair.Label, j.Found.Label)));
        output.WriteLine($"macro-F1 {macro:F3} (of the pairs whose claims are found {macroFound:F3})");

        var (precision, recall) = Contradictions(judged.Select(j => (j.Pair, j.Found.Label == PairLabel.Contradicts)), "ours");
        var hard = judged.Where(j => j.Pair.IsAlert && j.Pair.IsHard).ToList();
        output.WriteLine($"number, status, denial: {hard.Count(j => j.Found.Label == PairLabel.Contradicts)} of {hard.Count} ({string.Join(' ', hard.Select(j => $"{j.Pair.Id} {j.Found.Label} {j.Found.Comparison?.Rule}"))})");

        var scopes = judged.Where(j => j.Pair.Label == PairLabel.Silence).ToList();
        var silent = scopes.Count(j => j.Found.Label != PairLabel.Contradicts);
        var quiet = scopes.Count(j => j.Found.Label == PairLabel.Silence);
        output.WriteLine($"different scope without an alert: {silent} of {scopes.Count}; silent: {quiet}");

        var origins = judged.Where(j => j.Pair.IsSameOrigin).ToList();
        var once = origins.Count(j => j.Found.Label is PairLabel.Repeats or PairLabel.Silence || j.Found.IsOneVoice);
        output.WriteLine($"same origin counted once: {once} of {origins.Count} ({origins.Count(j => j.Found.IsFound)} found, {origins.Count(j => j.Found.Label == PairLabel.Repeats)} joined)");

        foreach (var (pair, found) in origins.Where(j => !(j.Found.Label is PairLabel.Repeats or PairLabel.Silence || j.Found.IsOneVoice)))
        {
            output.WriteLine($"counted twice: {pair.Id} {found.Label} {found.Comparison?.Rule} {found.Comparison?.Why}");
        }

        PrintBaselines(judged.ConvertAll(j => j.Pair));

        Assert.All(s_mustBeFound, id => Assert.Equal(PairLabel.Contradicts, judged.Single(j => j.Pair.Id == id).Found.Label));
        Assert.True(judged.Single(j => j.Pair.Id == "p026").Found.Comparison?.Verdict is Verdict.Contradicts { Standing: Standing.WithinArticle });
        Assert.True(macro >= Floors.Of("seeds.relations.macro-f1"), $"macro-F1 {macro:F3}");
        Assert.True(precision >= Floors.Of("seeds.relations.contradictions.precision"), $"contradictions, precision {precision:F3}");
        Assert.True(recall >= Floors.Of("seeds.relations.contradictions.recall"), $"contradictions, recall {recall:F3}");
        Assert.True((double)silent / scopes.Count >= Floors.Of("seeds.relations.scopes-silent"), "different scopes");
        Assert.True((double)once / origins.Count >= Floors.Of("seeds.relations.origins-once"), "same origins");
    }

    [SharedFact]
    public void Compare_SampleArticles_AlertsAreRight()
    {
        var judgements = JudgedAlert.Read();
        var contradictions = GoldPair.Read().Where(p => p.Label == PairLabel.Contradicts).ToList();
        var wrong = 0;
        foreach (var alert in s_replay.Value.Alerts())
        {
            var pair = contradictions.FirstOrDefault(p => IsOf(p, alert));
            var judgement = judgements.FirstOrDefault(j => j.IsOf(alert));
            var isRight = pair is not null || judgement is { IsRight: true };
            wrong += isRight ? 0 : 1;
            output.WriteLine($"{(isRight ? "right" : judgement is null ? "UNJUDGED" : "WRONG")} {pair?.Id} {alert.Kind} {alert.Comparison.Rule} {alert.Claim.Sentence} {alert.Earlier.Sentence}: {alert.Comparison.Why}");
            output.WriteLine($"     \"{alert.Claim.Claim.Evidence.Quote}\"");
            output.WriteLine($"     \"{alert.Earlier.Claim.Evidence.Quote}\"");
        }

        output.WriteLine($"wrong alerts: {wrong}");
        Assert.True(wrong <= Floors.Of("seeds.relations.wrong-alerts.at-most"), $"{wrong} wrong alerts");
    }

    /// <param name="Label">The strongest relation.</param>
    /// <param name="Comparison">That gave it; null for none.</param>
    /// <param name="IsFound">Both rows have a claim.</param>
    /// <param name="IsOneVoice">The two are counted as one origin.</param>
    private sealed record Judged(PairLabel Label, Comparison? Comparison, bool IsFound, bool IsOneVoice = false);

    /// <summary>The strongest relation between claims that the two rows are matched with.</summary>
    private static Judged Judge(GoldPair pair)
    {
        var (ones, others) = (ClaimsOf(pair.A, pair.Topic), ClaimsOf(pair.B, pair.Topic));
        var related = ones.SelectMany(one => others.Where(other => other != one)
                .Select(other => (Comparison: s_replay.Value.Between(one, other), IsOneVoice: s_replay.Value.IsOneVoice(one, other))))
            .Where(r => r.Comparison is not null)
            .Select(r => (Label: GoldPair.LabelOf(r.Comparison!.Verdict), r.Comparison, r.IsOneVoice)).ToList();
        if (related.Count == 0)
        {
            return new Judged(PairLabel.Silence, null, ones.Count > 0 && others.Count > 0);
        }

        var best = related.MaxBy(r => r.Label switch
        {
            PairLabel.Contradicts => 5,
            PairLabel.Repeats => 4,
            PairLabel.Updates => 3,
            PairLabel.Corroborates => 2,
            _ => 1,
        });
        return new Judged(best.Label, best.Comparison, true, best.IsOneVoice);
    }

    /// <summary>Claims on the row's sentence: those that match it, or any where the row is none that we could have (claims.md 11); and its tellings of the topic.</summary>
    private static List<ReplayedClaim> ClaimsOf(string id, string? topic)
    {
        var rows = s_gold.Value[id].ToList();
        var near = s_replay.Value.Claims.Where(c => rows.Any(row => row.Article == c.Article && IsSame(row.Span, c.Span))).ToList();
        var matched = near.Where(c => rows.Any(row => GoldClaims.Matches(row, c.Claim, c.Span))).ToList();
        var wordings = near.Where(c => c.Claim.Kind == ClaimKind.Telling && IsOf(topic, Predicate.ToldTopic(c.Claim.Predicate))).ToList();
        return matched.Count > 0 ? [.. matched.Union(wordings)] : rows.Any(row => row.Counts) ? [.. wordings] : [.. near.Where(c => c.Claim.Kind != ClaimKind.Telling), .. wordings];
    }

    /// <summary>Where they went is told by a place, and by the point of the compass.</summary>
    private static bool IsOf(string? topic, string? told) => told is not null && (told == topic || (topic, told) is ("direction", "bearing"));

    /// <summary>What stands for the row; in brackets what else its sentence gave.</summary>
    private void PrintClaims(string row, string? topic)
    {
        var taken = ClaimsOf(row, topic);
        foreach (var claim in s_replay.Value.Claims.Where(c => s_gold.Value[row].Any(gold => gold.Article == c.Article && IsSame(gold.Span, c.Span))))
        {
            var told = $"{claim.Claim.Predicate} {claim.Claim.Scope.Side?.Value ?? claim.Claim.Actor?.Side?.Value} {claim.Claim.Modality} {claim.Claim.AsOf.Interval} {claim.Claim.ComparisonKey} by {claim.Claim.Attribution.Source?.Source}";
            output.WriteLine(taken.Contains(claim) ? $"       {row}: {told}" : $"       {row}: [{told}]");
        }
    }

    private static bool IsOf(GoldPair pair, Alert alert)
    {
        bool Is(string id, ReplayedClaim claim) => s_gold.Value[id].Any(row => row.Article == claim.Article && IsSame(row.Span, claim.Span));
        return (Is(pair.A, alert.Claim) && Is(pair.B, alert.Earlier)) || (Is(pair.B, alert.Claim) && Is(pair.A, alert.Earlier));
    }

    private static bool IsSame(TextSpan one, TextSpan other) =>
        Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start) >= 0.5 * (Math.Max(one.End, other.End) - Math.Min(one.Start, other.Start));

    /// <summary>On the expected alerts; a flag on a pair of another label is wrong, one on a contradiction that nobody expects is neither.</summary>
    private (double Precision, double Recall) Contradictions(IEnumerable<(GoldPair Pair, bool IsFlagged)> judged, string who)
    {
        var all = judged.ToList();
        var (right, wanted) = (all.Count(j => j.IsFlagged && j.Pair.IsAlert), all.Count(j => j.Pair.IsAlert));
        var wrong = all.Count(j => j.IsFlagged && j.Pair.Label != PairLabel.Contradicts);
        var (precision, recall) = (right + wrong == 0 ? 1 : (double)right / (right + wrong), (double)right / wanted);
        output.WriteLine($"contradictions, {who}: P {precision:F3} R {recall:F3}, right {right} of {wanted}, wrong {wrong}");
        return (precision, recall);
    }

    /// <summary>(a) two different numbers of one unit; (b) never; (c) one kind of claim at one place.</summary>
    private void PrintBaselines(List<GoldPair> pairs)
    {
        Baseline("(a) two numbers of one unit", pair => Any(pair, (a, b) => a.Value is { } x && b.Value is { } y && x != y && Noun(a) == Noun(b)));
        Baseline("(b) never", _ => false);
        Baseline("(c) same keyword, same place", pair => Any(pair, (a, b) => a.Predicates.Intersect(b.Predicates).Any() && a.Places.Intersect(b.Places).Any()));

        void Baseline(string who, Func<GoldPair, bool> flag)
        {
            Contradictions(pairs.Select(pair => (pair, flag(pair))), who);
            var labels = pairs.Select(pair => (pair.Label, flag(pair) ? PairLabel.Contradicts : PairLabel.Silence));
            output.WriteLine($"     macro-F1 {MacroF1(labels):F3}");
        }

        static bool Any(GoldPair pair, Func<GoldClaim, GoldClaim, bool> test) => s_gold.Value[pair.A].Any(a => s_gold.Value[pair.B].Any(b => test(a, b)));
        static string? Noun(GoldClaim row) => row.Unit?.Split(' ')[0].TrimEnd('s');
    }

    private void Confusion(IEnumerable<(PairLabel Wanted, PairLabel Found)> labels)
    {
        var all = labels.ToList();
        foreach (var wanted in Enum.GetValues<PairLabel>())
        {
            output.WriteLine($"  {wanted,-12} {string.Join("  ", Enum.GetValues<PairLabel>().Select(found => $"{found} {all.Count(l => l == (wanted, found))}"))}");
        }
    }

    private static double MacroF1(IEnumerable<(PairLabel Wanted, PairLabel Found)> labels)
    {
        var all = labels.ToList();
        return Enum.GetValues<PairLabel>().Average(label =>
        {
            var right = all.Count(l => l.Wanted == label && l.Found == label);
            var any = all.Count(l => l.Wanted == label) + all.Count(l => l.Found == label);
            return any == 0 ? 1 : 2.0 * right / any;
        });
    }
}
