using System.Text;
using Watcher.Claims;
using Watcher.Claims.Digests;
using Watcher.Claims.Ledgers;
using Watcher.Claims.Subjects;

using static Watcher.Tests.Digests.DigestSamples;

namespace Watcher.Tests.Digests;

public sealed class DigestComposerTests
{
    /// <summary>One finding for every case of <see cref="Verdict"/>; a new case must be added here, and to the digest.</summary>
    private static readonly Dictionary<Type, Func<OwedFinding>> s_samples = new()
    {
        [typeof(Verdict.Novel)] = () => DigestCases.NewClaims(1)[2],
        [typeof(Verdict.Corroborates)] = () => DigestCases.Corroborated(1),
        [typeof(Verdict.Updates)] = () => DigestCases.Updated(1),
        [typeof(Verdict.Revises)] = () => DigestCases.Retracted(1),
        [typeof(Verdict.Contradicts)] = () => DigestCases.Number(1),
        [typeof(Verdict.DataQuality)] = () => DigestCases.Quality(1),
        [typeof(Verdict.Repeats)] = () => WithVerdict(DigestCases.Corroborated(1), new Verdict.Repeats(new EntryId(60))),
        [typeof(Verdict.DifferentScope)] = () => WithVerdict(DigestCases.Corroborated(1), new Verdict.DifferentScope(new EntryId(60))),
    };

    /// <summary>Counted by the coverage line and never mailed (claims.md 8).</summary>
    private static readonly Type[] s_neverMailed = [typeof(Verdict.Repeats), typeof(Verdict.DifferentScope)];

    public static TheoryData<Type> Verdicts => [.. typeof(Verdict).GetNestedTypes().Where(t => t.IsSubclassOf(typeof(Verdict)))];

