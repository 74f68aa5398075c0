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
        return Read(text, new TextSpan(0, text.Length), reference);
    }

    /// <summary>The dates of a part of a text.</summary>
    /// <param name="text">The whole text, to which all spans refer.</param>
    /// <param name="part">What is read: nothing outside of it counts.</param>
    /// <param name="reference">What relative dates are relative to.</param>
    internal ImmutableArray<DateMention> Read(string text, TextSpan part, DateReference reference)
    {
        using var pass = new DatePass(Lexicon, text, part, reference);
        return pass.Read();
    }

    /// <summary>Where calendar dates stand: the numbers in them are no quantities. In text order, not overlapping.</summary>
    internal IReadOnlyList<TextSpan> CalendarSpans(string text)
    {
        using var pass = new DatePass(Lexicon, text, new TextSpan(0, text.Length), s_anyTime);
        return pass.CalendarSpans();
    }
}
