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

    [Fact]
    public void Canonical_AmpPage_PointsToTheSite()
    {
        Assert.Equal("https://post.example/a", ArticleUrl.Canonical(new Uri("https://amp.post.example/a"), ["https://post.example/a"], s_tracking).AbsoluteUri);
    }
}
