namespace Watcher.Reading.Articles;

/// <summary>A block-level element, seen as the run of page blocks it holds.</summary>
internal sealed class PageRegion
{
    public required string Tag { get; init; }

    /// <summary>Class names and id, split at case changes, in lower case, separated by slashes; cut at a fixed length.</summary>
    public required string Marks { get; init; }

    /// <summary>What the marks say.</summary>
    public required PageWordKinds Kinds { get; init; }

    public required PageRegion? Parent { get; init; }

    public required int Depth { get; init; }

    /// <summary>The element is declared to hold the article's text (microdata, role or tag).</summary>
    public required bool IsArticleBody { get; init; }

    /// <summary>The element is not shown: hidden attribute, display none, aria-hidden.</summary>
    public required bool IsHidden { get; init; }

    /// <summary>A role such as navigation or complementary.</summary>
    public required string Role { get; init; }

    /// <summary>A field for a mail address stands in it.</summary>
    public bool AsksForMail { get; set; }

    /// <summary>Index of the first block inside.</summary>
    public int First { get; set; }

    /// <summary>Exclusive.</summary>
    public int End { get; set; }

    public bool Says(PageWordKinds kind) => (Kinds & kind) != 0;

    public override string ToString() => $"<{Tag} {Marks}> [{First}, {End})";
}

/// <summary>A run of text between two block boundaries of the page.</summary>
internal sealed class PageBlock
{
    public required BlockKind Kind { get; set; }

    public required string Text { get; init; }

    /// <summary>Of <see cref="Text"/>, as <see cref="ReadingLength"/> counts.</summary>
    public required int Length { get; init; }

    /// <summary>How many of the characters are inside links.</summary>
    public required int LinkLength { get; init; }

    /// <summary>How many of the characters outside links are set in bold.</summary>
    public required int BoldLength { get; init; }

    public required PageRegion Region { get; init; }

    /// <summary>Its place among the blocks of the page.</summary>
    public required int Index { get; init; }

    /// <summary>1 to 6 for headings, else 0.</summary>
    public required int HeadingLevel { get; init; }

    /// <summary>A link in it leads to another site.</summary>
    public required bool LinksOut { get; init; }

    /// <summary>Its only link stands behind a label in an element of its own; see <see cref="LinkLabels"/>.</summary>
    public required bool HasLinkLabel { get; init; }

    /// <summary>The first channel of another network, or the invitation to one, that it links to; see <see cref="OwnChannels.Of"/>.</summary>
    public required string? Channel { get; init; }

    public bool Excluded { get; set; }

    /// <summary>Part of a list of other articles: no text of this one, but a sign that the element around it is too wide.</summary>
    public bool IsCard { get; set; }

    public double LinkDensity => Text.Length == 0 ? 0 : (double)LinkLength / Text.Length;
}
