namespace Watcher.Claims.Quantities;

/// <summary>
/// How much was claimed: a value or interval with its unit and the writer's hedge. Built only by the factories, so the bounds always
/// follow from the hedge. Bounds are in the surface unit; <c>Canon…</c> and <c>Soft…</c> are in the unit's canonical unit, and all of
/// them are null where the interval is unbounded.
/// </summary>
public sealed record Quantity
{
    /// <summary>Open upper hedges are plausible up to this multiple; open lower ones down to <see cref="SoftBelow"/> (quantities.md 2).</summary>
    private const decimal SoftAbove = 1.5m;
    private const decimal SoftBelow = 0.8m;

    /// <summary>About, nearly and just over reach this far.</summary>
    private const decimal ApproxShare = 0.1m;

    /// <summary>One or two significant digits stand for the value within this share.</summary>
    private const decimal CoarseShare = 0.05m;

    /// <summary>Below this a count is meant exactly.</summary>
    private const decimal SmallCount = 100;

    /// <summary>"Next to none" covers this share of what it is compared with, and at least <see cref="NearZeroAtLeast"/>.</summary>
    private const decimal NearZeroShare = 0.02m;
    private const decimal NearZeroAtLeast = 3;

    /// <summary>Characters of a decimal: 29 digits, a point and a nought in front of it.</summary>
    private const int MaxDigits = 32;

    private Quantity(
        Hedge hedge, Unit unit, decimal? low, decimal? high, (decimal? Low, decimal? High) hard, (decimal? Low, decimal? High) soft, int sigDigits)
    {
        ArgumentNullException.ThrowIfNull(unit);
        (Hedge, Unit, Low, High, SigDigits) = (hedge, unit, low, high, sigDigits);
        (CanonLow, CanonHigh) = Canonical(unit, hard);
        (SoftLow, SoftHigh) = Canonical(unit, soft);
    }

    public Hedge Hedge { get; }

    public Unit Unit { get; }

    /// <summary>Lower bound as stated, in the surface unit.</summary>
    public decimal? Low { get; }

    /// <summary>Upper bound as stated, in the surface unit.</summary>
    public decimal? High { get; }

    /// <summary>The lower bound itself is excluded: "more than 40".</summary>
    public bool LowOpen => Hedge == Hedge.MoreThan;

    /// <summary>The upper bound itself is excluded: "fewer than 40".</summary>
    public bool HighOpen => Hedge == Hedge.LessThan;

    /// <summary>Significant digits as written: 4 for 52,650, 1 for 2,000.</summary>
    public int SigDigits { get; }

    /// <summary>The interval that decides comparisons, widened by rounding, in the canonical unit.</summary>
    public decimal? CanonLow { get; }

    public decimal? CanonHigh { get; }

    /// <summary>Narrower plausible bounds. They rank and annotate; they never decide a contradiction.</summary>
    public decimal? SoftLow { get; }

    public decimal? SoftHigh { get; }

    /// <summary>The number that stands in the text: the lower one of a range, the bound of a bound, null when there is none.</summary>
    public decimal? Stated => Hedge is Hedge.AtMost or Hedge.LessThan or Hedge.NearZero ? High : Low;

    /// <summary>The upper number of a range or closed band, otherwise <see cref="Stated"/>.</summary>
    public decimal? StatedHigh => Low is not null && High is not null ? High : Stated;

    /// <summary>A single number was written, hedged or not, and it is not a bound.</summary>
    public bool IsPoint => Hedge is Hedge.Exact or Hedge.Approx or Hedge.ApproxBelow or Hedge.ApproxAbove && Low == High;

    /// <summary>The stated number in the canonical unit; null when nothing was stated.</summary>
    public decimal? Point => Stated is { } v ? Unit.ToCanonical(v) : null;

    /// <summary>The hard interval in the canonical unit.</summary>
    public (decimal? Low, decimal? High) Band => (CanonLow, CanonHigh);

    public static Quantity Exactly(decimal value, Unit unit, int sigDigits = 0)
    {
        ArgumentNullException.ThrowIfNull(unit);
        var digits = sigDigits > 0 ? sigDigits : CountSigDigits(value);
        var half = HalfWidth(value, unit, digits);
        var band = (value - half, value + half);
        return new Quantity(Hedge.Exact, unit, value, value, band, band, digits);
    }

    public static Quantity About(decimal value, Unit unit, int sigDigits = 0) =>
        Near(Hedge.Approx, value, unit, sigDigits, ApproxShare, ApproxShare);

    /// <summary>"50-odd": the numbers that the word covers.</summary>
    public static Quantity AboutBetween(decimal low, decimal high, Unit unit, int sigDigits = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return new Quantity(Hedge.Approx, unit, low, high, (low, high), (low, high), sigDigits);
    }

