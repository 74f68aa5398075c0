using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Tests.Storage;

public sealed class ClaimJsonTests
{
    private static readonly Unit s_acre = new()
    {
        Id = "acre",
        Dimension = Dimension.Area,
        Factor = 0.0040468564224m,
        FactorHigh = 0.0040468564224m,
        Name = "acres",
        CanonicalId = "km2",
    };

    private static readonly Unit s_celsius = new() { Id = "degF", Dimension = Dimension.Temperature, Factor = 0.5556m, Offset = 32, Name = "°F", CanonicalId = "degC" };


    [Fact]
    public void Quantity_OfEveryHedge_ComesBackEqual()
    {
        foreach (var quantity in Quantities())
        {
            var back = ClaimJson.Read<Quantity>(ClaimJson.Write(quantity));

            Assert.Equal(quantity, back);
            Assert.Equal(quantity.Low?.ToString(System.Globalization.CultureInfo.InvariantCulture), back.Low?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Assert.Equal(Enum.GetValues<Hedge>().Order(), Quantities().Select(quantity => quantity.Hedge).Distinct().Order());
    }

    [Fact]
    public void Verdict_OfEveryCase_ComesBackEqual()
    {
        Verdict[] verdicts =
        [
            new Verdict.Novel(), new Verdict.Corroborates(new EntryId(3), true), new Verdict.Corroborates(new EntryId(3), false),
            new Verdict.Updates(new EntryId(4)), new Verdict.Revises(new EntryId(5), true),
            new Verdict.Contradicts(new EntryId(6), ContradictionKind.Status, Standing.WithinArticle), new Verdict.Repeats(new EntryId(7)),
            new Verdict.DifferentScope(new EntryId(8)), new Verdict.DataQuality(new EntryId(9), "kilometres for an area"),
        ];

        Assert.All(verdicts, verdict => Assert.Equal(verdict, ClaimJson.Read<Verdict>(ClaimJson.Write(verdict))));
        Assert.Equal(
            typeof(Verdict).GetNestedTypes().Select(type => type.Name).Order(StringComparer.Ordinal),
            verdicts.Select(verdict => verdict.GetType().Name).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Claim_WrittenBeforeItHadNamesAndRises_IsReadAndWrittenAgain()
    {
        var stored = JsonNode.Parse(ClaimJson.Write(WithEveryPart()))!.AsObject();
        Assert.True(stored.Remove("is_rise"));
        Assert.True(stored["scope"]!.AsObject().Remove("names"));
        stored["scope"]!.AsObject().Remove("event_name");

        var back = ClaimJson.Read<Claim>(stored.ToJsonString());

        Assert.False(back.IsRise);
        Assert.Empty(back.Scope.Names);
        Assert.Equal(ClaimJson.Write(back), ClaimJson.Write(ClaimJson.Read<Claim>(ClaimJson.Write(back))));
    }

    [Fact]
    public void Claim_WithEveryPartSet_ComesBackAsItWas()
    {
        var claim = WithEveryPart();

        var json = ClaimJson.Write(claim);
        var back = ClaimJson.Read<Claim>(json);

        Assert.Equal(json, ClaimJson.Write(back));
        Assert.Equal(claim.Evidence, back.Evidence);
        Assert.Equal(claim.Value, back.Value);
        Assert.Equal(claim.PublishedAt, back.PublishedAt);
        Assert.Equal(claim.PublishedAt.Offset, back.PublishedAt.Offset);
        Assert.Equal(claim.AsOf.Interval, back.AsOf.Interval);
        Assert.Equal(claim.Confidence, back.Confidence);
        Assert.Equal(claim.ComparisonKey, back.ComparisonKey);

        // No property of a claim is silently left out: every one that is set stands in the text.
        foreach (var property in typeof(Claim).GetProperties().Where(property => property.CanWrite))
        {
            Assert.Contains($"\"{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)}\":", json, StringComparison.Ordinal);
        }
    }

    internal static Claim WithEveryPart()
    {
        var place = new Place { Id = new SubjectId("dravec"), Name = "Dravec", Reading = PlaceReading.Oblast, Admin1 = "Drava", Country = "XX", Within = new SubjectId("dravec"), Candidates = [new("dravec"), new("dravec-2")] };
        return new Claim
        {
            Id = new ClaimId("7f3a"),
            Article = new ArticleId("a1"),
            Evidence = new Evidence(new TextSpan(10, 42), "“Понад 3,40 км²” <b>& so on</b>", new TextSpan(12, 16)),
            Kind = ClaimKind.Quantity,
            Subject = new ClaimSubject { Type = SubjectType.Metric, Id = new SubjectId("area-flooded"), Name = "area flooded", Place = place },
            Actor = new Actor("the ministry", new SubjectId("ministry"), new SubjectId("norland")),
            Predicate = new Predicate("area-flooded"),
            Target = "the old bridge",
            Watched = [new("area-flooded"), new("dravec")],
            Value = Quantity.MoreThan(3.40m, s_acre, 3),
            ValueSurface = "more than 3.40 acres",
            Aggregation = QuantityAggregation.Increment,
            Suspects = ["unit-suspect-area"],
            Hypothesis = Quantity.About(3.4m, s_acre),
            Scope = new Scope { Side = new SubjectId("norland"), Object = "land", Area = place, Event = "flood", Period = new WallInterval(new DateTime(2026, 11, 1), null) },
            AsOf = new AsOf(new WallInterval(new DateTime(2026, 11, 20, 6, 30, 0), new DateTime(2026, 11, 20, 7, 0, 0)), "this morning")
            {
                Alternatives = [WallInterval.Day(new DateTime(2026, 11, 13))],
                IsStated = true,
            },
            PublishedAt = new DateTimeOffset(2026, 11, 20, 8, 15, 30, 123, TimeSpan.FromHours(5.5)).AddTicks(7),
            Attribution = new Attribution(
                [new AttributionLink { Source = "a spokesman", SourceId = new SubjectId("ministry"), Side = new SubjectId("norland"), Cue = "said", Stance = Stance.Doubts, }, new AttributionLink { Source = "Outlet A", IsOutlet = true }]),
            Stance = Stance.Denies,
            Polarity = Polarity.Negated,
            Modality = Modality.Presupposed,
            Frame = "regrouped",
            OriginKey = "0123",
            IsCorrection = true,
            Confidence = 0.1 + 0.2,
            RuleIds = ["ATT-3", "DATE-7"],
        };
    }

    private static ImmutableArray<Quantity> Quantities() =>
    [
        Quantity.Exactly(52_650m, Unit.None), Quantity.Exactly(3.40m, s_acre, 3), Quantity.Exactly(-4.5m, s_celsius),
        Quantity.About(500_000m, s_acre), Quantity.AboutBetween(50m, 59m, Unit.None, 1), Quantity.NearlyBelow(3_000m, s_acre),
        Quantity.JustAbove(7m, Unit.None), Quantity.MoreThan(40m, Unit.None), Quantity.AtLeast(12m, Unit.None), Quantity.LessThan(40m, Unit.None),
        Quantity.AtMost(10m, Unit.None), Quantity.AtMost(-3m, s_celsius), Quantity.Range(12m, 15m, Unit.None, 2),
        Quantity.Indefinite(24m, 99m, Unit.None), Quantity.Indefinite(1_000m, 9_999m, s_acre), Quantity.IndefiniteBand(3m, 9m, Unit.None),
        Quantity.NearZero(Unit.None), Quantity.Vague(Unit.None), Quantity.Exactly(0m, UnitTable.Rate(s_acre, s_celsius)),
    ];
}
