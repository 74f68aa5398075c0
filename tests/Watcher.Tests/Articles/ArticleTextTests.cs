using Watcher.Reading.Articles;

namespace Watcher.Tests.Articles;

public sealed class ArticleTextTests
{
    [Fact]
    public void FromPlainText_Lines_KeepTheirPlacesInTheGivenText()
    {
        const string Text = "Harbour wall breaks in storm\r\n\r\n  The wall broke on Monday.\nNobody was hurt.\n\n";

        var article = ArticleText.FromPlainText(Text);

        Assert.Equal(["Harbour wall breaks in storm", "The wall broke on Monday.", "Nobody was hurt."], article.Blocks.Select(b => b.Text));
        Assert.All(article.Blocks, b => Assert.Equal(b.Text, Text.Substring(b.SourceStart, b.Text.Length)));
        Assert.Equal(BlockKind.Headline, article.Blocks[0].Kind);
    }

    [Fact]
    public void FromPlainText_LineWrappedInMidSentence_IsOneBlock()
    {
        const string Text = "The storm tide that struck the coast on Monday night broke the old\nharbour wall in three places.\nNobody was hurt.";

        Assert.Equal(2, ArticleText.FromPlainText(Text).Blocks.Length);
    }

    [Fact]
    public void FromPlainText_TextThatOpensWithASentence_HasNoHeadline()
    {
        var article = ArticleText.FromPlainText("The wall broke on Monday.\nNobody was hurt.", "Harbour");

        Assert.DoesNotContain(article.Blocks, b => b.Kind == BlockKind.Headline);
        Assert.Equal("Harbour", article.Title);
    }

    [Fact]
    public void FromPlainText_Empty_HasNoBlocks() => Assert.Empty(ArticleText.FromPlainText(" \n\n").Blocks);

    [Theory]
    [InlineData("en", "The bridge was closed on Tuesday, and the ferries are not running.")]
    [InlineData("uk", "Міст закрили у вівторок, і пороми не ходять до кінця тижня.")]
    [InlineData("ru", "Мост закрыли во вторник, и паромы не ходят до конца недели.")]
    [InlineData("de", "Die Brücke wurde am Dienstag gesperrt und die Fähren fahren nicht.")]
    [InlineData("fr", "Le pont est fermé depuis mardi et les ferries ne circulent pas dans la baie.")]
    [InlineData("ja", "橋は火曜日に閉鎖され、渡し船も週末まで運航しない。")]
    [InlineData("zh", "大桥周二关闭，渡轮直到周末都不会开行。")]
    [InlineData("ko", "다리는 화요일에 닫혔고 나룻배는 주말까지 다니지 않는다.")]
    [InlineData("el", "Η γέφυρα έκλεισε την Τρίτη και τα πλοία δεν κινούνται.")]
    [InlineData("he", "הגשר נסגר ביום שלישי, והמעבורות אינן פועלות.")]
    [InlineData("th", "สะพานปิดเมื่อวันอังคารและเรือข้ามฟากหยุดวิ่ง")]
    [InlineData("en", "The bridge at 青波港 (Aonami) was closed on Tuesday, and the ferries are not running.")]
    [InlineData(null, "12 345 --- 67")]
    [InlineData(null, "")]
    public void LanguageGuess_Text_IsTold(string? language, string text) => Assert.Equal(language, LanguageGuess.Of(text));
}
