using System.Text;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;

namespace Watcher.Tests.Feeds;

/// <summary>What tells the items of a feed apart, from one poll to the next: an item that gets the key of a known one is never read.</summary>
public class FeedIdentityTests
{
    private const string Home = "https://town.example/alerts";

    [Fact]
    public void Parse_OneIdForEveryItem_NewItemOnTopTakesNoKnownKey()
    {
        var before = Keys(Item("one", "http://town.example/1", "A"), Item("one", "http://town.example/2", "B"));
        var after = Keys(Item("one", "http://town.example/3", "C"), Item("one", "http://town.example/1", "A"));

        Assert.DoesNotContain(after[0], before);
        Assert.Contains(after[1], before);
    }

    [Fact]
    public void Parse_OneAddressAndNoIds_AllItemsStay()
    {
        var items = Parse(Item(null, Home, "Siren at noon"), Item(null, Home, "Water is off"), Item(null, Home, "Bridge shut")).Items;

        Assert.Equal(3, items.Select(item => item.Key).Distinct().Count());
        Assert.All(items, item => Assert.True(item.IsAddressShared));
    }

    [Fact]
    public void Parse_OneIdAndOneAddress_WordsTellThemApartWhateverTheirPlace()
    {
        var before = Keys(Item("x", Home, "Siren at noon"), Item("x", Home, "Water is off"));
        var after = Keys(Item("x", Home, "Bridge shut"), Item("x", Home, "Siren at noon"));

        Assert.Equal(2, before.Distinct().Count());
        Assert.DoesNotContain(after[0], before);
        Assert.Equal(before[0], after[1]);
    }

    [Fact]
    public void Parse_OneIdAndNoAddress_WordsTellThemApart()
    {
        var before = Keys(Item("x", null, "Siren at noon"), Item("x", null, "Water is off"));
        var after = Keys(Item("x", null, "Bridge shut"), Item("x", null, "Siren at noon"));

        Assert.DoesNotContain(after[0], before);
        Assert.Equal(before[0], after[1]);
    }

    [Fact]
    public void Parse_SameItemTwice_IsOne() =>
        Assert.Single(Parse(Item("x", "http://town.example/1", "A"), Item("x", "http://town.example/1", "A")).Items);

    [Fact]
    public void Parse_ArticleListedAgainUnderAnotherId_SharesNoAddress()
    {
        var items = Parse(Item("1#0", "http://town.example/1", "A"), Item("1#3", "http://town.example/1", "A, updated"), Item("2#0", "http://town.example/2", "B")).Items;

        Assert.Equal(3, items.Length);
        Assert.All(items, item => Assert.False(item.IsAddressShared));
    }

    [Fact]
    public void Parse_AddressOfTheHomePage_SaysNothingOfTheArticle()
    {
        var feed = Parse($"<link>{Home}</link>" + Item("1", Home, "Siren at noon") + Item("2", "http://town.example/2", "B"));

        Assert.Equal([true, false], feed.Items.Select(item => item.IsAddressShared));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Parse_ArchiveInOneFeed_KeepsItsNewestItems(bool isOldestFirst)
    {
        var days = Enumerable.Range(0, 5_000).Select(i => new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(isOldestFirst ? i : 4_999 - i));

        var feed = Parse(string.Concat(days.Select(day => $"<item><guid isPermaLink='false'>{day:yyyyMMdd}</guid><title>Of {day:yyyyMMdd}</title><pubDate>{day:r}</pubDate></item>")));

        Assert.Equal(1_000, feed.Items.Length);
        Assert.Equal(new DateTimeOffset(2010, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(4_000), feed.Items.Min(item => item.Published));
        Assert.Contains(feed.Problems, problem => problem.Kind == FeedProblemKind.LimitReached && problem.Message.Contains("5000", StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_SmallFeedsAtRandom_NoKeyDependsOnTheItemsBefore()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            string? Pick(params string?[] of) => of[random.Next(of.Length)];
            var old = Enumerable.Range(0, random.Next(2, 6)).Select(i => Item(Pick("x", "y", null), Pick(Home, "http://town.example/1", null), $"T{i}")).ToList();
            var (id, url) = (Pick("x", "y", null), Pick("http://town.example/3", null));
            var fresh = Item(id, url, "Fresh");

            var before = Keys([.. old]);
            var after = Parse([fresh, .. old.Take(old.Count - 1)]).Items.Single(item => item.Title == "Fresh");

            Assert.Equal(old.Count, before.Length);

            // An id that no other item of the feed has is believed.
            Assert.True(!before.Contains(after.Key) || after.Key is "x" or "y", after.Key);
        }
    }

    private static string Item(string? id, string? url, string title) =>
        $"<item>{(id is null ? "" : $"<guid isPermaLink='false'>{id}</guid>")}{(url is null ? "" : $"<link>{url}</link>")}<title>{title}</title></item>";

    private static string[] Keys(params string[] items) => [.. Parse(items).Items.Select(item => item.Key)];

    private static ParsedFeed Parse(params string[] items)
    {
        var url = new Uri("https://feeds.example/rss");
        return FeedParser.Parse(new Page { Bytes = Encoding.UTF8.GetBytes($"<rss version='2.0'><channel>{string.Concat(items)}</channel></rss>"), Url = url, RequestedUrl = url });
    }
}
