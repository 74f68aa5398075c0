namespace Watcher.Claims.Ledgers.Gates;

/// <summary>
/// CMP-8: one movement told in opposite ways (claims.md 6). The comparison key has joined side, region and topic; the words say which pole.
/// </summary>
internal static class FrameGate
{
    public const string Id = "CMP-8";

    /// <summary>The movement went on: a part, then nearly all.</summary>
    public const string GrownId = "CMP-8b";

    /// <summary>Opposite words that leave room for each other.</summary>
    public const string OpenId = "CMP-8c";

    /// <summary>Tellings this near in time are of one movement: a retreat lasts days, and is explained for days.</summary>
    private static readonly TimeSpan s_oneMovement = TimeSpan.FromDays(7);

    public static Ruling Judge(Pair pair)
    {
        var (claim, earlier) = (pair.Claim, pair.Earlier);
        if (claim.Kind != ClaimKind.Telling || !IsTold(claim) || !IsTold(earlier) || pair.Distance > s_oneMovement
            || pair.Rules.Frames.PoleOf(claim) is not { } now || pair.Rules.Frames.PoleOf(earlier) is not { } then)
        {
            return Ruling.Unrelated.Instance;
        }

        if (now.Pole == then.Pole)
        {
            // A ministry, its spokesman and "officials" explain a retreat with one voice: that a party says it often confirms nothing.
            var isOneParty = Pair.SourceSide(claim) is { } party && party == Pair.SourceSide(earlier);
            if (!pair.IsSameVoice && !isOneParty)
            {
                return pair.Decide(new Verdict.Corroborates(pair.Entry.Id, IsStrong: true), Id, $"Both say the same of {now.Topic.About}: {now.Topic.Means(now.Pole)}.");
            }

            // Tanks left near one town and shells in another are two things that were seen.
            if (now.Topic.PerPlace && ScopeGate.Mismatch(pair) is not null)
            {
                return pair.Decide(new Verdict.Corroborates(pair.Entry.Id, IsStrong: false), Id, $"The same side tells it of another place, too: {now.Topic.Means(now.Pole)}.");
            }

            // "Only a part", said again of a later day, is no old statement: by then the movement could have gone on. Told again without a day, it may be.
            return now.Topic.Grows && pair.IsLater && claim.AsOf.IsStated
                ? pair.Decide(new Verdict.Corroborates(pair.Entry.Id, IsStrong: false), Id, $"The same side still tells it this way: {now.Topic.Means(now.Pole)}.")
                : pair.Decide(new Verdict.Repeats(pair.Entry.Id), "CMP-1b", "The same side told it this way before.");
        }

        return Opposed(pair, now.Topic, now.Pole, then.Pole);
    }

    /// <summary>
    /// "Troops would be regrouped", says the spokesman; "troops are regrouping", says his ministry that day: one announcement, told alike. Anybody else
    /// tells what happened, and a condition announces nothing.
    /// </summary>
    public static bool IsOneAnnouncement(Pair pair)
    {
        var (claim, earlier) = (pair.Claim, pair.Earlier);
        return claim.Kind == ClaimKind.Telling && earlier.Kind == ClaimKind.Telling && ((claim.Modality == Modality.Future && IsTold(earlier)) || (earlier.Modality == Modality.Future && IsTold(claim)))
            && Pair.IsOfItsOwn(claim) && Pair.IsOfItsOwn(earlier) && claim.Stance == earlier.Stance && pair.DoAsOfsOverlap
            && pair.Rules.Frames.PoleOf(claim) is { } now && now == pair.Rules.Frames.PoleOf(earlier);
    }

    private static Ruling Opposed(Pair pair, FrameTopic topic, FramePole now, FramePole then)
    {
        var (claim, earlier) = (pair.Claim, pair.Earlier);
        if (topic.AgreesOnly)
        {
            return Ruling.Unrelated.Instance;
        }

        if (topic.OnePlace && ScopeGate.Mismatch(pair) is { } reason)
        {
            return Open(pair, reason);
        }

        if (topic.Grows && (pair.IsLater || pair.IsOlder))
        {
            return pair.IsLater && now == FramePole.B
                ? pair.Decide(new Verdict.Updates(pair.Entry.Id), GrownId, $"It went on: {topic.Means(now)} (“{Wording(claim)}”); before: {topic.Means(then)} (“{Wording(earlier)}”).")
                : Open(pair, "what was told of the earlier time may have gone on");
        }

        // One voice that uses words of both poles qualifies what it says.
        if (pair.IsSameVoice)
        {
            return Ruling.Unrelated.Instance;
        }

        // Who hears of a part has not heard of the rest; only those who moved, and say that it was a part, deny the rest.
        if (topic.Grows && !Pair.IsOfItsOwn(now == FramePole.A ? claim : earlier))
        {
            return Open(pair, "who tells of a part does not say that it was all");
        }

        if (topic.Destinations && (pair.Rules.Frames.IsOfSome(claim) || pair.Rules.Frames.IsOfSome(earlier)))
        {
            return Open(pair, "one speaks of some of the forces");
        }

        return pair.Decide(
            new Verdict.Contradicts(pair.Entry.Id, ContradictionKind.Frame, pair.Standing), Id,
            $"Opposite accounts of {topic.About}: {topic.Means(now)} (“{Wording(claim)}”); before: {topic.Means(then)} (“{Wording(earlier)}”).");
    }

    private static Ruling Open(Pair pair, string why) => pair.Decide(new Verdict.DifferentScope(pair.Entry.Id), OpenId, $"Both can be true: {why}.");

    private static bool IsTold(Claim claim) =>
        claim.Modality is Modality.Asserted or Modality.Claimed or Modality.Presupposed && claim.Stance is Stance.Asserts or Stance.Confirms;

    /// <summary>As the sentence has it, with its negation.</summary>
    private static string Wording(Claim claim) => claim.Evidence.Highlight is { } words
        ? claim.Evidence.Quote[(words.Start - claim.Evidence.Span.Start)..(words.End - claim.Evidence.Span.Start)] : claim.Frame!;   // a telling has its wording
}
