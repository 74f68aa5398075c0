using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

/// <summary>What of a page is read as the article's text: beginnings set apart, folded sections, sources and notes, and lists of other articles by their shape.</summary>
public sealed class BodyReadingTests
{
    private const string Title = "Storm tide breaks the harbour wall";
    private const string First = "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said.";
    private const string Second = "Twelve fishing boats were lost and two ferries were driven on to the sand, according to the harbour master of the town.";
    private const string Third = "Work on the wall will take until the spring, and the town has asked the province for help with the cost of the stone.";

    private static readonly Uri s_url = new("https://courier.example/news/harbour-wall");

    [Theory]
    [InlineData("raised link", "the authority said <sup><a href='#n1'>1</a></sup>.")]
    [InlineData("link round the number", "the authority said<a href='#fn:2'><sup>2</sup></a>.")]
    [InlineData("brackets", "the authority said<sup id=cite_ref-3 class=reference><a href='#cite_note-3'>[3]</a></sup>.")]
    [InlineData("several", "the authority said<sup><a href='#n1'>1</a>, <a href='#n4'>4</a></sup>.")]
    [InlineData("role", "the authority said<a role=doc-noteref href='/notes#n5'>*</a>.")]
    [InlineData("named link in brackets", "the authority said<span>&nbsp;[<a href='#nb1' class='spip_note'>1</a>]</span>.")]
    [InlineData("blank inside of a link", "the <a href='/port'>authority </a>said .")]
    public void Extract_MarkOfANote_IsNoWord(string name, string markup)
    {
        var article = Extract($"<h1>{Title}</h1><p>{First}</p><p>{Second} Nobody was hurt, {markup}</p><p>{Third}</p>");

        Assert.True(article.Text.Contains("Nobody was hurt, the authority said.", StringComparison.Ordinal), $"{name}: {article.Text}");
    }

