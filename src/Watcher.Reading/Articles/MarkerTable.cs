using System.Buffers;

namespace Watcher.Reading.Articles;

/// <summary>Applies the markers of config/cleaning/boilerplate.yaml.</summary>
internal static class MarkerTable
{
    /// <summary>A from-here marker ends the article only where at least this share of the text stands before it.</summary>
    private const double FromHereShare = 0.5;

    /// <summary>What stands behind an edge marker, as a share of the text.</summary>
    private const double EdgeShare = 1 / 3.0;

    /// <summary>Shorter paragraphs are names, dates and labels.</summary>
    private const int ShortestParagraph = 80;

    /// <summary>A block made of share words is at most so long.</summary>
    private const int LongestWordRow = 120;

    /// <summary>Longer blocks are no labels of a section.</summary>
    private const int LongestLabel = 80;

    /// <summary>How far a label's next occurrence is looked for, in blocks.</summary>
    private const int Reach = 60;

    /// <summary>Labels of buttons with a number behind them.</summary>
    private const int LongestCounted = 40;

    private static readonly SearchValues<char> s_separators = SearchValues.Create(":|-.•–—");

    public static void Apply(CleaningState state)
    {
        EndFromHere(state);
        var edge = Edge.Of(state);
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            var piece = state.Pieces[i];
            if (piece.Kind == BlockKind.Headline)
            {
                continue;
            }

            if ((Whole(state.Markers, piece) ?? (edge.Holds(i) ? AtEdge(state.Markers, piece) : null)) is { } marker)
            {
                state.Drop(i, marker);
            }
            else if (Tail(state.Markers, piece) is { } tail)
            {
                state.Cut(i, tail.At, piece.Text.Length, tail.Id);
            }
            else if (Head(state.Markers, piece) is { } head)
            {
                state.Cut(i, 0, head.At, head.Id);
            }
        }
    }

    /// <summary>Where a text begins and ends: the blocks up to its first paragraph, and those of its last third.</summary>
    private readonly record struct Edge(int First, int Last)
    {
        public bool Holds(int index) => index <= First || index >= Last;

        public static Edge Of(CleaningState state)
        {
            var first = 0;
            while (first < state.Pieces.Count && state.Pieces[first] is not { Kind: BlockKind.Paragraph, Text.Length: >= ShortestParagraph })
            {
                first++;
            }

            var last = state.Pieces.Count;
            var rest = EdgeShare * state.Pieces.Sum(p => p.Text.Length);
            while (last > 0 && rest > 0)
            {
                rest -= state.Pieces[--last].Text.Length;
            }

            return new Edge(first, last);
        }
    }

    private static string? AtEdge(MarkerSet markers, CleaningState.Piece piece)
    {
        var folded = piece.Folded;
        foreach (var marker in folded.Length > 0 && folded.Length <= markers.Edges.MaxLength ? markers.Edges.With(folded[0]) : [])
        {
            if (folded.Length <= marker.MaxLength && folded.StartsWith(marker.Form) && EndsWord(folded, marker.Form.Length))
            {
                return marker.Id;
            }
        }

        return null;
    }

    private static void EndFromHere(CleaningState state)
    {
        var total = state.Pieces.Sum(p => p.Text.Length);
        var before = 0;
        for (var i = 0; i < state.Pieces.Count; i++)
        {
            var piece = state.Pieces[i];
            if (before > total * FromHereShare && piece.Text.Length <= LongestLabel && piece.Kind != BlockKind.Headline
                && Ending(state, i, MarkerSet.Core(piece.Folded)) is { } marker)
            {
                for (var last = state.Pieces.Count - 1; last >= i; last--)
                {
                    state.Drop(last, marker);
                }

                return;
            }

            before += piece.Text.Length;
        }
    }

    /// <summary>The marker that ends the article at a block; null when none does. A label that comes again heads insets: only the last one ends.</summary>
    private static string? Ending(CleaningState state, int index, ReadOnlySpan<char> core)
    {
        for (var i = index + 1; i < Math.Min(state.Pieces.Count, index + 1 + Reach); i++)
        {
            if (state.Pieces[i].Text.Length <= LongestLabel && MarkerSet.Core(state.Pieces[i].Folded).SequenceEqual(core))
            {
                return null;
            }
        }

        core = core.Length <= LongestCounted ? WithoutCount(core) : core;
        if (state.Markers.EndsText.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(core, out var hard))
        {
            return hard;
        }

        var soft = state.Markers.FromHere.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(core, out var listed) ? listed : (CleaningRules.IsListTitle(state.Pieces[index].Text) ? "shape-list-title" : null);
        return soft is null || TextFlow.GoesOn(state.Pieces, index + 1, p => p.Text, p => p.Kind == BlockKind.Heading || Whole(state.Markers, p) is not null) ? null : soft;
    }

    private static string? Whole(MarkerSet markers, CleaningState.Piece piece)
    {
        var folded = piece.Folded;
        var core = MarkerSet.Core(folded);
        var blocks = markers.Blocks.GetAlternateLookup<ReadOnlySpan<char>>();
        if (blocks.TryGetValue(core, out var id) || (core.Length <= LongestCounted && blocks.TryGetValue(WithoutCount(core), out id)))
        {
            return id;
        }

        foreach (var marker in folded.Length > 0 && folded.Length <= markers.Prefixes.MaxLength ? markers.Prefixes.With(folded[0]) : [])
        {
            if (folded.Length <= marker.MaxLength && folded.StartsWith(marker.Form) && EndsWord(folded, marker.Form.Length) && HasWith(marker, folded))
            {
                return marker.Id;
            }
        }

        foreach (var marker in core.Length > 0 && core.Length <= markers.Suffixes.MaxLength && folded[^1] != '?' ? markers.Suffixes.With(core[^1]) : [])
        {
            if (core.Length <= marker.MaxLength && core.EndsWith(marker.Form) && StartsWord(core, core.Length - marker.Form.Length) && HasWith(marker, folded))
            {
                return marker.Id;
            }
        }

        foreach (var marker in markers.HoldsContained(folded) ? markers.Contained : [])
        {
            if (folded.Length <= marker.MaxLength && Holds(folded, marker.Form) && HasWith(marker, folded))
            {
                return marker.Id;
            }
        }

        return piece.Kind == BlockKind.Heading || folded.Length > LongestWordRow ? null : WordRow(markers, folded);
    }

    /// <summary>"comments (12" → "comments": the core of a button that counts.</summary>
    private static ReadOnlySpan<char> WithoutCount(ReadOnlySpan<char> core)
    {
        var bare = core.TrimEnd("0123456789");
        return bare.Length == core.Length || bare.Length == 0 || bare[^1] is not (' ' or '(' or '[' or ':') ? core : MarkerSet.Core(bare);
    }

    private static bool HasWith(ListedMarker marker, ReadOnlySpan<char> folded)
    {
        foreach (var word in marker.With)
        {
            if (Holds(folded, word))
            {
                return true;
            }
        }

        return marker.With.IsEmpty;
    }

    private static bool Holds(ReadOnlySpan<char> folded, string form)
    {
        var at = folded.IndexOf(form);
        return at >= 0 && StartsWord(folded, at) && EndsWord(folded, at + form.Length);
    }

    /// <summary>"Share Tweet Email": every word is a share word, and at least one is.</summary>
    private static string? WordRow(MarkerSet markers, ReadOnlySpan<char> folded)
    {
        if (markers.Words.Count == 0)
        {
            return null;
        }

        string? id = null;
        var known = markers.Words.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var part in folded.SplitAny([' ', '|', '/', '·', '•', ',', '-', '+', '.', ':', '(', ')']))
        {
            var word = folded[part];
            if (word.IsEmpty)
            {
                continue;
            }

            if (!known.TryGetValue(word, out var found))
            {
                return null;
            }

            id ??= found;
        }

        return id;
    }

    private static (int At, string Id)? Tail(MarkerSet markers, CleaningState.Piece piece)
    {
        var folded = piece.Folded;
        var end = folded.Length;
        while (end > 0 && folded[end - 1] is '.' or ' ' or ':' or '|' or '-' or ']' or '>')
        {
            end--;
        }

        foreach (var marker in end > 0 ? markers.Tails.With(folded[end - 1]) : [])
        {
            var at = end - marker.Form.Length;
            if (at > 1 && folded[at..end].SequenceEqual(marker.Form) && FollowsSentence(folded, ref at))
            {
                return (piece.SourceOf(at), marker.Id);
            }
        }

        return null;
    }

    /// <summary>"… the village. Advertisement": a space, and before it the end of a sentence. Brackets before the form go with it.</summary>
    internal static bool FollowsSentence(ReadOnlySpan<char> folded, ref int at)
    {
        var before = at;
        while (before > 0 && folded[before - 1] is '[' or '(' or '<' or '|' or '-')
        {
            before--;
        }

        if (before < 2 || folded[before - 1] != ' ')
        {
            return false;
        }

        at = before;
        return folded[before - 2] is '.' or '!' or '?' or '"' or '\'' or ')' or '…' or ':' or ']';
    }

    private static (int At, string Id)? Head(MarkerSet markers, CleaningState.Piece piece)
    {
        var folded = piece.Folded;
        foreach (var marker in folded.Length > 0 ? markers.Heads.With(folded[0]) : [])
        {
            if (folded.Length <= marker.Form.Length + 2 || !folded.StartsWith(marker.Form))
            {
                continue;
            }

            var end = piece.SourceOf(marker.Form.Length);
            var opening = piece.Text[..end];
            var next = folded[marker.Form.Length];
            var separated = next is ':' or '|' or '-' or '.' && folded[marker.Form.Length + 1] == ' ' || (next == ' ' && folded[marker.Form.Length + 1] is '|' or '-' or '•');
            if (separated || (next == ' ' && IsUpper(opening)))
            {
                return (end + (separated ? piece.Text[end..].IndexOfAny(s_separators) + 1 : 0), marker.Id);
            }
        }

        return null;
    }

    private static bool IsUpper(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool StartsWord(ReadOnlySpan<char> text, int at) => at == 0 || !IsOfWord(text[at]) || !IsOfWord(text[at - 1]);

    private static bool EndsWord(ReadOnlySpan<char> text, int end) => end >= text.Length || !IsOfWord(text[end - 1]) || !IsOfWord(text[end]);

    /// <summary>False for signs of East Asia too: nothing parts the words there.</summary>
    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) && c is (< '\u2E80' or > '\u9FFF');
}
