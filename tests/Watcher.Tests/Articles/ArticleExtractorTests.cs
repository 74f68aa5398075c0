using System.Globalization;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

public sealed class ArticleExtractorTests
{
    private const string First = "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said.";
    private const string Second = "Twelve fishing boats were lost and two ferries were driven on to the sand, according to the harbour master of the town.";
    private const string Third = "Work on the wall will take until the spring, and the town has asked the province for help with the cost of the stone.";

    private static readonly Uri s_url = new("https://post.example/news/harbour-wall");

    [Fact]
    public void Extract_PageWithChrome_GivesHeadlineAndParagraphsOnly()
    {
        var article = Extract(PageOf($"<h1>Storm tide breaks harbour wall</h1><p>{First}</p><p>{Second}</p><p>{Third}</p>"));

        Assert.Equal(["Storm tide breaks harbour wall", First, Second, Third], article.Blocks.Select(b => b.Text));
        Assert.Equal(BlockKind.Headline, article.Blocks[0].Kind);
        Assert.Equal(string.Join('\n', article.Blocks.Select(b => b.Text)), article.Text);
    }

    [Fact]
    public void Extract_KindsOfBlocks_AreTold()
    {
        var article = Extract(PageOf($"""
            <p>{First}</p><h2>What is lost</h2><ul><li>Twelve boats of the old fleet</li></ul><blockquote>{Second}</blockquote>
            <figure><img src=a.jpg><figcaption>Boats on the sand</figcaption></figure>
            <table><tr><th>Year</th><th>Height</th></tr><tr><td>1953</td><td>4.5 m</td></tr></table><p>{Third}</p>
            """));

        Assert.Equal(
            [BlockKind.Headline, BlockKind.Paragraph, BlockKind.Heading, BlockKind.ListItem, BlockKind.Quote, BlockKind.Caption, BlockKind.Table, BlockKind.Table, BlockKind.Paragraph],
            article.Blocks.Select(b => b.Kind));
        Assert.Contains(article.Blocks, b => b.Text == "1953 | 4.5 m");
    }

    [Fact]
    public void Extract_BreakBetweenWords_KeepsThemApart()
    {
        var article = Extract(PageOf($"<p>{First}</p><p>one<br>two and <b>th</b>ree &amp; four&nbsp;<i>five</i></p><p>{Second} {Third}</p>"));

        Assert.Contains(article.Blocks, b => b.Text == "one two and three & four five");
    }

