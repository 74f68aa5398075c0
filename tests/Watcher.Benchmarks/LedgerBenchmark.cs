using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Worker.Storage;

namespace Watcher.Benchmarks;

/// <summary>
/// One claim against a ledger of so many entries: reading the earlier ones from a SQLite file and comparing. The entries are spread as news
/// is: a few metrics and places have most of them. Everything is made from a fixed seed.
/// </summary>
internal static class LedgerBenchmark
{
    private const int Asked = 400, EntriesPerArticle = 5, Metrics = 30, Oblasts = 25, Places = 2000;

    private static readonly DateTimeOffset s_first = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Unit s_person = new() { Id = "person", Dimension = Dimension.Count, Factor = 1, Name = "people", CanonicalId = "person" };

    public static async Task<int> RunAsync(string[] sizes, TextWriter output)
    {
        int[] entries = sizes.Length > 0 ? [.. sizes.Select(s => int.Parse(s, CultureInfo.InvariantCulture))] : [10_000, 100_000, 1_000_000];
        var folder = Directory.CreateTempSubdirectory("watcher-ledger-");
        try
        {
            await using var database = new Database(new SqliteDialect(Path.Combine(folder.FullName, "ledger.db")));
            await new MigrationRunner(database, TimeProvider.System, NullLogger<MigrationRunner>.Instance).RunAsync(mayMigrate: true, CancellationToken.None);
            var filled = 0;
            foreach (var size in entries.Order())
            {
                await FillAsync(database, filled, size);
                filled = size;
                await MeasureAsync(database, size, output);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task MeasureAsync(Database database, int size, TextWriter output)
    {
        var rules = new ComparisonRules();
        var comparer = new ClaimComparer();
        var random = new Random(7);
        var times = new List<(double Lookup, double All, int Entries)>();
        for (var i = -20; i < Asked; i++)
        {
            var claim = Claim(size + i + 20, random, s_first.AddMinutes(size));
            await using var connection = await database.OpenAsync(CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            var start = Stopwatch.GetTimestamp();
            var earlier = await LedgerLookup.EarlierAsync(transaction, [claim], CancellationToken.None);
            var lookup = Stopwatch.GetElapsedTime(start);
            _ = comparer.Compare(claim, Article(i), earlier, rules);
            if (i >= 0)
            {
                times.Add((lookup.TotalMilliseconds, Stopwatch.GetElapsedTime(start).TotalMilliseconds, earlier.Count));
            }
        }

        double At(double share, Func<(double Lookup, double All, int Entries), double> of) => times.Select(of).Order().ElementAt((int)(share * (times.Count - 1)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{size,9} entries: lookup and comparison median {At(0.5, t => t.All):0.00} ms, 90 % {At(0.9, t => t.All):0.00} ms (lookup {At(0.5, t => t.Lookup):0.00} ms, {At(0.5, t => t.Entries):0} entries read)"));
    }

    private static async Task FillAsync(Database database, int from, int to)
    {
        var random = new Random(from + 1);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await connection.ExecuteAsync("pragma synchronous = off");
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await using var article = connection.CreateCommand();
        article.Transaction = transaction;
        article.CommandText = """
            insert into article (id, canonical_url, feed_id, outlet, title, language, published_at, published_offset, is_publication_known, recorded_at, is_baseline, fingerprint, claims)
            values ($id, $url, 'f', $outlet, 'A title of usual length about what happened', 'en', $at, 0, 1, $at, 0, 'f', 5)
            """;
        await using var entry = connection.CreateCommand();
        entry.Transaction = transaction;
        entry.CommandText = """
            insert into ledger_entry (id, claim_id, article_id, comparison_key, kind, subject_id, predicate, origin_key, voice, recorded_at, fingerprint, claim)
            values ($id, $claimId, $article, $key, 'quantity', $subject, $predicate, $origin, 'v', $at, 'f', $claim)
            """;
        for (var i = from; i < to; i++)
        {
            var at = s_first.AddMinutes(i);
            if (i % EntriesPerArticle == 0 || i == from)
            {
                var reference = Article(i / EntriesPerArticle);
                Bind(article, ("$id", reference.Id.Value), ("$url", reference.Url!.AbsoluteUri), ("$outlet", ClaimJson.Write(reference.Outlet)), ("$at", at.ToUnixTimeMilliseconds()));
                await article.ExecuteNonQueryAsync();
            }

            var claim = Claim(i, random, at);
            Bind(entry, ("$id", i + 1L), ("$claimId", claim.Id.Value), ("$article", Article(i / EntriesPerArticle).Id.Value), ("$key", claim.ComparisonKey), ("$subject", claim.Subject.Id.Value),
                ("$predicate", claim.Predicate.Id), ("$origin", claim.OriginKey), ("$at", at.ToUnixTimeMilliseconds()), ("$claim", ClaimJson.Write(claim)));
            await entry.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private static void Bind(System.Data.Common.DbCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static ArticleRef Article(int number) => new()
    {
        Id = new ArticleId($"a-{number:x8}"),
        Outlet = new Outlet { Id = $"outlet-{number % 40}", Name = $"Outlet {number % 40}", Owner = $"outlet-{number % 40}" },
        Url = new Uri($"https://outlet-{number % 40}.example/news/{number}"),
        PublishedAt = s_first.AddMinutes(number * EntriesPerArticle),
    };

    /// <summary>Three of five claims count something, the others say who holds or strikes a place.</summary>
    private static Claim Claim(int number, Random random, DateTimeOffset at)
    {
        var isQuantity = random.Next(5) < 3;
        var rank = Skewed(random, Places);
        var place = new Place { Id = new SubjectId($"place-{rank}"), Name = $"Place {rank}", Reading = PlaceReading.City, Admin1 = $"Oblast {rank % Oblasts} Oblast", Country = "UA" };
        var metric = $"metric-{Skewed(random, Metrics)}";
        var value = random.Next(1, 2000);
        var source = $"source {random.Next(60)}";
        var quote = $"At least {value} people were counted in Place {rank} on that day, the {source} said in a statement number {number} to reporters.";
        var day = WallInterval.Day(at.UtcDateTime.Date);
        return new Claim
        {
            Id = new ClaimId($"{number:x16}"),
            Article = new ArticleId($"a-{number / EntriesPerArticle:x8}"),
            Evidence = new Evidence(new TextSpan(100, 100 + quote.Length), quote, new TextSpan(100, 120)),
            Kind = isQuantity ? ClaimKind.Quantity : ClaimKind.Control,
            Subject = isQuantity ? new ClaimSubject { Type = SubjectType.Metric, Id = new SubjectId(metric), Name = metric }
                : new ClaimSubject { Type = SubjectType.Settlement, Id = place.Id!.Value, Name = place.Name, Place = place },   // set above
            Predicate = new Predicate(isQuantity ? metric : random.Next(2) == 0 ? "captured-by" : "held-by"),
            Actor = isQuantity ? null : new Actor("Side", new SubjectId(random.Next(2) == 0 ? "ua" : "ru"), new SubjectId(random.Next(2) == 0 ? "ua" : "ru")),
            Watched = [place.Id!.Value],
            Value = isQuantity ? Quantity.Exactly(value, s_person, 3) : null,
            Scope = new Scope { Area = place, Object = isQuantity ? "people" : null },
            AsOf = new AsOf(day, "publication day"),
            PublishedAt = at,
            Attribution = new Attribution([new AttributionLink { Source = source, Cue = "said", Stance = Stance.Asserts }, new AttributionLink { Source = "Outlet", IsOutlet = true }]),
            OriginKey = $"{source}:{day.From:yyyyMMdd}:{metric}:{rank}",
            RuleIds = ["ATT-3", "DATE-7", "QNT-1"],
        };
    }

    /// <summary>Small numbers are common, large ones rare, about as one over the number.</summary>
    private static int Skewed(Random random, int count) => (int)Math.Pow(count, random.NextDouble()) - 1;
}
