using System.Globalization;
using Watcher.Claims;
using Watcher.Claims.Rules;
using Watcher.Tests.Support;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules;

namespace Watcher.Tests.ClaimExtraction;

/// <summary>
/// Specs/other-events.md: short reports of wars and disasters that no lexicon was written for, with a watch list of canonical names. Every claim
/// of control in them is listed, so that a wrong one fails as a missing one does; of the numbers, those of metrics that are watched.
/// </summary>
public sealed class OtherEventsSpecTests
{
    private static readonly string s_specs = Path.Combine(Repository.Root, "tests", "Watcher.Tests", "Specs");

    private static readonly Lazy<RuleBook> s_book = new(() =>
    {
        var (book, report) = RuleBookReader.Read(Repository.Config, Path.Combine(s_specs, "other-events.yaml"));
        return book ?? throw new InvalidOperationException(string.Join('\n', report.Problems));
    });

    public static TheoryData<string> Reports => [.. Sections().Select(section => section.Name)];

    [Theory]
    [MemberData(nameof(Reports))]
    public void Extract_ReportOfAnotherEvent_GivesTheseClaims(string name)
    {
        var section = Sections().Single(section => section.Name == name);
        var reference = new ArticleRef
        {
            Id = new ArticleId(name),
            Outlet = new Outlet { Id = "harbour", Name = "Harbour Post", Owner = "harbour" },
            PublishedAt = DateTimeOffset.Parse(name[(name.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        };

        var claims = new TextReading(s_book.Value).Read(section.Text, null, reference).Trace.Claims;

        Assert.Equal(section.Expected.Order(StringComparer.Ordinal), claims.Select(ReportLine.Of).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Name, string Text, List<string> Expected)> Sections()
    {
        var (name, text, expected) = ("", new List<string>(), new List<string>());
        foreach (var line in File.ReadLines(Path.Combine(s_specs, "other-events.md")).Append("## "))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (name.Length > 0)
                {
                    yield return (name, string.Join("\n\n", text), expected);
                }

                (name, text, expected) = (line[3..], [], []);
            }
            else if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                text.Add(line[2..]);
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                expected.Add(line[2..]);
            }
        }
    }
}
