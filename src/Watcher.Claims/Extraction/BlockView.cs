using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Watcher.Claims.Mentions;
using Watcher.Claims.Quantities;
using Watcher.Reading.Articles;
using Watcher.Reading.Text;

namespace Watcher.Claims.Extraction;

/// <summary>One block with everything that was read in it. All spans are of the article's text, all indexes are of <see cref="Tokens"/>.</summary>
internal sealed class BlockView
{
    private readonly RentedList<int> _marks;

    /// <summary>Where the marks of the block's mentions begin, one a token; -1 where it has no mention.</summary>
    private readonly int _mentionAt;

    /// <summary>The same of its quantities.</summary>
    private readonly int _quantityAt;

    /// <param name="mentions">Those of the block.</param>
    /// <param name="tokens">The tokens of the article so far; those of the block are added.</param>
    public BlockView(
        Article article, Block block, int index, ImmutableArray<Mention> mentions, ImmutableArray<QuantityMention> quantities, ImmutableArray<DateMention> dates,
        bool continuesQuote, ArticleTokens tokens)
    {
        Text = article.Text;
        Block = block;
        Index = index;
        Tokens = Tokenizer.Tokenize(article.Text, block.Span, tokens.Tokens);
        Mentions = mentions;
        Quantities = quantities;
        Dates = dates;
        Quotes = QuoteReader.Read(article.Text, block.Span, continuesQuote, out var endsInQuote);
        EndsInQuote = endsInQuote;
        _marks = tokens.Marks;
        _mentionAt = Mark(Mentions, mention => mention.Span);
        _quantityAt = Mark(Quantities, quantity => quantity.Outer);
        Sentences = Split(tokens.Sentences);
    }

    public string Text { get; }

    public Block Block { get; }

    public int Index { get; }

    public TokenRun Tokens { get; }

    public ImmutableArray<SentenceView> Sentences { get; }

    public ImmutableArray<Mention> Mentions { get; }

    public ImmutableArray<QuantityMention> Quantities { get; }

    public ImmutableArray<DateMention> Dates { get; }

    /// <summary>Quotations, without their marks.</summary>
    public ImmutableArray<TextSpan> Quotes { get; }

    /// <summary>The last quotation is still open at the block's end.</summary>
    public bool EndsInQuote { get; }

    /// <summary>It ends with a colon: what it announces stands in the blocks behind it.</summary>
    public bool IsAnnouncement => Block.Span.Of(Text).TrimEnd() is [.., ':'];

    /// <summary>In a text that tells of the past: the day told last before this block.</summary>
    public DateMention? Told { get; init; }

    /// <summary>The last sentence of the block before; null for none.</summary>
    public SentenceView? Before { get; init; }

    /// <summary>The mention that covers the token; null for none.</summary>
    public Mention? MentionAt(int token) => _mentionAt >= 0 && (uint)token < (uint)Tokens.Length && _marks[_mentionAt + token] is >= 0 and var mention ? Mentions[mention] : null;

    /// <summary>Index of the quantity that covers the token, -1 for none.</summary>
    public int QuantityAt(int token) => _quantityAt >= 0 && (uint)token < (uint)Tokens.Length ? _marks[_quantityAt + token] : -1;

    /// <summary>The tokens [first, end) as they stand in the text. Names and cues come again and again, so they are shared.</summary>
    public string Surface(int first, int end) => WordPool.Get(Text.AsSpan(Tokens[first].Span.Start, Tokens[end - 1].Span.End - Tokens[first].Span.Start));

    public string Word(int token) => (uint)token < (uint)Tokens.Length ? Tokens[token].Folded : "";

    /// <summary>No punctuation stands in the tokens [first, end).</summary>
    public bool HasOnlyWords(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (!Tokens[i].IsWord)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One of the tokens [first, end) is a word that fits; those outside of the block are empty words.</summary>
    public bool HasWord(int first, int end, Func<string, bool> fits)
    {
        for (var i = first; i < end; i++)
        {
            if (fits(Word(i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A phrase of the table begins at one of the tokens [first, end).</summary>
    public bool HasAt<T>(PhraseTable<T> table, int first, int end)
    {
        for (var i = Math.Max(0, first); i < Math.Min(Tokens.Length, end); i++)
        {
            if (table.IsAt(Tokens, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A quantity covers one of the tokens [first, end).</summary>
    public bool HasQuantity(int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            if (QuantityAt(i) >= 0)
            {
                return true;
            }
        }

        return false;
    }

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
        var first = IndexAtOrAfter(span.Start);
        var end = first;
        while (end < Tokens.Length && Tokens[end].Span.Start < span.End)
        {
            end++;
        }

        return (first, end);
    }

    /// <summary>The date that covers the token; null for none.</summary>
    public DateMention? DateAt(int token)
    {
        foreach (var date in Dates)
        {
            if (date.Span.Contains(Tokens[token].Span))
            {
                return date;
            }
        }

        return null;
    }

    public bool IsInDate(int token) => DateAt(token) is not null;

    private ImmutableArray<SentenceView> Split(RentedList<Sentence> split)
    {
        split.Clear();
        SentenceSplitter.Split(Text, Block.Span, split);
        var sentences = new SentenceView[split.Count];
        for (var i = 0; i < sentences.Length; i++)
        {
            sentences[i] = new SentenceView(this, split[i].Span, IndexAtOrAfter(split[i].Span.Start), IndexAtOrAfter(split[i].Span.End));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(sentences);
    }

    private int Mark<T>(ImmutableArray<T> found, Func<T, TextSpan> span)
    {
        if (found.IsEmpty)
        {
            return -1;
        }

        var at = _marks.Extend(Tokens.Length);
        at.Fill(-1);
        for (var i = 0; i < found.Length; i++)
        {
            var (first, end) = TokensOf(span(found[i]));
            at[first..end].Fill(i);
        }

        return _marks.Count - Tokens.Length;
    }
}

/// <summary>One sentence of a block: its span and its tokens [First, End).</summary>
internal sealed class SentenceView(BlockView block, TextSpan span, int first, int end)
{
    private string? _quote;
    private string? _foldedQuote;

    public BlockView Block { get; } = block;

    public TextSpan Span { get; } = span;

    public int First { get; } = first;

    public int End { get; } = end;

    /// <summary>The sentence before it in its block; null for the block's first.</summary>
    public SentenceView? Previous => Block.Sentences.IndexOf(this) is > 0 and var index ? Block.Sentences[index - 1] : null;

    /// <summary>As evidence quotes it.</summary>
    public string Quote => _quote ??= Span.Of(Block.Text).ToString();

    /// <summary>What copies of the sentence share.</summary>
    public string FoldedQuote => _foldedQuote ??= Fold.Text(Quote).Trim('"');

    public bool Holds(int token) => token >= First && token < End;

    /// <summary>A number that is claimed begins in the sentence before <paramref name="position"/>.</summary>
    public bool HasQuantityBefore(int position)
    {
        foreach (var quantity in Block.Quantities)
        {
            if (quantity.Role == QuantityRole.Claim && quantity.Outer.Start < position && Span.Contains(quantity.Outer))
            {
                return true;
            }
        }

        return false;
    }
}
