using System.Text.RegularExpressions;

namespace Watcher.Reading.Articles;

/// <summary>
/// What class names and ids say about an element, over <see cref="PageRegion.Marks"/>. The words are those that content systems
/// and themes share; a name is evidence and never proof, so the body finder guards every exclusion by the amount of text lost.
/// </summary>
internal static partial class PageWords
{
    public static bool IsCaption(string marks) => marks.Length > 0 && Caption().IsMatch(marks);

    public static bool IsBody(string marks) => marks.Length > 0 && Body().IsMatch(marks);

    public static bool IsAside(string marks) => marks.Length > 0 && (Aside().IsMatch(marks) || AsideName().IsMatch(marks));

    public static bool IsComments(string marks) => marks.Length > 0 && Comments().IsMatch(marks);

    [GeneratedRegex(@"(?:^|[ /])(?:captions?|figcaption|photo credit|image credit|img credit|media credit|picture credit|gallery text)(?:[ /]|$)"
        + @"|(?:^|/)credits?(?:/|$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Caption();

    [GeneratedRegex(@"(?:^|[ /])(?:article ?body|article content|article ?text|article main|entry content|post ?content|post ?body|post text|post entry"
        + @"|story ?body|story ?content|story ?text|body ?copy|body ?text|content ?body|body content|blog ?content|blog post|single content|main content|page content"
        + @"|rich ?text|wysiwyg|news ?text|text ?body|articlebody|article inner|article detail|post detail|field name body)(?:[ /]|$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Body();

    [GeneratedRegex(@"(?:^|/)(?:comments?|respond|replies|reply)(?:[ /]|$)|(?:^|[ /])(?:comment list|commentlist|comments area|comments section|comment section"
        + @"|comment thread|comments container|disqus|livefyre|coral talk)(?:[ /]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    /// <summary>Words that name an aside wherever they stand in a class name.</summary>
    [GeneratedRegex(@"(?:^|[ /])(?:related|relatedposts|recommended|recommendations?|recirc|recirculation|newsletters?|subscribe|subscription|signup|sign up|optin|opt in"
        + @"|mailchimp|convertkit|mc embed|share|sharing|sharedaddy|addthis|addtoany|social|socials|promos?|promotion|promoted|sponsor|sponsored|sponsors"
        + @"|ads?|advert|adverts|advertisement|advertising|adsbygoogle|dfp|gpt|taboola|outbrain|revcontent|zergnet|mgid|sidebar|side bar|right rail"
        + @"|breadcrumbs?|submenu|navbar|navigation|pagination|pager|paging|masthead|site header|site footer|topbar|toolbar|popup|pop up|modal|lightbox"
        + @"|cookies?|consent|gdpr|paywall|login|log in|register|taglist|tag list|tagcloud|post tags|entry tags|article tags|cat links|author ?bio|author ?box|author ?info|author ?card|author profile"
        + @"|about ?the ?author|about author|byline|bylines|author name|post author|entry author|article author|read ?more|readnext|read next|up next|more ?stories|more news|more from|trending|most popular|popular posts|most ?read|most ?viewed|mostread"
        + @"|latest news|latest posts|recent posts|ez toc|toc container|table of contents|tableofcontents|printfriendly|skip link|visually hidden|screen reader"
        + @"|copyright|donate|donation|post ?meta|entry ?meta|article ?meta|post date|entry date|entry footer|post footer|article footer"
        + @"|pullquote|pull quote|affiliate|product card|product box|call to action|jp relatedposts"
        + @"|next prev|prev next|post nav|post navigation|nav links|entry utility|fb root|fb like|tweet button|audio player|video player|reading time|read time|searchform|noprint|no print)(?:[ /]|$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Aside();

    /// <summary>Words that name an aside only when a class name begins with them; inside a name they are words of the theme.</summary>
    [GeneratedRegex(@"(?:^|/)(?:shares|follow|rail|crumbs|menu|nav|footer|overlay|tags|keywords|categories|author|authors|bio|contributors?|widget|widgets|toc|rating|ratings|print|skip|disclaimer|disclosure"
        + @"|meta|metadata|timestamp|datetime|pubdate|carousel|slider|slick|buy|shop|cta|teasers?|outro|feedback|survey|poll|listen|jump|search|popular)(?:[ /]|$)"
        + @"|(?:^|/)(?:hidden|published|date|time)(?:/|$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex AsideName();
}
