namespace Watcher.Claims.Quantities;

/// <summary>A unit of measure, with the way to its canonical unit: <c>canonical = (value - Offset) * Factor</c>.</summary>
public sealed record Unit
{
    /// <summary>No unit: a count of things or a bare number. Its id is empty.</summary>
    public static Unit None { get; } = new() { Id = "", Dimension = Dimension.Count, Name = "", CanonicalId = "" };

    /// <summary>The id of the unit table, as data files write it: <c>km2</c>, <c>UAH</c>, <c>bbl/d</c>.</summary>
    public required string Id { get; init; }

    public required Dimension Dimension { get; init; }

    /// <summary>One unit in the canonical unit.</summary>
    public decimal Factor { get; init; } = 1;

    /// <summary>The other end where the word does not say which unit it is ("ton"); equal to <see cref="Factor"/> otherwise.</summary>
    public decimal FactorHigh { get => field == 0 ? Factor : field; init; }

    /// <summary>Subtracted before the factor applies; only temperatures have one.</summary>
    public decimal Offset { get; init; }

    /// <summary>Name for readers, plural: "square kilometres".</summary>
    public required string Name { get; init; }

    /// <summary>Units with the same dimension and canonical id can be compared. A currency is its own canonical unit.</summary>
    public required string CanonicalId { get; init; }

    public bool IsComparableWith(Unit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Dimension == other.Dimension && CanonicalId == other.CanonicalId;
    }

    public decimal ToCanonical(decimal value) => (value - Offset) * Factor;

    public override string ToString() => Id;
}
