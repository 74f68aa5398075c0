using System.Globalization;
using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

/// <summary>Title, author and date as pages of many languages show them, where they declare nothing or something else.</summary>
public sealed class ShownMetadataTests
{
    private const string First = "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said.";
    private const string Second = "Twelve fishing boats were lost and two ferries were driven on to the sand, according to the harbour master of the town.";

    [Theory]
    [InlineData("section above", "<h1><span class=kicker>Coast</span> <span>Storm tide breaks the wall</span></h1>", "Storm tide breaks the wall", "Storm tide breaks the wall")]
    [InlineData("source and count behind", "<h1><a href='/1'>Storm tide breaks the wall</a> <small>(courier.example)</small> <b>87</b></h1>", "Storm tide breaks the wall - The Courier", "Storm tide breaks the wall")]
    [InlineData("a part that the page does not declare", "<h1><em>Storm tide</em> breaks the wall</h1>", "Storm tide breaks the wall", "Storm tide breaks the wall")]
    [InlineData("both are declared", "<h1><span>Storm tide breaks the wall</span>: what we know</h1>", "Storm tide breaks the wall: what we know", "Storm tide breaks the wall: what we know")]
    [InlineData("name of a file", "<h2>Storm tide breaks the wall</h2>", "Microsoft Word - notice_17.doc", "Storm tide breaks the wall")]
    [InlineData("nothing but a bold line", "<p><b>Storm tide breaks the wall</b></p>", "", "Storm tide breaks the wall")]
    [InlineData("nothing but the text", "", "", "")]
    [InlineData("paper before a colon", "<div>Storm tide breaks the wall</div>", "Coast Paper: Storm tide breaks the wall", "Storm tide breaks the wall")]
    [InlineData("subject before a colon", "<div>Flood: storm tide breaks the wall</div>", "Flood: storm tide breaks the wall", "Flood: storm tide breaks the wall")]
    [InlineData("address before the title", "<h1><a href='https://coast.example/'>coast.example</a></h1>", "coast.example Storm tide breaks the wall", "Storm tide breaks the wall")]
    public void Extract_HeadingOfManyParts_GivesTheTitle(string name, string shown, string window, string expected)
    {
        var article = Extract(shown, $"<title>{window}</title>");

        Assert.True(article.Title == expected, $"{name}: {article.Title}");
    }

    [Theory]
    [InlineData("Por Caio Bandeira", "Caio Bandeira")]
    [InlineData("Por Caio Bandeira08/02/2023 às 18h20", "Caio Bandeira")]
    [InlineData("di Bruno Salvi", "Bruno Salvi")]
    [InlineData("Von Anna Beispiel | 4. März 2023", "Anna Beispiel")]
    [InlineData("Door Jan van Voorbeeld", "Jan van Voorbeeld")]
    [InlineData("Haber: Selin Karaca", "Selin Karaca")]
    [InlineData("11 august 2023, 21:04Autor: Radu Pop", "Radu Pop")]
    [InlineData("19 юли 2022, 18:40 Автор: Мила Тодорова Прочитания: 2310", "Мила Тодорова")]
    [InlineData("Szerző: Kovács Réka", "Kovács Réka")]
    [InlineData("लेखक: मीरा जोशी", "मीरा जोशी")]
    [InlineData("（記者・高瀬みなと）", "高瀬みなと")]
    [InlineData("Por Lívia Monteiro, R1 Serra Norte — Santa Ema", "Lívia Monteiro")]
    [InlineData("<span class=muhabir>Deniz Arslan</span>", "Deniz Arslan")]
    [InlineData("<span class='post-author'>Autor: Jelena Kostić</span>", "Jelena Kostić")]
    [InlineData("<a href='/auteur/joris-van-dam'>Joris van Dam</a>", "Joris van Dam")]
    [InlineData("<a href='/ports/joris-van-dam'>Joris van Dam</a>", null)]
    [InlineData("<a href='/author/all'>All our authors</a>", null)]
    [InlineData("<span class=author>Super User</span>", null)]
    [InlineData("<p>Pewarta: Bayu Kusuma<br/>Editor: Ratna Sari<br/>Copyright © KABAR 2023</p>", "Bayu Kusuma")]
    [InlineData("Por Puerto Claro, dos rutas", null)]
    [InlineData("Por la tarde del lunes", null)]
    [InlineData("Von Bergen umgeben", null)]
    [InlineData("Río Claro, 9 de abril de 2024", null)]
    public void Extract_BylineOfAnyLanguage_NamesTheAuthor(string line, string? author) =>
        Assert.Equal(author is null ? [] : [author], Extract($"<h1>Storm tide breaks the wall</h1><div>{line}</div>").Authors.AsEnumerable());

