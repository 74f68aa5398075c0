using System.Net;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>The fragments of HTML that feed items carry, for whoever wants to look at their words only.</summary>
public static class FeedFragment
{
    /// <summary>
    /// The text of a fragment on one line: comments, scripts and style sheets go, every tag becomes a space, entities become characters. What
    /// is no tag stays: "5 &lt; 6". Takes time in proportion to the length.
    /// </summary>
    public static string Text(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var text = new StringBuilder(html.Length);
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            var next = rest.IndexOf('<');
            if (next < 0)
            {
                text.Append(rest);
                break;
            }

            text.Append(rest[..next]);
            rest = rest[next..];
            if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                rest = Past(rest, "-->");
                continue;
            }

            if (!IsTag(rest))
            {
                text.Append("&lt;");
                rest = rest[1..];
                continue;
            }

            var end = rest.IndexOf('>');
            if (end < 0)
            {
                text.Append("&lt;").Append(rest[1..]);   // a tag that never ends is none
                break;
            }

            text.Append(' ');
            rest = IsNamed(rest, "script") ? Past(rest, "</script", ">") : IsNamed(rest, "style") ? Past(rest, "</style", ">") : rest[(end + 1)..];
        }

        return string.Join(' ', WebUtility.HtmlDecode(text.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool IsTag(ReadOnlySpan<char> text) =>
        text.Length > 1 && (char.IsAsciiLetter(text[1]) || (text.Length > 2 && text[1] == '/' && char.IsAsciiLetter(text[2])));

    private static bool IsNamed(ReadOnlySpan<char> tag, string name) =>
        tag[1..].StartsWith(name, StringComparison.OrdinalIgnoreCase) && tag.Length > name.Length + 1 && !char.IsAsciiLetterOrDigit(tag[name.Length + 1]);

    /// <summary>What follows the marks; nothing when one is missing, as browsers read it.</summary>
    private static ReadOnlySpan<char> Past(ReadOnlySpan<char> text, params ReadOnlySpan<string> marks)
    {
        foreach (var mark in marks)
        {
            var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            text = at < 0 ? [] : text[(at + mark.Length)..];
        }

        return text;
    }
}
