namespace Watcher.Claims.Ledgers.Gates;

/// <summary>
/// CMP-8: one movement told in opposite ways (claims.md 6). The comparison key has joined side, region and topic; the words say which pole.
/// </summary>
internal static class FrameGate
{
    public const string Id = "CMP-8";

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
            return pair.IsSameVoice || isOneParty
                ? pair.Decide(new Verdict.Repeats(pair.Entry.Id), "CMP-1b", "The same side told it this way before.")
                : pair.Decide(new Verdict.Corroborates(pair.Entry.Id, IsStrong: true), Id, $"Both say the same of {now.Topic.About}: {now.Topic.Means(now.Pole)}.");
        }

        // One voice that uses words of both poles qualifies what it says.
        return pair.IsSameVoice
            ? Ruling.Unrelated.Instance
            : pair.Decide(
                new Verdict.Contradicts(pair.Entry.Id, ContradictionKind.Frame, pair.Standing), Id,
                $"Opposite accounts of {now.Topic.About}: {now.Topic.Means(now.Pole)} (“{Wording(claim)}”); before: {now.Topic.Means(then.Pole)} (“{Wording(earlier)}”).");
    }

    private static bool IsTold(Claim claim) =>
        claim.Modality is Modality.Asserted or Modality.Claimed or Modality.Presupposed && claim.Stance is Stance.Asserts or Stance.Confirms;

    /// <summary>As the sentence has it, with its negation.</summary>
    private static string Wording(Claim claim) => claim.Evidence.Highlight is { } words
        ? claim.Evidence.Quote[(words.Start - claim.Evidence.Span.Start)..(words.End - claim.Evidence.Span.Start)] : claim.Frame!;   // a telling has its wording
}
