using System.Globalization;
using System.Text;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Feeds;

/// <summary>The feeds of <c>Unseen/</c>, field by field as <c>expected.yaml</c> says.</summary>
public class UnseenFeedsTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Feeds", "Unseen");

    private static readonly ExpectedFeed[] s_expected = RuleFile.Read<ExpectedFile>(Path.Combine(s_folder, "expected.yaml")).Feeds;

    public static TheoryData<string> Files => [.. s_expected.Select(feed => feed.File)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Parse_FeedOfAGenerator_ReadsWhatItSays(string file)
    {
        var expected = s_expected.Single(feed => feed.File == file);

        var feed = FeedParser.Parse(PageOf(expected));

        var wrong = Differences(expected, feed).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Fixtures_AllStandInTheList() => Assert.Equal(
        Directory.EnumerateFiles(s_folder).Select(path => Path.GetFileName(path)!).Where(name => name != "expected.yaml").Order(StringComparer.Ordinal),
        s_expected.Select(feed => feed.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Parse_TwiceTheSameFeed_GivesTheSameKeys() => Assert.All(s_expected, expected =>
        Assert.Equal(FeedParser.Parse(PageOf(expected)).Items.Select(item => item.Key), FeedParser.Parse(PageOf(expected)).Items.Select(item => item.Key)));

    private static Page PageOf(ExpectedFeed expected)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var url = new Uri($"https://feeds.example/{expected.File}");
        var page = new Page
        {
            Bytes = Encoding.GetEncoding(expected.Encoding).GetBytes(File.ReadAllText(Path.Combine(s_folder, expected.File))),
            Url = url,
            RequestedUrl = url,
        };
        return expected.ContentType is { } type ? page.WithContentType(type) : page;
    }

    private static IEnumerable<string> Differences(ExpectedFeed expected, ParsedFeed feed)
    {
        string?[] found =
        [
            Difference("format", expected.Format, feed.Format.ToString()),
            Difference("title", expected.Title, feed.Title),
            Difference("url", expected.Url, feed.Url?.AbsoluteUri),
            Difference("language", expected.Language, feed.Language),
            Difference("every_minutes", expected.EveryMinutes?.ToString(CultureInfo.InvariantCulture), feed.TimeToLive?.TotalMinutes.ToString(CultureInfo.InvariantCulture)),
            Difference("problems", string.Join(", ", expected.Problems), string.Join(", ", feed.Problems.Select(problem => problem.Kind))),
            Difference("items", expected.Items.Length.ToString(CultureInfo.InvariantCulture), feed.Items.Length.ToString(CultureInfo.InvariantCulture)),
            .. expected.Items.Zip(feed.Items).SelectMany(pair => new[]
            {
                Difference("key", pair.First.Key, pair.Second.Key),
                Difference("title", pair.First.Title, pair.Second.Title),
                Difference("url", pair.First.Url, pair.Second.Url?.AbsoluteUri ?? ""),
                Difference("author", pair.First.Author, pair.Second.Author),
                Difference("published", pair.First.Published, Second(pair.Second.Published)),
                Difference("updated", pair.First.Updated, Second(pair.Second.Updated)),
                Difference("summary", pair.First.Summary, FeedFragment.Text(pair.Second.Summary ?? "")),
                Difference("content", pair.First.Content, FeedFragment.Text(pair.Second.Content ?? "")),
                Difference("enclosures", pair.First.Enclosures is null ? null : string.Join(' ', pair.First.Enclosures), string.Join(' ', pair.Second.Enclosures.Select(e => e.Url.AbsoluteUri))),
            }),
        ];
        return found.OfType<string>();
    }

    private static string Second(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Null when they are the same, or nothing is expected.</summary>
    private static string? Difference(string field, string? expected, string? found) =>
        expected is null || expected == found ? null : $"{field}: expected \"{expected}\", found \"{found}\"";

    private sealed record ExpectedFile
    {
        public required ExpectedFeed[] Feeds { get; init; }
    }

    private sealed record ExpectedFeed
    {
        public required string File { get; init; }

        /// <summary>The file's text is turned into bytes of this encoding, without a mark.</summary>
        public string Encoding { get; init; } = "utf-8";

        public string? ContentType { get; init; }

        public required string Format { get; init; }

        public required string Title { get; init; }

        public string? Url { get; init; }

        public string? Language { get; init; }

        public int? EveryMinutes { get; init; }

        public string[] Problems { get; init; } = [];

        public required ExpectedItem[] Items { get; init; }
    }

    private sealed record ExpectedItem
    {
        public string? Key { get; init; }

        public string? Title { get; init; }

        public string? Url { get; init; }

        public string? Author { get; init; }

        public string? Published { get; init; }

        public string? Updated { get; init; }

        public string? Summary { get; init; }

        public string? Content { get; init; }

        public string[]? Enclosures { get; init; }
    }
}
