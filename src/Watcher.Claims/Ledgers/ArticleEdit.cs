using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Watcher.Claims.Ledgers.Gates;

namespace Watcher.Claims.Ledgers;

/// <summary>A claim that an edit brought into an article.</summary>
/// <param name="Claim">With an id of its own, even where an earlier version said the very same in the same place.</param>
/// <param name="Replaced">The article's own entry that said otherwise and is gone from the text; null for a claim that was added.</param>
public sealed record EditedClaim(Claim Claim, LedgerEntry? Replaced);

/// <summary>What an outlet changed in an article after it was read (digest.md 2: "edited in place").</summary>
public static class ArticleEdit
{
    public const string Rule = "CMP-1c";

    /// <summary>The remark on the comparison, for readers of digests.</summary>
    public const string InPlace = "edited in place";

    /// <summary>Two sentences that share this much are one sentence with edits; a rewritten one speaks for itself and is compared like any other.</summary>
    private const double SameSentence = 0.4;

    /// <summary>The id of no entry: ledgers begin at 1.</summary>
    private static readonly EntryId s_none = new(0);

    /// <summary>The claims of the new version that the version before did not make, in the order of the text.</summary>
    /// <param name="article">The article, the same for both versions.</param>
    /// <param name="own">The article's entries that nothing supersedes.</param>
    /// <param name="retold">Its claims that repeat an entry: not the article's own to revise, but nothing new when they stand there still.</param>
    /// <param name="claims">All claims of the new version.</param>
    /// <param name="version">2 for the first edit.</param>
    /// <param name="rules">Of the rule book in force.</param>
    public static ImmutableArray<EditedClaim> Changes(
        ArticleRef article, IReadOnlyList<LedgerEntry> own, IReadOnlyList<Claim> retold, IReadOnlyList<Claim> claims, int version, ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(retold);
        ArgumentNullException.ThrowIfNull(claims);

        var gone = own.Concat(retold.Select(claim => new LedgerEntry { Id = s_none, Claim = claim, Article = article, RecordedAt = claim.PublishedAt })).ToList();
        var changed = new List<Claim>();
        foreach (var claim in claims)
        {
            // The same thing said again, wherever it now stands; of several the most alike.
            var same = gone.Where(entry => IsSame(claim, entry, article, rules)).MaxBy(entry => Overlap(claim, entry));
            if (same is null)
            {
                changed.Add(claim);
            }
            else
            {
                gone.Remove(same);
            }
        }

        var edits = ImmutableArray.CreateBuilder<EditedClaim>(changed.Count);
        foreach (var claim in changed)
        {
            var replaced = gone.Where(entry => entry.Id != s_none && IsOfSameSlot(claim, entry, article, rules) && Overlap(claim, entry) >= SameSentence)
                .MaxBy(entry => Overlap(claim, entry));
            if (replaced is not null)
            {
                gone.Remove(replaced);
            }

            edits.Add(new EditedClaim(claim with { Id = IdOf(claim.Id, version) }, replaced));
        }

        return edits.ToImmutable();
    }

    /// <summary>The finding with the replaced entry as revised; what contradicts another source still leads.</summary>
    internal static Finding Told(Finding finding, Claim claim, LedgerEntry replaced)
    {
        var isWithdrawal = Pair.IsDenial(claim) && !Pair.IsDenial(replaced.Claim);
        var why = (claim.Value, replaced.Claim.Value) is ({ } now, { } before)
            ? $"The outlet changed its own sentence: {WhyText.Beside(now, before)}." : "The outlet changed its own sentence.";
        var revision = new Comparison
        {
            Earlier = replaced.Id,
            Verdict = new Verdict.Revises(replaced.Id, isWithdrawal),
            Rule = Rule,
            Why = why,
            Notes = [InPlace],
        };
        var compared = finding.Compared.RemoveAll(c => c.Earlier == replaced.Id);
        return finding.Verdict is Verdict.Contradicts { Standing: not Standing.WithinArticle }
            ? finding with { Compared = compared.Add(revision) }
            : finding with { Verdict = revision.Verdict, Rule = Rule, Why = why, Compared = compared.Insert(0, revision) };
    }

    private static bool IsSame(Claim claim, LedgerEntry entry, ArticleRef article, ComparisonRules rules) =>
        IsOfSameSlot(claim, entry, article, rules)
        && claim.Value == entry.Claim.Value && claim.Stance == entry.Claim.Stance && claim.Polarity == entry.Claim.Polarity
        && claim.AsOf.Interval.Overlaps(entry.Claim.AsOf.Interval)
        && (claim.Kind != ClaimKind.Statement || Overlap(claim, entry) >= SameSentence);

    private static double Overlap(Claim claim, LedgerEntry entry) => QuoteOverlap.Of(claim.Evidence.Quote, entry.Claim.Evidence.Quote);

    /// <summary>One subject, predicate, side and scope: the two can only differ in what they say of it.</summary>
    private static bool IsOfSameSlot(Claim claim, LedgerEntry entry, ArticleRef article, ComparisonRules rules) =>
        claim.ComparisonKey == entry.Claim.ComparisonKey && claim.Kind == entry.Claim.Kind && claim.Predicate == entry.Claim.Predicate
        && Pair.SideOf(claim) == Pair.SideOf(entry.Claim)
        && ScopeGate.Mismatch(new Pair
        {
            Claim = claim,
            Article = article,
            Entry = entry,
            Ledger = [],
            Rules = rules,
            Value = claim.Value,
            EarlierValue = entry.Claim.Value,
        }) is null;

    private static ClaimId IdOf(ClaimId id, int version) => new(Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id.Value}\nversion {version}")))));
}
