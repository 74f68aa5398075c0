using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>Reads every quantity of a text, in text order. Thread-safe.</summary>
/// <param name="lexicon">Number words, hedges and units of one language.</param>
/// <param name="dates">Finds calendar dates, so that their numbers are not read as quantities; null: only obvious years are spared.</param>
public sealed class QuantityReader(QuantityLexicon lexicon, DateReader? dates = null)
{
    public QuantityLexicon Lexicon { get; } = lexicon;

    public IReadOnlyList<QuantityMention> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var pass = Over(text);
        return pass.Read(new TextSpan(0, text.Length), dates?.CalendarSpans(text) ?? []);
    }

    /// <summary>For a text that is read in parts, by a caller who knows its dates.</summary>
    internal QuantityPass Over(string text) => new(Lexicon, text);
}
