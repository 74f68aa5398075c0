using System.Text.Json;
using Watcher.Claims.Quantities;
using Watcher.Tests.Support;

namespace Watcher.Tests.Quantities;

/// <summary>The sample articles, where they lie beside the checkout.</summary>
public sealed class SeedArticleTests
{
    [SharedFact]
    public void Read_SampleArticles_ReadsTheAnnotatedQuantitiesWithTheirHedge()
    {
        var missed = new List<string>();
        var annotated = 0;
        var texts = Lines("seeds/articles.jsonl").ToDictionary(row => row.GetProperty("id").GetString()!, row => row.GetProperty("text").GetString()!);
        foreach (var (article, core, hedge, value, unit) in Expected())
        {
            annotated++;
            var text = texts[article];
            if (!Lexicons.Quantities.Read(text).Any(m => m.Core.Of(text).ToString().StartsWith(core, StringComparison.Ordinal)
                && m.Value.Hedge == hedge && m.Value.Stated == value && m.Value.Unit.Id == unit))
            {
                missed.Add($"{article}: {core}");
            }
        }

        Assert.Empty(missed);
        Assert.Equal(15, annotated);
    }

    [SharedFact]
    public void Read_ExplicitDateBesideWeekday_WinsAndAgrees()
    {
        var text = Lines("seeds/articles.jsonl").Single(row => row.GetProperty("id").GetString() == "004").GetProperty("text").GetString()!;

        var date = Lexicons.Dates.Read(text, new DateReference(new DateTime(2022, 9, 11, 6, 0, 0)))[0];

        Assert.Equal(WallInterval.Day(new DateTime(2022, 9, 10)), date.Value);
        Assert.False(date.RenderingsDisagree);
        Assert.Empty(date.Alternatives);
    }

    private static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(Path.Combine(Repository.Shared!, file)).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement);

    private static (string Article, string Core, Hedge Hedge, decimal Value, string Unit)[] Expected() =>
    [
        ("000", "half a million acres", Hedge.Approx, 500000, "acre"),
        ("000", "52,650", Hedge.Exact, 52650, ""),
        ("000", "2,154", Hedge.Exact, 2154, ""),
        ("001", "3,000 kilometres", Hedge.ApproxBelow, 3000, "km"),
        ("001", "50 kms", Hedge.AtMost, 50, "km"),
        ("001", "40 settlements", Hedge.MoreThan, 40, ""),
        ("001", "4,000", Hedge.Exact, 4000, ""),
        ("001", "8,000", Hedge.Approx, 8000, ""),
        ("001", "100 armoured", Hedge.MoreThan, 100, ""),
        ("002", "20 Ukrainian towns", Hedge.Exact, 20, ""),
        ("002", "hundreds of square miles", Hedge.Indefinite, 200, "mi2"),
        ("002", "next to no artillery", Hedge.NearZero, 0, ""),
        ("003", "2,000sq km", Hedge.Exact, 2000, "km2"),
        ("003", "770sq miles", Hedge.Exact, 770, "mi2"),
        ("004", "2,500 square kilometers", Hedge.Approx, 2500, "km2"),
    ];
}
