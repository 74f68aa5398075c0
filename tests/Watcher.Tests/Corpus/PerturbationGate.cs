using System.Collections.Immutable;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>Takes annotated claims, changes one slot, and compares with the original (claims.md 11.3): the expected verdict is known.</summary>
public sealed class PerturbationGate(ITestOutputHelper output)
{
    private static readonly Unit s_acre = Make("acre", 0.0040468564224m);

    [SharedFact]
    public void Compare_ChangedClaims_GivesTheExpectedVerdict()
    {
        var results = AnnotatedClaims.All.SelectMany(a => Cases(a.Claim, a.Corpus.Book.Comparison)).ToList();
        foreach (var failed in results.Where(r => !r.IsRight))
        {
            output.WriteLine($"{failed.Change}: is {failed.Got}\n     {failed.Origin.Article} {failed.Origin.Claim.Predicate} {failed.Origin.Claim.ValueSurface} \"{failed.Origin.Claim.Evidence.Quote}\"");
        }

        foreach (var change in results.GroupBy(r => r.Change))
        {
            output.WriteLine($"{change.Key}: {change.Count(r => r.IsRight)} of {change.Count()}");
        }

        var share = (double)results.Count(r => r.IsRight) / results.Count;
        output.WriteLine($"as expected: {results.Count(r => r.IsRight)} of {results.Count} = {share:F3}, from {AnnotatedClaims.All.Count} annotated claims");
        Assert.True(share >= Floors.Of("perturbations.as-expected"), $"{share:F3}");
    }

    private sealed record Result(string Change, ReplayedClaim Origin, string Got, bool IsRight);

    private static IEnumerable<Result> Cases(ReplayedClaim origin, ComparisonRules rules)
    {
        Result Of(string change, Func<Claim, Claim> edit, Func<Finding, bool> isRight, Claim? before = null, string outlet = "second-outlet")
        {
            var finding = Compare(before ?? origin.Claim, origin, edit, rules, outlet);
            var got = finding.Compared.IsEmpty ? finding.Rule : $"{finding.Compared[0].Verdict.GetType().Name} {finding.Compared[0].Rule}: {finding.Compared[0].Why}";
            return new Result(change, origin, got, isRight(finding));
        }

        var claim = origin.Claim;
        yield return Of("will", c => ByOther(Tripled(c)) with { Modality = Modality.Future }, IsSilent);
        yield return Of("if, could", c => ByOther(Tripled(c)) with { Modality = Modality.Conditional }, IsSilent);
        var isScoped = claim.Kind == ClaimKind.Control || Compare(claim, origin, ByOther, rules, "second-outlet").Compared is [{ Verdict: not Verdict.DifferentScope }, ..];
        if (!isScoped)
        {
            // A toll without a place is compared with nothing: silence, whatever it says.
            yield return Of("x 3, of an unplaced event", c => ByOther(Tripled(c)), IsSilent);
            yield break;
        }

        yield return Of("denied by another", c => ByOther(c) with { Stance = Stance.Denies }, f => Is<Verdict.Contradicts>(f, "CMP-7"));
        yield return Of("negated by another", c => ByOther(c) with { Polarity = Polarity.Negated }, f => Is<Verdict.Contradicts>(f, "CMP-7") || IsStatus(f));
        yield return Of("same source, reworded", c => c with { Evidence = Reworded(c) }, f => Is<Verdict.Repeats>(f), claim, origin.Claim.Attribution.Source is null ? "" : "second-outlet");
        yield return Of("another source", ByOther, f => Is<Verdict.Corroborates>(f));
        if (claim.Kind == ClaimKind.Control)
        {
            yield return Of("another place", c => ByOther(c) with { Subject = Elsewhere(c.Subject) }, IsSilent);
            yield break;
        }

        if (claim is not { Value: { Point: > 0 } value, AsOf.Interval: { From: not null, To: not null } })
        {
            yield break;
        }

        if (Predicate.IsOpenMetric(claim.Predicate))
        {
            yield return Of("x 3, of what no metric names", c => ByOther(Tripled(c)), IsSilent);
            yield break;
        }

        var isClosed = value.Hedge is Hedge.Exact or Hedge.Approx;
        var isSharp = claim.AsOf.Interval.To - claim.AsOf.Interval.From <= TimeSpan.FromDays(2);
        if (isClosed && isSharp)
        {
            // A state without an hour of its own may have changed within the day.
            var isUndatedState = rules.Metric(claim.Predicate).Kind == MetricKind.Snapshot && !claim.AsOf.IsStated;
            yield return isUndatedState ? Of("x 3, of an undated state", c => ByOther(Tripled(c)), IsSilent)
                : Of("x 3, another source", c => ByOther(Tripled(c)), f => Is<Verdict.Contradicts>(f, "CMP-5c"));
            if (claim.Attribution.Source is not null)
            {
                yield return Of("x 3, same source", c => Tripled(c) with { Evidence = Reworded(c) }, f => Is<Verdict.Repeats>(f, "CMP-1b") && f.Compared[0].Notes.Contains("reporting variance"));
            }
        }

        if (isClosed && value.Point >= 1000 && value.Point % 100 == 0)
        {
            yield return Of("round number x 1.02", c => ByOther(Times(c, 1.02m)), f => Is<Verdict.Corroborates>(f));
        }

        if (value.Unit.Dimension == Dimension.Area)
        {
            yield return Of("in acres", c => ByOther(c) with { Value = Quantity.About(Math.Round(value.Point!.Value / s_acre.Factor, 0), s_acre) }, f => Is<Verdict.Corroborates>(f));
            yield return Of("km² to km", c => ByOther(c) with { Value = Quantity.Exactly(value.Point!.Value, new Unit { Id = "km", Dimension = Dimension.Length, Factor = 1, Name = "km", CanonicalId = "km" }) }, f => Is<Verdict.DataQuality>(f));
        }

        if (claim.Scope.Side is not null)
        {
            yield return Of("another side", c => ByOther(Tripled(c)) with { Scope = c.Scope with { Side = new SubjectId("another-side") }, Actor = null }, IsSilent);
        }

        if (claim.Scope.Area is { } area)
        {
            yield return Of("another area", c => ByOther(Tripled(c)) with { Scope = c.Scope with { Area = Elsewhere(area) } }, IsSilent);
        }

        yield return Of("another metric", c => ByOther(Tripled(c)) with { Predicate = new Predicate("another-metric") }, IsSilent);
        var isTotal = claim.Aggregation is QuantityAggregation.Cumulative or QuantityAggregation.Unknown && rules.Metric(claim.Predicate).Kind == MetricKind.Cumulative
            && claim.Scope.Period is not { From: not null, To: not null };
        if (isTotal)
        {
            yield return Of("an additional", c => ByOther(Tripled(c)) with { Aggregation = QuantityAggregation.Increment }, IsSilent);
            var open = claim with { Value = Quantity.AtLeast(value.Point!.Value / value.Unit.Factor, value.Unit) };
            yield return Of("more, after an at least", c => c with { Value = Quantity.AtLeast(value.Point!.Value * 2 / value.Unit.Factor, value.Unit), PublishedAt = c.PublishedAt.AddHours(1) }, f => Is<Verdict.Updates>(f), open);
            var isLasting = rules.Metric(claim.Predicate).Extent == MetricExtent.Campaign || claim.Scope.Period.From is not null
                || rules.OneOffEvents.Contains(rules.EventClass(claim.Scope.Event) ?? "");
            yield return Of(isLasting ? "higher a week later" : "higher a week later, of an event", c => ByOther(WeekLater(Tripled(c))), f => isLasting ? Is<Verdict.Updates>(f) : IsSilent(f) || Is<Verdict.Updates>(f));
        }
    }

