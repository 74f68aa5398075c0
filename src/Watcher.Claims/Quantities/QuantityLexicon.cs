namespace Watcher.Claims.Quantities;

/// <summary>Number words, hedges and units of one language, compiled for the reader. Immutable and thread-safe.</summary>
public sealed class QuantityLexicon
{
    public QuantityLexicon(NumbersFile numbers, HedgesFile hedges, UnitsFile units)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(hedges);
        Language = numbers.Language;
        Units = new UnitTable(units);
    }

    public string Language { get; }

    public UnitTable Units { get; }
}
