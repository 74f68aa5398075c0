using System.Collections.Immutable;

namespace Watcher.Claims.Ledgers;

/// <summary>
/// Turns an article's claims into what the ledger gains by them. Every claim is compared with the earlier entries and with the article's
/// own claims before it. Pure: every store gives ids and time, and writes what comes back.
/// </summary>
public sealed class LedgerRecorder(ClaimComparer comparer)
{
    /// <param name="article">Where the claims stand.</param>
    /// <param name="claims">In the order of the text.</param>
    /// <param name="earlier">All entries under the <see cref="Claim.ComparisonKey"/>s of the claims, in rising order of id.</param>
    /// <param name="nextId">Id of the first new entry; the others follow without a gap.</param>
    /// <param name="recordedAt">Time of recording.</param>
    /// <param name="rules">Of the rule book in force.</param>
    public Recording Record(
        ArticleRef article, IReadOnlyList<Claim> claims, IReadOnlyList<LedgerEntry> earlier, EntryId nextId, DateTimeOffset recordedAt,
        ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(claims);
        return RecordEdit(article, [.. claims.Select(claim => new EditedClaim(claim, null))], earlier, nextId, recordedAt, rules);
    }

    /// <summary>The same for the claims that an edit changed: each that replaces an entry of its article supersedes it.</summary>
    /// <param name="article">Where the claims stand.</param>
    /// <param name="claims">In the order of the text.</param>
    /// <param name="earlier">All entries under the <see cref="Claim.ComparisonKey"/>s of the claims, in rising order of id.</param>
    /// <param name="nextId">Id of the first new entry; the others follow without a gap.</param>
    /// <param name="recordedAt">Time of recording.</param>
    /// <param name="rules">Of the rule book in force.</param>
    public Recording RecordEdit(
        ArticleRef article, IReadOnlyList<EditedClaim> claims, IReadOnlyList<LedgerEntry> earlier, EntryId nextId, DateTimeOffset recordedAt,
        ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(earlier);

        var ledger = earlier.GroupBy(e => e.Claim.ComparisonKey).ToDictionary(g => g.Key, g => g.ToList());
        var findings = ImmutableArray.CreateBuilder<Finding>(claims.Count);
        var standings = ImmutableArray.CreateBuilder<EntryId>(claims.Count);
        var sightings = ImmutableArray.CreateBuilder<Sighting>();
        var added = new SortedDictionary<long, LedgerEntry>();
        foreach (var (claim, replaced) in claims)
        {
            if (!ledger.TryGetValue(claim.ComparisonKey, out var known))
            {
                ledger[claim.ComparisonKey] = known = [];
            }

            var finding = replaced is null ? comparer.Compare(claim, article, known, rules)
                : ArticleEdit.Told(comparer.Compare(claim, article, [.. known.Where(entry => entry.Id != replaced.Id)], rules), claim, replaced);
            findings.Add(finding);
            // What was known as a plan alone needs an entry when it is told as a fact: later claims are compared with facts.
            if (finding.Verdict is Verdict.Repeats(var repeated) && !(IsPlan(known.Find(entry => entry.Id == repeated)!.Claim) && !IsPlan(claim)))
            {
                sightings.Add(new Sighting(repeated, claim));
                standings.Add(repeated);
                continue;
            }

            var superseded = replaced?.Id ?? (finding.Verdict as Verdict.Revises)?.Earlier;
            var entry = new LedgerEntry
            {
                Id = new EntryId(nextId.Value + added.Count),
                Claim = claim,
                Article = article,
                RecordedAt = recordedAt,
                Supersedes = superseded,
            };
            if (superseded is { } old)
            {
                Supersede(known, added, old);
            }

            known.Add(entry);
            added.Add(entry.Id.Value, entry);
            standings.Add(entry.Id);
        }

        return new Recording(findings.ToImmutable(), [.. added.Values], sightings.ToImmutable()) { Standings = standings.ToImmutable() };
    }

    private static bool IsPlan(Claim claim) => claim.Modality is Modality.Future or Modality.Conditional;

    private static void Supersede(List<LedgerEntry> known, SortedDictionary<long, LedgerEntry> added, EntryId old)
    {
        var at = known.FindIndex(e => e.Id == old);
        known[at] = known[at] with { IsSuperseded = true };     // it was compared with a moment ago, so it is there
        if (added.ContainsKey(old.Value))
        {
            added[old.Value] = known[at];
        }
    }
}
