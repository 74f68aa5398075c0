using System.Globalization;
using System.Text;

namespace Watcher.Worker.Cli;

/// <summary>Text from feeds on its way to a terminal: control characters are shown, never obeyed.</summary>
internal static class TerminalText
{
    public static string Escape(string text, bool keepLines = false)
    {
        var at = 0;
        while (at < text.Length && !IsActive(text[at], keepLines))
        {
            at++;
        }

        if (at == text.Length)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 8).Append(text, 0, at);
        foreach (var c in text.AsSpan(at))
        {
            _ = IsActive(c, keepLines) ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Columns that the text takes: grapheme clusters, and two for each wide one.</summary>
    public static int Width(string text)
    {
        var width = 0;
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            Rune.DecodeFromUtf16(text.AsSpan(at), out var first, out _);
            width += IsWide(first.Value) ? 2 : 1;
            at += length;
        }

        return width;
    }

    /// <summary>The text in lines of at most <paramref name="width"/> columns, broken at spaces; a longer word is broken between two grapheme clusters.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width)
    {
        if (width >= text.Length * 2 || Width(text) <= width)
        {
            return [text];
        }

        var lines = new List<string>();
        for (var rest = text; ;)
        {
            var (fits, end) = Break(rest, width);
            if (end == rest.Length)
            {
                lines.Add(rest);
                return lines;
            }

            lines.Add(rest[..fits].TrimEnd(' '));
            rest = rest[fits..].TrimStart(' ');
        }
    }

    /// <summary>Where the first line ends, and how much of the text has room on it when nothing is broken.</summary>
    private static (int Fits, int End) Break(string text, int width)
    {
        var (at, used, lastSpace) = (0, 0, 0);
        while (at < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            var element = Width(text.Substring(at, length));
            if (used + element > width)
            {
                return (text[at] == ' ' || lastSpace == 0 ? Math.Max(at, length) : lastSpace, at);
            }

            (at, used) = (at + length, used + element);
            lastSpace = text[at - 1] == ' ' ? at : lastSpace;
        }

        return (text.Length, text.Length);
    }

    /// <summary>What drives a terminal, and what turns the direction of the text around it.</summary>
    private static bool IsActive(char c, bool keepLines) =>
        (char.IsControl(c) && !(keepLines && c == '\n')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>East Asian wide characters and pictures (UAX #11, the blocks that news uses).</summary>
    private static bool IsWide(int rune) => rune is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD);
}
