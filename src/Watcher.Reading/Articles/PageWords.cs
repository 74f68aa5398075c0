using System.Collections.Frozen;

namespace Watcher.Reading.Articles;

/// <summary>
/// What class names and ids say about an element, over <see cref="PageRegion.Marks"/>. The words are those that content systems
/// and themes share; a name is evidence and never proof, so the body finder guards every exclusion by the amount of text lost.
/// </summary>
internal static class PageWords
{
    private const int LongestPhrase = 4;

    private static readonly FrozenSet<string> s_caption = Phrases(
        "caption|captions|figcaption|photo credit|image credit|img credit|media credit|picture credit|gallery text");

    private static readonly FrozenSet<string> s_body = Phrases(
        "articlebody|article body|article content|articletext|article text|article main|entry content|postcontent|post content"
        + "|postbody|post body|post text|post entry|storybody|story body|storycontent|story content|storytext|story text|bodycopy"
        + "|body copy|bodytext|body text|contentbody|content body|body content|blogcontent|blog content|blog post|single content"
        + "|main content|page content|richtext|rich text|wysiwyg|newstext|news text|textbody|text body|article inner"
        + "|article detail|post detail|field name body");

    private static readonly FrozenSet<string> s_comments = Phrases(
        "comment list|commentlist|comments area|comments section|comment section|comment thread|comments container|disqus"
        + "|livefyre|coral talk");

    /// <summary>Only where a class name begins with it: themes speak of "no comments".</summary>
    private static readonly FrozenSet<string> s_commentNames = Phrases(
        "comment|comments|respond|replies|reply");

    /// <summary>Words that name an aside wherever they stand in a class name.</summary>
    private static readonly FrozenSet<string> s_aside = Phrases(
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
        + "|article meta|post date|entry date|entry footer|post footer|article footer|pullquote|pull quote|affiliate|product card"
        + "|product box|call to action|jp relatedposts|next prev|prev next|post nav|post navigation|nav links|entry utility"
        + "|fb root|fb like|tweet button|audio player|video player|reading time|read time|searchform|noprint|no print");

    /// <summary>Words that name an aside only when a class name begins with them; inside a name they are words of the theme.</summary>
    private static readonly FrozenSet<string> s_asideNames = Phrases(
        "shares|follow|rail|crumbs|menu|nav|footer|overlay|tags|keywords|categories|author|authors|bio|contributor"
        + "|contributors|toc|rating|ratings|print|skip|disclaimer|disclosure|meta|metadata|timestamp|datetime"
        + "|pubdate|carousel|slider|slick|buy|shop|cta|teaser|teasers|outro|feedback|survey|poll|listen|jump|search|popular");

    /// <summary>Consent boxes and forms for mail addresses: never an article, whatever their length.</summary>
    private static readonly FrozenSet<string> s_overlay = Phrases(
        "cookie|cookies|cookie consent|cookie banner|consent|gdpr|newsletter|newsletter signup|paywall|modal|popup|lightbox|breaking news"
        + "|news ticker|newsticker|ticker");

    private static readonly FrozenSet<string> s_widget = Phrases("widget|widgets");

    private static readonly FrozenSet<string> s_embed = Phrases(
        "twitter tweet|tweet embed|embed tweet|embed twitter|instagram media|fb post|social embed|social media embed|embed social|bluesky embed|telegram post|oembed|quoted post");

    /// <summary>Boxes that open over the page; hidden until a reader asks for them.</summary>
    private static readonly FrozenSet<string> s_box = Phrases("modal|popup|pop up|cookie|cookies|consent|overlay|drawer|offcanvas|tooltip");

    /// <summary>Words that are a whole class name.</summary>
    private static readonly FrozenSet<string> s_asideWhole = Phrases("hidden|published|date|time");

    private static readonly FrozenSet<string> s_captionWhole = Phrases("credit|credits");

    private enum Place { Anywhere, Opening, Whole }

    public static bool IsCaption(string marks) => Has(marks, s_caption, Place.Anywhere) || Has(marks, s_captionWhole, Place.Whole);

    public static bool IsBody(string marks) => Has(marks, s_body, Place.Anywhere);

    public static bool IsComments(string marks) => Has(marks, s_comments, Place.Anywhere) || Has(marks, s_commentNames, Place.Opening);

    public static bool IsWidget(string marks) => Has(marks, s_widget, Place.Opening);

    public static bool IsEmbed(string marks) => Has(marks, s_embed, Place.Anywhere);

    public static bool IsBox(string marks) => Has(marks, s_box, Place.Anywhere);

    public static bool IsOverlay(string marks) => Has(marks, s_overlay, Place.Opening);

    public static bool IsAside(string marks) =>
        Has(marks, s_aside, Place.Anywhere) || Has(marks, s_asideNames, Place.Opening) || Has(marks, s_asideWhole, Place.Whole);

    /// <summary>Looks up every run of up to four words of every class name.</summary>
    private static bool Has(string marks, FrozenSet<string> phrases, Place place)
    {
        if (marks.Length == 0)
        {
            return false;
        }

        var lookup = phrases.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in marks.AsSpan().Split('/'))
        {
            var name = marks.AsSpan(range).Trim(' ');
            if (place == Place.Whole)
            {
                if (lookup.Contains(name))
                {
                    return true;
                }

                continue;
            }

            for (var start = 0; start < name.Length;)
            {
                var end = start;
                for (var words = 0; words < LongestPhrase && end < name.Length; words++)
                {
                    var next = name[(end + (words == 0 ? 0 : 1))..].IndexOf(' ');
                    end = next < 0 ? name.Length : end + (words == 0 ? 0 : 1) + next;
                    if (lookup.Contains(name[start..end]))
                    {
                        return true;
                    }
                }

                var space = name[start..].IndexOf(' ');
                if (space < 0 || place == Place.Opening)
                {
                    break;
                }

                start += space + 1;
            }
        }

        return false;
    }

    private static FrozenSet<string> Phrases(string list) => list.Split('|').ToFrozenSet(StringComparer.Ordinal);
}
