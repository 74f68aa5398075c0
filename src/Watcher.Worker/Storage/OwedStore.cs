using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>Reads what a subscription is owed, with everything a digest cites. Writes nothing.</summary>
internal sealed class OwedStore(Database database)
{
    /// <summary>Databases limit the parameters of one statement.</summary>
    private const int ChunkSize = 500;

    /// <summary>Findings owed to the subscription and recorded before <paramref name="before"/>, in the order of recording.</summary>
    /// <param name="from">Beginning of the window: what backed an entry before it is told apart.</param>
    /// <param name="before">End of the window, exclusive.</param>
    public async Task<ImmutableArray<OwedFinding>> OwedAsync(
        string recipient, string list, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = (await connection.QueryAsync<FindingRow>(new CommandDefinition(
            """
            select f.id, f.entry_id, f.rule, f.recorded_at, f.body, coalesce(s.claim, e.claim) as claim
            from owed_finding o join finding f on f.id = o.finding_id join ledger_entry e on e.id = f.entry_id
                 left join sighting s on s.claim_id = f.claim_id
            where o.recipient_id = @recipient and o.list_id = @list and o.outbox_id is null and o.recorded_at < @before
            order by f.id
            """,
            new { recipient, list, before = before.ToUnixTimeMilliseconds() }, cancellationToken: cancellationToken))).ToList();

        var findings = rows.ConvertAll(row => (Row: row, Finding: row.ToFinding()));
        var cited = await CitedAsync(
            connection,
            [.. findings.Select(f => f.Row.EntryId).Concat(findings.SelectMany(f => f.Finding.Compared).Select(c => c.Earlier.Value)).Distinct()],
            from, cancellationToken);
        return
        [
            .. findings.Select(f => new OwedFinding
            {
                Id = f.Row.Id,
                RecordedAt = DateTimeOffset.FromUnixTimeMilliseconds(f.Row.RecordedAt),
                Finding = f.Finding,
                Entry = cited[f.Row.EntryId],
                Compared = [.. f.Finding.Compared.Select(comparison => cited[comparison.Earlier.Value])],
            }),
        ];
    }

    /// <summary>The control entries of these settlements, oldest first.</summary>
    public async Task<ImmutableArray<CitedEntry>> ControlHistoryAsync(
        IReadOnlyCollection<SubjectId> settlements, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var ids = new List<long>();
        foreach (var settlement in settlements)
        {
            ids.AddRange(await connection.QueryAsync<long>(new CommandDefinition(
                $"select id from ledger_entry where subject_id = @settlement and kind = 'control' order by id desc limit {DigestInput.MaxHistory}",
                new { settlement = settlement.Value }, cancellationToken: cancellationToken)));
        }

        var cited = await CitedAsync(connection, ids, from, cancellationToken);
        return [.. cited.Values.OrderBy(entry => entry.Entry.Id.Value)];
    }