    [Fact]
    public void Extract_DoubleBreaks_PartParagraphs()
    {
        var article = Extract(PageOf($"<div>{First}<br><br>{Second}<br/> <br/>{Third}</div>"));

        Assert.Equal([First, Second, Third], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_PreformattedText_PartsAtEmptyLinesAndJoinsWrappedOnes()
    {
        var wrapped = First.Replace(" broke ", "\nbroke ", StringComparison.Ordinal);

        Assert.Equal([First, Second, Third], Extract(PageOf($"<pre>{wrapped}\n\n{Second}\r\n\r\n{Third}</pre>")).Blocks.Skip(1).Select(b => b.Text));
        Assert.Equal([First, Second, Third], Extract(PageOf($"<div style='white-space: pre-line'>{First}\n{Second}\n{Third}</div>")).Blocks.Skip(1).Select(b => b.Text));
    }

    [Theory]
    [InlineData("decoded", "the mayor\u0092s \u0093plan\u0094 \u0096 and\u0081his staff")]
    [InlineData("decimal", "the mayor&#146;s &#147;plan&#148; &#150; and&#129;his staff")]
    [InlineData("hexadecimal", "the mayor&#x92;s &#X93;plan&#x94; &#x96; and&#x81;his staff")]
    public void Extract_ControlCharactersOfWindows1252_AreTheSignsMeant(string form, string written)
    {
        var article = Extract(PageOf($"<p>{First}</p><p>{Second} So said {written}.</p><p>{Third}</p>"));

        Assert.True(article.Text.Contains("So said the mayor’s “plan” – and his staff.", StringComparison.Ordinal), form);
    }

    [Theory]
    [InlineData("fr", "Publié le 1er août 2025 à 09h12", "2025-08-01T09:12:00Z")]
    [InlineData("de", "4. März 2026, 09:12 Uhr", "2026-03-04T09:12:00Z")]
    [InlineData("pl", "4 sierpnia 2026, 09:12", "2026-08-04T09:12:00Z")]
    [InlineData("tr", "4 Ağustos 2026, 09:12", "2026-08-04T09:12:00Z")]
    [InlineData("ar", "4 مارس 2026", "2026-03-04T00:00:00Z")]
    [InlineData("zh", "2026年3月4日 09:12", "2026-03-04T09:12:00Z")]
    [InlineData("ko", "2026. 3. 4. 09:12", "2026-03-04T09:12:00Z")]
    [InlineData("uk", "4 серпня 2026, 09:12", "2026-08-04T09:12:00Z")]
    [InlineData("en", "4 August 2026 09:12 SGT", "2026-08-04T01:12:00Z")]
    public void Extract_DatelineOfAnyLanguage_IsThePublication(string language, string line, string expected)
    {
        var article = Extract(PageOf($"<h1>Storm tide breaks harbour wall</h1><p class=date>{line}</p><p>{First}</p><p>{Second}</p><p>{Third}</p>", $"<title>Storm tide</title><meta name=language content={language}>"));

        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), article.PublishedAt);
    }

    [Theory]
    [InlineData("behind", "Storm tide breaks wall - The Courier", "Storm tide breaks wall")]
    [InlineData("in front", "Портовий вісник | Storm tide breaks wall", "Storm tide breaks wall")]
    [InlineData("underscore", "Storm tide breaks wall_港口信使", "Storm tide breaks wall")]
    [InlineData("no site at all", "Storm tide - wall is gone", "Storm tide - wall is gone")]
    public void Extract_WindowTitleOfAnUnnamedSite_IsTheLineThatThePageShows(string name, string window, string expected)
    {
        var article = Extract(PageOf($"<div class=big>{expected}</div><p>{First}</p><p>{Second}</p><p>{Third}</p>", $"<title>{window}</title>"));

        Assert.True(article.Title == expected, $"{name}: {article.Title}");
    }

    [Theory]
    [InlineData("label and title in one line", "<p><b>Ayrıca okuyun:</b> <a href='/2'>Bakan hastane sözleşmeleri nedeniyle istifa etti</a></p>")]
    [InlineData("label above the title", "<p>Ayrıca okuyun:</p><p><a href='/2'>Bakan hastane sözleşmeleri nedeniyle istifa etti</a></p>")]
    [InlineData("line of a ticker", "<div><span>09:10</span> <a href='/2'>Three held</a></div>")]
    [InlineData("invitation with a field", "<div><h3>The morning letter</h3><p>The stories of the day, picked by our editors before you wake up.</p><div><form><input type=email></form></div></div>")]
    [InlineData("channel named like the site", "<p>Mehr Nachrichten gibt es in unserem <a href='https://t.me/post_news'>Kanal</a>.</p>")]
    [InlineData("channel of a button of the site", "<p>Mehr Nachrichten gibt es auf <a href='https://www.facebook.com/thedaily/'>Facebook</a>.</p>")]
    [InlineData("invitation to a channel", "<p>Mehr Nachrichten gibt es auf <a href='https://whatsapp.com/channel/0029Va'>WhatsApp</a>.</p>")]
    public void Extract_LinesThatLeadElsewhere_AreNoText(string name, string markup)
    {
        var article = Extract(PageOf($"<p>{First}</p><p>{Second}</p>{markup}<p>{Third} {First}</p><p>{Second} {Third}</p>") + "<a href='https://facebook.com/thedaily'><svg></svg></a>");

        Assert.True(article.Blocks.Length == 5, $"{name}: {article.Text}");
    }

