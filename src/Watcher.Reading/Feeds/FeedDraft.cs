using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>What an adapter has found so far, with the rules that are the same for every format: limits, unique keys, missing ids.</summary>
internal sealed class FeedDraft(Uri pageBase)
{
    private readonly List<FeedItem> _items = [];
    private readonly List<FeedProblem> _problems = [];
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
        var key = string.IsNullOrWhiteSpace(id) ? item.Url?.AbsoluteUri ?? KeyOfText(item) : FeedText.OneLine(id);
        if (key is null)
        {
            Report(FeedProblemKind.EmptyItem, $"item {_items.Count + 1} has neither id nor address nor text");
            key = "empty:" + _keys.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (_keys.Add(key))
        {
            _items.Add(item with { Key = key });
            return;
        }

        // Some feeds give every item one id. Then the address tells them apart; what has that too is the same item twice.
        if (item.Url is { } url && _keys.Add(key + " " + url.AbsoluteUri))
        {
            _items.Add(item with { Key = key + " " + url.AbsoluteUri });
        }
    }

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

    private static string Shown(string text) => FeedText.OneLine(text) is { Length: > 80 } line ? line[..80] + "…" : FeedText.OneLine(text);

    /// <summary>Stable while title and date stay: what a feed without ids and addresses can be held to.</summary>
    private static string? KeyOfText(FeedItem item)
    {
        var text = item.Title.Length > 0 ? item.Title : item.Summary ?? item.Content;
        if (text is null)
        {
            return null;
        }

        var date = (item.Published ?? item.Updated)?.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return "text:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text + "\n" + date)))[..32];
    }
}
