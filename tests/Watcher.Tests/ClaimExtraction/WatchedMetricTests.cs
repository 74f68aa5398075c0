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
        """;

    [Theory]
    [InlineData("In Alden 4,200 people were vaccinated on Monday, officials said.", "vaccinated", 4200)]
    [InlineData("Some 90 children received a jab in Alden.", "vaccinated", 90)]
    [InlineData("Near Alden 7 dikes gave way overnight.", "dikes-breached", 7)]
    public void Extract_MetricOfAWatchList_IsFoundAndWatched(string text, string metric, int value)
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

            var claim = Assert.Single(ClaimExtractor.Extract(article, SampleWar.Reference, MentionDetector.Detect(article, book.Mentions), book.Claims), claim => claim.Predicate.Id == metric);

            Assert.Equal((decimal)value, claim.Value?.Stated);
            Assert.Contains(claim.Watched, id => id.Value == metric);
            Assert.DoesNotContain(SampleWar.Claims(text), known => known.Predicate.Id == metric);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("Veran troops captured Alden.")]
    [InlineData("Veran troops captured Alden on Sunday.")]
    [InlineData("At least 12 people were killed in Alden yesterday.")]
    public void Extract_ArticleThatNobodyDated_ClaimsForNoDay(string text) =>
        Assert.All(SampleWar.UndatedClaims(text), claim => Assert.True(claim.AsOf.Interval.IsUnknown));

    [Fact]
    public void Extract_ArticleThatNobodyDated_KeepsAWholeDate() =>
        Assert.Equal(new DateTime(2026, 3, 14), Assert.Single(SampleWar.UndatedClaims("Veran troops captured Alden on 14 March 2026.")).AsOf.Interval.From);
}
