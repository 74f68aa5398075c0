using Watcher.Claims.Subjects;
using Watcher.Tests.Mentions;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Subjects;

public sealed class WatchListTests
{
    private static readonly Gazetteer s_gazetteer = new(
        [new Settlement { Id = new("vovchansk"), Name = "Vovchansk", Country = "UA", Admin1 = "Kharkiv Oblast", Aliases = [new("Волчанск", "ru", AliasKind.Curated)] }], []);

    [Fact]
    public void Compile_Reference_FillsInTheRowAndKeepsOverrides()
    {
        var (list, problems) = Compile("settlements: [{ ref: vovchansk, name: Volchansk, aliases: { en: [Wolchansk] } }]");

        Assert.Empty(problems);
        var settlement = Assert.Single(list.Settlements);
        Assert.Equal(("vovchansk", "Volchansk", "Kharkiv Oblast"), (settlement.Id.Value, settlement.Name, settlement.Admin1));
        Assert.Equal(["Wolchansk", "Волчанск"], settlement.Aliases.Select(a => a.Text));
    }

    [Theory]
    [InlineData("settlements: [{ id: town, name: Vovchansk }]", "Волчанск")]
    [InlineData("settlements: [{ id: town, name: Vovchansk, country: UA, admin1: Kharkiv Oblast }]", "Волчанск")]
    [InlineData("settlements: [{ id: town, name: Vovchansk, aliases: { ru: [Вовчанск] } }]", "Вовчанск")]
    public void Compile_LatinNameOfARow_TakesItsNamesInOtherScripts(string yaml, string name)
    {
        var (list, _) = Compile(yaml);

        Assert.Equal([name], Assert.Single(list.Settlements).Aliases.Select(a => a.Text));
    }

    [Theory]
    [InlineData("settlements: [{ id: town, name: Vovchansk, country: RU }]")]
    [InlineData("settlements: [{ id: town, name: Vovchansk, admin1: Sumy Oblast }]")]
    [InlineData("settlements: [{ id: town, name: Vovcha }]")]
    public void Compile_LatinNameOfAnotherPlace_StaysAlone(string yaml)
    {
        var (list, _) = Compile(yaml);

        Assert.Empty(Assert.Single(list.Settlements).Aliases);
    }

    [Theory]
    [InlineData("settlements: [{ ref: nowhere }]", "W032", "settlements[0].ref")]
    [InlineData("settlements: [{ id: a }]", "W010", "settlements[0]")]
    [InlineData("people: [{ id: a, name: A B, roles: [{ title: Mayor, from: 2024-05-01, to: 2023-01-01 }] }]", "W011", "people[0].roles[0]")]
    [InlineData("settlements: [{ id: a, name: Aa, historic: { en: ['Bb@1900'] } }]", "W303", "settlements[0].historic")]
    [InlineData("settlements: [{ id: a, name: Aa }, { id: a, name: Bb }]", "W030", "")]
    public void Compile_Mistake_SaysWhere(string yaml, string code, string where)
    {
        var (_, problems) = Compile(yaml);

        Assert.Equal((code, where), (Assert.Single(problems).Code, problems[0].Where));
    }

    [Fact]
    public void Parse_UnknownKey_NamesLineAndColumn()
    {
        var e = Assert.Throws<RuleFileException>(() => Compile("settlements: [{ id: a, nmae: Aa }]"));

        Assert.Equal(4, e.Line);
    }

    [Fact]
    public void With_SideOfAList_AddsAndOverrides()
    {
        var table = MentionSample.Sides.With([
            new ListSideEntry { Id = "ua", Name = "Ukraine", Letter = "V", Bodies = ["Coast Guard"] },
            new ListSideEntry { Id = "islanders", Name = "Islanders" }]);

        Assert.Equal("V", table.Sides[new("ua")].Letter);
        Assert.Contains("Ukrainian", table.Sides[new("ua")].Names);
        Assert.Equal(new SubjectId("ua"), table.Bodies[new("ua-coast-guard")].Side);
        Assert.Equal("I", table.Sides[new("islanders")].Letter);
    }

    private static (WatchList List, System.Collections.Immutable.ImmutableArray<WatchListProblem> Problems) Compile(string yaml) =>
        WatchList.Compile(RuleFile.Parse<WatchListFile>($"version: 1\nid: t\ntitle: T\n{yaml}\n", "t.yaml"), s_gazetteer);
}