    [Theory]
    [MemberData(nameof(Verdicts))]
    public void Verdict_EveryCase_HasASentenceOrIsNeverMailed(Type verdict)
    {
        var owed = s_samples[verdict]();
        var written = DigestWriter.Write(Input(owed), Policy);

        if (s_neverMailed.Contains(verdict))
        {
            Assert.Empty(written.Digest.Shown);
            Assert.DoesNotContain(owed.Finding.Claim.Evidence.Quote, written.Html, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(owed.Id, Assert.Single(written.Digest.Shown));
            Assert.Contains("c-", written.Text[written.Text.IndexOf("\n\n", StringComparison.Ordinal)..], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Compose_AnOrdinaryMorning_PutsTheGravestFirst()
    {
        var digest = DigestComposer.Compose(DigestCases.Morning(), Policy);

        Assert.Equal(
            ["control", "number", "number", "denial", null, null, null, null, null, null], digest.Cards.Select(c => c.Tag));
        Assert.Equal([1, 2, 4, 3], digest.Cards.Take(4).Select(c => (int)c.Findings[0]));
        Assert.Equal(
            [CardKind.New, CardKind.New, CardKind.New, CardKind.New, CardKind.Retracted, CardKind.Updated], digest.Cards.Skip(4).Select(c => c.Kind));
        Assert.Equal(
            new DigestCounts { Contradictions = 4, Resolved = 0, New = 5, Updated = 1, Retracted = 1, Corroborated = 1, WithinArticle = 1, Notes = 2 }, digest.Counts);
        Assert.Equal(Enumerable.Range(1, 14).Select(i => (long)i), digest.Shown);
    }

    [Fact]
    public void Compose_TheSameInput_GivesTheSameBytes()
    {
        var (one, other) = (DigestWriter.Write(DigestCases.Morning(), Policy), DigestWriter.Write(DigestCases.Morning(), Policy));

        Assert.Equal(one.Text, other.Text);
        Assert.Equal(one.Html, other.Html);
    }

    [Fact]
    public void Severity_TwelveAgainstThirtyOneOnOneOrigin_IsHigh()
    {
        var owed = DigestCases.Number(1);

        var score = SeverityScore.Of(ContradictionKind.Number, owed.Compared[0], owed.Entry, Input(owed).To);

        Assert.Equal(19 / 31.0 * 0.5, score, 3);
        Assert.Equal(Severity.High, SeverityScore.Level(score, isPrimary: true, Policy));
    }

    [Theory]
    [InlineData(0.7, true, Severity.Critical)]
    [InlineData(0.7, false, Severity.High)]
    [InlineData(0.2, true, Severity.Medium)]
    [InlineData(0.1, true, Severity.Low)]
    public void Severity_Level_FollowsTheThresholds(double score, bool isPrimary, Severity expected) =>
        Assert.Equal(expected, SeverityScore.Level(score, isPrimary, Policy));

    [Fact]
    public void Compose_OneNumberAgainstThreeOutlets_IsOneCard()
    {
        var twelve = Number(10, 12, Wire, "2026-11-20T12:00Z");
        var findings = new[] { (31, Gazette), (30, Meridian), (29, Ministry) }.Select((pair, i) =>
            Against(i + 1, Number(11 + i, pair.Item1, pair.Item2, $"2026-11-20T1{3 + i}:00Z"), twelve)).ToArray();

        var digest = DigestComposer.Compose(Input(findings), Policy);

        var card = Assert.Single(digest.Cards);
        Assert.Equal(new long[] { 1, 2, 3 }, card.Findings.AsEnumerable());
        Assert.Equal(2, card.Also.Length);
        Assert.Equal(1, digest.Counts.Contradictions);
    }

    [Fact]
    public void Compose_NewClaimContradictedInTheSameWindow_IsToldOnce()
    {
        var twelve = Number(10, 12, Wire, "2026-11-20T12:00Z");

        var digest = DigestComposer.Compose(Input(New(1, twelve), Against(2, Number(11, 31, Gazette, "2026-11-20T13:00Z"), twelve)), Policy);

        var card = Assert.Single(digest.Cards);
        Assert.Equal(CardKind.Contradiction, card.Kind);
        Assert.Equal(new long[] { 1, 2 }, digest.Shown.AsEnumerable());
        Assert.Equal(0, digest.Counts.New);
    }

    [Fact]
    public void Compose_OneVoiceWithAnotherValue_IsUpdatedAndNoContradiction()
    {
        var twelve = Number(10, 12, Wire, "2026-11-20T12:00Z");
        var owed = Owed(
            1, Number(11, 31, Wire, "2026-11-20T13:00Z"), new Verdict.Contradicts(new(10), ContradictionKind.Number, Standing.OwnRevision), "CMP-5c", "Changed.", twelve);

        var card = Assert.Single(DigestComposer.Compose(Input(owed), Policy).Cards);

        Assert.Equal(CardKind.Updated, card.Kind);
        Assert.Contains("same outlet: Steppe Wire", card.Intro[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_LaterRecordedButEarlierPublished_IsLabelledByPublication()
    {
        var recordedFirst = Number(10, 12, Wire, "2026-11-20T18:00Z");

        var card = DigestComposer.Compose(Input(Against(1, Number(11, 31, Gazette, "2026-11-20T12:00Z"), recordedFirst)), Policy).Cards[0];

        Assert.Equal(["31", "12"], card.Statements.Select(s => s.Value));
        Assert.Equal(["EARLIER", "LATER"], card.Statements.Select(s => s.Label));
    }

    [Fact]
    public void Compose_MoreThanTheCaps_CountsAllAndKeepsTheUntoldOwed()
    {
        var findings = Enumerable.Range(1, 150).Select(i => New(i, Number(i, i, Wire, "2026-11-20T12:00Z"))).ToArray();

        var digest = DigestComposer.Compose(Input(findings), Policy);

        Assert.Equal(15, digest.Cards.Length);
        Assert.Equal(150, digest.Counts.New);
        var overflow = Assert.Single(digest.Overflows);
        Assert.Equal((135, 100, 35), (overflow.Count, overflow.Lines.Length, overflow.Unlisted));
        Assert.Equal(115, digest.Shown.Length);
        Assert.Contains("150 new claims", digest.Heading, StringComparison.Ordinal);
    }

    [Fact]
    public void Compose_SubjectsOfThePrimaryKind_ComeFirstAmongNewClaims()
    {
        var other = Cited(1, Captured("vovchansk", "Vovchansk", true, "2026-11-20", "Vovchansk is free.", "free"), Wire, "2026-11-20T10:00Z");
        var primary = Cited(2, Captured("izium", "Izium", true, "2026-11-20", "Izium is free.", "free"), Wire, "2026-11-20T11:00Z");

        var digest = DigestComposer.Compose(Input(New(1, other), New(2, primary)), Policy);

        Assert.Equal(["Izium: captured by Ukraine", "Vovchansk: captured by Ukraine"], digest.Cards.Select(c => c.Title));
    }

    [Fact]
    public void Compose_AlertedAndUnchanged_IsOneLineThatStillCounts()
    {
        var digest = DigestComposer.Compose(DigestCases.All["alerted"](), Policy);

        Assert.Equal(CardKind.New, Assert.Single(digest.Cards).Kind);
        var line = Assert.Single(digest.Alerted.Shown);
        Assert.Contains("\"12\" vs \"31\"", line.Text, StringComparison.Ordinal);
        Assert.Contains("20 Nov 22:02", line.Text, StringComparison.Ordinal);
        Assert.Equal((1, Severity.High), (digest.Counts.Contradictions, digest.Severity));
        Assert.Equal(new long[] { 1, 4 }, digest.Shown.AsEnumerable());
    }

    /// <summary>One more outlet answers, or one side gains a second voice: the reader of the alert does not know that yet.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compose_AlertedAndChangedSince_IsACard(bool isContradiction)
    {
        var twelve = Number(10, 12, Wire, "2026-11-20T12:00Z");
        var told = Against(1, Number(11, 31, Gazette, "2026-11-20T13:00Z"), twelve);
        var entry = Number(12, isContradiction ? 33 : 12, Meridian, "2026-11-20T15:00Z");
        var later = isContradiction ? Against(2, entry, twelve) : Owed(2, entry, new Verdict.Corroborates(new(10), IsStrong: true), "CMP-4", "They agree.", twelve);

        var digest = DigestComposer.Compose(Input(told with { AlertedAt = told.RecordedAt.AddMinutes(2) }, later with { RecordedAt = told.RecordedAt.AddHours(1) }), Policy);

        Assert.Equal(CardKind.Contradiction, Assert.Single(digest.Cards).Kind);
        Assert.Equal(0, digest.Alerted.Total);
    }

    [Fact]
    public void Table_OfADigest_HasARowForEveryFindingTheMailTells()
    {
        var input = DigestCases.All["overflow"]();
        var written = DigestWriter.Write(input with { Recipient = input.Recipient with { WantsTable = true } }, Policy);

        var lines = Encoding.UTF8.GetString(written.Mail.Attached!.Content.AsSpan()).Split("\r\n");
        Assert.StartsWith("\uFEFFid,verdict,", lines[0], StringComparison.Ordinal);
        Assert.Equal(written.Digest.Shown.Length, lines.Length - 2);        // the header, and the end of the last line
        Assert.Contains("Attached as a table: 17 findings.", written.Text, StringComparison.Ordinal);
        Assert.Contains("Attached as a table: 17 findings.", written.Html, StringComparison.Ordinal);
        Assert.Null(DigestWriter.Write(input, Policy).Mail.Attached);
    }

    [Fact]
    public void Table_OfAFlood_StaysSmallAndSaysSo()
    {
        var text = string.Concat(Enumerable.Repeat("Мешканці розповіли, що обстріл тривав усю ніч. ", 8));
        var findings = Enumerable.Range(1, 3000)
            .Select(i => New(i, Cited(i, Killed(i, "2026-11-20", $"{text} {i} people", $"{i} people"), Wire, "2026-11-20T09:00Z"))).ToArray();
        var input = Input(findings) with { Flood = FloodGuard.Measure(3000, [3], 100, 10) };

        var written = DigestWriter.Write(input with { Recipient = input.Recipient with { WantsTable = true } }, Policy);

        Assert.InRange(written.Mail.Attached!.Content.Length, DigestTable.MaxBytes - 2000, DigestTable.MaxBytes);
        Assert.Matches(@"Attached as a table: the first 1,\d{3} of 3,000 findings\.", written.Text);
    }

    [Fact]
    public void Subject_LongTitleAndPrefix_StaysWithin78Characters()
    {
        var input = DigestCases.Morning();
        input = input with { List = input.List with { Title = new string('x', 200) } };

        var digest = DigestComposer.Compose(input, Policy with { SubjectPrefix = "[A rather long prefix of somebody]" });

        Assert.InRange(digest.Subject.Length, 1, DigestSubject.MaxLength);
        Assert.StartsWith("[A rather long prefix of somebody] 4 contradictions", digest.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void ShortIds_SharedBeginnings_GrowUntilTheyDiffer()
    {
        var ids = new ShortIds([new ClaimId("abcdef1111"), new ClaimId("abcdef1122")]);

        Assert.Equal("c-abcdef111", ids.Of(new ClaimId("abcdef1111")));
        Assert.Equal("c-abcdef112", ids.Of(new ClaimId("abcdef1122")));
    }

    [Theory]
    [InlineData("ru", true)]        // it acts in what is told
    [InlineData("gb", false)]       // it watches, whatever the verb of its sentence
    public void Party_IsWhoActsAndNotWhoeverClaims(string side, bool isParty)
    {
        var claim = Captured("vovchansk", "Vovchansk", false, "2026-11-20", "Vovchansk has been taken, the ministry claimed.", "has been taken", By("the ministry", "claimed", side)) with
        {
            Modality = Modality.Claimed,
        };

        var card = DigestComposer.Compose(Input(New(1, Cited(1, claim, Wire, "2026-11-20T10:00Z"))), Policy).Cards[0];

        Assert.Equal(isParty, card.Statements[0].Speaker.Contains("party", StringComparison.Ordinal));
    }

    [Fact]
    public void Soldiers_OfASide_AreNamedAsReadersSay()
    {
        var claim = DigestCases.Number(1).Finding.Claim with { Scope = new Scope { Side = new SubjectId("ru"), Object = "soldier" } };
        var input = Input(New(1, Cited(1, claim, Wire, "2026-11-20T10:00Z")));

        Assert.Equal("Russian soldiers killed: 31", DigestComposer.Compose(input, Policy).Cards[0].Title);
    }

    [Fact]
    public void Strip_CaptureAfterHolding_IsNoDispute()
    {
        var history = new[]
        {
            Cited(1, Held("kupiansk", "Kupiansk", true, "2026-11-18", "Kupiansk is held.", "held"), Wire, "2026-11-18T10:00Z"),
            Cited(2, Captured("kupiansk", "Kupiansk", false, "2026-11-20", "Kupiansk fell.", "fell"), Gazette, "2026-11-20T10:00Z"),
        };
        var input = Input(Owed(1, history[1], new Verdict.Updates(new(1)), "CMP-6", "The status changed.", history[0])) with { ControlHistory = [.. history] };

        var strip = Assert.Single(DigestComposer.Compose(input, Policy).Strips);

        Assert.Equal(".UURR", strip.Letters);
    }

    [Fact]
    public void Strip_DisputeSettledByTwoOrigins_EndsWithTheirSideAndNotByACopy()
    {
        var history = new[]
        {
            Cited(1, Held("kupiansk", "Kupiansk", true, "2026-11-19", "Kupiansk is held.", "held"), Wire, "2026-11-19T10:00Z"),
            Cited(2, Held("kupiansk", "Kupiansk", false, "2026-11-19", "Kupiansk is ours.", "ours"), Ministry, "2026-11-19T12:00Z"),
            Cited(3, Held("kupiansk", "Kupiansk", true, "2026-11-20", "Kupiansk is held.", "held"), Gazette, "2026-11-20T10:00Z"),
            Cited(4, Held("kupiansk", "Kupiansk", true, "2026-11-21", "The flag flies over Kupiansk.", "flag"), Meridian, "2026-11-21T03:00Z", origins: 2),
        };
        var input = Input(New(1, history[3])) with { ControlHistory = [.. history] };

        var strip = Assert.Single(DigestComposer.Compose(input, Policy).Strips);

        Assert.Equal("..DDU", strip.Letters);
    }

    private static CitedEntry Number(long id, decimal count, Outlet outlet, string published) => Cited(
        id, Killed(count, "2026-11-20", $"The strike killed {count} people.", count.ToString(System.Globalization.CultureInfo.InvariantCulture)), outlet, published);

    private static OwedFinding Against(long id, CitedEntry entry, CitedEntry earlier) => Owed(
        id, entry, new Verdict.Contradicts(earlier.Entry.Id, ContradictionKind.Number, Standing.CrossSource), "CMP-5c", "The intervals do not overlap.", earlier);

    private static OwedFinding WithVerdict(OwedFinding owed, Verdict verdict) => owed with { Finding = owed.Finding with { Verdict = verdict } };
}
