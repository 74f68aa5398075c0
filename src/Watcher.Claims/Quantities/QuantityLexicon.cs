namespace Watcher.Claims.Quantities;

/// <summary>Number words, hedges and units of one language, compiled for the reader. Immutable and thread-safe.</summary>
public sealed class QuantityLexicon
{
    private readonly bool[] _canStart;
    private readonly Dictionary<string, string> _singulars = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A form is empty, or a unit is defined twice.</exception>
    public QuantityLexicon(NumbersFile numbers, HedgesFile hedges, UnitsFile units)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(hedges);
        ArgumentNullException.ThrowIfNull(units);
        Language = numbers.Language;
        Units = new UnitTable(units);
        DecimalMark = numbers.DecimalMark == "," ? ',' : '.';
        Phrases = new PhraseTable<NumberWord>(Vocabulary);
        foreach (var entry in numbers.Cardinals) Each(entry.Forms, word => word.Cardinal = entry.Value);
        foreach (var entry in numbers.Ordinals) Each(entry.Forms, word => word.Ordinal = entry.Value);
        foreach (var entry in numbers.Shares) Each(entry.Forms, word => word.Share = entry.Value);
        foreach (var entry in numbers.Indefinites) Each(entry.Forms, word => word.Indefinite = entry);
        foreach (var entry in numbers.Words) Each(entry.Forms, word => word.Roles |= entry.Role);
        foreach (var entry in numbers.Scales)
        {
            Each(entry.Forms, word => word.Scale = entry.Value);
            Each(entry.Abbreviations, word => word.ShortScale = entry.Value);
        }

        foreach (var entry in numbers.Plurals) _singulars[entry.Plural] = entry.Singular;
        foreach (var entry in hedges.Hedges)
        {
            Each(entry.Forms, word => word.Before = entry.Kind);
            Each(entry.After, word => word.After = entry.Kind);
        }

        foreach (var entry in units.Units)
        {
            var unit = Units[entry.Id];
            Each(entry.Forms, word => word.Units.Add(new UnitForm(unit, null)));
            Each(entry.Prefixes, word => word.Prefixes.Add(unit));
            foreach (var symbol in entry.Symbols) Phrases[symbol].Units.Add(new UnitForm(unit, symbol));
        }

        _canStart = new bool[Vocabulary.Count];
        foreach (var (words, word) in Phrases.Phrases)
        {
            _canStart[words[0]] |= word.CanStart;
        }
    }

    public string Language { get; }

    public UnitTable Units { get; }

    internal char DecimalMark { get; }

    internal Vocabulary Vocabulary { get; } = new();

    internal PhraseTable<NumberWord> Phrases { get; }

    /// <summary>A quantity can begin with this word: one look before anything else is tried.</summary>
    internal bool CanStart(int word) => word >= 0 && _canStart[word];

    /// <summary>Folded singular of an English noun: "villages" → "village", "children" → "child".</summary>
    internal string Singular(string folded)
    {
        if (_singulars.TryGetValue(folded, out var singular))
        {
            return singular;
        }

        return folded switch
        {
            [.. var stem, 'i', 'e', 's'] when stem.Length > 1 => stem + "y",
            [.., 's', 's', 'e', 's'] or [.., 'c', 'h', 'e', 's'] or [.., 's', 'h', 'e', 's'] or [.., 'x', 'e', 's'] => folded[..^2],
            [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => folded,
            [.. var stem, 's'] when stem.Length > 2 => stem,
            _ => folded,
        };
    }

    /// <summary>Listed as a plural (or a mass noun), or it ends like one.</summary>
    internal bool IsPlural(string folded) =>
        _singulars.ContainsKey(folded)
        || (folded.Length > 3 && folded[^1] == 's' && folded[^2] is not ('s' or 'u' or 'i' or 'a' or '\''));

    private void Each(string[] forms, Action<NumberWord> set)
    {
        foreach (var form in forms)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(form);
            set(Phrases[form]);
        }
    }
}

/// <summary>A way to write a unit after a number; <paramref name="Symbol"/> must stand exactly like this.</summary>
internal readonly record struct UnitForm(Unit Unit, string? Symbol);

/// <summary>All that one word or phrase can be beside a number.</summary>
internal sealed class NumberWord
{
    public decimal? Cardinal { get; set; }

    public decimal? Ordinal { get; set; }

    public decimal? Scale { get; set; }

    public decimal? ShortScale { get; set; }

    public decimal? Share { get; set; }

    public IndefiniteEntry? Indefinite { get; set; }

    public Hedge? Before { get; set; }

    public Hedge? After { get; set; }

    public List<UnitForm> Units { get; } = [];

    public List<Unit> Prefixes { get; } = [];

    public NumberWordRole Roles { get; set; }

    /// <summary>Number words, hedges, currency signs, and what a grammar rule begins with.</summary>
    public bool CanStart =>
        Cardinal is not null || Share is not null || Indefinite is not null || Before is not null || Prefixes.Count > 0
        || Is(NumberWordRole.Article | NumberWordRole.Zero | NumberWordRole.Between | NumberWordRole.From | NumberWordRole.Minus | NumberWordRole.Point | NumberWordRole.All | NumberWordRole.Age)
        || Units.Exists(form => form.Unit.Dimension == Dimension.Magnitude);

    public bool Is(NumberWordRole role) => (Roles & role) != 0;
}
