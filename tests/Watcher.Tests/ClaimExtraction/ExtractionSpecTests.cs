using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Tests.Support;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>Specs/attribution.md, control.md, modality.md, quantity-claims.md and responsibility.md: every bullet is a case.</summary>
public sealed class ExtractionSpecTests
{
    public static TheoryData<string> Attributions => SpecCases.Of("attribution.md", "Found");

    public static TheoryData<string> NoAttributions => SpecCases.Of("attribution.md", "Not found");

    public static TheoryData<string> Controls => SpecCases.Of("control.md", "Found");

    public static TheoryData<string> DatedControls => SpecCases.Of("control.md", "When");

    public static TheoryData<string> NoControls => SpecCases.Of("control.md", "Not found");

    public static TheoryData<string> Modalities => SpecCases.Of("modality.md", "Found");

    public static TheoryData<string> Strikers => SpecCases.Of("responsibility.md", "Found");

    public static TheoryData<string> NoStrikers => SpecCases.Of("responsibility.md", "Not found");

    public static TheoryData<string> Quantities => SpecCases.Of("quantity-claims.md", "Found");

    public static TheoryData<string> OpenQuantities => SpecCases.Of("quantity-claims.md", "Metrics that nobody watches");

    public static TheoryData<string> PlacedQuantities => SpecCases.Of("quantity-claims.md", "Where, when and in which event");

    public static TheoryData<string> NoQuantities => SpecCases.Of("quantity-claims.md", "Not found");

    [Theory]
    [MemberData(nameof(Attributions))]
    public void Extract_AttributedSentence_KeepsTheChain(string example)
    {
        var (text, expected) = Parts(example);

        var found = SampleWar.Claims(text).Select(claim =>
            $"{claim.Predicate} {claim.Subject.Id} {claim.Actor?.Side} {Lower(claim.Stance)} by {Chain(claim)}");

        Assert.Contains(expected, found);
    }

    [Theory]
    [MemberData(nameof(NoAttributions))]
    public void Extract_NoSpeech_NamesNoSpeaker(string example)
    {
        var (text, speaker) = Parts(example);

        Assert.DoesNotContain(SampleWar.Claims(text), claim => $"by {claim.Attribution.Source?.Source}" == speaker);
    }

    [Theory]
    [MemberData(nameof(Controls))]
    public void Extract_ControlSentence_FindsPlaceAndSide(string example)
    {
        var (text, expected) = Parts(example);

        var found = SampleWar.Claims(text).Select(claim => $"{claim.Predicate} {claim.Subject.Id} {claim.Actor?.Side?.Value ?? "-"}");

        Assert.Contains(expected, found);
    }

    [Theory]
    [MemberData(nameof(DatedControls))]
    public void Extract_ControlSentence_FindsItsDay(string example)
    {
        var (text, expected) = Parts(example);

        var found = SampleWar.Claims(text).Select(claim => string.Create(CultureInfo.InvariantCulture, $"{claim.Predicate} {claim.Subject.Id} {claim.AsOf.Interval.From:yyyy-MM-dd}"));

        Assert.Contains(expected, found);
    }

    [Theory]
    [MemberData(nameof(NoControls))]
    public void Extract_OtherSense_ClaimsNothingOfThePlace(string example)
    {
        var (text, refused) = Parts(example);

        Assert.DoesNotContain(refused, SampleWar.Claims(text).Select(claim => $"{claim.Predicate} {claim.Subject.Id}"));
    }

    [Theory]
    [MemberData(nameof(Strikers))]
    public void Extract_Strike_TellsWhoIsSaidToHaveDoneIt(string example)
    {
        var (text, expected) = Parts(example);

        Assert.Contains(expected, SampleWar.Claims(text).Where(claim => claim.Predicate == Predicate.Struck).Select(Striker));
    }

