using Watcher.Reading.Articles;

namespace Watcher.Claims.Quantities;

/// <summary>The two readers of one language.</summary>
public sealed record LanguageReader(string Language, QuantityReader Quantities, DateReader Dates);

/// <summary>The readers by language. Immutable and thread-safe. A language without lexicons of its own is read like the first one.</summary>
/// <param name="readers">At least one; the first is the fallback.</param>
public sealed class LanguageReaders(IReadOnlyList<LanguageReader> readers)
{
    /// <summary>A shorter text has too few common words to guess from.</summary>
    private const int ShortText = 120;

    private readonly LanguageReader _fallback = readers is [var first, ..] ? first : throw new ArgumentException("There must be at least one language.", nameof(readers));

    /// <summary>The fallback first.</summary>
    public IReadOnlyList<LanguageReader> All => readers;

    /// <summary>The readers of an ISO 639-1 language; a region behind it ("uk-UA") does not matter.</summary>
    public LanguageReader this[string? language]
    {
        get
        {
            foreach (var reader in readers)
            {
                if (language is not null && language.StartsWith(reader.Language, StringComparison.OrdinalIgnoreCase) && (language.Length == reader.Language.Length || language[reader.Language.Length] is '-' or '_'))
                {
                    return reader;
                }
            }

            return _fallback;
        }
    }

    /// <summary>The readers of the stated language, else of the one that the text is guessed to be in.</summary>
    /// <param name="language">As the page or the outlet says; null or empty: unknown.</param>
    /// <param name="text">What will be read.</param>
    public LanguageReader For(string? language, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!string.IsNullOrEmpty(language))
        {
            return this[language];
        }

        return text.Length >= ShortText && LanguageGuess.Of(text) is { } guessed ? this[guessed] : ByWords(text);
    }

    /// <summary>For a few words, too short to guess from: the language whose lexicons know the most of them.</summary>
    private LanguageReader ByWords(string text)
    {
        var (best, most, isTie) = (_fallback, 0, false);
        foreach (var reader in readers)
        {
            var known = reader.Quantities.Lexicon.Vocabulary.Known(text) + reader.Dates.Lexicon.Vocabulary.Known(text);
            (best, most, isTie) = known > most ? (reader, known, false) : (best, most, isTie || (known == most && known > 0));
        }

        return isTie && LanguageGuess.Of(text) is { } guessed ? this[guessed] : best;
    }
}
