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

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Of a list that is newest first: behind this finding, as <c>next</c> of the page before names it.</summary>
    public long? Behind { get; init; }

    public IReadOnlyCollection<string>? Subjects { get; init; }

    public int Limit { get; init; } = 50;
}

/// <summary>A finding with the ledger entry it belongs to.</summary>
/// <param name="Fingerprint">Of the configuration it was recorded under.</param>
internal sealed record RecordedFinding(long Id, LedgerEntry Entry, Finding Finding, DateTimeOffset RecordedAt, bool IsBaseline, string Fingerprint);

/// <summary>One article that stands behind a claim.</summary>
/// <param name="Origin">Who speaks, whatever outlets carry it: what origins are counted by.</param>
internal sealed record EvidenceItem(string Origin, Claim Claim, ArticleRef Article, DateTimeOffset SeenAt);

/// <summary>A mail that told of a claim.</summary>
internal sealed class CarryingMail
{
    public string Name { get; init; } = "";

    public string Kind { get; init; } = "";

    public string State { get; init; } = "";

    public string RecipientId { get; init; } = "";

    public string MessageId { get; init; } = "";
}

/// <summary>An article as it was read, cleaned.</summary>
internal sealed record StoredArticle(ArticleRef Reference, Reading.Articles.Article Article);

/// <summary>Reads the ledger for people: lists and single claims. Changes nothing.</summary>
internal sealed class LedgerQueries(Database database)
{
    private const string FindingColumns = "f.id as finding_id, f.entry_id, f.rule, f.recorded_at as found_at, f.is_baseline, f.fingerprint, f.body, coalesce(s.claim, e.claim) as claim";

    private const int PageSize = 500;

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<RecordedFinding>> ListAsync(ClaimFilter filter, CancellationToken cancellationToken) => PageAsync(filter, null, cancellationToken);

    /// <summary>Everything the filter asks for, whatever its limit, in the order of recording; page by page, so that a ledger of any size fits.</summary>
    public async IAsyncEnumerable<IReadOnlyList<RecordedFinding>> PagesAsync(ClaimFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (after, page) = (0L, filter with { Limit = PageSize });
        while (true)
        {
            var found = await PageAsync(page, after, cancellationToken);
            yield return found;
            if (found.Count < PageSize)
            {
                yield break;
            }

            after = found[^1].Id;
        }
    }

