namespace Watcher.Claims.Quantities;

/// <summary><c>lexicon/numbers.*.yaml</c>: how a language writes numbers.</summary>
public sealed record NumbersFile
{
    public required string Language { get; init; }

    /// <summary>"." or ",": what stands before decimals. The other one groups thousands.</summary>
    public required string DecimalMark { get; init; }

    public required NumberWordEntry[] Cardinals { get; init; }

    /// <summary>Ordinals; in the plural, after a cardinal, they are the denominators of fractions.</summary>
    public required NumberWordEntry[] Ordinals { get; init; }

    public required ScaleEntry[] Scales { get; init; }

    /// <summary>half, quarter: words that are a share by themselves.</summary>
    public required NumberWordEntry[] Shares { get; init; }

    /// <summary>a couple, dozens: plurals without a number.</summary>
    public required IndefiniteEntry[] Indefinites { get; init; }

    public required NumberRoleEntry[] Words { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record NumberWordEntry
{
    public required decimal Value { get; init; }

    public required string[] Forms { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record ScaleEntry
{
    public required decimal Value { get; init; }

    public required string[] Forms { get; init; }

    /// <summary>Short forms, written to the digits: 60bn, 250m.</summary>
    public string[] Abbreviations { get; init; } = [];

    /// <summary>The plural without a number: "thousands", with "of" where the language wants it.</summary>
    public string[] Plurals { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record IndefiniteEntry
{
    public required string[] Forms { get; init; }

    /// <summary>The least number the words allow.</summary>
    public required decimal Low { get; init; }

    /// <summary>Top of the nominal band.</summary>
    public required decimal High { get; init; }

    /// <summary>The top is part of the meaning.</summary>
    public bool Closed { get; init; }

    /// <summary>About this number ("a dozen" = 12); low and high are equal then.</summary>
    public bool Approx { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Words around numbers that the reader's grammar asks for by role.</summary>
public sealed record NumberRoleEntry
{
    public required NumberWordRole Role { get; init; }

    public required string[] Forms { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>The part a word plays beside a number.</summary>
[Flags]
public enum NumberWordRole
{
    None = 0,
    And = 1,
    Of = 1 << 1,
    Article = 1 << 2,
    RangeTo = 1 << 3,
    Between = 1 << 4,
    From = 1 << 5,
    Minus = 1 << 6,
    Point = 1 << 7,
    Odd = 1 << 8,
    In = 1 << 9,
    OutOf = 1 << 10,
    All = 1 << 11,
    Zero = 1 << 12,
    NotZero = 1 << 13,
    Per = 1 << 14,
    Additional = 1 << 15,
    Increase = 1 << 16,
    Decrease = 1 << 17,
    Including = 1 << 18,
    Function = 1 << 19,
    Identifier = 1 << 20,
    NotNoun = 1 << 21,
    AgeOld = 1 << 22,
    Aged = 1 << 23,
    Period = 1 << 24,
    Territory = 1 << 25,
    SeizeVerb = 1 << 26,
    LineFeature = 1 << 27,
    OutcomeVerb = 1 << 28,
    AdjectiveEnding = 1 << 29,
    Settlement = 1 << 30,
}

/// <summary><c>lexicon/hedges.*.yaml</c>: the words that bend a number.</summary>
public sealed record HedgesFile
{
    public required string Language { get; init; }

    public required HedgeEntry[] Hedges { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record HedgeEntry
{
    public required string Lemma { get; init; }

    public required Hedge Kind { get; init; }

    /// <summary>Wordings before the number.</summary>
    public string[] Forms { get; init; } = [];

    /// <summary>Wordings after it: "100+", "or so".</summary>
    public string[] After { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary><c>ontology/units.yaml</c>.</summary>
public sealed record UnitsFile
{
    public required UnitEntry[] Units { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record UnitEntry
{
    public required string Id { get; init; }

    public required Dimension Dimension { get; init; }

    /// <summary>Left out: the unit is its own canonical unit (currencies).</summary>
    public decimal? Factor { get; init; }

    public decimal? FactorHigh { get; init; }

    public decimal Offset { get; init; }

    public required string Name { get; init; }

    /// <summary>Spelled after the number, in any case.</summary>
    public string[] Forms { get; init; } = [];

    /// <summary>Symbols, exactly in this case: "MW", "m".</summary>
    public string[] Symbols { get; init; } = [];

    /// <summary>Written before the number: "$", "US$".</summary>
    public string[] Prefixes { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}
