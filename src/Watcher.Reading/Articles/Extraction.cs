namespace Watcher.Reading.Articles;

/// <summary>What a page gave: an article, or the reason why it holds none. Both are normal days.</summary>
public abstract record Extraction
{
    private Extraction()
    {
    }

    /// <param name="Article">Uncleaned: boilerplate outside the body is left out, markers inside it are not looked for yet.</param>
    public sealed record Extracted(Article Article) : Extraction;

    public sealed record NoArticle(NoArticleReason Reason) : Extraction;
}

public enum NoArticleReason
{
    /// <summary>The page has no text at all.</summary>
    Empty,

    /// <summary>No web page: a document to print, a picture, a film or an archive.</summary>
    NotAPage,

    /// <summary>Elements are nested deeper than any real page nests them.</summary>
    NestedTooDeep,

    /// <summary>More elements than any real page has.</summary>
    TooManyElements,

    /// <summary>There is text, but no run of it reads like an article, and nothing says what the page is instead.</summary>
    NoBody,

    /// <summary>The opening of an article that only subscribers may read.</summary>
    Paywalled,

    /// <summary>A question about cookies or data instead of the page.</summary>
    ConsentWall,

    /// <summary>The site says that there is no such page, or that it does not answer us.</summary>
    ErrorPage,

    /// <summary>Pictures with captions.</summary>
    Gallery,

    /// <summary>A list of other articles: a front page, a section, a tag.</summary>
    IndexPage,
}
