using System.Collections.Immutable;
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
        using var pass = new QuantityPass(Lexicon, text, new TextSpan(0, text.Length), dates?.CalendarSpans(text) ?? []);
        return pass.Read();
    }

    /// <summary>The quantities of a part of a text where its dates are known already, whatever they were read against.</summary>
    /// <param name="text">The whole text, to which all spans refer.</param>
    /// <param name="part">What is read: nothing outside of it counts.</param>
    /// <param name="found">Every date of the part, by the reader of the same language.</param>
    internal ImmutableArray<QuantityMention> Read(string text, TextSpan part, ImmutableArray<DateMention> found)
    {
        using var pass = new QuantityPass(Lexicon, text, part, found.IsEmpty ? [] : [.. found.Where(date => date.IsCalendar).Select(date => date.Span)]);
        return [.. pass.Read()];
    }
}
