using Watcher.Claims;

namespace Watcher.Tests.Corpus;

/// <summary>Our claims that an annotation of the sample articles or the corpus bears out: the material of the generated suites.</summary>
internal static class AnnotatedClaims
{
    private static readonly Lazy<List<(ReplayedClaim Claim, ReplayedCorpus Corpus)>> s_all = new(() => [.. OfSeeds(), .. OfCorpus()]);

    public static IReadOnlyList<(ReplayedClaim Claim, ReplayedCorpus Corpus)> All => s_all.Value;

    private static IEnumerable<(ReplayedClaim, ReplayedCorpus)> OfSeeds()
    {
        var corpus = ReplayedCorpus.Read("seeds");
        var gold = GoldClaims.Read().ToLookup(row => row.Article);
        return corpus.Claims.Where(c => IsComparable(c.Claim) && gold[c.Article].Any(row => GoldClaims.Matches(row, c.Claim, c.Span))).Select(c => (c, corpus));
    }

    private static IEnumerable<(ReplayedClaim, ReplayedCorpus)> OfCorpus()
    {
        var corpus = ReplayedCorpus.Read("corpus");
        return CorpusRelations.Match(CorpusRelations.Claims(), corpus).Values.SelectMany(c => c).Where(c => IsComparable(c.Claim)).Select(c => (c, corpus));
    }

    private static bool IsComparable(Claim claim) =>
        claim.Kind is ClaimKind.Quantity or ClaimKind.Control && claim is { Stance: Stance.Asserts, Polarity: Polarity.Positive }
        && claim.Modality is Modality.Asserted or Modality.Claimed && claim.AsOf.Alternatives.IsEmpty && claim.Suspects.IsEmpty;
}
