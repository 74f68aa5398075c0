using System.Collections.Immutable;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>One block with everything that was read in it. All spans are of the article's text, all indexes are of <see cref="Tokens"/>.</summary>
internal sealed class BlockView
{
    private readonly int[] _mentionAt;
    private readonly int[] _quantityAt;

    public BlockView(
        Article article, Block block, int index, IReadOnlyList<Mention> mentions, IReadOnlyList<QuantityMention> quantities, IReadOnlyList<DateMention> dates,
        bool continuesQuote)
    {
        Text = article.Text;
        Block = block;
        Index = index;
        Tokens = Tokenizer.Tokenize(article.Text, block.Span);
        Mentions = [.. mentions.Where(mention => block.Span.Contains(mention.Span))];
        Quantities = [.. quantities];
        Dates = [.. dates];
        Quotes = QuoteReader.Read(article.Text, block.Span, continuesQuote, out var endsInQuote);
        EndsInQuote = endsInQuote;
        _mentionAt = Mark(Mentions.Select(mention => mention.Span));
        _quantityAt = Mark(Quantities.Select(quantity => quantity.Outer));
        var sentences = ImmutableArray.CreateBuilder<SentenceView>();
        foreach (var sentence in SentenceSplitter.Split(article.Text, block.Span))
        {
            var first = IndexAtOrAfter(sentence.Span.Start);
            sentences.Add(new SentenceView(this, sentence.Span, first, IndexAtOrAfter(sentence.Span.End)));
        }

        Sentences = sentences.ToImmutable();
    }

    public string Text { get; }

    public Block Block { get; }

    public int Index { get; }

    public ImmutableArray<Token> Tokens { get; }

    public ImmutableArray<SentenceView> Sentences { get; }

    public ImmutableArray<Mention> Mentions { get; }

    public ImmutableArray<QuantityMention> Quantities { get; }

    public ImmutableArray<DateMention> Dates { get; }

    /// <summary>Quotations, without their marks.</summary>
    public ImmutableArray<TextSpan> Quotes { get; }

    /// <summary>The last quotation is still open at the block's end.</summary>
    public bool EndsInQuote { get; }

    /// <summary>In a text that tells of the past: the day told last before this block.</summary>
    public DateMention? Told { get; init; }

    /// <summary>The last sentence of the block before; null for none.</summary>
    public SentenceView? Before { get; init; }

    /// <summary>The mention that covers the token; null for none.</summary>
    public Mention? MentionAt(int token) => token >= 0 && token < Tokens.Length && _mentionAt[token] >= 0 ? Mentions[_mentionAt[token]] : null;

    /// <summary>Index of the quantity that covers the token, -1 for none.</summary>
    public int QuantityAt(int token) => _quantityAt[token];

    public string Word(int token) => token >= 0 && token < Tokens.Length ? Tokens[token].Folded : "";

    /// <summary>A dash between parts of a sentence; a hyphen inside a compound is none.</summary>
    public bool IsDash(int token) =>
        token >= 0 && token < Tokens.Length && Tokens[token].Folded == "-"
        && (Text[Tokens[token].Span.Start] is '–' or '—' || (token > 0 && Tokens[token - 1].Span.End < Tokens[token].Span.Start && token + 1 < Tokens.Length && Tokens[token].Span.End < Tokens[token + 1].Span.Start));

    /// <summary>The first token that does not end before <paramref name="position"/>.</summary>
    public int IndexAtOrAfter(int position)
    {
        var (low, high) = (0, Tokens.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].Span.End <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>Tokens [first, end) of a span.</summary>
    public (int First, int End) TokensOf(TextSpan span)
    {
        var (first, end) = (IndexAtOrAfter(span.Start), IndexAtOrAfter(span.Start));
        while (end < Tokens.Length && Tokens[end].Span.Start < span.End)
        {
            end++;
        }

        return (first, end);
    }

    public bool IsInDate(int token) => Dates.Any(date => date.Span.Contains(Tokens[token].Span));

    private int[] Mark(IEnumerable<TextSpan> spans)
    {
        var at = new int[Tokens.Length];
        Array.Fill(at, -1);
        var number = 0;
        foreach (var span in spans)
        {
            var (first, end) = TokensOf(span);
            at.AsSpan(first, end - first).Fill(number++);
        }

        return at;
    }
}

/// <summary>One sentence of a block: its span and its tokens [First, End).</summary>
internal sealed record SentenceView(BlockView Block, TextSpan Span, int First, int End)
{
    public bool Holds(int token) => token >= First && token < End;
}
