using System.Text;
using Watcher.Claims.Subjects;
using Watcher.Claims.Subjects.Transliteration;
using Watcher.Tests.Support;

namespace Watcher.Tests.Subjects;

/// <summary>The table of Ukrainian settlements: how it is made from the official list, and that the shipped one is what the list gives.</summary>
public sealed class OfficialSettlementsTests
{
    private const string Codifier = """
        Перший рівень;Другий рівень;Третій рівень;Четвертий рівень;Додатковий рівень;Категорія об’єкта;Назва об’єкта
        UA01000000000000001;;;;;O;Дравська
        UA01000000000000001;UA01020000000000002;;;;P;Липівський
        UA01000000000000001;UA01020000000000002;UA01020010000000003;;;H;Липівська
        UA01000000000000001;UA01020000000000002;UA01020010000000003;UA01020010010000004;;M;Липів
        UA01000000000000001;UA01020000000000002;UA01020010000000003;UA01020010020000005;;C;Зелений  Гай
        UA01000000000000001;UA01020000000000002;UA01020010000000003;UA01020010030000006;;C;Липів
        UA01000000000000001;UA01020000000000002;UA01020010000000003;UA01020010040000007;;X;Мар’янівка
        UA01000000000000001;UA01040000000000008;;;;P;Дравський
        UA01000000000000001;UA01040000000000008;UA01040010000000009;UA01040010010000010;;M;Драва
        UA01000000000000001;UA01040000000000008;UA01040010000000009;UA01040010020000011;;C;Мар’янівка
        UA01000000000000001;UA01040000000000008;UA01040010000000009;UA01040010010000010;UA01040010010100012;B;Заводський

        """;

    [Fact]
    public void ToTsv_SettlementsOfOneName_AreKeptApartByTheirParents()
    {
        var (rows, problems) = GazetteerTsv.ReadSettlements(OfficialSettlements.ToTsv(Codifier).Tsv);

        Assert.Empty(problems);
        Assert.Equal(["drava", "lypiv", "lypiv-lypiv", "marianivka-drava", "marianivka-lypiv", "zelenyi-hai"], rows.Select(r => r.Id.Value));
    }

    [Fact]
    public void ToTsv_Row_HasLatinNameParentsAndKind()
    {
        var row = GazetteerTsv.ReadSettlements(OfficialSettlements.ToTsv(Codifier).Tsv).Rows.Single(r => r.Id.Value == "zelenyi-hai");

        Assert.Equal(("Zelenyi Hai", "UA", "Drava Oblast", "Lypiv Raion", "village"), (row.Name, row.Country, row.Admin1, row.Admin2, row.Kind));
        Assert.Equal(new Alias("Зелений Гай", "uk", AliasKind.Curated), Assert.Single(row.Aliases));
    }

    [Fact]
    public void ToTsv_LineWithTooFewColumns_IsAProblemWithItsLine()
    {
        var (_, problems) = OfficialSettlements.ToTsv(Codifier + "UA01;C;Липів\n");

        Assert.Equal((13, "W301"), Assert.Single(problems.Select(p => (p.Line, p.Code))));
    }

    [Theory]
    [InlineData("Згурівка", "Zghurivka")]
    [InlineData("Знам'янка", "Znamianka")]
    [InlineData("Єнакієве", "Yenakiieve")]
    [InlineData("Щастя", "Shchastia")]
    [InlineData("Кам'янець-Подільський", "Kamianets-Podilskyi")]
    [InlineData("Їжаківка", "Yizhakivka")]
    [InlineData("Юр'ївка", "Yurivka")]
    [InlineData("Ґонтівка", "Gontivka")]
    public void UkrainianLatin_Name_IsThatOfTheNationalTable(string name, string latin) => Assert.Equal(latin, UkrainianLatin.Of(name));

    [Theory]
    [InlineData("краматорськ", "краматорск")]
    [InlineData("авдіївка", "авдеевка")]
    [InlineData("граково", "граково")]
    [InlineData("гракове", "граково")]
    [InlineData("великий", "великий")]
    [InlineData("новосілка", "новоселка")]
    [InlineData("харків", "харьков", false)]
    public void RussianForms_UkrainianName_HoldTheRussianOne(string name, string russian, bool isRegular = true) =>
        Assert.Equal(isRegular, RussianForms.Of(name).Contains(russian));

    [Fact]
    public void ShippedTable_Rows_HaveIdsThatListsCanNameAndHandWrittenRowsAreAmongThem()
    {
        var (rows, problems) = GazetteerTsv.ReadSettlements(Shipped("ua-settlements.tsv"));
        var (byHand, _) = GazetteerTsv.ReadSettlements(Shipped("settlements.tsv"));

        Assert.Empty(problems);
        Assert.All(rows, r => Assert.Matches("^[a-z0-9-]{1,40}$", r.Id.Value));
        var places = rows.Select(r => (r.Name, r.Admin1, r.Admin2)).ToHashSet();
        var ids = rows.Select(r => r.Id).ToHashSet();
        Assert.All(byHand.Where(r => r.Country == "UA"), r => Assert.True(ids.Contains(r.Id) || places.Contains((r.Name, r.Admin1, r.Admin2)), r.Id.Value));
    }

    [SharedFact]
    public void ShippedTable_MadeAgainFromTheOfficialList_IsTheSameBytes()
    {
        var list = Directory.GetFiles(Path.Combine(Repository.Shared!, "gazetteer"), "katottg-*.csv").Order(StringComparer.Ordinal).Last();   // a shared fact runs only where it is

        var (tsv, problems) = OfficialSettlements.ToTsv(File.ReadAllText(list));

        Assert.Empty(problems);
        Assert.True(File.ReadAllBytes(Path.Combine(Repository.Config, "gazetteer", "ua-settlements.tsv")).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(tsv)),
            "run: watcher gazetteer build --from ../shared/gazetteer --out config/gazetteer/ua-settlements.tsv");
    }

    private static string Shipped(string file) => File.ReadAllText(Path.Combine(Repository.Config, "gazetteer", file));
}
