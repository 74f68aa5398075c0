using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Chooses among settlements of one name (claims.md 2.4): the kind the text calls it, a parent named in the sentence, then in the article, then
/// the settlement nearest to the article's other places, then the reader's own priority. What stays undecided stays ambiguous.
/// </summary>
/// <param name="places">The names of the article, each with the settlements it may be.</param>
internal sealed class Homonyms(ArticleWords words, MentionLexicon lexicon, ParentEvidence parents, List<(NameMatch Match, ImmutableArray<NameCandidate> Candidates)> places)
{
    /// <summary>A homonym must be this much nearer to the article's places than the next one.</summary>
    private const double ClearlyNearer = 0.5;

    private List<Settlement>? _others;
    private GeoPoint[]? _points;

    /// <summary>Settlements of the article that share their name with no other.</summary>
    private List<Settlement> Others => _others ??= Unshared();

    /// <summary>Where the other places lie, once: every ambiguous name is measured against them.</summary>
    private GeoPoint[] Points => _points ??= [.. Others.Where(o => o.Location is not null).Select(o => o.Location!.Value).Distinct()];     // the filter keeps those that have one

    /// <summary>The settlements left, the likeliest first; more than one means ambiguous.</summary>
    public ImmutableArray<NameCandidate> Choose(NameMatch match, ImmutableArray<NameCandidate> candidates)
    {
        using var targets = new RentedList<NameCandidate>(candidates.Length);
        foreach (var candidate in candidates)
        {
            targets.Add(candidate);
        }

        var here = Reach.InSentence(words.SentenceOf(match.First));
        NarrowToKind(match, targets);
        Narrow(targets, (parents, match, here), static (s, by) => by.parents.IsRaionNamed(s, by.match, by.here));
        Narrow(targets, (parents, match, here), static (s, by) => by.parents.IsOblastNamed(s, by.match, by.here));

        // A village has to be introduced by its parents where a city or a place of the reader's list has the same name.
        NarrowToHeaviest(targets);
        Narrow(targets, (parents, match), static (s, by) => by.parents.IsRaionNamed(s, by.match, Reach.Article));
        Narrow(targets, (parents, match), static (s, by) => by.parents.IsOblastNamed(s, by.match, Reach.Article));
        NarrowToNearest(targets);
        Narrow(targets, this, static (s, by) => by.HasOtherOfRaion(s.Admin2));
        Narrow(targets, this, static (s, by) => by.HasOtherOfOblast(s.Admin1));
        NarrowToPrimary(targets);
        return targets.Count == 1 ? [targets[0]]
            : [.. targets.Items.ToArray().OrderByDescending(t => t.Target.Settlement!.IsPrimary).ThenByDescending(t => t.Target.Settlement!.Population ?? 0)];    // places have settlements
    }

    private List<Settlement> Unshared()
    {
        var others = new List<Settlement>();
        foreach (var (_, candidates) in places)
        {
            if ((candidates.Length == 1 || (!candidates[0].Target.IsOfficial && candidates[1].Target.IsOfficial)) && candidates[0].Target.Settlement is { } settlement)       // listed ones come first
            {
                others.Add(settlement);
            }
        }

        return others;
    }

    private bool HasOtherOfRaion(string? raion)
    {
        foreach (var other in Others)
        {
            if (raion is not null && other.Admin2 == raion)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasOtherOfOblast(string? oblast)
    {
        foreach (var other in Others)
        {
            if (oblast is not null && other.Admin1 == oblast)
            {
                return true;
            }
        }

        return false;
    }

    private static void NarrowToPrimary(RentedList<NameCandidate> targets)
    {
        NameCandidate? only = null;
        foreach (var candidate in targets.Items)
        {
            if (candidate.Target.Settlement!.IsPrimary)     // places have settlements
            {
                if (only is not null)
                {
                    return;
                }

                only = candidate;
            }
        }

        if (only is not null)
        {
            targets.Clear();
            targets.Add(only);
        }
    }

    private static void NarrowToHeaviest(RentedList<NameCandidate> targets)
    {
        var heaviest = 0;
        foreach (var candidate in targets.Items)
        {
            heaviest = Math.Max(heaviest, Weight(candidate.Target));
        }

        Keep(targets, heaviest, static (candidate, heaviest) => Weight(candidate.Target) == heaviest);
    }

    private static int Weight(NameTarget target) => !target.IsOfficial ? 2 : target.Settlement!.Kind == "city" ? 1 : 0;

    /// <summary>"the village of Lyman" is not the city.</summary>
    private void NarrowToKind(NameMatch match, RentedList<NameCandidate> targets)
    {
        var i = match.First - 1;
        i -= i > 0 && words[i].Folded == "of" ? 1 : 0;
        if (i < 0 || words.SentenceOf(i) != words.SentenceOf(match.First))
        {
            return;
        }

        if (lexicon.VillageTypes.Contains(words[i].Folded))
        {
            Narrow(targets, 0, static (s, _) => s.Kind is not (null or "city"));
        }
        else if (lexicon.CityTypes.Contains(words[i].Folded))
        {
            Narrow(targets, 0, static (s, _) => s.Kind is null or "city");
        }
    }

    /// <summary>To those that fit, where any does.</summary>
    private static void Narrow<TBy>(RentedList<NameCandidate> targets, TBy by, Func<Settlement, TBy, bool> fits)
    {
        if (targets.Count == 1)
        {
            return;
        }

        Keep(targets, (By: by, Fits: fits), static (candidate, asked) => asked.Fits(candidate.Target.Settlement!, asked.By));   // places have settlements
    }

    private static void Keep<TBy>(RentedList<NameCandidate> targets, TBy by, Func<NameCandidate, TBy, bool> fits)
    {
        var kept = 0;
        for (var i = 0; i < targets.Count; i++)
        {
            var candidate = targets[i];
            if (fits(candidate, by))
            {
                // What does not fit goes to the end, where it stays when nothing fits.
                targets.Set(i, targets[kept]);
                targets.Set(kept++, candidate);
            }
        }

        targets.Truncate(kept == 0 ? targets.Count : kept);
    }

    private void NarrowToNearest(RentedList<NameCandidate> targets)
    {
        if (targets.Count == 1 || Points.Length == 0)
        {
            return;
        }

        var (nearest, least, next) = (targets[0], double.MaxValue, double.MaxValue);
        foreach (var candidate in targets.Items)
        {
            if (candidate.Target.Settlement!.Location is not { } location)     // places have settlements
            {
                return;
            }

            var distance = 0.0;
            foreach (var point in Points)
            {
                distance += point.KilometresTo(location);
            }

            if (distance < least)
            {
                (nearest, least, next) = (candidate, distance, least);
            }
            else
            {
                next = Math.Min(next, distance);
            }
        }

        if (least / Points.Length < next / Points.Length * ClearlyNearer)
        {
            targets.Clear();
            targets.Add(nearest);
        }
    }
}
