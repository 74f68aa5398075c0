using Watcher.Claims.Subjects;
using Watcher.Tests.Support;

namespace Watcher.Tests.Subjects;

public sealed class GazetteerTsvTests
{
    private const string Header = "id\tname\tcountry\tadmin1\tadmin2\tkind\tlat\tlon\tpopulation\taliases\thistoric\tsource\n";

    [Fact]
    public void ReadSettlements_GoodRow_GivesEveryCell()
    {
        var (rows, problems) = GazetteerTsv.ReadSettlements(
            Header + "lake-town\tLaketown\tUA\tNorth Oblast\t\\N\tcity\t49.5\t37.25\t1200\tuk:Озерне|en:Lake Town\ten:Oldtown@1950-01-01..2016-05-12\tinvented\n");

        Assert.Empty(problems);
        var row = Assert.Single(rows);
        Assert.Equal((new SubjectId("lake-town"), "North Oblast", null, new GeoPoint(49.5, 37.25), 1200L), (row.Id, row.Admin1, row.Admin2, row.Location!.Value, row.Population!.Value));
        Assert.Equal(["Озерне", "Lake Town", "Oldtown"], row.Aliases.Select(a => a.Text));
        Assert.Equal(new DateOnly(2016, 5, 12), row.Aliases[2].To);
    }

    [Theory]
    [InlineData("a\tA", 2, 1, "W301")]
    [InlineData("a\tAa\tUA\t\\N\t\\N\tcity\tnorth\t37\t\\N\t\\N\t\\N\t\\N", 2, 20, "W301")]
    [InlineData("a\tAa\tUA\t\\N\t\\N\tcity\t497\t37\t\\N\t\\N\t\\N\t\\N", 2, 20, "W031")]
    [InlineData("a\tAa\tUA\t\\N\t\\N\tcity\t\\N\t\\N\t\\N\ten:Bb|Cc\t\\N\t\\N", 2, 35, "W303")]
    public void ReadSettlements_BrokenRow_SaysWhere(string row, int line, int column, string code)
    {
        var (rows, problems) = GazetteerTsv.ReadSettlements(Header + row + "\n");

        Assert.Empty(rows);
        Assert.Equal((line, column, code), (problems[0].Line, problems[0].Column, problems[0].Code));
    }

    [Fact]
    public void ReadSettlements_RepeatedId_IsAProblem()
    {
        const string Row = "a\tAa\tUA\t\\N\t\\N\tcity\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\n";

        var (rows, problems) = GazetteerTsv.ReadSettlements(Header + Row + Row);

        Assert.Single(rows);
        Assert.Equal("W302", Assert.Single(problems).Code);
    }

    [Fact]
    public void ShippedGazetteer_HasNoProblem()
    {
        var settlements = GazetteerTsv.ReadSettlements(File.ReadAllText(Path.Combine(Repository.Config, "gazetteer", "settlements.tsv")));
        var people = GazetteerTsv.ReadPeople(File.ReadAllText(Path.Combine(Repository.Config, "gazetteer", "people.tsv")));

        Assert.Empty(settlements.Problems.Concat(people.Problems));
        Assert.NotEmpty(settlements.Rows);
        Assert.NotEmpty(people.Rows);
    }
}
