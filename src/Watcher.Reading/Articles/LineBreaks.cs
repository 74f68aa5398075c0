using System.Text;

namespace Watcher.Reading.Articles;

/// <summary>Reads <c>&lt;br&gt;</c>: two in a row end a paragraph; one alone may be a line of an address or the end of a paragraph.</summary>
internal static class LineBreaks
{
    /// <summary>A line this long that ends like a sentence is a paragraph set with single breaks.</summary>
    private const int ParagraphLength = 60;

    private const int LongestLabel = 20;

    /// <summary>Lines of one paragraph, where an element says that it is one.</summary>
    private const int MostLines = 3;

    /// <param name="text">With a line feed for each break.</param>
    /// <param name="isParagraph">The break stands in an element that is a paragraph already.</param>
    /// <returns>Each paragraph with the first of its lines and the one behind its last.</returns>
    public static IEnumerable<(string Text, int First, int End)> Split(string text, bool isParagraph)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries);
        if (isParagraph && IsOneParagraph(lines))
        {
            yield return (string.Join(' ', lines), 0, lines.Length);
            yield break;
        }

        var pending = new StringBuilder();
        var last = "";
        var (breaks, first) = (0, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (line.Length == 0)
            {
                breaks++;
                continue;
            }

            if (pending.Length > 0 && (breaks >= 1 || IsByline(line) || (IsLabelled(line) && IsLabelled(pending.ToString())) || (IsLabelled(pending.ToString()) && line.Contains('©')) || (EndsSentence(last) && ReadingLength.Of(pending.ToString()) >= ParagraphLength)))
            {
                yield return (pending.ToString(), first, i);
                pending.Clear();
            }
            else if (pending.Length > 0)
            {
                pending.Append(' ');
            }

            first = pending.Length == 0 ? i : first;

            pending.Append(line);
            last = line;
            breaks = 0;
        }

        if (pending.Length > 0)
        {
            yield return (pending.ToString(), first, lines.Length);
        }
    }

    /// <summary>A few lines of running text with single breaks between them; more lines are paragraphs of a page that knows no other.</summary>
    private static bool IsOneParagraph(string[] lines) =>
        lines.Length <= MostLines && Array.TrueForAll(lines, line => EndsSentence(line) && ReadingLength.Of(line) >= ParagraphLength);

    /// <summary>"Editor: Ann Example": a word, a colon and a name.</summary>
    private static bool IsLabelled(string line)
    {
        var colon = line.AsSpan(0, Math.Min(line.Length, LongestLabel)).IndexOf(": ");
        return colon > 2 && !line.AsSpan(0, colon).Contains(' ') && char.IsUpper(line[0]) && Signatures.IsName(line[(colon + 2)..].Trim());
    }

    /// <summary>"By Ann Example" under a headline that is set with a break.</summary>
    private static bool IsByline(string line) => line.Length is > 6 and <= 80 && line.StartsWith("By ", StringComparison.Ordinal) && char.IsUpper(line[3]) && !EndsSentence(line);

    internal static bool EndsSentence(ReadOnlySpan<char> text)
    {
        var last = text.TrimEnd("\"'”’»)] \u300D\u300F\u3011\uFF09");
        return last.Length > 0 && last[^1] is '.' or '!' or '?' or '…' or ':'
            or '\u3002' or '\uFF01' or '\uFF1F' or '\uFF0E' or '\uFF1A'   // East Asia
            or '\u061F' or '\u06D4' or '\u0964';   // Arabic question mark, Urdu full stop, the danda of India
    }
}
