using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>What a page says about its article outside the text: JSON-LD first, then meta elements, microdata and markup.</summary>
internal sealed partial record PageMetadata
{
    /// <summary>Elements whose text is read for a byline or a date.</summary>
    private const int MaxLooks = 60;

    /// <summary>Paragraphs between the title and a link to its author's page; other articles' authors are named behind the text.</summary>
    private const int MostBeforeAuthor = 6;

    /// <summary>In letters; shorter names of sites stand in names of people.</summary>
    private const int ShortestSite = 6;

    /// <summary>Letters of "newsroom" or "Redacción".</summary>
    private const int LongestAddition = 10;

    /// <summary>Elements inside a heading.</summary>
    private const int MostParts = 16;

    private static readonly SearchValues<string> s_bylineWords = SearchValues.Create(["byline", "author", "writer", "vcard", "fn", "user-name", "autor", "auteur", "autore", "muhabir", "yazar", "penulis"], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> s_dateWords = SearchValues.Create(["date", "time", "publish", "posted", "byline", "meta"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Without the site's name; empty when the page gives none.</summary>
    public string Title { get; init; } = "";

    public string? SiteName { get; init; }

    /// <summary>The organisation behind the site, where the page names one.</summary>
    public string? Publisher { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The first date of the markup that does not say of what: of the page, or of today, or of another article.</summary>
    public DateTimeOffset? SomeDate { get; init; }

    /// <summary>The day that the words of the first dated <c>time</c> element give, where <see cref="SomeDate"/> is its attribute; null when they give none.</summary>
    public DateTimeOffset? WordedDate { get; init; }

    /// <summary>What an element shows as the publication date wherever it stands.</summary>
    public DateTimeOffset? ShownDate { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    public string? Language { get; init; }

    /// <summary>The part of the site that the article belongs to, as the page names it.</summary>
    public string? Section { get; init; }

    /// <summary>Address of the lead picture, as written.</summary>
    public string? Image { get; init; }

    /// <summary>False when the page declares that its text is not free to read.</summary>
    public bool? IsFree { get; init; }

    /// <summary>What og:type says ("article", "website"); null when the page does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>The page writes "3/4/2025" for the fourth of March.</summary>
    public bool MonthFirst { get; init; } = true;

    /// <summary>An author of more than one word is known: not a nickname, not the site itself.</summary>
    public bool HasFullAuthor => Authors.Any(a => a.Contains(' ') && !IsSite(a));

    /// <summary>The one author is the organisation behind the site; then a signature below the text says more.</summary>
    public bool NamesPublisher => Authors is [var only] && Publisher is not null && Letters(only) == Letters(Publisher);

    /// <summary>rel=canonical and og:url, in this order, as written.</summary>
    public IReadOnlyList<string> CanonicalLinks { get; init; } = [];

    /// <summary>The text of the article as JSON-LD repeats it, decoded; null when it does not.</summary>
    public string? ArticleBody { get; init; }

    /// <summary>True for the site's own name where a person is looked for.</summary>
    public bool IsSite(string name)
    {
        var (one, other) = (Letters(name), Letters(SiteName ?? ""));
        return one.Length > 0 && one == other;
    }

    public static PageMetadata Read(HtmlDocument document, Uri? url)
    {
        var found = new Finds();
        Collect(document.DocumentNode, found);
        found.Data.Resolve();

        var meta = found.Meta;
        string? First(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (meta.TryGetValue(name, out var value))
                {
                    return value;
                }
            }

            return null;
        }

        string[] links = found.Canonical is null ? Some(First("og:url")) : [found.Canonical, .. Some(First("og:url"))];
        url ??= ArticleExtractor.FirstAddress(links);   // the page's own word is better than none

        var monthFirst = WritesMonthFirst(found.Language);
        var site = First("og:site_name", "application-name") ?? found.Data.Publisher ?? found.HomeHeading;
        var declared = Dates(
            monthFirst, found.Data.Published, First("article:published_time"), First("datepublished"), First("og:published_time", "article:published", "rnews:datepublished"),
            found.MetaPublished, First("date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date", "sailthru.date",
                "parsely-pub-date", "article.published", "originalpublicationdate", "citation_publication_date", "timestamp", "article_date_original", "cxenseparse:recs:publishtime"),
            found.TimeItemPublished, found.TimePublished, found.Data.PagePublished);
        declared ??= url is null ? null : PageDate.InPath(url.AbsolutePath);
        var modified = Dates(monthFirst, found.Data.Modified, First("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod", "last-modified"), found.TimeItemModified, found.Data.PageModified)
            ?? PageDate.InText(found.ChangeText, monthFirst);

        var title = TitleChoice.Best(
            found.FirstHeadings, [found.Data.Headline, First("og:title", "twitter:title", "dc.title", "sailthru.title", "parsely-title"), found.HeadlineItem, found.TitleElement], site, url);
        return new PageMetadata
        {
            Title = title,
            SiteName = site,
            Publisher = found.Data.Publisher,
            Authors = PickAuthors(found, First, site, title),
            PublishedAt = declared,
            SomeDate = PageDate.Read(found.FirstTime, monthFirst) ?? PageDate.InText(found.DateText, monthFirst),
            WordedDate = PageDate.InText(found.FirstTimeText, monthFirst),
            ShownDate = PageDate.Read(found.TimePublished, monthFirst),
            ModifiedAt = modified,
            Language = PickLanguage(found.Data.Language ?? found.Language ?? First("content-language", "og:locale", "dc.language", "language")),
            CanonicalLinks = links,
            Section = First("article:section", "articlesection", "section", "parsely-section", "cxenseparse:recs:articlesection") is { Length: <= 80 } section ? Plain(section)
                : found.Data.Section is { Length: <= 80 } named ? Plain(named) : null,
            Image = First("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src") ?? found.Data.Image,
            IsFree = found.Data.IsFree,
            Kind = First("og:type")?.ToLowerInvariant(),
            MonthFirst = monthFirst,
            ArticleBody = found.Data.Body is { } body ? Plain(body) : null,
        };
    }

    private static string[] Some(string? value) => value is null ? [] : [value];

    /// <summary>The first readable date; a later source that gives the same day with a time of day is better still.</summary>
    private static DateTimeOffset? Dates(bool monthFirst, params ReadOnlySpan<string?> sources)
    {
        DateTimeOffset? first = null;
        foreach (var source in sources)
        {
            if (PageDate.Read(source, monthFirst) is not { } date)
            {
                continue;
            }

            if (first is not { } known)
            {
                first = date;
            }
            else if (known.TimeOfDay == TimeSpan.Zero && date.TimeOfDay != TimeSpan.Zero && (date - known).Duration() <= TimeSpan.FromHours(26))
            {
                return date;
            }

            if (first.Value.TimeOfDay != TimeSpan.Zero)
            {
                break;
            }
        }

        return first;
    }

    private sealed class Finds
    {
        public Dictionary<string, string> Meta { get; } = new(StringComparer.Ordinal);

        public LinkedData Data { get; } = new();

        public string? Canonical { get; set; }

        public string? Language { get; set; }

        public string? TitleElement { get; set; }

        public List<PageHeading> FirstHeadings { get; } = [];

        /// <summary>A heading of the first level that links to the front page: the site's name.</summary>
        public string? HomeHeading { get; set; }

        public string? HeadlineItem { get; set; }

        public List<string> AuthorItems { get; } = [];

        public List<string> AuthorLinks { get; } = [];

        public List<string> Bylines { get; } = [];

        /// <summary>The first name below the title that leads to an author's page.</summary>
        public string? AuthorPage { get; set; }

        /// <summary>Below the first heading.</summary>
        public int Paragraphs { get; set; }

        public string? TimeItemPublished { get; set; }

        public string? TimeItemModified { get; set; }

        public string? TimePublished { get; set; }

        public string? FirstTime { get; set; }

        public string FirstTimeText { get; set; } = "";

        public string DateText { get; set; } = "";

        /// <summary>A visible line that says when the page was changed.</summary>
        public string ChangeText { get; set; } = "";

        /// <summary>The earliest date of the meta elements that name a publication: systems write down later ones for their own copies.</summary>
        public string? MetaPublished { get; set; }

        /// <summary>How many elements were read for a date or byline; their texts may contain each other.</summary>
        public int Looks { get; set; }
    }

    private static void Collect(HtmlNode node, Finds found, bool inDiscussion = false)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child.NodeType != HtmlNodeType.Element)
            {
                continue;
            }

            switch (child.Name)
            {
                case "meta":
                    ReadMeta(child, found);
                    break;
                case "link" when child.GetAttributeValue("rel", "").Contains("canonical", StringComparison.OrdinalIgnoreCase):
                    found.Canonical ??= WebUtility.HtmlDecode(child.GetAttributeValue("href", "")).Trim() is { Length: > 0 } href ? href : null;
                    break;
                case "script" when child.GetAttributeValue("type", "").Contains("ld+json", StringComparison.OrdinalIgnoreCase):
                    found.Data.Read(child.InnerText);
                    break;
                case "html":
                    found.Language ??= child.GetAttributeValue("lang", child.GetAttributeValue("xml:lang", "")) is { Length: > 1 } language ? language : null;
                    break;
                case "title":
                    found.TitleElement ??= WhiteSpace().Replace(WebUtility.HtmlDecode(child.InnerText), " ").Trim();
                    break;
                case "p" when found.FirstHeadings.Count > 0:
                    found.Paragraphs++;
                    break;
                case "a" when !inDiscussion && found.AuthorPage is null && found.FirstHeadings.Count > 0 && found.Paragraphs <= MostBeforeAuthor && AuthorNames.IsPageOf(child.GetAttributeValue("href", "")) && Text(child) is var linked && Signatures.IsName(linked):
                    found.AuthorPage = linked;
                    break;
                case "h1" when LeadsHome(child):
                    found.HomeHeading ??= Text(child) is { Length: > 0 and <= 80 } home ? home : null;
                    break;
                case "h1":
                    if (found.FirstHeadings.Count < 8 && Text(child) is { Length: > 0 } heading)
                    {
                        found.FirstHeadings.Add(new PageHeading(heading, Parts(child, heading)));
                    }

                    break;
            }

            if (child.HasAttributes)
            {
                ReadMicrodata(child, found, inDiscussion);
            }

            if (child.HasChildNodes && child.Name is not ("script" or "style" or "svg" or "head" or "noscript") || child.Name == "head")
            {
                Collect(child, found, inDiscussion || IsDiscussion(child));
            }
        }
    }

    private static bool LeadsHome(HtmlNode heading)
    {
        foreach (var child in heading.ChildNodes)
        {
            if (child.Name == "a" && child.GetAttributeValue("href", "").AsSpan().Trim() is var address
                && (address is "/" || (address.StartsWith("http") && address.IndexOf("//") is > 0 and var at && address[(at + 2)..].IndexOf('/') is var path && (path < 0 || at + 2 + path == address.Length - 1))))
            {
                return true;
            }
        }

        return false;
    }

    private static void ReadMeta(HtmlNode meta, Finds found)
    {
        var name = meta.GetAttributeValue("property", "");
        name = name.Length > 0 ? name : meta.GetAttributeValue("name", "");
        name = name.Length > 0 ? name : meta.GetAttributeValue("itemprop", "");
        name = name.Length > 0 ? name : meta.GetAttributeValue("http-equiv", "");
        var content = WebUtility.HtmlDecode(meta.GetAttributeValue("content", "")).Trim();
        if (name.Length > 0 && content.Length > 0)
        {
            name = name.ToLowerInvariant();
            found.Meta.TryAdd(name, content);
            if (name.Contains("publi", StringComparison.Ordinal) && (name.Contains("date", StringComparison.Ordinal) || name.Contains("time", StringComparison.Ordinal))
                && PageDate.Read(content) is { } date && (PageDate.Read(found.MetaPublished) is not { } known || date < known))
            {
                found.MetaPublished = content;
            }
        }
    }

    private static void ReadMicrodata(HtmlNode node, Finds found, bool inDiscussion)
    {
        var item = "";
        var marks = "";
        var rel = "";
        foreach (var attribute in node.Attributes)
        {
            switch (attribute.Name)
            {
                case "itemprop":
                    item = attribute.Value ?? "";
                    break;
                case "class" or "id" or "data-hook":
                    marks = attribute.Value is { Length: <= 200 } && marks.Length <= 400 ? $"{marks} {attribute.Value}" : marks;
                    break;
                case "rel":
                    rel = attribute.Value ?? "";
                    break;
            }
        }

        if (node.Name == "abbr" && marks.Contains("published", StringComparison.Ordinal) && PageDate.Read(node.GetAttributeValue("title", "")) is not null)
        {
            found.TimePublished ??= node.GetAttributeValue("title", "");   // hAtom
        }

        if (node.Name == "time")
        {
            var stamp = node.GetAttributeValue("datetime", "") is { Length: > 0 } given ? given : Text(node);
            if (found.FirstTime is null && PageDate.Read(stamp) is not null)
            {
                (found.FirstTime, found.FirstTimeText) = (stamp, Text(node) ?? "");
            }

            if (node.Attributes.Contains("pubdate") || marks.Contains("publish", StringComparison.OrdinalIgnoreCase) || marks.Contains("entry-date", StringComparison.OrdinalIgnoreCase))
            {
                found.TimePublished ??= stamp;
            }
        }

        if (item.Length > 0)
        {
            var value = node.GetAttributeValue("content", "") is { Length: > 0 } content ? content
                : node.GetAttributeValue("datetime", "") is { Length: > 0 } stamp ? stamp : null;
            switch (item)
            {
                case "datePublished":
                    found.TimeItemPublished ??= value ?? Text(node);
                    break;
                case "dateModified":
                    found.TimeItemModified ??= value ?? Text(node);
                    break;
                case "headline" when node.Name != "meta":
                    found.HeadlineItem ??= Text(node);
                    break;
                case "author" when found.AuthorItems.Count < 5 && !inDiscussion:
                    var name = node.Descendants().FirstOrDefault(d => d.GetAttributeValue("itemprop", "") == "name") ?? node;
                    found.AuthorItems.Add(name.GetAttributeValue("content", "") is { Length: > 0 } named ? named : Names(name));
                    break;
            }
        }

        if (rel == "author" && node.Name == "a" && found.AuthorLinks.Count < 5)
        {
            found.AuthorLinks.Add(Text(node));
        }

        if (marks.Length == 0 || inDiscussion || found.Looks > MaxLooks)
        {
            return;
        }

        if (found.Bylines.Count < 5 && marks.AsSpan().ContainsAny(s_bylineWords) && Byline().IsMatch(marks) && ++found.Looks > 0 && Names(node) is { Length: > 2 and < 120 } byline)
        {
            found.Bylines.Add(byline);
        }

        if ((found.DateText.Length == 0 || found.ChangeText.Length == 0) && marks.AsSpan().ContainsAny(s_dateWords) && ++found.Looks > 0
            && Names(node) is { Length: > 5 and < 200 } dated && PageDate.InText(dated) is not null)
        {
            var isChange = VisibleMetadata.Changed().IsMatch(dated) || ChangeMark().IsMatch(marks);
            if (isChange && found.ChangeText.Length == 0)
            {
                found.ChangeText = dated;
            }
            else if (!isChange && found.DateText.Length == 0)
            {
                found.DateText = dated;
            }
        }
    }

    /// <summary>A discussion below the article has authors and dates of its own.</summary>
    private static bool IsDiscussion(HtmlNode node)
    {
        if (!node.HasAttributes || node.Name is "body" or "html" or "article" or "main")
        {
            return false;
        }

        foreach (var attribute in node.Attributes)
        {
            if (attribute.Name is "class" or "id" && attribute.Value is { } value && value.Contains("comment", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private delegate string? MetaLookup(params ReadOnlySpan<string> names);

    /// <summary>
    /// The first source that names a person in full; else the first that names anybody but the site and the organisation behind it; else those.
    /// </summary>
    private static List<string> PickAuthors(Finds found, MetaLookup first, string? site, string title)
    {
        var metadata = first("author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl", "article.author", "authors", "citation_author", "article:author");
        if (metadata is null && first("twitter:label1") is { } label && (label.Contains("writ", StringComparison.OrdinalIgnoreCase) || label.Contains("author", StringComparison.OrdinalIgnoreCase)))
        {
            metadata = first("twitter:data1");
        }

        var own = new HashSet<string>(StringComparer.Ordinal) { Letters(site ?? ""), Letters(found.Data.Publisher ?? ""), Letters(title) };
        own.UnionWith(found.Data.Organizations.Select(Letters));
        IReadOnlyList<string>[] sources = [found.Data.Authors, metadata is null ? [] : [metadata], found.AuthorItems, found.AuthorLinks, found.Bylines, Some(found.AuthorPage)];
        List<string>? someone = null;
        List<string>? organization = null;
        foreach (var source in sources)
        {
            var names = new List<string>();
            foreach (var raw in source)
            {
                if (found.Data.Organizations.Contains(raw))
                {
                    organization ??= [Plain(raw)];
                    continue;
                }

                foreach (var read in AuthorNames.Read(Plain(raw)))
                {
                    var name = WithoutSite(read, site);
                    if (own.Contains(Letters(name)) || IsOfSite(name, site))
                    {
                        organization ??= [name];
                    }
                    else if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
                    {
                        names.Add(name);
                    }
                }

                if (source == found.Bylines && names.Exists(n => n.Contains(' ')))
                {
                    break;   // further bylines are those of other articles
                }
            }

            if (names.Exists(n => n.Contains(' ')))
            {
                return names;
            }

            someone ??= names.Count > 0 ? names : null;
        }

        return someone ?? organization ?? [];
    }

    /// <summary>"Plains Ledger Team": the outlet itself, with a word more.</summary>
    private static bool IsOfSite(string name, string? site) =>
        Letters(site ?? "") is { Length: >= ShortestSite } own && Letters(name) is var whole && whole.Length <= own.Length + LongestAddition && (whole.StartsWith(own, StringComparison.Ordinal) || whole.EndsWith(own, StringComparison.Ordinal));

    /// <summary>"Ann Example Plains Ledger": some systems write the outlet behind the name.</summary>
    private static string WithoutSite(string name, string? site) =>
        site is { Length: > 3 } && name.Length > site.Length + 1 && name[^(site.Length + 1)] == ' ' && name.EndsWith(site, StringComparison.OrdinalIgnoreCase)
        && name.AsSpan(0, name.Length - site.Length - 1).Contains(' ') ? name[..^(site.Length + 1)] : name;

    /// <summary>The texts of the elements inside a heading that hold less than all of it: a section above the title, a counter behind it.</summary>
    private static List<string> Parts(HtmlNode heading, string whole) =>
        [.. heading.Descendants().Where(d => d.NodeType == HtmlNodeType.Element).Take(MostParts).Select(Text).Where(t => t.Length > 0 && t.Length < whole.Length)];

    private static string Letters(string text) => string.Concat(Fold.Text(text).Where(char.IsLetterOrDigit));

    /// <summary>Pages in English write the month first unless they name a country that does not.</summary>
    private static bool WritesMonthFirst(string? language) =>
        language is null || language.Equals("en", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en-US", StringComparison.OrdinalIgnoreCase)
        || language.StartsWith("en_US", StringComparison.OrdinalIgnoreCase);

    private static string? PickLanguage(string? tag)
    {
        if (tag is null || tag.Length < 2 || !char.IsAsciiLetter(tag[0]) || !char.IsAsciiLetter(tag[1]))
        {
            return null;
        }

        var primary = tag.Split('-', '_', ',', ' ')[0].ToLowerInvariant();
        return primary.Length == 2 ? primary : primary switch { "eng" or "english" => "en", "ukr" => "uk", "rus" => "ru", _ => null };
    }

    /// <summary>The text of an element, decoded, in one line. Tags that stand in it as text stay.</summary>
    private static string Text(HtmlNode node) => Joined(node, "");

    /// <summary>The text of an element whose inner elements are a list of things: names, dates, trades.</summary>
    private static string Names(HtmlNode node) => Joined(node, "|");

    private static string Joined(HtmlNode node, string between)
    {
        var text = new StringBuilder();
        Join(node, text, between);
        return WhiteSpace().Replace(text.ToString(), " ").Trim(' ', '|');
    }

    private static void Join(HtmlNode node, StringBuilder text, string between)
    {
        foreach (var child in node.ChildNodes)
        {
            if (text.Length > 600 || child.Name is "script" or "style" or "svg" or "button" or "#comment")
            {
                continue;
            }

            if (child is HtmlTextNode own)
            {
                text.Append(own.Text.Contains('&') ? WebUtility.HtmlDecode(own.Text) : own.Text);
                continue;
            }

            var isBlock = child.Name is "p" or "div" or "li" or "br" or "ul" or "h2" or "h3" or "h4" or "h5" or "section" or "td";
            if (isBlock)
            {
                text.Append(' ').Append(between);
            }
            else if (between.Length > 0 && text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(between);
            }

            Join(child, text, between);
            if (isBlock)
            {
                text.Append(' ').Append(between);
            }
        }
    }

    internal static string Plain(string text)
    {
        var decoded = text.Contains('&') ? WebUtility.HtmlDecode(text) : text;
        decoded = decoded.Contains('<') ? Tags().Replace(decoded.Replace("</p>", "\n", StringComparison.OrdinalIgnoreCase), " ") : decoded;
        return decoded.Contains('\n') && decoded.Length > 1000 ? Spaces().Replace(decoded, " ").Trim() : WhiteSpace().Replace(decoded, " ").Trim();
    }

    [GeneratedRegex(@"<[a-zA-Z/!][^<>]*>", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"[^\S\n]+", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<![a-z])(?:[bB]yline|[aA]uthors?|BYLINE|AUTHOR|fn|vcard|[wW]riter|user-name|[aA]utor(?:es|a|in)?|[aA]uteure?s?|[aA]utore|[mM]uhabir|[yY]azar|[pP]enulis)(?![a-z])|[bB]yAuthor", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Byline();

    [GeneratedRegex(@"modif|updat|chang", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex ChangeMark();
}
