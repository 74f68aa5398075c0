using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Quantities;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Tests.Support;
using Xunit.Abstractions;

namespace Watcher.Tests.Corpus;

/// <summary>The five annotated sample articles: what extraction finds in them, against the annotation and its floors.</summary>
public sealed class SeedGate(ITestOutputHelper output)
{
    private static readonly Lazy<List<ReadArticle>> s_articles = new(() => SeedArticles.Read("seeds"));

    [SharedFact]
    public void Extract_SampleArticles_ReachTheFloors()
    {
        var gold = GoldClaims.Read();
        var (hits, wrong, ignored) = (new HashSet<GoldClaim>(), new List<(string Article, Claim Claim)>(), 0);
        var matched = new List<(GoldClaim Row, Claim Claim)>();
        foreach (var article in s_articles.Value)
        {
            foreach (var claim in article.Trace.Claims)
            {
                var span = article.Article.ToSource(claim.Evidence.Span);
                var match = gold.Where(row => row.Article == article.Id && !hits.Contains(row) && GoldClaims.Matches(row, claim, span))
                    .OrderByDescending(row => row.Counts).FirstOrDefault();
                if (match is not null)
                {
                    hits.Add(match);
                    matched.Add((match, claim));
                    ignored += match.Counts ? 0 : 1;
                }
                else if (gold.Any(row => row.Article == article.Id && !row.Counts && IsSame(row.Span, span) && IsLoose(row, claim)))
                {
                    ignored++;      // what the annotation knows and does not count
                }
                else
                {
                    wrong.Add((article.Id, claim));
                }
            }
        }

        var wanted = gold.Where(row => row.Counts).ToList();
        var right = wanted.Count(hits.Contains);
        var (precision, recall) = ((double)right / (right + wrong.Count), (double)right / wanted.Count);
        output.WriteLine($"claims P {precision:F3} R {recall:F3}  right {right}, wrong {wrong.Count}, wanted {wanted.Count}, not counted {ignored}");
        foreach (var group in wanted.GroupBy(row => row.Type))
        {
            output.WriteLine($"  {group.Key}: {group.Count(hits.Contains)} of {group.Count()}");
        }

        foreach (var row in wanted.Where(row => !hits.Contains(row)))
        {
            output.WriteLine($"MISSED {row.Id} {row.Type} {row.Text} [{string.Join(',', row.Predicates)} {row.Side} {string.Join('/', row.Places)} {row.Speaker}] \"{row.Quote}\"");
        }

        foreach (var (article, claim) in wrong)
        {
            output.WriteLine($"WRONG  {article} {Describe(claim)} \"{claim.Evidence.Quote}\"");
        }

        // Attribution and time are measured on what was found, whether the row counts or not.
        double Share(string name, Func<GoldClaim, Claim, bool> isRight, Func<GoldClaim, Claim, string> show)
        {
            foreach (var (row, claim) in matched.Where(pair => !isRight(pair.Row, pair.Claim)))
            {
                output.WriteLine($"{name} {row.Id} {show(row, claim)} \"{row.Quote}\"");
            }

            var good = matched.Count(pair => isRight(pair.Row, pair.Claim));
            output.WriteLine($"{name}: {good} of {matched.Count} = {(double)good / matched.Count:F3}");
            return (double)good / matched.Count;
        }

        static string Chain(Claim claim) => string.Join(" < ", claim.Attribution.Chain.Select(link => link.Source));
        var innermost = Share("SPEAKER", GoldClaims.HasSpeaker, (row, claim) => $"wanted {row.Speaker}, is {Chain(claim)}");
        var chain = Share("CHAIN", GoldClaims.HasChain, (row, claim) => $"wanted {row.Speaker} < {row.Via}, is {Chain(claim)}");
        var asOf = Share("AS-OF", (row, claim) => GoldClaims.AsOfOf(row) is not { } told || (told.Overlaps(claim.AsOf.Interval) && GoldClaims.HasBasis(row, claim)),
            (row, claim) => $"wanted {row.AsOf} ({row.AsOfBasis}), is {claim.AsOf.Interval.From:yyyy-MM-dd}..{claim.AsOf.Interval.To:yyyy-MM-dd} ({claim.AsOf.Basis})");
        Assert.True(innermost >= Floors.Of("seeds.attribution.speaker"), $"innermost speaker {innermost:F3}");
        Assert.True(chain >= Floors.Of("seeds.attribution.chain"), $"whole chain {chain:F3}");
        Assert.True(asOf >= Floors.Of("seeds.asof"), $"as-of {asOf:F3}");

        var quantities = wanted.Where(row => row.Type == "quantity").ToList();
        Assert.True(precision >= Floors.Of("seeds.claims.precision"), $"precision {precision:F3}");
        Assert.True(recall >= Floors.Of("seeds.claims.recall"), $"recall {recall:F3}");
        Assert.True((double)quantities.Count(hits.Contains) / quantities.Count >= Floors.Of("seeds.quantities.recall"), "quantity claims");
    }

    [SharedFact]
    public void Extract_SampleArticles_QuotesAreExact()
    {
        foreach (var article in s_articles.Value)
        {
            Assert.All(article.Trace.Claims, claim =>
            {
                Assert.Equal(claim.Evidence.Quote, article.Article.Text[claim.Evidence.Span.Start..claim.Evidence.Span.End]);
                var raw = article.Article.ToSource(claim.Evidence.Span);
                Assert.Equal(claim.Evidence.Quote, article.Raw[raw.Start..raw.End]);
                Assert.True(claim.Evidence.Span.Contains(claim.Evidence.Highlight!.Value));
            });
        }
    }

