using System.Collections.Immutable;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;

namespace Watcher.Tests.Ledgers;

/// <summary>Takes one claim, changes one slot, and compares with the original (claims.md 11.3): the expected verdict is known.</summary>
public sealed class PerturbationTests
{
    private const string Toll = "killed v:1250 obj:soldier side:ru area:kharkiv/oblast since:1 by:staff/ua";
    private const string Area = "area-retaken v:2000km2 side:ua by:president/ua";
    private const string Status = "captured-by side:ua by:governor/ua";

    public static TheoryData<string> Bases => [Toll, Area];

    [Theory, MemberData(nameof(Bases))]
    public void Number_Tripled_OtherSource_Contradicts(string origin) =>
        AssertContradicts("CMP-5c", Compare(origin, c => Times(ByOther(c), 3)));

    [Theory, MemberData(nameof(Bases))]
    public void Number_Tripled_SameSource_RepeatsWithVariance(string origin)
    {
        var only = Compare(origin, c => Times(c, 3));

        Assert.IsType<Verdict.Repeats>(only.Verdict);
        Assert.Equal("CMP-1b", only.Rule);
        Assert.Contains("reporting variance", only.Notes);
    }

    [Fact]
    public void RoundNumber_TwoPerCentMore_OtherSource_Corroborates() =>
        Assert.IsType<Verdict.Corroborates>(Compare(Area, c => Times(ByOther(c), 1.02m)).Verdict);

    [Fact]
    public void Unit_SquareKilometresToAcres_OtherSource_Corroborates() =>
        Assert.IsType<Verdict.Corroborates>(Compare(Area, c => ByOther(c) with { Value = ClaimNotation.ReadValue("500000acre") }).Verdict);

    [Fact]
    public void Unit_SquareKilometresToKilometres_IsDataQuality() =>
        Assert.IsType<Verdict.DataQuality>(Compare(Area, c => ByOther(c) with { Value = ClaimNotation.ReadValue("2000km") }).Verdict);

    [Theory, MemberData(nameof(Bases))]
    public void Side_Swapped_IsDifferentScope(string origin) =>
        AssertDifferentScope(Compare(origin, c => ByOther(c) with { Scope = c.Scope with { Side = new SubjectId("other") } }));

    [Fact]
    public void Place_Swapped_IsDifferentScope() =>
        AssertDifferentScope(Compare(Toll, c => ByOther(c) with { Scope = c.Scope with { Area = c.Scope.Area! with { Id = new SubjectId("sumy"), Name = "sumy", Admin1 = "sumy Oblast" } } }));

    [Fact]
    public void Metric_Swapped_IsNovel()
    {
        // Another metric is looked up under another key, and never meets the original.
        var (claim, article) = ClaimNotation.Read(Toll.Replace("killed", "wounded", StringComparison.Ordinal));

        var finding = new ClaimComparer().Compare(claim, article, [ClaimNotation.Read(Toll).AsEntry(1)], ClaimNotation.Rules);

        Assert.IsType<Verdict.Novel>(finding.Verdict);
        Assert.Empty(finding.Compared);
    }

    [Theory, MemberData(nameof(Bases))]
    public void Date_WeekLater_HigherValue_Updates(string origin) =>
        Assert.IsType<Verdict.Updates>(Compare(origin, c => Times(AWeekLater(c), 2)).Verdict);

    [Theory, MemberData(nameof(Bases))]
    public void Date_Same_HigherValueOfAnAtLeast_Updates(string origin)
    {
        var open = origin.Replace("v:", "v:>=", StringComparison.Ordinal);

        Assert.IsType<Verdict.Updates>(Compare(open, c => c with { Value = Quantity.AtLeast(c.Value!.Low!.Value * 2, c.Value.Unit) }).Verdict);
    }

