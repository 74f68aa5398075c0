using System.Text;
using Watcher.Benchmarks.Mutations;
using Watcher.Reading.Feeds;
using Watcher.Reading.Pages;

namespace Watcher.Benchmarks;

/// <summary>Reads a feed, and checks what must hold of any.</summary>
internal static class FeedRobustness
{
    private static readonly Uri s_url = new("https://post.example/feed");

    public static int Run(IReadOnlyList<byte[]> feeds, int seed, int count, TextWriter output) =>
        MutationRun.Run("feeds", feeds, seed, count, Read, output) == 0 ? 0 : 1;

    /// <summary>The feeds of a folder and of those below it; what is damaged already counts too.</summary>
    public static List<byte[]> Documents(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".xml" or ".rss" or ".rdf" or ".atom" or ".json").Order(StringComparer.Ordinal).SelectMany(Encodings)];

    /// <summary>Throws when a result is not sound.</summary>
    public static ParsedFeed Read(byte[] bytes)
    {
        var feed = FeedParser.Parse(new Page { Bytes = bytes, Url = s_url, RequestedUrl = s_url });
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in feed.Items)
        {
            if (item.Key.Length == 0 || !keys.Add(item.Key))
            {
                throw new InvalidOperationException($"The key \"{item.Key}\" is empty or stands twice.");
            }

            if (item.Url is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https")))
            {
                throw new InvalidOperationException($"The address {url} is not one of the web.");
            }

            if (item.Title.Contains('\n', StringComparison.Ordinal) || item.Published?.Year is < 1990 or > 2100)
            {
                throw new InvalidOperationException($"The title \"{item.Title}\" or the date {item.Published} is not sound.");
            }
        }

        return feed;
    }

    /// <summary>As it is, and as a server in another part of the world sends it.</summary>
    private static IEnumerable<byte[]> Encodings(string file)
    {
        var bytes = File.ReadAllBytes(file);
        yield return bytes;
        if (bytes.Length < 4_000)
        {
            yield return Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes));
        }
    }
}
