using System.Collections.Immutable;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Chooses among settlements of one name (claims.md 2.4): a parent named in the sentence, then in the article, then the settlement nearest to
/// the article's other places, then the reader's own priority. What stays undecided stays ambiguous.
/// </summary>
internal sealed class Homonyms(ArticleWords words, IReadOnlyList<Settlement> others)
{
    /// <summary>A homonym must be this much nearer to the article's places than the next one.</summary>
    private const double ClearlyNearer = 0.5;

    /// <summary>The settlements left, the likeliest first; more than one means ambiguous.</summary>
    public ImmutableArray<Settlement> Choose(NameMatch match, ImmutableArray<Settlement> settlements)
    {
        if (settlements.Length == 1)
        {
            return settlements;
        }

        var sentence = words.SentenceOf(match.First);
        return OnlyOne(settlements, s => IsParentNamed(s, i => words.SentenceOf(i) == sentence))
            ?? OnlyOne(settlements, s => IsParentNamed(s, _ => true))
            ?? Nearest(settlements)
            ?? OnlyOne(settlements, s => s.IsPrimary)
            ?? [.. settlements.OrderByDescending(s => s.IsPrimary).ThenByDescending(s => s.Population ?? 0)];
    }

    private static ImmutableArray<Settlement>? OnlyOne(ImmutableArray<Settlement> settlements, Func<Settlement, bool> fits)
    {
        var fitting = settlements.Where(fits).ToImmutableArray();
        return fitting.Length == 1 ? fitting : null;
    }

    private bool IsParentNamed(Settlement settlement, Func<int, bool> isInRange) =>
        new[] { settlement.Admin2, settlement.Admin1 }.Any(parent => parent is not null
            && NameWord.Scan(parent)[0].Folded is var name && Enumerable.Range(0, words.Count).Any(i => words[i].Folded == name && isInRange(i)));

    private ImmutableArray<Settlement>? Nearest(ImmutableArray<Settlement> settlements)
    {
        GeoPoint[] places = [.. others.Select(o => o.Location).OfType<GeoPoint>().Distinct()];
        if (places.Length == 0 || settlements.Any(s => s.Location is null))
        {
            return null;
        }

        var byDistance = settlements.Select(s => (Settlement: s, Km: places.Average(p => p.KilometresTo(s.Location!.Value)))).OrderBy(s => s.Km).ToList();   // all have one
        return byDistance[0].Km < byDistance[1].Km * ClearlyNearer ? [byDistance[0].Settlement] : null;
    }
}
