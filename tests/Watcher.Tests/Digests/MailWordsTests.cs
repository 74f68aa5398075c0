using Watcher.Claims.Digests;
using Watcher.Claims.Digests.Pictures;

namespace Watcher.Tests.Digests;

public sealed class MailWordsTests
{
    [Theory]
    [InlineData(0, "0 статей")]
    [InlineData(1, "1 стаття")]
    [InlineData(2, "2 статті")]
    [InlineData(4, "4 статті")]
    [InlineData(5, "5 статей")]
    [InlineData(11, "11 статей")]
    [InlineData(12, "12 статей")]
    [InlineData(14, "14 статей")]
    [InlineData(21, "21 стаття")]
    [InlineData(22, "22 статті")]
    [InlineData(25, "25 статей")]
    [InlineData(101, "101 стаття")]
    [InlineData(111, "111 статей")]
    [InlineData(1002, "1\u00A0002 статті")]
    public void Counted_InUkrainian_HasThreeForms(int count, string expected) => Assert.Equal(expected, DigestWords.For("uk").Articles.Of(count));

    /// <summary>Two forms would say "2 джерел"; and a form without its number would say nothing.</summary>
    [Fact]
    public void Counted_OfTheWholeUkrainianTable_HasThreeFormsWithTheNumber()
    {
        object[] tables = [DigestWords.For("uk"), NoticeWords.For("uk")];
        var counted = tables.SelectMany(table => table.GetType().GetProperties().Where(p => p.PropertyType == typeof(Counted)).Select(p => (p.Name, Forms: (Counted)p.GetValue(table)!))).ToList();

        Assert.True(counted.Count >= 18, $"{counted.Count} words");
        Assert.All(counted, word => Assert.All([word.Forms.One, word.Forms.Few, word.Forms.Many], form => Assert.Contains("{0}", form ?? word.Name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, "0 articles")]
    [InlineData(1, "1 article")]
    [InlineData(21, "21 articles")]
    [InlineData(4102, "4,102 articles")]
    public void Counted_InEnglish_HasTwoForms(int count, string expected) => Assert.Equal(expected, DigestWords.For("en").Articles.Of(count));

    /// <summary>A table that names a placeholder the other does not would lose a number in one language.</summary>
    [Fact]
    public void Words_OfBothLanguages_HaveTheSamePlaceholders()
    {
        var (english, ukrainian) = (DigestWords.For("en"), DigestWords.For("uk"));
        foreach (var property in typeof(DigestWords).GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name != nameof(DigestWords.Locale)))
        {
            var (one, other) = ((string)property.GetValue(english)!, (string)property.GetValue(ukrainian)!);

            Assert.False(string.IsNullOrWhiteSpace(other), property.Name);
            Assert.Equal(Placeholders(one), Placeholders(other));
        }

        static IEnumerable<char> Placeholders(string text) => text.Select((c, at) => (c, at)).Where(p => p.c == '{').Select(p => text[p.at + 1]).Order();
    }

    [Fact]
    public void PlotFont_EveryLetterOfBothLanguages_IsDrawn()
    {
        const string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;-–+<>≤≥~%/()'\"«»°²³·…&!?"
            + "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯёъыэЁЪЫЭéüñŁØšçő’";
        Assert.True(PlotFont.Knows(letters));
        Assert.All(letters.Where(c => c != ' '), c => Assert.InRange(PlotFont.Width(c.ToString(), 16), 0.1, 16));
        Assert.False(PlotFont.Knows("海岸"));
        Assert.False(PlotFont.Knows("\uD83D"));
    }

    [Theory]
    [InlineData(100, 3, false)]      // not more than the limit
    [InlineData(101, 3, true)]
    [InlineData(101, 11, false)]     // not more than ten times the median
    [InlineData(5000, 600, false)]
    public void FloodGuard_FarBeyondTheMedian_Fires(int findings, int usual, bool isFlood) =>
        Assert.Equal(isFlood, FloodGuard.Measure(findings, [usual, usual, usual - 1, usual + 1], 100, 10) is not null);

    [Fact]
    public void FloodGuard_FirstDigest_IsNeverAFlood() => Assert.Null(FloodGuard.Measure(5000, [], 100, 10));

    [Fact]
    public void Flood_TellsItsGravestCardsAndSettlesAllFindings()
    {
        var digest = DigestComposer.Compose(DigestCases.Flood(), DigestSamples.Policy);

        Assert.Equal(FloodGuard.Cards, digest.Cards.Length);
        Assert.Equal(CardKind.Contradiction, digest.Cards[0].Kind);
        Assert.Equal(241, digest.Shown.Length);
        Assert.Empty(digest.Overflows);
    }

    [Fact]
    public void AlertKey_OfOneDisputedThing_IsOne()
    {
        var outlets = DigestCases.Outlets(1);

        Assert.Single(outlets.Select(AlertTrigger.KeyOf).Distinct());
        Assert.NotEqual(AlertTrigger.KeyOf(outlets[0]), AlertTrigger.KeyOf(DigestCases.AreaConflict(9)));
        Assert.NotEqual(AlertTrigger.KeyOf(outlets[0]), AlertTrigger.KeyOf(DigestCases.Denial(9)));
        Assert.Throws<ArgumentException>(() => AlertTrigger.KeyOf(DigestCases.Updated(9)));
    }

    [Fact]
    public void AlertSubject_OfTheFirstAlert_StaysForTheThread()
    {
        var first = AlertWriter.Write(MailCases.Alert("en"), DigestSamples.Policy);
        var again = AlertWriter.Write(MailCases.Alert("en") with { Findings = [.. DigestCases.Outlets(1)], FrozenSubject = first.Subject }, DigestSamples.Policy);

        Assert.Equal(first.Subject, again.Subject);
        Assert.DoesNotContain("12", first.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Alert_WithoutAContradiction_IsRefused() =>
        Assert.Throws<ArgumentException>(() => AlertWriter.Write(MailCases.Alert("en") with { Findings = [DigestCases.Updated(1)] }, DigestSamples.Policy));

    [Fact]
    public void Resolved_Findings_AreToldOnceAndOnlyThere()
    {
        var digest = DigestComposer.Compose(DigestCases.Resolved(), DigestSamples.Policy);

        Assert.All(digest.Cards, card => Assert.Equal(CardKind.Resolved, card.Kind));
        Assert.Equal([1, 2, 3], digest.Cards.SelectMany(c => c.Findings).Order());
        Assert.Equal((3, 0, 0), (digest.Counts.Resolved, digest.Counts.Updated, digest.Counts.Corroborated));
        Assert.EndsWith("U", digest.Strips[0].Letters, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolved_WithoutAnythingOpen_IsAnOrdinaryUpdate()
    {
        var digest = DigestComposer.Compose(DigestCases.Resolved() with { Open = [] }, DigestSamples.Policy);

        Assert.Equal(0, digest.Counts.Resolved);
        Assert.Equal(2, digest.Counts.Updated);
    }

    [Fact]
    public void Withdrawal_Strips_SayWhoHoldsThePlaceThen()
    {
        var digest = DigestComposer.Compose(DigestCases.Withdrawal(), DigestSamples.Policy);

        Assert.Equal(["RRUUU", ".RR.."], digest.Strips.Select(s => s.Letters));
    }
}
