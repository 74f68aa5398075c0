using System.Globalization;
using System.Net;

namespace Watcher.Worker.Tests.Support;

/// <summary>An outlet on the loopback server: a feed and its pages, in words of our own.</summary>
internal sealed class SampleOutlet(LoopbackServer server, string name)
{
    private readonly List<(string Path, string Title, DateTimeOffset Published)> _items = [];

    public Uri Feed => server.At($"/{name}/feed");

    /// <summary>Adds an article whose body holds <paramref name="sentence"/>, and lists it in the feed.</summary>
    public Uri Publish(string slug, DateTimeOffset published, string sentence, bool isPageMissing = false)
    {
        var path = $"/{name}/{slug}";
        _items.Add((path, $"The river at Dravec: {slug}", published));
        if (!isPageMissing)
        {
            server.On(path, LoopbackReply.Text(Page($"The river at Dravec: {slug}", published, sentence)));
        }

        server.On($"/{name}/feed", LoopbackReply.Text(Rss(), "application/rss+xml"));
        return server.At(path);
    }

    private string Rss() =>
        $"""
        <?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title><link>{server.At("/")}</link>
        {string.Concat(_items.Select(item => $"<item><title>{item.Title}</title><link>{server.At(item.Path)}</link><guid>{name}{item.Path}</guid><pubDate>{item.Published.ToString("r", CultureInfo.InvariantCulture)}</pubDate></item>\n"))}
        </channel></rss>
        """;

    private static string Page(string title, DateTimeOffset published, string sentence) =>
        $"""
        <!doctype html><html lang="en"><head><title>{WebUtility.HtmlEncode(title)}</title>
        <meta property="article:published_time" content="{published:O}"></head><body><nav><a href="/">Home</a></nav><article>
        <h1>{WebUtility.HtmlEncode(title)}</h1>
        <p>The water has been rising along the lower valley since the beginning of the week, and the roads to the north are closed.</p>
        <p>{WebUtility.HtmlEncode(sentence)}</p>
        <p>Volunteers carried sandbags to the old bridge through the night while the fire brigade pumped out the cellars of the school.</p>
        </article></body></html>
        """;
}
