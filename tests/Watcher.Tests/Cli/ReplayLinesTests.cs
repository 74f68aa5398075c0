using System.Text.Json;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Mentions;
using Watcher.Claims.Subjects;
using Watcher.Reading.Text;
using Watcher.Tests.Ledgers;
using Watcher.Worker.Cli;

namespace Watcher.Tests.Cli;

public sealed class ReplayLinesTests
{
    [Fact]
    public void Write_QuantityClaim_SpeaksTheScorersWords()
    {
        var line = Replay("killed v:>=40 obj:soldier side:ru area:izium by:staff/ua on:9 mod:claimed").Single();

        var claim = line.GetProperty("claims")[0];
        Assert.Equal("quantity", claim.GetProperty("kind").GetString());
        Assert.Equal("soldier killed", claim.GetProperty("metric").GetString());
        Assert.Equal("Russia", claim.GetProperty("subject").GetString());
        Assert.Equal(40, claim.GetProperty("value_low").GetInt32());
        Assert.Equal(JsonValueKind.Null, claim.GetProperty("value_high").ValueKind);
        Assert.Equal("2022-09-09", claim.GetProperty("asof").GetString());
        Assert.Equal("staff", claim.GetProperty("speaker").GetString());
        Assert.Equal("claimed", claim.GetProperty("certainty").GetString());
    }

    [Theory]
    [InlineData("captured-by side:ua frame:liberated", "recaptured", "asserted")]
    [InlineData("captured-by side:ru frame:seized", "captured", "asserted")]
    [InlineData("captured-by side:ru stance:denies", "captured", "denied")]
    [InlineData("captured-by side:ua mod:future by:general/ua", "captured", "planned")]
    [InlineData("captured-by side:ua mod:future by:thinktank", "captured", "predicted")]
    [InlineData("held-by side:ru mod:conditional", "controlled", "predicted")]
    [InlineData("surrounded side:ua", "besieged", "asserted")]
    [InlineData("struck side:ru", "shelled", "asserted")]
    public void Write_StatusClaim_SpeaksTheScorersWords(string notation, string status, string certainty)
    {
        var claim = Replay(notation).Single().GetProperty("claims")[0];

        Assert.Equal("control", claim.GetProperty("kind").GetString());
        Assert.Equal(status, claim.GetProperty("status").GetString());
        Assert.Equal(certainty, claim.GetProperty("certainty").GetString());
        Assert.Equal("izium", claim.GetProperty("settlement").GetString());
    }

    [Theory]
    [InlineData("killed v:12 area:izium by:police", "killed v:12 area:izium by:mayor via:beta", "corroborates")]
    [InlineData("killed v:12 area:izium by:police", "killed v:12 area:izium by:police via:beta", "corroborates")]
    [InlineData("killed v:12 area:izium by:police", "killed v:36 area:izium by:mayor via:beta", "contradicts")]
    [InlineData("killed v:>=12 area:izium", "killed v:36 area:izium via:beta pub:10T22", "updates")]
    [InlineData("killed v:12 area:izium", "killed v:>=5 area:izium via:beta pub:10T22", "compatible")]
    [InlineData("killed v:12 area:izium", "killed v:36 area:kupiansk via:beta", "compatible")]
    public void Write_Comparison_BecomesARelationOfTheLaterClaim(string earlier, string later, string relation)
    {
        var written = Replay(earlier, later)[1].GetProperty("relations")[0];

        Assert.Equal(relation, written.GetProperty("relation").GetString());
        Assert.EndsWith(ClaimNotation.Read(later).Claim.Id.Value, written.GetProperty("claim_a").GetString(), StringComparison.Ordinal);
        Assert.EndsWith(ClaimNotation.Read(earlier).Claim.Id.Value, written.GetProperty("claim_b").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_StatusReadLate_IsUpdatedByWhatWasKnown()
    {
        var written = Replay("captured-by side:ua on:10", "held-by side:ru on:4 pub:12 via:beta")[1].GetProperty("relations")[0];

        Assert.Equal("updates", written.GetProperty("relation").GetString());
        Assert.StartsWith("alpha", written.GetProperty("claim_a").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Statement_IsNotPrinted() => Assert.Empty(Replay("said by:kadyrov/ru").Single().GetProperty("claims").EnumerateArray());

    [Fact]
    public void Write_Mentions_KeepPlacesAndPeopleInTheGivenText()
    {
        var (claim, article) = ClaimNotation.Read("held-by side:ru");
        Mention place = new()
        {
            Span = new TextSpan(3, 8),
            Surface = "Izium",
            Type = SubjectType.Settlement,
            Subject = new SubjectId("izium"),
            Canonical = "Izium",
            Rule = "alias",
            IsWatched = true,
        };
        var detection = new Detection([place, place with { Type = SubjectType.Side, Canonical = "Russia" }], []);
        var ledger = new InMemoryLedger(new ClaimComparer());
        var recording = ledger.Record(article, [claim], article.PublishedAt, ClaimNotation.Rules);

        var line = ReplayLines.Write(
            new ReplayLines.ReplayedArticle("a", detection, [claim], recording) { ToGiven = s => new TextSpan(s.Start + 100, s.End + 100) }, ledger, _ => null, _ => false);

        var mention = Assert.Single(JsonDocument.Parse(line).RootElement.GetProperty("mentions").EnumerateArray());
        Assert.Equal("settlement", mention.GetProperty("type").GetString());
        Assert.Equal(103, mention.GetProperty("start").GetInt32());
    }

    private static List<JsonElement> Replay(params string[] notations)
    {
        var ledger = new InMemoryLedger(new ClaimComparer());
        return
        [
            .. notations.Select(ClaimNotation.Read).Select(read =>
            {
                var recording = ledger.Record(read.Article, [read.Claim], read.Article.PublishedAt, ClaimNotation.Rules);
                var article = new ReplayLines.ReplayedArticle(read.Article.Id.Value, new Detection([], []), [read.Claim], recording);
                return JsonDocument.Parse(ReplayLines.Write(article, ledger, side => side.Value == "ru" ? "Russia" : null, _ => false)).RootElement;
            }),
        ];
    }
}
