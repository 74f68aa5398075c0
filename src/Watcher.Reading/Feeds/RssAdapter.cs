using System.Collections.Immutable;
using System.Globalization;
using static Watcher.Reading.Feeds.Vocabulary;

namespace Watcher.Reading.Feeds;

/// <summary>RSS 0.9x and 2.0, and RDF (RSS 1.0): the same items in another wrapping. Dublin Core, Atom and media elements help out.</summary>
internal static class RssAdapter
{
    public static ParsedFeed Read(FeedElement root, FeedDraft draft)
    {
        var channel = root.Name == "channel" ? root : root.First(Core, "channel") ?? root;
        ReadItems(channel.All(Core, "item").Concat(root == channel ? [] : root.All(Core, "item")), channel, draft);
        return Describe(channel, draft) with
        {
            Format = FeedFormat.Rss,
            Version = root.Attribute("version")?.Trim() is { Length: <= 10 } version ? version : "",
            Language = Language(channel),
        };
    }

    public static ParsedFeed ReadRdf(FeedElement root, FeedDraft draft)
    {
        var channel = root.First(Core, "channel") ?? root;
        ReadItems(root.All(Core, "item").Concat(channel == root ? [] : channel.All(Core, "item")), channel, draft);
        return Describe(channel, draft) with { Format = FeedFormat.Rdf, Version = "1.0", Language = Language(channel) };
    }

    private static ParsedFeed Describe(FeedElement channel, FeedDraft draft) => new()
    {
        Format = FeedFormat.Rss,
        Charset = "",
        Title = FeedText.Line(channel.FirstFilled((Core, "title"), (DublinCore, "title"), (Atom, "title"))),
        Url = Link(channel, draft),
        TimeToLive = TimeToLive(channel),
    };

    private static string? Language(FeedElement channel) =>
        FeedText.Line(channel.FirstFilled((Core, "language"), (DublinCore, "language"))) is { Length: > 0 } tag ? tag : channel.Language();

    private static void ReadItems(IEnumerable<FeedElement> items, FeedElement channel, FeedDraft draft)
    {
        var channelAuthor = Author(channel);
        foreach (var item in items)
        {
            if (draft.IsFull)
            {
                return;
            }

            // Half an item would come back whole under the same key and be taken for known.
            if (!item.IsCutOff)
            {
                ReadItem(item, channelAuthor, draft);
            }
        }
    }

    private static void ReadItem(FeedElement item, string? channelAuthor, FeedDraft draft)
    {
        var guid = item.FirstFilled((Core, "guid"));
        var id = guid?.Text().Trim() ?? item.FirstFilled((Atom, "id"), (DublinCore, "identifier"))?.Text().Trim() ?? About(item, draft);
        var isPermaLink = guid is not null && !string.Equals(guid.Attribute("ispermalink")?.Trim(), "false", StringComparison.OrdinalIgnoreCase)
            && FeedAddress.IsAbsolute(guid.Text().Trim());
        var (summary, content) = Texts(item);
        draft.Add(id, new FeedItem
        {
            Key = "",
            Title = FeedText.Line(item.FirstFilled((Core, "title"), (DublinCore, "title"), (Media, "title"), (Podcast, "title"), (Atom, "title"))
                ?? Below(item, "title")),
            Url = Link(item, draft) ?? (isPermaLink ? FeedAddress.Resolve(guid!.Text(), draft.PageBase) : null)   // not null: isPermaLink says so
                ?? FeedAddress.Resolve(item.Attribute("rdf:about"), draft.PageBase),
            Published = FirstDate(item, draft, (Core, "pubdate"), (DublinCore, "issued"), (DublinCore, "date"), (DublinCore, "created"),
                (Atom, "published"), (Core, "published"), (Core, "date")),
            Updated = FirstDate(item, draft, (Atom, "updated"), (DublinCore, "modified"), (Core, "lastbuilddate"), (Core, "updated")),
            Author = Author(item) ?? channelAuthor,
            Summary = summary,
            Content = content,
            Enclosures = Enclosures(item, draft),
        });
    }

    /// <summary>The original address when a counting service put its own in its place, else the link.</summary>
    private static Uri? Link(FeedElement element, FeedDraft draft)
    {
        if (element.FirstFilled((FeedBurner, "origlink")) is { } original && FeedAddress.Resolve(original.Text(), draft.PageBase) is { } before)
        {
            return before;
        }

        for (var link = element.FirstChild; link is not null; link = link.Next)
        {
            if (link.Is(Core, "link") && IsAlternate(link) && draft.Address(link.IsBlank ? link.Attribute("href") : link.Text(), link) is { } found)
            {
                return found;
            }
        }

        var alternate = element.All(Atom, "link").FirstOrDefault(IsAlternate);
        return alternate is null ? null : draft.Address(alternate.Attribute("href"), alternate);
    }

    /// <summary>Whether a link leads to what the element is about; others are its machinery. Relations have a long form too.</summary>
    public static bool IsAlternate(FeedElement link) => link.Attribute("rel")?.Trim().ToLowerInvariant() is null or "" or "alternate" or "http://www.iana.org/assignments/relation/alternate";

