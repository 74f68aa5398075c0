using Watcher.Reading.Pages;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Pages;

public sealed class ArticleUrlTests
{
    private static readonly TrackingParams s_tracking = CleaningFiles.Read(Repository.Config).Tracking;

    [Theory]
    [InlineData("https://post.example/a?utm_source=rss&id=7&fbclid=x#top", "https://post.example/a?id=7")]
    [InlineData("https://POST.example:443/a?UTM_Medium=mail", "https://post.example/a")]
    [InlineData("http://post.example:8080/a?ref=home&source=front", "http://post.example:8080/a?ref=home&source=front")]
    [InlineData("https://news.youtube.com/watch?v=1&si=abc", "https://news.youtube.com/watch?v=1")]
    [InlineData("https://post.example/a?si=abc", "https://post.example/a?si=abc")]
    [InlineData("https://post.example/a?id=7&amp;utm_source=rss&amp;amp;page=2", "https://post.example/a?id=7&page=2")]
    [InlineData("https://post.example/a;jsessionid=1F2E?id=7&PHPSESSID=9a", "https://post.example/a?id=7")]
    public void Normal_Address_LosesWhatOnlyTracks(string given, string expected)
    {
        var normal = ArticleUrl.Normal(new Uri(given), s_tracking);

        Assert.Equal(expected, normal.AbsoluteUri);
        Assert.Equal(normal, ArticleUrl.Normal(normal, s_tracking));
    }

    [Theory]
    [InlineData("https://www.post.example/a?x=1", "https://www.post.example/a?x=1")]
    [InlineData("/a", "https://post.example/a")]
    [InlineData("https://post.example/", "https://post.example/b?q=2")]
    [InlineData("https://other.example/a", "https://post.example/b?q=2")]
    [InlineData("javascript:void(0)", "https://post.example/b?q=2")]
    [InlineData("http://[", "https://post.example/b?q=2")]
    public void Canonical_GivenLink_CountsWhenSameSiteAndNotTheHomePage(string link, string expected)
    {
        Assert.Equal(expected, ArticleUrl.Canonical(new Uri("https://post.example/b?q=2&gclid=1"), [link], s_tracking).AbsoluteUri);
    }

    [Theory]
    [InlineData("a section of the site", "https://post.example/news/", "https://post.example/news/2026/storm-breaks-harbour-wall")]
    [InlineData("the front page of a language", "https://post.example/uk/", "https://post.example/uk/12345")]
    [InlineData("the front page by its file", "https://post.example/index.php", "https://post.example/news/a")]
    [InlineData("a template", "https://post.example/{{slug}}", "https://post.example/news/a")]
    public void Canonical_LinkThatManyArticlesWouldShare_DoesNotCount(string name, string link, string final) =>
        Assert.True(ArticleUrl.Canonical(new Uri(final), [link], s_tracking).AbsoluteUri == final, name);

    [Theory]
    [InlineData("https://post.example/news/a", "https://post.example/news/a/amp")]
    [InlineData("https://post.example/news/storm-breaks-harbour-wall", "https://post.example/news/storm-breaks-harbour-wall/page-2")]
    [InlineData("https://post.example/storm-breaks-harbour-wall.html", "https://post.example/news/2026/storm-breaks-harbour-wall.html")]
    public void Canonical_LinkToTheArticleAbove_Counts(string link, string final) =>
        Assert.Equal(link, ArticleUrl.Canonical(new Uri(final), [link], s_tracking).AbsoluteUri);

    [Theory]
    [InlineData("https://amp.post.example/news/a", "https://post.example/news/a")]
    [InlineData("https://post.example/news/a/amp", "https://post.example/news/a")]
    [InlineData("https://post.example/news/a/amp/", "https://post.example/news/a/")]
    [InlineData("https://post.example/amp/news/harbour-wall", "https://post.example/news/harbour-wall")]
    [InlineData("https://post.example/news/a.amp.html", "https://post.example/news/a.html")]
    [InlineData("https://post.example/news/a?amp=1&id=7", "https://post.example/news/a?id=7")]
    [InlineData("https://www.google.com/amp/s/post.example/news/a/amp", "https://post.example/news/a")]
    [InlineData("https://post-example.cdn.ampproject.org/c/s/post.example/news/a", "https://post.example/news/a")]
    [InlineData("https://post.example/camp", "https://post.example/camp")]
    [InlineData("https://post.example/amp", "https://post.example/amp")]
    [InlineData("https://post.example/a?example=amp", "https://post.example/a?example=amp")]
    public void Normal_AmpVariant_IsTheArticlesOwnAddress(string given, string expected)
    {
        var normal = ArticleUrl.Normal(new Uri(given), s_tracking);

        Assert.Equal(expected, normal.AbsoluteUri);
        Assert.Equal(normal, ArticleUrl.Normal(normal, s_tracking));
    }

    [Theory]
    [InlineData("https://shop.post.example/a?pos=3&id=7", "https://shop.post.example/a?id=7")]
    [InlineData("https://post.example/keep/a?pos=3", "https://post.example/keep/a?pos=3")]
    [InlineData("https://other.example/a?pos=3", "https://other.example/a?pos=3")]
    [InlineData("https://other.example/go/a?click=3", "https://other.example/go/a")]
    public void Normal_MountedRules_CountOnTheAddressesTheyInclude(string given, string expected)
    {
        var rules = CleanUrls.Parse("""
            [
              {"include": ["*://*.post.example/*"], "exclude": ["*://post.example/keep/*"], "params": ["pos"]},
              {"include": ["https://other.example/go/*"], "params": ["click"]}
            ]
            """);

        var tracking = new TrackingParams(new TrackingParamsFile { Exact = [], Prefixes = [], Hosts = [] }, rules);

        Assert.Equal(expected, ArticleUrl.Normal(new Uri(given), tracking).AbsoluteUri);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"include\": [\"*://*/*\"]}]")]
    [InlineData("[{\"include\": \"*\", \"params\": [\"a\"]}]")]
    [InlineData("[1]")]
    [InlineData("not json")]
    public void Parse_OtherShape_IsRefused(string json)
    {
        Assert.Throws<FormatException>(() => CleanUrls.Parse(json));
    }

    [Fact]
    public void Canonical_AmpPage_PointsToTheSite()
    {
        Assert.Equal("https://post.example/a", ArticleUrl.Canonical(new Uri("https://amp.post.example/a"), ["https://post.example/a"], s_tracking).AbsoluteUri);
    }
}