    /// <summary>What was looked at in the window, for one list.</summary>
    public async Task<Coverage> CoverageAsync(
        ListSettings list, WatcherConfiguration configuration, DateTimeOffset from, DateTimeOffset to, bool isFirstDigest,
        CancellationToken cancellationToken)
    {
        var feeds = configuration.Feeds.Where(feed => feed.IsEnabled && feed.Serves(list.Id)).Select(feed => feed.Id).ToList();
        var subjects = list.Subjects.Select(subject => subject.Value).ToList();
        var window = new { feeds, subjects, from = from.ToUnixTimeMilliseconds(), to = to.ToUnixTimeMilliseconds() };

        await using var connection = await database.OpenAsync(cancellationToken);
        var failing = await connection.QueryAsync<FeedState>(new CommandDefinition(
            $"select * from feed where id {Among("feeds")} and failing_since is not null order by id", window, cancellationToken: cancellationToken));
        var articles = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from article where feed_id {Among("feeds")} and recorded_at >= @from and recorded_at < @to",
            window, cancellationToken: cancellationToken));
        var silent = (await connection.QueryAsync<(string Verdict, long Count)>(new CommandDefinition(
            $"""
            select f.verdict, count(distinct f.id) from finding f join finding_subject s on s.finding_id = f.id
            where s.subject_id {Among("subjects")} and f.recorded_at >= @from and f.recorded_at < @to and f.verdict in ('repeats', 'different_scope')
            group by f.verdict
            """,
            window, cancellationToken: cancellationToken))).ToDictionary(row => row.Verdict, row => (int)row.Count, StringComparer.Ordinal);

        return new Coverage
        {
            Feeds = feeds.Count,
            ArticlesRead = articles,
            Failing =
            [
                .. failing.Select(feed => new FailingFeed(
                    feed.Id, feed.LastError ?? "failed", feed.LastSuccessAt is { } good ? DateTimeOffset.FromUnixTimeMilliseconds(good) : null)),
            ],
            Baseline = isFirstDigest ? await BaselineAsync(connection, feeds, subjects, cancellationToken) : null,
            SeenAgain = silent.GetValueOrDefault("repeats"),
            DifferentScope = silent.GetValueOrDefault("different_scope"),
        };
    }

    private async Task<BaselineCounts?> BaselineAsync(
        DbConnection connection, List<string> feeds, List<string> subjects, CancellationToken cancellationToken)
    {
        var articles = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from article where is_baseline = 1 and feed_id {Among("feeds")}", new { feeds }, cancellationToken: cancellationToken));
        var claims = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"""
            select count(distinct f.id) from finding f join finding_subject s on s.finding_id = f.id
            where f.is_baseline = 1 and s.subject_id {Among("subjects")}
            """,
            new { subjects }, cancellationToken: cancellationToken));
        return articles == 0 ? null : new BaselineCounts(articles, claims);
    }

    /// <summary>
    /// The entries with their backing. What backs an entry: itself, the entries that strongly corroborate it or that it corroborates, and
    /// the sightings of all of them.
    /// </summary>
    private async Task<Dictionary<long, CitedEntry>> CitedAsync(
        DbConnection connection, List<long> ids, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var cited = new Dictionary<long, CitedEntry>();
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            var entries = await connection.QueryAsync<EntryRow>(new CommandDefinition(
                $"select {EntryRow.Columns} from ledger_entry e join article a on a.id = e.article_id where e.id {Among("chunk")}",
                new { chunk }, cancellationToken: cancellationToken));
            var backings = (await connection.QueryAsync<BackingRow>(new CommandDefinition(
                $"""
                with member (root, entry) as (
                    select id, id from ledger_entry where id {Among("chunk")}
                    union
                    select c.earlier_id, f.entry_id from comparison c join finding f on f.id = c.finding_id
                    where c.backs = 1 and c.earlier_id {Among("chunk")}
                    union
                    select f.entry_id, c.earlier_id from finding f join comparison c on c.finding_id = f.id
                    where c.backs = 1 and f.entry_id {Among("chunk")}),
                seen (root, article, origin, seen_at) as (
                    select m.root, e.article_id, e.voice, e.recorded_at from member m join ledger_entry e on e.id = m.entry
                    union all
                    select m.root, s.article_id, e.voice, s.recorded_at
                    from member m join ledger_entry e on e.id = m.entry join sighting s on s.entry_id = e.id)
                select root, count(distinct article) as articles, count(distinct origin) as origins,
                       count(distinct case when seen_at < @from then article end) as articles_before,
                       count(distinct case when seen_at < @from then origin end) as origins_before
                from seen group by root
                """,
                new { chunk, from = from.ToUnixTimeMilliseconds() }, cancellationToken: cancellationToken))).ToDictionary(row => row.Root);
            foreach (var entry in entries)
            {
                var backing = backings[entry.Id];
                cited.Add(entry.Id, new CitedEntry
                {
                    Entry = entry.ToEntry(),
                    Backing = new Backing(backing.Articles, backing.Origins),
                    Before = new Backing(backing.ArticlesBefore, backing.OriginsBefore),
                });
            }
        }

        return cited;
    }

    private string Among(string name) => database.Dialect.Among(name);

    private sealed class FindingRow
    {
        public long Id { get; init; }

        public long EntryId { get; init; }

        public string Rule { get; init; } = "";

        public long RecordedAt { get; init; }

        public string Body { get; init; } = "";

        public string Claim { get; init; } = "";

        public Finding ToFinding() => FindingBody.ToFinding(Body, Claim, Rule);
    }

    private sealed class BackingRow
    {
        public long Root { get; init; }

        public int Articles { get; init; }

        public int Origins { get; init; }

        public int ArticlesBefore { get; init; }

        public int OriginsBefore { get; init; }
    }
}
