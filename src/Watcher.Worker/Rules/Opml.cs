using System.Xml;
using System.Xml.Linq;

namespace Watcher.Worker.Rules;

/// <summary>One feed of an OPML file.</summary>
/// <param name="Title">What the outline is called; the host when it has no name.</param>
/// <param name="Tags">Names of the folders it lies in, outermost first.</param>
/// <param name="Own">What <see cref="Opml.Write"/> kept of a feed of ours, by key; empty for other programs' files.</param>
internal sealed record OpmlFeed(string Title, Uri Url, IReadOnlyList<string> Tags, IReadOnlyDictionary<string, string> Own);

/// <summary>Lists of feeds as feed readers exchange them: OPML 1.0 and 2.0.</summary>
internal static class Opml
{
    public const int MaxCharacters = 5 * 1024 * 1024;

    private const int MaxOutlines = 10_000;
    private const int MaxDepth = 16;

    private static readonly XNamespace s_own = "https://watcher.example.org/opml/1";

    /// <summary>Every feed of the file in its order; outlines without a web address are folders or remarks.</summary>
    /// <exception cref="FormatException">Not OPML, or larger than a list of feeds can be; with line and column where known.</exception>
    public static IReadOnlyList<OpmlFeed> Read(Stream input)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters };
        try
        {
            using var reader = XmlReader.Create(input, settings);
            return Outlines(reader);
        }
        catch (XmlException e)
        {
            throw new FormatException(FormattableString.Invariant($"{e.LineNumber}:{e.LinePosition}: {e.Message}"), e);
        }
    }

    /// <summary>OPML 2.0 with every feed under its first tag; what OPML has no word for stands in attributes of our namespace.</summary>
    public static string Write(FeedsFile feeds, string title)
    {
        var outlets = feeds.Outlets.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var body = new XElement("body");
        foreach (var folder in feeds.Feeds.GroupBy(f => string.Join('/', f.Tags)))
        {
            var parent = body;
            foreach (var tag in folder.First().Tags)
            {
                var inner = parent.Elements("outline").FirstOrDefault(o => o.Attribute("xmlUrl") is null && (string?)o.Attribute("text") == tag);
                if (inner is null)
                {
                    parent.Add(inner = new XElement("outline", new XAttribute("text", tag)));
                }

                parent = inner;
            }

            foreach (var feed in folder)
            {
                parent.Add(Outline(feed, outlets.GetValueOrDefault(feed.Outlet)));
            }
        }

        var document = new XElement("opml", new XAttribute("version", "2.0"), new XAttribute(XNamespace.Xmlns + "watcher", s_own.NamespaceName),
            new XElement("head", new XElement("title", title)), body);
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{document}\n";
    }

    private static List<OpmlFeed> Outlines(XmlReader reader)
    {
        var feeds = new List<OpmlFeed>();
        var folders = new Stack<(int Depth, string? Name)>();
        var (count, isOpml) = (0, false);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            isOpml |= reader.Depth == 0 && reader.LocalName == "opml";
            if (!isOpml)
            {
                throw new FormatException($"the file is no OPML: it begins with <{reader.LocalName}>");
            }

            if (reader.LocalName != "outline")
            {
                continue;
            }

            while (folders.TryPeek(out var top) && top.Depth >= reader.Depth)
            {
                folders.Pop();
            }

            if (++count > MaxOutlines || folders.Count > MaxDepth)
            {
                throw new FormatException(count > MaxOutlines ? $"more than {MaxOutlines} outlines" : $"outlines nested deeper than {MaxDepth}");
            }

            var name = reader.GetAttribute("text") ?? reader.GetAttribute("title");
            if (Address(reader) is { } url)
            {
                feeds.Add(new OpmlFeed(name is { Length: > 0 } ? name : url.Host, url, [.. folders.Reverse().Select(f => f.Name).OfType<string>()], Own(reader)));
                folders.Push((reader.Depth, null));   // what lies below a feed is not in a folder of its name
            }
            else
            {
                folders.Push((reader.Depth, string.IsNullOrWhiteSpace(name) ? null : name.Trim()));
            }
        }

        return isOpml ? feeds : throw new FormatException("the file is no OPML: it is empty");
    }

    private static Uri? Address(XmlReader reader)
    {
        // Old programs write xmlurl; OPML 1.0 lists of links write url with a type.
        var written = reader.GetAttribute("xmlUrl") ?? reader.GetAttribute("xmlurl") ?? (reader.GetAttribute("type") is "rss" or "atom" ? reader.GetAttribute("url") : null);
        return written is not null && Checks.ConfigValues.IsWebAddress(written.Trim()) ? new Uri(written.Trim()) : null;
    }

    private static Dictionary<string, string> Own(XmlReader reader)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == s_own.NamespaceName)
            {
                own[reader.LocalName] = reader.Value;
            }
        }

        reader.MoveToElement();
        return own;
    }

    private static XElement Outline(FeedEntry feed, OutletEntry? outlet)
    {
        var outline = new XElement("outline", new XAttribute("type", "rss"), new XAttribute("text", outlet?.Name ?? feed.Id), new XAttribute("xmlUrl", feed.Url));
        void Own(string name, string? value)
        {
            if (value is not null)
            {
                outline.Add(new XAttribute(s_own + name, value));
            }
        }

        Own("id", feed.Id);
        Own("outlet", feed.Outlet);
        Own("kind", outlet?.Kind);
        Own("country", outlet?.Country);
        Own("owner", outlet?.Owner);
        Own("party", outlet?.Party is "none" ? null : outlet?.Party);
        Own("language", feed.Language);
        Own("every", feed.Every);
        Own("timeout", feed.Timeout);
        Own("max_size", feed.MaxSize);
        Own("first_poll", feed.FirstPoll);
        Own("full_text", feed.FullText ? null : "false");
        Own("enabled", feed.Enabled ? null : "false");
        Own("lists", feed.Lists.Length == 0 ? null : string.Join(' ', feed.Lists));
        return outline;
    }
}
