using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Articles;

public sealed class NoArticleTests
{
    private const string Resigned = "The minister resigned on Monday after weeks of pressure, his office said in a short statement to the press. It gave no reason.";

    private static readonly Uri s_page = new("https://post.example/report");

    public static TheoryData<string, string, string, NoArticleReason> Pages => new()
    {
        { "error", "404 - Page not found", "<h1>Page not found</h1><p>Sorry, the page that you look for has been moved or does not exist any more. Try our search, or go back to the front page of the site for the latest.</p>", NoArticleReason.ErrorPage },
        { "refused", "Access Denied", "<p>You do not have the permission to open this address on this server. If you think that this is a mistake of ours, write to the people who run the site and name the number below.</p>", NoArticleReason.ErrorPage },
        { "consent by its title", "Before you continue to Example Post", "<p>We and our partners store data on your device in order to measure and to show you what fits. Accept it or refuse it; you may change your mind at any time in the settings of the site.</p>", NoArticleReason.ConsentWall },
        { "consent by its words", "Example Post", "<p>We use cookies and similar means to improve the site, to measure the audience and to show advertisements. You may refuse your consent at any time in our privacy settings, which name our partners.</p>", NoArticleReason.ConsentWall },
        { "paid", "Minister resigns", $"<h1>Minister resigns</h1><p>{Resigned}</p><p>Subscribe to continue reading.</p>", NoArticleReason.Paywalled },
        { "paid, declared", "Minister resigns", $$"""<h1>Minister resigns</h1><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Minister resigns", "isAccessibleForFree": false}</script><p>{{Resigned}}</p>""", NoArticleReason.Paywalled },
        { "paid, in German", "Minister tritt zurück", $"<h1>Minister tritt zurück</h1><p>{Resigned}</p><p>Weiterlesen mit Post Plus</p><p>Sie haben bereits ein Abo?</p>", NoArticleReason.Paywalled },
        { "paid, in French", "Le ministre démissionne", $"<h1>Le ministre démissionne</h1><p>{Resigned}</p><p>Cet article est réservé aux abonnés.</p>", NoArticleReason.Paywalled },
        { "gallery", "The flood in pictures", $"<h1>The flood in pictures</h1>{Repeated(9, "<figure><img src=#.jpg><figcaption>The river stood # metres above its usual level in the old town on Monday morning, when people left by boat.</figcaption></figure>")}<p>Pictures of our readers and of the agencies.</p>", NoArticleReason.Gallery },
        { "index", "World", $"<h1>World</h1>{Repeated(14, "<div class=item><h3><a href=/a#>Council number # decides on the old harbour wall</a></h3><p>The council of town number # decided on Monday to build the wall anew.</p></div>")}", NoArticleReason.IndexPage },
        { "index of long teasers", "World", $"<h1>World</h1>{Repeated(10, "<article><h2><a href=/a#>Council # decides on the old wall</a></h2><p>The council of town number # decided on Monday to build the wall anew, and the work begins in the spring.</p></article>")}", NoArticleReason.IndexPage },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void Extract_PageWithoutArticle_SaysWhatItIs(string name, string title, string body, NoArticleReason reason)
    {
        var extraction = Extract(title, body);

        Assert.True(new Extraction.NoArticle(reason) == extraction, $"{name}: {extraction}");
    }

    [Theory]
    [InlineData("Access denied: how a village lost its road")]
    [InlineData("Cookie law comes into force")]
    [InlineData("Subscribers only: the rise of the paywall")]
    public void Extract_ReportAboutSuchThings_IsAnArticle(string title)
    {
        var extraction = Extract(title, $"<h1>{title}</h1>{Repeated(9, "<p>The # members of the council spoke for # hours about consent, cookies and the denied access, and the minister said that every page must now ask before it stores anything on the machine of a reader.</p>")}");

        Assert.IsType<Extraction.Extracted>(extraction);
    }

    private static Extraction Extract(string title, string body) =>
        ArticleExtractor.Extract($"<html><head><title>{title}</title></head><body><nav><a href=/>Home</a></nav><main>{body}</main><footer>Example Post</footer></body></html>", new Uri("https://post.example/x/y"));

    private static string Repeated(int count, string html) =>
        string.Concat(Enumerable.Range(2, count).Select(i => html.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    [Theory]
    [InlineData("%PDF-1.7 report")]
    [InlineData("PK\u0003\u0004 word")]
    [InlineData("GIF89a")]
    [InlineData("\0\0\0\u0018ftypmp42")]
    [InlineData("ID3 song")]
    public void Extract_FileThatIsNoPage_SaysSo(string bytes)
    {
        var page = new Page { Bytes = System.Text.Encoding.ASCII.GetBytes(bytes), Url = s_page, RequestedUrl = s_page };

        Assert.Equal(new Extraction.NoArticle(NoArticleReason.NotAPage), ArticleExtractor.Extract(page));
    }
}
