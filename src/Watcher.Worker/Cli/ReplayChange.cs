using System.Text.Json.Nodes;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>A finding that the present rules see otherwise than the ledger does.</summary>
/// <param name="From">Of the ledger; null for a finding it does not hold.</param>
/// <param name="To">Of the replay; null for one that is gone.</param>
internal sealed record ReplayChange(ClaimId Id, string Quote, Finding? From, Finding? To)
{
    public char Sign => From is null ? '+' : To is null ? '-' : '~';

    /// <summary>Findings of the replayed articles alone: what the ledger holds of others is no difference.</summary>
    public static IReadOnlyList<ReplayChange> Between(IReadOnlyList<RecordedFinding> recorded, ReplayReport report, HashSet<SubjectId>? watched)
    {
        var articles = report.Articles;
        var now = report.Findings.Select(f => f.Finding).DistinctBy(f => f.Claim.Id).ToDictionary(f => f.Claim.Id);
        var before = recorded.Select(r => r.Finding).Where(f => articles.Contains(f.Claim.Article) && (watched is null || f.Claim.Watched.Any(watched.Contains))).ToDictionary(f => f.Claim.Id);

        // A claim of a subject that was renamed keeps its id in the ledger, and is read today with another: what it says is the same.
        var renamed = before.Values.Where(f => !now.ContainsKey(f.Claim.Id)).ToLookup(f => Content(f.Claim));
        foreach (var finding in now.Values.Where(f => !before.ContainsKey(f.Claim.Id)).ToList())
        {
            if (renamed[Content(finding.Claim)].FirstOrDefault() is { } known && now.TryAdd(known.Claim.Id, finding with { Claim = finding.Claim with { Id = known.Claim.Id } }))
            {
                now.Remove(finding.Claim.Id);
            }
        }

        return
        [
            .. now.Values.Where(f => !before.ContainsKey(f.Claim.Id)).Select(f => new ReplayChange(f.Claim.Id, f.Claim.Evidence.Quote, null, f)),
            .. before.Values.Where(f => !now.ContainsKey(f.Claim.Id)).Select(f => new ReplayChange(f.Claim.Id, f.Claim.Evidence.Quote, f, null)),
            .. now.Values.Where(f => before.TryGetValue(f.Claim.Id, out var old) && old.Verdict.GetType() != f.Verdict.GetType())
                .Select(f => new ReplayChange(f.Claim.Id, f.Claim.Evidence.Quote, before[f.Claim.Id], f)),
        ];
    }

    private static object Content(Claim claim) => (
        claim.Article, claim.Evidence, claim.Subject.Id, claim.Subject.Place?.Reading, claim.Predicate, claim.Actor?.Side?.Value ?? claim.Actor?.Name,
        claim.ValueSurface, claim.Stance, claim.Polarity);

    public JsonObject ToJson() => new()
    {
        ["op"] = Sign.ToString(),
        ["claim"] = ClaimDocument.ShortId(Id),
        ["from"] = From is null ? null : ClaimDocument.Word(From.Verdict),
        ["to"] = To is null ? null : ClaimDocument.Word(To.Verdict),
        ["from_rule"] = From?.Rule,
        ["to_rule"] = To?.Rule,
        ["quote"] = Quote,
    };
}
