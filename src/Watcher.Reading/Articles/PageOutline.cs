using System.Collections.Frozen;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace Watcher.Reading.Articles;

/// <summary>
/// The page flattened: its text blocks in reading order and, over them, the block-level elements as intervals. Questions such as
/// "how much of this element is linked text" become differences of running sums.
/// </summary>
internal sealed partial class PageOutline
{
    /// <summary>Longer class attributes exist only to cost time.</summary>
    private const int MaxMarks = 300;

    /// <summary>A page with more blocks is no article; the rest is not read.</summary>
    private const int MaxBlocks = 20_000;

    /// <summary>Characters of one block; whole articles without a tag in them stay below. The rest is not read.</summary>
    private const int MaxBlock = 200_000;

    /// <summary>A bold line of such a length, with a break behind it, is a heading: "Northern district".</summary>
    private const int ShortestHead = 3;

    private const int LongestHead = 90;

    /// <summary>Elements and texts of a sign behind a heading.</summary>
    private const int MostSignNodes = 12;

    private static readonly FrozenSet<string> s_ignored = FrozenSet.Create(
        StringComparer.Ordinal,
        "script", "style", "template", "noscript", "textarea", "svg", "iframe", "object", "embed", "select", "option", "button", "input", "head",
        "title", "meta", "link", "canvas", "video", "audio", "map", "area", "base", "frameset", "amp-ad", "amp-sidebar", "amp-consent", "amp-embed",
        "amp-iframe", "amp-analytics", "amp-sticky-ad", "dialog", "datalist", "progress", "meter");

