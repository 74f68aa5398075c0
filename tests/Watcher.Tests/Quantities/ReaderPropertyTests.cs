using System.Text;
using Watcher.Claims.Quantities;
using Watcher.Reading.Text;

namespace Watcher.Tests.Quantities;

public sealed class ReaderPropertyTests
{
    /// <summary>What numbers and dates are made of, and what breaks readers.</summary>
    private static readonly string[] s_scraps =
    [
        "12", "0", "99999999999999999999999999", "1,234", "52 650", "3.4", ".5", "1/4", "24/7", "2022-09-11", "31/2/2023", "10/9/22", "9999", "0001", "1995",
        "one", "two hundred", "and", "a half", "million", "trillion", "thousands", "tens of thousands", "dozen", "third", "twenty-first", "no", "next to no",
        "more than", "at least", "nearly", "between", "from", "to", "-", "–", "+", "~", "%", "$", "€", "US$", "°", "²", "(", ")", "[", "]", ",", ".", "\n",
        "km", "sq km", "light years", "EB", "degrees below zero", "tonnes", "per day", "hours", "years", "years ago", "century", "quarter", "in", "within", "since",
        "before", "the start of the war", "last", "next", "past", "week", "weekend", "Monday", "February", "Feb.", "29", "May", "may", "spring", "Easter",
        "soldiers", "were killed", "including", "children", "including two", "of", "territory", "captured", "early", "late", "mid-", "q3", "s", "th", "\u0301", "\uD83D", "\u202F",
    ];

    [Fact]
    public void Read_AnyMixtureOfScraps_StaysInsideTheTextAndInOrder()
    {
        foreach (var (text, time) in Mixtures(4000))
        {
            Check(text, time);
        }
    }

    /// <summary>An article is read block by block, in its own text and by one pass: no block may tell from that where it stands.</summary>
    [Fact]
    public void Read_PartOfAText_ReadsWhatThePartAloneGives()
    {
        foreach (var blocks in Mixtures(1200).Chunk(4))
        {
            var text = string.Join('\n', blocks.Select(block => block.Text));
            var reference = new DateReference(blocks[0].Time);
            using var dates = Lexicons.Dates.Over(text, reference);
            using var quantities = Lexicons.Quantities.Over(text);
            var start = 0;
            foreach (var (block, _) in blocks)
            {
                var alone = Lexicons.Dates.Read(block, reference);

                var found = dates.Read(new TextSpan(start, start + block.Length));
                var numbers = quantities.Read(new TextSpan(start, start + block.Length), found);

                Assert.Equal(alone.Select(date => (date.Span.Shift(start), date.Value, date.Basis, date.Kind)), found.Select(date => (date.Span, date.Value, date.Basis, date.Kind)));
                Assert.Equal(
                    Lexicons.Quantities.Read(block).Select(number => (number.Core.Shift(start), number.Outer.Shift(start), number.Value.ToString(), number.Role, number.GroupId, number.PartOf, number.Noun?.Lemma)),
                    numbers.Select(number => (number.Core, number.Outer, number.Value.ToString(), number.Role, number.GroupId, number.PartOf, number.Noun?.Lemma)));
                start += block.Length + 1;
            }
        }
    }

    /// <summary>A text without a date on the day of publication has none on the day of its dateline, or in the year that it looks back to.</summary>
    [Fact]
    public void Read_TextWithoutADate_HasNoneOnAnEarlierDay()
    {
        foreach (var (text, time) in Mixtures(4000).Where(mixture => Lexicons.Dates.Read(mixture.Text, new DateReference(mixture.Time)).Count == 0))
        {
            Assert.Empty(Lexicons.Dates.Read(text, new DateReference(time.AddDays(-3))));
            Assert.Empty(Lexicons.Dates.Read(text, new DateReference(new DateTime(time.Year - 8, 12, 31, 23, 0, 0))));
        }
    }

    /// <summary>A fixed linear congruence: the same texts on every run.</summary>
    private static IEnumerable<(string Text, DateTime Time)> Mixtures(int count)
    {
        var state = 12345u;
        for (var round = 0; round < count; round++)
        {
            var text = new StringBuilder();
            for (var part = 0; part < 9; part++)
            {
                state = (state * 1664525) + 1013904223;
                text.Append(s_scraps[(int)((state >> 8) % (uint)s_scraps.Length)]);
                text.Append((state >> 28) < 12 ? " " : "");
            }

            yield return (text.ToString(), new DateTime(2023, 5, 18).AddDays(state % 4000));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uD800\uDFFF\uD800")]
    [InlineData("1.2.3.4.5.6.7.8")]
    [InlineData("------++++////")]
    [InlineData("999999999999999999 EB")]
    [InlineData("9999 centuries ago, in 9999 decades")]
    [InlineData("the 31 February of last year")]
    public void Read_HostileText_ReadsWithoutThrowing(string text) => Check(text, new DateTime(2023, 5, 18));

    private static void Check(string text, DateTime time)
    {
        var start = 0;
        foreach (var m in Lexicons.Quantities.Read(text))
        {
            Assert.True(m.Core.End <= text.Length && m.Outer.End <= text.Length && m.Outer.Start <= m.Core.Start, text);
            Assert.True(!m.Core.IsEmpty && m.Core.Start >= start || m.Role == QuantityRole.Attribute, text);
            Assert.True(m.Value.Low is not { } low || m.Value.High is not { } high || low <= high, text);
            Assert.True(m.Value.CanonLow is not { } a || m.Value.CanonHigh is not { } b || a <= b, text);
            start = m.Core.Start;
        }

        start = 0;
        foreach (var d in Lexicons.Dates.Read(text, new DateReference(time)))
        {
            Assert.True(d.Span.Start >= start && d.Span.End <= text.Length && !d.Span.IsEmpty, text);
            start = d.Span.End;
        }
    }
}
