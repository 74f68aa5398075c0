using System.Collections.Immutable;
using Dapper;
using Watcher.Claims;
using Watcher.Claims.Ledgers;

namespace Watcher.Worker.Storage;

/// <summary>What <c>claims list</c> asks for; null = does not matter.</summary>
internal sealed record ClaimFilter
{
    public string? Subject { get; init; }

    public string? Kind { get; init; }

    public string? Verdict { get; init; }

    public string? Outlet { get; init; }

    public DateTimeOffset? Since { get; init; }

    public IReadOnlyCollection<string>? Subjects { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>A finding with the ledger entry it belongs to.</summary>
internal sealed record RecordedFinding(long Id, LedgerEntry Entry, Finding Finding, DateTimeOffset RecordedAt, bool IsBaseline);

/// <summary>An article as it was read, cleaned.</summary>
internal sealed record StoredArticle(ArticleRef Reference, Reading.Articles.Article Article);

/// <summary>Reads the ledger for people: lists and single claims. Changes nothing.</summary>
internal sealed class LedgerQueries(Database database)
{
    private const string FindingColumns = "f.id as finding_id, f.entry_id, f.rule, f.recorded_at as found_at, f.is_baseline, f.body, coalesce(s.claim, e.claim) as claim";

    private const int PageSize = 500;

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<RecordedFinding>> ListAsync(ClaimFilter filter, CancellationToken cancellationToken) => PageAsync(filter, null, cancellationToken);

    /// <summary>Everything the filter asks for, whatever its limit, in the order of recording; read page by page, so that a ledger of any size fits.</summary>
    public async IAsyncEnumerable<RecordedFinding> AllAsync(ClaimFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, page) = (0L, filter with { Limit = PageSize });
        while (true)
        {
            var found = await PageAsync(page, after, cancellationToken);
            foreach (var finding in found)
            {
                yield return finding;
            }

            if (found.Count < PageSize)
            {
                yield break;
            }

            after = found[^1].Id;
        }
    }

    /// <param name="after">Oldest first and behind this finding; null: newest first.</param>
    private async Task<IReadOnlyList<RecordedFinding>> PageAsync(ClaimFilter filter, long? after, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { "1 = 1" };
        void Add(bool given, string condition)
        {
            if (given)
            {
                conditions.Add(condition);
            }
        }

        Add(filter.Subject is not null, "exists (select 1 from finding_subject t where t.finding_id = f.id and t.subject_id = @Subject)");
        Add(filter.Subjects is not null, $"exists (select 1 from finding_subject t where t.finding_id = f.id and t.subject_id {database.Dialect.Among("Subjects")})");
        Add(filter.Kind is not null, "e.kind = @Kind");
        Add(filter.Verdict is not null, "f.verdict = @Verdict");
        Add(filter.Outlet is not null, "a.outlet like @OutletPattern");
        Add(filter.Since is not null, "f.recorded_at >= @SinceMs");
        Add(after is not null, "f.id > @after");
        var sql = $"""
            select {FindingColumns} from finding f join ledger_entry e on e.id = f.entry_id join article a on a.id = f.article_id
                 left join sighting s on s.claim_id = f.claim_id
            where {string.Join(" and ", conditions)} order by f.id {(after is null ? "desc" : "")} limit @Limit
            """;
        return await FindingsAsync(
            sql,
            new
            {
                filter.Subject,
                filter.Subjects,
                filter.Kind,
                filter.Verdict,
                filter.Limit,
                after = after ?? 0,
                OutletPattern = $"%\"id\":\"{filter.Outlet}\"%",
                SinceMs = filter.Since?.ToUnixTimeMilliseconds() ?? 0,
            },
            cancellationToken);
    }

    /// <summary>Findings whose claim id begins with <paramref name="prefix"/> (hex digits): one when the prefix is long enough.</summary>
    public Task<IReadOnlyList<RecordedFinding>> ByClaimAsync(string prefix, CancellationToken cancellationToken) => FindingsAsync(
        $"""
        select {FindingColumns} from finding f join ledger_entry e on e.id = f.entry_id left join sighting s on s.claim_id = f.claim_id
        where f.claim_id like @pattern order by f.id limit 20
        """,
        new { pattern = prefix + "%" }, cancellationToken);

    public async Task<IReadOnlyDictionary<EntryId, LedgerEntry>> EntriesAsync(IEnumerable<EntryId> ids, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            $"select {EntryRow.Columns} from ledger_entry e join article a on a.id = e.article_id where e.id {database.Dialect.Among("ids")}",
            new { ids = ids.Select(id => id.Value).ToArray() }, cancellationToken: cancellationToken));
        return rows.Select(row => row.ToEntry()).ToImmutableDictionary(entry => entry.Id);
    }

    /// <summary>The articles of an entry's sightings: who carried the same statement again.</summary>
    public async Task<IReadOnlyList<(string Title, string? Url, DateTimeOffset SeenAt)>> SightingsAsync(EntryId entry, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Title, string? Url, long SeenAt)>(new CommandDefinition(
            "select a.title, a.canonical_url, s.recorded_at from sighting s join article a on a.id = s.article_id where s.entry_id = @entry order by s.id",
            new { entry = entry.Value }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => (row.Title, row.Url, DateTimeOffset.FromUnixTimeMilliseconds(row.SeenAt)))];
    }

    /// <summary>Stored articles whose text is still kept, in the order of publication.</summary>
    public async Task<IReadOnlyList<StoredArticle>> ArticlesAsync(DateTimeOffset? since, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<ArticleRow>(new CommandDefinition(
            $"""
            select {ArticleRow.Columns}, a.body from article a
            where a.body is not null and a.published_at >= @since and a.published_at < @until order by a.published_at, a.id
            """,
            new { since = since?.ToUnixTimeMilliseconds() ?? long.MinValue, until = until?.ToUnixTimeMilliseconds() ?? long.MaxValue },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToStored())];
    }

    /// <summary>Verdict and rule of every finding on record, by claim.</summary>
    public async Task<IReadOnlyDictionary<ClaimId, (string Verdict, string Rule)>> VerdictsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string ClaimId, string Verdict, string Rule)>(new CommandDefinition(
            "select claim_id, verdict, rule from finding", cancellationToken: cancellationToken));
        return rows.ToDictionary(row => new ClaimId(row.ClaimId), row => (row.Verdict, row.Rule));
    }

    private async Task<IReadOnlyList<RecordedFinding>> FindingsAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        List<Row> rows;
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            rows = (await connection.QueryAsync<Row>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken))).AsList();
        }

        var entries = await EntriesAsync(rows.Select(row => new EntryId(row.EntryId)).Distinct(), cancellationToken);
        return
        [
            .. rows.Select(row => new RecordedFinding(
                row.FindingId, entries[new EntryId(row.EntryId)], row.ToFinding(), DateTimeOffset.FromUnixTimeMilliseconds(row.FoundAt), row.IsBaseline)),
        ];
    }

    private sealed class Row
    {
        public long FindingId { get; init; }

        public long EntryId { get; init; }

        public string Rule { get; init; } = "";

        public long FoundAt { get; init; }

        public bool IsBaseline { get; init; }

        public string Body { get; init; } = "";

        public string Claim { get; init; } = "";

        public Finding ToFinding() => FindingBody.ToFinding(Body, Claim, Rule);
    }
}