    [Theory]
    [InlineData(Toll)]
    [InlineData(Area)]
    [InlineData(Status)]
    public void Claim_NegatedByAnother_ContradictsAsDenial(string origin)
    {
        var only = Compare(origin, c => ByOther(c) with { Polarity = Polarity.Negated });

        AssertContradicts("CMP-7", only);
        Assert.Equal(ContradictionKind.Denial, Assert.IsType<Verdict.Contradicts>(only.Verdict).Kind);
    }

    [Theory]
    [InlineData(Toll)]
    [InlineData(Area)]
    [InlineData(Status)]
    public void Claim_DeniedByAnother_ContradictsAsDenial(string origin) =>
        AssertContradicts("CMP-7", Compare(origin, c => ByOther(c) with { Stance = Stance.Denies }));

    [Theory]
    [InlineData(Toll, Modality.Future)]
    [InlineData(Toll, Modality.Conditional)]
    [InlineData(Area, Modality.Future)]
    [InlineData(Area, Modality.Conditional)]
    [InlineData(Status, Modality.Future)]
    [InlineData(Status, Modality.Conditional)]
    public void Claim_WrappedInWillOrIf_NeverAlerts(string origin, Modality modality) =>
        AssertDifferentScope(Compare(origin, c => ByOther(c.Value is null ? c : Times(c, 3)) with { Modality = modality }));

    [Theory]
    [InlineData(Toll)]
    [InlineData(Area)]
    [InlineData(Status)]
    public void Source_Another_Corroborates(string origin) =>
        Assert.IsType<Verdict.Corroborates>(Compare(origin, ByOther).Verdict);

    [Theory]
    [InlineData(Toll)]
    [InlineData(Area)]
    [InlineData(Status)]
    public void Source_Same_Reworded_Repeats(string origin) =>
        Assert.IsType<Verdict.Repeats>(Compare(origin, c => c with { Evidence = c.Evidence with { Quote = "quite other words about it" } }).Verdict);

    [Theory, MemberData(nameof(Bases))]
    public void Total_ToAnAdditional_IsDifferentScope(string origin) =>
        AssertDifferentScope(Compare(origin, c => Times(ByOther(c), 3) with { Aggregation = QuantityAggregation.Increment }));

    private static Comparison Compare(string origin, Func<Claim, Claim> change)
    {
        var original = ClaimNotation.Read(origin);
        var article = original.Article with { Id = new ArticleId("second"), Outlet = original.Article.Outlet with { Id = "beta", Owner = "beta" } };
        var claim = change(original.Claim with { Article = article.Id });
        claim = claim with { OriginKey = OriginKeys.For(claim.Attribution, article.Outlet, claim.AsOf, claim.Subject, claim.Predicate, claim.Scope.Area) };

        return Assert.Single(new ClaimComparer().Compare(claim, article, [original.AsEntry(1)], ClaimNotation.Rules).Compared);
    }

    private static Claim ByOther(Claim claim) => claim with
    {
        Attribution = new Attribution(
            ImmutableArray.Create(new AttributionLink { Source = "thinktank", SourceId = new SubjectId("thinktank") }, claim.Attribution.Chain[^1])),
    };

    private static Claim Times(Claim claim, decimal factor) =>
        claim with { Value = Quantity.Exactly(claim.Value!.Low!.Value * factor, claim.Value.Unit) };

    private static Claim AWeekLater(Claim claim) => claim with
    {
        AsOf = claim.AsOf with { Interval = new WallInterval(claim.AsOf.Interval.From!.Value.AddDays(7), claim.AsOf.Interval.To!.Value.AddDays(7)) },
        PublishedAt = claim.PublishedAt.AddDays(7),
    };

    private static void AssertContradicts(string rule, Comparison comparison)
    {
        Assert.IsType<Verdict.Contradicts>(comparison.Verdict);
        Assert.Equal(rule, comparison.Rule);
    }

    private static void AssertDifferentScope(Comparison comparison) => Assert.IsType<Verdict.DifferentScope>(comparison.Verdict);
}
