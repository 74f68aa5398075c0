using System.Data.Common;
using Watcher.Claims;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>
/// Carries over what the store knows under an id that <c>was:</c> says is another's former one. Nothing is remembered of it: whatever bears the old
/// id is moved whenever it is met, so a pass that still ran with the configuration before, or an instance that reloads later, loses nothing.
/// </summary>
internal static class FormerIdStore
{
    private const int ChunkSize = 500;

    /// <summary>Moves what is left under former ids, within the caller's transaction. A few look-ups by index when nothing is.</summary>
    public static async Task<int> MoveAsync(DbTransaction transaction, ISqlDialect dialect, WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var id in configuration.FormerIds)
        {
            var move = new Move(transaction, dialect, id, cancellationToken);
            moved += await (id.Kind switch
            {
                FormerIdKind.List => move.ListAsync(),
                FormerIdKind.Subject => move.SubjectAsync(),
                FormerIdKind.Outlet => move.OutletAsync(),
                FormerIdKind.Feed => move.FeedAsync(),
                FormerIdKind.Recipient => move.RecipientAsync(),
                _ => throw new System.Diagnostics.UnreachableException(),
            }) ? 1 : 0;
        }

        return moved;
    }

    /// <summary>One id on its way; each verb says whether there was anything to move.</summary>
    private sealed class Move(DbTransaction transaction, ISqlDialect dialect, FormerId id, CancellationToken cancellationToken)
    {
        /// <summary>As it stands in stored JSON. Ids hold neither quotes nor wildcards.</summary>
        private readonly string _pattern = $"%\"{id.Old}\"%";

        public async Task<bool> ListAsync()
        {
            if (!await AnyAsync("list_state where list_id = @Old") && !await AnyAsync("subscription where list_id = @Old")
                && !await AnyAsync("subscription s join owed_finding o on o.recipient_id = s.recipient_id and o.list_id = @Old"))
            {
                return false;
            }

            await RunAsync("insert into list_state (list_id, first_seen_at) select @Present, first_seen_at from list_state where list_id = @Old on conflict (list_id) do nothing");
            await RunAsync(
                """
                update list_state set first_seen_at = (select min(first_seen_at) from list_state where list_id in (@Old, @Present))
                where list_id = @Present and exists (select 1 from list_state where list_id = @Old)
                """);
            await RunAsync("delete from list_state where list_id = @Old");
            await SubscriptionsAsync("list_id", "recipient_id");
            await RunAsync("update outbox set list_id = @Present where list_id = @Old");
            await KeysAsync("list_id", place: 2);
            await MoveRowsAsync("owed_finding", "list_id", "recipient_id", "finding_id");
            await MoveRowsAsync("unsubscription", "list_id", "recipient_id");
            await MoveRowsAsync("resolution", "list_id", "recipient_id", "finding_id");
            await MoveRowsAsync("watched_name", "list_id", "subject_id", "name");
            return true;
        }

        public async Task<bool> RecipientAsync()
        {
            if (!await AnyAsync("subscription where recipient_id = @Old") && !await AnyAsync("owed_finding where recipient_id = @Old")
                && !await AnyAsync("ops_notice where operator_id = @Old") && !await AnyAsync("pause where recipient_id = @Old"))
            {
                return false;
            }

            await SubscriptionsAsync("recipient_id", "list_id");
            await RunAsync("update outbox set recipient_id = @Present where recipient_id = @Old");
            await KeysAsync("recipient_id", place: 1);
            await MoveRowsAsync("owed_finding", "recipient_id", "list_id", "finding_id");
            await MoveRowsAsync("unsubscription", "recipient_id", "list_id");
            await MoveRowsAsync("resolution", "recipient_id", "list_id", "finding_id");
            await MoveRowsAsync("mute", "recipient_id", "claim_id");
            await MoveRowsAsync("pause", "recipient_id");
            await MoveRowsAsync("ops_notice", "operator_id", "kind", "notice_key");
            return true;
        }

        public async Task<bool> FeedAsync()
        {
            if (!await AnyAsync("feed where id = @Old") && !await AnyAsync("feed_item where feed_id = @Old"))
            {
                return false;
            }

            // Our look at the feed began with the older row: what it listed then is its back catalogue, not what a new row listed.
            await RunAsync(
                """
                update feed set first_polled_at = (select min(first_polled_at) from feed where id in (@Old, @Present))
                where id = @Present and exists (select 1 from feed where id = @Old)
                """);
            await MoveRowsAsync("feed", "id");
            await MoveRowsAsync("feed_item", "feed_id", "item_key");
            await RunAsync("update article set feed_id = @Present where feed_id = @Old");
            await RunAsync("update ops_notice set notice_key = @Present || substr(notice_key, @behind) where notice_key like @notice",
                new { id.Present, behind = id.Old.Length + 1, notice = $"{id.Old}@%" });
            return true;
        }

        public async Task<bool> OutletAsync()
        {
            if (!await AnyAsync("outlet_block where outlet_id = @Old"))
            {
                return false;
            }

            await RunAsync(
                """
                insert into outlet_block (outlet_id, block_key, articles) select @Present, block_key, articles from outlet_block where outlet_id = @Old
                on conflict (outlet_id, block_key) do update set articles = outlet_block.articles + excluded.articles
                """);
            await RunAsync("delete from outlet_block where outlet_id = @Old");

            var articles = await transaction.ListAsync<ArticleOutlet>("select id, outlet from article where outlet like @_pattern", new { _pattern }, cancellationToken);
            var before = articles.ToDictionary(row => row.Id, row => ClaimJson.Read<Outlet>(row.Outlet), StringComparer.Ordinal);
            await transaction.RunAsync(
                "update article set outlet = @outlet where id = @Key",
                before.Select(article => new { article.Key, outlet = ClaimJson.Write(ClaimRenaming.Of(article.Value, id.Old, id.Present)) }), cancellationToken);
            await ClaimsAsync(
                $"article_id {dialect.Among("articles")}", before.Keys.Chunk(ChunkSize).Select(chunk => (object)new { articles = chunk }),
                (claim, article) => (
                    ClaimRenaming.OfOutlet(claim, id.Old, id.Present), ClaimRenaming.Of(article.Outlet, id.Old, id.Present), before.GetValueOrDefault(article.Id.Value) ?? article.Outlet));
            return true;
        }

        public async Task<bool> SubjectAsync()
        {
            if (!await AnyAsync("ledger_entry where subject_id = @Old") && !await AnyAsync("finding_subject where subject_id = @Old")
                && !await AnyAsync("watched_name where subject_id = @Old"))
            {
                return false;
            }

            await ClaimsAsync(
                "claim like @_pattern", [new { _pattern }], (claim, article) => (ClaimRenaming.OfSubject(claim, id.Old, id.Present), article.Outlet, article.Outlet));
            await MoveRowsAsync("finding_subject", "subject_id", "finding_id");
            await MoveRowsAsync("watched_name", "subject_id", "list_id", "name");
            return true;
        }

        /// <summary>
        /// The one place where recorded claims are rewritten: the same claims under another key. The triggers that keep the ledger append-only are
        /// lifted inside the transaction and are back before it ends.
        /// </summary>
        private async Task ClaimsAsync(string which, IEnumerable<object> values, Func<Claim, ArticleRef, (Claim Claim, Outlet Outlet, Outlet Before)> rename)
        {
            await transaction.RunAsync(dialect.LiftAppendOnly, null, cancellationToken);
            foreach (var chosen in values)
            {
                var entries = await transaction.ListAsync<long>($"select id from ledger_entry where {which} order by id", chosen, cancellationToken);
                foreach (var chunk in entries.Chunk(ChunkSize))
                {
                    var rows = await transaction.ListAsync<EntryRow>(
                        $"select {EntryRow.Columns} from ledger_entry e join article a on a.id = e.article_id where e.id {dialect.Among("chunk")}", new { chunk }, cancellationToken);
                    await transaction.RunAsync(
                        """
                        update ledger_entry set comparison_key = @Key, subject_id = @Subject, predicate = @Predicate, origin_key = @Origin, voice = @Voice, claim = @Json
                        where id = @Id
                        """,
                        rows.Select(row => row.ToEntry()).Select(entry =>
                        {
                            var (claim, outlet, before) = rename(entry.Claim, entry.Article);
                            var renamed = ClaimRenaming.WithOrigin(claim, outlet, entry.Claim, before);
                            return new
                            {
                                Id = entry.Id.Value,
                                Key = renamed.ComparisonKey,
                                Subject = renamed.Subject.Id.Value,
                                Predicate = renamed.Predicate.Id,
                                Origin = renamed.OriginKey,
                                Voice = OriginKeys.Voice(renamed.Attribution, outlet),
                                Json = ClaimJson.Write(renamed),
                            };
                        }),
                        cancellationToken);
                }

                var sightings = await transaction.ListAsync<long>($"select id from sighting where {which} order by id", chosen, cancellationToken);
                foreach (var chunk in sightings.Chunk(ChunkSize))
                {
                    var rows = await transaction.ListAsync<SightingRow>(
                        $"select s.id as sighting_id, s.claim, {ArticleRow.Columns} from sighting s join article a on a.id = s.article_id where s.id {dialect.Among("chunk")}",
                        new { chunk }, cancellationToken);
                    await transaction.RunAsync(
                        "update sighting set claim = @Json where id = @SightingId",
                        rows.Select(row =>
                        {
                            var told = ClaimJson.Read<Claim>(row.Claim);
                            var (claim, outlet, before) = rename(told, row.ToReference());
                            return new { row.SightingId, Json = ClaimJson.Write(ClaimRenaming.WithOrigin(claim, outlet, told, before)) };
                        }),
                        cancellationToken);
                }
            }

            await transaction.RunAsync(dialect.RestoreAppendOnly, null, cancellationToken);
        }

        /// <summary>Two rows of one subscription become one: as far as either of them came.</summary>
        private async Task SubscriptionsAsync(string column, string other)
        {
            await RunAsync(
                $"""
                update subscription set
                    first_seen_at = (select min(s.first_seen_at) from subscription s where s.{other} = subscription.{other} and s.{column} in (@Old, @Present)),
                    last_slot_at = (select max(s.last_slot_at) from subscription s where s.{other} = subscription.{other} and s.{column} in (@Old, @Present)),
                    last_digest_at = (select max(s.last_digest_at) from subscription s where s.{other} = subscription.{other} and s.{column} in (@Old, @Present))
                where {column} = @Present
                """);
            await MoveRowsAsync("subscription", column, other);
        }

        /// <summary>What makes a mail one mail holds the ids too: <c>kind:recipient:list:…</c>. Under the old ones the same mail would be made again.</summary>
        private async Task KeysAsync(string column, int place)
        {
            var mails = await transaction.ListAsync<MailKey>($"select id, dedup_key from outbox where {column} = @Present and dedup_key like @infix",
                new { id.Present, infix = $"%:{id.Old}:%" }, cancellationToken);
            foreach (var mail in mails)
            {
                var parts = mail.DedupKey.Split(':');
                var at = place + parts.TakeWhile(part => part == "resend").Count();     // a mail that was sent again has the key of the first inside its own
                if (at >= parts.Length || parts[at] != id.Old || parts[at - place] is "alert" or "ops" && place == 2)
                {
                    continue;
                }

                parts[at] = id.Present;
                await transaction.RunAsync(
                    "update outbox set dedup_key = @key where id = @Id and not exists (select 1 from outbox o where o.dedup_key = @key)",
                    new { mail.Id, key = string.Join(':', parts) }, cancellationToken);
            }
        }

        /// <summary>Rows whose place is taken under the present id are dropped: that one is newer.</summary>
        private async Task MoveRowsAsync(string table, string column, params string[] rest)
        {
            var same = string.Concat(rest.Select(key => $" and o.{key} = {table}.{key}"));
            await RunAsync($"update {table} set {column} = @Present where {column} = @Old and not exists (select 1 from {table} o where o.{column} = @Present{same})");
            await RunAsync($"delete from {table} where {column} = @Old");
        }

        private Task<int> RunAsync(string sql, object? values = null) => transaction.RunAsync(sql, values ?? id, cancellationToken);

        private async Task<bool> AnyAsync(string where) =>
            (await transaction.ListAsync<long>($"select 1 from {where} limit 1", new { id.Old }, cancellationToken)).Count > 0;
    }

    private sealed class ArticleOutlet
    {
        public string Id { get; init; } = "";

        public string Outlet { get; init; } = "";
    }

    private sealed class MailKey
    {
        public string Id { get; init; } = "";

        public string DedupKey { get; init; } = "";
    }

    private sealed class SightingRow : ArticleRow
    {
        public long SightingId { get; init; }

        public string Claim { get; init; } = "";
    }
}
