using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Claims.Ledgers;

/// <summary>
/// What follows when an article is a copy of one that another outlet printed before (claims.md 7.1): nobody but the first outlet speaks in it,
/// so it takes that outlet's owner, and its claims the origin keys that go with it.
/// </summary>
public static class SharedOrigin
{
    /// <summary>How long after it a text counts as copied: agencies' texts are printed within a day, weekend papers take some more.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(7);

    /// <param name="article">The copy.</param>
    /// <param name="claims">Its claims.</param>
    /// <param name="origin">The outlet of the article it copies, whose own owner may be that of an earlier copy.</param>
    public static (ArticleRef Article, ImmutableArray<Claim> Claims) Adopt(ArticleRef article, ImmutableArray<Claim> claims, Outlet origin)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(origin);
        if (article.Outlet.Owner == origin.Owner)
        {
            return (article, claims);
        }

        var outlet = article.Outlet with { Owner = origin.Owner };
        return (
            article with { Outlet = outlet },
            [.. claims.Select(claim => claim with
            {
                OriginKey = OriginKeys.For(claim.Attribution, outlet, claim.AsOf, claim.Subject, claim.Predicate, claim.Scope.Area),
            })]);
    }
}

/// <summary>Finds the earlier article that a text copies, among those it was told of. For replay; a store looks up the same keys in a table.</summary>
public sealed class CopyFinder
{
    private readonly Dictionary<long, List<Known>> _byKey = [];

    private sealed record Known(TextSketch Sketch, ArticleRef Article);

    /// <summary>The outlet whose text it is; null for a text of its own. The article counts for those after it.</summary>
    /// <param name="article">With the owner that it was recorded with.</param>
    /// <param name="text">The cleaned text.</param>
    public Outlet? Origin(ArticleRef article, string text)
    {
        ArgumentNullException.ThrowIfNull(article);
        var sketch = TextSketch.Of(text);
        var origin = sketch.Keys.SelectMany(key => _byKey.GetValueOrDefault(key, []))
            .Where(known => known.Article.Id != article.Id && article.PublishedAt - known.Article.PublishedAt <= SharedOrigin.Window && sketch.IsCopyOf(known.Sketch))
            .MaxBy(known => sketch.SharedWith(known.Sketch))?.Article.Outlet;
        var recorded = origin is null ? article : article with { Outlet = article.Outlet with { Owner = origin.Owner } };
        foreach (var key in sketch.Keys)
        {
            if (!_byKey.TryGetValue(key, out var known))
            {
                _byKey[key] = known = [];
            }

            known.Add(new Known(sketch, recorded));
        }

        return origin;
    }
}
