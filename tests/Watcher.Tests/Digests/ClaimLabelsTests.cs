using Watcher.Claims;
using Watcher.Claims.Digests;

using static Watcher.Tests.Digests.DigestSamples;

namespace Watcher.Tests.Digests;

/// <summary>What cards are headed with.</summary>
public sealed class ClaimLabelsTests
{
    [Fact]
    public void Headline_NoAdvance_ReadsAsALanguageDoes()
    {
        var claim = Captured("izium", "Izium", false, "2026-11-20", "Russian forces failed to advance on Izium.", "advance") with { Predicate = Predicate.AdvanceToward, Polarity = Polarity.Negated };

        Assert.Equal("Izium: Russia not advancing toward it", new ClaimLabels(Input(), DigestWords.For("en")).Headline(claim));
    }

    [Theory]
    [InlineData("civilian", null, "Izium: civilians killed")]
    [InlineData("person", null, "Izium: people killed")]
    [InlineData("member", null, "Izium: people killed")]
    [InlineData("soldier", "ru", "Izium: Russian soldiers killed")]
    [InlineData("russian", "ru", "Izium: Russians killed")]
    [InlineData("child from ua", null, "Izium: children from Ukraine killed")]
    [InlineData("person from ua", null, "Izium: people from Ukraine killed")]
    public void Topic_CountedPeople_ReadsAsALanguageDoes(string counted, string? side, string heading)
    {
        var killed = Killed(3, "2026-11-20", "Three were killed.", "Three");
        var claim = killed with { Scope = killed.Scope with { Object = counted, Side = side is null ? null : new(side) } };

        Assert.Equal(heading, new ClaimLabels(Input(), DigestWords.For("en")).Topic(claim));
    }
}
