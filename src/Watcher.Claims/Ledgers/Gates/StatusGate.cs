using Watcher.Claims.Subjects;

namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-6: two statuses of one place (claims.md 5).</summary>
internal static class StatusGate
{
    public const string Id = "CMP-6";

    /// <summary>A place can change hands twice; two dates this near each other are one transition with two dates.</summary>
    private static readonly TimeSpan s_oneTransition = TimeSpan.FromDays(14);

    /// <summary>A town that fell to nobody named in March is not known to be the one that somebody holds in November.</summary>
    private static readonly TimeSpan s_oneHold = TimeSpan.FromDays(60);

    private static readonly TimeSpan s_sharpAsOf = TimeSpan.FromDays(2);

    /// <summary>Characters between the words of the claim and its date; farther off, another clause has begun.</summary>
    private const int MaxReachOfDate = 60;

    public const string Aside = "undated aside";

    private enum Status { None, Held, NotHeld, Captured, Withdrawn, Contested, Entered, Surrounded, Nearing, Event }

    private enum Relation
    {
        Unrelated,

        /// <summary>The same status of the same side.</summary>
        Agree,

        /// <summary>One capture, which has one date.</summary>
        OneTransition,

        /// <summary>One follows from the other half-way: a withdrawal beside a capture.</summary>
        Beside,

        /// <summary>Different, and both may hold for a while: fighting and captured.</summary>
        Soft,

        /// <summary>Both cannot be true of one instant.</summary>
        Hard,
    }

    public static Ruling Judge(Pair pair)
    {
        if (pair.Claim.Kind is ClaimKind.Quantity or ClaimKind.Statement || pair.HasDenial)
        {
            return pair.Pass();
        }

        return Relate(pair) switch
        {
            Relation.Agree => Agree(pair),
            Relation.OneTransition => OneTransition(pair),
            Relation.Beside => Beside(pair),
            Relation.Soft => Soft(pair),
            Relation.Hard => Hard(pair),
            _ => Ruling.Unrelated.Instance,
        };
    }

    private static Relation Relate(Pair pair)
    {
        var (a, b) = (StatusOf(pair.Claim), StatusOf(pair.Earlier));
        var (one, other) = (Pair.SideOf(pair.Claim), Pair.SideOf(pair.Earlier));
        if (IsHeldBySomebodyElse(pair.Claim, other) || IsHeldBySomebodyElse(pair.Earlier, one))
        {
            return Relation.Unrelated;
        }

        if (a == b)
        {
            return Equal(pair, a, one, other);
        }

        if (a is Status.None or Status.Event || b is Status.None or Status.Event)
        {
            return Relation.Unrelated;
        }

        if (a == Status.Nearing || b == Status.Nearing)
        {
            var hasArrived = b == Status.Nearing && pair.IsLater && one == other
                && a is Status.Entered or Status.Surrounded or Status.Captured;
            return hasArrived ? Relation.Soft : Relation.Unrelated;
        }

        if (a == Status.Contested || b == Status.Contested)
        {
            return Relation.Soft;       // fighting has two sides
        }

        if (one is null || other is null)
        {
            // "Government troops hold it": somebody is named, and no table knows whose.
            var isNamed = (one ?? other) is not null || (pair.Claim.Actor is not null && pair.Earlier.Actor is not null);
            if (isNamed && ((one is null && pair.Claim.Actor is not null) || (other is null && pair.Earlier.Actor is not null)))
            {
                return Relation.Unrelated;
            }

            // "The town fell in August" beside "Vera held it in July": it may have fallen to the other side.
            if (IsCaptureAfter(pair.Claim, pair.Earlier) || IsCaptureAfter(pair.Earlier, pair.Claim))
            {
                return Relation.Unrelated;
            }

            // Nobody is named: "was liberated" beside "Ukraine holds". Only statuses that say the same of any side can be told apart.
            // A siege by nobody named ends when somebody takes the place.
            return IsGain(a) && IsGain(b) ? IsLongApart(pair) ? Relation.Unrelated : Relation.Agree : a == Status.Captured && b == Status.Surrounded && other is null && pair.IsLater ? Relation.Soft : Relation.Unrelated;
        }

        return one == other ? OfOneSide(a, b) : OfTwoSides(a, b);
    }

