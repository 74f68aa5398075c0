using System.Globalization;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;

namespace Watcher.Claims.Digests;

/// <summary>
/// Folds the control claims about a place into one letter a day: who is said to hold it. Two sides on one day are a dispute, which lasts
/// until enough origins name one of them, or one side itself says that it left. Who leaves opens no question: the place is then the other
/// side's where that is said, and nobody's where it is not.
/// </summary>
/// <param name="labels">Names of the sides.</param>
/// <param name="settlingOrigins">Origins that end a dispute.</param>
/// <param name="inConflict">Entries that the comparer found to contradict one another.</param>
internal sealed class ControlStrips(ClaimLabels labels, int settlingOrigins, IReadOnlySet<EntryId> inConflict)
{
    public const char Contested = '?';
    public const char Disputed = 'D';
    public const char Unknown = '.';

    /// <summary>What one claim says of a place: who holds it, who left it, or, with neither, that it is fought for.</summary>
    private readonly record struct Holding(SubjectId? Side, SubjectId? Gone = null);

    /// <summary>What the claims up to a day make of a place.</summary>
    private sealed class PlaceState
    {
        public char Letter { get; set; } = Unknown;

        /// <summary>The side last said to hold it, also while it is fought for; null when nobody is.</summary>
        public SubjectId? Holder { get; set; }

        /// <summary>The origins that spoke for each side since the dispute began; both sides of it are here.</summary>
        public Dictionary<SubjectId, HashSet<string>> Dispute { get; } = [];
    }

    private readonly SortedDictionary<string, char> _letters = new(StringComparer.Ordinal);

    /// <summary>The letters in use, with their sides, in the order of the sides' ids.</summary>
    public IEnumerable<(char Letter, string Side)> Legend => _letters.Select(pair => (pair.Value, labels.Side(new SubjectId(pair.Key))));

    /// <param name="history">Of one place, oldest first.</param>
    /// <param name="last">The last day shown.</param>
    /// <param name="days">How many days are shown.</param>
    public string Letters(IEnumerable<CitedEntry> history, DateOnly last, int days)
    {
        var entries = history.Where(IsStatus).OrderBy(c => Day(c)).ThenBy(c => c.Entry.Article.PublishedAt).ThenBy(c => c.Entry.Id.Value).ToList();
        var state = new PlaceState();
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
                Apply(group, state);
            }

            letters[at] = state.Letter;
        }

        return new string(letters);
    }

    /// <summary>Claims that write the status of a place: told as so, by nobody denied, not overtaken by their own source.</summary>
    private static bool IsStatus(CitedEntry cited) => cited.Entry is { IsSuperseded: false, Claim: var claim }
        && claim is { Stance: not Stance.Denies and not Stance.Doubts, Modality: not (Modality.Future or Modality.Conditional or Modality.Past) }
        && claim.Kind == ClaimKind.Control && Holder(claim) is not null;

    private static DateOnly Day(CitedEntry cited) =>
        DateOnly.FromDateTime(cited.Entry.Claim.AsOf.Interval.From ?? cited.Entry.Article.PublishedAt.DateTime);

    /// <summary>What one day's claims make of what was before.</summary>
    private void Apply(List<CitedEntry> today, PlaceState state)
    {
        foreach (var cited in today)
        {
            var holding = Holder(cited.Entry.Claim)!.Value;         // the list holds nothing else
            if (holding.Gone is { } gone)
            {
                Leave(gone, cited, state);
                continue;
            }

            if (holding.Side is not { } side)
            {
                // Fighting opens the question, and settles no dispute.
                state.Letter = state.Letter == Disputed ? Disputed : Contested;
                continue;
            }

            var letter = Letter(side);
            var rivals = today.Where(e => Holder(e.Entry.Claim) is { Side: { } other } && other != side).ToList();
            var isOpposed = rivals.Count > 0 || (state.Letter != letter && state.Letter is not (Unknown or Contested));
            if (state.Letter != Disputed && isOpposed && (inConflict.Contains(cited.Entry.Id) || !IsNext(cited, rivals)))
            {
                state.Letter = Disputed;
                state.Dispute.Clear();
                if (state.Holder is { } before && before != side)
                {
                    state.Dispute[before] = [];
                }
            }

            if (state.Letter != Disputed)
            {
                (state.Letter, state.Holder) = (letter, side);
                continue;
            }

            var isBacked = Math.Max(Speak(cited, side, state), cited.Backing.Origins) >= settlingOrigins;
            if (isBacked && rivals.All(r => r.Backing.Origins < settlingOrigins && r.Entry.Article.PublishedAt < cited.Entry.Article.PublishedAt))
            {
                Settle(side, state);
            }
        }
    }

    /// <summary>A side is gone: the latest claims say who holds the place without it.</summary>
    private void Leave(SubjectId gone, CitedEntry cited, PlaceState state)
    {
        if (state.Letter == Disputed)
        {
            // It speaks for the other side of the dispute; said by the side that left, it ends it.
            var others = state.Dispute.Keys.Where(side => side != gone).ToList();
            if (others.Count == 1)
            {
                var isAdmission = cited.Entry.Claim.Attribution.Source?.Side == gone;
                if (Speak(cited, others[0], state) >= settlingOrigins || isAdmission)
                {
                    Settle(others[0], state);
                }
            }

            return;
        }

        if (state.Holder is { } holder && holder != gone)
        {
            state.Letter = Letter(holder);
            return;
        }

        (state.Letter, state.Holder) = (Unknown, null);
    }

    /// <summary>How many origins now speak for the side.</summary>
    private static int Speak(CitedEntry cited, SubjectId side, PlaceState state)
    {
        if (!state.Dispute.TryGetValue(side, out var origins))
        {
            state.Dispute[side] = origins = new HashSet<string>(StringComparer.Ordinal);
        }

        origins.Add(cited.Entry.Claim.OriginKey);
        return origins.Count;
    }

    private void Settle(SubjectId side, PlaceState state)
    {
        (state.Letter, state.Holder) = (Letter(side), side);
        state.Dispute.Clear();
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
        var isPositive = claim.Polarity == Polarity.Positive;
        if (predicate == Predicate.Contested)
        {
            return isPositive ? new Holding(null) : null;
        }

        if (side is null)
        {
            return null;
        }

        return (predicate == Predicate.WithdrawnFrom && isPositive) || (predicate == Predicate.HeldBy && !isPositive) ? new Holding(null, side)
            : (predicate == Predicate.HeldBy || predicate == Predicate.CapturedBy) && isPositive ? new Holding(side)
            : null;
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
