using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;

namespace Watcher.Worker.Cli;

/// <summary>Where a recorded claim stands now: who watches it, how grave it is, what backs it.</summary>
/// <param name="List">The first watch list that holds one of its subjects; null for none.</param>
/// <param name="Severity">Null for what is no contradiction across sources.</param>
/// <param name="IdOf">The claim of an entry that it was compared with.</param>
internal sealed record ClaimStanding(string? List, Severity? Severity, Backing Backing, Func<EntryId, ClaimId?> IdOf)
{
    /// <summary>Of each of the findings, by its number.</summary>
    public static async Task<IReadOnlyDictionary<long, ClaimStanding>> OfAsync(
        IReadOnlyCollection<RecordedFinding> findings, IServiceProvider services, CancellationToken cancellationToken)
    {
        var configuration = services.GetRequiredService<CurrentRules>().Current.Configuration;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var rules = MailParts.Rules(configuration.Policy, []);
        var cited = await services.GetRequiredService<OwedStore>().ByIdAsync([.. findings.Select(f => f.Id)], cancellationToken);
        return cited.ToDictionary(owed => owed.Id, owed =>
        {
            var list = ListOf(owed.Finding.Claim, configuration);
            var compared = owed.Compared.ToDictionary(c => c.Entry.Id, c => c.Entry.Claim.Id);
            return new ClaimStanding(
                list?.Id, list is null ? null : AlertTrigger.SeverityOf(owed, Readers.List(list), rules, now), owed.Entry.Backing,
                id => compared.TryGetValue(id, out var claim) ? claim : null);
        });
    }

    /// <summary>The first list that holds one of the claim's subjects.</summary>
    public static ListSettings? ListOf(Claim claim, WatcherConfiguration configuration) =>
        configuration.Lists.FirstOrDefault(list => claim.Watched.Any(list.Subjects.Contains));
}
