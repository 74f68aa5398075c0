using System.Text;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Feeds;

/// <summary>Feeds as broken programs serve them: what is whole in them is read, and the operator hears what is wrong.</summary>
public class DamagedFeedTests
{
    private const string Two = "<rss version='2.0'><channel><title>Quay</title><item><guid>1</guid><title>One</title></item><item><guid>2</guid><title>Two</title></item></channel></rss>";

    [Theory]
    [InlineData("warning in HTML", "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/www/feed.php</b> on line <b>12</b><br />\n<?xml version='1.0'?>\n")]
    [InlineData("warning in words", "Notice: Undefined index: id in /srv/www/feed.php on line 3\n<?xml version='1.0'?>")]
    [InlineData("no declaration", "<p>debug</p>")]
    [InlineData("a comment that does not end", "<!-- built in 12 ms <?xml version='1.0'?>")]
    public void Parse_SomethingBeforeTheFeed_ReadsTheFeed(string name, string lead)
    {
        var feed = Parse(lead + Two);

        Assert.True(feed.Format == FeedFormat.Rss && feed.Items.Length == 2, name);
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.IllFormed);
    }

    [Theory]
    [InlineData("white space", "\r\n\t \u00A0")]
    [InlineData("two marks", "\uFEFF\uFEFF")]
    [InlineData("a mark after white space", "\n\uFEFF\n")]
    public void Parse_BlankBeforeTheFeed_ReadsTheFeed(string name, string lead) => Assert.True(Parse(lead + "<?xml version='1.0'?>" + Two).Items.Length == 2, name);

    [Theory]
    [InlineData("</channel></rss>\n<br /><b>Fatal error</b>: out of memory in <b>/srv/feed.php</b>")]
    [InlineData("</channel></rss><script>track()</script>")]
    [InlineData("</channel></rss>\0\0\0")]
    public void Parse_SomethingAfterTheFeed_ReadsTheFeed(string end) => Assert.Equal(2, Parse(Two.Replace("</channel></rss>", end, StringComparison.Ordinal)).Items.Length);

    [Fact]
    public void Parse_DataSectionWithoutEnd_EndsWithItsElement()
    {
        var feed = Parse("<rss><channel><item><guid>1</guid><title>One</title><description><![CDATA[of the first</description></item>"
            + "<item><guid>2</guid><title><![CDATA[Two]]></title><description><![CDATA[of the second]]></description></item></channel></rss>");

        Assert.Equal([("1", "One", "of the first"), ("2", "Two", "of the second")], feed.Items.Select(item => (item.Key, item.Title, item.Summary!)));
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.IllFormed);
    }

    [Fact]
    public void Parse_LastDataSectionWithoutEnd_KeepsTheItemsAfterIt()
    {
        var feed = Parse("<rss><channel><item><guid>1</guid><description><![CDATA[of the first</description></item><item><guid>2</guid><title>Two</title></item></channel></rss>");

        Assert.Equal(["1", "2"], feed.Items.Select(item => item.Key));
        Assert.Equal("of the first", feed.Items[0].Summary);
    }

    [Fact]
    public void Parse_CommentWithoutEnd_SwallowsNoItems()
    {
        var feed = Parse(Two.Replace("<item><guid>1", "<!-- the newest <item><guid>1", StringComparison.Ordinal));

        Assert.Equal(["1", "2"], feed.Items.Select(item => item.Key));
    }

    [Fact]
    public void Parse_DataSectionThatShowsAnother_StaysWhole()
    {
        var feed = Parse("<rss><channel><item><guid>1</guid><title>a & b</title><description><![CDATA[write <![CDATA[ before it]]></description></item></channel></rss>");

        Assert.Equal("write <![CDATA[ before it", Assert.Single(feed.Items).Summary);
    }

    [Theory]
    [InlineData("<!doctype html><html><head><link rel='alternate' type='application/rss+xml' href='/rss.xml'></head></html>", "https://feeds.example/rss.xml")]
    [InlineData("<html><head><LINK type=application/atom+xml title=x href=https://quay.example/a?b=1&amp;c=2 rel=\"alternate\"></head><p>&nbsp;</html>", "https://quay.example/a?b=1&c=2")]
    [InlineData("<html><head><link rel=stylesheet href=/a.css></head><body>We value your privacy</body></html>", "consent or login page")]
    [InlineData("<html><body><pre><rss version='2.0'><channel></channel></rss></pre></body></html>", "a web page")]
    public void Parse_WebPage_SaysWhereItsFeedIs(string page, string said)
    {
        var feed = Parse(page);

        Assert.Equal(FeedFormat.None, feed.Format);
        Assert.Contains(said, feed.Problems.Single(problem => problem.Kind == FeedProblemKind.NotAFeed).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TruncatedJson_KeepsWholeItems()
    {
        var feed = Parse("""{"version":"https://jsonfeed.org/version/1.1","title":"Quay","items":[{"id":1,"authors":[{"name":"Ola"}]},{"id":"2","title":"T"},{"id":"3","tit""");

        Assert.Equal(["1", "2"], feed.Items.Select(item => item.Key));
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.Truncated);
    }

    [Fact]
    public void Parse_JsonWithRawLineBreaks_IsReadAndReported()
    {
        var feed = Parse("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"a\\\"b\",\"content_text\":\"one\n\ttwo\",\"title\":null,\"url\":null,\"date_published\":null}]}");

        Assert.Equal("a\"b", Assert.Single(feed.Items).Key);
        Assert.Contains("one\n\ttwo", feed.Items[0].Content, StringComparison.Ordinal);
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.IllFormed);
    }

    [Fact]
    public void Parse_LinksThatAreMachinery_AreNotTheItems()
    {
        var feed = Parse("<rss><channel><item><guid isPermaLink='false'>1</guid><link rel='self' href='https://quay.example/feed'/><link>https://quay.example/1</link></item>"
            + "</channel></rss>");
        var atom = Parse("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>x:1</id><link rel='self' href='/1.atom'/>"
            + "<link rel='http://www.iana.org/assignments/relation/alternate' href='/1.html'/></entry></feed>");

        Assert.Equal("https://quay.example/1", feed.Items[0].Url?.AbsoluteUri);
        Assert.Equal("https://feeds.example/1.html", atom.Items[0].Url?.AbsoluteUri);
    }

    private static ParsedFeed Parse(string body)
    {
        var url = new Uri("https://feeds.example/rss");
        return FeedParser.Parse(new Page { Bytes = Encoding.UTF8.GetBytes(body), Url = url, RequestedUrl = url });
    }
}
