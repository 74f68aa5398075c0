using Watcher.Reading.Text;

namespace Watcher.Tests.Text;

public sealed class WordPoolTests
{
    [Fact]
    public void Get_SameWordAgain_GivesTheSameString()
    {
        var first = WordPool.Get("harbour".AsSpan());

        Assert.Same(first, WordPool.Get("the harbour".AsSpan(4)));
    }

    [Fact]
    public void Get_MoreWordsThanSlots_GivesEveryWordItself()
    {
        var words = Enumerable.Range(0, 200_000).Select(i => $"word{i}").ToList();

        Assert.All(words, word => Assert.Equal(word, WordPool.Get(word)));
        Assert.All(words, word => Assert.Equal(word, WordPool.Get(word)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Unabhängigkeitserklärungen-und-mehr")]
    public void Get_EmptyOrLongWord_IsThatWord(string word) => Assert.Equal(word, WordPool.Get(word));
}
