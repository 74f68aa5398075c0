using Watcher.Claims.Subjects;
using Watcher.Worker.Cli;
using Watcher.Worker.Rules;
using Watcher.Worker.Tests.Support;

namespace Watcher.Worker.Tests.Cli;

/// <summary>The gazetteer from the official list to a watch list that refers to it.</summary>
public sealed class GazetteerVerbTests : IDisposable
{
    private const string Header = "Перший рівень;Другий рівень;Третій рівень;Четвертий рівень;Додатковий рівень;Категорія;Назва\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Build_FolderWithTwoLists_TakesTheNewerOne()
    {
        await WriteAsync("katottg-2024-01-01.csv", Header + "UA01;;;;;O;Дравська\nUA01;;;UA0101;;M;Стара\n");
        await WriteAsync("katottg-2025-01-01.csv", Header + "UA01;;;;;O;Дравська\nUA01;;;UA0101;;M;Драва\n");
        var table = Path.Combine(_folder.Path, "xx-settlements.tsv");

        var (exit, errors) = await RunAsync("gazetteer", "build", "--from", _folder.Path, "--out", table);

        Assert.Equal((ExitCodes.Done, $"{table}: 1 settlements, {new FileInfo(table).Length} bytes\n"), (exit, errors));
        Assert.Equal(("drava", "Drava Oblast"), Assert.Single(GazetteerTsv.ReadSettlements(await File.ReadAllTextAsync(table)).Rows.Select(r => (r.Id.Value, r.Admin1))));
    }

    [Fact]
    public async Task Build_BrokenLine_SaysWhereAndWritesNothing()
    {
        var list = await WriteAsync("katottg-2025-01-01.csv", Header + "UA01;;;;;O;Дравська\nUA01;M;Драва\n");
        var table = Path.Combine(_folder.Path, "xx-settlements.tsv");

        var (exit, errors) = await RunAsync("gazetteer", "build", "--from", list, "--out", table);

        Assert.Equal(ExitCodes.ProblemsFound, exit);
        Assert.Contains($"{list}:3:1: error W301 3 columns, expected 7", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(table));
    }

    [Fact]
    public async Task WatchList_RefToAnOfficialRow_TakesItsNameAndParents()
    {
        var list = await WriteAsync("one.yaml", "version: 1\nid: one\ntitle: One\nsettlements:\n  - ref: lyman-chuhuiv\n  - { ref: lyman, priority: primary }\n");

        var (book, report) = RuleBookReader.Read(Checkout.Config, list);

        Assert.Empty(report.Problems);
        Assert.Equal(
            [("lyman-chuhuiv", "Lyman", "Chuhuiv Raion", "uk:Лиман"), ("lyman", "Lyman", "Kramatorsk Raion", "uk:Лиман")],
            book!.Lists.Single().Settlements.Select(s => (s.Id.Value, s.Name, s.Admin2, $"{s.Aliases[0].Language}:{s.Aliases[0].Text}")));   // no problems: there is a book
    }

    [Fact]
    public async Task WatchList_RefToNoRow_IsW032()
    {
        var list = await WriteAsync("one.yaml", "version: 1\nid: one\ntitle: One\nsettlements:\n  - ref: atlantis-on-dnipro\n");

        var (book, report) = RuleBookReader.Read(Checkout.Config, list);

        Assert.Null(book);
        Assert.Equal("W032", Assert.Single(report.Problems).Code);
    }

    private async Task<string> WriteAsync(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static async Task<(int Exit, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var exit = await CommandLine.RunAsync(CommandTree.Build(), arguments, output, errors);
        return (exit, errors.ToString());
    }
}
