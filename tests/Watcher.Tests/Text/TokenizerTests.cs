using Watcher.Reading.Text;

namespace Watcher.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Alden's mayor", "alden|'s|mayor")]
    [InlineData("didn’t go", "didn't|go")]
    [InlineData("Alden-Brook line", "alden|-|brook|line")]
    [InlineData("2,000sq km (3.4)", "2,000sq|km|(|3.4|)")]
    [InlineData("in the U.S. and D.C.", "in|the|u.s.|and|d.c.")]
    [InlineData("wait... no -- yes", "wait|...|no|--|yes")]
    [InlineData("soft­hyphen", "softhyphen")]
    public void Tokenize_Text_CutsWordsNumbersAndMarks(string text, string expected)
    {
        var found = Tokenizer.Tokenize(text);

        Assert.Equal(expected, string.Join('|', found.Select(token => token.Folded)));
    }

    [Fact]
    public void Tokenize_AnyText_KeepsSpansInOrderInsideTheText()
    {
        const string text = "“Veran troops,” he said, took 1,200 km² – and Łódź’s gate…";

        var tokens = Tokenizer.Tokenize(text);

        var last = 0;
        Assert.All(tokens, token =>
        {
            Assert.True(token.Span.Start >= last && token.Span.End <= text.Length && !token.Span.IsEmpty);
            last = token.Span.End;
        });
    }
}
