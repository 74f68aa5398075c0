using System.Collections.Frozen;

namespace Watcher.Reading.Articles;

/// <summary>
/// What class names and ids say about an element, over <see cref="PageRegion.Marks"/>. The words are those that content systems
/// and themes share; a name is evidence and never proof, so the body finder guards every exclusion by the amount of text lost.
/// </summary>
internal static class PageWords
{
    private const int LongestPhrase = 4;

    private static readonly string[] s_caption = Phrases(
        "caption|captions|figcaption|photo credit|image credit|img credit|media credit|picture credit|gallery text");

    private static readonly string[] s_body = Phrases(
        "articlebody|article body|article content|articletext|article text|article main|entry content|postcontent|post content"
        + "|postbody|post body|post text|post entry|storybody|story body|storycontent|story content|storytext|story text|bodycopy"
        + "|body copy|bodytext|body text|contentbody|content body|body content|blogcontent|blog content|blog post|single content"
        + "|main content|page content|richtext|rich text|wysiwyg|newstext|news text|textbody|text body|article inner"
        + "|article detail|post detail|field name body");

    private static readonly string[] s_comments = Phrases(
        "comment list|commentlist|comments area|comments section|comment section|comment thread|comments container|disqus"
        + "|livefyre|coral talk|comment box|box comment|comments box|box comments");

    /// <summary>Only where a class name begins with it: themes speak of "no comments".</summary>
    private static readonly string[] s_commentNames = Phrases(
        "comment|comments|respond|replies|reply|kommentar|kommentare|kommentarer|commentaire|commentaires|comentario|comentarios|comentarii|commenti|komentarz|komentarze"
        + "|komentare|komentari|kommentarii|yorum|yorumlar|hozzaszolas|hozzaszolasok|reacties|diskuse|diskuze|binhluan|binh luan");

    /// <summary>Words that name an aside wherever they stand in a class name.</summary>
    private static readonly string[] s_aside = Phrases(
        "related|relatedposts|recommended|recommendation|recommendations|recirc|recirculation|newsletter|newsletters|subscribe"
        + "|subscription|signup|sign up|optin|opt in|mailchimp|convertkit|mc embed|share|sharing|sharedaddy|addthis|addtoany"
        + "|social|socials|promo|promos|promotion|promoted|sponsor|sponsored|sponsors|ad|ads|advert|adverts|advertisement"
        + "|advertising|adsbygoogle|dfp|gpt|taboola|outbrain|revcontent|zergnet|mgid|sidebar|side bar|right rail|breadcrumb"
        + "|breadcrumbs|submenu|navbar|navigation|pagination|pager|paging|masthead|site header|site footer|topbar|toolbar|popup"
        + "|pop up|modal|lightbox|cookie|cookies|consent|gdpr|paywall|login|log in|register|taglist|tag list|tagcloud|post tags"
        + "|entry tags|article tags|cat links|authorbio|author bio|authorbox|author box|authorinfo|author info|authorcard"
        + "|author card|author profile|abouttheauthor|aboutthe author|about theauthor|about the author|about author|byline"
        + "|bylines|author name|post author|entry author|article author|readmore|read more|readnext|read next|up next|morestories"
        + "|more stories|more news|more from|trending|most popular|popular posts|mostread|most read|mostviewed|most viewed"
        + "|latest news|latest posts|recent posts|ez toc|toc container|table of contents|tableofcontents|printfriendly|skip link"
        + "|visually hidden|screen reader|copyright|donate|donation|postmeta|post meta|entrymeta|entry meta|articlemeta"
        + "|article meta|post date|entry date|entry footer|post footer|article footer|affiliate"
        + "|article sources|author summary|personal info|cta|call to action|jp relatedposts|next prev|prev next|post nav|post navigation|nav links|entry utility"
        + "|fb root|fb like|tweet button|audio player|video player|reading time|read time|searchform|noprint|no print");

    /// <summary>Words that name an aside only when a class name begins with them; inside a name they are words of the theme.</summary>
    private static readonly string[] s_asideNames = Phrases(
        "shares|follow|rail|crumbs|menu|nav|footer|overlay|tags|keywords|categories|author|authors|bio|contributor"
        + "|contributors|toc|rating|ratings|print|skip|disclaimer|disclosure|references|reflist|footnotes|footnote|bibliography|citations|citation|sources|meta|metadata|timestamp|datetime"
        + "|pubdate|carousel|slider|slick|buy|shop|testimonial|testimonials|outro|feedback|survey|poll|listen|jump|search|popular");

    /// <summary>Consent boxes and forms for mail addresses: never an article, whatever their length.</summary>
    private static readonly string[] s_overlay = Phrases(
        "cookie|cookies|cookie consent|cookie banner|consent|gdpr|newsletter|newsletter signup|paywall|modal|popup|lightbox|breaking news"
        + "|news ticker|newsticker|ticker");

    private static readonly string[] s_product = Phrases("product card|product box");

    private static readonly string[] s_widget = Phrases("widget|widgets");

    private static readonly string[] s_pullQuote = Phrases("pullquote|pull quote");

    private static readonly string[] s_embed = Phrases(
        "twitter tweet|tweet embed|embed tweet|embed twitter|instagram media|fb post|social embed|social media embed|embed social|bluesky embed|telegram post|oembed|quoted post");

