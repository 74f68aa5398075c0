using System.Globalization;
using System.Text;

namespace Watcher.Worker.Cli;

/// <summary>Text from feeds on its way to a terminal: control characters are shown, never obeyed.</summary>
internal static class TerminalText
{
    public static string Escape(string text, bool keepLines = false)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == '\n' && keepLines)
            {
                escaped.Append(c);
            }
            else if (char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069')
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            }
            else
            {
                escaped.Append(c);
            }
        }

        return escaped.ToString();
    }
}
