using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>
/// Makes the keys of one feed's items unique. No key may depend on which other items stand before it in the feed: the next poll lists others,
/// and an item that takes over the key of a known one would never be read.
/// </summary>
internal static class FeedKeys
{
    /// <summary>So many items with different titles at one address are not one article that was listed again.</summary>
    private const int LeastShared = 3;

    /// <summary>Stable while title and date stay: what a feed without ids and addresses can be held to. Null for an item without words.</summary>
    public static string? OfText(FeedItem item)
    {
        var text = item.Title.Length > 0 ? item.Title : item.Summary ?? item.Content;
        if (text is null)
        {
            return null;
        }

        var date = (item.Published ?? item.Updated)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return "text:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + "\n" + date)))[..32];
    }

    /// <summary>
    /// Some feeds give every item one id, or one address, or both: then the address tells them apart, and what has that too the words. Items
    /// alike in all of it are one. Without words or without an address nobody can say that they are the same, and all stay.
    /// </summary>
    public static List<FeedItem> Unique(List<FeedItem> items, Uri? home)
    {
        MarkShared(items, home);
        if (!HasTwins(items))
        {
            return items;
        }

        Tell(items, item => item.Url is { } url && item.Key != url.AbsoluteUri ? $"{item.Key} {url.AbsoluteUri}" : item.Key);
        Tell(items, item => OfText(item) is { } text && item.Key != text ? $"{item.Key} {text}" : item.Key);
        var kept = new List<FeedItem>(items.Count);
        var met = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(met, item.Key, out _);
            times++;
            if (times == 1)
            {
                kept.Add(item);
            }
            else if (item.Url is null || OfText(item) is null)
            {
                // The number is the same at every poll that lists as many.
                kept.Add(item with { Key = string.Create(CultureInfo.InvariantCulture, $"{item.Key} #{times}") });
            }
        }

        return [.. kept.DistinctBy(item => item.Key, StringComparer.Ordinal)];   // an id may look like one of ours
    }

    private static bool HasTwins(List<FeedItem> items)
    {
        var met = new HashSet<string>(items.Count, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (!met.Add(item.Key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives longer keys to all items that share one, where those differ. All, because the first of them is another at the next poll.</summary>
    private static void Tell(List<FeedItem> items, Func<FeedItem, string> longer)
    {
        foreach (var twins in Enumerable.Range(0, items.Count).GroupBy(i => items[i].Key, StringComparer.Ordinal).Where(group => group.Skip(1).Any()).ToList())
        {
            var keys = twins.Select(i => longer(items[i])).ToList();
            if (keys.Distinct(StringComparer.Ordinal).Skip(1).Any())
            {
                foreach (var (i, key) in twins.Zip(keys))
                {
                    items[i] = items[i] with { Key = key };
                }
            }
        }
    }

    /// <summary>Notes the items whose address is the feed's home, or stands under many titles: it says nothing of which article is meant.</summary>
    private static void MarkShared(List<FeedItem> items, Uri? home)
    {
        // As written: the escaped form of an address is made for those only that need it.
        var (ownPage, met, hasTwins) = (home is null ? "" : Written(home), new HashSet<string>(items.Count, StringComparer.Ordinal), false);
        foreach (var item in items)
        {
            hasTwins |= item.Url is { } url && (!met.Add(Written(url)) || Written(url) == ownPage);
        }

        if (!hasTwins)
        {
            return;
        }

        var shared = items.Where(item => item.Url is not null).GroupBy(item => Written(item.Url!), StringComparer.Ordinal)   // just looked at
            .Where(group => group.Key == ownPage || (Titles(group) is var titles && titles > 1 && (titles >= LeastShared || group.Count() == items.Count)))
            .Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < items.Count && shared.Count > 0; i++)
        {
            if (items[i].Url is { } url && shared.Contains(Written(url)))
            {
                items[i] = items[i] with { IsAddressShared = true };
            }
        }
    }

    private static string Written(Uri url) => url.OriginalString is [.. var text, '/'] ? text : url.OriginalString;

    private static int Titles(IEnumerable<FeedItem> items) => items.Select(item => item.Title).Distinct(StringComparer.Ordinal).Count();
}
