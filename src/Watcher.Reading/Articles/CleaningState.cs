using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>The blocks of one article while rules narrow, drop and split them.</summary>
internal sealed class CleaningState : IDisposable
{
    private readonly List<Piece> _pieces;
    private readonly List<(int Source, DroppedBlock Dropped)> _dropped = [];

    /// <summary>Folded texts of pieces, those that are gone too: a rule may still compare with one.</summary>
    private readonly List<FoldedText> _folded;

    private bool _hasNewKinds;

    public CleaningState(Article article, MarkerSet markers)
    {
        Article = article;
        Markers = markers;
        (_pieces, _folded) = (new(article.Blocks.Length), new(article.Blocks.Length));
        foreach (var block in article.Blocks)
        {
            _pieces.Add(new Piece(this, block.Kind, block.Span, block.SourceStart));
        }
    }

    public Article Article { get; }

    public MarkerSet Markers { get; }

    public IReadOnlyList<Piece> Pieces => _pieces;

    public int Changes { get; private set; }

    public void Drop(int index, string marker)
    {
        var piece = _pieces[index];
        _dropped.Add((piece.SourceStart, new DroppedBlock(piece.Text.ToString(), marker)));
        _pieces.RemoveAt(index);
        Changes++;
    }

    /// <summary>Removes <c>[start, end)</c> of one piece; what is left on both sides of a cut in the middle become two pieces.</summary>
    public void Cut(int index, int start, int end, string marker)
    {
        var piece = _pieces[index];
        var text = piece.Text;
        var before = text[..start].TrimEnd();
        var after = text[end..].TrimStart();
        if (before.IsEmpty && after.IsEmpty)
        {
            Drop(index, marker);
            return;
        }

        var cut = text[start..end].Trim();
        if (cut.IsEmpty)
        {
            return;
        }

        _dropped.Add((piece.SourceStart + start, new DroppedBlock(cut.ToString(), marker)));
        _pieces.RemoveAt(index);
        if (!after.IsEmpty)
        {
            _pieces.Insert(index, piece.Part(text.Length - after.Length, text.Length));
        }

        if (!before.IsEmpty)
        {
            _pieces.Insert(index, piece.Part(text.Length - text.TrimStart().Length, before.Length));
        }

        Changes++;
    }

    public void MakeCaption(int index)
    {
        if (_pieces[index].Kind != BlockKind.Caption)
        {
            _pieces[index] = _pieces[index].As(BlockKind.Caption);
            _hasNewKinds = true;
        }
    }

    public Article Result()
    {
        if (Changes == 0 && !_hasNewKinds)
        {
            return Article;
        }

        var (text, blocks) = Article.Join(Article.Text, _pieces.ConvertAll(piece => (piece.Kind, piece.Span, piece.SourceStart)));
        return Article with
        {
            Text = text,
            Blocks = blocks,
            Dropped = [.. Article.Dropped, .. _dropped.OrderBy(d => d.Source).Select(d => d.Dropped)],
        };
    }

    public void Dispose() => _folded.ForEach(folded => folded.Return());

    /// <summary>A block or what is left of one. Its texts are of use as long as the state is.</summary>
    internal sealed class Piece(CleaningState state, BlockKind kind, TextSpan span, int sourceStart)
    {
        private FoldedText? _folded;
        private int? _foldedHash;

        public BlockKind Kind { get; } = kind;

        /// <summary>Where it stands in the article.</summary>
        public TextSpan Span { get; } = span;

        public int SourceStart { get; } = sourceStart;

        public ReadOnlySpan<char> Text => Span.Of(state.Article.Text);

        public ReadOnlySpan<char> Folded => Whole.Text;

        /// <summary>Of the folded text: blocks with others are not alike.</summary>
        public int FoldedHash => _foldedHash ??= string.GetHashCode(Folded);

        /// <summary>Where the folded unit at <paramref name="index"/> stands in <see cref="Text"/>.</summary>
        public int SourceOf(int index) => Whole.Source(Text, index);

        /// <summary>The characters [start, end) of it.</summary>
        public Piece Part(int start, int end) => new(state, Kind, new TextSpan(Span.Start + start, Span.Start + end), SourceStart + start);

        public Piece As(BlockKind other) => new(state, other, Span, SourceStart);

        private FoldedText Whole
        {
            get
            {
                if (_folded is null)
                {
                    _folded = new FoldedText(Text);
                    state._folded.Add(_folded.Value);
                }

                return _folded.Value;
            }
        }
    }
}
