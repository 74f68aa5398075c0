using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>Plain text → article, for texts that come without a page.</summary>
public static class ArticleText
{
    /// <summary>A line of this length that goes on in lower case on the next line was wrapped, not ended.</summary>
    private const int WrappedLength = 50;

    private const int LongestHeadline = 200;

    /// <summary>
    /// One block a line (blank lines part blocks too); lines wrapped in mid-sentence are joined. Each block's
    /// <see cref="Block.SourceStart"/> is its offset in <paramref name="text"/>.
    /// </summary>
    /// <param name="text">As given; never changed.</param>
    /// <param name="title">Context only: it names the article and is no part of its text.</param>
    public static Article FromPlainText(string text, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var pieces = Lines(text);
        var headline = HeadlineIndex(text, pieces, title);
        if (headline >= 0)
        {
            pieces[headline] = pieces[headline] with { Kind = BlockKind.Headline };
        }

        var (joined, blocks) = Article.Join(text, pieces);
        return new Article
        {
            Title = title ?? (headline >= 0 ? pieces[headline].Span.Of(text).TrimEnd(" |").ToString() : ""),
            Language = LanguageGuess.Of(joined),
            Text = joined,
            Blocks = blocks,
        };
    }

    private static List<(BlockKind Kind, TextSpan Span, int SourceStart)> Lines(string text)
    {
        var lines = new List<(BlockKind Kind, TextSpan Span, int SourceStart)>(text.AsSpan().Count('\n') + 1);
        var afterBlank = true;
        for (var start = 0; start <= text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r');
            end = end < 0 ? text.Length : start + end;
            var (first, last) = (start, end);
            while (first < last && char.IsWhiteSpace(text[first]))
            {
                first++;
            }

            while (last > first && char.IsWhiteSpace(text[last - 1]))
            {
                last--;
            }

            start = end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1);
            if (first == last)
            {
                afterBlank = true;
                continue;
            }

            if (!afterBlank && char.IsLower(text[first]) && lines[^1].Span is { Length: >= WrappedLength } line && !LineBreaks.EndsSentence(line.Of(text)))
            {
                lines[^1] = lines[^1] with { Span = new TextSpan(line.Start, last) };
            }
            else
            {
                lines.Add((BlockKind.Paragraph, new TextSpan(first, last), first));
            }

            afterBlank = false;
        }

        return lines;
    }

    /// <summary>The line that repeats the title, else a first line that is short and no sentence; -1 when there is none.</summary>
    private static int HeadlineIndex(string text, List<(BlockKind Kind, TextSpan Span, int SourceStart)> pieces, string? title)
    {
        if (!string.IsNullOrWhiteSpace(title))
        {
            using var folded = new RentedList<char>(LongestHeadline);
            var wanted = MarkerSet.Core(Fold.Text(title));
            for (var i = 0; i < Math.Min(4, pieces.Count); i++)
            {
                folded.Clear();
                if (MarkerSet.Core(Fold.Text(pieces[i].Span.Of(text), folded)).SequenceEqual(wanted))
                {
                    return i;
                }
            }
        }

        // A leaked tag may stand above the headline.
        var first = pieces.FindIndex(p => !p.Span.Of(text).Contains("!--", StringComparison.Ordinal));
        if (first < 0 || first >= pieces.Count - 1)
        {
            return -1;
        }

        var opening = pieces[first].Span.Of(text);
        return opening.Length is >= 15 and <= LongestHeadline
            && (char.IsLetterOrDigit(opening[^1]) || opening[^1] is '|' or '”' or '’' or '"' or '?' or '!') ? first : -1;
    }
}
