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

    /// <summary>Plurals that do not follow the rule of the language, and nouns that are counted without a plural.</summary>
    public required PluralEntry[] Plurals { get; init; }

    /// <summary>
    /// Endings of adjectives in a language whose nouns do not show a plural to a simple look: behind a number, the first word without
    /// such an ending is what is counted. Empty: the plural decides, as in English.
    /// </summary>
    public string[] AdjectiveEndings { get; init; } = [];

    /// <summary>Endings of counted nouns with the ending of their dictionary form; the first that fits.</summary>
    public NounEndingEntry[] NounEndings { get; init; } = [];

    /// <summary>How this language writes the units of <c>ontology/units.yaml</c>, where that file does not say so.</summary>
    public UnitFormsEntry[] Units { get; init; } = [];

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record NounEndingEntry
{
    public required string Ending { get; init; }

    public required string Singular { get; init; }

    public string? Note { get; init; }
}

public sealed record UnitFormsEntry
{
    public required string Unit { get; init; }

    public string[] Forms { get; init; } = [];

    public string[] Stems { get; init; } = [];

    public string[] Endings { get; init; } = [];

    /// <summary>Exactly in this case.</summary>
    public string[] Symbols { get; init; } = [];

    /// <summary>One word for half of it: "півгодини".</summary>
    public string[] Halves { get; init; } = [];

    /// <summary>Also before the number.</summary>
    public string[] Prefixes { get; init; } = [];

    public string? Note { get; init; }
}

/// <summary>Case forms as data: every stem with every ending of a closed list, beside the forms that are written out.</summary>
internal static class Inflected
{
    public static IEnumerable<string> Forms(string[] forms, string[] stems, string[] endings) =>
        forms.Concat(stems.SelectMany(stem => endings.Select(ending => stem + ending)));
}

public sealed record PluralEntry
{
    public required string Plural { get; init; }

    public required string Singular { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record NumberWordEntry
{
    public required decimal Value { get; init; }

    public string[] Forms { get; init; } = [];

    public string[] Stems { get; init; } = [];

    public string[] Endings { get; init; } = [];

    internal IEnumerable<string> AllForms => Inflected.Forms(Forms, Stems, Endings);

    public string? Note { get; init; }

    public string? Source { get; init; }
}

public sealed record ScaleEntry
{
    public required decimal Value { get; init; }

    public required string[] Forms { get; init; }

    /// <summary>Forms that mean one of the scale when no number stands before them: "тисяча".</summary>
    public string[] Alone { get; init; } = [];

    /// <summary>Short forms, written to the digits: 60bn, 250m.</summary>
    public string[] Abbreviations { get; init; } = [];

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

    /// <summary>Words behind which it is the genitive of one: "более тысячи" is more than one thousand, "тысячи" are thousands.</summary>
    public string[] OneBehind { get; init; } = [];

    /// <summary>Before a noun it must be followed by "of": "a couple dances" is no number.</summary>
    public bool NeedsOf { get; init; }

    /// <summary>About this number ("a dozen" = 12); low and high are equal then.</summary>
    public bool Approx { get; init; }

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>Words around numbers that the reader's grammar asks for by role.</summary>
public sealed record NumberRoleEntry
{
    public required NumberWordRole Role { get; init; }

    public string[] Forms { get; init; } = [];

    public string[] Stems { get; init; } = [];

    public string[] Endings { get; init; } = [];

    internal IEnumerable<string> AllForms => Inflected.Forms(Forms, Stems, Endings);

    public string? Note { get; init; }

    public string? Source { get; init; }
}

/// <summary>The part a word plays beside a number.</summary>
[Flags]
public enum NumberWordRole : long
{
    None = 0,

    /// <summary>and, &amp;.</summary>
    And = 1,
    Of = 1 << 1,

    /// <summary>a, an: one, before a scale or unit.</summary>
    Article = 1 << 2,

    /// <summary>to, through: between the ends of a range.</summary>
    RangeTo = 1 << 3,
    Between = 1 << 4,
    From = 1 << 5,
    Minus = 1 << 6,

    /// <summary>"three point five".</summary>
    Point = 1 << 7,

    /// <summary>50-odd.</summary>
    Odd = 1 << 8,

    /// <summary>"one in five", "nine out of ten".</summary>
    In = 1 << 9,
    OutOf = 1 << 10,
    All = 1 << 11,

    /// <summary>no, not a single: zero of the noun that follows.</summary>
    Zero = 1 << 12,
    Per = 1 << 13,

    /// <summary>additional, another, more: an increment.</summary>
    Additional = 1 << 14,
    IncreaseVerb = 1 << 15,
    DecreaseVerb = 1 << 16,

    /// <summary>including, among them: what follows is part of what was said.</summary>
    Including = 1 << 17,

    /// <summary>Words that end a noun phrase: prepositions, auxiliaries, pronouns.</summary>
    Function = 1 << 18,

    /// <summary>The number behind it is a name: Resolution 1701.</summary>
    Identifier = 1 << 19,

    /// <summary>The name behind a number: 12 Bankova Street, 72 Brigade.</summary>
    IdentifierHead = 1 << 20,

    /// <summary>"one" before or behind these is a pronoun.</summary>
    Pronoun = 1 << 21,

    /// <summary>past, last, next: the duration behind it is a time scope.</summary>
    ScopeWord = 1 << 22,

    /// <summary>territory, land: what is measured by area.</summary>
    Territory = 1 << 23,

    /// <summary>retaken, liberated: verbs whose object is measured by area.</summary>
    SeizeVerb = 1 << 24,

    /// <summary>border, front, road: what is measured by length.</summary>
    LineFeature = 1 << 25,

    /// <summary>killed, wounded, missing: a number before them has left out its noun.</summary>
    Outcome = 1 << 26,

    /// <summary>city, town: "of 1.4 million" behind it is its population.</summary>
    Populated = 1 << 27,

    /// <summary>since, so far: a running total.</summary>
    Cumulative = 1 << 28,

    /// <summary>Read more, Related: the line is page furniture.</summary>
    Furniture = 1 << 29,

    /// <summary>old, of age: the duration before it is an age; aged: the number behind it.</summary>
    Age = 1 << 30,

    /// <summary>Between a verb of change and a number that is the difference: "rose by 20".</summary>
    By = 1L << 31,

    /// <summary>toll, tally: what a bound of totals alone ("passed") speaks of.</summary>
    Total = 1L << 32,

    /// <summary>passed, crossed: a bound behind a total, and a verb like others elsewhere.</summary>
    OfTotals = 1L << 33,

    /// <summary>quake, aftershock: a number with a decimal place behind it is its magnitude.</summary>
    Seismic = 1L << 34,

    /// <summary>measured, revised, put: between what is scaled and its number.</summary>
    Scaling = 1L << 35,
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
