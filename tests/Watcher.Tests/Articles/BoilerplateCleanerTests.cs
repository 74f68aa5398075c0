using FsCheck;
using FsCheck.Fluent;
using Watcher.Reading.Articles;

namespace Watcher.Tests.Articles;

public sealed class BoilerplateCleanerTests
{
    private static readonly string[] s_pieces =
    [
        "Advertisement", "The bridge was closed.", "Photo by Ann Example/AFP", "!-- tag -->", "-->", "gtag('js', 1);", "Related", "Comments", "Share Tweet",
        "By Ann Example", "Author: Ann Example", "Ann Example is a reporter. Follow her on X @annex", "(Source: Map.example)", "Read more: The wall", " | ", "He said so.",
        "\"Enough,\" she said.", "Ann Example", "(abc/xy)", "Contact:", "-30-", "[embed]", "{\"a\": 1}", "© 2020 Example", "Реклама", "Image 1 of 3", "KYIV -", "REUTERS/Ann Example", "(", ")", ".", "-", "\n", "  ",
    ];

    [Fact]
    public void Clean_AnyMixOfPieces_IsIdempotent()
    {
        var blocks = Gen.ArrayOf(Gen.Elements(s_pieces)).Select(p => string.Join(' ', p.Take(4)).Trim());
        var articles = Gen.ListOf(blocks).Select(b => Of(b.Where(t => t.Length > 0)));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(articles), article =>
        {
            var once = BoilerplateCleaner.Clean(article, Sample.Markers);
            var twice = BoilerplateCleaner.Clean(once, Sample.Markers);
            return once.Text == twice.Text && once.Dropped.Length == twice.Dropped.Length;
        }));
    }

    [Fact]
    public void Clean_AnyMixOfPieces_BlocksAreSlicesOfTheTextBefore()
    {
        var blocks = Gen.ArrayOf(Gen.Elements(s_pieces)).Select(p => string.Join(' ', p.Take(4)).Trim());
        var articles = Gen.ListOf(blocks).Select(b => Of(b.Where(t => t.Length > 0)));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(articles), article =>
        {
            var cleaned = BoilerplateCleaner.Clean(article, Sample.Markers);
            return cleaned.Blocks.All(b => cleaned.Text[b.Span.Start..b.Span.End] == b.Text
                && string.CompareOrdinal(article.Text, b.SourceStart, b.Text, 0, b.Text.Length) == 0);
        }));
    }

    [Theory]
    [InlineData("Ann Example")]
    [InlineData("Phạm Thu Hà")]
    [InlineData("Іван-Марія О. Приклад")]
    [InlineData("(rgp/dew)")]
    [InlineData("(rs)")]
    [InlineData("Keywords: harbour, tide, wall")]
    [InlineData("Categories: Coast")]
    [InlineData("Heb je een tip of opmerking? Stuur ons een bericht of mail redactie@delta.example.")]
    public void Clean_LastLineThatSigns_Goes(string line)
    {
        var cleaned = BoilerplateCleaner.Clean(EndingIn(line), Sample.Markers);

        Assert.Equal(line, Assert.Single(cleaned.Dropped).Text);
    }

    [Theory]
    [InlineData("Not one boat was saved")]
    [InlineData("Enough.")]
    [InlineData("The Wall Of The Old Harbour Stands")]
    [InlineData("Tarn")]
    [InlineData("Boats lost: 12 or 13 (km/h)")]
    [InlineData("Boats lost:")]
    [InlineData("He left the wall where it was (sic).")]
    [InlineData("Who pays? The province has not said, and the town has no money.")]
    public void Clean_LastLineOfTheText_Stays(string line)
    {
        var cleaned = BoilerplateCleaner.Clean(EndingIn(line), Sample.Markers);

        Assert.Empty(cleaned.Dropped);
    }

    [Fact]
    public void Clean_NameUnderOtherNames_Stays()
    {
        var cleaned = BoilerplateCleaner.Clean(EndingIn("Crew of the Brynja", "Ann Example", "Bo Sample"), Sample.Markers);

        Assert.Empty(cleaned.Dropped);
    }

    [Fact]
    public void Clean_AddressOfMail_GoesWithItsLabel()
    {
        var cleaned = BoilerplateCleaner.Clean(EndingIn("Media contact:", "Ann Example, 555 0100, press@harbour.example"), Sample.Markers);

        Assert.Equal(["Media contact:", "Ann Example, 555 0100, press@harbour.example"], cleaned.Dropped.Select(d => d.Text));
    }

    [Fact]
    public void Clean_InitialsBehindTheLastSentence_GoAlone()
    {
        var cleaned = BoilerplateCleaner.Clean(EndingIn("The quay opens again on Friday. (rgp/dew)"), Sample.Markers);

        Assert.EndsWith("The quay opens again on Friday.", cleaned.Text, StringComparison.Ordinal);
    }

    private static Article EndingIn(params string[] lines)
    {
        var article = Sample.Around();
        var (text, blocks) = Article.Join([.. article.Blocks.Select(b => (b.Kind, b.Text, (int?)null)), .. lines.Select(l => (BlockKind.Paragraph, l, (int?)null))]);
        return article with { Text = text, Blocks = blocks };
    }

    [Fact]
    public void Clean_HeadlineRepeatedBelow_KeepsOne()
    {
        var cleaned = BoilerplateCleaner.Clean(Sample.Around(Sample.Headline), Sample.Markers);

        Assert.Single(cleaned.Blocks, b => b.Text == Sample.Headline);
        Assert.Equal("shape-duplicate-headline", Assert.Single(cleaned.Dropped).Marker);
    }

    [Fact]
    public void Clean_HeadlineWithSeparatorLeft_LosesIt()
    {
        var (text, blocks) = Article.Join([(BlockKind.Headline, "Harbour wall breaks |", null), (BlockKind.Paragraph, "The wall broke on Monday.", null)]);

        var cleaned = BoilerplateCleaner.Clean(new Article { Text = text, Blocks = blocks }, Sample.Markers);

        Assert.Equal("Harbour wall breaks", cleaned.Blocks[0].Text);
    }

    [Fact]
    public void Clean_RelatedSectionNearTheEnd_EndsTheArticle()
    {
        var article = ArticleText.FromPlainText(Sample.Around().Text + "\nRelated articles\nFerry fares rise again\nA walk through the lower town");

        var cleaned = BoilerplateCleaner.Clean(article, Sample.Markers);

        Assert.EndsWith("the end of the month.", cleaned.Text, StringComparison.Ordinal);
        Assert.Equal(3, cleaned.Dropped.Length);
    }

    [Fact]
    public void Clean_AuthorBoxAtTheEnd_IsDropped()
    {
        var article = ArticleText.FromPlainText(Sample.Around().Text + "\nAuthor: Ann Example\nAnn Example is the harbour editor of Example Post, follow her on Twitter @annexample.");

        var cleaned = BoilerplateCleaner.Clean(article, Sample.Markers);

        Assert.Equal(["shape-byline", "shape-author-box"], cleaned.Dropped.Select(d => d.Marker));
    }

    [Fact]
    public void Clean_LineAboveItsCredit_BecomesCaption()
    {
        const string Text = "Wall breaks in three places\n\nThe wall broke on Monday.\n\nBoats lie on the sand\nIMAGE SOURCE: COAST GUARD HANDOUT\n\nTwelve boats were lost.";

        var cleaned = BoilerplateCleaner.Clean(ArticleText.FromPlainText(Text), Sample.Markers);

        Assert.Equal("Boats lie on the sand", Assert.Single(cleaned.Blocks, b => b.Kind == BlockKind.Caption).Text);
    }

    private static Article Of(IEnumerable<string> lines)
    {
        var (text, blocks) = Article.Join(lines.Select(l => (BlockKind.Paragraph, l, (int?)null)));
        return new Article { Text = text, Blocks = blocks };
    }
}
