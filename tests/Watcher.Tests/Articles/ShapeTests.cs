using Watcher.Reading.Articles;

namespace Watcher.Tests.Articles;

/// <summary>A shape's words must be in everything its pattern matches: a line that lacks them is never looked at.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("© 2020 Example", "shape-copyright")]
    [InlineData("Copyright Example Media 2021. All rights reserved.", "shape-copyright")]
    [InlineData("(c) 1999 Example", "shape-copyright")]
    [InlineData("5 min read", "shape-reading-time")]
    [InlineData("minute read", "shape-reading-time")]
    [InlineData("7 хвилин", "shape-reading-time")]
    [InlineData("Reading time: 3 минуты", "shape-reading-time")]
    [InlineData("Last updated 3 May 2021, 10:00 GMT", "shape-posted-at")]
    [InlineData("Оновлено 3 травня", "shape-posted-at")]
    [InlineData("Image 1 of 3", "shape-counter")]
    [InlineData("2/14", "shape-counter")]
    [InlineData("12 Comments", "shape-counter")]
    [InlineData("3 из 10", "shape-counter")]
    [InlineData("More Example Post Stories", "shape-list-title")]
    [InlineData("Останні новини", "shape-list-title")]
    [InlineData("Listen to Example Radio live on the app", "shape-listen-live")]
    [InlineData("Home & Garden | Advertorial", "shape-sold-label")]
    [InlineData("Save 25% off your subscription today", "shape-discount")]
    [InlineData("More at https://example.org/more", "shape-more-at")]
    [InlineData("Follow the story at HTTPS://EXAMPLE.ORG", "shape-more-at")]
    [InlineData("&nbsp;", "shape-leaked-comment")]
    [InlineData("UNDEFINED", "shape-leaked-comment")]
    [InlineData("&lt;img src=x&gt;", "shape-leaked-comment")]
    [InlineData("document.write('x", "shape-leaked-code")]
    [InlineData("By Ann Example", "shape-byline")]
    [InlineData("Автор: Ann Example", "shape-byline")]
    [InlineData("Reported by Ann Example", "shape-byline")]
    [InlineData("Reporting by Ann Example; editing by Bo Sample", "shape-reporting-credit")]
    [InlineData("Фото: Ann Example", "shape-photo-credit")]
    [InlineData("Handout: Ann Example", "shape-photo-credit")]
    [InlineData("@annexample", "shape-author-box")]
    [InlineData("Ann Example can be reached at ann@example.org", "shape-author-box")]
    public void Clean_LineOfAShape_IsDroppedByIt(string line, string marker)
    {
        var (text, blocks) = Article.Join(
        [
            (BlockKind.Headline, "Harbour wall breaks in a storm", null),
            (BlockKind.Paragraph, "The wall of the old harbour broke on Monday, and the lower town was flooded within the hour.", null),
            (BlockKind.Paragraph, line, null),
        ]);

        var cleaned = BoilerplateCleaner.Clean(new Article { Text = text, Blocks = blocks }, MarkerSet.Empty);

        Assert.Equal(marker, Assert.Single(cleaned.Dropped).Marker);
    }

    [Fact]
    public void Clean_NothingToRemove_GivesTheArticleItself()
    {
        var (text, blocks) = Article.Join([(BlockKind.Headline, "Harbour wall breaks", null), (BlockKind.Paragraph, "The wall broke on Monday.", null)]);
        var article = new Article { Text = text, Blocks = blocks };

        Assert.Same(article, BoilerplateCleaner.Clean(article, MarkerSet.Empty));
    }

    [Theory]
    [InlineData("1 day", true)]
    [InlineData("one day", false)]
    [InlineData("1 night", false)]
    public void IsMatch_WordOrDigitMissing_IsFalseWithoutThePattern(string text, bool expected) =>
        Assert.Equal(expected, new Shape(".", "DAY") { HasDigit = true }.IsMatch(text));
}
