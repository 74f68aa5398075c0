using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>The tokens of an article and what stands at each, block by block. Its views are of no use once it is disposed.</summary>
internal sealed class ArticleTokens(Article article) : IDisposable
{
    public RentedList<Token> Tokens { get; } = new((article.Text.Length / 4) + 16);

    /// <summary>For each token of a block with mentions the index of its mention, or -1; the same for quantities.</summary>
    public RentedList<int> Marks { get; } = new((article.Text.Length / 4) + 16);

    /// <summary>The sentences of the block at hand.</summary>
    public RentedList<Sentence> Sentences { get; } = new(64);

    public void Dispose()
    {
        Sentences.Dispose();
        Tokens.Dispose();
        Marks.Dispose();
    }
}
