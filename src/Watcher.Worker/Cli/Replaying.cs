using System.Collections.Immutable;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Reading.Articles;

namespace Watcher.Worker.Cli;

/// <summary>An article of a replay, or a later version of one.</summary>
/// <param name="Id">As the input names it.</param>
/// <param name="Read">What the present rules see in it.</param>
/// <param name="Version">1 for an article, from 2 on for what its outlet changed.</param>
/// <param name="Moment">When a reader met it.</param>
/// <param name="IsContext">Read only because later articles are compared with it.</param>
internal sealed record ReplayItem(string Id, ReadText Read, int Version, DateTimeOffset Moment, bool IsContext);

/// <summary>Takes articles one after the other through an empty ledger and the present rules. Touches no store.</summary>
internal sealed class Replaying(RuleBook book)
{
    private readonly CopyFinder _copies = new();
    private readonly List<ReplayedItem> _items = [];

    /// <summary>The references that articles were recorded with: a copy takes the owner of its original.</summary>
    private readonly Dictionary<ArticleId, ArticleRef> _references = [];

    public InMemoryLedger Ledger { get; } = new(new ClaimComparer());

    /// <summary>In the order of <see cref="Add"/>, without those that were only context.</summary>
    public IReadOnlyList<ReplayedItem> Items => _items;

    public void Add(ReplayItem item)
    {
        var (reference, article) = (item.Read.Reference, item.Read.Article);
        Recording recording;
        var claims = item.Read.Trace.Claims;
        var all = claims;
        if (item.Version > 1)
        {
            reference = _references.GetValueOrDefault(reference.Id, reference);
            recording = Ledger.RecordEdit(reference, claims, item.Version, item.Moment, book.Comparison);
            claims = [.. recording.Findings.Select(finding => finding.Claim)];
        }
        else
        {
            (reference, claims) = _copies.Origin(reference, article.Text) is { } origin ? SharedOrigin.Adopt(reference, claims, origin) : (reference, claims);
            recording = Ledger.Record(reference, claims, item.Moment, book.Comparison);
            _references[reference.Id] = reference;
            all = claims;
        }

        if (!item.IsContext)
        {
            _items.Add(new ReplayedItem(
                new ReplayLines.ReplayedArticle(item.Id, item.Read.Detection, claims, recording) { ToGiven = article.ToSource }, reference, article, item.Version, item.Moment, all));
        }
    }

    /// <summary>What was recorded of one item.</summary>
    /// <param name="Line">For the line of the batch form.</param>
    /// <param name="Reference">As recorded.</param>
    /// <param name="AllClaims">Those that a later version left as they were too.</param>
    internal sealed record ReplayedItem(
        ReplayLines.ReplayedArticle Line, ArticleRef Reference, Article Article, int Version, DateTimeOffset Moment, ImmutableArray<Claim> AllClaims)
    {
        public ImmutableArray<Finding> Findings => Line.Recording.Findings;
    }
}
