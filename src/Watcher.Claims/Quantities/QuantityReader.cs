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
        using var pass = new QuantityPass(Lexicon, text, dates?.CalendarSpans(text) ?? []);
        return pass.Read();
    }

    /// <summary>The same where the text's dates are known already, whatever they were read against.</summary>
    /// <param name="text">What is read.</param>
    /// <param name="found">Every date of the same text, by the reader of the same language.</param>
    internal IReadOnlyList<QuantityMention> Read(string text, IReadOnlyList<DateMention> found)
    {
        using var pass = new QuantityPass(Lexicon, text, found.Count == 0 ? [] : [.. found.Where(date => date.IsCalendar).Select(date => date.Span)]);
        return pass.Read();
    }
}
