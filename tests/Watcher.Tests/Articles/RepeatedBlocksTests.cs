using Watcher.Reading.Articles;

namespace Watcher.Tests.Articles;

public sealed class RepeatedBlocksTests
{
    private const string Appeal = "Our town needs a paper of its own: tell a friend about the Harbour Post.";

    [Fact]
    public void Drop_BlockOfThreeArticles_IsTheOutlets()
    {
        var counts = Counted(Sample.Around(Appeal), 3);

        var cleaned = RepeatedBlocks.Drop(Sample.Around(Appeal), counts);

        Assert.Equal([new DroppedBlock(Appeal, RepeatedBlocks.Marker)], cleaned.Dropped.ToArray());
        Assert.Equal(Sample.Around().Text, cleaned.Text);
        Assert.All(cleaned.Blocks, b => Assert.Equal(b.Text, cleaned.Text[b.Span.Start..b.Span.End]));
    }

    [Fact]
    public void Drop_BlockOfTwoArticles_Stays()
    {
        var article = Sample.Around(Appeal);

        Assert.Same(article, RepeatedBlocks.Drop(article, Counted(article, 2)));
    }

    [Fact]
    public void Drop_AnotherVersionOfTheSameArticle_StaysWhole()
    {
        var article = Sample.Around(Appeal);
        var keys = RepeatedBlocks.Keys(article).ToHashSet();

        Assert.Same(article, RepeatedBlocks.Drop(article, k => keys.Contains(k) ? 9 : 0));
    }

    [Fact]
    public void Keys_SameWordsInOtherDress_AreTheSame()
    {
        var shouted = Sample.Around(Appeal.ToUpperInvariant().Replace(':', ' '));

        Assert.Equal(RepeatedBlocks.Keys(Sample.Around(Appeal)).ToArray(), RepeatedBlocks.Keys(shouted).ToArray());
        Assert.NotEqual(RepeatedBlocks.Keys(Sample.Around("Seats sold this week: 40")).ToArray(), RepeatedBlocks.Keys(Sample.Around("Seats sold this week: 41")).ToArray());
    }

    /// <summary>The appeal was met in so many articles, everything else in this one only.</summary>
    private static Func<ulong, int> Counted(Article article, int count)
    {
        var own = RepeatedBlocks.Keys(article).Except(RepeatedBlocks.Keys(Sample.Around())).Single();
        return key => key == own ? count : 1;
    }
}
