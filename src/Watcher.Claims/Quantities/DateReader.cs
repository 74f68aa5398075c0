using System.Collections.Immutable;
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
        using var pass = Over(text, reference);
        return pass.Read(new TextSpan(0, text.Length));
    }

    /// <summary>For a text that is read in parts.</summary>
    internal DatePass Over(string text, DateReference reference) => new(Lexicon, text, reference);

    /// <summary>Where calendar dates stand: the numbers in them are no quantities. In text order, not overlapping.</summary>
    internal ImmutableArray<TextSpan> CalendarSpans(string text)
    {
        using var pass = Over(text, s_anyTime);
        return pass.CalendarSpans(new TextSpan(0, text.Length));
    }
}