    /// <summary>The numbers and states whose comparison the sample articles are there for.</summary>
    [SharedFact]
    public void Extract_SampleArticles_GivesTheComparableClaims()
    {
        var claims = s_articles.Value.SelectMany(article => article.Trace.Claims).ToList();
        Claim Area(string surface) => Assert.Single(claims, claim => claim.Predicate.Id == "area-retaken" && claim.ValueSurface!.Contains(surface, StringComparison.Ordinal));
        var (first, second, acres, suspect, local) = (Area("2,000sq km"), Area("2,500"), Area("acres"), Area("3,000"), Area("200 square miles"));

        Assert.All([first, second, acres, suspect, local], claim => Assert.Equal(new SubjectId("ua"), claim.Scope.Side));
        Assert.All([first, second], claim => Assert.Equal(WallInterval.Day(new DateTime(2022, 9, 10)), claim.AsOf.Interval));
        Assert.Equal(WallInterval.Day(new DateTime(2022, 9, 11)), acres.AsOf.Interval);
        Assert.Equal(("Volodymyr Zelenskyy", "Institute for the Study of War"), (first.Attribution.Source!.Source, second.Attribution.Source!.Source));
        Assert.Equal(Dimension.Area, suspect.Hypothesis!.Unit.Dimension);
        Assert.Equal((new SubjectId("kherson"), PlaceReading.Oblast), (local.Scope.Area!.Id!.Value, local.Scope.Area.Reading));
        Assert.Equal("ru", Assert.Single(claims, claim => claim.Value?.Stated == 52650).Scope.Side?.Value);
        Assert.Equal("ua", Assert.Single(claims, claim => claim.Value?.Stated == 4000).Scope.Side?.Value);

        var izium = s_articles.Value[0].Trace.Claims.Where(claim => claim.Subject.Id == new SubjectId("izium")).ToList();
        Assert.Contains(izium, claim => claim.Predicate == Predicate.Contested);
        Assert.Contains(izium, claim => claim is { Modality: Modality.Presupposed, Actor.Side: { Value: "ua" } } && claim.Predicate == Predicate.CapturedBy);
    }

    /// <summary>Prints everything; read it when a rule changes.</summary>
    [SharedFact]
    public void Extract_SampleArticles_ClaimIdsAreUniqueAndStable()
    {
        foreach (var article in s_articles.Value)
        {
            output.WriteLine($"== {article.Id}");
            foreach (var claim in article.Trace.Claims)
            {
                output.WriteLine(Describe(claim));
            }

            foreach (var refused in article.Trace.Refused)
            {
                output.WriteLine($"   refused {refused.Surface} {refused.Predicate}: {refused.Refiner}");
            }

            Assert.All(article.Trace.Claims.SelectMany(claim => claim.RuleIds), rule => Assert.True(RuleNames.Meaning.ContainsKey(rule), rule));
            Assert.Equal(article.Trace.Claims.Length, article.Trace.Claims.Select(claim => claim.Id).Distinct().Count());
        }

        var again = SeedArticles.Read("seeds");
        Assert.Equal(s_articles.Value.SelectMany(article => article.Trace.Claims).Select(claim => claim.Id), again.SelectMany(article => article.Trace.Claims).Select(claim => claim.Id));
    }

    internal static string Describe(Claim claim) => string.Create(CultureInfo.InvariantCulture,
        $"{claim.Kind} {claim.Subject.Id}{(claim.Subject.Place is { } place ? $"/{place.Reading}" : "")} {claim.Predicate} actor={claim.Actor?.Side?.Value ?? claim.Actor?.Name} '{claim.ValueSurface ?? claim.Frame}' {claim.Value?.Low}..{claim.Value?.High} {claim.Value?.Unit} side={claim.Scope.Side} obj={claim.Scope.Object} area={claim.Scope.Area?.Name}/{claim.Scope.Area?.Reading} per={claim.Scope.Period.From:MM-dd}..{claim.Scope.Period.To:MM-dd} {claim.Aggregation} asof={claim.AsOf.Interval.From:MM-dd}..{claim.AsOf.Interval.To:MM-dd}({claim.AsOf.Basis}) by={string.Join(" < ", claim.Attribution.Chain.Select(link => $"{link.Source}:{link.Cue}"))} {claim.Stance} {claim.Polarity} {claim.Modality} [{string.Join(' ', claim.RuleIds)}] {string.Join(',', claim.Suspects)} w={string.Join(',', claim.Watched)}");

    private static bool IsSame(TextSpan one, TextSpan other) =>
        Math.Min(one.End, other.End) - Math.Max(one.Start, other.Start) >= 0.5 * (Math.Max(one.End, other.End) - Math.Min(one.Start, other.Start));

    /// <summary>A row that counts for nothing excuses a claim of its kind on its sentence; a statement excuses only statements.</summary>
    private static bool IsLoose(GoldClaim row, Claim claim) => (row.Type, claim.Kind) switch
    {
        ("other", _) => true,
        ("statement", ClaimKind.Statement) => true,
        ("quantity", ClaimKind.Quantity) => true,
        ("control" or "movement" or "strike", ClaimKind.Control or ClaimKind.Movement or ClaimKind.Strike) => true,
        (_, ClaimKind.Statement) => true,
        _ => false,
    };
}