    /// <summary>Somebody has the place of whom the text gives a name that no table knows, or a pronoun: nothing says that it is the side that the other names.</summary>
    private static bool IsHeldBySomebodyElse(Claim claim, SubjectId? other) =>
        IsGain(StatusOf(claim)) && Pair.SideOf(claim) is null && claim.Actor is { } actor && (actor.IsPronoun || (other is not null && char.IsUpper(actor.Name[0])));

    /// <summary>Who has a town may have changed since.</summary>
    private static bool IsLongApart(Pair pair) => !pair.DoAsOfsOverlap && (pair.Claim.AsOf.Interval.From - pair.Earlier.AsOf.Interval.From)?.Duration() > s_oneHold;

    private static bool IsCaptureAfter(Claim capture, Claim hold) => capture.Predicate == Predicate.CapturedBy && StatusOf(hold) == Status.Held
        && Pair.SideOf(capture) is null && capture.Actor is null && (Pair.SideOf(hold) is not null || hold.Actor is not null) && capture.AsOf.Interval.From > hold.AsOf.Interval.From;

    /// <summary>"Cavalry occupied it in 1911", "the rebels hold it": forces of two names that no table knows, at two times.</summary>
    private static bool AreOthers(Pair pair) => !pair.DoAsOfsOverlap && pair.Claim.Actor is { Side: null, Name: var one } && pair.Earlier.Actor is { Side: null, Name: var other }
        && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static Relation Equal(Pair pair, Status status, SubjectId? one, SubjectId? other)
    {
        var isOtherSide = one is not null && other is not null && one != other;
        return status switch
        {
            Status.None => Relation.Unrelated,
            Status.Contested => Relation.Agree,
            Status.Event => pair.Claim.Predicate == pair.Earlier.Predicate && !isOtherSide && !IsFirstToNameWho(one, other) && pair.DoAsOfsOverlap ? Relation.Agree : Relation.Unrelated,
            Status.Held => isOtherSide ? Relation.Hard : AreOthers(pair) || IsLongApart(pair) ? Relation.Unrelated : Relation.Agree,     // "held X in 2012", "hold X"
            Status.Captured => isOtherSide ? Relation.Hard : Relation.OneTransition,
            _ => isOtherSide || IsLongApart(pair) ? Relation.Unrelated : Relation.Agree,
        };
    }

    /// <summary>"The army blamed the rebels for the strike" says more than that there was one.</summary>
    private static bool IsFirstToNameWho(SubjectId? one, SubjectId? other) => one is not null && other is null;

    private static Relation OfOneSide(Status a, Status b) => (a, b) switch
    {
        (Status.Held, Status.Captured) or (Status.Captured, Status.Held) => Relation.Agree,
        (Status.NotHeld, Status.Withdrawn) or (Status.Withdrawn, Status.NotHeld) => Relation.Agree,
        (Status.Held, Status.Withdrawn or Status.NotHeld) or (Status.Withdrawn or Status.NotHeld, Status.Held) => Relation.Hard,
        (Status.Captured, Status.NotHeld) or (Status.NotHeld, Status.Captured) => Relation.Hard,
        (Status.Held, Status.Entered or Status.Surrounded) => Relation.Soft,
        (Status.Entered or Status.Surrounded, Status.Held) => Relation.Unrelated,
        _ => Relation.Soft,             // entered, then captured; captured, then withdrawn
    };

    private static Relation OfTwoSides(Status a, Status b) => (a, b) switch
    {
        (Status.Held or Status.Captured, Status.Held or Status.Captured) => Relation.Hard,
        (Status.Held or Status.Captured, Status.Withdrawn or Status.NotHeld) => Relation.Beside,
        (Status.Withdrawn or Status.NotHeld, Status.Held or Status.Captured) => Relation.Beside,
        (Status.NotHeld, _) or (_, Status.NotHeld) => Relation.Unrelated,
        (Status.Held, Status.Surrounded) => Relation.Unrelated,      // who is besieged still holds the place
        _ => Relation.Soft,
    };

    private static Ruling Agree(Pair pair) =>
        IntervalGate.Agree(pair, isStrong: true, $"Both say the same: {StatusText.Of(pair.Claim)}.", Id);

