namespace Watcher.Reading.Articles;

/// <summary>The blocks of one article while rules narrow, drop and split them.</summary>
internal sealed class CleaningState
{
    private readonly List<Piece> _pieces;
    private readonly List<(int Source, DroppedBlock Dropped)> _dropped = [];
    private bool _hasNewKinds;

    public CleaningState(Article article, MarkerSet markers)
    {
        Article = article;
        Markers = markers;
        _pieces = [.. article.Blocks.Select(b => new Piece(b.Kind, b.Text, b.SourceStart))];
    }

    public Article Article { get; }

    public MarkerSet Markers { get; }

    public IReadOnlyList<Piece> Pieces => _pieces;

    public int Changes { get; private set; }

    public void Drop(int index, string marker)
    {
        var piece = _pieces[index];
        _dropped.Add((piece.SourceStart, new DroppedBlock(piece.Text, marker)));
        _pieces.RemoveAt(index);
        Changes++;
    }

    /// <summary>Removes <c>[start, end)</c> of one piece; what is left on both sides of a cut in the middle become two pieces.</summary>
    public void Cut(int index, int start, int end, string marker)
    {
        var piece = _pieces[index];
        var before = piece.Text.AsSpan(0, start).TrimEnd();
        var after = piece.Text.AsSpan(end).TrimStart();
        if (before.IsEmpty && after.IsEmpty)
        {
            Drop(index, marker);
            return;
        }

        var cut = piece.Text.AsSpan(start, end - start).Trim();
        if (cut.IsEmpty)
        {
            return;
        }

        _dropped.Add((piece.SourceStart + start, new DroppedBlock(cut.ToString(), marker)));
        _pieces.RemoveAt(index);
        if (!after.IsEmpty)
        {
            _pieces.Insert(index, new Piece(piece.Kind, after.ToString(), piece.SourceStart + piece.Text.Length - after.Length));
        }

        if (!before.IsEmpty)
        {
            var lead = piece.Text.Length - piece.Text.AsSpan().TrimStart().Length;
            _pieces.Insert(index, new Piece(piece.Kind, before[lead..].ToString(), piece.SourceStart + lead));
        }

        Changes++;
    }

    public void MakeCaption(int index)
    {
        if (_pieces[index].Kind != BlockKind.Caption)
        {
            _pieces[index] = new Piece(BlockKind.Caption, _pieces[index].Text, _pieces[index].SourceStart);
            _hasNewKinds = true;
        }
    }

    public Article Result()
    {
        if (Changes == 0 && !_hasNewKinds)
        {
            return Article;
        }

        var (text, blocks) = Article.Join(_pieces.Select(p => (p.Kind, p.Text, (int?)p.SourceStart)));
        return Article with
        {
            Text = text,
            Blocks = blocks,
            Dropped = [.. Article.Dropped, .. _dropped.OrderBy(d => d.Source).Select(d => d.Dropped)],
        };
    }

    internal sealed class Piece(BlockKind kind, string text, int sourceStart)
    {
        public BlockKind Kind { get; } = kind;

        public string Text { get; } = text;

        public int SourceStart { get; } = sourceStart;

        /// <summary>The folded text with the places of its units.</summary>
        public FoldedText Folded => _folded ??= new FoldedText(Text);

        private FoldedText? _folded;
    }
}
