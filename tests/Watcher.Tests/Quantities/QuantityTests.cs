using Watcher.Claims.Quantities;

namespace Watcher.Tests.Quantities;

public sealed class QuantityTests
{
    private static readonly UnitTable s_units = Lexicons.Quantities.Lexicon.Units;

    [Theory]
    [InlineData(3, 3, 3)]               // below a hundred a count is exact
    [InlineData(52650, 52645, 52655)]   // half of the last significant digit
    [InlineData(2000, 1900, 2100)]      // 5 per cent
    public void Exactly_Count_IsAsPreciseAsWritten(int value, int low, int high)
    {
        var count = Quantity.Exactly(value, Unit.None);

        Assert.Equal(((decimal?)low, (decimal?)high), count.Band);
    }

    [Fact]
    public void Exactly_Percent_IsHalfOfTheLastWrittenDigit()
    {
        var share = Quantity.Exactly(9.1m, s_units["%"]);

        Assert.Equal((0.0905m, 0.0915m), (share.CanonLow, share.CanonHigh));
    }

    [Fact]
    public void Excludes_AreasInTwoUnits_ComparesInTheCanonicalUnit()
    {
        var acres = Quantity.About(500000, s_units["acre"]);
        var square = Quantity.Exactly(2000, s_units["km2"]);

        Assert.True(acres.Overlaps(square));
        Assert.True(acres.AgreesWith(square));
    }

    [Fact]
    public void Excludes_DisjointBands_IsTrue()
    {
        Assert.True(Quantity.Exactly(2000, s_units["km2"]).Excludes(Quantity.About(2500, s_units["km2"])));
        Assert.False(Quantity.Exactly(2000, s_units["km2"]).Excludes(Quantity.Exactly(2000, s_units["km"])));
    }

    [Fact]
    public void AtLeast_BesideItsOwnBound_Overlaps()
    {
        Assert.True(Quantity.AtLeast(40, Unit.None).Overlaps(Quantity.Exactly(40, Unit.None)));
        Assert.True(Quantity.MoreThan(40, Unit.None).TouchesOnly(Quantity.Exactly(40, Unit.None)));
        Assert.True(Quantity.AtMost(40, Unit.None).TouchesOnly(Quantity.AtLeast(40, Unit.None)));
    }

    [Fact]
    public void NearZero_CoversATrifleOfWhatItIsComparedWith()
    {
        var hardlyAny = Quantity.NearZero(Unit.None);

        Assert.True(hardlyAny.Excludes(Quantity.Indefinite(2000, 9999, Unit.None)));
        Assert.False(hardlyAny.Excludes(Quantity.Exactly(3, Unit.None)));
    }

    [Fact]
    public void Indefinite_HalfOfItsLowerBound_IsStillCompatible()
    {
        var thousands = Quantity.Indefinite(2000, 9999, Unit.None);

        Assert.False(thousands.Excludes(Quantity.Exactly(1900, Unit.None)));
        Assert.True(thousands.Excludes(Quantity.Exactly(40, Unit.None)));
    }

    [Fact]
    public void LessThan_Temperature_HasNoFloor() => Assert.Null(Quantity.LessThan(-20, s_units["degC"]).Low);

    [Fact]
    public void ToCanonical_Fahrenheit_UsesItsOffset() =>
        Assert.Equal(100m, Math.Round(s_units["degF"].ToCanonical(212), 6));

    [Fact]
    public void Vague_IsNeverCompared() =>
        Assert.False(Quantity.Vague(Unit.None).IsComparableWith(Quantity.Exactly(1, Unit.None)));

    [Fact]
    public void Range_TurnedRound_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantity.Range(5, 4, Unit.None));
}
