using Watcher.Claims;
using Watcher.Claims.Subjects;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Tests.Storage;

/// <summary>A claim whose subject, speaker or outlet is renamed names the present id wherever it named the old one.</summary>
public sealed class ClaimRenamingTests
{
    private static readonly Outlet s_outlet = new() { Id = "gazette", Name = "Gazette", Owner = "gazette" };

    [Theory]
    [InlineData("dravec")]
    [InlineData("area-flooded")]
    [InlineData("ministry")]
    public void OfSubject_IdInEveryPart_IsNamedNowhereAnyMore(string old)
    {
        var claim = ClaimJsonTests.WithEveryPart();
        Assert.Contains($"\"{old}\"", ClaimJson.Write(claim), StringComparison.Ordinal);

        var renamed = ClaimRenaming.OfSubject(claim, old, "present");

        Assert.DoesNotContain($"\"{old}\"", ClaimJson.Write(renamed), StringComparison.Ordinal);
        Assert.Equal(ClaimJson.Write(claim), ClaimJson.Write(renamed).Replace("\"present\"", $"\"{old}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void OfSubject_MetricOrPlace_MovesTheKeyOfComparison()
    {
        var claim = ClaimJsonTests.WithEveryPart();
        var control = claim with { Kind = ClaimKind.Control, Subject = claim.Subject with { Type = SubjectType.Settlement, Id = new SubjectId("dravec") }, Predicate = new Predicate("area-flooded") };

        Assert.Equal("metric:land", ClaimRenaming.OfSubject(claim, "area-flooded", "land").ComparisonKey);
        Assert.Equal("place:dravec-town", ClaimRenaming.OfSubject(control, "dravec", "dravec-town").ComparisonKey);
        Assert.Equal("area-flooded", ClaimRenaming.OfSubject(control, "area-flooded", "land").Predicate.Id);      // a predicate is no metric here
    }

    [Fact]
    public void OfOutlet_OwnSpeakerAlone_IsRenamed()
    {
        var claim = ClaimJsonTests.WithEveryPart();
        AttributionLink[] chain =
        [
            new() { Source = "gazette", SourceId = new SubjectId("gazette") },
            new() { Source = "Gazette", SourceId = new SubjectId("gazette"), IsOutlet = true },
        ];
        var spoken = claim with { Attribution = new Attribution([.. chain]) };

        var renamed = ClaimRenaming.OfOutlet(spoken, "gazette", "courier");

        Assert.Equal(["gazette", "courier"], renamed.Attribution.Chain.Select(link => link.SourceId!.Value.Value));
        Assert.Equal(("courier", "courier"), Ids(ClaimRenaming.Of(s_outlet, "gazette", "courier")));
        Assert.Equal(("local", "courier"), Ids(ClaimRenaming.Of(s_outlet with { Id = "local" }, "gazette", "courier")));
    }

    [Fact]
    public void WithOrigin_KeyOfTheSameRules_FollowsTheIdAndAnotherStays()
    {
        var claim = ClaimJsonTests.WithEveryPart();
        var known = claim with { OriginKey = OriginKeys.For(claim.Attribution, s_outlet, claim.AsOf, claim.Subject, claim.Predicate, claim.Scope.Area) };

        var followed = ClaimRenaming.WithOrigin(ClaimRenaming.OfSubject(known, "area-flooded", "land"), s_outlet, known, s_outlet);
        var stayed = ClaimRenaming.WithOrigin(ClaimRenaming.OfSubject(claim, "area-flooded", "land"), s_outlet, claim, s_outlet);

        Assert.Equal(OriginKeys.For(followed.Attribution, s_outlet, followed.AsOf, followed.Subject, followed.Predicate, followed.Scope.Area), followed.OriginKey);
        Assert.NotEqual(known.OriginKey, followed.OriginKey);
        Assert.Equal(claim.OriginKey, stayed.OriginKey);
    }

    private static (string Id, string Owner) Ids(Outlet outlet) => (outlet.Id, outlet.Owner);
}
