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
    /// <param name="asOf">Mails composed since then and silences made since then are as if they were not; null: all count.</param>
    public async Task<ImmutableArray<OwedFinding>> OwedAsync(
        string recipient, string list, DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken, DateTimeOffset? asOf = null)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var isOpen = asOf is null ? "o.outbox_id is null and o.silenced_at is null" : """
            (o.outbox_id is null or exists (select 1 from outbox m where m.id = o.outbox_id and m.created_at >= @asOf))
              and (o.silenced_at is null or o.silenced_at >= @asOf)
            """;
        return await FindingsAsync(
            connection,
            $"""
            from owed_finding o join finding f on f.id = o.finding_id
            where o.recipient_id = @recipient and o.list_id = @list and o.recorded_at < @before and {isOpen}
            """,
            new { recipient, list, before = before.ToUnixTimeMilliseconds(), asOf = asOf?.ToUnixTimeMilliseconds() ?? 0 }, from, cancellationToken);
    }

    /// <summary>Ids of the contradictions that are owed, were recorded since then, and stand in no alert.</summary>
    public async Task<IReadOnlySet<long>> AlertableAsync(string recipient, string list, DateTimeOffset since, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<long>(new CommandDefinition(
            """
            select f.id from owed_finding o join finding f on f.id = o.finding_id
            where o.recipient_id = @recipient and o.list_id = @list and o.outbox_id is null and o.alert_id is null and o.silenced_at is null
              and o.recorded_at >= @since and f.verdict = 'contradicts'
            """,
            new { recipient, list, since = since.ToUnixTimeMilliseconds() }, cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>The findings that stand in a mail, as a digest of its window would tell them: for rendering it again.</summary>
    public async Task<ImmutableArray<OwedFinding>> InMailAsync(string outboxId, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await FindingsAsync(
            connection,
            """
            from owed_finding o join finding f on f.id = o.finding_id
            where (o.outbox_id = @outboxId or o.alert_id = @outboxId)
              and o.list_id = (select min(p.list_id) from owed_finding p where p.finding_id = o.finding_id and p.recipient_id = o.recipient_id
                                                                         and (p.outbox_id = @outboxId or p.alert_id = @outboxId))
            """,
            new { outboxId }, from, cancellationToken);
    }

    /// <summary>Contradictions about one of the entries that the subscription was told of, and not that they are over.</summary>
    public async Task<ImmutableArray<OwedFinding>> ToldContradictionsAsync(
        string recipient, string list, IReadOnlyCollection<EntryId> entries, DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var told = ImmutableArray.CreateBuilder<OwedFinding>();
        foreach (var chunk in entries.Select(entry => entry.Value).Chunk(ChunkSize))
        {
            told.AddRange(await FindingsAsync(
                connection,
                $"""
                from owed_finding o join finding f on f.id = o.finding_id
                where o.recipient_id = @recipient and o.list_id = @list and o.outbox_id is not null and f.verdict = 'contradicts'
                  and (f.entry_id {Among("chunk")} or exists (
                      select 1 from comparison c where c.finding_id = f.id and c.verdict = 'contradicts' and c.earlier_id {Among("chunk")}))
                  and not exists (
                      select 1 from resolution r where r.recipient_id = o.recipient_id and r.list_id = o.list_id and r.finding_id = o.finding_id)
                """,
                new { recipient, list, chunk }, from, cancellationToken));
        }

        return [.. told.DistinctBy(finding => finding.Id).OrderBy(finding => finding.Id)];
    }

    /// <summary>How many findings of a mail each feed brought, most first.</summary>
    public async Task<IReadOnlyList<(string Feed, int Findings)>> FeedsOfAsync(IReadOnlyCollection<long> findings, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var chunk in findings.Chunk(ChunkSize))
        {
            foreach (var (feed, count) in await connection.QueryAsync<(string Feed, long Count)>(new CommandDefinition(
                $"select a.feed_id, count(*) from finding f join article a on a.id = f.article_id where f.id {Among("chunk")} group by a.feed_id",
                new { chunk }, cancellationToken: cancellationToken)))
            {
                counts[feed] = counts.GetValueOrDefault(feed) + (int)count;
            }
        }

        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>Articles recorded in the window that claim something of one of the subjects.</summary>
    public async Task<int> MentioningAsync(ListSettings list, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"""
            select count(distinct f.article_id) from finding f join finding_subject s on s.finding_id = f.id
            where s.subject_id {Among("subjects")} and f.recorded_at >= @from and f.recorded_at < @to
            """,
            new
            {
                subjects = list.Subjects.Select(subject => subject.Value).ToList(),
                from = from.ToUnixTimeMilliseconds(),
                to = to.ToUnixTimeMilliseconds(),
            },
            cancellationToken: cancellationToken));
    }

    /// <summary>Findings with the entries they cite and what backs those now, owed to anybody or not.</summary>
    public async Task<ImmutableArray<OwedFinding>> ByIdAsync(IReadOnlyCollection<long> findings, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var found = ImmutableArray.CreateBuilder<OwedFinding>(findings.Count);
        foreach (var chunk in findings.Chunk(ChunkSize))
        {
            // Alerts are a subscription's; where none is asked for, a finding stands in none.
            found.AddRange(await FindingsAsync(
                connection, $"from finding f left join owed_finding o on 1 = 0 where f.id {Among("chunk")}", new { chunk }, DateTimeOffset.UnixEpoch, cancellationToken));
        }

        return found.ToImmutable();
    }

    /// <summary>The chosen findings in the order of recording, with the entries they cite.</summary>
    /// <param name="which">From-clause and conditions, over <c>finding f</c> and <c>owed_finding o</c>.</param>
    private async Task<ImmutableArray<OwedFinding>> FindingsAsync(
        DbConnection connection, string which, object values, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<FindingRow>(new CommandDefinition(
            $"""
            select f.id, f.entry_id, f.rule, f.recorded_at, f.body,
                   (select m.created_at from outbox m where m.id = o.alert_id and m.sent_at is not null) as alerted_at,
                   coalesce((select s.claim from sighting s where s.claim_id = f.claim_id),
                            (select e.claim from ledger_entry e where e.id = f.entry_id)) as claim
            {which} order by f.id
            """,
            values, cancellationToken: cancellationToken))).ToList();

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
                AlertedAt = f.Row.AlertedAt is { } alerted ? DateTimeOffset.FromUnixTimeMilliseconds(alerted) : null,
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
        var serving = configuration.Feeds.Where(feed => feed.IsEnabled && feed.Serves(list.Id)).ToList();
        var feeds = serving.ConvertAll(feed => feed.Id);
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
            Baseline = isFirstDigest ? await BaselineAsync(
                connection, list.Id, [.. serving.Where(feed => feed.FirstPoll != FirstPoll.All).Select(feed => feed.Id)], subjects, cancellationToken) : null,
            SeenAgain = silent.GetValueOrDefault("repeats"),
            DifferentScope = silent.GetValueOrDefault("different_scope"),
        };
    }

    /// <summary>What was published before our look at its feed, or before the list was there.</summary>
    private async Task<BaselineCounts?> BaselineAsync(
        DbConnection connection, string list, List<string> feeds, List<string> subjects, CancellationToken cancellationToken)
    {
        var isOld = $"""
            a.feed_id {Among("feeds")} and (a.is_baseline = 1 or a.published_at < (
                select l.first_seen_at from list_state l join feed d on d.id = a.feed_id
                where l.list_id = @list and l.first_seen_at > d.first_polled_at))
            """;
        var articles = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from article a where {isOld}", new { list, feeds }, cancellationToken: cancellationToken));
        var claims = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"""
            select count(distinct f.id) from finding f join finding_subject s on s.finding_id = f.id join article a on a.id = f.article_id
            where {isOld} and s.subject_id {Among("subjects")} and not exists (
                select 1 from owed_finding o where o.finding_id = f.id and o.list_id = @list)
            """,
            new { list, feeds, subjects }, cancellationToken: cancellationToken));
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

        public long? AlertedAt { get; init; }

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
