using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Decides which findings a subscription hears of. Asked once, when the finding is recorded: later changes of rules or settings re-mail nothing.</summary>
internal static class OwedRule
{
    /// <param name="subjects">As <see cref="Touched"/> gives them.</param>
    public static bool Owes(
        Finding finding, IReadOnlySet<SubjectId> subjects, FeedSettings feed, ListSettings list, Subscription subscription, MailPolicy policy) =>
        feed.Serves(list.Id)
        && list.Subjects.Any(subjects.Contains)
        && IsListed(finding.Claim, list)
        && IsTold(finding, policy)
        && (subscription.Only.IsEmpty || Kind(finding.Verdict) is not { } kind || subscription.Only.Contains(kind));

    /// <summary>
    /// The watched subjects that a finding is about: those its claim touches, and those of the entries it answers; whoever hears one side
    /// of a contradiction hears the other. A number without a place ("Ukraine retook 2,500 km²") belongs where its article belongs.
    /// </summary>
    /// <param name="article">All claims of the finding's article.</param>
    /// <param name="entries">The entries it was compared with, by id.</param>
    public static IReadOnlySet<SubjectId> Touched(
        Finding finding, IEnumerable<Claim> article, IReadOnlyDictionary<EntryId, LedgerEntry> entries)
    {
        var subjects = finding.Claim.Watched.ToHashSet();
        if (finding.Claim is { Kind: ClaimKind.Quantity, Scope.Area: null })
        {
            subjects.UnionWith(article.SelectMany(claim => claim.Watched));
        }

        foreach (var comparison in finding.Compared.Where(c => c.Verdict is not Verdict.DifferentScope))
        {
            if (entries.TryGetValue(comparison.Earlier, out var earlier))
            {
                subjects.UnionWith(earlier.Claim.Watched);
            }
        }

        return subjects;
    }

    /// <summary>A list that names metrics tells the numbers of those, and of one with a counted noun those that count it.</summary>
    private static bool IsListed(Claim claim, ListSettings list) => claim.Kind != ClaimKind.Quantity || list.Metrics.IsEmpty
        || list.Metrics.Any(metric => metric.Id == claim.Subject.Id && (metric.Counted is not { } noun || noun == claim.Scope.Object));

    /// <summary>Repeats and different scopes are counted and never told; what the rules are unsure of is recorded only.</summary>
    private static bool IsTold(Finding finding, MailPolicy policy) => finding.Verdict switch
    {
        Verdict.Repeats or Verdict.DifferentScope => false,
        not Verdict.Contradicts when finding.Claim.Kind == ClaimKind.Telling => false,      // a wording is news only beside its opposite
        Verdict.Contradicts => finding.Claim.Confidence >= policy.ContradictionConfidence,
        _ => finding.Claim.Confidence >= policy.ClaimConfidence,
    };

    /// <summary>Null for notes: a subscription cannot refuse to hear that an article has a unit wrong.</summary>
    private static FindingKind? Kind(Verdict verdict) => verdict switch
    {
        Verdict.Contradicts => FindingKind.Contradiction,
        Verdict.Novel => FindingKind.New,
        Verdict.Updates or Verdict.Revises => FindingKind.Updated,
        Verdict.Corroborates => FindingKind.Corroborated,
        _ => null,
    };
}