    /// <summary>The first that says anything anywhere below: what a picture or a source is called is better than no title.</summary>
    private static FeedElement? Below(FeedElement element, string name)
    {
        foreach (var child in element.Children)
        {
            if ((child.Is(Core, name) && !child.IsBlank ? child : child.HasElements ? Below(child, name) : null) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string? About(FeedElement item, FeedDraft draft) => item.Attribute("rdf:about")?.Trim() switch
    {
        null or "" => null,
        var about when FeedAddress.IsAbsolute(about) => about,
        var about => FeedAddress.Resolve(about, item.Base(draft.PageBase))?.OriginalString ?? about,
    };

    /// <summary>The shorter text as summary, the longer as content, by the element that carries them.</summary>
    private static (string? Summary, string? Content) Texts(FeedElement item)
    {
        var description = FeedText.Fragment(item.FirstFilled((Core, "description"), (DublinCore, "description")));
        var content = FeedText.Fragment(item.FirstFilled((Content, "encoded"), (Yandex, "full-text"), (Xhtml, "body"), (Core, "fullitem"), (Core, "fulltext"), (Core, "full-text"), (Core, "content"), (Atom, "content")))
            ?? (item.FirstFilled((Core, "body")) is { } body ? FeedText.Fragment(body) : null);
        var summary = FeedText.Fragment(item.FirstFilled((Core, "summary"), (Atom, "summary"), (Podcast, "summary")))
            ?? FeedText.Fragment(item.FirstFilled((Podcast, "subtitle"), (Media, "description")));
        return content is null && description is not null && item.FirstFilled((Core, "summary"), (Atom, "summary")) is not null
            ? (summary, description) : (description ?? summary, content);
    }

    private static DateTimeOffset? FirstDate(FeedElement item, FeedDraft draft, params ReadOnlySpan<(Vocabulary Vocabulary, string Name)> names)
    {
        foreach (var name in names)
        {
            if (item.FirstFilled(name) is { } written && draft.Date(written.Text()) is { } date)
            {
                return date;
            }
        }

        return null;
    }

    private static string? Author(FeedElement element)
    {
        var name = element.FirstFilled((DublinCore, "creator"), (Core, "author"), (DublinCore, "author"), (Podcast, "author"));
        if (name is not null)
        {
            // A name may hold <…> around an address: that is no markup.
            return FeedText.OneLine(name.HasElements ? name.Text() : System.Net.WebUtility.HtmlDecode(name.Text()));
        }

        return AtomAdapter.Persons(element.All(Atom, "author"));
    }

    /// <summary>Enclosures, then media, then links that enclose; each address once.</summary>
    private static ImmutableArray<FeedEnclosure> Enclosures(FeedElement item, FeedDraft draft)
    {
        if (!item.MayHave("enclosure") && !item.MayHave("content") && !item.MayHave("group") && !item.MayHave("link"))
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<FeedEnclosure>();
        AddAll(item, Core, "enclosure");
        AddAll(item, Media, "content");
        for (var child = item.FirstChild; child is not null; child = child.Next)
        {
            if (child.Is(Media, "group"))
            {
                AddAll(child, Media, "content");
            }
        }

        for (var link = item.FirstChild; link is not null; link = link.Next)
        {
            if (link.Is(Atom, "link") && link.Attribute("rel") == "enclosure")
            {
                AddEnclosure(found, draft.Address(link.Attribute("href"), link), link.Attribute("type"), link.Attribute("length"));
            }
        }

        return found.ToImmutable();

        void AddAll(FeedElement parent, Vocabulary vocabulary, string name)
        {
            for (var child = parent.FirstChild; child is not null; child = child.Next)
            {
                if (child.Is(vocabulary, name))
                {
                    var url = draft.Address(child.Attribute("url") ?? child.Attribute("href"), child);
                    AddEnclosure(found, url, child.Attribute("type"), child.Attribute("length") ?? child.Attribute("filesize"));
                }
            }
        }
    }

    public static void AddEnclosure(ImmutableArray<FeedEnclosure>.Builder found, Uri? url, string? type, string? length)
    {
        if (url is null || found.Count >= FeedLimits.MaxEnclosures)
        {
            return;
        }

        foreach (var known in found)
        {
            if (known.Url == url)
            {
                return;
            }
        }

        var isNumber = long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes);
        found.Add(new FeedEnclosure(url, string.IsNullOrWhiteSpace(type) ? null : FeedText.OneLine(type), isNumber ? bytes : null));
    }

    private static TimeSpan? TimeToLive(FeedElement channel)
    {
        if (Whole(channel.First(Core, "ttl")) is > 0 and var minutes)
        {
            return TimeSpan.FromMinutes(minutes);
        }

        TimeSpan? period = channel.First(Syndication, "updateperiod")?.Text().Trim().ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => null,
        };
        return period / Math.Max(1, Whole(channel.First(Syndication, "updatefrequency")) ?? 1);
    }

    private static int? Whole(FeedElement? element) =>
        int.TryParse(element?.Text().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
