using System.Globalization;
using System.Net;

namespace Watcher.Worker.Tests.Support;

/// <summary>An outlet on the loopback server: a feed and its pages, in words of our own.</summary>
/// <param name="server">Where it answers.</param>
/// <param name="name">Begins its paths.</param>
/// <param name="text">Which text it prints; outlets with the same one print copies. Null: its own.</param>
internal sealed class SampleOutlet(LoopbackServer server, string name, int? text = null)
{
    /// <summary>What an outlet tells around the sentence: each in its own words, or they would be copies of one text.</summary>
    private static readonly (string Before, string After)[] s_surroundings =
    [
        ("The water has been rising along the lower valley since the beginning of the week, and the roads to the north are closed.",
            "Volunteers carried sandbags to the old bridge through the night while the fire brigade pumped out the cellars of the school."),
        ("After four days of rain the river left its bed near the mill, where the gauge had stood at red since Tuesday evening.",
            "Trains end two stations early, and the county has opened the sports hall to families from the lower streets."),
        ("Shops in the market street stayed shut on Saturday as mud was shovelled out of doorways and cars were towed away.",
            "Engineers will look at the dam once the level has fallen; until then nobody may cross by the footbridge."),
    ];

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

    /// <summary>Another text at the address of an article; the feed says nothing of it.</summary>
    public void Edit(string slug, DateTimeOffset published, string sentence) =>
        server.On($"/{name}/{slug}", LoopbackReply.Text(Page($"The river at Dravec: {slug}", published, sentence)));

    /// <summary>Another headline in the feed for a listed article.</summary>
    public void Retitle(string slug, string title)
    {
        var index = _items.FindIndex(item => item.Path == $"/{name}/{slug}");
        _items[index] = _items[index] with { Title = title };
        server.On($"/{name}/feed", LoopbackReply.Text(Rss(), "application/rss+xml"));
    }

    private string Rss() =>
        $"""
        <?xml version="1.0"?><rss version="2.0"><channel><title>{name}</title><link>{server.At("/")}</link>
        {string.Concat(_items.Select(item => $"<item><title>{item.Title}</title><link>{server.At(item.Path)}</link><guid>{name}{item.Path}</guid><pubDate>{item.Published.ToString("r", CultureInfo.InvariantCulture)}</pubDate></item>\n"))}
        </channel></rss>
        """;

    private (string Before, string After) Surroundings => s_surroundings[text ?? (name[^1] % s_surroundings.Length)];

    private string Page(string title, DateTimeOffset published, string sentence) =>
        $"""
        <!doctype html><html lang="en"><head><title>{WebUtility.HtmlEncode(title)}</title>
        <meta property="article:published_time" content="{published:O}"></head><body><nav><a href="/">Home</a></nav><article>
        <h1>{WebUtility.HtmlEncode(title)}</h1>
        <p>{Surroundings.Before}</p>
        <p>{WebUtility.HtmlEncode(sentence)}</p>
        <p>{Surroundings.After}</p>
        </article></body></html>
        """;
}
