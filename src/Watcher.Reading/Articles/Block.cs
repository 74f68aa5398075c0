using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

public enum BlockKind { Headline, Heading, Paragraph, ListItem, Quote, Caption, Table }

/// <summary>One paragraph, heading, list item, quote or caption of an article.</summary>
public sealed record Block
{
    public required BlockKind Kind { get; init; }

    /// <summary>The characters of the block: exactly <c>Article.Text[Span]</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Where it stands in <see cref="Article.Text"/>.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>
    /// Where the block began in the text before cleaning. Cleaning only narrows, drops or splits blocks, so one number maps every
    /// offset of the block back; the batch forms report offsets of the given text with it.
    /// </summary>
    public required int SourceStart { get; init; }
}