    internal static readonly FrozenSet<string> Inline = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
        "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "ruby", "rt", "rp", "rb", "nobr", "label",
        "img", "picture", "source", "amp-img", "math", "mi", "mn", "mo", "mrow", "msup", "msub");

    private readonly List<PageBlock> _blocks = [];
    private readonly List<PageRegion> _regions = [];
    private readonly StringBuilder _line = new();
    private readonly Dictionary<string, (string Marks, PageWordKinds Kinds)> _names = new(StringComparer.Ordinal);
    private readonly PageTables _tables = new();
    private bool _spacePending;
    private int _linkDepth;
    private int _linkLength;
    private int _boldDepth;
    private int _boldLength;

    /// <summary>The characters in links, and those in bold, of each line that a break has ended.</summary>
    private readonly List<(int Linked, int Bold)> _lines = [];
    private (int Start, int Linked, int Bold) _lineFrom;

    /// <summary>Where the line under a bold one begins; -1 when there is none.</summary>
    private int _belowBold = -1;
    private int _boldLine;
    private bool _linksOut;

    /// <summary>Characters of the last link, where nothing but a label in an element of its own stands before it; else 0.</summary>
    private int _labelled;

    /// <summary>The bracket behind a note's mark is still to come.</summary>
    private bool _closesMark;
    private string? _channel;
    private readonly string? _host;
    private PageRegion _region = null!;
    private BlockKind _kind = BlockKind.Paragraph;
    private bool _keepsLines;
    private int _headingLevel;

    /// <param name="document">Parsed.</param>
    /// <param name="site">The page's address, to tell links that stay on the site; null when unknown: then all do.</param>
    public PageOutline(HtmlDocument document, Uri? site = null)
    {
        _host = site is { IsAbsoluteUri: true } ? Bare(site.Host) : null;
        Channels = new OwnChannels(_host);
        Walk(document.DocumentNode, null);
        Flush();
        _regions[0].End = _blocks.Count;
    }

    public IReadOnlyList<PageBlock> Blocks => _blocks;

    public OwnChannels Channels { get; }

    /// <summary>In document order: a parent comes before its children.</summary>
    public IReadOnlyList<PageRegion> Regions => _regions;

    private void Walk(HtmlNode node, PageRegion? parent)
    {
        if (_blocks.Count >= MaxBlocks)
        {
            return;
        }

        switch (node)
        {
            case HtmlTextNode text:
                Append(text.Text);
                return;

            case HtmlCommentNode:
                return;
        }

        var tag = node.Name;
        if (tag == "br")
        {
            Break();
            return;
        }

        if (s_ignored.Contains(tag) && !Folding.IsTitle(node, tag))
        {
            if (tag == "input" && AsksForMail(node))
            {
                for (var outer = _region; outer is { AsksForMail: false }; outer = outer.Parent)
                {
                    outer.AsksForMail = true;
                }
            }

            return;
        }

        if (Inline.Contains(tag) || IsInlineByPlace(node, tag))
        {
            WalkInline(node, parent!, tag);
            return;
        }

        // A cell of a plain row stays on the row's line, so that a table reads row by row.
        if (tag is "td" or "th" && node.ParentNode is { Name: "tr" } row && _tables.IsPlainRow(row))
        {
            if (_line.Length > 0)
            {
                _line.Append(" | ");
                _spacePending = false;
            }

            Children(node, _region);
            return;
        }

        Flush();
        var region = Open(node, tag, parent);
        var (outerKind, outerLevel, outerRegion, outerLines) = (_kind, _headingLevel, _region, _keepsLines);
        _region = region;
        _keepsLines |= tag == "pre" || KeepsLines(node);
        (_kind, _headingLevel) = Kind(tag, region, node);
        Children(node, region);
        Flush();
        region.End = _blocks.Count;
        (_kind, _headingLevel, _region, _keepsLines) = (outerKind, outerLevel, outerRegion ?? region, outerLines);
    }

    /// <summary>Plain texts of agencies and authorities are set with their own line breaks, which the style sheet keeps.</summary>
    private static bool KeepsLines(HtmlNode node) =>
        node.HasAttributes && (PreStyle().IsMatch(node.GetAttributeValue("style", "")) || node.GetAttributeValue("class", "").Contains("whitespace-pre", StringComparison.Ordinal));

    [GeneratedRegex(@"white-space\s*:\s*pre", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 2000)]
    private static partial Regex PreStyle();

    /// <summary>Elements of a site's own, and Word's ("o:p"), are no boundary within a line: "a &lt;x-source&gt;study&lt;/x-source&gt; found".</summary>
    private static bool IsInlineByPlace(HtmlNode node, string tag)
    {
        if (tag.Contains(':'))
        {
            return true;
        }

        if (!tag.Contains('-') || node.ParentNode is not { } parent || !(s_lines.Contains(parent.Name) || Inline.Contains(parent.Name)))
        {
            return false;
        }

        foreach (var child in node.ChildNodes)
        {
            if (child.NodeType == HtmlNodeType.Element && !Inline.Contains(child.Name))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly FrozenSet<string> s_lines = FrozenSet.Create(StringComparer.Ordinal, "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "dd", "dt", "figcaption", "blockquote");

    private void WalkInline(HtmlNode node, PageRegion parent, string tag)
    {
        if (tag is "img" or "source" or "wbr" || (!node.HasChildNodes && tag != "a"))
        {
            return;
        }

        if (tag is "span" or "a" && node.HasAttributes && (node.Attributes.Contains("hidden") || (tag == "span" && IsForScreenReaders(node))))
        {
            return;
        }

        if (tag is "sup" or "a" && NoteMarks.Is(node))
        {
            if (NoteMarks.StandsInBrackets(node) && _line is [.., '['])
            {
                _line.Length--;
                _spacePending |= _line is [.., ' '];
                _line.Length -= _line is [.., ' '] ? 1 : 0;
                _closesMark = true;
            }

            return;
        }

        _spacePending |= node.PreviousSibling?.NodeType == HtmlNodeType.Element && _line is [.., var last] && char.IsLower(last) && char.IsUpper(Opening(node));
        if (tag == "a" && IsOwnAnchor(node) && !HasWord(node))
        {
            return;   // "#" behind a heading
        }

        if (tag == "a" && LeadsSomewhere(node) && !IsOwnAnchor(node))
        {
            _linkDepth++;
            _linksOut |= LeavesSite(node);
            var before = _line.Length;
            Children(node, parent);
            _linkDepth--;
            _labelled = before > 0 && LinkLabels.StandsBefore(node) ? _line.Length - before : 0;
            if (OwnChannels.Of(node.GetAttributeValue("href", "").AsSpan().Trim()) is { } channel)
            {
                _channel ??= channel;
                if (_line.Length == before)
                {
                    Channels.AddButton(channel);
                }
            }

            return;
        }

        var isBold = tag is "b" or "strong";
        _boldDepth += isBold ? 1 : 0;
        Children(node, parent);
        _boldDepth -= isBold ? 1 : 0;
    }

    private void Children(HtmlNode node, PageRegion region)
    {
        foreach (var child in node.ChildNodes)
        {
            Walk(child, region);
        }
    }

    private PageRegion Open(HtmlNode node, string tag, PageRegion? parent)
    {
        var names = tag.Contains('-') ? tag : "";   // elements of the site's own are named for what they are
        var hidden = false;
        var body = false;
        var role = "";
        foreach (var attribute in node.Attributes)
        {
            // An attribute without a value has none, not an empty one.
            var value = attribute.Value ?? "";
            switch (attribute.Name)
            {
                case "class" or "id" or "data-component" or "data-testid" when names.Length <= MaxMarks:   // an element may repeat an attribute thousands of times
                    names = names.Length == 0 ? value : $"{names} {value}";
                    break;
                case "hidden":
                    hidden = true;
                    break;
                case "aria-hidden":
                    hidden |= value == "true";
                    break;
                case "style":
                    hidden |= value.Contains("display:none", StringComparison.OrdinalIgnoreCase)
                        || value.Contains("display: none", StringComparison.OrdinalIgnoreCase);
                    break;
                case "itemprop":
                    body |= value.Contains("articleBody", StringComparison.OrdinalIgnoreCase);
                    break;
                case "role":
                    role = value.ToLowerInvariant();
                    break;
            }
        }

        // Elements of one kind share their names; each is read once.
        if (!_names.TryGetValue(names, out var known))
        {
            var split = Split(names);
            _names.Add(names, known = (split, PageWords.Read(split)));
        }

        var (marks, kinds) = known;
        var region = new PageRegion
        {
            Tag = tag,
            Marks = marks,
            Kinds = kinds,
            Parent = parent,
            Depth = parent is null ? 0 : parent.Depth + 1,
            IsArticleBody = body,
            IsHidden = hidden,
            Role = role,
            First = _blocks.Count,
        };
        _regions.Add(region);
        return region;
    }

    /// <summary>"articleBody related_Links" → "article body/related links".</summary>
    private static string Split(string names)
    {
        var split = new StringBuilder(Math.Min(names.Length, MaxMarks) + 8);
        var previous = ' ';
        foreach (var c in names.AsSpan(0, Math.Min(names.Length, MaxMarks)))
        {
            if (!char.IsLetterOrDigit(c))
            {
                split.Append(char.IsWhiteSpace(c) ? '/' : ' ');
            }
            else
            {
                if (char.IsUpper(c) && char.IsLower(previous))
                {
                    split.Append(' ');
                }

                split.Append(char.ToLowerInvariant(c));
            }

            previous = c;
        }

        return split.ToString();
    }

    private (BlockKind Kind, int HeadingLevel) Kind(string tag, PageRegion region, HtmlNode node)
    {
        switch (tag)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                return (BlockKind.Heading, tag[1] - '0');
            case "li" or "dt" or "dd":
                return (_kind == BlockKind.Caption ? BlockKind.Caption : BlockKind.ListItem, 0);
            case "blockquote":
                return (BlockKind.Quote, 0);
            case "figcaption" when IsInQuote(node):
                return (BlockKind.Paragraph, 0);
            case "figcaption" or "caption":
                return (BlockKind.Caption, 0);
            case "button" when _kind == BlockKind.Heading:
                return (_kind, _headingLevel);
            case "figure":
                return (_kind, 0);
            case "table" when PageTables.FramesPicture(node):
                return (BlockKind.Caption, 0);
            case "table" or "tr" or "tbody" or "thead" or "td" or "th" when _kind != BlockKind.Caption:
                return (tag == "tr" && _tables.IsPlainRow(node) ? BlockKind.Table : BlockKind.Paragraph, 0);
        }

        // Themes put words such as "caption-dark" on the whole page.
        if (tag is not ("html" or "body" or "main" or "article" or "section") && region.Says(PageWordKinds.Caption))
        {
            return (BlockKind.Caption, 0);
        }

        return (_kind is BlockKind.Heading ? BlockKind.Paragraph : _kind, _kind == BlockKind.Heading ? 0 : _headingLevel);
    }

    /// <summary>A figure may frame a quotation; its caption then names who said it.</summary>
    private static bool IsInQuote(HtmlNode caption)
    {
        foreach (var sibling in caption.ParentNode!.ChildNodes)   // an element of a document has a parent
        {
            if (sibling.Name == "blockquote")
            {
                return true;
            }
        }

        return false;
    }

    private static bool AsksForMail(HtmlNode input) =>
        input.GetAttributeValue("type", "").Equals("email", StringComparison.OrdinalIgnoreCase)
        || input.GetAttributeValue("name", "") is { Length: <= 40 } name && name.Contains("email", StringComparison.OrdinalIgnoreCase)
            && !input.GetAttributeValue("type", "").Equals("hidden", StringComparison.OrdinalIgnoreCase);

    /// <summary>Anchors without an address, and those that only run a script, are buttons and labels: their text is not a link's.</summary>
    private static bool LeadsSomewhere(HtmlNode anchor)
    {
        var address = anchor.GetAttributeValue("href", "").AsSpan().Trim();
        return address.Length > 0 && !(address is "#") && !address.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A heading that links to itself, so that readers can copy its address, is no link.</summary>
    private bool IsOwnAnchor(HtmlNode anchor) => _kind == BlockKind.Heading && anchor.GetAttributeValue("href", "").AsSpan().Trim() is ['#', ..];

    /// <summary>The first character of an element that opens with text: a name and an office side by side are set apart by the style sheet.</summary>
    private static char Opening(HtmlNode node) => node.FirstChild is HtmlTextNode { Text: [var first, ..] } ? first : ' ';

    private static bool HasWord(HtmlNode anchor)
    {
        var nodes = 0;
        foreach (var inner in anchor.Descendants())
        {
            if (++nodes > MostSignNodes || (inner is HtmlTextNode text && text.Text.Any(char.IsLetterOrDigit)))
            {
                return true;
            }
        }

        return false;
    }

    private bool LeavesSite(HtmlNode anchor)
    {
        var address = anchor.GetAttributeValue("href", "").AsSpan().Trim();
        var at = _host is null ? -1 : address.IndexOf("//");
        if (at is not (0 or 5 or 6))
        {
            return false;
        }

        var host = address[(at + 2)..];
        var end = host.IndexOfAny("/?#:");
        return !Bare((end < 0 ? host : host[..end]).ToString()).Equals(_host, StringComparison.OrdinalIgnoreCase);
    }

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    private static bool IsForScreenReaders(HtmlNode node)
    {
        var names = node.GetAttributeValue("class", "");
        return names.Length > 0 && (names.Contains("sr-only", StringComparison.Ordinal)
            || names.Contains("screen-reader", StringComparison.Ordinal) || names.Contains("visually-hidden", StringComparison.Ordinal)
            || names.Contains("visuallyhidden", StringComparison.Ordinal));
    }

    private void Append(string raw)
    {
        if (_line.Length + raw.Length > MaxBlock)
        {
            raw = raw[..Math.Max(0, MaxBlock - _line.Length)];
        }

        var text = raw.Contains('&') ? WebUtility.HtmlDecode(raw) : raw;
        var before = _line.Length;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n' && _keepsLines)
            {
                Break();
                continue;
            }

            if (char.IsWhiteSpace(c))
            {
                _spacePending = true;
                continue;
            }

            if (_closesMark && c == ']')
            {
                _closesMark = false;
                continue;
            }

            if (c is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD' || c < ' ' || c == '\u007F')
            {
                continue;
            }

            if (_belowBold >= 0)
            {
                // A bold line is no part of the sentences above and below it.
                if (_boldDepth == 0 && _belowBold == _line.Length)
                {
                    if (_boldLine > 0)
                    {
                        _line.Insert(_boldLine, '\n');
                        _lines.Insert(_lines.Count - 1, default);
                    }

                    _line.Append('\n');
                    EndLine();
                }

                _belowBold = -1;
            }

            if (_spacePending && _line.Length > 0 && _line[^1] != '\n' && !EndsWordLate(text, i))
            {
                _line.Append(' ');
            }

            _spacePending = false;
            _line.Append(c);
        }

        if (_linkDepth > 0)
        {
            _linkLength += _line.Length - before;
        }
        else if (_boldDepth > 0)
        {
            _boldLength += _line.Length - before;
        }
    }

    /// <summary>"the old <a>harbour </a>, which": the blank belongs to the link, not before the comma. No language sets one there.</summary>
    private bool EndsWordLate(string text, int at) =>
        text[at] is '.' or ',' && char.IsLetterOrDigit(_line[^1]) && (at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]));

    private void Break()
    {
        var length = _line.Length - _lineFrom.Start;
        var isHead = length is >= ShortestHead and <= LongestHead && _boldLength - _lineFrom.Bold >= length * 0.9;
        _boldLine = _lineFrom.Start;
        _line.Append('\n');
        _spacePending = false;
        EndLine();
        _belowBold = isHead ? _line.Length : -1;
    }

    private void EndLine()
    {
        _lines.Add((_linkLength - _lineFrom.Linked, _boldLength - _lineFrom.Bold));
        _lineFrom = (_line.Length, _linkLength, _boldLength);
    }

    private void Flush()
    {
        if (_lines.Count == 0)
        {
            Add(_line.ToString().TrimEnd(' ', '|').TrimStart('|', ' '), _linkLength, _boldLength);
        }
        else
        {
            EndLine();
            var isParagraph = _region.Tag is "p" or "li";
            var share = (double)_linkLength / _line.Length;
            foreach (var (text, first, end) in LineBreaks.Split(_line.ToString(), isParagraph))
            {
                var (linked, bold) = (0, 0);
                for (var i = first; i < end; i++)
                {
                    (linked, bold) = (linked + _lines[i].Linked, bold + _lines[i].Bold);
                }

                // Outside of paragraphs the lines belong together: titles and, unlinked, what they lead to. A row of links between bars is a menu.
                Add(text, isParagraph || text.Contains(" | ", StringComparison.Ordinal) ? linked : (int)(share * text.Length), bold);
            }
        }

        _line.Clear();
        _lines.Clear();
        _spacePending = false;
        (_linkLength, _linksOut, _channel, _labelled, _closesMark) = (0, false, null, 0, false);
        (_boldLength, _lineFrom, _belowBold) = (0, default, -1);
    }

    private void Add(string text, int linkLength, int boldLength)
    {
        if (text.Length > 0)
        {
            _blocks.Add(new PageBlock
            {
                Kind = _kind,
                Text = text,
                Length = ReadingLength.Of(text),
                LinkLength = linkLength,
                BoldLength = boldLength,
                Region = _region,
                Index = _blocks.Count,
                HeadingLevel = _headingLevel,
                LinksOut = _linksOut,
                HasLinkLabel = _labelled > 0 && _labelled == linkLength && _lines.Count == 0,
                Channel = _channel,
            });
        }
    }
}
