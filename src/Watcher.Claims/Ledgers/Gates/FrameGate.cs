namespace Watcher.Claims.Ledgers.Gates;

/// <summary>CMP-8: one transition told in opposite ways (claims.md 6). What is opposite to what is a table of the rule book.</summary>
internal static class FrameGate
{
    public const string Id = "CMP-8";

    public static Ruling Judge(Pair pair)
    {
        var (claim, earlier) = (pair.Claim, pair.Earlier);
        var isTold = IsTold(claim) && IsTold(earlier) && !Pair.IsDenial(claim) && !Pair.IsDenial(earlier);
        if (!isTold || Pair.SideOf(claim) is not { } side || side != Pair.SideOf(earlier) || !pair.DoAsOfsOverlap
            || pair.Rules.Frames.OpposedTopic(claim.Frame, earlier.Frame) is not { } topic)
        {
            return pair.Pass();
        }

        return pair.Decide(
            new Verdict.Contradicts(pair.Entry.Id, ContradictionKind.Frame, pair.Standing), Id,
            $"Opposite tellings of one transition ({topic}): \"{claim.Frame}\" beside \"{earlier.Frame}\".");
    }

    private static bool IsTold(Claim claim) => claim.Modality is Modality.Asserted or Modality.Claimed or Modality.Presupposed;
}
