using System.Net;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Feeds;

/// <summary>Finds the feeds that a web page names in its links.</summary>
internal static partial class FeedDiscovery
{
    /// <summary>A page lists one for itself, and a few for comments and sections.</summary>
    private const int MaxFeeds = 3;

    private static readonly string[] s_types = ["application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"];

    /// <summary>Their addresses, absolute, in the order of the page.</summary>
    public static List<string> Find(ReadOnlySpan<char> page, Uri pageBase)
    {
        var found = new List<string>();
        foreach (var match in Link().EnumerateMatches(page[..Math.Min(page.Length, FeedLimits.MaxLead)]))
        {
            var tag = page.Slice(match.Index, match.Length).ToString();
            if (Value(tag, Rel()).Contains("alternate", StringComparison.OrdinalIgnoreCase) && s_types.Contains(Value(tag, Type()).ToLowerInvariant())
                && FeedAddress.Resolve(Value(tag, Href()), pageBase) is { } address && !found.Contains(address.AbsoluteUri))
            {
                found.Add(address.AbsoluteUri);
                if (found.Count == MaxFeeds)
                {
                    break;
                }
            }
        }

        return found;
    }

    private static string Value(string tag, Regex attribute) => attribute.Match(tag) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["v"].Value).Trim() : "";

    [GeneratedRegex("<link\\s[^<>]{1,2000}>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Link();

    [GeneratedRegex("""\srel\s*=\s*["']?(?<v>[^"'>]{1,100})""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Rel();

    [GeneratedRegex("""\stype\s*=\s*["']?(?<v>[^"'\s>]{1,100})""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Type();

    [GeneratedRegex("""\shref\s*=\s*(?:"(?<v>[^"]{1,1000})"|'(?<v>[^']{1,1000})'|(?<v>[^\s"'>]{1,1000}))""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Href();
}
