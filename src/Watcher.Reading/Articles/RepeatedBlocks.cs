using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>
/// Boilerplate that no marker knows: a block that stands in several articles of one outlet belongs to the outlet. The counting is the store's;
/// here is what is counted and what follows from the counts.
/// </summary>
public static class RepeatedBlocks
{
    /// <summary>The marker of what goes.</summary>
    public const string Marker = "site-repetition";

    /// <summary>In so many articles of an outlet, this one included, a block is the outlet's.</summary>
    public const int MinArticles = 3;

    /// <summary>Shorter blocks repeat by chance ("Kyiv", "Yes.").</summary>
    private const int MinLength = 12;

    /// <summary>An article that shares more of its text is another version of one seen before, not boilerplate.</summary>
    private const double MaxShare = 0.5;

    /// <summary>What to count for an article: a key for each block that may be boilerplate, each once. Stable across versions and machines.</summary>
    public static ImmutableArray<ulong> Keys(Article article)
    {
        ArgumentNullException.ThrowIfNull(article);
        return [.. article.Blocks.Select(KeyOf).Where(k => k != 0).Distinct()];
    }

    /// <summary>Takes out the blocks that stand in <see cref="MinArticles"/> articles or more; each is kept in <see cref="Article.Dropped"/>.</summary>
    /// <param name="article">Cleaned.</param>
    /// <param name="articlesWith">In how many articles of the outlet a key was met, this one included; 0 for keys never counted.</param>
    public static Article Drop(Article article, Func<ulong, int> articlesWith)
    {
        ArgumentNullException.ThrowIfNull(article);
        ArgumentNullException.ThrowIfNull(articlesWith);
        var repeated = article.Blocks.Select(b => KeyOf(b) is var key && key != 0 && articlesWith(key) >= MinArticles).ToArray();
        var length = article.Blocks.Where((_, i) => repeated[i]).Sum(b => b.Span.Length);
        if (length == 0 || length > article.Text.Length * MaxShare)
        {
            return article;
        }

        var (text, blocks) = Article.Join(article.Blocks.Where((_, i) => !repeated[i]).Select(b => (b.Kind, b.Text, (int?)b.SourceStart)));
        return article with
        {
            Text = text,
            Blocks = blocks,
            Dropped = [.. article.Dropped, .. article.Blocks.Where((_, i) => repeated[i]).Select(b => new DroppedBlock(b.Text, Marker))],
        };
    }

    /// <summary>Hash of the letters and digits of the folded text; 0 for blocks that are not counted. Numbers count: a table's rows differ by them.</summary>
    private static ulong KeyOf(Block block)
    {
        if (block.Kind == BlockKind.Headline || block.Span.Length < MinLength)
        {
            return 0;
        }

        var hash = 14695981039346656037UL;   // FNV-1a: no secrets here, and the same on every machine
        foreach (var c in Fold.Text(block.Text))
        {
            if (char.IsLetterOrDigit(c))
            {
                hash = (hash ^ (byte)c) * 1099511628211UL;
                hash = (hash ^ (byte)(c >> 8)) * 1099511628211UL;
            }
        }

        return hash == 0 ? 1 : hash;
    }
}
