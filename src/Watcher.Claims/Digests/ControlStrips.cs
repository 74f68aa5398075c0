using System.Globalization;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Digests;

/// <summary>
/// Folds the control claims about a place into one letter a day: who is said to hold it. Two sides on one day are a dispute, which lasts
/// until enough origins name one of them.
/// </summary>
/// <param name="labels">Names of the sides.</param>
/// <param name="settlingOrigins">Origins that end a dispute.</param>
/// <param name="inConflict">Entries that the comparer found to contradict one another.</param>
internal sealed class ControlStrips(ClaimLabels labels, int settlingOrigins, IReadOnlySet<EntryId> inConflict)
{
    public const char Contested = '?';
    public const char Disputed = 'D';
    public const char Unknown = '.';

    /// <param name="Side">Null for fighting, and where a side left.</param>
    private readonly record struct Holding(SubjectId? Side);

    private readonly SortedDictionary<string, char> _letters = new(StringComparer.Ordinal);

    /// <summary>The letters in use, with their sides, in the order of the sides' ids.</summary>
    public IEnumerable<(char Letter, string Side)> Legend => _letters.Select(pair => (pair.Value, labels.Side(new SubjectId(pair.Key))));

    /// <param name="history">Of one place, oldest first.</param>
    /// <param name="last">The last day shown.</param>
    /// <param name="days">How many days are shown.</param>
    public string Letters(IEnumerable<CitedEntry> history, DateOnly last, int days)
    {
        var entries = history.Where(IsStatus).OrderBy(c => Day(c)).ThenBy(c => c.Entry.Article.PublishedAt).ThenBy(c => c.Entry.Id.Value).ToList();
        var state = Unknown;
        var dispute = new Dictionary<SubjectId, HashSet<string>>();
        var letters = new char[days];
        var next = 0;
        for (var at = 0; at < days; at++)
        {
            var day = last.AddDays(at - days + 1);
            while (next < entries.Count && Day(entries[next]) <= day)
            {
                var today = Day(entries[next]);
                var group = entries.Skip(next).TakeWhile(e => Day(e) == today).ToList();
                next += group.Count;
                state = After(state, group, dispute);
            }

            letters[at] = state;
        }

        return new string(letters);
    }

    /// <summary>Claims that write the status of a place: told as so, by nobody denied, not overtaken by their own source.</summary>
    private static bool IsStatus(CitedEntry cited) => cited.Entry is { IsSuperseded: false, Claim: var claim }
        && claim is { Stance: not Stance.Denies and not Stance.Doubts, Modality: not (Modality.Future or Modality.Conditional or Modality.Past) }
        && claim.Kind == ClaimKind.Control && Holder(claim) is not null;

    private static DateOnly Day(CitedEntry cited) =>
        DateOnly.FromDateTime(cited.Entry.Claim.AsOf.Interval.From ?? cited.Entry.Article.PublishedAt.DateTime);

    /// <summary>What one day's claims make of the state before it.</summary>
    private char After(char state, List<CitedEntry> today, Dictionary<SubjectId, HashSet<string>> dispute)
    {
        foreach (var cited in today)
        {
            var claim = cited.Entry.Claim;
            if (Holder(claim) is not { Side: { } side })
            {
                // Fighting, or one side gone: it opens the question, and settles no dispute.
                state = state == Disputed ? Disputed : Contested;
                continue;
            }

            var letter = Letter(side);
            var rivals = today.Where(e => Holder(e.Entry.Claim) is { Side: { } other } && other != side).ToList();
            var isOpposed = rivals.Count > 0 || (state != letter && state is not (Unknown or Contested));
            if (state != Disputed && isOpposed && (inConflict.Contains(cited.Entry.Id) || !IsNext(cited, rivals)))
            {
                state = Disputed;
                dispute.Clear();
            }

            if (state != Disputed)
            {
                state = letter;
                continue;
            }

            if (!dispute.TryGetValue(side, out var origins))
            {
                dispute[side] = origins = new HashSet<string>(StringComparer.Ordinal);
            }

            origins.Add(claim.OriginKey);
            var isBacked = Math.Max(origins.Count, cited.Backing.Origins) >= settlingOrigins;
            if (isBacked && rivals.Count == 0)
            {
                state = letter;
                dispute.Clear();
            }
        }

        return state;
    }

    /// <summary>A capture told after all that speaks for the other side is what came next, not a dispute.</summary>
    private static bool IsNext(CitedEntry cited, List<CitedEntry> rivals)
    {
        bool IsTaken(CitedEntry e) => e.Entry.Claim.Predicate == Predicate.CapturedBy;

        return IsTaken(cited)
            ? rivals.All(r => !IsTaken(r) && r.Entry.Article.PublishedAt < cited.Entry.Article.PublishedAt)
            : rivals.All(r => IsTaken(r) && r.Entry.Article.PublishedAt > cited.Entry.Article.PublishedAt);
    }

    /// <summary>Null for claims that say nothing of who holds the place.</summary>
    private static Holding? Holder(Claim claim)
    {
        var predicate = claim.Predicate;
        var side = ClaimLabels.SideOf(claim);
        if (predicate == Predicate.Contested || predicate == Predicate.WithdrawnFrom || (predicate == Predicate.HeldBy && claim.Polarity == Polarity.Negated))
        {
            return new Holding(null);
        }

        var isHeld = (predicate == Predicate.HeldBy || predicate == Predicate.CapturedBy) && claim.Polarity == Polarity.Positive && side is not null;
        return isHeld ? new Holding(side) : null;
    }

    private char Letter(SubjectId side)
    {
        if (_letters.TryGetValue(side.Value, out var known))
        {
            return known;
        }

        var wish = labels.SideName(side)?.Letter + side.Value.ToUpper(CultureInfo.InvariantCulture) + "ABCEFGHIJKLMNOPQRSTUVWXYZ";
        var letter = wish.FirstOrDefault(c => char.IsAsciiLetterUpper(c) && c != Disputed && !_letters.ContainsValue(c), '#');
        _letters[side.Value] = letter;
        return letter;
    }
}
