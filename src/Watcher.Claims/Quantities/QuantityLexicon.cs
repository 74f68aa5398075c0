using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>Number words, hedges and units of one language, compiled for the reader. Immutable and thread-safe.</summary>
public sealed class QuantityLexicon
{
    private readonly bool[] _canStart;
    private readonly string[] _adjectiveEndings;
    private readonly NounEndingEntry[] _nounEndings;
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
        foreach (var entry in numbers.Cardinals) Each(entry.AllForms, word => word.Cardinal = entry.Value);
        foreach (var entry in numbers.Ordinals) Each(entry.AllForms, word => word.Ordinal = entry.Value);
        foreach (var entry in numbers.Shares) Each(entry.AllForms, word => word.Share = entry.Value);
        foreach (var entry in numbers.Indefinites) Each(entry.Forms, word => word.Indefinite = entry);
        foreach (var entry in numbers.Words) Each(entry.AllForms, word => word.Roles |= entry.Role);
        foreach (var entry in numbers.Scales)
        {
            Each(entry.Forms, word => word.Scale = entry.Value);
            Each(entry.Alone, word => (word.Scale, word.IsScaleAlone) = (entry.Value, true));
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

        foreach (var entry in numbers.Units)
        {
            var unit = Units[entry.Unit];
            Each(Inflected.Forms(entry.Forms, entry.Stems, entry.Endings), word => word.Units.Add(new UnitForm(unit, null)));
            Each(entry.Prefixes, word => word.Prefixes.Add(unit));
            Each(entry.Halves, word => word.HalfOf = unit);
            foreach (var symbol in entry.Symbols) Phrases[symbol].Units.Add(new UnitForm(unit, symbol));
        }

        (_adjectiveEndings, _nounEndings) = (numbers.AdjectiveEndings, numbers.NounEndings);
        _canStart = new bool[Vocabulary.Count];
        foreach (var (words, word) in Phrases.Phrases)
        {
            _canStart[words[0]] |= word.CanStart;
        }
    }

    public string Language { get; }

    public UnitTable Units { get; }

    internal char DecimalMark { get; }

    /// <summary>Nouns do not show their plural to a simple look: what is counted is the first word that is no adjective.</summary>
    internal bool IsInflected => _adjectiveEndings.Length > 0;

    internal Vocabulary Vocabulary { get; } = new();

    internal PhraseTable<NumberWord> Phrases { get; }

    /// <summary>A quantity can begin with this word: one look before anything else is tried.</summary>
    internal bool CanStart(int word) => word >= 0 && _canStart[word];

    /// <summary>Folded dictionary form of a counted noun: "villages" → "village", "children" → "child", "солдатів" → "солдат".</summary>
    internal string Singular(string folded)
    {
        if (_singulars.TryGetValue(folded, out var singular))
        {
            return singular;
        }

        if (IsInflected)
        {
            foreach (var entry in _nounEndings)
            {
                if (folded.Length > entry.Ending.Length + 2 && folded.EndsWith(entry.Ending, StringComparison.Ordinal))
                {
                    return folded[..^entry.Ending.Length] + entry.Singular;
                }
            }

            return folded;
        }

        return folded switch
        {
            [_, _, .., 'i', 'e', 's'] => folded[..^3] + "y",
            [.., 's', 's', 'e', 's'] or [.., 'c', 'h', 'e', 's'] or [.., 's', 'h', 'e', 's'] or [.., 'x', 'e', 's'] => WordPool.Get(folded.AsSpan(..^2)),
            [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => folded,
            [_, _, _, .., 's'] => WordPool.Get(folded.AsSpan(..^1)),
            _ => folded,
        };
    }

    /// <summary>Can be what a number counts: listed as a plural (or a mass noun), or it ends like one; in an inflected language any noun.</summary>
    internal bool IsPlural(string folded) =>
        _singulars.ContainsKey(folded)
        || (IsInflected
            ? folded.Length > 2 && !IsAdjective(folded)
            : folded.Length > 3 && folded[^1] == 's' && folded[^2] is not ('s' or 'u' or 'i' or 'a' or '\''));

    /// <summary>Behind "and" a word must show that it is counted: in an inflected language it may as well be the next verb.</summary>
    internal bool IsSurePlural(string folded) => IsInflected ? _singulars.ContainsKey(folded) : IsPlural(folded);

    private bool IsAdjective(string folded)
    {
        foreach (var ending in _adjectiveEndings)
        {
            if (folded.Length > ending.Length + 2 && folded.EndsWith(ending, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private void Each(IEnumerable<string> forms, Action<NumberWord> set)
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

    /// <summary>Without a number before it, it means one of the scale.</summary>
    public bool IsScaleAlone { get; set; }

    public decimal? Share { get; set; }

    public IndefiniteEntry? Indefinite { get; set; }

    /// <summary>Stands for half of this unit.</summary>
    public Unit? HalfOf { get; set; }

    public Hedge? Before { get; set; }

    public Hedge? After { get; set; }

    public List<UnitForm> Units { get; } = [];

    public List<Unit> Prefixes { get; } = [];

    public NumberWordRole Roles { get; set; }

    /// <summary>Number words, hedges, currency signs, and what a grammar rule begins with.</summary>
    public bool CanStart =>
        Cardinal is not null || IsScaleAlone || HalfOf is not null || Share is not null || Indefinite is not null || Before is not null || Prefixes.Count > 0
        || Is(NumberWordRole.Article | NumberWordRole.Zero | NumberWordRole.Between | NumberWordRole.From | NumberWordRole.Minus | NumberWordRole.Point | NumberWordRole.All | NumberWordRole.Age | NumberWordRole.Seismic)
        || Units.Exists(form => form.Unit.Dimension == Dimension.Magnitude);

    public bool Is(NumberWordRole role) => (Roles & role) != 0;
}
