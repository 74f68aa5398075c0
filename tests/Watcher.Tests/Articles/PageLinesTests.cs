using Watcher.Reading.Articles;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

/// <summary>Lines of a page that are no sentences: heads in bold, titles of insets, menus between bars, the names above comments; and what only looks like them.</summary>
public sealed class PageLinesTests
{
    private const string Title = "Storm tide breaks the harbour wall";
    private const string First = "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said.";
    private const string Second = "Twelve fishing boats were lost and two ferries were driven on to the sand, according to the harbour master of the town.";
    private const string Third = "Work on the wall will take until the spring, and the town has asked the province for help with the cost of the stone.";

    [Theory]
    [InlineData("break behind the bold", "<p><strong>Northern district</strong><br>{0}</p>")]
    [InlineData("break inside of it", "<p><b>Northern district<br></b>{0}</p>")]
    [InlineData("in a list", "<ul><li><b>Northern district</b><br/>{0}</li></ul>")]
    [InlineData("under another line", "<p>Reports by district<br><b>Northern district</b><br>{0}</p>")]
    [InlineData("in a font", "<div><font size=2><b>Northern district</b></font><br><font>{0}</font></div>")]
    public void Extract_BoldLineOverItsText_IsALineOfItsOwn(string name, string markup)
    {
        var article = Extract($"<p>{First}</p>{Filled(markup, Second)}<p>{Third}</p>");

        Assert.True(article.Text.Contains($"\nNorthern district\n{Second}\n", StringComparison.Ordinal), $"{name}: {article.Text}");
    }

    [Theory]
    [InlineData("words within a line", "<p>The <b>northern</b> <br>district was dry, and the school stayed open all week.</p>", "The northern district was dry, and the school stayed open all week.")]
    [InlineData("a bold paragraph of two lines", "<p><b>The northern district was dry,<br>and the school stayed open all week.</b></p>", "The northern district was dry, and the school stayed open all week.")]
    [InlineData("a bold word before plain ones", "<p><b>North:</b> the district was dry,<br>and the school stayed open.</p>", "North: the district was dry, and the school stayed open.")]
    public void Extract_BoldThatIsNoLine_DoesNotPartTheText(string name, string markup, string expected)
    {
        var article = Extract($"<p>{First}</p><p>{Second}</p>{markup}<p>{Third}</p>");

        Assert.True(article.Blocks.Any(b => b.Text == expected), $"{name}: {article.Text}");
    }

