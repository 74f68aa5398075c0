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
        var lines = Lines(text);
        var pieces = new List<(BlockKind Kind, string Text, int? SourceStart)>(lines.Count);
        foreach (var span in lines)
        {
            pieces.Add((BlockKind.Paragraph, text[span.Start..span.End], span.Start));
        }

        var headline = HeadlineIndex(pieces, title);
        if (headline >= 0)
        {
            pieces[headline] = (BlockKind.Headline, pieces[headline].Text, pieces[headline].SourceStart);
        }

        var (joined, blocks) = Article.Join(pieces, text);
        return new Article
        {
            Title = title ?? (headline >= 0 ? pieces[headline].Text.TrimEnd(' ', '|') : ""),
            Language = LanguageGuess.Of(joined),
            Text = joined,
            Blocks = blocks,
        };
    }

    private static List<TextSpan> Lines(string text)
    {
        var lines = new List<TextSpan>();
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

            if (!afterBlank && char.IsLower(text[first]) && lines[^1].Length >= WrappedLength
                && !LineBreaks.EndsSentence(text[lines[^1].Start..lines[^1].End]))
            {
                lines[^1] = new TextSpan(lines[^1].Start, last);
            }
            else
            {
                lines.Add(new TextSpan(first, last));
            }

            afterBlank = false;
        }

        return lines;
    }

    /// <summary>The line that repeats the title, else a first line that is short and no sentence; -1 when there is none.</summary>
    private static int HeadlineIndex(List<(BlockKind Kind, string Text, int? SourceStart)> pieces, string? title)
    {
        var wanted = string.IsNullOrWhiteSpace(title) ? null : MarkerSet.Core(Fold.Text(title));
        for (var i = 0; i < Math.Min(4, pieces.Count); i++)
        {
            var line = pieces[i].Text;
            if (wanted is not null && MarkerSet.Core(Fold.Text(line)) == wanted)
            {
                return i;
            }
        }

        // A leaked tag may stand above the headline.
        var first = pieces.FindIndex(p => !p.Text.Contains("!--", StringComparison.Ordinal));
        if (first < 0 || first >= pieces.Count - 1)
        {
            return -1;
        }

        var opening = pieces[first].Text;
        return opening.Length is >= 15 and <= LongestHeadline
            && (char.IsLetterOrDigit(opening[^1]) || opening[^1] is '|' or '”' or '’' or '"' or '?' or '!') ? first : -1;
    }
}
