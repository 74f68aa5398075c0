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

    public static bool IsAside(string marks) => marks.Length > 0 && Aside().IsMatch(marks);

    public static bool IsComments(string marks) => marks.Length > 0 && Comments().IsMatch(marks);

    [GeneratedRegex(@"(?:^| )(?:captions?|figcaption|photo credit|image credit|img credit|credits?|media credit|picture credit|gallery text)(?: |$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Caption();

    [GeneratedRegex(@"(?:^| )(?:article ?body|article content|article ?text|article main|entry content|post ?content|post ?body|post text|post entry"
        + @"|story ?body|story ?content|story ?text|body ?copy|body ?text|content ?body|body content|blog ?content|blog post|single content|main content|page content"
        + @"|rich ?text|wysiwyg|td post content|news ?text|text ?body|articlebody|article inner|article detail|post detail)(?: |$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Body();

    [GeneratedRegex(@"(?:^| )(?:comments?|commentlist|disqus|respond|replies|livefyre|coral|comment list)(?: |$)", RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    [GeneratedRegex(@"(?:^| )(?:related|relatedposts|recommended|recommendations?|recirc|recirculation|newsletters?|subscribe|subscription|signup|sign up|optin|opt in"
        + @"|mailchimp|convertkit|mc embed|share|sharing|sharedaddy|shares|addthis|addtoany|social|socials|follow|promos?|promotion|promoted|sponsor|sponsored|sponsors"
        + @"|ads?|advert|adverts|advertisement|advertising|adsbygoogle|dfp|gpt|taboola|outbrain|revcontent|zergnet|mgid|sidebar|side bar|rail|right rail"
        + @"|breadcrumbs?|crumbs|menu|submenu|navbar|nav|navigation|pagination|pager|paging|masthead|site header|site footer|footer|topbar|toolbar|popup|pop up|modal|overlay|lightbox"
        + @"|cookies?|consent|gdpr|paywall|login|log in|register|tags|taglist|tag list|tagcloud|post tags|keywords|categories|cat links|author ?bio|author ?box|author ?info"
        + @"|about ?the ?author|about author|byline|bylines|author|authors|author name|post author|bio|contributors?|read ?more|readnext|read next|up next|more ?stories|more news|more from|trending|popular|most ?read|most ?viewed|mostread"
        + @"|latest news|latest posts|recent posts|widget|widgets|toc|ez toc|table of contents|tableofcontents|rating|ratings|print|printfriendly|skip link|skip|hidden|visually hidden|screen reader"
        + @"|copyright|disclaimer|donate|donation|post ?meta|entry ?meta|article ?meta|meta|metadata|timestamp|datetime|published|pubdate|post date|entry date|entry footer|post footer|article footer"
        + @"|carousel|slider|slick|pullquote|pull quote|affiliate|disclosure|product card|product box|buy|shop|cta|call to action|callout promo|teasers?|outro|jp relatedposts"
        + @"|next prev|prev next|post nav|post navigation|nav links|entry utility|fb root|fb like|tweet button|feedback|survey|poll|podcast player|audio player|video player|listen|jump|reading time|read time|search|searchform|noprint|no print)(?: |$)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Aside();
}