    [Fact]
    public void Extract_NameAndDayBehindAStandfirst_AreNoText()
    {
        var article = Extract($"<p>Three gaps and twelve lost boats: the town looks at its harbour.</p><div><strong>Ann Example</strong><em>Chief reporter</em></div><div>30 Jan 2022, 6.05pm</div><p>{First}</p><p>{Second}</p>");

        Assert.Contains($"its harbour.\n{First}\n{Second}", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_DayAloneBehindTheFirstSentence_Stays()
    {
        var article = Extract($"<p>Three gaps and twelve lost boats: the town looks at its harbour.</p><p>Sunday, 30 January 2022</p><p>{First}</p><p>{Second}</p>");

        Assert.Contains($"\nSunday, 30 January 2022\n{First}", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_DaysOfAChronicle_Stay()
    {
        var article = Extract($"<p>The harbour wall of the town broke in three places, day by day.</p><p>30 January 2022</p><p>{First}</p><p>31 January 2022</p><p>{Second}</p>");

        Assert.Contains($"30 January 2022\n{First}\n31 January 2022\n{Second}", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_NameAndOfficeSideBySide_AreNotGlued()
    {
        var article = Extract($"<p>{First}</p><p>{Second}</p><p><b>Ann Example</b><i>Harbour master since 2011, and a diver before that.</i></p><p>{Third} The pump is called <b>north</b>Light.</p>");

        Assert.Contains("Ann Example Harbour master since", article.Text, StringComparison.Ordinal);
        Assert.Contains("northLight", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_HeadingOverAFilm_EndsNoText()
    {
        var article = Extract($"<p>{First}</p><p>{Second}</p><p>{Third}</p><h2>VIDEO</h2><figure><figcaption>The ferry leaves the quay</figcaption></figure>");

        Assert.DoesNotContain("VIDEO", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_ShortThaiReportWithATable_IsAnArticle()
    {
        var article = Extract("<div><p>ศูนย์บัญชาการไฟป่าจังหวัดแม่สรวยรายงานว่า พบจุดความร้อน 86 จุดในรอบ 24 ชั่วโมง ลดลงจากวันก่อนที่พบ 132 จุด</p><table><tr><td>เวียงดอย</td><td>41</td></tr></table>"
            + "<p>เจ้าหน้าที่และอาสาสมัคร 640 คนเข้าดับไฟใน 12 หมู่บ้าน มีอาสาสมัครได้รับบาดเจ็บเล็กน้อย 2 คน</p></div>");

        Assert.Contains("เวียงดอย | 41\nเจ้าหน้าที่", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_WordsUnderAPictureBesideTheText_AreACaption()
    {
        var article = Extract($"<p>{First}</p><table align=right><tr><td><img src=a.jpg></td></tr><tr><td>The wall seen from the old pier on Tuesday.</td></tr></table><p>{Second}</p><p>{Third}</p>");

        Assert.Equal(BlockKind.Caption, Assert.Single(article.Blocks, b => b.Text.Contains("old pier", StringComparison.Ordinal)).Kind);
    }

    [Theory]
    [InlineData("hidden link", "<h2>The wall<a hidden class=anchor href='#wall'>#</a></h2>")]
    [InlineData("sign of a link", "<h2>The wall <a href='#wall'>¶</a></h2>")]
    [InlineData("hidden words", "<h2>The wall<span hidden>, section 2</span></h2>")]
    public void Extract_AnchorOfAHeading_IsNoWord(string name, string heading)
    {
        var article = Extract($"<p>{First}</p>{heading}<p>{Second}</p><p>{Third}</p>");

        Assert.True(article.Text.Contains($"\nThe wall\n{Second}", StringComparison.Ordinal), $"{name}: {article.Text}");
    }

    [Fact]
    public void Extract_BoldPlaceAndDayAboveTheFirstSentence_Stays()
    {
        var article = Extract($"<p><b>Tarn, 4 March</b><br>{First}</p><p>{Second}</p><p>{Third}</p>");

        Assert.Contains("Tarn, 4 March\n" + First, article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("frame of a label and a list", "<div><strong>LÄS OCKSÅ</strong><ul><li><a href='/2'>Färjan går igen efter två dagar</a></li><li><a href='/3'>Borgmästaren avgår</a></li></ul></div>", "LÄS OCKSÅ")]
    [InlineData("section with a heading", "<section><h2>Attachments</h2><ul><li><a href='/a.pdf'>Download the whole report (PDF)</a></li></ul></section>", "Attachments")]
    [InlineData("bold label without a colon", "<div><b>SIMILAR NEWS</b><a href='/2'>The ferry runs again after two days</a></div>", "SIMILAR")]
    [InlineData("brackets", "<p>【参考】<a href='/2'>渡し船が再び運航を始める</a></p>", "参考")]
    [InlineData("arrow", "<p>▶ 함께 보기 <a href='/2'>이틀 만에 다시 다니는 나룻배</a></p>", "함께")]
    [InlineData("opening of another article", "<div class=teaser><h3>Ferry</h3><p>The ferry runs again, and the <a href='/2'>company says</a> that the second one follows before the end of the week.</p></div>", "before the end of the week")]
    [InlineData("label glued to its link", "<div class=note><span>Прочитайте ще</span><a href='/2'>Пором знову ходить через два дні</a></div>", "Прочитайте")]
    [InlineData("label before its link", "<div class=note><span>Прочитайте ще</span>\n<a href='/2'>Пором знову ходить через два дні</a></div>", "Прочитайте")]
    [InlineData("named label in a paragraph", "<p><span class=label>Mehr dazu</span> <a href='/2'>Die Fähre fährt nach zwei Tagen wieder</a></p>", "Mehr dazu")]
    [InlineData("heading that trails off", "<div><h4>People are also looking at…</h4><ul><li><a href='/2'>The ferry runs again after two days</a></li><li><a href='/3'>The mayor goes</a></li></ul></div>", "looking at")]
    [InlineData("bold label over a list of the text's own frame", "<p><b>TE PUEDE GUSTAR</b></p><ul><li><a href='/2'>El transbordador vuelve en dos días</a></li><li><a href='/3'>Se va el alcalde</a></li></ul>", "TE PUEDE")]
    [InlineData("label over a linked heading", "<div class=x><span>আরও খবর</span><a href='/2'><h3>দুই দিন পর ফেরি আবার চলছে নদীতে</h3></a></div>", "আরও")]
    [InlineData("menu between bars", "<div>The wall stood for ninety years, and nobody in the town remembers another.<br><br><a href='/p'>Verze pro tisk</a> | <a href='/m'>Poslat e-mailem</a></div>", "Verze")]
    public void Extract_InsetOfLinks_GoesWithItsTitle(string name, string markup, string leak)
    {
        var article = Extract($"<p>{First}</p>{markup}<p>{Second}</p><p>{Third}</p>");

        Assert.True(!article.Text.Contains(leak, StringComparison.Ordinal), $"{name}: {article.Text}");
        Assert.EndsWith($"{Second}\n{Third}", article.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label of a shop's link", "<li><b>Best of the small ones</b><p><a href='https://shop.example/7'>Northern Light pump at Example Shop</a></p></li>", "Best of the small ones")]
    [InlineData("label of a button", "<div><h3>Northern Light: the quiet pump</h3><a href='/go'>Visit</a></div><p>It is the smallest of the pumps that the harbour bought, and it ran for nine nights without a stop.</p>", "the quiet pump")]
    [InlineData("bold opening of a linked sentence", "<p><b>In short:</b> <a href='https://plan.example/'>the wall gets a gate, and the gate gets a guard for the night.</a></p>", "the gate gets a guard")]
    [InlineData("words before a link in a span of the editor's", "<p><span style='font-weight:400'>The whole report is called</span> <a href='/r'>The wall and the men who built it</a></p>", "The whole report is called The wall")]
    [InlineData("table beside the text without a picture", "<table align=right><tr><td>Boats lost</td><td>12</td></tr></table>", "Boats lost | 12")]
    [InlineData("heading that trails off over text", "<h4>And then the wind turned…</h4><p>At four the wind went to the north, and the sea came over the quay at the old fish market.</p>", "And then the wind turned…")]
    [InlineData("bold label over a list of sources", "<p><b>What the report says</b></p><ul><li><a href='https://port.example/1'>The wall was built on sand in 1890</a></li></ul>", "What the report says")]
    [InlineData("labels over the headings of a list of things", "<p>Best for boats</p><h3><a href='#a'>Northern Light, the quiet pump</a></h3><p>Best for cellars</p><h3><a href='#b'>Southern Star, the small pump</a></h3><p>Best for nothing</p><h3><a href='#c'>Eastern Wind, the loud pump</a></h3>", "Best for cellars")]
    [InlineData("note of the editor", "<p>[Editor: the port has 14 cranes, and not 12 as an earlier version said.]</p>", "not 12")]
    [InlineData("teaser that is the opening", "<div class=teaser-text><p>The town was warned in October, when the sea took the steps of the old bath house.</p></div>", "steps of the old bath house")]
    public void Extract_LabelOfTheArticlesOwn_Stays(string name, string markup, string text)
    {
        var article = Extract($"<p>{First}</p>{markup}<p>{Second}</p><p>{Third}</p>");

        Assert.True(article.Text.Contains(text, StringComparison.Ordinal), $"{name}: {article.Text}");
    }

    [Fact]
    public void Extract_LabelThatTheTextFollows_DoesNotEndIt()
    {
        var article = Extract($"<p>{First}</p><p>{Second}</p><p>LEIA MAIS</p><p>{Third}</p><p>{First} {Second}</p><p>Partager sur Facebook</p>");

        Assert.Contains($"{Third}\n{First} {Second}", BoilerplateCleaner.Clean(article, Sample.Markers).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_CountedListUnderTheText_IsADiscussion()
    {
        var voices = string.Concat(Enumerable.Range(1, 5).Select(i => $"<div class=velemeny><b>olvaso{i}</b><p>Ez a {i}. vélemény hosszabb, mint a cikk, és arról szól, hogy a falat már régen meg kellett volna építeni a városban.</p></div>"));
        var article = Extract($"<div class=cikk><p>{First}</p><p>{Second}</p><p>{Third}</p></div><div class=forum><h3>Vélemények (5)</h3>{voices}</div>");

        Assert.DoesNotContain("vélemény", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_CountedStepOfAPlan_IsText()
    {
        var article = Extract($"<div class=plan><p>{First}</p><p>{Second}</p><p>{Third}</p></div><section class=step><h2>Step 3: The gates (2)</h2><p>{Second} {Third}</p><p>Two weeks.</p><p>{First} {Third}</p></section>");

        Assert.Contains("Step 3: The gates (2)", article.Text, StringComparison.Ordinal);
        Assert.EndsWith($"{First} {Third}", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extract_CellsOfParagraphs_AreALayout()
    {
        var article = Extract($"<table><tr><td><a href='/'>Home</a><br><a href='/sea'>Sea</a></td><td>{First}<br><br>{Second}<br><br>{Third}</td></tr></table>");

        Assert.Equal([First, Second, Third], article.Blocks.Skip(1).Select(b => b.Text));
    }

    [Fact]
    public void Extract_BreakInACellOfATable_StaysOnTheRow()
    {
        var article = Extract($"<p>{First}</p><p>{Second}</p><table><tr><td>Upper town<br>and mill</td><td>41,200</td></tr><tr><td>Quay</td><td>900</td></tr></table><p>{Third}</p>");

        Assert.Contains(article.Blocks, b => b is { Kind: BlockKind.Table, Text: "Upper town and mill | 41,200" });
    }

    private static string Filled(string markup, string text) => markup.Replace("{0}", text, StringComparison.Ordinal);

    private static Article Extract(string body)
    {
        var html = $"<!doctype html><html><head><title>{Title}</title></head><body><nav><a href=/>Home</a> <a href=/news>News</a></nav><h1>{Title}</h1>{body}<footer><p>Courier, Harbour Street 1</p></footer></body></html>";
        return Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, new Uri("https://courier.example/news/harbour-wall"), TrackingParams.None)).Article;
    }
}
