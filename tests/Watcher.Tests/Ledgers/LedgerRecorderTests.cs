using Watcher.Claims.Ledgers;

namespace Watcher.Tests.Ledgers;

public sealed class LedgerRecorderTests
{
    private static readonly DateTimeOffset s_now = new(2022, 9, 15, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Record_NewClaims_BecomeEntriesInOrder()
    {
        var recording = Record([], 7, "killed v:12 area:izium art:x", "captured-by side:ua art:x");

        Assert.Equal([7L, 8L], recording.Entries.Select(e => e.Id.Value));
        Assert.All(recording.Findings, f => Assert.IsType<Verdict.Novel>(f.Verdict));
        Assert.All(recording.Entries, e => Assert.Equal(s_now, e.RecordedAt));
        Assert.Empty(recording.Sightings);
    }

    [Fact]
    public void Record_Repeat_BecomesASightingAndNoEntry()
    {
        var known = ClaimNotation.Read("killed v:12 area:izium by:police").AsEntry(1);

        var recording = Record([known], 2, "killed v:12 area:izium by:police via:beta");

        Assert.Empty(recording.Entries);
        Assert.Equal(known.Id, Assert.Single(recording.Sightings).Entry);
        Assert.Equal([1L], recording.Standings.Select(s => s.Value));
    }

    [Fact]
    public void Record_RepeatInsideTheArticle_PointsAtItsOwnEntry()
    {
        var recording = Record([], 1, "killed v:12 area:izium art:x span:1", "killed v:12 area:izium art:x span:90");

        Assert.Single(recording.Entries);
        Assert.Equal(1, Assert.Single(recording.Sightings).Entry.Value);
    }

    [Fact]
    public void Record_AnnouncementOfAKnownPlan_IsAnEntryOfItsOwn()
    {
        var plan = ClaimNotation.Read("told-motive side:ru frame:regrouped mod:future by:spokesman/ru").AsEntry(1);

        var recording = Record([plan], 2, "told-motive side:ru frame:regrouping by:ministry/ru via:beta");

        Assert.IsType<Verdict.Repeats>(Assert.Single(recording.Findings).Verdict);
        Assert.Equal(2, Assert.Single(recording.Entries).Id.Value);
        Assert.Empty(recording.Sightings);
    }

    [Fact]
    public void Record_ClashInsideTheArticle_StandsWithinTheArticle()
    {
        var recording = Record([], 1, "killed v:12 area:izium art:x", "killed v:40 area:izium art:x");

        Assert.Equal(Standing.WithinArticle, Assert.IsType<Verdict.Contradicts>(recording.Findings[1].Verdict).Standing);
        Assert.Equal(2, recording.Entries.Length);
    }

    [Fact]
    public void Record_Revision_SupersedesWhatItCorrects()
    {
        var known = ClaimNotation.Read("killed v:12 area:izium by:police").AsEntry(1);

        var recording = Record([known], 2, "killed v:10 area:izium by:police via:beta correction");

        Assert.Equal(known.Id, Assert.Single(recording.Entries).Supersedes);
    }

    [Fact]
    public void Record_SupersededEntry_IsComparedWithNothing()
    {
        var known = ClaimNotation.Read("killed v:12 area:izium by:police").AsEntry(1) with { IsSuperseded = true };

        var recording = Record([known], 2, "killed v:40 area:izium by:mayor via:beta");

        Assert.IsType<Verdict.Novel>(recording.Findings.Single().Verdict);
    }

    [Fact]
    public void Record_NoClaims_RecordsNothing()
    {
        var recording = new LedgerRecorder(new ClaimComparer())
            .Record(ClaimNotation.Read("killed v:1").Article, [], [], new EntryId(1), s_now, ClaimNotation.Rules);

        Assert.Empty(recording.Entries);
        Assert.Empty(recording.Findings);
    }

    [Fact]
    public void InMemoryLedger_OneArticleAfterAnother_CountsOneOriginOnce()
    {
        var ledger = new InMemoryLedger(new ClaimComparer());
        string[] told =
            ["killed v:12 area:izium by:police", "killed v:12 area:izium by:police via:beta", "killed v:12 area:izium by:mayor via:gamma"];
        foreach (var (claim, article) in told.Select(ClaimNotation.Read))
        {
            ledger.Record(article, [claim], s_now, ClaimNotation.Rules);
        }

        Assert.Equal(2, ledger.Entries.Count);
        Assert.Equal(2, ledger.TellingsOf(new EntryId(1)).Count());
        Assert.Equal(2, ledger.Under("metric:killed").Count);
    }

    [Fact]
    public void InMemoryLedger_Correction_MarksTheOldEntrySuperseded()
    {
        var ledger = new InMemoryLedger(new ClaimComparer());
        foreach (var (claim, article) in new[] { "killed v:12 area:izium", "killed v:10 area:izium correction pub:10T22" }.Select(ClaimNotation.Read))
        {
            ledger.Record(article, [claim], s_now, ClaimNotation.Rules);
        }

        Assert.True(ledger.Find(new EntryId(1))!.IsSuperseded);
        Assert.False(ledger.Find(new EntryId(2))!.IsSuperseded);
    }

    private static Recording Record(LedgerEntry[] earlier, long next, params string[] notations)
    {
        var read = notations.Select(ClaimNotation.Read).ToList();
        return new LedgerRecorder(new ClaimComparer())
            .Record(read[0].Article, [.. read.Select(r => r.Claim)], earlier, new EntryId(next), s_now, ClaimNotation.Rules);
    }
}
