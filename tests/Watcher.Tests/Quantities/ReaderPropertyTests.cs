using System.Text;
using Watcher.Claims.Quantities;

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
        // A fixed linear congruence: the same texts on every run.
        var state = 12345u;
        for (var round = 0; round < 4000; round++)
        {
            var text = new StringBuilder();
            for (var part = 0; part < 9; part++)
            {
                state = (state * 1664525) + 1013904223;
                text.Append(s_scraps[(int)((state >> 8) % (uint)s_scraps.Length)]);
                text.Append((state >> 28) < 12 ? " " : "");
            }

            Check(text.ToString(), new DateTime(2023, 5, 18).AddDays(state % 4000));
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
