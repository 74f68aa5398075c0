using System.Buffers;
using System.Collections.Immutable;
using Watcher.Claims.Subjects;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Mentions;

/// <summary>
/// Finds every settlement, person, body and side of the rules in an article. Order: exact names (longest wins), what is no mention at all
/// (credits, URLs), persons, places with their readings, typing errors, co-references.
/// </summary>
public static class MentionDetector
{
    public static Detection Detect(Article article, MentionRules rules)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(rules);
        using var words = new ArticleWords(article);
        var matches = LongestMatches(words, rules);
        using var pass = new DetectionPass(words, rules, matches);
        pass.RefuseUntracked();
        pass.AcceptPeople();
        pass.AcceptTypos();
        pass.AcceptSides();
        pass.AcceptPlaces();
        pass.NotePossiblePlaces();
        pass.AcceptCoReferences();
        return pass.ToDetection();
    }

    /// <summary>A name that may give way to a longer one.</summary>
    private readonly record struct Found(int First, int Count, ImmutableArray<NameCandidate> Candidates)
    {
        public int Last => First + Count - 1;
    }

    /// <summary>Leftmost, then longest, without overlaps; a match that its capitals or gaps forbid gives way to a shorter one.</summary>
    private static List<NameMatch> LongestMatches(ArticleWords words, MentionRules rules)
    {
        using var listed = new RentedList<(int Name, int First, int Count)>(words.Count / 4);
        rules.Automaton.Find(words.All, listed);
        using var found = new RentedList<Found>(listed.Count);
        foreach (var (name, first, count) in listed.Items)
        {
            if (!IsJoined(words, first, count))
            {
                continue;
            }

            var candidates = Fitting(rules.CandidatesOf(name), words, first, count, rules.Lexicon);
            if (candidates.Length > 0)
            {
                found.Add(new(first, count, candidates));
            }
        }

        AddOfficial(found, words, rules);

        // Leftmost first, of those the longest, and else as found.
        using var order = new RentedList<(int First, int Shortness, int Index)>(found.Count);
        for (var i = 0; i < found.Count; i++)
        {
            order.Add((found[i].First, -found[i].Count, i));
        }

        order.Sort();
        var kept = new List<NameMatch>(found.Count / 2);
        for (var i = 0; i < order.Count;)
        {
            var first = i;
            var hasWatched = false;
            for (; i < order.Count && order[i].First == order[first].First; i++)
            {
                hasWatched |= found[order[i].Index].Candidates.Any(c => c.Target is { Type: SubjectType.Settlement, IsWatched: true, IsOfficial: false });
            }

            if (kept.Count == 0 || kept[^1].Last < order[first].First)
            {
                AddLongest(kept, found, order.Items[first..i], hasWatched);
            }
        }

        return kept;
    }

    /// <summary>"Luhansk People's Republic": a watched settlement is read through the longer name of a side that begins with it.</summary>
    private static void AddLongest(List<NameMatch> kept, RentedList<Found> found, ReadOnlySpan<(int First, int Shortness, int Index)> together, bool hasWatched)
    {
        foreach (var (_, _, index) in together)
        {
            var match = new NameMatch(found[index].First, found[index].Count, found[index].Candidates);
            if (!hasWatched || !match.IsNothingBut(SubjectType.Side) || match.IsExcluded)
            {
                kept.Add(match);
                return;
            }
        }
    }

    /// <summary>
    /// Names of official lists are the homonyms of a watched place of the same span; beside any other name they give way, and so do shorter ones.
    /// </summary>
    private static void AddOfficial(RentedList<Found> found, ArticleWords words, MentionRules rules)
    {
        if (rules.Official is null)
        {
            return;
        }

        using var names = new RentedList<(ImmutableArray<NameCandidate> Candidates, int First, int Count)>(words.Count / 4);
        rules.Official.Find(words.All, names);
        if (names.Count == 0)
        {
            return;
        }

        var known = ArrayPool<int>.Shared.Rent(words.Count);     // of each word, the longest listed name over it, from 1
        known.AsSpan(0, words.Count).Clear();
        for (var i = 0; i < found.Count; i++)
        {
            for (var word = found[i].First; word <= found[i].Last; word++)
            {
                known[word] = known[word] > 0 && found[known[word] - 1].Count >= found[i].Count ? known[word] : i + 1;
            }
        }

        foreach (var (candidates, first, count) in names.Items)
        {
            if (!IsJoined(words, first, count))
            {
                continue;
            }

            var over = 0;
            for (var word = first; word < first + count; word++)
            {
                over = known[word] > 0 && (over == 0 || found[known[word] - 1].Count > found[over - 1].Count) ? known[word] : over;
            }

            if (over == 0 || found[over - 1].Count < count)
            {
                found.Add(new(first, count, candidates));
            }
            else if (found[over - 1] is var listed && listed.First == first && listed.Count == count
                && listed.Candidates.Any(c => c.Target is { Type: SubjectType.Settlement, IsWatched: true } && c.Form == NameForm.Full))
            {
                found.Set(over - 1, new(first, count, [.. listed.Candidates, .. candidates]));
            }
        }

        ArrayPool<int>.Shared.Return(known);
    }

    /// <summary>Names hold blanks, hyphens, and full stops after initials between their words, never the end of a line or clause.</summary>
    private static bool IsJoined(ArticleWords words, int first, int count)
    {
        for (var i = first; i < first + count - 1; i++)
        {
            var gap = words.Gap(i);
            if (words.BlockOf(i) != words.BlockOf(i + 1) || gap.Length > 3 || gap.IndexOfAny('\n', '\r') >= 0)
            {
                return false;
            }

            foreach (var c in gap)
            {
                var folded = Fold.Char(c);
                var isInitial = words[i].Folded.Length <= 2 || words[i].Folded is "washington";   // "Washington, D.C."
                if (folded is not (' ' or '\0' or '-' or '/' or '&' or '\'') && !(isInitial && folded is '.' or ','))
                {
                    return false;
                }
            }

            // "Kharkiv - Sumy": a dash between blanks parts, a hyphen joins.
            if (gap.Length == 3 && gap[0] == ' ' && gap[2] == ' ')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The candidates that the spelling and the next word allow: mostly all of them.</summary>
    private static ImmutableArray<NameCandidate> Fitting(ImmutableArray<NameCandidate> candidates, ArticleWords words, int first, int count, MentionLexicon lexicon)
    {
        for (var i = candidates.Length - 1; i >= 0; i--)
        {
            if (!AreCapitalsRight(words, first, candidates[i]) || IsAdjective(words, first + count - 1, candidates[i], lexicon))
            {
                candidates = candidates.RemoveAt(i);
            }
        }

        return candidates;
    }

    /// <summary>"Russian military vehicles": the side's vehicles, not its army.</summary>
    private static bool IsAdjective(ArticleWords words, int last, NameCandidate candidate, MentionLexicon lexicon) =>
        candidate.Target.Type == SubjectType.Body && !words[last].IsCapitalised && words.IsBlankAfter(last) && lexicon.ModifiedNouns.Contains(words[last + 1].Folded);

    private static bool AreCapitalsRight(ArticleWords words, int first, NameCandidate candidate)
    {
        for (var k = 0; k < candidate.Capitals.Length; k++)
        {
            var word = words[first + k];
            var isRight = candidate.Capitals[k] switch
            {
                Capitals.All => word.IsAllCaps || (word.Folded.Length == 1 && word.IsCapitalised),
                Capitals.First => word.IsCapitalised,
                _ => true,
            };
            if (!isRight)
            {
                return false;
            }
        }

        return true;
    }
}
