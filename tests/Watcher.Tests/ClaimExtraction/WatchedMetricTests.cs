using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Mentions;
using Watcher.Reading.Articles;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>A metric that a user writes into a watch list, through the reader of the configuration to the claim that <c>analyze</c> prints.</summary>
public sealed class WatchedMetricTests
{
    private const string List = """
        version: 1
        id: clinics
        title: Clinics
        settlements:
          - { id: alden, name: Alden }
        metrics:
          - { id: vaccinated, name: people vaccinated, unit: people, kind: cumulative, object: person, terms: { en: [vaccinated, received a jab] } }
          - { id: dikes-breached, name: dikes breached, unit: count, kind: cumulative, object: dike, terms: { en: [breached, gave way] } }
          - { id: dengue-cases, name: cases of dengue, unit: count, kind: cumulative, object: case, terms: { en: [dengue cases, cases of dengue, infected] } }
          - { id: petrol-price, name: price of petrol, unit: USD, kind: snapshot, terms: { en: [petrol] } }
          - { id: nuclear-share, name: share of nuclear power, unit: percent, kind: snapshot, terms: { en: [nuclear power] } }
          - { id: output, name: output of the plant, unit: MW, kind: snapshot, terms: { en: [output] } }
        """;

    [Theory]
    [InlineData("In Alden 4,200 people were vaccinated on Monday, officials said.", "vaccinated", 4200)]
    [InlineData("Some 90 children received a jab in Alden.", "vaccinated", 90)]
    [InlineData("Near Alden 7 dikes gave way overnight.", "dikes-breached", 7)]
    [InlineData("The hospital in Alden has seen 41 dengue cases.", "dengue-cases", 41)]
    [InlineData("Dengue has infected 5,400 since March.", "dengue-cases", 5400)]
    [InlineData("A litre of petrol (unleaded) costs 3 dollars in Alden.", "petrol-price", 3)]
    [InlineData("In Alden nuclear power had a share of 62 percent in March.", "nuclear-share", 62)]
    [InlineData("The output in Alden fell to 450 megawatts.", "output", 450)]
    public void Extract_MetricOfAWatchList_IsFoundAndWatched(string text, string metric, int value)
    {
        var claim = Assert.Single(Claims(text), claim => claim.Predicate.Id == metric);

        Assert.Equal((decimal)value, claim.Value?.Stated);
        Assert.Contains(claim.Watched, id => id.Value == metric);
        Assert.DoesNotContain(SampleWar.Claims(text), known => known.Predicate.Id == metric);
    }

    [Theory]
    [InlineData("Petrol ran out in Alden, and the mayor put the damage at 3 million dollars.")]
    [InlineData("Petrol is short; the fair in Alden brought 400 dollars.")]
    [InlineData("A court in Alden heard 41 cases.")]
    [InlineData("In Alden nuclear power is debated, while 62 percent of the pupils swim.")]
    public void Extract_NumberOfSomethingElse_IsNotOfTheMetric(string text) =>
        Assert.DoesNotContain(Claims(text), claim => claim.Watched.Any(id => List.Contains($"id: {id.Value},", StringComparison.Ordinal) && id.Value != "alden"));

    [Theory]
    [InlineData("Veran troops captured Alden.")]
    [InlineData("Veran troops captured Alden on Sunday.")]
    [InlineData("At least 12 people were killed in Alden yesterday.")]
    public void Extract_ArticleThatNobodyDated_ClaimsForNoDay(string text) =>
        Assert.All(SampleWar.UndatedClaims(text), claim => Assert.True(claim.AsOf.Interval.IsUnknown));

    [Fact]
    public void Extract_ArticleThatNobodyDated_KeepsAWholeDate() =>
        Assert.Equal(new DateTime(2026, 3, 14), Assert.Single(SampleWar.UndatedClaims("Veran troops captured Alden on 14 March 2026.")).AsOf.Interval.From);

    private static IReadOnlyList<Claim> Claims(string text)
    {
        var folder = Directory.CreateTempSubdirectory("watcher-metric");
        try
        {
            var file = Path.Combine(folder.FullName, "clinics.yaml");
            File.WriteAllText(file, List);
            var (book, report) = RuleBookReader.Read(Repository.Config, file);
            Assert.True(book is not null, string.Join('\n', report.Problems));
            var (joined, blocks) = Article.Join([(BlockKind.Paragraph, text, (int?)null)]);
            var article = new Article { Text = joined, Blocks = blocks, Language = "en" };
            return ClaimExtractor.Extract(article, SampleWar.Reference, MentionDetector.Detect(article, book.Mentions), book.Claims);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
