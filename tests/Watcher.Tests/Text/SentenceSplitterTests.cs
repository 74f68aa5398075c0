using Watcher.Reading.Text;

namespace Watcher.Tests.Text;

public sealed class SentenceSplitterTests
{
    [Theory]
    [InlineData("The wall broke. The town slept.", "The wall broke.|The town slept.")]
    [InlineData("Gen. Novak met Mr. Lund on Sept. 4. They spoke.", "Gen. Novak met Mr. Lund on Sept. 4.|They spoke.")]
    [InlineData("A. B. Novak paid $3.5 million. He left.", "A. B. Novak paid $3.5 million.|He left.")]
    [InlineData("It covers 40 sq. km of land. Rain fell.", "It covers 40 sq. km of land.|Rain fell.")]
    [InlineData("The group is based in Brook, D.C. The report is new.", "The group is based in Brook, D.C.|The report is new.")]
    [InlineData("“We won.” The crowd cheered.", "“We won.”|The crowd cheered.")]
    [InlineData("\"Another free town!\" Novak said on the radio. It rained.", "\"Another free town!\" Novak said on the radio.|It rained.")]
    [InlineData("“They show their back. […] There is no place for them here.” It rained.", "“They show their back.|[…] There is no place for them here.”|It rained.")]
    [InlineData("He said \"we won. The other side lost. They went home.", "He said \"we won.|The other side lost.|They went home.")]
    [InlineData("Was it true? Nobody knew…", "Was it true?|Nobody knew…")]
    public void Split_Block_EndsSentencesWhereTheyEnd(string text, string expected)
    {
        var found = SentenceSplitter.Split(text, new TextSpan(0, text.Length)).Select(sentence => text[sentence.Span.Start..sentence.Span.End]);

        Assert.Equal(expected, string.Join('|', found));
    }

    [Fact]
    public void Split_PartOfAText_GivesSpansOfTheText()
    {
        const string text = "One is here.\nTwo is there.";

        var found = Assert.Single(SentenceSplitter.Split(text, new TextSpan(13, text.Length)));

        Assert.Equal(new TextSpan(13, 26), found.Span);
    }
}
