using Watcher.Reading.Text;

namespace Watcher.Claims.Quantities;

/// <summary>Reads every date and period of a text, in text order. Thread-safe.</summary>
public sealed class DateReader(DateLexicon lexicon)
{
    /// <summary>Any moment: where dates stand does not depend on it.</summary>
    private static readonly DateReference s_anyTime = new(new DateTime(2020, 1, 6));

    public DateLexicon Lexicon { get; } = lexicon;

    public IReadOnlyList<DateMention> Read(string text, DateReference reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(reference);
        using var pass = new DatePass(Lexicon, text, reference);
        return pass.Read();
    }

    /// <summary>Where calendar dates stand: the numbers in them are no quantities. In text order, not overlapping.</summary>
    internal IReadOnlyList<TextSpan> CalendarSpans(string text)
    {
        using var pass = new DatePass(Lexicon, text, s_anyTime);
        return pass.CalendarSpans();
    }
}
