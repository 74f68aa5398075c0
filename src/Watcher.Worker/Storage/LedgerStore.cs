using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Dapper;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Storage;

/// <summary>The append-only ledger: articles, entries, sightings, findings, and who is owed what.</summary>
internal sealed class LedgerStore(Database database, LedgerRecorder recorder, TimeProvider time, PassProbe probe)
{
    /// <summary>Earlier texts that one is held against; those that share most of the keys come first.</summary>
    private const int MaxOriginals = 40;

    /// <summary>
    /// Writes the article, its entries, sightings and findings, what is owed, and the item's seen mark in one transaction, or nothing.
    /// The same item or the same canonical URL again adds nothing but the seen mark.
    /// </summary>
    public Task<Recorded> RecordAsync(
        ReadArticle read, ImmutableArray<Claim> claims, ComparisonRules rules, WatcherConfiguration configuration,
        CancellationToken cancellationToken) => database.WriteAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                var isSeen = await transaction.FirstAsync<long>(
                    "select count(*) from feed_item where feed_id = @feed and item_key = @key and seen_at is not null",
                    new { feed = read.Feed.Id, key = read.ItemKey }, cancellationToken) > 0;
                var isStored = await transaction.FirstAsync<long>(
                    "select count(*) from article where id = @id", new { id = read.Reference.Id.Value }, cancellationToken) > 0;
                if (isSeen || isStored)
                {
                    if (!isSeen)
                    {
                        await FeedStore.MarkSeenAsync(transaction, read.Feed.Id, read.ItemKey, ItemOutcome.Copy, read.Reference.Id, now, cancellationToken);
                    }

                    return new Recorded { IsCopy = true };
                }

                var isBaseline = await IsBaselineAsync(transaction, read, cancellationToken);
                var sketch = TextSketch.Of(read.Article.Text);
                var original = await OriginalAsync(transaction, sketch, now, cancellationToken);
                var (reference, found) = (read.Reference, claims.DistinctBy(claim => claim.Id).ToImmutableArray());
                if (original is not null)
                {
                    (reference, found) = SharedOrigin.Adopt(reference, found, ClaimJson.Read<Outlet>(original.Outlet));
                }

                var adopted = read with { Reference = reference };
                await AddArticleAsync(transaction, adopted, found.Length, isBaseline, now, configuration.Fingerprint, cancellationToken);
                await AddSketchAsync(transaction, reference.Id, sketch, original?.Id, now, cancellationToken);
                var (findings, owed) = await AddClaimsAsync(
                    transaction, adopted, [.. found.Select(claim => new EditedClaim(claim, null))], isBaseline, now, rules, configuration, cancellationToken);

                var outcome = found.IsEmpty ? ItemOutcome.NoClaim : ItemOutcome.Recorded;
                await FeedStore.MarkSeenAsync(transaction, read.Feed.Id, read.ItemKey, outcome, reference.Id, now, cancellationToken);
                if (read.Page is { } page)
                {
                    await FeedStore.MarkPageAsync(transaction, read.Feed.Id, read.ItemKey, page, !found.IsEmpty && !isBaseline, now, cancellationToken);
                }