    public static Quantity NearlyBelow(decimal value, Unit unit, int sigDigits = 0) =>
        Near(Hedge.ApproxBelow, value, unit, sigDigits, ApproxShare, 0);

    public static Quantity JustAbove(decimal value, Unit unit, int sigDigits = 0) =>
        Near(Hedge.ApproxAbove, value, unit, sigDigits, 0, ApproxShare);

    public static Quantity MoreThan(decimal value, Unit unit, int sigDigits = 0) =>
        new(Hedge.MoreThan, unit, value, null, (value, null), (value, Soft(value, SoftAbove)), sigDigits);

    public static Quantity AtLeast(decimal value, Unit unit, int sigDigits = 0) =>
        new(Hedge.AtLeast, unit, value, null, (value, null), (value, Soft(value, SoftAbove)), sigDigits);

    public static Quantity LessThan(decimal value, Unit unit, int sigDigits = 0) =>
        new(Hedge.LessThan, unit, Floor(value, unit), value, (Floor(value, unit), value), (SoftFloor(value, unit), value), sigDigits);

    public static Quantity AtMost(decimal value, Unit unit, int sigDigits = 0) =>
        new(Hedge.AtMost, unit, Floor(value, unit), value, (Floor(value, unit), value), (SoftFloor(value, unit), value), sigDigits);

