using System.Net;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>Which vocabulary an element's name belongs to, whatever prefix or address the feed writes for it.</summary>
internal enum Vocabulary { Core, Atom, DublinCore, Content, Media, Podcast, Syndication, Rdf, Xhtml, FeedBurner, Other }

/// <summary>
/// One element of a feed: names without prefix and in lower case, so that sound and broken XML look alike to the adapters. Children stand
/// in reading order, each a <see cref="FeedElement"/> or a <see cref="string"/>.
/// </summary>
internal sealed class FeedElement(Vocabulary vocabulary, string name, FeedElement? parent)
{
    public Vocabulary Vocabulary { get; } = vocabulary;

    public string Name { get; } = name;

    public FeedElement? Parent { get; } = parent;

    /// <summary>Names in lower case; the prefix stays ("xml:lang", "rdf:about"). Values as written.</summary>
    public List<KeyValuePair<string, string>> Attributes { get; } = [];

    public List<object> Content { get; } = [];

    /// <summary>The body ended before the element did.</summary>
    public bool IsCutOff { get; set; }

    public IEnumerable<FeedElement> Children => Content.OfType<FeedElement>();

    public bool Is(Vocabulary vocabulary, string name) => Vocabulary == vocabulary && Name == name;

    public IEnumerable<FeedElement> All(Vocabulary vocabulary, string name) => Children.Where(child => child.Is(vocabulary, name));

    public FeedElement? First(Vocabulary vocabulary, string name) => All(vocabulary, name).FirstOrDefault();

    /// <summary>The first that says anything, in the order of the names.</summary>
    public FeedElement? FirstFilled(params ReadOnlySpan<(Vocabulary Vocabulary, string Name)> names)
    {
        foreach (var (vocabulary, name) in names)
        {
            if (All(vocabulary, name).FirstOrDefault(child => !child.IsBlank) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public bool IsBlank => Content.All(part => part is string text && string.IsNullOrWhiteSpace(text));

    public string? Attribute(string name)
    {
        foreach (var (key, value) in Attributes)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All characters below this element, without its markup.</summary>
    public string Text()
    {
        var text = new StringBuilder();
        AppendText(text);
        return text.ToString();
    }

    /// <summary>The child elements written out as HTML. The depth is limited where the tree is built.</summary>
    public string Markup()
    {
        var markup = new StringBuilder();
        AppendMarkup(markup);
        return markup.ToString();
    }

    public bool HasElements => Content.Exists(part => part is FeedElement);

    /// <summary>xml:lang of this element or the nearest above; "" switches the language off and counts as none.</summary>
    public string? Language()
    {
        for (var element = this; element is not null; element = element.Parent)
        {
            if (element.Attribute("xml:lang") is { } language)
            {
                return language.Trim() is { Length: > 0 } tag ? tag : null;
            }
        }

        return null;
    }

    /// <summary>The page's base with every xml:base from the root down applied.</summary>
    public Uri Base(Uri pageBase)
    {
        var above = Parent?.Base(pageBase) ?? pageBase;
        return Attribute("xml:base") is { } written && FeedAddress.Resolve(written, above) is { } own ? own : above;
    }

    private void AppendText(StringBuilder text)
    {
        foreach (var part in Content)
        {
            if (text.Length > FeedLimits.MaxTextLength)
            {
                return;
            }

            if (part is FeedElement element)
            {
                element.AppendText(text);
            }
            else
            {
                text.Append((string)part);
            }
        }
    }

    private void AppendMarkup(StringBuilder markup)
    {
        foreach (var part in Content)
        {
            if (markup.Length > FeedLimits.MaxTextLength)
            {
                return;
            }

            if (part is not FeedElement element)
            {
                markup.Append(WebUtility.HtmlEncode((string)part));
                continue;
            }

            markup.Append('<').Append(element.Name);
            foreach (var (name, value) in element.Attributes)
            {
                if (!name.StartsWith("xmlns", StringComparison.Ordinal))
                {
                    markup.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
                }
            }

            markup.Append('>');
            if (element.Name is "br" or "hr" or "img" or "wbr" or "input" or "source" or "track" or "embed")
            {
                continue;
            }

            element.AppendMarkup(markup);
            markup.Append("</").Append(element.Name).Append('>');
        }
    }
}
