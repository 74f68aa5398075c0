using System.Text;

namespace Watcher.Reading.Articles;

/// <summary>Repairs what the HTML parser would take too literally, before it sees the text.</summary>
internal static class RawHtml
{
    private const string Open = "<!--";
    private const string Close = "-->";

    /// <summary>
    /// A comment that is never closed would swallow the rest of the page, and <c>&lt;!--&gt;</c> is closed for a browser and open
    /// for the parser. Their openers are taken out; characters that no text may hold (NUL) too. Characters that were encoded twice are read.
    /// </summary>
    public static string Repair(string html)
    {
        if (html.Contains('\0'))
        {
            html = html.Replace("\0", "", StringComparison.Ordinal);
        }

        html = DoubleEncoding.Repair(html);
        if (!html.Contains(Open, StringComparison.Ordinal))
        {
            return html;
        }

        StringBuilder? repaired = null;
        var kept = 0;
        var lastClose = html.LastIndexOf(Close, StringComparison.Ordinal);
        for (var at = html.IndexOf(Open, StringComparison.Ordinal); at >= 0;)
        {
            var inside = at + Open.Length;
            var rest = html.AsSpan(inside);
            if (rest.StartsWith(">") || rest.StartsWith("->"))
            {
                var end = inside + (rest[0] == '>' ? 1 : 2);
                Cut(at, end);
                at = html.IndexOf(Open, end, StringComparison.Ordinal);
                continue;
            }

            if (lastClose < inside)
            {
                Cut(at, inside);
                at = html.IndexOf(Open, inside, StringComparison.Ordinal);
                continue;
            }

            var close = html.IndexOf(Close, inside, StringComparison.Ordinal);
            at = html.IndexOf(Open, close + Close.Length, StringComparison.Ordinal);
        }

        return repaired is null ? html : repaired.Append(html, kept, html.Length - kept).ToString();

        void Cut(int start, int end)
        {
            repaired ??= new StringBuilder(html.Length);
            repaired.Append(html, kept, start - kept);
            kept = end;
        }
    }
}
