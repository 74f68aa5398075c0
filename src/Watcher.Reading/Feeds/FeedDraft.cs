using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>What an adapter has found so far, with the rules that are the same for every format: limits, unique keys, missing ids.</summary>
internal sealed class FeedDraft(Uri pageBase)
{
    /// <summary>Before the web nothing was published on it; 1970 is what an empty field of a database looks like.</summary>
    private const int FirstYear = 1990;

    /// <summary>The clock that tells the future from the past is the worker's; this bound needs none.</summary>
    private const int LastYear = 2100;

    private readonly List<FeedItem> _items = [];
    private readonly List<FeedProblem> _problems = [];
    private readonly Dictionary<string, int> _repeated = new(StringComparer.Ordinal);
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    public Uri PageBase { get; } = pageBase;

    public ImmutableArray<FeedItem> Items => [.. _items];

    public ImmutableArray<FeedProblem> Problems => [.. _problems];

    public bool IsFull => _items.Count >= FeedLimits.MaxItems;

    public void Report(FeedProblemKind kind, string message)
    {
        if (_problems.Count < FeedLimits.MaxProblems || kind is FeedProblemKind.LimitReached or FeedProblemKind.NotAFeed)
        {
            _problems.Add(new(kind, message));
        }
    }

    /// <summary>Says that items were left out because the draft is full.</summary>
    public void ReportRest() => Report(FeedProblemKind.LimitReached, $"more than {FeedLimits.MaxItems} items: the rest is left out");

    /// <param name="id">The feed's own id of the item, if it has one.</param>
    /// <param name="item">With an empty key: it is made here.</param>
    public void Add(string? id, FeedItem item)
    {
        var key = string.IsNullOrWhiteSpace(id) ? item.Url?.AbsoluteUri ?? KeyOfText(item) : WithFoldedScheme(FeedText.OneLine(id));
        if (key is null)
        {
            Report(FeedProblemKind.EmptyItem, $"item {_items.Count + 1} has neither id nor address nor text");
            key = "empty:" + _keys.Count.ToString(CultureInfo.InvariantCulture);
        }

        if (_keys.Add(key))
        {
            _items.Add(item with { Key = key });
            return;
        }

        // Some feeds give every item one id. Then the address tells them apart; what has that too is the same item twice.
        if (item.Url is { } url)
        {
            key += " " + url.AbsoluteUri;
            if (_keys.Add(key))
            {
                _items.Add(item with { Key = key });
            }

            return;
        }

        // Without an address nobody can say that it is the same; the number is the same at every poll that lists as many.
        _repeated[key] = _repeated.GetValueOrDefault(key, 1) + 1;
        key = string.Create(CultureInfo.InvariantCulture, $"{key} #{_repeated[key]}");
        if (_keys.Add(key))
        {
            _items.Add(item with { Key = key });
        }
    }

    /// <summary>Null for what cannot be read or cannot be: the item then counts from the time it is first seen, and the feed is reported.</summary>
    public DateTimeOffset? Date(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        var date = FeedDate.Read(written);
        if (date is null)
        {
            Report(FeedProblemKind.UnreadableDate, $"cannot read the date \"{Shown(written)}\"");
        }
        else if (date.Value.Year is < FirstYear or > LastYear)
        {
            Report(FeedProblemKind.AbsurdDate, $"nothing was published on the web at \"{Shown(written)}\"");
            return null;
        }

        return date;
    }

    public Uri? Address(string? written, FeedElement? where)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        var address = FeedAddress.Resolve(written, where?.Base(PageBase) ?? PageBase);
        if (address is null)
        {
            Report(FeedProblemKind.UnusableAddress, $"not an http address: \"{Shown(written)}\"");
        }

        return address;
    }

    /// <summary>
    /// A scheme means the same in any case, and a key must not change when a server begins to write it otherwise. Should two items differ in
    /// nothing else, their addresses still tell them apart.
    /// </summary>
    private static string WithFoldedScheme(string id) => id.IndexOf("://", StringComparison.Ordinal) is var end and > 0 and <= 5
        ? string.Concat(id[..end].ToLowerInvariant(), id[end..]) : id;

    private static string Shown(string text) => FeedText.OneLine(text) is { Length: > 80 } line ? line[..80] + "…" : FeedText.OneLine(text);

    /// <summary>Stable while title and date stay: what a feed without ids and addresses can be held to.</summary>
    private static string? KeyOfText(FeedItem item)
    {
        var text = item.Title.Length > 0 ? item.Title : item.Summary ?? item.Content;
        if (text is null)
        {
            return null;
        }

        var date = (item.Published ?? item.Updated)?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return "text:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + "\n" + date)))[..32];
    }
}