                probe.Reached(PassPoint.ArticleWritten);
                return new Recorded { IsBaseline = isBaseline, Findings = findings, Owed = owed };
            },
            cancellationToken);

    /// <summary>The newest version of an article that was read, and who published it; null once its text was erased.</summary>
    public async Task<StoredArticle?> LatestAsync(ArticleId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QueryFirstOrDefaultAsync<LatestRow>(new CommandDefinition(
            $"""
            select {ArticleRow.Columns}, case when e.version is null then a.body else e.body end as body
            from article a left join article_edit e on e.article_id = a.id
            where a.id = @id order by e.version desc limit 1
            """,
            new { id = id.Value }, cancellationToken: cancellationToken));
        return row?.Body is null ? null : row.ToStored();
    }

    /// <summary>Every version of an article whose text is kept, the first first.</summary>
    public async Task<IReadOnlyList<StoredVersion>> VersionsAsync(ArticleId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<StoredVersion.Row>(new CommandDefinition(
            $"{StoredVersion.Select} where id = @id and body is not null order by version", new { id = id.Value }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToVersion())];
    }

    /// <summary>Writes what a new version of a known article says otherwise, in one transaction; claims that stand as they stood add nothing.</summary>
    /// <param name="read">With the reference the article was recorded with.</param>
    /// <param name="claims">All claims of the new version.</param>
    /// <param name="rules">Of the rule book in force.</param>
    /// <param name="configuration">Who is to hear of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<Recorded> RecordEditAsync(
        ReadArticle read, ImmutableArray<Claim> claims, ComparisonRules rules, WatcherConfiguration configuration, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                var article = read.Reference.Id;
                var version = await transaction.FirstAsync<long>(
                    "select coalesce(max(version), 1) + 1 from article_edit where article_id = @id", new { id = article.Value }, cancellationToken);
                await transaction.RunAsync(
                    "insert into article_edit (article_id, version, read_at, fingerprint, body) values (@id, @version, @now, @Fingerprint, @body)",
                    new { id = article.Value, version, now = now.ToUnixTimeMilliseconds(), configuration.Fingerprint, body = ClaimJson.Write(ArticleBody.Of(read.Article)) },
                    cancellationToken);
                var isBaseline = await transaction.FirstAsync<long>(
                    "select is_baseline from article where id = @id", new { id = article.Value }, cancellationToken) > 0;
                var (own, retold) = await ToldByAsync(transaction, article, cancellationToken);
                var edits = ArticleEdit.Changes(read.Reference, own, retold, [.. claims.DistinctBy(claim => claim.Id)], (int)version, rules);
                var (findings, owed) = await AddClaimsAsync(transaction, read, edits, isBaseline, now, rules, configuration, cancellationToken);
                return new Recorded { IsBaseline = isBaseline, Findings = findings, Owed = owed };
            },
            cancellationToken);

    /// <summary>
    /// True when any feed brought the article with this canonical URL before, over http or https; the item is then marked as seen. Outlets that
    /// move to https list everything once more.
    /// </summary>
    public Task<bool> SeenByOtherItemAsync(Uri canonicalUrl, string feedId, string itemKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(canonicalUrl);

        return database.WriteAsync(
            async transaction =>
            {
                var id = await transaction.FirstAsync<string>(
                    "select id from article where canonical_url = @url or canonical_url = @other",
                    new { url = canonicalUrl.AbsoluteUri, other = OtherScheme(canonicalUrl) }, cancellationToken);
                if (id is null)
                {
                    return false;
                }

                await FeedStore.MarkSeenAsync(
                    transaction, feedId, itemKey, ItemOutcome.Copy, new ArticleId(id), time.GetUtcNow(), cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private static string OtherScheme(Uri url) => url.Scheme == Uri.UriSchemeHttps
        ? $"{Uri.UriSchemeHttp}{url.AbsoluteUri[Uri.UriSchemeHttps.Length..]}" : $"{Uri.UriSchemeHttps}{url.AbsoluteUri[Uri.UriSchemeHttp.Length..]}";

    /// <summary>In how many earlier articles of the outlet each of the blocks stood; those never met are left out.</summary>
    public async Task<IReadOnlyDictionary<ulong, int>> BlocksMetAsync(string outletId, ImmutableArray<ulong> keys, CancellationToken cancellationToken)
    {
        if (keys.IsEmpty)
        {
            return new Dictionary<ulong, int>();
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(long Key, long Articles)>(new CommandDefinition(
            $"select block_key, articles from outlet_block where outlet_id = @outletId and block_key {database.Dialect.Among("keys")}",
            new { outletId, keys = keys.Select(key => unchecked((long)key)).ToArray() }, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => unchecked((ulong)row.Key), row => (int)row.Articles);
    }

    /// <summary>Marks an item without an article as seen.</summary>
    public Task PassOverAsync(string feedId, string itemKey, CancellationToken cancellationToken) => database.WriteAsync(
        async transaction =>
        {
            await FeedStore.MarkSeenAsync(transaction, feedId, itemKey, ItemOutcome.NoArticle, null, time.GetUtcNow(), cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Entries in the order of recording, from <paramref name="after"/> on: the ledger page by page.</summary>
    public async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(EntryId after, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            $"select {EntryRow.Columns} from ledger_entry e join article a on a.id = e.article_id where e.id > @after order by e.id limit @limit",
            new { after = after.Value, limit }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToEntry())];
    }

    private async Task<(ImmutableArray<Finding> Findings, int Owed)> AddClaimsAsync(
        DbTransaction transaction, ReadArticle read, ImmutableArray<EditedClaim> claims, bool isBaseline, DateTimeOffset now, ComparisonRules rules,
        WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        if (claims.IsEmpty)
        {
            return ([], 0);
        }

        var earlier = await LedgerLookup.EarlierAsync(transaction, [.. claims.Select(edit => edit.Claim)], cancellationToken);
        var next = await NextIdAsync(transaction, "ledger_entry", cancellationToken);
        var recording = recorder.RecordEdit(read.Reference, claims, earlier, new EntryId(next), now, rules);
        await AddEntriesAsync(transaction, recording, configuration.Fingerprint, cancellationToken);
        await AddSightingsAsync(transaction, recording, read.Reference.Id, now, cancellationToken);
        var owed = await AddFindingsAsync(transaction, recording, earlier, read, isBaseline, now, configuration, cancellationToken);
        return (recording.Findings, owed);
    }

    /// <summary>What the article says by the ledger: its own entries that stand, and its tellings of entries that stand.</summary>
    private static async Task<(IReadOnlyList<LedgerEntry> Own, IReadOnlyList<Claim> Retold)> ToldByAsync(
        DbTransaction transaction, ArticleId article, CancellationToken cancellationToken)
    {
        var entries = await transaction.ListAsync<EntryRow>(
            $"select {EntryRow.Columns} from ledger_entry e join article a on a.id = e.article_id where e.article_id = @id order by e.id",
            new { id = article.Value }, cancellationToken);
        var retold = await transaction.ListAsync<string>(
            """
            select claim from sighting where article_id = @id
            and not exists (select 1 from ledger_entry s where s.supersedes = sighting.entry_id) order by id
            """,
            new { id = article.Value }, cancellationToken);
        return ([.. entries.Select(row => row.ToEntry()).Where(entry => !entry.IsSuperseded)], [.. retold.Select(ClaimJson.Read<Claim>)]);
    }

    /// <summary>The other article of the last days whose text this is; of several the most alike.</summary>
    private async Task<OriginalRow?> OriginalAsync(DbTransaction transaction, TextSketch sketch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (sketch.Keys.IsEmpty)
        {
            return null;
        }

        var rows = await transaction.ListAsync<OriginalRow>(
            $"""
            select a.id, a.outlet, a.sketch from article a
            join (select article_id, count(*) as shared from article_sketch_key
                  where sketch_key {database.Dialect.Among("keys")} and recorded_at >= @since group by article_id) k on k.article_id = a.id
            where a.sketch is not null order by k.shared desc, a.id limit {MaxOriginals}
            """,
            new { keys = sketch.Keys.ToArray(), since = (now - SharedOrigin.Window).ToUnixTimeMilliseconds() }, cancellationToken);
        return rows.Select(row => (Row: row, Sketch: TextSketch.FromBytes(row.Sketch)))
            .Where(known => sketch.IsCopyOf(known.Sketch)).OrderByDescending(known => sketch.SharedWith(known.Sketch)).FirstOrDefault().Row;
    }

    private sealed class LatestRow : ArticleRow;

    private sealed class OriginalRow
    {
        public string Id { get; init; } = "";

        public string Outlet { get; init; } = "";

        public byte[] Sketch { get; init; } = [];
    }

    private static async Task AddSketchAsync(
        DbTransaction transaction, ArticleId article, TextSketch sketch, string? original, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await transaction.RunAsync(
            "update article set sketch = @sketch, copy_of = @original where id = @id", new { sketch = sketch.ToBytes(), original, id = article.Value },
            cancellationToken);
        await transaction.RunAsync(
            "insert into article_sketch_key (sketch_key, article_id, recorded_at) values (@key, @id, @now)",
            sketch.Keys.Select(key => new { key, id = article.Value, now = now.ToUnixTimeMilliseconds() }), cancellationToken);
    }

    private static async Task<bool> IsBaselineAsync(DbTransaction transaction, ReadArticle read, CancellationToken cancellationToken)
    {
        if (read.Feed.FirstPoll == FirstPoll.All)
        {
            return false;
        }

        var first = await transaction.FirstAsync<FirstPollRow>(
            """
            select f.first_polled_at, i.is_first_poll from feed f left join feed_item i on i.feed_id = f.id and i.item_key = @key
            where f.id = @feed
            """,
            new { feed = read.Feed.Id, key = read.ItemKey }, cancellationToken);
        if (first?.FirstPolledAt is not { } polledAt)
        {
            return true;    // nothing says when we began to look
        }

        var published = read.Reference.PublishedAt.ToUnixTimeMilliseconds();
        return read.Feed.FirstPoll switch
        {
            FirstPoll.Last24h when read.Reference.IsPublicationKnown => published < polledAt - (long)TimeSpan.FromDays(1).TotalMilliseconds,
            FirstPoll.Last24h => first.IsFirstPoll,

            // A date from the future or a wrong zone must not let the back catalogue through: what the first poll listed is baseline.
            _ => first.IsFirstPoll || (read.Reference.IsPublicationKnown && published < polledAt),
        };
    }

    private sealed class FirstPollRow
    {
        public long? FirstPolledAt { get; init; }

        public bool IsFirstPoll { get; init; }
    }

    private static async Task AddArticleAsync(
        DbTransaction transaction, ReadArticle read, int claims, bool isBaseline, DateTimeOffset now, string fingerprint,
        CancellationToken cancellationToken)
    {
        var reference = read.Reference;
        await transaction.RunAsync(
            """
            insert into article (id, canonical_url, feed_id, outlet, title, language, published_at, published_offset, is_publication_known,
                                 recorded_at, is_baseline, fingerprint, claims, body)
            values (@Id, @Url, @Feed, @Outlet, @Title, @Language, @PublishedAt, @Offset, @IsKnown, @Now, @IsBaseline, @fingerprint, @claims, @Body)
            """,
            new
            {
                Id = reference.Id.Value,
                Url = reference.Url?.AbsoluteUri,
                Feed = read.Feed.Id,
                Outlet = ClaimJson.Write(reference.Outlet),
                reference.Title,
                reference.Language,
                PublishedAt = reference.PublishedAt.ToUnixTimeMilliseconds(),
                Offset = (long)reference.PublishedAt.Offset.TotalMinutes,
                IsKnown = reference.IsPublicationKnown ? 1L : 0L,
                Now = now.ToUnixTimeMilliseconds(),
                IsBaseline = isBaseline ? 1L : 0L,
                fingerprint,
                claims = (long)claims,
                Body = ClaimJson.Write(ArticleBody.Of(read.Article)),
            },
            cancellationToken);

        await transaction.RunAsync(
            """
            insert into outlet_block (outlet_id, block_key, articles) values (@Outlet, @Key, 1)
            on conflict (outlet_id, block_key) do update set articles = outlet_block.articles + 1
            """,
            read.BlockKeys.Select(key => new { Outlet = read.Reference.Outlet.Id, Key = unchecked((long)key) }), cancellationToken);
        await transaction.RunAsync(
            "insert into dropped_block (article_id, ordinal, marker, text) values (@Id, @Ordinal, @Marker, @Text)",
            read.Article.Dropped.Select((dropped, ordinal) => new { Id = reference.Id.Value, Ordinal = (long)ordinal, dropped.Marker, dropped.Text }),
            cancellationToken);
    }

    private static async Task AddEntriesAsync(DbTransaction transaction, Recording recording, string fingerprint, CancellationToken cancellationToken)
    {
        foreach (var entry in recording.Entries)
        {
            var claim = entry.Claim;
            await transaction.RunAsync(
                """
                insert into ledger_entry (id, claim_id, article_id, comparison_key, kind, subject_id, predicate, value_low, value_high, unit,
                                          as_of_from, as_of_to, origin_key, voice, supersedes, recorded_at, fingerprint, claim)
                values (@Id, @ClaimId, @Article, @Key, @Kind, @Subject, @Predicate, @Low, @High, @Unit,
                        @From, @To, @Origin, @Voice, @Supersedes, @RecordedAt, @fingerprint, @Claim)
                """,
                new
                {
                    Id = entry.Id.Value,
                    ClaimId = claim.Id.Value,
                    Article = entry.Article.Id.Value,
                    Key = claim.ComparisonKey,
                    Kind = Name(claim.Kind),
                    Subject = claim.Subject.Id.Value,
                    Predicate = claim.Predicate.Id,
                    Low = claim.Value?.Low?.ToString(CultureInfo.InvariantCulture),
                    High = claim.Value?.High?.ToString(CultureInfo.InvariantCulture),
                    Unit = claim.Value?.Unit.Id,
                    From = ClaimJson.WallText(claim.AsOf.Interval.From),
                    To = ClaimJson.WallText(claim.AsOf.Interval.To),
                    Origin = claim.OriginKey,
                    Voice = OriginKeys.Voice(claim.Attribution, entry.Article.Outlet),
                    Supersedes = entry.Supersedes?.Value,
                    RecordedAt = entry.RecordedAt.ToUnixTimeMilliseconds(),
                    fingerprint,
                    Claim = ClaimJson.Write(claim),
                },
                cancellationToken);
        }
    }

    private static async Task AddSightingsAsync(
        DbTransaction transaction, Recording recording, ArticleId article, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = await NextIdAsync(transaction, "sighting", cancellationToken);
        foreach (var (entry, claim) in recording.Sightings)
        {
            await transaction.RunAsync(
                """
                insert into sighting (id, entry_id, article_id, claim_id, recorded_at, claim)
                values (@id, @Entry, @Article, @ClaimId, @Now, @Claim)
                """,
                new
                {
                    id = id++,
                    Entry = entry.Value,
                    Article = article.Value,
                    ClaimId = claim.Id.Value,
                    Now = now.ToUnixTimeMilliseconds(),
                    Claim = ClaimJson.Write(claim),
                },
                cancellationToken);
        }
    }

    private static async Task<int> AddFindingsAsync(
        DbTransaction transaction, Recording recording, IReadOnlyList<LedgerEntry> earlier, ReadArticle read, bool isBaseline, DateTimeOffset now,
        WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        var entries = earlier.Concat(recording.Entries).ToDictionary(entry => entry.Id);
        var hearers = isBaseline ? [] : await HearersAsync(transaction, read, configuration, cancellationToken);
        var id = await NextIdAsync(transaction, "finding", cancellationToken);
        var owed = 0;
        for (var i = 0; i < recording.Findings.Length; i++)
        {
            var finding = recording.Findings[i];
            var subjects = OwedRule.Touched(finding, recording.Findings.Select(f => f.Claim), entries);
            await transaction.RunAsync(
                """
                insert into finding (id, claim_id, entry_id, article_id, verdict, rule, is_baseline, recorded_at, fingerprint, body)
                values (@id, @ClaimId, @Entry, @Article, @Verdict, @Rule, @IsBaseline, @Now, @Fingerprint, @Body)
                """,
                new
                {
                    id,
                    ClaimId = finding.Claim.Id.Value,
                    Entry = recording.Standings[i].Value,
                    Article = read.Reference.Id.Value,
                    Verdict = Name(finding.Verdict),
                    finding.Rule,
                    IsBaseline = isBaseline ? 1L : 0L,
                    Now = now.ToUnixTimeMilliseconds(),
                    configuration.Fingerprint,
                    Body = ClaimJson.Write(new FindingBody(finding.Verdict, finding.Why, [.. finding.Compared])),
                },
                cancellationToken);
            await transaction.RunAsync(
                "insert into finding_subject (finding_id, subject_id) values (@id, @subject)",
                subjects.Select(subject => subject.Value).Order(StringComparer.Ordinal).Select(subject => new { id, subject }),
                cancellationToken);
            await transaction.RunAsync(
                "insert into comparison (finding_id, ordinal, earlier_id, verdict, rule, backs) values (@id, @Ordinal, @Earlier, @Verdict, @Rule, @Backs)",
                finding.Compared.Select((comparison, ordinal) => new
                {
                    id,
                    Ordinal = (long)ordinal,
                    Earlier = comparison.Earlier.Value,
                    Verdict = Name(comparison.Verdict),
                    comparison.Rule,
                    Backs = comparison.Verdict is Verdict.Corroborates { IsStrong: true } ? 1L : 0L,
                }),
                cancellationToken);

            foreach (var (recipient, subscription, list, backCatalogue) in hearers)
            {
                if (OwedRule.Owes(finding, subjects, read.Feed, list, subscription, configuration.Policy)
                    && list.Subjects.Any(subject => subjects.Contains(subject) && !backCatalogue.Contains(subject)))
                {
                    await transaction.RunAsync(
                        """
                        insert into owed_finding (recipient_id, list_id, finding_id, recorded_at) values (@Recipient, @List, @id, @Now)
                        """,
                        new { Recipient = recipient.Id, subscription.List, id, Now = now.ToUnixTimeMilliseconds() }, cancellationToken);
                    owed++;
                }
            }

            id++;
        }

        return owed;
    }

    /// <summary>
    /// Every subscription whose list may be told of this article, and the subjects of which it is not: a list, subject or name that is younger
    /// than our look at the feed does not hear of what was published before it. That is its back catalogue.
    /// </summary>
    private static async Task<List<(RecipientSettings, Subscription, ListSettings, IReadOnlySet<SubjectId> BackCatalogue)>> HearersAsync(
        DbTransaction transaction, ReadArticle read, WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        var firstSeen = (await transaction.ListAsync<ListRow>("select list_id, first_seen_at from list_state", null, cancellationToken))
            .ToDictionary(row => row.ListId, row => row.FirstSeenAt, StringComparer.Ordinal);
        var feedSince = await transaction.FirstAsync<long?>(
            "select first_polled_at from feed where id = @Id", new { read.Feed.Id }, cancellationToken);
        var ended = (await transaction.ListAsync<(string Recipient, string List)>(
            "select recipient_id, list_id from unsubscription", null, cancellationToken)).ToHashSet();
        var published = read.Reference.PublishedAt.ToUnixTimeMilliseconds();
        var hasBackCatalogue = read.Feed.FirstPoll != FirstPoll.All && feedSince is not null;

        var backCatalogues = new Dictionary<string, IReadOnlySet<SubjectId>>(StringComparer.Ordinal);
        var hearers = new List<(RecipientSettings, Subscription, ListSettings, IReadOnlySet<SubjectId>)>();
        foreach (var recipient in configuration.Recipients)
        {
            foreach (var subscription in recipient.Subscriptions)
            {
                if (configuration.List(subscription.List) is not { } list || ended.Contains((recipient.Id, list.Id)))
                {
                    continue;
                }

                var isListBaseline = hasBackCatalogue && firstSeen.TryGetValue(list.Id, out var since) && since > feedSince && published < since;
                if (isListBaseline)
                {
                    continue;
                }

                if (!backCatalogues.TryGetValue(list.Id, out var backCatalogue))
                {
                    backCatalogues[list.Id] = backCatalogue =
                        hasBackCatalogue ? await BackCatalogueAsync(transaction, read, list, Math.Max(published, feedSince!.Value), cancellationToken) : new HashSet<SubjectId>();
                }

                hearers.Add((recipient, subscription, list, backCatalogue));
            }
        }

        return hearers;
    }

    private sealed class ListRow
    {
        public string ListId { get; init; } = "";

        public long FirstSeenAt { get; init; }
    }

    /// <summary>Subjects of the list that the article names only by names which were added after it was published.</summary>
    private static async Task<IReadOnlySet<SubjectId>> BackCatalogueAsync(
        DbTransaction transaction, ReadArticle read, ListSettings list, long published, CancellationToken cancellationToken)
    {
        var late = (await transaction.ListAsync<SubscriptionStore.NameRow>(
            "select subject_id, name, first_seen_at from watched_name where list_id = @Id and first_seen_at > @published",
            new { list.Id, published }, cancellationToken)).ToLookup(row => row.SubjectId, row => row.Name, StringComparer.Ordinal);
        var subjects = new HashSet<SubjectId>();
        foreach (var subject in list.Subjects.Where(subject => late.Contains(subject.Value)))
        {
            var lateNames = late[subject.Value].ToHashSet(StringComparer.Ordinal);
            var isNewSubject = list.Names.Where(name => name.Subject == subject).All(name => lateNames.Contains(name.Name));
            var names = read.Names.Where(name => name.Subject == subject).ToList();

            // An inflected or generated form stands for no listed name, and what may be news is told.
            if (isNewSubject || (names.Count > 0 && names.All(name => lateNames.Contains(name.Name))))
            {
                subjects.Add(subject);
            }
        }

        return subjects;
    }

    /// <summary>Ids are given out inside the writing transaction, so that the comparer can name entries that are not written yet.</summary>
    private static async Task<long> NextIdAsync(DbTransaction transaction, string table, CancellationToken cancellationToken) =>
        await transaction.FirstAsync<long>($"select coalesce(max(id), 0) + 1 from {table}", null, cancellationToken);

    private static string Name(ClaimKind kind) => kind switch
    {
        ClaimKind.Quantity => "quantity",
        ClaimKind.Control => "control",
        ClaimKind.Movement => "movement",
        ClaimKind.Strike => "strike",
        ClaimKind.Statement => "statement",
        ClaimKind.Telling => "telling",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Name(Verdict verdict) => verdict switch
    {
        Verdict.Novel => "novel",
        Verdict.Corroborates => "corroborates",
        Verdict.Updates => "updates",
        Verdict.Revises => "revises",
        Verdict.Contradicts => "contradicts",
        Verdict.Repeats => "repeats",
        Verdict.DifferentScope => "different_scope",
        Verdict.DataQuality => "data_quality",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
