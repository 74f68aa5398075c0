using System.Collections.Immutable;
using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Extraction;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Tests.Ledgers;
using Watcher.Tests.Support;
using Watcher.Worker.Rules;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>Specs/article-pairs.md and article-pairs-abroad.md: two short articles, from text to verdict.</summary>
public sealed class ArticlePairSpecTests
{
    private static readonly ComparisonRules s_rules = ComparisonRules.From(
        RuleFile.Read<ComparisonFile>(Path.Combine(Repository.Config, "ontology", "comparison.yaml")),
        TestRules.Claims.Metrics.ById.ToDictionary(metric => metric.Key, metric => metric.Value.Kind)) with
    {
        Frames = SampleWar.Frames,
        AdverseSides = [(new SubjectId("ve"), new SubjectId("os"))],
    };

    /// <summary>As shipped: which sides are at war is said of one war alone.</summary>
    private static readonly ComparisonRules s_shipped = s_rules with
    {
        AdverseSides = ComparisonRules.From(RuleFile.Read<ComparisonFile>(Path.Combine(Repository.Config, "ontology", "comparison.yaml")), new Dictionary<string, MetricKind>()).AdverseSides,
    };

    /// <summary>Canonical names, as a reader would write them down.</summary>
    private static readonly Lazy<MentionRules> s_abroad = new(() => TestRules.MentionsOf(
        "version: 1\nid: abroad\ntitle: Other places\nsettlements:\n" + string.Concat(
            "Aleppo, Amizmiz, Antakya, Beira, Bukavu, Derna, El Fasher, Genoa, Goma, Hodeidah, Jenin, Karachi, Kathmandu, Khan Younis, Khartoum, Kunduz, Lahaina, Larissa, Lashio, Manila, Marib, Mekelle, Mosul, Omdurman, Palmyra, Paradise, Rafah, Raqqa, Sake, Seville, Sirte, Sittwe, Valencia, Wajima, Zonguldak"
                .Split(", ").Select(name => $"  - {{ id: {name.ToLowerInvariant().Replace(' ', '-')}, name: {name} }}\n")), TestRules.Sides));

    private static readonly ClaimRules s_abroadClaims = new(
        TestRules.Claims.Cues, TestRules.Claims.Modality, TestRules.Claims.Predicates, TestRules.Claims.Metrics, TestRules.Claims.Readers, TestRules.Sides)
    {
        Frames = SampleWar.Frames,
        Inflected = TestRules.Inflected,
    };

    public static TheoryData<string> Cases => [.. SpecTable.Read("article-pairs.md").Select(row => row[0])];

    public static TheoryData<string> CasesAbroad => [.. SpecTable.Read("article-pairs-abroad.md").Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Compare_TwoArticles_GivesTheVerdict(string name) => Check("article-pairs.md", name, s_rules, (text, article) => SampleWar.Claims(text, article));

    [Theory]
    [MemberData(nameof(CasesAbroad))]
    public void Compare_TwoArticlesAbroad_GivesTheVerdict(string name) => Check("article-pairs-abroad.md", name, s_shipped, (text, reference) =>
    {
        var article = SampleWar.Article(text, "en");
        return ClaimExtractor.Extract(article, reference, MentionDetector.Detect(article, s_abroad.Value), s_abroadClaims);
    });

    private static void Check(string file, string name, ComparisonRules rules, Func<string, ArticleRef, ImmutableArray<Claim>> extract)
    {
        var row = SpecTable.Read(file).Single(cells => cells[0] == name);
        var ledger = new InMemoryLedger(new ClaimComparer());
        var first = Record(ledger, "first", row[1], rules, extract);
        var second = Record(ledger, "second", row[2], rules, extract);

        var shown = string.Join('\n', first.Findings.Concat(second.Findings).Select(Describe));
        var told = second.Findings.SelectMany(finding => Told(finding)).ToList();
        if (row[3] == "silent")
        {
            Assert.True(told.Count == 0, shown);
        }
        else if (row[3] == "no alert")
        {
            Assert.True(second.Findings.All(finding => finding.Verdict is not Verdict.Contradicts), shown);
        }
        else
        {
            Assert.True(told.Contains(row[3]), $"wanted {row[3]}, is {string.Join(", ", told)}\n{shown}");
            Assert.True(row[3].Contains("Contradicts", StringComparison.Ordinal) || second.Findings.All(finding => finding.Verdict is not Verdict.Contradicts), shown);
        }
    }

    private static Recording Record(InMemoryLedger ledger, string id, string cell, ComparisonRules rules, Func<string, ArticleRef, ImmutableArray<Claim>> extract)
    {
        // "alpha 17: text" – the outlet, the day of March 2026 it published, and what it wrote.
        var (head, text) = (cell[..cell.IndexOf(':', StringComparison.Ordinal)].Split(' '), cell[(cell.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
        var hour = head.Length > 2 ? int.Parse(head[2], CultureInfo.InvariantCulture) : id == "first" ? 12 : 20;
        var article = SampleWar.Reference with
        {
            Id = new ArticleId(id),
            Outlet = new Outlet { Id = head[0], Name = head[0], Owner = head[0] },
            PublishedAt = new DateTimeOffset(2026, 3, int.Parse(head[1], CultureInfo.InvariantCulture), hour, 0, 0, TimeSpan.Zero),
        };
        return ledger.Record(article, extract(text, article), article.PublishedAt, rules);
    }

    private static IEnumerable<string> Told(Finding finding) => finding.Verdict switch
    {
        Verdict.Contradicts { Kind: var kind } => [$"{finding.Claim.Predicate}: Contradicts {kind}"],
        Verdict.Updates => [$"{finding.Claim.Predicate}: Updates"],
        Verdict.Revises => [$"{finding.Claim.Predicate}: Revises"],
        Verdict.Corroborates { IsStrong: true } => [$"{finding.Claim.Predicate}: Corroborates"],
        Verdict.Repeats => [$"{finding.Claim.Predicate}: Repeats"],
        _ => [],
    };

    private static string Describe(Finding finding) =>
        $"{Corpus.SeedGate.Describe(finding.Claim)}\n    => {finding.Verdict.GetType().Name} {finding.Rule} {finding.Why}{(finding.Compared.IsEmpty ? "" : $" [{finding.Compared[0].Rule} {finding.Compared[0].Why}]")}";
}