    [Fact]
    public void Extract_RaisedNumberWithoutALink_Stays()
    {
        var article = Extract($"<h1>{Title}</h1><p>{First}</p><p>{Second} The sea covers 40 km<sup>2</sup>, <a href='#map'>the map</a> shows.</p><p>{Third}</p>");

        Assert.Contains("40 km2, the map shows.", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NumberThatLeadsToATable_Stays()
    {
        var article = Extract($"<h1>{Title}</h1><p>{First}</p><p>{Second} The losses are in table <a href='#t1'>1</a> [see <a href='#s2'>2</a>].</p><p>{Third}</p>");

        Assert.Contains("in table 1 [see 2].", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_SourcesUnderAHeadingOfTheText_StayAndOwnPagesGo()
    {
        var article = Extract($"<h1>{Title}</h1><div class=article-body><p>{First}</p><p>{Second}</p><p>{Third}</p><h2>Sources</h2><p><a href='https://port.example/report'>The report of the port authority on the wall</a></p>"
            + "<p><a href='https://sea.example/tides'>Tides of the northern coast since 1900</a></p><p><a href='/news/ferry'>The ferry runs again after two days</a></p></div>");

        Assert.EndsWith("\nSources\nThe report of the port authority on the wall\nTides of the northern coast since 1900", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partners without a heading", "<p><a href='https://shop.example/pumps'>Pumps for every cellar in the province</a></p>")]
    [InlineData("in a frame of their own", "<div><h2>Partners</h2><p><a href='https://shop.example/pumps'>Pumps for every cellar in the province</a></p></div>")]
    public void Extract_LinksAwayBelowTheText_Go(string name, string markup)
    {
        var article = Extract($"<h1>{Title}</h1><div class=article-body><p>{First}</p><p>{Second}</p><p>{Third}</p>{markup}</div>");

        Assert.True(article.Text.EndsWith(Third, StringComparison.Ordinal), $"{name}: {article.Text}");
    }

    [Theory]
    [InlineData("a sentence", "<p>The smallest of the three pumps ran for nine nights without a stop and without much noise.</p>", true)]
    [InlineData("a price only", "<p>From 200 crowns</p>", false)]
    public void Extract_BoxAboutAThing_IsTextWhereItHasASentence(string name, string markup, bool isText)
    {
        var article = Extract($"<h1>{Title}</h1><div class=article-body><p>{First}</p><p>{Second}</p><div class=product-card><div>Northern Light</div>{markup}<a href='https://shop.example/7'>Buy it</a></div><p>{Third}</p></div>");

        Assert.True(isText == article.Text.Contains("Northern Light", StringComparison.Ordinal), $"{name}: {article.Text}");
    }

    [Theory]
    [InlineData("named", "<div class=faq-list><h3>Wer bezahlt die Mauer?</h3><div class='answer hidden'><p>{0}</p></div></div>")]
    [InlineData("collapsed by style", "<div class=accordion-item><h3>¿Quién paga?</h3><div style='display:none'><p>{0}</p></div></div>")]
    [InlineData("hidden from readers' devices", "<section><div><div>Хто платить за мур?</div><div aria-hidden=true><p>{0}</p></div></div></section>")]
    public void Extract_FoldedAnswer_IsText(string name, string markup)
    {
        var answer = "The province pays for the stone, the town for the work, and the port for the cranes, the council decided.";
        var article = Extract($"<h1>{Title}</h1><div class=article-body><p>{First}</p><p>{Second}</p>{string.Format(System.Globalization.CultureInfo.InvariantCulture, markup, answer)}<p>{Third}</p></div>");

        Assert.True(article.Text.Contains(answer, StringComparison.Ordinal), name);
    }

    [Fact]
    public void Extract_HiddenBox_IsNoText()
    {
        var article = Extract($"<h1>{Title}</h1><div class=article-body><p>{First}</p><div class=modal><div>Stay with us</div><div style='display:none'><p>Members read the harbour notes every week before others do.</p></div></div><p>{Second}</p><p>{Third}</p></div>");

        Assert.DoesNotContain("harbour notes", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_ButtonThatOpensASection_IsItsHeading()
    {
        var article = Extract($"<h1>{Title}</h1><p>{First}</p><h3><button aria-expanded=false aria-controls=a>Who pays for the wall</button></h3><div id=a><p>{Second}</p></div><button aria-expanded=false>Menu</button><p>{Third}</p>");

        Assert.Contains(article.Blocks, b => b is { Kind: BlockKind.Heading, Text: "Who pays for the wall" });
        Assert.DoesNotContain("Menu", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("marked heading", "<h1>Storm tide breaks the harbour wall</h1>")]
    [InlineData("plain line", "<div class=big>Storm tide breaks the harbour wall</div>")]
    public void Extract_ParagraphOfSentencesUnderTheTitle_IsItsBeginning(string name, string title)
    {
        var opening = "The wall stood for ninety years. On Monday night it broke in three places, and the lower town was under water within the hour.";
        var page = $"<div class=hero>{title}<p>{opening}</p></div><div class=ad></div><div itemprop=articleBody><p>{First}</p><p>{Second}</p><p>{Third}</p></div>";

        Assert.True(Extract(page).Blocks[1].Text == opening, name);
    }

    [Theory]
    [InlineData("one sentence", "The lower town was under water within the hour, and the wall that stood for ninety years is broken in three places tonight.")]
    [InlineData("the author", "Ann Example writes about the coast and its ports. She lives in the lower town and has kept a boat in the old harbour for thirty years.")]
    public void Extract_LineUnderTheTitle_IsNotTheBeginning(string name, string line)
    {
        var article = Extract($"<div class=hero><h1>{Title}</h1><p>{line}</p></div><div itemprop=articleBody><p>{First}</p><p>{Second}</p><p>{Third}</p></div>", "<meta name=author content='Ann Example'>");

        Assert.True(article.Blocks[1].Text == First, $"{name}: {article.Blocks[1].Text}");
    }

    [Fact]
    public void Extract_SingleBreakInAParagraph_DoesNotPartIt()
    {
        var article = Extract($"<h1>{Title}</h1><p>{First}<br>{Second}</p><p>{Third}</p>");

        Assert.Equal([$"{First} {Second}", Third], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_LinesOfAPageWithoutParagraphs_ArePartedAtBreaks()
    {
        var article = Extract($"<h1>{Title}</h1><div>{First}<br>{Second}<br>{Third}</div>");

        Assert.Equal([First, Second, Third], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_LinkedSources_StayInTheText()
    {
        var article = Extract($"""
            <h1>{Title}</h1><p>{First}</p><p>Three bodies watch the sea:</p>
            <ul><li><a href='https://tides.example/'>Tidal Office</a></li><li><a href='https://dykes.example/'>Board of Dykes</a></li></ul>
            <p><a href='https://tides.example/report'>The Tidal Office had warned in October that the wall would not stand a tide of four metres.</a></p><p>{Second}</p><p>{Third}</p>
            """);

        Assert.Contains("Tidal Office\nBoard of Dykes\nThe Tidal Office had warned", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("partners behind the text", "<p>{0}</p><ul><li><a href='https://sister.example/1'>Sister paper on cars and prices</a></li><li><a href='https://sister.example/2'>Sister paper on gardens</a></li></ul>", "Sister paper")]
    [InlineData("titles set into the text", "<div><h4><a href='/2'>Ferry runs again after two days</a></h4><h4><a href='/3'>Alcalde dimite por el puerto</a></h4></div><p>{0}</p>", "Ferry runs again")]
    [InlineData("teasers behind the text", "<p>{0}</p><h3><a href='/2'>Міністр пішов у відставку</a></h3><p>Він очолював порт п'ять років, повідомила міська рада у вівторок увечері.</p>", "Він очолював")]
    [InlineData("a call that comes back", "<h3>Find a course on coasts that suits you</h3><p>{0}</p><h3>Find a course on coasts that suits you</h3><p>Nobody was hurt, the town hall said.</p><h3>Find a course on coasts that suits you</h3><p>The tide turned at four in the morning, it said.</p>", "suits you")]
    [InlineData("notes", "<p>{0}</p><section class=footnotes><ol><li>The figures are those of the Tidal Office for the years since 1953 and were checked by hand.</li></ol></section>", "checked by hand")]
    [InlineData("praise of customers", "<p>{0}</p><div class=slider><div class='testimonial-inner testimonial'><p>They dried our cellar in two days and were kind to the children, the dog and the neighbours.</p><div>Bo Sample</div></div></div>", "dried our cellar")]
    [InlineData("a call by its name", "<div class=short-cta><h2>See to your cellar</h2><p>Our masons come to you within the week, wherever you live.</p></div><p>{0}</p>", "masons")]
    public void Extract_WhatStandsBesideTheText_IsLeftOut(string name, string markup, string leak)
    {
        var article = Extract($"<h1>{Title}</h1><div class=article-body><p>{First}</p><p>{Second}</p>{string.Format(System.Globalization.CultureInfo.InvariantCulture, markup, Third)}</div>");

        Assert.True(!article.Text.Contains(leak, StringComparison.Ordinal), $"{name}: {article.Text}");
        Assert.Contains(Third, article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_DatedTeasersBelowAShortReport_AreLeftOut()
    {
        string[] report = [.. Enumerable.Range(1, 16).Select(i => $"Hour {i} of the night: {First}")];
        var teaser = "Nach dem Sturm fährt die Fähre wieder, teilte der Hafen am Abend mit. Sie war zwei Tage lang geprüft worden, und die Gäste hatten in der Stadt gewartet, wo die Schulen ihnen Betten gaben. "
            + "Am Morgen fährt das erste Schiff um sechs Uhr, das letzte um neun Uhr am Abend, und die Karten gelten noch bis zum Ende des Monats, sagte die Reederei, die auch das Essen in den Schulen bezahlt hatte. Wer eine alte Karte hat, kann sie am Schalter tauschen oder dem Hafen spenden, der damit die neue Mauer bezahlen will.";
        var teasers = string.Concat(Enumerable.Range(1, 4).Select(i => $"<div><p>{i}. März 2026</p><h3><a href='/{i}'>Fähre {i} fährt wieder nach zwei Tagen</a></h3><p>{teaser}</p></div>"));
        var article = Extract($"<h1>{Title}</h1><main>{string.Concat(report.Select(p => $"<p>{p}</p>"))}<div>{teasers}</div></main>");

        Assert.Equal(report, article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_ReviewsUnderLinkedHeadings_Stay()
    {
        var entries = string.Concat(Enumerable.Range(1, 5).Select(i => $"<h3><a href='/{i}'>Ferry number {i} of the company</a></h3><p>The ferry {i} was built in the old yard and carries four hundred guests, and its captain has crossed the bay for years.</p>"));
        var article = Extract($"<h1>{Title}</h1><main><p>{First}</p>{entries}<p>{Third}</p></main>");

        Assert.Contains("The ferry 5 was built", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_HeadingThatLinksToItself_IsAHeading()
    {
        var article = Extract($"<h1>{Title}</h1><p>{First}</p><h2><a href='#boats'>What became of the boats</a></h2><h2><a href='#ferries'>And of the ferries</a></h2><p>{Second}</p><p>{Third}</p>");

        Assert.Contains(article.Blocks, b => b.Text == "And of the ferries");
    }

    [Fact]
    public void Extract_ShortReport_IsReadWhole()
    {
        var article = Extract($"<main><article><header><h1>{Title}</h1></header><div class=entry-content><p>{First}</p><p>The mayor spoke at noon.</p><p><a href='/boats'>All about boats</a></p><p>Schools stay shut, he said.</p></div></article></main>");

        Assert.Equal([First, "The mayor spoke at noon.", "Schools stay shut, he said."], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Theory]
    [InlineData("capitals", "STORM TIDE BREAKS THE HARBOUR WALL", "Storm tide breaks the harbour wall", "Storm tide breaks the harbour wall")]
    [InlineData("capitals in both", "STORM TIDE BREAKS THE HARBOUR WALL", "STORM TIDE BREAKS THE HARBOUR WALL", "STORM TIDE BREAKS THE HARBOUR WALL")]
    [InlineData("another headline", "STORM TIDE BREAKS THE HARBOUR WALL", "Ninety years, then three holes: storm tide breaks the harbour wall", "STORM TIDE BREAKS THE HARBOUR WALL")]
    public void Extract_HeadlineInCapitals_IsSpeltAsTheMetadataSpellIt(string name, string shown, string declared, string expected)
    {
        var article = Extract($"<h1>{shown}</h1><p>{First}</p><p>{Second}</p><p>{Third}</p>", $"<meta property=og:title content=\"{declared}\">", declared);

        Assert.True(article.Title == expected, $"{name}: {article.Title}");
    }

    private static Article Extract(string body, string head = "", string window = Title)
    {
        var html = $"<!doctype html><html><head><title>{window}</title>{head}</head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav>{body}<footer><p>Courier, Harbour Street 1</p></footer></body></html>";
        return Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, s_url, TrackingParams.None)).Article;
    }
}
