using HtmlAgilityPack;

namespace Watcher.Reading.Articles;

/// <summary>What a table of a page is: rows of values, or the page's own layout.</summary>
internal sealed class PageTables
{
    /// <summary>Characters under a picture.</summary>
    private const int LongestCaption = 300;

    /// <summary>Elements and texts of a picture's table; tables may hold each other hundreds deep, and each is asked.</summary>
    private const int MostNodes = 80;

    private readonly Dictionary<HtmlNode, bool> _plainRows = [];

    /// <summary>Asked for each cell: a row of thousands is looked through once.</summary>
    public bool IsPlainRow(HtmlNode row)
    {
        if (!_plainRows.TryGetValue(row, out var isPlain))
        {
            _plainRows.Add(row, isPlain = HasPlainCells(row));
        }

        return isPlain;
    }

    private static bool HasPlainCells(HtmlNode row)
    {
        var cells = 0;
        foreach (var cell in row.ChildNodes)
        {
            if (cell.Name is "td" or "th")
            {
                cells++;
                foreach (var inner in cell.ChildNodes)
                {
                    // One paragraph in a cell is only its dress; anything larger is a layout table.
                    if (inner.NodeType == HtmlNodeType.Element && !PageOutline.Inline.Contains(inner.Name) && inner.Name != "br")
                    {
                        return false;
                    }
                }

                if (HasParagraphs(cell))
                {
                    return false;
                }
            }
        }

        return cells > 1;
    }

    /// <summary>Two breaks in a row part paragraphs; the cells of a plain table hold one each.</summary>
    private static bool HasParagraphs(HtmlNode cell)
    {
        var breaks = 0;
        foreach (var inner in cell.Descendants())
        {
            switch (inner)
            {
                case { Name: "br" }:
                    if (++breaks == 2)
                    {
                        return true;
                    }

                    break;
                case HtmlTextNode text when !string.IsNullOrWhiteSpace(text.Text):
                    breaks = 0;
                    break;
            }
        }

        return false;
    }

    /// <summary>Old pages set a picture and the words under it in a table of their own, beside the text.</summary>
    public static bool FramesPicture(HtmlNode table)
    {
        if (table.GetAttributeValue("align", "") is not ("left" or "right"))
        {
            return false;
        }

        var hasPicture = false;
        var (length, nodes) = (0, 0);
        foreach (var inner in table.Descendants())
        {
            hasPicture |= inner.Name == "img";
            length += inner is HtmlTextNode text ? text.Text.AsSpan().Trim().Length : 0;
            if (length > LongestCaption || ++nodes > MostNodes)
            {
                return false;
            }
        }

        return hasPicture;
    }
}
