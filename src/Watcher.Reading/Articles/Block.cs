using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

public enum BlockKind { Headline, Heading, Paragraph, ListItem, Quote, Caption, Table }

/// <summary>One paragraph, heading, list item, quote or caption of an article.</summary>
public sealed record Block
{
    public required BlockKind Kind { get; init; }

    /// <summary>The text of the whole article, which is stored once for all its blocks.</summary>
    public required string ArticleText { get; init; }

    /// <summary>Where it stands in <see cref="ArticleText"/>.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>
    /// Where the block began in the text before cleaning. Cleaning only narrows, drops or splits blocks, so one number maps every
    /// offset of the block back; the batch forms report offsets of the given text with it.
    /// </summary>
    public required int SourceStart { get; init; }

    /// <summary>The characters of the block. A new string each time; what reads on takes them from <see cref="ArticleText"/>.</summary>
    public string Text => Span.Of(ArticleText).ToString();
}
