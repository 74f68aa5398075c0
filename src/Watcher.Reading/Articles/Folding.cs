using HtmlAgilityPack;

namespace Watcher.Reading.Articles;

/// <summary>Sections that open at a click, as questions with their answers do. What is folded away is text like the rest.</summary>
internal static class Folding
{
    /// <summary>A button that holds a heading, or stands in one, and says that it opens something: the heading of a folded section.</summary>
    public static bool IsTitle(HtmlNode node, string tag) =>
        tag == "button" && node.HasAttributes && (node.Attributes.Contains("aria-expanded") || node.Attributes.Contains("aria-controls"))
        && (IsHeading(node.ParentNode!) || HoldsHeading(node, 0));   // an element of a document has a parent

    private static bool HoldsHeading(HtmlNode node, int depth)
    {
        foreach (var child in node.ChildNodes)
        {
            if (IsHeading(child) || (depth < 3 && HoldsHeading(child, depth + 1)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHeading(HtmlNode node) => node.Name is "h2" or "h3" or "h4" or "h5" or "h6";
}