    private static Ruling OneTransition(Pair pair)
    {
        var (a, b) = (pair.Claim.AsOf, pair.Earlier.AsOf);
        var areDated = IsDated(pair.Claim) && IsDated(pair.Earlier) && !pair.DoAsOfsOverlap;
        // "Militias retook it in 2022", "took it in 2012" beside a capture of this week.
        if (!areDated && IsLongApart(pair) && ((a.IsStated && b.IsStated) || IsOfUnknown(pair.Claim, pair.Earlier) || IsOfUnknown(pair.Earlier, pair.Claim)))
        {
            return Ruling.Unrelated.Instance;
        }

        if (!areDated)
        {
            return IsAnnouncedBefore(pair.Claim, pair.Earlier) || IsAnnouncedBefore(pair.Earlier, pair.Claim)
                ? Contradict(pair, $"One event, announced on one day and dated after it, {Day(a)} and {Day(b)}: {StatusText.Of(pair.Claim)}.") : Agree(pair);
        }

        // "Rebels took it on the 24th, the army on the 27th": no table knows whose the one is, so they may be two captures.
        if (IsOfUnknown(pair.Claim, pair.Earlier) || IsOfUnknown(pair.Earlier, pair.Claim))
        {
            return Ruling.Unrelated.Instance;
        }

        var apart = (a.Interval.From - b.Interval.From)?.Duration() ?? TimeSpan.Zero;
        if (apart <= s_oneTransition)
        {
            // "By 28 September" allows any day before it.
            if (IsBoundAfter(pair.Claim, pair.Earlier) || IsBoundAfter(pair.Earlier, pair.Claim))
            {
                return Agree(pair);
            }

            return Contradict(pair, $"One event on two dates, {Day(a)} and {Day(b)}: {StatusText.Of(pair.Claim)}.");
        }

        return pair.IsLater
            ? pair.Decide(new Verdict.Updates(pair.Entry.Id), Id, $"Again, {apart.Days} days later: {StatusText.Of(pair.Claim)}.")
            : History(pair);
    }

