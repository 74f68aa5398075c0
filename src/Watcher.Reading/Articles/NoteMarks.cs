using System.Net;
using System.Text;
using HtmlAgilityPack;

namespace Watcher.Reading.Articles;

/// <summary>
/// The raised numbers that lead to a note: "the port closed<sup>2</sup>". They are no words of the text, and "2" behind a count or a date
/// would be read as part of it. A raised number without a link is kept: it may be an exponent.
/// </summary>
internal static class NoteMarks
{
    /// <summary>"[note 12]" and a list such as "1, 4–6" stay below.</summary>
    private const int Longest = 16;

    private const int LongestClass = 60;

    /// <summary>Elements and texts in a mark.</summary>
    private const int MostNodes = 24;

    public static bool Is(HtmlNode node) => node.Name switch
    {
        "sup" => LeadsToNotes(node) && IsMark(node),
        "a" => (SaysNote(node) || (LeadsToNote(node) && HoldsOnlyRaised(node))) && IsMark(node),
        _ => false,
    };

    private static bool LeadsToNotes(HtmlNode raised)
    {
        foreach (var child in raised.ChildNodes)
        {
            if ((child.Name == "a" && (LeadsToNote(child) || SaysNote(child))) || (child.Name is "span" or "b" or "i" or "em" && LeadsToNotes(child)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A link within the page.</summary>
    private static bool LeadsToNote(HtmlNode anchor) => anchor.GetAttributeValue("href", "").AsSpan().Trim() is ['#', _, ..];

    private static bool SaysNote(HtmlNode anchor) =>
        anchor.HasAttributes && (anchor.GetAttributeValue("role", "") == "doc-noteref" || anchor.GetAttributeValue("epub:type", "") == "noteref"
            || (LeadsToNote(anchor) && anchor.GetAttributeValue("class", "") is { Length: <= LongestClass } names && names.Contains("note", StringComparison.OrdinalIgnoreCase)));

    /// <summary>"[&lt;a&gt;2&lt;/a&gt;]": the brackets around the mark stand outside of its link.</summary>
    public static bool StandsInBrackets(HtmlNode mark) =>
        mark.PreviousSibling is HtmlTextNode before && before.Text.AsSpan().TrimEnd() is [.., '['] && mark.NextSibling is HtmlTextNode after && after.Text.AsSpan().TrimStart() is [']', ..];

    private static bool HoldsOnlyRaised(HtmlNode anchor)
    {
        var holds = false;
        foreach (var child in anchor.ChildNodes)
        {
            if (child.Name == "sup")
            {
                holds = true;
            }
            else if (child.NodeType != HtmlNodeType.Text || !string.IsNullOrWhiteSpace(child.InnerText))
            {
                return false;
            }
        }

        return holds;
    }

    /// <summary>Numbers, signs and single letters, in brackets or not; "[note 3]" too.</summary>
    private static bool IsMark(HtmlNode node)
    {
        var written = new StringBuilder();
        var nodes = 0;
        if (!Write(node, written, ref nodes))
        {
            return false;
        }

        var text = written.ToString().AsSpan().Trim();
        var letters = 0;
        foreach (var c in text)
        {
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return text.Length > 0 && (letters <= 1 || (text[0] == '[' && text[^1] == ']'));
    }

    /// <summary>False when it is longer than any mark: elements may hold each other hundreds deep, and each is asked.</summary>
    private static bool Write(HtmlNode node, StringBuilder text, ref int nodes)
    {
        foreach (var child in node.ChildNodes)
        {
            if (++nodes > MostNodes || text.Length > Longest)
            {
                return false;
            }

            if (child is HtmlTextNode own)
            {
                if (own.Text.Length > 4 * Longest)
                {
                    return false;
                }

                text.Append(WebUtility.HtmlDecode(own.Text).Trim());
            }
            else if (!Write(child, text, ref nodes))
            {
                return false;
            }
        }

        return text.Length <= Longest;
    }
}
