using static Watcher.Reading.Feeds.Vocabulary;

namespace Watcher.Reading.Feeds;

/// <summary>
/// The Channel Definition Format of 1997: addresses and dates stand in attributes. Out of use, so only what an item needs is read, and the
/// feed is reported.
/// </summary>
internal static class CdfAdapter
{
    /// <summary>A channel of RSS has its address in an element.</summary>
    public static bool Is(FeedElement root) => root.Attribute("href") is not null || root.All(Core, "item").Any(item => item.Attribute("href") is not null);

    public static ParsedFeed Read(FeedElement root, FeedDraft draft)
    {
        draft.Report(FeedProblemKind.ObsoleteFormat, "Channel Definition Format (CDF), a format out of use: only titles, addresses, abstracts and dates are read");
        var above = FeedAddress.Resolve(root.Attribute("base"), draft.PageBase) ?? draft.PageBase;
        foreach (var item in root.All(Core, "item"))
        {
            if (draft.IsFull)
            {
                break;
            }

            if (!item.IsCutOff)
            {
                draft.Add(null, new FeedItem
                {
                    Key = "",
                    Title = FeedText.Line(item.First(Core, "title")),
                    Url = FeedAddress.Resolve(item.Attribute("href") ?? item.First(Core, "a")?.Attribute("href"), above),
                    Updated = draft.Date(item.Attribute("lastmod")),
                    Summary = FeedText.Fragment(item.First(Core, "abstract")),
                });
            }
        }

        return new ParsedFeed
        {
            Format = FeedFormat.Cdf,
            Charset = "",
            Title = FeedText.Line(root.First(Core, "title")),
            Url = FeedAddress.Resolve(root.Attribute("href"), above),
            Language = root.Language(),
        };
    }
}