    [Theory]
    [InlineData("2021. február 16. 08:15", "2021-02-16T08:15:00Z")]
    [InlineData("22. července 2006", "2006-07-22T00:00:00Z")]
    [InlineData("3. června 2006", "2006-06-03T00:00:00Z")]
    [InlineData("7. marraskuuta 2022", "2022-11-07T00:00:00Z")]
    [InlineData("7. maaliskuuta 2022", "2022-03-07T00:00:00Z")]
    [InlineData("19 Ιανουαρίου 2023", "2023-01-19T00:00:00Z")]
    [InlineData("22 अगस्त 2021", "2021-08-22T00:00:00Z")]
    [InlineData("14 ביוני 2022", "2022-06-14T00:00:00Z")]
    [InlineData("4 noiembrie 2022", "2022-11-04T00:00:00Z")]
    [InlineData("9 Agustus 2022", "2022-08-09T00:00:00Z")]
    [InlineData("5 شباط 2023", "2023-02-05T00:00:00Z")]
    [InlineData("2022년 3월 5일 07:12", "2022-03-05T07:12:00Z")]
    [InlineData("21 มีนาคม 2567", "2024-03-21T00:00:00Z")]
    [InlineData("21 มีนาคม 2024", "2024-03-21T00:00:00Z")]
    [InlineData("21 March 2567", null)]
    [InlineData("12 паляндриця 2022", null)]
    public void Extract_DayInTheWordsOfALanguage_IsThePublication(string line, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), Extract($"<h1>Storm tide breaks the wall</h1><p>{line}</p>").PublishedAt);

    [Theory]
    [InlineData("By Ann Example Coast Paper", "Ann Example")]
    [InlineData("di Carla Venturi", "Carla Venturi")]
    [InlineData("Di Venturi", "Di Venturi")]
    [InlineData("Ann Example with Bo Sample", "Ann Example; Bo Sample")]
    [InlineData("Coast Paper Team", "Coast Paper Team")]
    [InlineData("Ann Example, Bo Sample (Text) und Cid Muster (Bilder)", "Ann Example; Bo Sample")]
    [InlineData("NOC Admin", "")]
    [InlineData("The Author", "")]
    [InlineData("The Coast Paper", "The Coast Paper")]
    public void Extract_DeclaredAuthor_IsTheNameAlone(string declared, string expected) =>
        Assert.Equal(expected, string.Join("; ", Extract("<h1>Storm tide breaks the wall</h1>", $"<meta name=author content='{declared}'><meta property=og:site_name content='Coast Paper'>").Authors));

    [Fact]
    public void Extract_TeamOfTheOutlet_IsNoAuthorWhereAPersonIsNamed()
    {
        var article = Extract("<h1>Storm tide breaks the wall</h1><div>by <a href='/author/ann'>Ann Example</a></div>", "<meta name=author content='Coast Paper Team'><meta property=og:site_name content='Coast Paper'>");

        Assert.Equal("Ann Example", Assert.Single(article.Authors));
    }

    [Theory]
    [InlineData("a signature", "<p>{0}</p><p style='text-align:right'>Phạm Thu Hà</p>", "", "Phạm Thu Hà")]
    [InlineData("a profile below", "<p>{0}</p></article><div><div>Ann Example</div><p>Ann has covered ports, ferries and the weather of the northern coast for the paper since 2011.</p></div><article>", "", "Ann Example")]
    [InlineData("a thing below", "<p>{0}</p></article><div><div>Northern Light</div><p>The quiet pump ran for nine nights without a stop, and it costs no more than the small one.</p></div><article>", "", "")]
    [InlineData("a name of many words", "<p>{0}</p><p>Port Authority Northern Coast</p>", "", "")]
    public void Extract_NameBelowTheText_IsTheAuthor(string name, string markup, string head, string expected)
    {
        var html = $"<!doctype html><html><head><title>Storm tide breaks the wall</title>{head}</head><body><article><h1>Storm tide breaks the wall</h1><p>{First}</p>{string.Format(CultureInfo.InvariantCulture, markup, Second)}</article></body></html>";
        var article = Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, null, TrackingParams.None)).Article;

        Assert.True(expected == string.Join("; ", article.Authors), $"{name}: {string.Join("; ", article.Authors)}");
    }

    [Fact]
    public void Extract_DayInTheTitleOfAnAbbreviation_IsThePublication()
    {
        var article = Extract("<h1>Storm tide breaks the wall</h1><p><abbr class=published title='2023-03-27T17:20:00Z'>lundi 27 mars</abbr></p>");

        Assert.Equal(new DateTimeOffset(2023, 3, 27, 17, 20, 0, TimeSpan.Zero), article.PublishedAt);
    }

    [Fact]
    public void Extract_DayOfAFilm_IsThePublication()
    {
        var article = Extract("<h1>Storm tide breaks the wall</h1>", """<script type="application/ld+json">{"@type": "VideoObject", "uploadDate": "2023-08-11T21:04:00+03:00"}</script>""");

        Assert.Equal(new DateTimeOffset(2023, 8, 11, 21, 4, 0, TimeSpan.FromHours(3)), article.PublishedAt);
    }

    private static Article Extract(string top, string head = "<title>Storm tide breaks the wall</title>")
    {
        var html = $"<!doctype html><html><head>{head}</head><body>{top}<p>{First}</p><p>{Second}</p></body></html>";
        return Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, null, TrackingParams.None)).Article;
    }
}