    /// <summary>Forces by a name that no table knows, and that the other does not give.</summary>
    private static bool IsOfUnknown(Claim claim, Claim other) =>
        claim.Actor is { Side: null, Name: var name } && Pair.SideOf(claim) is null && !string.Equals(other.Actor?.Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A withdrawal beside a capture confirms it half-way; told by the side that loses, fully.</summary>
    private static Ruling Beside(Pair pair)
    {
        if (pair.IsSameVoice)
        {
            return pair.IsLater
                ? pair.Decide(new Verdict.Updates(pair.Entry.Id), Id, $"Later: {StatusText.Of(pair.Claim)}; before: {StatusText.OfIt(pair.Earlier)}.") : Ruling.Unrelated.Instance;
        }

        var isAdmission = Admits(pair.Claim) || Admits(pair.Earlier)
            || pair.Rules.AreAdverse(Pair.SourceSide(pair.Claim), Pair.SourceSide(pair.Earlier));
        return pair.Decide(
            new Verdict.Corroborates(pair.Entry.Id, isAdmission), Id,
            isAdmission ? "The side that lost the place says so too." : $"They fit, though one does not follow from the other: {StatusText.Of(pair.Claim)}; {StatusText.OfIt(pair.Earlier)}.");
    }

    private static Ruling Soft(Pair pair)
    {
        if (pair.IsLater)
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), Id, $"Later: {StatusText.Of(pair.Claim)}; before: {StatusText.OfIt(pair.Earlier)}.");
        }

        if (pair.IsOlder)
        {
            return History(pair);
        }

        var (a, b) = (StatusOf(pair.Claim), StatusOf(pair.Earlier));
        if (pair.IsWithinArticle)
        {
            var isClash = (a == Status.Contested && b == Status.Captured && pair.Claim.AsOf.IsStated)
                || (b == Status.Contested && a == Status.Captured && pair.Earlier.AsOf.IsStated);
            return isClash && AreSharp(pair)
                ? Contradict(pair, $"One article says both of the same time: {StatusText.Of(pair.Claim)}; {StatusText.OfIt(pair.Earlier)}.") : Ruling.Unrelated.Instance;
        }

        // "Moved in earlier this week" may be of the hour at which "the flag was raised on Saturday".
        if (pair.Claim.PublishedAt > pair.Earlier.PublishedAt && IsSharp(pair.Earlier.AsOf) && (pair.IsSameVoice || a is Status.Captured or Status.Withdrawn))
        {
            return pair.Decide(new Verdict.Updates(pair.Entry.Id), Id, $"Told later of the same day: {StatusText.Of(pair.Claim)}; before: {StatusText.OfIt(pair.Earlier)}.");
        }

        if (pair.IsSameVoice)
        {
            return Ruling.Unrelated.Instance;
        }

        // Who takes a town has entered it: told of the same days, the capture confirms the entry. An entry does not confirm a capture.
        if (a == Status.Captured && b == Status.Entered && Pair.SideOf(pair.Claim) == Pair.SideOf(pair.Earlier))
        {
            return IntervalGate.Agree(pair, isStrong: true, $"The one holds the other: {StatusText.Of(pair.Claim)}; {StatusText.OfIt(pair.Earlier)}.", Id);
        }

        return pair.Decide(
                new Verdict.Corroborates(pair.Entry.Id, IsStrong: false), Id,
                $"Both can be true for a while: {StatusText.Of(pair.Claim)}; {StatusText.OfIt(pair.Earlier)}.", "statuses differ without excluding each other");
    }

    private static Ruling Hard(Pair pair)
    {
        // "Retook the town, which the enemy had taken in June": one sentence tells what came after what.
        if (pair.IsWithinArticle && pair.Claim.Evidence.Span == pair.Earlier.Evidence.Span && pair.Claim.Evidence.Quote == pair.Earlier.Evidence.Quote)
        {
            // "S took X, but T retook it": told in the order of events.
            return IsRecapture(pair.Claim) && pair.Earlier is { Modality: not Modality.Presupposed, Evidence.Highlight: { } before } && pair.Earlier.Predicate == Predicate.CapturedBy && !IsRecapture(pair.Earlier)
                && pair.Claim.Evidence.Highlight is { } words && words.Start > before.End ? Update(pair) : Ruling.Unrelated.Instance;
        }

        // "Russian-held Izium" in an undated aside is often old knowledge, and no news of who holds it today.
        if (IsAside(pair.Claim) || IsAside(pair.Earlier))
        {
            return pair.IsLater && !IsAside(pair.Claim)
                ? Update(pair)
                : pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), Id, "Not decided: an undated aside may be old knowledge.", Aside);
        }

        if (pair.IsLater)
        {
            return Update(pair);
        }

        if (pair.IsOlder)
        {
            return History(pair);
        }

        // "Held from February to the 10th", "taken on the 10th": the hold ended with the capture.
        if (IsTransition(pair.Claim) && !IsTransition(pair.Earlier) && EndsWith(pair.Earlier.AsOf, pair.Claim.AsOf))
        {
            return Update(pair);
        }

        if (IsTransition(pair.Earlier) && !IsTransition(pair.Claim) && EndsWith(pair.Claim.AsOf, pair.Earlier.AsOf))
        {
            return History(pair);
        }

        // "Recaptured" says itself that the other had taken it.
        if (IsRecapture(pair.Claim) && pair.Earlier.Predicate == Predicate.CapturedBy && pair.IsToldLater)
        {
            return Update(pair);
        }

        // The publication day is a guess, and one article may tell of several times; two parties that it sets side by side speak of one.
        var isGuess = pair.IsWithinArticle && !(pair.Claim.AsOf.IsStated && pair.Earlier.AsOf.IsStated) && !IsEachOfItsOwn(pair);
        if (isGuess || !AreSharp(pair))
        {
            return pair.Decide(
                new Verdict.DifferentScope(pair.Entry.Id), Id, "Not comparable: one speaks of a stretch of time in which the status changed.");
        }

        // A capture presupposes that the other side held the place: told after it, it is what came next, unless the sides disagree about it.
        var isNext = IsTransition(pair.Claim) && !IsTransition(pair.Earlier) && pair.IsToldLater
            && !pair.Rules.AreAdverse(Pair.SourceSide(pair.Claim), Pair.SourceSide(pair.Earlier)) && !IsEachOfItsOwn(pair);
        return isNext ? Update(pair) : Contradict(pair, $"Both cannot be true of one time: {StatusText.Of(pair.Claim)}; {StatusText.OfIt(pair.Earlier)}.");
    }

    /// <summary>"Retook", "recaptured", "won back".</summary>
    private static bool IsRecapture(Claim claim) => claim.Predicate == Predicate.CapturedBy && claim.Frame is { } frame
        && (frame.StartsWith("re", StringComparison.Ordinal) || frame.EndsWith(" back", StringComparison.Ordinal));

    /// <summary>The stretch of time ended no later than the day of the change.</summary>
    private static bool EndsWith(AsOf stretch, AsOf change) => !IsSharp(stretch) && IsSharp(change)
        && stretch.Interval is { From: { } from, To: { } to } && change.Interval is { From: { } day, To: { } end } && from < day && to <= end;

    /// <summary>Two sides, each of which says that the place is its own: they are at war over it, whatever lists of wars say.</summary>
    private static bool IsEachOfItsOwn(Pair pair) => Pair.IsOfItsOwn(pair.Claim) && Pair.IsOfItsOwn(pair.Earlier) && Pair.SourceSide(pair.Claim) != Pair.SourceSide(pair.Earlier);

    private static Ruling Update(Pair pair) => pair.Decide(
        new Verdict.Updates(pair.Entry.Id), Id, $"It changed hands. Later: {StatusText.Of(pair.Claim)}; before: {StatusText.OfIt(pair.Earlier)}.");

    private static Ruling History(Pair pair) => pair.Decide(
        new Verdict.DifferentScope(pair.Entry.Id), Id,
        $"It speaks of an earlier time than what is known. Before: {StatusText.Of(pair.Claim)}; since then: {StatusText.OfIt(pair.Earlier)}.", TimeGate.History);

    private static Ruling Contradict(Pair pair, string why) =>
        pair.Decide(new Verdict.Contradicts(pair.Entry.Id, ContradictionKind.Status, pair.Standing), Id, why);

    private static Status StatusOf(Claim claim)
    {
        var predicate = claim.Predicate;
        if (predicate == Predicate.HeldBy)
        {
            // Who defends a place holds it while it is fought over.
            return Pair.IsStatusNegation(claim) ? Status.NotHeld : claim.Frame == "defend" ? Status.Contested : Status.Held;
        }

        return predicate == Predicate.CapturedBy ? Status.Captured
            : predicate == Predicate.WithdrawnFrom ? Status.Withdrawn
            : predicate == Predicate.Contested ? Status.Contested
            : predicate == Predicate.EnteredBy ? Status.Entered
            : predicate == Predicate.Surrounded ? Status.Surrounded
            : predicate == Predicate.AdvanceToward ? Status.Nearing
            : predicate == Predicate.Struck || predicate == Predicate.Evacuated ? Status.Event
            : Status.None;
    }

    private static bool IsGain(Status status) => status is Status.Held or Status.Captured;

    private static bool IsTransition(Claim claim) => claim.Predicate == Predicate.CapturedBy || claim.Predicate == Predicate.WithdrawnFrom;

    /// <summary>The source belongs to the side that left.</summary>
    private static bool Admits(Claim claim) =>
        StatusOf(claim) is Status.Withdrawn or Status.NotHeld && Pair.IsOfItsOwn(claim);

    private static bool IsAside(Claim claim) => claim is { Modality: Modality.Presupposed, AsOf.IsStated: false } && StatusOf(claim) == Status.Held;

    private static bool AreSharp(Pair pair) => IsSharp(pair.Claim.AsOf) && IsSharp(pair.Earlier.AsOf);

    private static bool IsSharp(AsOf asOf) => asOf.Interval is { From: { } from, To: { } to } && to - from <= s_sharpAsOf;

    /// <summary>
    /// The date is that of the transition: stated, sharp, not of what the sentence tells besides ("after the liberation of …"), and not
    /// the day on which somebody "said Sunday" that it had happened.
    /// </summary>
    private static bool IsDated(Claim claim) => IsSharp(claim.AsOf) && HasOwnDate(claim);

    private static bool HasDate(Claim claim) => claim.AsOf.IsStated && claim.Modality != Modality.Presupposed && !claim.RuleIds.Intersect(s_takenOver).Any();

    private static bool HasOwnDate(Claim claim) => HasDate(claim) && !IsStatementDate(claim) && IsOwnDate(claim);

    /// <summary>"Announced on the 24th that it had taken X", "in early April they took X": what is announced cannot have happened after that day.</summary>
    private static bool IsAnnouncedBefore(Claim told, Claim other) => IsSharp(told.AsOf) && HasDate(told) && IsStatementDate(told) && HasOwnDate(other) && !IsBound(other)
        && told.AsOf.Interval.To is { } said && other.AsOf.Interval.From is { } from && from >= said && from - said <= s_oneTransition;

    /// <summary>Rules that give a claim the day of its article or of a sentence before it: too vague to hold two captures apart.</summary>
    private static readonly string[] s_takenOver = ["DATE-2", "DATE-3", "DATE-4", "DATE-5"];

    /// <summary>The claim's date is a bound ("by Friday") and the other's day lies before it.</summary>
    private static bool IsBoundAfter(Claim claim, Claim other) => IsBound(claim) && other.AsOf.Interval.From < claim.AsOf.Interval.To;

    private static bool IsBound(Claim claim)
    {
        var basis = claim.AsOf.Basis.Trim('"');
        var at = Find(claim.Evidence.Quote, basis, 0);
        return basis.StartsWith("by ", StringComparison.OrdinalIgnoreCase)
            || (at > 0 && claim.Evidence.Quote.AsSpan(0, at).TrimEnd().EndsWith(" by", StringComparison.OrdinalIgnoreCase))
            || (at > 0 && claim.Evidence.Quote.AsSpan(0, at).Trim().Equals("by", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>
    /// "Liberated A on 9 September, B on 10 September": each place has the date that follows it. A sentence with several dates of one
    /// month dates only a place whose name it has directly before the date.
    /// </summary>
    private static bool IsOwnDate(Claim claim)
    {
        var (quote, basis) = (claim.Evidence.Quote, claim.AsOf.Basis.Trim('"'));
        if (claim.Evidence.Highlight is { } words && Find(quote, basis, 0) is >= 0 and var dated)
        {
            var (from, to) = (words.Start - claim.Evidence.Span.Start, words.End - claim.Evidence.Span.Start);
            if (Math.Max(dated - to, from - (dated + basis.Length)) > MaxReachOfDate)
            {
                return false;
            }
        }

        // The month of "early April"; months of Ukrainian and Russian have no capital.
        var month = basis.Split(' ').Where(word => word.Length > 2 && word.All(char.IsLetter)).MaxBy(word => (char.IsUpper(word[0]), word.Length));
        if (month is null || Find(quote, basis, 0) is var at && at < 0 || Find(quote, month, Find(quote, month, 0) + 1) < 0)
        {
            return true;
        }

        var place = Find(quote, claim.Subject.Name, 0);
        if (place < 0)
        {
            return false;
        }

        var next = Find(quote, month, place);
        return next < 0 || (at <= next && next < at + basis.Length);
    }

    /// <summary>
    /// The date is that of the saying: it stands directly behind the cue ("said Sunday"), or before the cue and the claim behind it
    /// ("On Sunday officials announced that …").
    /// </summary>
    private static bool IsStatementDate(Claim claim)
    {
        var basis = WithoutOn(claim.AsOf.Basis.AsSpan().Trim('"'));
        var quote = claim.Evidence.Quote;
        var dated = Find(quote, basis.ToString(), 0);
        var words = claim.Evidence.Highlight is { } highlight ? highlight.Start - claim.Evidence.Span.Start : int.MaxValue;
        if (dated >= 0 && claim.Attribution.Source?.Cue is { Length: > 0 } said && Find(quote, said, 0) is var cueAt && dated < cueAt && cueAt < words)
        {
            return true;
        }

        foreach (var cue in claim.Attribution.Chain.Select(link => link.Cue).Where(cue => !string.IsNullOrEmpty(cue)))
        {
            for (var at = Find(quote, cue!, 0); at >= 0; at = Find(quote, cue!, at + 1))
            {
                if (WithoutOn(quote.AsSpan(at + cue!.Length)).StartsWith(basis, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int Find(string quote, string cue, int from) => quote.IndexOf(cue, from, StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> WithoutOn(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return text.StartsWith("on ", StringComparison.OrdinalIgnoreCase) ? text[3..].TrimStart() : text;
    }

    private static string Day(AsOf asOf) => IsSharp(asOf) && asOf.Interval.From is { } day ? day.ToString("d MMMM", System.Globalization.CultureInfo.InvariantCulture) : asOf.Basis.Trim('"');
}
