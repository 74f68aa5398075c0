using System.Text;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Feeds;

public class FeedParserTests
{
    private const string Rss = """
        <?xml version="1.0" encoding="utf-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
             xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel>
          <title>Harbour &amp;amp; Hill</title>
          <link>https://harbour.example/</link>
          <atom:link rel="self" href="https://harbour.example/rss"/>
          <language>en-gb</language>
          <ttl>15</ttl>
          <image><title>Logo</title><link>https://harbour.example/logo</link></image>
          <item>
            <title>Bridge &lt;b&gt;reopens&lt;/b&gt; after 5 &lt; 6 weeks</title>
            <link>/news/bridge</link>
            <guid isPermaLink="false">h-17</guid>
            <pubDate>Fri, 20 Nov 2026 19:10:00 +0200</pubDate>
            <dc:creator>Ina Vale</dc:creator>
            <description>Short.</description>
            <content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded>
            <enclosure url="https://harbour.example/a.mp3" type="audio/mpeg" length="1200"/>
            <media:content url="https://harbour.example/p.jpg" type="image/jpeg"/>
          </item>
          <item>
            <title>Second</title>
            <guid>https://harbour.example/news/second</guid>
          </item>
        </channel></rss>
        """;

    private const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk" xml:base="https://mill.example/a/">
          <title type="html">Mill &amp;mdash; news</title>
          <link rel="alternate" type="text/html" href="/"/>
          <author><name>Desk</name></author>
          <entry>
            <id>tag:mill.example,2026:1</id>
            <title type="text">A &lt;tag&gt; in a title</title>
            <link rel="enclosure" href="clip.mp4"/>
            <link href="one.html"/>
            <updated>2026-11-20T10:00:00Z</updated>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <em>word</em> &amp; more</p></div></content>
          </entry>
        </feed>
        """;

    private const string Json = """
        {"version":"https://jsonfeed.org/version/1.1","title":"Quay","home_page_url":"https://quay.example/","language":"en",
         "items":[{"id":7,"url":"https://quay.example/7","title":"Seven","content_text":"a < b","date_published":"2026-11-20T10:00:00+02:00",
                   "authors":[{"name":"Ola"},{"name":"Per"}],"attachments":[{"url":"https://quay.example/7.pdf","mime_type":"application/pdf","size_in_bytes":10}]}]}
        """;

    private const string Rdf = """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel rdf:about="https://loom.example/"><title>Loom</title><link>https://loom.example/</link></channel>
          <item rdf:about="https://loom.example/1"><title>First</title><link>https://loom.example/1</link><dc:date>2026-11-20</dc:date></item>
        </rdf:RDF>
        """;

    [Fact]
    public void Parse_Rss_ReadsEveryField()
    {
        var feed = Parse(Rss);

        Assert.Empty(feed.Problems);
        Assert.Equal((FeedFormat.Rss, "2.0", "Harbour & Hill", "en-gb"), (feed.Format, feed.Version, feed.Title, feed.Language));
        Assert.Equal(TimeSpan.FromMinutes(15), feed.TimeToLive);
        Assert.Equal("https://harbour.example/", feed.Url?.AbsoluteUri);
        var item = feed.Items[0];
        Assert.Equal(("h-17", "Bridge reopens after 5 < 6 weeks", "Ina Vale"), (item.Key, item.Title, item.Author));
        Assert.Equal("https://feeds.example/news/bridge", item.Url?.AbsoluteUri);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 19, 10, 0, TimeSpan.FromHours(2)), item.Published);
        Assert.Equal(("Short.", "<p>The whole text.</p>"), (item.Summary, item.Content));
        Assert.Equal(["https://harbour.example/a.mp3", "https://harbour.example/p.jpg"], item.Enclosures.Select(e => e.Url.AbsoluteUri));
        Assert.Equal("https://harbour.example/news/second", feed.Items[1].Url?.AbsoluteUri);
    }

    [Fact]
    public void Parse_Atom_ReadsConstructsAndBases()
    {
        var feed = Parse(Atom);

        Assert.Equal((FeedFormat.Atom, "Mill — news", "uk"), (feed.Format, feed.Title, feed.Language));
        var item = Assert.Single(feed.Items);
        Assert.Equal(("tag:mill.example,2026:1", "A <tag> in a title", "Desk"), (item.Key, item.Title, item.Author));
        Assert.Equal("https://mill.example/a/one.html", item.Url?.AbsoluteUri);
        Assert.Equal("https://mill.example/a/clip.mp4", Assert.Single(item.Enclosures).Url.AbsoluteUri);
        Assert.Equal("<div><p>One <em>word</em> &amp; more</p></div>", item.Content);
        Assert.Null(item.Published);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), item.Updated);
    }

    [Fact]
    public void Parse_JsonFeed_ReadsEveryField()
    {
        var feed = Parse(Json);

        Assert.Equal((FeedFormat.Json, "1.1", "Quay"), (feed.Format, feed.Version, feed.Title));
        var item = Assert.Single(feed.Items);
        Assert.Equal(("7", "Seven", "Ola, Per", "a &lt; b"), (item.Key, item.Title, item.Author, item.Content));
        Assert.Equal(10, Assert.Single(item.Enclosures).LengthBytes);
    }

    [Fact]
    public void Parse_Rdf_TakesTheResourceAsKey()
    {
        var feed = Parse(Rdf);

        Assert.Equal((FeedFormat.Rdf, "Loom"), (feed.Format, feed.Title));
        var item = Assert.Single(feed.Items);
        Assert.Equal(("https://loom.example/1", "First"), (item.Key, item.Title));
        Assert.Equal(2026, item.Published?.Year);
    }

    [Fact]
    public void Parse_NoIdAndNoLink_KeyDependsOnTitleAndDateOnly()
    {
        const string One = "<rss><channel><item><title>Flood</title><pubDate>2026-11-20</pubDate></item></channel></rss>";
        const string Two = "<rss><channel><item><title>New</title></item><item><title>Flood</title><pubDate>2026-11-20</pubDate></item></channel></rss>";

        Assert.Equal(Parse(One).Items[0].Key, Parse(Two).Items[1].Key);
        Assert.NotEqual(Parse(Two).Items[0].Key, Parse(Two).Items[1].Key);
    }

    [Fact]
    public void Parse_OneIdForEveryItem_AddressTellsThemApart()
    {
        var feed = Parse("<rss><channel><item><guid>1</guid><link>http://a.example/1</link></item>"
            + "<item><guid>1</guid><title>B</title><link>http://a.example/2</link></item><item><guid>1</guid><title>B</title><link>http://a.example/2</link></item></channel></rss>");

        Assert.Equal(2, feed.Items.Length);
        Assert.Equal(2, feed.Items.Select(item => item.Key).Distinct().Count());
    }

    [Fact]
    public void Parse_EqualItemsWithoutIdAndLink_AreAllKeptUnderStableKeys()
    {
        const string Item = "<item><title>Flood</title></item>";

        var two = Parse($"<rss><channel>{Item}{Item}</channel></rss>").Items;
        var three = Parse($"<rss><channel>{Item}{Item}{Item}</channel></rss>").Items;

        Assert.Equal(3, three.Select(item => item.Key).Distinct().Count());
        Assert.Equal(two.Select(item => item.Key), three.Take(2).Select(item => item.Key));
    }

    [Theory]
    [InlineData("HTTP://a.example/thing", "http://a.example/thing")]
    [InlineData("tag:A.example,2026:Thing", "tag:A.example,2026:Thing")]
    [InlineData("plain Words", "plain Words")]
    public void Parse_Id_IsKeptButForTheCaseOfItsScheme(string written, string key) =>
        Assert.Equal(key, Parse($"<rss><channel><item><guid isPermaLink='false'>{written}</guid></item></channel></rss>").Items[0].Key);

    [Fact]
    public void Parse_Cdf_ReadsWhatMattersAndReportsTheFormat()
    {
        var feed = Parse("<CHANNEL HREF='http://a.example/' BASE='http://b.example/'><TITLE>Old</TITLE><ITEM HREF='/1' LASTMOD='2026-11-20T10:00'>"
            + "<TITLE>One</TITLE><ABSTRACT>Short</ABSTRACT></ITEM></CHANNEL>");

        Assert.Equal((FeedFormat.Cdf, "Old", "http://a.example/"), (feed.Format, feed.Title, feed.Url?.AbsoluteUri));
        var item = Assert.Single(feed.Items);
        Assert.Equal(("One", "http://b.example/1", "Short", 2026), (item.Title, item.Url?.AbsoluteUri, item.Summary, item.Updated?.Year));
        Assert.Equal(FeedProblemKind.ObsoleteFormat, Assert.Single(feed.Problems).Kind);
    }

    [Theory]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT")]
    [InlineData("2150-01-01T00:00:00Z")]
    public void Parse_AbsurdDate_IsLeftOutAndReported(string written)
    {
        var feed = Parse($"<rss><channel><item><title>t</title><pubDate>{written}</pubDate></item></channel></rss>");

        Assert.Null(Assert.Single(feed.Items).Published);
        Assert.Equal(FeedProblemKind.AbsurdDate, Assert.Single(feed.Problems).Kind);
    }

    [Theory]
    [InlineData("60", null, null, 3_600)]
    [InlineData(null, "hourly", "2", 1_800)]
    [InlineData("0", "daily", null, 86_400)]
    [InlineData("-5", "fortnightly", "x", null)]
    public void Parse_TimeToLive_IsTakenFromTtlElseFromTheUpdatePeriod(string? ttl, string? period, string? frequency, int? seconds)
    {
        var feed = Parse("<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><skipHours><hour>1</hour></skipHours>"
            + (ttl is null ? "" : $"<ttl>{ttl}</ttl>") + (period is null ? "" : $"<sy:updatePeriod>{period}</sy:updatePeriod>")
            + (frequency is null ? "" : $"<sy:updateFrequency>{frequency}</sy:updateFrequency>") + "</channel></rss>");

        Assert.Equal(seconds, (int?)feed.TimeToLive?.TotalSeconds);
    }

    [Fact]
    public void Parse_PlainTextWithAngleBrackets_ShowsTheSameCharactersAsHtml()
    {
        var feed = Parse("<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><content type='text'>The &lt;blink&gt; tag &amp;amp; more</content></entry></feed>");

        var content = Assert.Single(feed.Items).Content!;   // the entry has one
        Assert.Equal("The &lt;blink&gt; tag &amp;amp; more", content);
        Assert.Equal("The <blink> tag &amp; more", FeedFragment.Text(content));
    }

    [Fact]
    public void Parse_Utf8TakenApartByteByByte_IsPutTogether()
    {
        var feed = Parse("<rss><channel><item><title>a &acirc;&#128;&brvbar; b &#146;c&#146;</title></item></channel></rss>");

        Assert.Equal("a … b ’c’", Assert.Single(feed.Items).Title);
    }

    [Fact]
    public void Parse_Sound_ReportsNothing()
    {
        Assert.Empty(Parse("<?xml version='1.0'?><!DOCTYPE rss [<!ELEMENT rss ANY>]><!-- c --><rss a='&lt;1'><channel><?pi x?><item><title>a &#x41;&#x1F600; <![CDATA[<b>]]></title>"
            + "</item ></channel>\r\n</rss>\n").Problems);
    }

    [Theory]
    [InlineData("bare ampersand", "<rss><channel><item><title>Salt & Sons</title></item></channel></rss>", "Salt & Sons")]
    [InlineData("entity of HTML", "<rss><channel><item><title>Salt&nbsp;&mdash; Sons</title></item></channel></rss>", "Salt — Sons")]
    [InlineData("undeclared prefix", "<rss><channel><item><dc:title>Salt</dc:title></item></channel></rss>", "Salt")]
    [InlineData("control character", "<rss><channel><item><title>Sa\u0003lt</title></item></channel></rss>", "Salt")]
    [InlineData("apostrophe of windows-1252", "<rss><channel><item><title>Sam&#146;s & Sons</title></item></channel></rss>", "Sam’s & Sons")]
    [InlineData("crossed tags", "<rss><channel><item><title>Salt</title><description><b>x</description></item></channel></rss>", "Salt")]
    [InlineData("two roots", "<rss><channel><item><title>Salt</title></item></channel></rss><rss/>", "Salt")]
    [InlineData("two equal attributes", "<rss a='1' a='2'><channel><item><title>Salt</title></item></channel></rss>", "Salt")]
    [InlineData("undeclared prefix of an attribute", "<rss><channel><item x:y='1'><title>Salt</title></item></channel></rss>", "Salt")]
    [InlineData("ampersand in an attribute", "<rss a='b&c'><channel><item><title>Salt</title></item></channel></rss>", "Salt")]
    [InlineData("case of end tags", "<rss><channel><item><title>Salt</Title></item></channel></rss>", "Salt")]
    [InlineData("unquoted attribute", "<rss version=2.0><channel><item><title>Salt</title></item></channel></rss>", "Salt")]
    public void Parse_IllFormed_ReadsAndReports(string name, string body, string title)
    {
        var feed = Parse(body);

        Assert.True(feed.Items.Length == 1, name);
        Assert.Equal(title, feed.Items[0].Title);
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.IllFormed);
    }

    [Fact]
    public void Parse_EndTagsOfItemsMissing_ItemsStayApart()
    {
        var feed = Parse("<rss><channel><item><title>One<item><title>Two & three</title></channel></rss>");

        Assert.Equal(["One", "Two & three"], feed.Items.Select(item => item.Title));
    }

    [Theory]
    [InlineData("//b.example/x", "https://b.example/x")]
    [InlineData("www.b.example/x", "https://www.b.example/x")]
    [InlineData("?id=1&amp;amp;p=2", "https://feeds.example/rss?id=1&p=2")]
    [InlineData("https://b.example/\n  long", "https://b.example/long")]
    [InlineData("HTTPS://B.example/Ї", "https://b.example/%D0%87")]
    public void Parse_SloppyLink_IsResolved(string written, string expected) =>
        Assert.Equal(expected, Parse($"<rss><channel><item><link>{written}</link></item></channel></rss>").Items[0].Url?.AbsoluteUri);

    [Fact]
    public void Parse_Truncated_KeepsWholeItemsOnly()
    {
        var cut = Rss[..(Rss.IndexOf("<title>Second", StringComparison.Ordinal) + 10)];

        var feed = Parse(cut);

        Assert.Equal("h-17", Assert.Single(feed.Items).Key);
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.Truncated);
    }

    [Theory]
    [InlineData("<!doctype html><html><head><title>x</title></head><body><p>Not here</body></html>")]
    [InlineData("")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"items\":")]
    [InlineData("no markup at all")]
    public void Parse_NoFeed_SaysSo(string body)
    {
        var feed = Parse(body);

        Assert.Equal(FeedFormat.None, feed.Format);
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.NotAFeed);
    }

    [Fact]
    public void Parse_EntitiesOfADtd_AreNotExpanded()
    {
        var feed = Parse("""
            <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>
            <rss><channel><item><title>x &b; &f; y</title></item></channel></rss>
            """);

        Assert.Equal("x &b; &f; y", Assert.Single(feed.Items).Title);
    }

    [Fact]
    public void Parse_AddressesOfOtherSchemes_AreLeftOut()
    {
        var feed = Parse("<rss><channel><item><title>t</title><link>javascript:alert(1)</link><enclosure url='file:///etc/passwd'/></item></channel></rss>");

        var item = Assert.Single(feed.Items);
        Assert.Null(item.Url);
        Assert.Empty(item.Enclosures);
        Assert.Equal(2, feed.Problems.Count(problem => problem.Kind == FeedProblemKind.UnusableAddress));
    }

    [Fact]
    public void Parse_TooManyItemsAndTooDeep_StaysInsideTheLimits()
    {
        var many = "<rss><channel>" + string.Concat(Enumerable.Range(0, 1_200).Select(i => $"<item><guid>{i}</guid></item>")) + "</channel></rss>";
        var deep = "<rss><channel><item><title>t</title><description>" + string.Concat(Enumerable.Repeat("<b>", 50_000)) + "core"
            + string.Concat(Enumerable.Repeat("</b>", 50_000)) + "</description></item></channel></rss>";

        Assert.Equal(1_000, Parse(many).Items.Length);
        Assert.Contains(Parse(many).Problems, problem => problem.Kind == FeedProblemKind.LimitReached);
        var empty = "<rss><channel>" + string.Concat(Enumerable.Repeat("<item/>", 1_200)) + "</channel></rss>";
        Assert.Contains(Parse(empty).Problems, problem => problem.Kind == FeedProblemKind.LimitReached);
        Assert.Contains("core", Assert.Single(Parse(deep).Items).Summary, StringComparison.Ordinal);
        Assert.Contains("core", Assert.Single(Parse(deep.Replace("<rss>", "<rss a=b>", StringComparison.Ordinal)).Items).Summary, StringComparison.Ordinal);
    }

    /// <summary>Whatever happens to the bytes of a feed on its way: no exception, and the promises of the types hold.</summary>
    [Theory]
    [InlineData(Rss)]
    [InlineData(Atom)]
    [InlineData(Json)]
    [InlineData(Rdf)]
    public void Parse_MutatedBytes_NeverThrows(string sample)
    {
        var random = new Random(20_261_120);
        ReadOnlySpan<string> shards = ["<", ">", "&", "\"", "]]>", "<![CDATA[", "<!--", "</item>", "<item>", "&#x0;", "&#55296;", "\0", "xml:base=\"::\"", "{", "[", ","];
        for (var round = 0; round < 400; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(sample).ToList();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(bytes.Count);
                switch (random.Next(4))
                {
                    case 0:
                        bytes[at] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                        bytes.Add((byte)' ');
                        break;
                    case 2:
                        bytes.InsertRange(at, Encoding.UTF8.GetBytes(shards[random.Next(shards.Length)]));
                        break;
                    default:
                        bytes.RemoveRange(at, bytes.Count - at);
                        bytes.Add((byte)'<');
                        break;
                }
            }

            var feed = FeedParser.Parse(PageOf([.. bytes]));

            Assert.Equal(feed.Items.Length, feed.Items.Select(item => item.Key).Distinct(StringComparer.Ordinal).Count());
            Assert.All(feed.Items, item => Assert.True(item.Key.Length > 0 && (item.Url is null || item.Url.Scheme is "http" or "https")));
        }
    }

    private static ParsedFeed Parse(string body) => FeedParser.Parse(PageOf(Encoding.UTF8.GetBytes(body)));

    private static Page PageOf(byte[] bytes) => new()
    {
        Bytes = bytes,
        Url = new Uri("https://feeds.example/rss"),
        RequestedUrl = new Uri("https://feeds.example/rss"),
    };
}
