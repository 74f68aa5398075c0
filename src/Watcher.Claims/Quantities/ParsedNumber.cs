namespace Watcher.Claims.Quantities;

/// <summary>A number as the words or digits give it, before hedge and unit.</summary>
internal readonly record struct ParsedNumber
{
    /// <summary>First token.</summary>
    public required int First { get; init; }

    /// <summary>The token behind it.</summary>
    public required int Next { get; init; }

    /// <summary>The value, or the lower bound of an indefinite plural.</summary>
    public required decimal Value { get; init; }

    public int SigDigits { get; init; }

    /// <summary>Written in digits (a scale word may follow).</summary>
    public bool IsDigits { get; init; }

    /// <summary>The scale word at its end: 1,000 for "two thousand", 0 for none.</summary>
    public decimal Scale { get; init; }

    /// <summary>Digits without the scale: 60 of "60bn"; lets the scale of a range reach back.</summary>
    public decimal Mantissa { get; init; }

    /// <summary>A share: two-thirds, half.</summary>
    public bool IsFraction { get; init; }

    /// <summary>An article stands for one: "a million".</summary>
    public bool IsArticle { get; init; }

    /// <summary>dozen: about this many.</summary>
    public bool IsApprox { get; init; }

    /// <summary>A whole number and a share: "two and a half".</summary>
    public bool IsMixed { get; init; }

    /// <summary>Set for indefinite plurals; <see cref="Value"/> is their lower bound then.</summary>
    public decimal? IndefiniteHigh { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>"+350".</summary>
    public bool HasPlus { get; init; }

    public bool HasSign { get; init; }
}
