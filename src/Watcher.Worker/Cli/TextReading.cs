using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Mentions;
using Watcher.Claims.Rules;
using Watcher.Reading.Articles;

namespace Watcher.Worker.Cli;

/// <summary>What the rules see in one text.</summary>
internal sealed record ReadText(Article Article, ArticleRef Reference, Detection Detection, ExtractionTrace Trace);

/// <summary>Takes a plain text through cleaning, detection and extraction, as the pipeline takes an article.</summary>
internal sealed class TextReading(RuleBook book)
{
    public ReadText Read(string text, string? title, ArticleRef reference)
    {
        var article = BoilerplateCleaner.Clean(ArticleText.FromPlainText(text, title), book.Markers);
        var known = reference.Language is null ? reference with { Language = article.Language ?? LanguageGuess.Of(text) } : reference;
        var detection = MentionDetector.Detect(article, book.Mentions);
        return new ReadText(article, known, detection, ClaimExtractor.Trace(article, known, detection, book.Claims));
    }
}
