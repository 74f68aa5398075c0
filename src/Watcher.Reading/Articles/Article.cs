using System.Collections.Immutable;
using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>Title, blocks, dates and language of one page or feed item. Immutable; cleaning gives a new one.</summary>
public sealed record Article
{
    /// <summary>The canonical URL, the article's identity; null for texts given without one (batch forms).</summary>
    public Uri? Url { get; init; }

    /// <summary>Without the site's name. Empty when the page gives none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The site's own name as the page gives it; the outlet of the feed outranks it.</summary>
    public string? SiteName { get; init; }

    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>With the offset it was read with; null when nothing says it.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    /// <summary>The part of the site it belongs to, as the page names it; null when it does not.</summary>
    public string? Section { get; init; }

    /// <summary>Address of the lead picture; null when the page names none.</summary>
    public Uri? Image { get; init; }

    /// <summary>ISO 639-1, or null when unknown.</summary>
    public string? Language { get; init; }

    /// <summary>All kept blocks joined by one line break: the text that every span and quote refers to.</summary>
    public required string Text { get; init; }

    public required ImmutableArray<Block> Blocks { get; init; }

    /// <summary>What cleaning removed, in reading order, each with the marker that removed it.</summary>
    public ImmutableArray<DroppedBlock> Dropped { get; init; } = [];

    /// <summary>Maps a span inside one block to the text before cleaning.</summary>
    public TextSpan ToSource(TextSpan span)
    {
        foreach (var block in Blocks)
        {
            if (block.Span.Contains(span))
            {
                return span.Shift(block.SourceStart - block.Span.Start);
            }
        }

        throw new ArgumentOutOfRangeException(nameof(span), span, "The span crosses blocks.");
    }

    /// <summary>
    /// Joins pieces into <see cref="Text"/> and places the blocks in it. Pieces that are empty are left out.
    /// A piece's source start is where it stands in the text before cleaning; null = the same place as in the joined text.
    /// </summary>
    /// <param name="pieces">In reading order.</param>
    /// <param name="source">The text that the pieces were cut from, which is the joined one where it has no blank lines; null for none.</param>
    public static (string Text, ImmutableArray<Block> Blocks) Join(IEnumerable<(BlockKind Kind, string Text, int? SourceStart)> pieces, string? source = null)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var found = ImmutableArray.CreateBuilder<Block>();
        var length = 0;
        foreach (var (kind, piece, sourceStart) in pieces)
        {
            if (piece.Length == 0)
            {
                continue;
            }

            var start = length == 0 ? 0 : length + 1;
            length = start + piece.Length;
            found.Add(new Block { Kind = kind, Text = piece, Span = new TextSpan(start, length), SourceStart = sourceStart ?? start });
        }

        var blocks = found.DrainToImmutable();
        return (source is not null && IsJoined(source, blocks, length) ? source : string.Create(length, blocks, Fill), blocks);
    }

    private static bool IsJoined(string source, ImmutableArray<Block> blocks, int length)
    {
        if (source.Length != length)
        {
            return false;
        }

        foreach (var block in blocks)
        {
            if (block.SourceStart != block.Span.Start || (block.Span.End < length && source[block.Span.End] != '\n') || !block.Span.Of(source).SequenceEqual(block.Text))
            {
                return false;
            }
        }

        return true;
    }

    private static void Fill(Span<char> text, ImmutableArray<Block> blocks)
    {
        foreach (var block in blocks)
        {
            block.Text.CopyTo(text[block.Span.Start..]);
            if (block.Span.End < text.Length)
            {
                text[block.Span.End] = '\n';
            }
        }
    }
}

/// <summary>A block, or the part of one, that cleaning removed.</summary>
/// <param name="Text">What was removed.</param>
/// <param name="Marker">The id of the marker that removed it.</param>
public sealed record DroppedBlock(string Text, string Marker);
