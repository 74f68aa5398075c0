using Watcher.Claims.Ledgers;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Decides which findings a subscription hears of. Asked once, when the finding is recorded: later changes of rules or settings re-mail nothing.</summary>
internal static class OwedRule
{
    public static bool Owes(Finding finding, FeedSettings feed, ListSettings list, Subscription subscription, MailPolicy policy) =>
        feed.Serves(list.Id)
        && list.Subjects.Any(subject => finding.Claim.Watched.Contains(subject))
        && IsTold(finding, policy)
        && (subscription.Only.IsEmpty || Kind(finding.Verdict) is not { } kind || subscription.Only.Contains(kind));

    /// <summary>Repeats and different scopes are counted and never told; what the rules are unsure of is recorded only.</summary>
    private static bool IsTold(Finding finding, MailPolicy policy) => finding.Verdict switch
    {
        Verdict.Repeats or Verdict.DifferentScope => false,
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