    /// <summary>Both ends are rounded like exact values.</summary>
    public static Quantity Range(decimal low, decimal high, Unit unit, int sigDigits = 0)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        var band = (low - HalfWidth(low, unit, CountSigDigits(low)), high + HalfWidth(high, unit, CountSigDigits(high)));
        return new Quantity(Hedge.Range, unit, low, high, band, band, sigDigits);
    }

    /// <summary>"dozens", "thousands": at least <paramref name="low"/>, nominally up to <paramref name="nominalHigh"/>, open above.</summary>
    public static Quantity Indefinite(decimal low, decimal nominalHigh, Unit unit) =>
        new(Hedge.Indefinite, unit, low, null, (low / 2, null), (low, nominalHigh), 1);

    /// <summary>"several", "a few thousand": the top is part of the meaning, so the band is the hard interval too.</summary>
    public static Quantity IndefiniteBand(decimal low, decimal high, Unit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        return new Quantity(Hedge.Indefinite, unit, low, high, (low, high), (low, high), 1);
    }

    /// <summary>"next to no": how much it covers depends on what it is compared with.</summary>
    public static Quantity NearZero(Unit unit) =>
        new(Hedge.NearZero, unit, 0, 0, (0, NearZeroAtLeast), (0, NearZeroAtLeast), 1);

    /// <summary>"many", "massive": never compared by number.</summary>
    public static Quantity Vague(Unit unit) => new(Hedge.Vague, unit, null, null, (null, null), (null, null), 0);

    /// <summary>The same number and hedge in another unit (a unit hypothesis, a noun's unit).</summary>
    public Quantity In(Unit unit) => Hedge switch
    {
        Hedge.Exact => Exactly(Low!.Value, unit, SigDigits),                       // the factories of these hedges always set Low
        Hedge.Approx when Low != High => AboutBetween(Low!.Value, High!.Value, unit, SigDigits),
        Hedge.Approx => About(Low!.Value, unit, SigDigits),
        Hedge.ApproxBelow => NearlyBelow(Low!.Value, unit, SigDigits),
        Hedge.ApproxAbove => JustAbove(Low!.Value, unit, SigDigits),
        Hedge.MoreThan => MoreThan(Low!.Value, unit, SigDigits),
        Hedge.AtLeast => AtLeast(Low!.Value, unit, SigDigits),
        Hedge.LessThan => LessThan(High!.Value, unit, SigDigits),                  // and of these two High
        Hedge.AtMost => AtMost(High!.Value, unit, SigDigits),
        Hedge.Range => Range(Low!.Value, High!.Value, unit, SigDigits),
        Hedge.Indefinite when High is { } high => IndefiniteBand(Low!.Value, high, unit),
        Hedge.Indefinite => Indefinite(Low!.Value, Unit.Factor == 0 || SoftHigh is null ? Low.Value : SoftHigh.Value / Unit.Factor, unit),
        Hedge.NearZero => NearZero(unit),
        _ => Vague(unit),
    };

    /// <summary>The hard intervals share a point that both admit, and more than an edge.</summary>
    public bool Overlaps(Quantity other) => Beside(other) == Meeting.Overlap;

    /// <summary>The hard intervals meet at one edge and nowhere else: neither agreement nor difference.</summary>
    public bool TouchesOnly(Quantity other) => Beside(other) == Meeting.Touch;

    /// <summary>The hard intervals have no point in common: both cannot be true of the same thing at the same moment.</summary>
    public bool Excludes(Quantity other) => Beside(other) == Meeting.Apart;

    /// <summary>A number in the canonical unit lies in the hard interval.</summary>
    public bool Contains(decimal canonical) =>
        Hedge != Hedge.Vague
        && (CanonLow is not { } low || (LowOpen ? canonical > low : canonical >= low))
        && (CanonHigh is not { } high || (HighOpen ? canonical < high : canonical <= high));

    /// <summary>The stated point of one lies in the hard interval of the other.</summary>
    public bool AgreesWith(Quantity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return IsComparableWith(other)
            && ((IsPoint && Point is { } p && other.Contains(p)) || (other.IsPoint && other.Point is { } q && Contains(q)));
    }

    public bool IsComparableWith(Quantity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Hedge != Hedge.Vague && other.Hedge != Hedge.Vague && Unit.IsComparableWith(other.Unit);
    }

    /// <summary>Digits that carry information: trailing zeros of an integer do not.</summary>
    public static int CountSigDigits(decimal value)
    {
        Span<char> room = stackalloc char[MaxDigits];
        Math.Abs(value).TryFormat(room, out var length, default, System.Globalization.CultureInfo.InvariantCulture);
        var text = room[..length];
        var digits = 0;
        foreach (var c in text.Contains('.') ? text : text.TrimEnd('0'))
        {
            digits += c != '.' && (digits > 0 || c != '0') ? 1 : 0;
        }

        return Math.Max(1, digits);
    }

    private enum Meeting { Incomparable, Apart, Touch, Overlap }

    private Meeting Beside(Quantity other)
    {
        if (!IsComparableWith(other))
        {
            return Meeting.Incomparable;
        }

        var ((low, high), (otherLow, otherHigh)) = (BandBeside(other), other.BandBeside(this));
        var bottom = low is null || otherLow > low ? otherLow : low;        // of the common part
        var top = high is null || otherHigh < high ? otherHigh : high;
        if (bottom is null || top is null || bottom < top)
        {
            return Meeting.Overlap;
        }

        if (bottom > top)
        {
            return Meeting.Apart;
        }

        // One common number. It counts when it is all that one of them says and the other admits it: "40" beside "at least 40".
        var isWholeOfOne = low == high || otherLow == otherHigh;
        return isWholeOfOne && Contains(bottom.Value) && other.Contains(bottom.Value) ? Meeting.Overlap : Meeting.Touch;
    }

    /// <summary>The hard interval; that of "next to none" grows with what it is compared with.</summary>
    private (decimal? Low, decimal? High) BandBeside(Quantity other) =>
        Hedge == Hedge.NearZero && (other.CanonHigh ?? other.CanonLow) is { } size
            ? (0, Math.Max(NearZeroAtLeast, NearZeroShare * size))
            : Band;

    private static Quantity Near(Hedge hedge, decimal value, Unit unit, int sigDigits, decimal below, decimal above)
    {
        var size = Math.Abs(value);
        var band = (value - (below * size), value + (above * size));
        return new Quantity(hedge, unit, value, value, band, band, sigDigits > 0 ? sigDigits : CountSigDigits(value));
    }

    /// <summary>Half the width of the interval that an unhedged number stands for (quantities.md 2.1).</summary>
    private static decimal HalfWidth(decimal value, Unit unit, int sigDigits)
    {
        var size = Math.Abs(value);
        if (size == 0 || (unit.Dimension == Dimension.Count && size < SmallCount))
        {
            return 0;
        }

        if (unit.Dimension is Dimension.Temperature or Dimension.RatioDifference or Dimension.Magnitude
            || (unit.Dimension == Dimension.Ratio && unit.Factor != 1))
        {
            return 0.5m * PowerOfTen(-value.Scale);
        }

        if (sigDigits < 3)
        {
            return CoarseShare * size;
        }

        var exponent = 0;                       // of the leading digit
        for (var v = size; v >= 10; v /= 10) exponent++;
        for (var v = size; v < 1; v *= 10) exponent--;
        return 0.5m * PowerOfTen(exponent - sigDigits + 1);
    }

    private static decimal PowerOfTen(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < Math.Min(Math.Abs(exponent), 28); i++)
        {
            power = exponent > 0 ? power * 10 : power / 10;
        }

        return power;
    }

    private static decimal? Floor(decimal value, Unit unit) => HasNoFloor(value, unit) ? null : 0;

    private static decimal? SoftFloor(decimal value, Unit unit) => HasNoFloor(value, unit) ? null : SoftBelow * value;

    private static bool HasNoFloor(decimal value, Unit unit) => value <= 0 || unit?.Dimension == Dimension.Temperature;

    private static decimal? Soft(decimal value, decimal times) => value > 0 ? value * times : null;

    private static (decimal? Low, decimal? High) Canonical(Unit unit, (decimal? Low, decimal? High) band)
    {
        decimal? low = band.Low is { } l ? unit.ToCanonical(l) : null;
        decimal? high = band.High is { } h ? (h - unit.Offset) * unit.FactorHigh : null;
        return (low, high);
    }
}