    /// <summary>How many the filter asks for, whatever its limit.</summary>
    public async Task<int> CountAsync(ClaimFilter filter, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"select count(*) {Chosen(filter)}", Values(filter), cancellationToken: cancellationToken));
    }

    /// <param name="after">Oldest first and behind this finding; null: newest first.</param>
    private Task<IReadOnlyList<RecordedFinding>> PageAsync(ClaimFilter filter, long? after, CancellationToken cancellationToken)
    {
        var place = after is not null ? "and f.id > @Behind order by f.id" : filter.Behind is not null ? "and f.id < @Behind order by f.id desc" : "order by f.id desc";
        return FindingsAsync($"select {FindingColumns} {Chosen(filter)} {place} limit @Limit", Values(filter with { Behind = after ?? filter.Behind }), cancellationToken);
    }

    /// <summary>The findings of a filter, whatever its limit.</summary>
    private string Chosen(ClaimFilter filter)
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
        Add(filter.Until is not null, "f.recorded_at < @UntilMs");
        return $"""
            from finding f join ledger_entry e on e.id = f.entry_id join article a on a.id = f.article_id left join sighting s on s.claim_id = f.claim_id
            where {string.Join(" and ", conditions)}
            """;
    }

    private static object Values(ClaimFilter filter) => new
    {
        filter.Subject,
        filter.Subjects,
        filter.Kind,
        filter.Verdict,
        filter.Limit,
        OutletPattern = $"%\"id\":\"{filter.Outlet}\"%",
        SinceMs = filter.Since?.ToUnixTimeMilliseconds() ?? 0,
        UntilMs = filter.Until?.ToUnixTimeMilliseconds() ?? 0,
        Behind = filter.Behind ?? 0,
    };

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

    /// <summary>Everything that backs an entry, oldest first: itself, what strongly corroborates it or is corroborated by it, and their sightings.</summary>
    public async Task<IReadOnlyList<EvidenceItem>> EvidenceAsync(EntryId entry, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<EvidenceRow>(new CommandDefinition(
            $"""
            with member (entry) as (
                select id from ledger_entry where id = @entry
                union
                select f.entry_id from comparison c join finding f on f.id = c.finding_id where c.backs = 1 and c.earlier_id = @entry
                union
                select c.earlier_id from finding f join comparison c on c.finding_id = f.id where c.backs = 1 and f.entry_id = @entry),
            seen (origin, claim, article, seen_at) as (
                select e.voice, e.claim, e.article_id, e.recorded_at from member m join ledger_entry e on e.id = m.entry
                union all
                select e.voice, s.claim, s.article_id, s.recorded_at
                from member m join ledger_entry e on e.id = m.entry join sighting s on s.entry_id = e.id)
            select s.origin, s.claim, s.seen_at, {ArticleRow.Columns} from seen s join article a on a.id = s.article order by s.seen_at, a.published_at, a.id
            """,
            new { entry = entry.Value }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new EvidenceItem(row.Origin, ClaimJson.Read<Claim>(row.Claim), row.ToReference(), DateTimeOffset.FromUnixTimeMilliseconds(row.SeenAt)))];
    }

    private sealed class EvidenceRow : ArticleRow
    {
        public string Origin { get; init; } = "";

        public string Claim { get; init; } = "";

        public long SeenAt { get; init; }
    }

    /// <summary>What an entry replaced, and what replaced it: the versions of one statement, without itself.</summary>
    public async Task<IReadOnlyList<EntryId>> VersionsAsync(EntryId entry, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await connection.QueryAsync<long>(new CommandDefinition(
            """
            with recursive older (id) as (
                select supersedes from ledger_entry where id = @entry and supersedes is not null
                union select e.supersedes from ledger_entry e join older o on e.id = o.id where e.supersedes is not null),
            newer (id) as (
                select id from ledger_entry where supersedes = @entry
                union select e.id from ledger_entry e join newer n on e.supersedes = n.id)
            select id from older union select id from newer order by id
            """,
            new { entry = entry.Value }, cancellationToken: cancellationToken))).Select(id => new EntryId(id))];
    }

    /// <summary>The mails in which a finding stands, oldest first.</summary>
    public async Task<IReadOnlyList<CarryingMail>> MailsAsync(long finding, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. await connection.QueryAsync<CarryingMail>(new CommandDefinition(
            """
            select distinct m.name, m.kind, m.state, m.recipient_id, m.message_id, m.created_at
            from outbox m join owed_finding o on o.outbox_id = m.id or o.alert_id = m.id where o.finding_id = @finding order by m.created_at, m.name
            """,
            new { finding }, cancellationToken: cancellationToken))];
    }

    /// <summary>
    /// Stored articles published before then whose text is still kept, in the order in which a reader would have met them: articles as they were
    /// published, their later versions when we read them.
    /// </summary>
    public async Task<IReadOnlyList<StoredVersion>> ArticlesAsync(DateTimeOffset? until, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<StoredVersion.Row>(new CommandDefinition(
            $"{StoredVersion.Select} where body is not null and published_at < @until", new { until = until?.ToUnixTimeMilliseconds() ?? long.MaxValue },
            cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToVersion()).OrderBy(v => v.Moment).ThenBy(v => v.Reference.Id.Value, StringComparer.Ordinal).ThenBy(v => v.Number)];
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
                row.FindingId, entries[new EntryId(row.EntryId)], row.ToFinding(), DateTimeOffset.FromUnixTimeMilliseconds(row.FoundAt), row.IsBaseline, row.Fingerprint)),
        ];
    }

    private sealed class Row
    {
        public long FindingId { get; init; }

        public long EntryId { get; init; }

        public string Rule { get; init; } = "";

        public long FoundAt { get; init; }

        public bool IsBaseline { get; init; }

        public string Fingerprint { get; init; } = "";

        public string Body { get; init; } = "";

        public string Claim { get; init; } = "";

        public Finding ToFinding() => FindingBody.ToFinding(Body, Claim, Rule);
    }
}
