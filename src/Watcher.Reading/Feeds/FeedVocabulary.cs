namespace Watcher.Reading.Feeds;

/// <summary>Knows the namespaces of feeds in the spellings that occur, and the customary prefixes for those that declare none.</summary>
internal static class FeedVocabulary
{
    /// <param name="address">The namespace's address; null when the prefix is not declared.</param>
    /// <param name="prefix">As written, in lower case; empty for none.</param>
    /// <param name="rootAddress">The address the feed's own elements live in: whatever it is, it is the core of this feed.</param>
    public static Vocabulary Of(string? address, string prefix, string rootAddress)
    {
        if (address is null)
        {
            return OfPrefix(prefix);
        }

        var folded = address.Trim().TrimEnd('/', '#').ToLowerInvariant();
        return folded switch
        {
            "" => Vocabulary.Core,
            "http://www.w3.org/2005/atom" or "http://purl.org/atom/ns" or "http://purl.org/net/atom/ns"
                or "http://example.com/newformat" or "http://example.com/necho" or "http://purl.org/echo" or "uri/of/echo/namespace" => Vocabulary.Atom,
            "http://purl.org/rss/1.0" or "http://my.netscape.com/rdf/simple/0.9" or "http://channel.netscape.com/rdf/simple/0.9"
                or "http://blogs.law.harvard.edu/tech/rss" or "http://backend.userland.com/rss" or "http://backend.userland.com/rss2"
                or "http://backend.userland.com/rss091" or "http://cyber.law.harvard.edu/rss" => Vocabulary.Core,
            "http://purl.org/dc/elements/1.1" or "http://purl.org/dc/elements/1.0" or "http://purl.org/dc/terms" => Vocabulary.DublinCore,
            "http://purl.org/rss/1.0/modules/content" => Vocabulary.Content,
            "http://search.yahoo.com/mrss" or "http://www.rssboard.org/media-rss" => Vocabulary.Media,
            "http://www.itunes.com/dtds/podcast-1.0.dtd" or "http://example.com/dtds/podcast-1.0.dtd" => Vocabulary.Podcast,
            "http://purl.org/rss/1.0/modules/syndication" => Vocabulary.Syndication,
            "http://www.w3.org/1999/02/22-rdf-syntax-ns" => Vocabulary.Rdf,
            "http://www.w3.org/1999/xhtml" => Vocabulary.Xhtml,
            "http://rssnamespace.org/feedburner/ext/1.0" => Vocabulary.FeedBurner,
            "http://news.yandex.ru" or "https://news.yandex.ru" or "http://www.yandex.ru" => Vocabulary.Yandex,
            _ when string.Equals(address, rootAddress, StringComparison.Ordinal)
                || folded.StartsWith("http://purl.org/rss/2.0", StringComparison.Ordinal) => Vocabulary.Core,
            _ => Vocabulary.Other,
        };
    }

    private static Vocabulary OfPrefix(string prefix) => prefix switch
    {
        "" or "rss" => Vocabulary.Core,
        "atom" or "atom10" or "a10" => Vocabulary.Atom,
        "dc" or "dcterms" => Vocabulary.DublinCore,
        "content" => Vocabulary.Content,
        "media" => Vocabulary.Media,
        "itunes" => Vocabulary.Podcast,
        "sy" => Vocabulary.Syndication,
        "rdf" => Vocabulary.Rdf,
        "xhtml" => Vocabulary.Xhtml,
        "feedburner" => Vocabulary.FeedBurner,
        "yandex" => Vocabulary.Yandex,
        _ => Vocabulary.Other,
    };
}