    [Theory]
    [MemberData(nameof(NoStrikers))]
    public void Extract_NobodyIsSaidToHaveStruck_ClaimsNoStrike(string example)
    {
        var (text, refused) = Parts(example);

        Assert.DoesNotContain(SampleWar.Claims(text).Where(claim => claim.Predicate == Predicate.Struck).Select(Striker), found => found.StartsWith(refused, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Modalities))]
    public void Extract_ModalSentence_KeepsHowFirmlyItIsPut(string example)
    {
        var (text, expected) = Parts(example);

        var found = SampleWar.Claims(text).Select(claim => $"{claim.Predicate} {claim.Subject.Id} {Lower(claim.Modality)} {Lower(claim.Polarity)}");

        Assert.Contains(expected, found);
    }

    [Theory]
    [MemberData(nameof(Quantities))]
    [MemberData(nameof(OpenQuantities))]
    [MemberData(nameof(PlacedQuantities))]
    public void Extract_Number_FindsItsMetric(string example)
    {
        var (text, expected) = Parts(example);
        var words = expected.Split(' ');

        var claim = Assert.Single(SampleWar.Claims(text), claim =>
            claim.Predicate.Id == words[0] && claim.Value?.Stated == decimal.Parse(words[1], CultureInfo.InvariantCulture));
        for (var i = 2; i < words.Length; i++)
        {
            var isRight = words[i] switch
            {
                "side" => claim.Scope.Side == new SubjectId(words[++i]),
                "area" => claim.Scope.Area?.Id == new SubjectId(words[++i]),
                "object" => claim.Scope.Object == words[++i].Replace('_', ' '),
                "event" => claim.Scope.Event == words[++i].Replace('_', ' '),
                "called" => claim.Scope.EventName == words[++i].Replace('_', ' '),
                "not-called" => claim.Scope.EventName is null,
                "names" => claim.Scope.Names.Contains(words[++i].Replace('_', ' ')),
                "rise" => claim.IsRise,
                "no-rise" => !claim.IsRise,
                "asserted" => claim.Modality is not (Modality.Future or Modality.Conditional),
                "no-event" => claim.Scope.Event is null,
                "no-area" => claim.Scope.Area is null,
                "no-period" => claim.Scope.Period.IsUnknown,
                "asof" => claim.AsOf.Interval == WallInterval.Day(DateTime.Parse(words[++i], CultureInfo.InvariantCulture)),
                "asof-from" => claim.AsOf.Interval.From == DateTime.Parse(words[++i], CultureInfo.InvariantCulture),
                "name" => claim.Subject.Name == words[++i].Replace('_', ' '),
                "low" => claim.Confidence <= 0.5,
                "total" => claim.Aggregation == QuantityAggregation.Cumulative,
                "increment" => claim.Aggregation == QuantityAggregation.Increment,
                "period" => claim is { Aggregation: QuantityAggregation.Period, Scope.Period.IsUnknown: false },
                "suspect" => claim.Hypothesis?.Unit.Dimension == Dimension.Area && claim.Suspects.Contains("unit-suspect-area"),
                var other => throw new InvalidOperationException($"'{other}' is no word of the spec"),
            };
            Assert.True(isRight, $"{words[i]}: {claim.Scope} {claim.Aggregation} {string.Join(',', claim.Suspects)}");
        }
    }

    [Theory]
    [MemberData(nameof(NoQuantities))]
    public void Extract_OtherNumber_IsNoClaim(string example)
    {
        var (text, refused) = Parts(example);

        Assert.DoesNotContain(SampleWar.Claims(text), claim =>
            $"{claim.Predicate} {claim.Value?.Stated?.ToString("0.##", CultureInfo.InvariantCulture)}".StartsWith(refused, StringComparison.Ordinal) && claim.Kind == ClaimKind.Quantity);
    }

    private static (string Text, string Expected) Parts(string example)
    {
        var parts = example.Split('→');
        return (parts[0].Trim(), parts[1].Trim());
    }

    private static string Striker(Claim claim) =>
        $"{claim.Subject.Id} {claim.Actor?.Side?.Value ?? "-"} {Lower(claim.Polarity)} {Lower(claim.Stance)} by {claim.Attribution.Chain.FirstOrDefault(link => !link.IsOutlet)?.Source ?? "outlet"}";

    private static string Chain(Claim claim)
    {
        var named = claim.Attribution.Chain.Where(link => !link.IsOutlet).Select(link => link.Source).ToList();
        return named.Count == 0 ? "outlet" : string.Join(" < ", named);
    }

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
