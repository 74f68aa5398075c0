using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Tests.Support;

namespace Watcher.Tests.ClaimExtraction;

public sealed class FrameReaderTests
{
    public static TheoryData<string> Wordings => [.. SampleWar.Frames.Words.Select(word => $"{word.Topic.Id}: {word.Form}").Distinct()];

    /// <summary>No dead entries: every wording of the file is found, and at its own pole.</summary>
    [Theory, MemberData(nameof(Wordings))]
    public void Read_WordingBehindAWithdrawal_TellsItsPole(string wording)
    {
        var word = SampleWar.Frames.Words.First(w => $"{w.Topic.Id}: {w.Form}" == wording);

        var telling = Assert.Single(
            SampleWar.Tellings($"Osterian forces withdrew from Alden on Monday. It was {word.Form} {word.Near.FirstOrDefault()} for Oster."), t => t.Predicate == Predicate.ToldAs(word.Topic.Id));

        Assert.Equal(word.Pole, SampleWar.Frames.PoleOf(telling)?.Pole);
        Assert.Equal("os", telling.Scope.Side?.Value);
        Assert.Equal("alden", telling.Subject.Id.Value);
    }

    [Theory]
    [InlineData("Osterian forces left Alden. They did not panic, the mayor said.", "told-manner", FramePole.A)]
    [InlineData("Milan Kovar said that Osterian forces ran away from Alden.", "told-manner", FramePole.B)]
    [InlineData("The Osterian Defence Ministry said its troops in Alden were regrouping.", "told-motive", FramePole.A)]
    [InlineData("The retreat of the Osterians from Alden did not look like a panicked flight.", "told-manner", FramePole.A)]
    [InlineData("Osterian forces withdrew from Alden to Emberfell.", "told-direction", FramePole.A)]
    [InlineData("Osterian forces retreated from Alden toward Milrov in the Emberfell region.", "told-direction", FramePole.A)]
    [InlineData("Osterian troops pulled back from Alden into eastern Emberfell, the mayor said.", "told-direction", FramePole.A)]
    [InlineData("Osterian forces withdrew from Alden to the territory of Oster.", "told-direction", FramePole.B)]
    public void Read_Sentence_TellsThePole(string text, string predicate, FramePole pole)
    {
        var telling = Assert.Single(SampleWar.Tellings(text), t => t.Predicate.Id == predicate);

        Assert.Equal(pole, SampleWar.Frames.PoleOf(telling)?.Pole);
    }

    [Theory]
    [InlineData("Residents fled Alden in panic when Osterian shells fell.")]
    [InlineData("Prices rose in Alden. Shoppers were in a panic, Osterian papers wrote.")]
    [InlineData("Osterian forces withdrew from Alden in an orderly way, and then in panic.")]
    public void Read_CiviliansNoMovementOrBothPoles_TellsNoManner(string text) =>
        Assert.DoesNotContain(SampleWar.Tellings(text), t => t.Predicate == Predicate.ToldAs("manner"));

    [Theory]
    [InlineData("Osterian forces withdrew from Alden to support the troops in Emberfell.")]
    [InlineData("Osterian forces did not withdraw from Alden to Emberfell.")]
    [InlineData("Osterian forces left Alden; trains to Emberfell were late.")]
    [InlineData("Osterian forces withdrew from Alden. Letters to Emberfell were late.")]
    [InlineData("Osterian forces withdrew from Alden to Milrov, and a poet of Emberfell wept.")]
    public void Read_RegionThatNoMovementLeadsTo_TellsNoDirection(string text) =>
        Assert.DoesNotContain(SampleWar.Tellings(text), t => t.Predicate == Predicate.ToldAs("direction"));

    /// <summary>No dead entries: a region of a state is looked up by one word.</summary>
    [Fact]
    public void Lands_OfTheShippedSides_AreOneWordOfAState()
    {
        Assert.NotEmpty(TestRules.Sides.Lands);
        Assert.All(TestRules.Sides.Lands, land => Assert.False(land.Key.AsSpan().ContainsAny(' ', '-')));
    }
}
