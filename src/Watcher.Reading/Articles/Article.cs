using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    public static (string Text, ImmutableArray<Block> Blocks) Join(IEnumerable<(BlockKind Kind, string Text, int? SourceStart)> pieces)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        var kept = pieces.Where(piece => piece.Text.Length > 0).ToList();
        var text = string.Join('\n', kept.Select(piece => piece.Text));
        return (text, Placed(text, kept, static piece => (piece.Kind, piece.Text.Length, piece.SourceStart)));
    }

    /// <summary>Joins parts of one text; the text itself where they are all of it.</summary>
    /// <param name="source">What the pieces are parts of.</param>
    /// <param name="pieces">In reading order; none is empty.</param>
    internal static (string Text, ImmutableArray<Block> Blocks) Join(string source, List<(BlockKind Kind, TextSpan Span, int SourceStart)> pieces)
    {
        var text = IsJoined(source, pieces) ? source : string.Create(Math.Max(0, pieces.Sum(piece => piece.Span.Length + 1) - 1), (source, pieces), Fill);
        return (text, Placed(text, pieces, static piece => (piece.Kind, piece.Span.Length, piece.SourceStart)));
    }

    private static ImmutableArray<Block> Placed<T>(string text, List<T> pieces, Func<T, (BlockKind Kind, int Length, int? SourceStart)> facts)
    {
        var blocks = new Block[pieces.Count];
        var start = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            var (kind, length, sourceStart) = facts(pieces[i]);
            blocks[i] = new Block { Kind = kind, ArticleText = text, Span = new TextSpan(start, start + length), SourceStart = sourceStart ?? start };
            start += length + 1;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(blocks);
    }

    /// <summary>One line break between the pieces, and nothing before or behind them.</summary>
    private static bool IsJoined(string source, List<(BlockKind Kind, TextSpan Span, int SourceStart)> pieces)
    {
        var next = 0;
        foreach (var (_, span, _) in pieces)
        {
            if (span.Start != next || (span.End < source.Length && source[span.End] != '\n'))
            {
                return false;
            }

            next = span.End + 1;
        }

        return next == source.Length + 1;
    }

    private static void Fill(Span<char> text, (string Source, List<(BlockKind Kind, TextSpan Span, int SourceStart)> Pieces) parts)
    {
        foreach (var (_, span, _) in parts.Pieces)
        {
            span.Of(parts.Source).CopyTo(text);
            text = text[span.Length..];
            if (!text.IsEmpty)
            {
                text[0] = '\n';
                text = text[1..];
            }
        }
    }
}

/// <summary>A block, or the part of one, that cleaning removed.</summary>
/// <param name="Text">What was removed.</param>
/// <param name="Marker">The id of the marker that removed it.</param>
public sealed record DroppedBlock(string Text, string Marker);