    /// <summary>Boxes that open over the page; hidden until a reader asks for them.</summary>
    private static readonly string[] s_box = Phrases("modal|popup|pop up|cookie|cookies|consent|overlay|drawer|offcanvas|tooltip");

    /// <summary>The opening of another article, which it links to, or this one's own, which it does not.</summary>
    private static readonly string[] s_teaserNames = Phrases("teaser|teasers");

    /// <summary>Words that are a whole class name.</summary>
    private static readonly string[] s_asideWhole = Phrases("published|date|time");

    private static readonly string[] s_hiddenWhole = Phrases("hidden");

    private static readonly string[] s_folding = Phrases("accordion|accordions|collapsible|expander|faq|faqs");

    private static readonly string[] s_captionWhole = Phrases("cap|credit|credits");

    /// <summary>What each phrase says where it stands in a name.</summary>
    private static readonly FrozenDictionary<string, Said> s_said = Table();

    private static readonly FrozenDictionary<string, Said>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_said.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Looks up every run of up to four words of every class name, once for all questions.</summary>
    /// <param name="marks">In the shape of <see cref="PageRegion.Marks"/>.</param>
    public static PageWordKinds Read(string marks)
    {
        var kinds = PageWordKinds.None;
        foreach (var range in marks.AsSpan().Split('/'))
        {
            var name = marks.AsSpan(range).Trim(' ');
            for (var start = 0; start < name.Length;)
            {
                var end = start;
                for (var words = 0; words < LongestPhrase && end < name.Length; words++)
                {
                    var from = end + (words == 0 ? 0 : 1);
                    var next = name[from..].IndexOf(' ');
                    end = next < 0 ? name.Length : from + next;
                    if (s_lookup.TryGetValue(name[start..end], out var said))
                    {
                        kinds |= said.Anywhere | (start == 0 ? said.Opening : 0) | (start == 0 && end == name.Length ? said.Whole : 0);
                    }
                }

                var space = name[start..].IndexOf(' ');
                if (space < 0)
                {
                    break;
                }

                start += space + 1;
            }
        }

        return kinds;
    }

    private static FrozenDictionary<string, Said> Table()
    {
        var table = new Dictionary<string, Said>(StringComparer.Ordinal);
        Add(s_caption, new Said(PageWordKinds.Caption, 0, 0));
        Add(s_captionWhole, new Said(0, 0, PageWordKinds.Caption));
        Add(s_body, new Said(PageWordKinds.Body, 0, 0));
        Add(s_comments, new Said(PageWordKinds.Comments, 0, 0));
        Add(s_commentNames, new Said(0, PageWordKinds.Comments, 0));
        Add(s_aside, new Said(PageWordKinds.Aside, 0, 0));
        Add(s_asideNames, new Said(0, PageWordKinds.Aside, 0));
        Add(s_teaserNames, new Said(0, PageWordKinds.Teaser, 0));
        Add(s_asideWhole, new Said(0, 0, PageWordKinds.Aside));
        Add(s_hiddenWhole, new Said(0, 0, PageWordKinds.Hidden));
        Add(s_folding, new Said(PageWordKinds.Folding, 0, 0));
        Add(s_overlay, new Said(0, PageWordKinds.Overlay, 0));
        Add(s_product, new Said(PageWordKinds.Product, 0, 0));
        Add(s_widget, new Said(0, PageWordKinds.Widget, 0));
        Add(s_pullQuote, new Said(PageWordKinds.PullQuote, 0, 0));
        Add(s_embed, new Said(PageWordKinds.Embed, 0, 0));
        Add(s_box, new Said(PageWordKinds.Box, 0, 0));
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string[] phrases, Said said)
        {
            foreach (var phrase in phrases)
            {
                var known = table.GetValueOrDefault(phrase);
                table[phrase] = new Said(known.Anywhere | said.Anywhere, known.Opening | said.Opening, known.Whole | said.Whole);
            }
        }
    }

    private static string[] Phrases(string list) => list.Split('|');

    private readonly record struct Said(PageWordKinds Anywhere, PageWordKinds Opening, PageWordKinds Whole);
}

/// <summary>What the names of an element say that it is; a theme may say several things at once.</summary>
[Flags]
internal enum PageWordKinds
{
    None = 0,
    Caption = 1,
    Body = 2,
    Comments = 4,
    Aside = 8,

    /// <summary>A consent box or a form for mail addresses.</summary>
    Overlay = 16,

    /// <summary>A part that a page builder placed: text or an aside.</summary>
    Widget = 32,

    /// <summary>A post of a network that the article quotes.</summary>
    Embed = 64,

    /// <summary>Something that opens over the page.</summary>
    Box = 128,

    /// <summary>Words of the article set large; they mostly stand in its text too.</summary>
    PullQuote = 256,

    /// <summary>Not shown at first.</summary>
    Hidden = 512,

    /// <summary>A section that opens at a click.</summary>
    Folding = 1024,

    /// <summary>An opening, of this article or of another.</summary>
    Teaser = 2048,

    /// <summary>A box about a thing that is for sale.</summary>
    Product = 4096,
}