    [Theory]
    [InlineData("post of a network", "The governor told residents to leave <a href='https://t.me/governor/1234'>on Telegram</a>.")]
    [InlineData("channel of a speaker", "The governor told residents to leave on <a href='https://t.me/governor'>his channel</a>.")]
    [InlineData("linked source elsewhere", "Statement: <a href='https://ministry.example/a'>Losses of the last day along the coast</a>")]
    [InlineData("linked words after a colon", "The count: <a href='/2'>nine boats</a> were lost, and three more are still out at sea")]
    public void Extract_LinesThatQuoteOthers_Stay(string name, string line)
    {
        var article = Extract(PageOf($"<p>{First}</p><p>{Second}</p><p>{line}</p><p>{Third}</p>"));

        Assert.True(article.Blocks.Length == 5, $"{name}: {article.Text}");
    }

    [Fact]
    public void Extract_UnclosedComment_DoesNotSwallowThePage()
    {
        var article = Extract(PageOf($"<p>{First}</p><!-- never closed <p>{Second}</p><p>{Third}</p>"));

        Assert.Contains(Third, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_ScriptsTemplatesAndForms_AreNoText()
    {
        var article = Extract(PageOf($$"""
            <p>{{First}}</p><script>if (a < b) { document.write('<p>scripted</p>'); }</script><template><p>templated text</p></template>
            <noscript><p>without script</p></noscript><textarea><p>typed text</p></textarea><style>p { color: red }</style><p>{{Second}}</p><p>{{Third}}</p>
            """));

        Assert.Equal([First, Second, Third], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_BodySplitOverSiblings_IsJoined()
    {
        var article = Extract(PageOf($"<div class=part><p>{First}</p></div><div class=ad-slot>Buy boats</div><div class=part><p>{Second}</p></div><div class=part><p>{Third}</p></div>"));

        Assert.Equal([First, Second, Third], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_LongDiscussionBelow_IsLeftOut()
    {
        var comments = string.Concat(Enumerable.Range(0, 12).Select(i => $"<div class=comment><p>Comment {i}: {Second}</p></div>"));

        var article = Extract(PageOf($"<article><p>{First}</p><p>{Third}</p></article><div id=comments>{comments}</div>"));

        Assert.Equal([First, Third], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_ScriptBuiltPage_FallsBackOnLinkedData()
    {
        const string Html = $$"""
            <html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Storm tide breaks harbour wall","articleBody":"{{First}}\n{{Second}}\n{{Third}}"}</script></head>
            <body><div id=app>Loading</div></body></html>
            """;

        var article = Extract(Html);

        Assert.Equal("Storm tide breaks harbour wall", article.Title);
        Assert.Contains(Third, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_IndexOfLinks_IsNoArticle()
    {
        var links = string.Concat(Enumerable.Range(0, 40).Select(i => $"<li><a href=/{i}>Headline number {i} of the day</a></li>"));

        var extraction = ArticleExtractor.Extract($"<html><body><ul>{links}</ul></body></html>", s_url);

        Assert.Equal(new Extraction.NoArticle(NoArticleReason.NoBody), extraction);
    }

    [Fact]
    public void Extract_ElementsNestedTooDeep_IsNoArticle()
    {
        var extraction = ArticleExtractor.Extract(string.Concat(Enumerable.Repeat("<div>", 10_000)) + First, s_url);

        Assert.Equal(new Extraction.NoArticle(NoArticleReason.NestedTooDeep), extraction);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("\0\0<!--")]
    public void Extract_NoText_IsNoArticle(string html)
    {
        Assert.Equal(new Extraction.NoArticle(NoArticleReason.Empty), ArticleExtractor.Extract(html, s_url));
    }

    [Fact]
    public void Extract_Metadata_IsRead()
    {
        const string Head = """
            <title>Storm tide breaks harbour wall | Example Post</title><meta property="og:site_name" content="Example Post">
            <meta property="article:published_time" content="2021-03-12T08:30:00+02:00"><meta property="article:modified_time" content="2021-03-12">
            <meta name=author content="Ann Example and Bo Sample"><link rel=canonical href="/news/harbour-wall?id=7&amp;utm_source=x">
            """;

        var article = Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(PageOf($"<p>{First}</p><p>{Second}</p>", Head), s_url, s_tracking)).Article;

        Assert.Equal("Storm tide breaks harbour wall", article.Title);
        Assert.Equal("Example Post", article.SiteName);
        Assert.Equal(["Ann Example", "Bo Sample"], article.Authors.AsEnumerable());
        Assert.Equal(new DateTimeOffset(2021, 3, 12, 8, 30, 0, TimeSpan.FromHours(2)), article.PublishedAt);
        Assert.Equal(new DateTimeOffset(2021, 3, 12, 0, 0, 0, TimeSpan.Zero), article.ModifiedAt);
        Assert.Equal("en", article.Language);
        Assert.Equal("https://post.example/news/harbour-wall?id=7", article.Url?.AbsoluteUri);
    }

    [Theory]
    [InlineData("<h1>Storm tide breaks harbour wall</h1><p>By Ann Example | 12 March 2021</p>", "", "2021-03-12")]
    [InlineData("<h1>Storm tide breaks harbour wall</h1><p><time datetime=2021-03-12>9 January 2020</time></p>", "", "2021-03-12")]   // the attribute has the last word
    [InlineData("<div>12 March 2021</div><h1>Storm tide breaks harbour wall</h1>", "", "2021-03-12")]
    [InlineData("<div><span>12 March 2021</span><span>Updated: 4 May 2021</span></div><h1>Storm tide breaks harbour wall</h1>", "", "2021-03-12")]
    [InlineData("<h1>Storm tide breaks harbour wall</h1>", "<p>Posted on the 12/03/2021 at 19:00 by @annexample</p>", "2021-03-12")]
    [InlineData("<h1>Storm tide breaks harbour wall</h1>", "<h3>Fish market opens</h3><p>14 March 2021</p>", null)]   // the card of another article
    public void Extract_DateThatThePageShows_IsRead(string above, string below, string? day)
    {
        var article = Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract($"<html lang=en-GB><body>{above}<p>{First}</p><p>{Second}</p><p>{First}</p><p>{Second}</p><p>{First}</p>{below}</body></html>", s_url)).Article;

        Assert.Equal(day, article.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void FromFeedContent_Fragment_GivesItsBlocks()
    {
        var article = Assert.IsType<Extraction.Extracted>(ArticleExtractor.FromFeedContent($"<p>{First}</p>{Second}<ul><li>One</li></ul>", "Storm tide", s_url)).Article;

        Assert.Equal(["Storm tide", First, Second, "One"], article.Blocks.Select(b => b.Text));
    }

    private static readonly TrackingParams s_tracking = new(new TrackingParamsFile
    {
        Exact = [],
        Prefixes = [new TrackingParamEntry { Name = "utm_", Network = "any" }],
        Hosts = [],
    });

    private static Article Extract(string html) => Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, s_url)).Article;

    private static string PageOf(string body, string head = "<title>Storm tide breaks harbour wall - Example Post</title><meta property=\"og:site_name\" content=\"Example Post\">") => $"""
        <!doctype html><html lang="en-GB"><head>{head}</head><body>
        <nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
        <div class="cookie-consent"><p>We use cookies to make this site work for everybody who comes here, and you may refuse them at any time.</p></div>
        <div class="content">{body}</div>
        <aside><h3>Related</h3><ul><li><a href="/a">Ferry fares rise again in the spring</a></li><li><a href="/b">A walk through the lower town</a></li></ul></aside>
        <footer><p>Example Post, Harbour Street 1. All rights reserved by the people who own it.</p></footer></body></html>
        """;
}
