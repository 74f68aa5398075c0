using System.Collections.Immutable;
using System.Data.Common;
using Watcher.Claims;
using Watcher.Claims.Ledgers;

namespace Watcher.Worker.Storage;

/// <summary>
/// The earlier entries a claim is compared with: the newest of its comparison key, and behind them the newest of its own oblast, of its country, and
/// of its own statement. A bounded number whatever the ledger holds (docs/031): a metric that is reported all over the world for years has
/// hundreds of thousands, and what is older has been updated many times over.
/// </summary>
internal static class LedgerLookup
{
    private const int Newest = 40, SameArea = 32, WiderArea = 8, SameOrigin = 8;

    /// <summary>
    /// The oblast an entry speaks of, else the country; as both migration sets index it. The text must stay as it is there, or no database
    /// uses the index.
    /// </summary>
    private const string SqliteArea = "coalesce(json_extract(claim, '$.scope.area.admin1'), json_extract(claim, '$.scope.area.country'), '')";
    private const string PostgresqlArea = "coalesce(claim::jsonb #>> '{scope,area,admin1}', claim::jsonb #>> '{scope,area,country}', '')";

    /// <returns>In rising order of id.</returns>
    public static async Task<List<LedgerEntry>> EarlierAsync(DbTransaction transaction, ImmutableArray<Claim> claims, CancellationToken cancellationToken)
    {
        var area = transaction is Microsoft.Data.Sqlite.SqliteTransaction ? SqliteArea : PostgresqlArea;
        var sql = $"""
            select {EntryRow.Columns} from ledger_entry e join article a on a.id = e.article_id where e.id in (
            select id from (select id from ledger_entry where comparison_key = @key order by id desc limit {Newest}) as newest
            union select id from (select id from ledger_entry where comparison_key = @key and {area} = @own order by id desc limit {SameArea}) as near
            union select id from (select id from ledger_entry where comparison_key = @key and {area} = @wider order by id desc limit {WiderArea}) as wide
            union select id from (select id from ledger_entry where comparison_key = @key and origin_key = @origin order by id desc limit {SameOrigin}) as same)
            """;
        var earlier = new SortedDictionary<long, LedgerEntry>();
        var articles = new Dictionary<string, ArticleRef>(StringComparer.Ordinal);
        foreach (var (key, own, wider, origin) in claims.Select(Asked).Distinct())
        {
            foreach (var row in await transaction.ListAsync<EntryRow>(sql, new { key, own, wider, origin }, cancellationToken))
            {
                if (!earlier.ContainsKey(row.Id))
                {
                    earlier.Add(row.Id, row.ToEntry(articles));
                }
            }
        }

        return [.. earlier.Values];
    }

    /// <summary>Claims of one article mostly ask the same.</summary>
    private static (string Key, string Own, string Wider, string Origin) Asked(Claim claim) =>
        (claim.ComparisonKey, claim.Scope.Area?.Admin1 ?? claim.Scope.Area?.Country ?? "", claim.Scope.Area?.Country ?? "", claim.OriginKey);
}
