using Watcher.Reading.Articles;

namespace Watcher.Tests.Articles;

using Extraction = Watcher.Reading.Articles.Extraction;

public sealed class BodyCandidatesTests
{
    private static readonly string[] s_text =
    [
        "The storm tide that struck the coast on Monday night broke the old harbour wall in three places, the port authority said.",
        "Twelve fishing boats were lost and two ferries were driven on to the sand, according to the harbour master of the town.",
        "Work on the wall will take until the spring, and the town has asked the province for help with the cost of the stone.",
        "Nobody was hurt. The last tide of this height was measured in 1953, when the lower town stood under water for nine days.",
        "The council meets on Thursday to decide whether the fish market can open again before the end of the month.",
        "Insurers put the damage at nine million crowns, of which the town will have to carry a third from its own purse.",
    ];

    private const string Extra = "Our paper is made by four people and a dog in the old customs house, and its readers are what it lives from, now as before.";

    private static readonly Uri s_url = new("https://post.example/a");

    [Fact]
    public void Extract_PageShowsAStubAndTheFeedTheWhole_TakesTheFeeds()
    {
        var article = Extract(Page(s_text[..2]), Fragment(s_text));

        Assert.Equal(s_text, Body(article));
        Assert.Equal("Storm tide breaks harbour wall", article.Title);
    }

    [Fact]
    public void Extract_FeedOfTheSameText_CutsWhatOnlyThePageHas()
    {
        var article = Extract(Page([.. s_text, Extra]), Fragment(s_text));

        Assert.Equal(s_text, Body(article));
    }

    [Fact]
    public void Extract_FeedGivesTheOpeningOnly_CutsNothing()
    {
        var article = Extract(Page(s_text), Fragment(s_text[..2]));

        Assert.Equal(s_text, Body(article));
    }

    [Fact]
    public void Extract_FeedOfAnotherText_ChangesNothing()
    {
        var article = Extract(Page(s_text), Fragment([.. s_text.Select(t => t.Replace("the", "some", StringComparison.Ordinal) + " So it is said elsewhere.")]));

        Assert.Equal(s_text, Body(article));
    }

    [Fact]
    public void Extract_WallAndAFeedOfTheWhole_IsStillAWall()
    {
        const string Wall = "<html><head><title>Before you continue to Example Post</title></head><body><p>We and our partners store data on your device in order to measure and to show you what fits. Accept it or refuse it; you may change your mind.</p></body></html>";

        Assert.Equal(new Extraction.NoArticle(NoArticleReason.ConsentWall), ArticleExtractor.Extract(Wall, s_url, null, Fragment(s_text)));
    }

    private static Article Extract(string html, string feed) => Assert.IsType<Extraction.Extracted>(ArticleExtractor.Extract(html, s_url, null, feed)).Article;

    private static string[] Body(Article article) => [.. article.Blocks.Where(b => b.Kind != BlockKind.Headline).Select(b => b.Text)];

    private static string Fragment(IEnumerable<string> paragraphs) => string.Concat(paragraphs.Select(p => $"<p>{p}</p>"));

    private static string Page(IEnumerable<string> paragraphs) =>
        $"<html><head><title>Storm tide breaks harbour wall</title></head><body><nav><a href=/>Home</a></nav><main><h1>Storm tide breaks harbour wall</h1>{Fragment(paragraphs)}</main></body></html>";
}
