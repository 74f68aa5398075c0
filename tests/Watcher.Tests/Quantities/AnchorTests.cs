using Watcher.Claims.Quantities;

namespace Watcher.Tests.Quantities;

/// <summary>"Since the start of the war" is dated by the war that a text is about.</summary>
public sealed class AnchorTests
{
    private static readonly DateReference s_reference = new(new DateTime(2024, 12, 19, 12, 0, 0));

    [Theory]
    [InlineData("sd", "2023-04-15")]
    [InlineData("il", "2023-10-07")]
    [InlineData("ua", "2022-02-24")]
    public void Read_SinceTheStartOfTheWar_TakesTheWarOfTheTextsParties(string side, string from)
    {
        var reference = s_reference with { Sides = new Dictionary<string, int> { [side] = 2, ["us"] = 5 } };

        var date = Assert.Single(Lexicons.Dates.Read("9,000 people have died since the start of the war.", reference));

        Assert.Equal(DateTime.Parse(from, System.Globalization.CultureInfo.InvariantCulture), date.Value.From);
    }

    [Fact]
    public void Read_SinceTheStartOfTheWar_OfAWarNobodyKnows_HasNoDate()
    {
        var reference = s_reference with { Sides = new Dictionary<string, int> { ["co"] = 3 } };

        Assert.DoesNotContain(Lexicons.Dates.Read("9,000 people have died since the start of the war.", reference), date => date.Value.From is not null);
    }

    [Fact]
    public void Read_SinceTheStartOfTheWar_BeforeItBegan_IsNotThatWar()
    {
        var reference = new DateReference(new DateTime(2008, 8, 12)) { Sides = new Dictionary<string, int> { ["ru"] = 9, ["ge"] = 4 } };

        var date = Assert.Single(Lexicons.Dates.Read("1,600 people have died since the war began.", reference));

        Assert.Equal(new DateTime(2008, 8, 7), date.Value.From);
    }

    [Theory]
    [InlineData("In the early days of the invasion they took the port.", 14)]
    [InlineData("During the first weeks of the full-scale Russian invasion they took the port.", 35)]
    public void Read_OpeningOfAWar_IsItsFirstDays(string text, int days)
    {
        var reference = s_reference with { Sides = new Dictionary<string, int> { ["ua"] = 2 } };

        var date = Assert.Single(Lexicons.Dates.Read(text, reference));

        Assert.Equal(new WallInterval(new DateTime(2022, 2, 24), new DateTime(2022, 2, 24).AddDays(days)), date.Value);
        Assert.Equal(DateGrain.Fuzzy, date.Grain);
    }

    [Theory]
    [InlineData("The first days of the trial were quiet.")]
    [InlineData("In the early days of the company they sold maps.")]
    public void Read_OpeningOfSomethingElse_IsNoDate(string text) => Assert.Empty(Lexicons.Dates.Read(text, s_reference));
}
