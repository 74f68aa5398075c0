using HtmlAgilityPack;

namespace Watcher.Reading.Articles;

/// <summary>
/// The label in front of a link to another article, set in an element of its own: "&lt;span class="label"&gt;Read also&lt;/span&gt;&lt;a&gt;Ferry runs
/// again&lt;/a&gt;", in whatever language and with or without a blank between them.
/// </summary>
internal static class LinkLabels
{
    /// <summary>True when a label and nothing else stands before the link in its frame.</summary>
    public static bool StandsBefore(HtmlNode link)
    {
        var label = Previous(link);
        return label is { Name: "span" or "b" or "strong" or "em" or "i" or "small" } && Previous(label) is null && (link.ParentNode is { Name: "div" or "aside" or "section" } || label.Attributes.Contains("class"));
    }

    /// <summary>The element or the text before a node; null when only blanks stand there.</summary>
    private static HtmlNode? Previous(HtmlNode node)
    {
        var previous = node.PreviousSibling;
        while (previous is HtmlCommentNode || (previous is HtmlTextNode text && string.IsNullOrWhiteSpace(text.Text)))
        {
            previous = previous.PreviousSibling;
        }

        return previous;
    }
}
