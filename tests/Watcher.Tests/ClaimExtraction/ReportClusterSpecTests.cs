using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Rules;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>
/// Specs/report-clusters*.md: reports of other wars and disasters, several of each event, read in the order they were published with the shipped rules and a
/// watch list of canonical names. Every claim of control and every watched number is listed, and every contradiction between the reports; a line
/// "0= killed 10: outlet killed 17 / outlet killed 11" names pairs of which nothing may be told.
/// Specs/control-clusters*.md: longer reports of wars, of which the claims of control alone are listed.
/// </summary>
public sealed class ReportClusterSpecTests
{
    private const string OfControl = "control-clusters";

    private static readonly string s_specs = Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs");

    private static readonly string[] s_files = ["report-clusters", "report-clusters-numbers", "report-clusters-numbers-last", "report-clusters-relations", "report-clusters-relations-last", "report-clusters-follow-ups", "report-clusters-follow-ups-more", "report-clusters-follow-ups-last", OfControl, "control-clusters-more", "control-clusters-last", "control-clusters-wars", "control-clusters-wars-last", "control-clusters-cyrillic", "report-clusters-cyrillic", "report-clusters-cyrillic-last"];

    private static readonly Lazy<IReadOnlyList<Report>> s_read = new(() => [.. s_files.SelectMany(Read)]);

    public static TheoryData<string> Names => [.. s_files.SelectMany(Sections).Select(section => section.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Extract_ReportOfACluster_GivesTheseClaims(string name)
    {
        var report = s_read.Value.Single(report => report.Section.Name == name);

        var read = report.Claims.Where(report.Section.IsListed).Select(ReportLine.Of).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(report.Section.Of("- ", "! ").Order(StringComparer.Ordinal), read);
        Assert.DoesNotContain(read, report.Section.Of("~ ").Contains);
        Assert.All(report.Section.Of("@ "), line => Assert.Contains(line, report.Claims.Select(Placed)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Compare_ReportOfACluster_TellsTheseRelations(string name)
    {
        var report = s_read.Value.Single(report => report.Section.Name == name);
        var told = report.Findings.SelectMany(finding => Told(finding, report)).ToList();
        var shown = string.Join('\n', report.Findings.SelectMany(finding => finding.Compared.Select(compared => Shown(finding, compared, report))));

        foreach (var wanted in report.Section.Of("= ", "!= "))
        {
            Assert.True(told.Contains(wanted), $"missing: {wanted}\n{shown}");
        }

        foreach (var missed in report.Section.Of("~= "))
        {
            Assert.False(told.Contains(missed), $"found by now: {missed}");
        }

        foreach (var silent in report.Section.Of("0= "))
        {
            var head = silent[..(silent.IndexOf(": ", StringComparison.Ordinal) + 2)];
            Assert.All(silent[head.Length..].Split(" / "), earlier =>
                Assert.False(told.Exists(line => line.StartsWith(head, StringComparison.Ordinal) && line.EndsWith(" " + earlier, StringComparison.Ordinal)), $"not comparable: {head}{earlier}\n{shown}"));
        }

        foreach (var alert in told.Where(line => line.Contains(": contradicts ", StringComparison.Ordinal)))
        {
            Assert.True(report.Section.Of("= ", "!= ").Contains(alert), $"not expected: {alert}\n{shown}");
        }
    }

    private static IEnumerable<Report> Read(string file)
    {
        var (book, problems) = RuleBookReader.Read(Repository.Config, Path.Combine(s_specs, file + ".yaml"));
        return Reports(book ?? throw new InvalidOperationException(string.Join('\n', problems.Problems)), file);
    }

    private static IEnumerable<Report> Reports(RuleBook book, string file)
    {
        foreach (var cluster in Sections(file).GroupBy(section => section.Cluster))
        {
            var ledger = new InMemoryLedger(new ClaimComparer());
            foreach (var section in cluster.OrderBy(section => section.PublishedAt))
            {
                var reference = new ArticleRef
                {
                    Id = new ArticleId(section.Name),
                    Outlet = new Outlet { Id = section.Outlet, Name = section.Outlet, Owner = section.Outlet },
                    PublishedAt = section.PublishedAt,
                };
                var reading = new TextReading(book).Read(string.Join("\n\n", section.Text), null, reference);
                var claims = reading.Trace.Claims;
                yield return new Report(section, claims, ledger.Record(reference, claims, reference.PublishedAt, book.Comparison).Findings, ledger);
            }
        }
    }

    private static IEnumerable<string> Told(Finding finding, Report report) =>
        from compared in finding.Compared
        let verdict = Verb(compared.Verdict)
        where verdict.Length > 0 && report.Section.IsListed(finding.Claim) && Head(finding.Claim) is not null
        from earlier in report.Ledger.TellingsOf(compared.Earlier)
        where Head(earlier) is not null
        select $"{Head(finding.Claim)}: {verdict} {earlier.Article.Value.Split(' ')[1]} {Head(earlier)}";

    private static string Verb(Verdict verdict) => verdict switch
    {
        Verdict.Contradicts => "contradicts",
        Verdict.Updates => "updates",
        Verdict.Revises => "revises",
        Verdict.Corroborates { IsStrong: true } or Verdict.Repeats => "corroborates",
        _ => "",
    };

    private static string Shown(Finding finding, Comparison compared, Report report) =>
        $"  {ReportLine.Of(finding.Claim)} | {compared.Verdict.GetType().Name} {compared.Rule} | {(report.Ledger.Find(compared.Earlier)?.Claim is { } earlier ? $"{earlier.Article.Value} {ReportLine.Of(earlier)}" : "")} | {compared.Why}";

    /// <summary>"killed 25: durres".</summary>
    private static string Placed(Claim claim) => $"{Head(claim)}: {claim.Scope.Area?.Id?.Value}";

    private static string? Head(Claim claim) => ReportLine.Of(claim) is { } line ? line[..line.IndexOf(" · ", StringComparison.Ordinal)] : null;

    private static IEnumerable<Section> Sections(string file)
    {
        Section? section = null;
        foreach (var line in File.ReadLines(Path.Combine(s_specs, file + ".md")).Append("## "))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (section is not null)
                {
                    yield return section;
                }

                section = new Section(file, line[3..], [], []);
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                section!.Text.Add(line[2..]);
            }
            else
            {
                section?.Lines.Add(line);
            }
        }
    }

    private sealed record Section(string File, string Name, List<string> Text, List<string> Lines)
    {
        public bool IsListed(Claim claim) => !File.StartsWith(OfControl, StringComparison.Ordinal) || claim.Kind is ClaimKind.Control or ClaimKind.Movement or ClaimKind.Strike;

        public string Cluster => Name.Split(' ')[0];

        public string Outlet => Name.Split(' ')[1];

        public DateTimeOffset PublishedAt => DateTimeOffset.Parse(Name.Split(' ')[2], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

        public List<string> Of(params string[] marks) => [.. from mark in marks from line in Lines where line.StartsWith(mark, StringComparison.Ordinal) select line[mark.Length..]];
    }

    private sealed record Report(Section Section, IReadOnlyList<Claim> Claims, IReadOnlyList<Finding> Findings, InMemoryLedger Ledger);
}