    private static Finding Compare(Claim before, ReplayedClaim origin, Func<Claim, Claim> edit, ComparisonRules rules, string outlet)
    {
        var first = new ArticleRef { Id = before.Article, Outlet = new Outlet { Id = "first-outlet", Name = "first-outlet", Owner = "first-outlet" }, PublishedAt = before.PublishedAt };
        var second = first with { Id = new ArticleId("second"), Outlet = outlet.Length == 0 ? first.Outlet : new Outlet { Id = outlet, Name = outlet, Owner = outlet } };
        before = Keyed(before, first);
        var entry = new LedgerEntry { Id = new EntryId(1), Claim = before, Article = first, RecordedAt = before.PublishedAt };
        return new ClaimComparer().Compare(Keyed(edit(before with { Article = second.Id }), second), second, [entry], rules);
    }

    private static Claim Keyed(Claim claim, ArticleRef article) =>
        claim with { OriginKey = OriginKeys.For(claim.Attribution, article.Outlet, claim.AsOf, claim.Subject, claim.Predicate, claim.Scope.Area) };

    private static bool Is<T>(Finding finding, string? rule = null) => finding.Compared is [{ Verdict: T } first, ..] && (rule is null || first.Rule == rule);

    /// <summary>"Not held by" is a status of its own, which contradicts, corrects or follows.</summary>
    private static bool IsStatus(Finding finding) => finding.Claim.Predicate == Predicate.HeldBy && finding.Compared is [{ Rule: "CMP-6" }, ..];

    private static bool IsSilent(Finding finding) => finding.Compared.All(c => c.Verdict is Verdict.DifferentScope or Verdict.Repeats);

    private static Claim ByOther(Claim claim) => claim with
    {
        Evidence = Reworded(claim),
        Attribution = new Attribution(ImmutableArray.Create(
            new AttributionLink { Source = "Another Source", SourceId = new SubjectId("another-source"), Cue = "said" }, claim.Attribution.Chain[^1])),
    };

    private static Claim Tripled(Claim claim) => Times(claim, 3);

    private static Claim Times(Claim claim, decimal factor) =>
        claim.Value is { Point: { } point } value ? claim with { Value = Quantity.Exactly(point * factor / value.Unit.Factor, value.Unit) } : claim;

    private static Claim WeekLater(Claim claim) => claim with
    {
        AsOf = claim.AsOf with { Interval = new WallInterval(claim.AsOf.Interval.From!.Value.AddDays(7), claim.AsOf.Interval.To!.Value.AddDays(7)) },
        PublishedAt = claim.PublishedAt.AddDays(7),
    };

    private static Evidence Reworded(Claim claim) => claim.Evidence with { Quote = "quite other words tell of it", Highlight = null };

    private static ClaimSubject Elsewhere(ClaimSubject subject) =>
        subject with { Id = new SubjectId("elsewhere"), Name = "Elsewhere", Place = subject.Place is { } place ? Elsewhere(place) : null };

    private static Place Elsewhere(Place place) => place with { Id = new SubjectId("elsewhere"), Name = "Elsewhere", Admin1 = "Elsewhere Oblast" };

    private static Unit Make(string id, decimal factor) => new() { Id = id, Dimension = Dimension.Area, Factor = factor, Name = id, CanonicalId = "km2" };
}
