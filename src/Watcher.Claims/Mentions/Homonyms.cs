using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Chooses among settlements of one name (claims.md 2.4): the kind the text calls it, a parent named in the sentence, then in the article, then
/// the settlement nearest to the article's other places, then the reader's own priority. What stays undecided stays ambiguous.
/// </summary>
/// <param name="others">Settlements of the article that share their name with no other.</param>
internal sealed class Homonyms(ArticleWords words, MentionLexicon lexicon, ParentEvidence parents, IReadOnlyList<Settlement> others)
{
    /// <summary>A homonym must be this much nearer to the article's places than the next one.</summary>
    private const double ClearlyNearer = 0.5;

    private HashSet<string?>? _raions;
    private HashSet<string?>? _oblasts;
    private GeoPoint[]? _points;

    private HashSet<string?> Raions => _raions ??= [.. others.Select(o => o.Admin2)];

    private HashSet<string?> Oblasts => _oblasts ??= [.. others.Select(o => o.Admin1)];

    /// <summary>Where the other places lie, once: every ambiguous name is measured against them.</summary>
    private GeoPoint[] Points => _points ??= [.. others.Where(o => o.Location is not null).Select(o => o.Location!.Value).Distinct()];     // the filter keeps those that have one

    /// <summary>The settlements left, the likeliest first; more than one means ambiguous.</summary>
    public ImmutableArray<NameTarget> Choose(NameMatch match, ImmutableArray<NameTarget> targets)
    {
        if (targets.Length == 1)
        {
            return targets;
        }

        var here = Reach.InSentence(words.SentenceOf(match.First));
        targets = OfKind(match, targets);
        targets = Narrow(targets, (parents, match, here), static (s, by) => by.parents.IsRaionNamed(s, by.match, by.here));
        targets = Narrow(targets, (parents, match, here), static (s, by) => by.parents.IsOblastNamed(s, by.match, by.here));

        // A village has to be introduced by its parents where a city or a place of the reader's list has the same name.
        if (targets.Any(t => t.IsOfficial))
        {
            targets = Heaviest(targets);
        }

        targets = Narrow(targets, (parents, match), static (s, by) => by.parents.IsRaionNamed(s, by.match, Reach.Article));
        targets = Narrow(targets, (parents, match), static (s, by) => by.parents.IsOblastNamed(s, by.match, Reach.Article));
        targets = Nearest(targets);
        targets = Narrow(targets, Raions, static (s, known) => s.Admin2 is not null && known.Contains(s.Admin2));
        targets = Narrow(targets, Oblasts, static (s, known) => s.Admin1 is not null && known.Contains(s.Admin1));
        if (targets.Count(t => t.Settlement!.IsPrimary) == 1)   // places have settlements
        {
            return [targets.First(t => t.Settlement!.IsPrimary)];
        }

        return [.. targets.OrderByDescending(t => t.Settlement!.IsPrimary).ThenByDescending(t => t.Settlement!.Population ?? 0)];
    }

    private static ImmutableArray<NameTarget> Heaviest(ImmutableArray<NameTarget> targets)
    {
        var heavy = targets.Max(Weight);
        return [.. targets.Where(t => Weight(t) == heavy)];
    }

    private static int Weight(NameTarget target) => !target.IsOfficial ? 2 : target.Settlement!.Kind == "city" ? 1 : 0;

    /// <summary>"the village of Lyman" is not the city.</summary>
    private ImmutableArray<NameTarget> OfKind(NameMatch match, ImmutableArray<NameTarget> targets)
    {
        var i = match.First - 1;
        i -= i > 0 && words[i].Folded == "of" ? 1 : 0;
        return i < 0 || words.SentenceOf(i) != words.SentenceOf(match.First) ? targets
            : lexicon.VillageTypes.Contains(words[i].Folded) ? Narrow(targets, 0, static (s, _) => s.Kind is not (null or "city"))
            : lexicon.CityTypes.Contains(words[i].Folded) ? Narrow(targets, 0, static (s, _) => s.Kind is null or "city")
            : targets;
    }

    /// <summary>Those that fit, where any does.</summary>
    private static ImmutableArray<NameTarget> Narrow<TBy>(ImmutableArray<NameTarget> targets, TBy by, Func<Settlement, TBy, bool> fits)
    {
        if (targets.Length == 1)
        {
            return targets;
        }

        using var fitting = new RentedList<NameTarget>(targets.Length);
        foreach (var target in targets)
        {
            if (fits(target.Settlement!, by))   // places have settlements
            {
                fitting.Add(target);
            }
        }

        return fitting.Count == 0 || fitting.Count == targets.Length ? targets : [.. fitting.Items];
    }

    private ImmutableArray<NameTarget> Nearest(ImmutableArray<NameTarget> targets)
    {
        if (targets.Length == 1 || Points.Length == 0 || targets.Any(t => t.Settlement!.Location is null))
        {
            return targets;
        }

        var byDistance = targets.Select(t => (Target: t, Km: Points.Average(p => p.KilometresTo(t.Settlement!.Location!.Value)))).OrderBy(t => t.Km).ToList();   // all have one
        return byDistance[0].Km < byDistance[1].Km * ClearlyNearer ? [byDistance[0].Target] : targets;
    }
}
