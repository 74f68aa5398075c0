using System.Collections.Immutable;
using System.Globalization;

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
    private bool _isFull;

    public Uri PageBase { get; } = pageBase;

    public ImmutableArray<FeedProblem> Problems => [.. _problems];

    /// <summary>Whether no item more is taken; says so the first time.</summary>
    public bool IsFull
    {
        get
        {
            if (_items.Count >= FeedLimits.MaxRead && !_isFull)
            {
                _isFull = true;
                Report(FeedProblemKind.LimitReached, $"more than {FeedLimits.MaxRead} items: the rest is left out");
            }

            return _isFull;
        }
    }

    public void Report(FeedProblemKind kind, string message)
    {
        if (_problems.Count < FeedLimits.MaxProblems || kind is FeedProblemKind.LimitReached or FeedProblemKind.NotAFeed)
        {
            _problems.Add(new(kind, message));
        }
    }

    /// <param name="id">The feed's own id of the item, if it has one.</param>
    /// <param name="item">With an empty key: it is made here.</param>
    public void Add(string? id, FeedItem item)
    {
        var key = string.IsNullOrWhiteSpace(id) ? item.Url?.AbsoluteUri ?? FeedKeys.OfText(item) : WithFoldedScheme(FeedText.OneLine(id));
        if (key is null)
        {
            Report(FeedProblemKind.EmptyItem, $"item {_items.Count + 1} has neither id nor address nor text");
            key = "empty:" + _items.Count.ToString(CultureInfo.InvariantCulture);
        }

        _items.Add(item with { Key = key });
    }

    /// <summary>The items with unique keys; of more than are kept, the newest.</summary>
    /// <param name="home">The page that the feed belongs to.</param>
    public ImmutableArray<FeedItem> Finish(Uri? home)
    {
        var items = FeedKeys.Unique(_items, home);
        if (items.Count <= FeedLimits.MaxItems)
        {
            return [.. items];
        }

        // An archive in one feed may have its newest items last. Those without a date count as new: leaving them out would lose them for good.
        Report(FeedProblemKind.LimitReached, $"{items.Count} items: only the {FeedLimits.MaxItems} newest are read");
        var kept = items.OrderByDescending(item => item.Published ?? item.Updated ?? DateTimeOffset.MaxValue).Take(FeedLimits.MaxItems).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. items.Where(kept.Contains)];
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
            Report(FeedProblemKind.UnreadableDate, $"cannot read the date \"{FeedText.Shown(written)}\"");
        }
        else if (date.Value.Year is < FirstYear or > LastYear)
        {
            Report(FeedProblemKind.AbsurdDate, $"nothing was published on the web at \"{FeedText.Shown(written)}\"");
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
            Report(FeedProblemKind.UnusableAddress, $"not an http address: \"{FeedText.Shown(written)}\"");
        }

        return address;
    }

    /// <summary>
    /// A scheme means the same in any case, and a key must not change when a server begins to write it otherwise. Should two items differ in
    /// nothing else, their addresses still tell them apart.
    /// </summary>
    private static string WithFoldedScheme(string id) => id.IndexOf("://", StringComparison.Ordinal) is var end and > 0 and <= 5
        ? string.Concat(id[..end].ToLowerInvariant(), id[end..]) : id;
}
