using System.Runtime.CompilerServices;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>Which vocabulary an element's name belongs to, whatever prefix or address the feed writes for it.</summary>
internal enum Vocabulary { Core, Atom, DublinCore, Content, Media, Podcast, Syndication, Rdf, Xhtml, FeedBurner, Yandex, Other }

/// <summary>
/// One element of a feed: names without prefix and in lower case, so that sound and broken XML look alike to the adapters. Its content is
/// the range of parts of the body between its start and its end.
/// </summary>
internal sealed class FeedElement(FeedBody body, FeedName name, Vocabulary vocabulary, FeedElement? parent, KeyValuePair<string, string>[] attributes)
{
    private readonly int _first = body.Count + 1;
    private int _end = -1;
    private FeedElement? _firstChild;
    private FeedElement? _lastChild;
    private FeedElement? _next;
    private ulong _childMarks;

    public Vocabulary Vocabulary { get; } = vocabulary;

    public string Name => name.Local;

    /// <summary>As the feed writes it, prefix and case included.</summary>
    public string WrittenName => name.Written;

    /// <summary>Whether white space directly inside means nothing.</summary>
    public bool IsFrame => name.IsFrame;

    public bool IsWritten(ReadOnlySpan<char> text) => name.IsWritten(text);

    public FeedElement? Parent { get; } = parent;

    /// <summary>The body ended before the element did.</summary>
    public bool IsCutOff { get; private set; }

    public bool HasElements => _firstChild is not null;

    /// <summary>Begins a walk over the children; null for none.</summary>
    public FeedElement? FirstChild => _firstChild;

    /// <summary>The next element of the same parent; null for the last.</summary>
    public FeedElement? Next => _next;

    public IEnumerable<FeedElement> Children
    {
        get
        {
            for (var child = _firstChild; child is not null; child = child._next)
            {
                yield return child;
            }
        }
    }

    /// <summary>Puts the element into the body, as the last child of its parent.</summary>
    public void Open()
    {
        body.Add(new(FeedPartKind.Start, this, 0, 0));
        if (Parent is not null)
        {
            if (Parent._lastChild is { } before)
            {
                before._next = this;
            }

            Parent._firstChild ??= this;
            Parent._childMarks |= name.Mark;
            Parent._lastChild = this;
        }
    }

    public void Close(bool isCutOff)
    {
        _end = body.Count;
        IsCutOff = isCutOff;
        body.Add(new(FeedPartKind.End, this, 0, 0));
    }

    public bool Is(Vocabulary vocabulary, string name) => Vocabulary == vocabulary && Name == name;

    public IEnumerable<FeedElement> All(Vocabulary vocabulary, string name) => MayHave(name) ? Each(vocabulary, name) : [];

    private IEnumerable<FeedElement> Each(Vocabulary vocabulary, string name)
    {
        for (var child = _firstChild; child is not null; child = child._next)
        {
            if (child.Is(vocabulary, name))
            {
                yield return child;
            }
        }
    }

    public FeedElement? First(Vocabulary vocabulary, string name)
    {
        for (var child = MayHave(name) ? _firstChild : null; child is not null; child = child._next)
        {
            if (child.Is(vocabulary, name))
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The first that says anything, in the order of the names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public FeedElement? FirstFilled(params ReadOnlySpan<(Vocabulary Vocabulary, string Name)> names)
    {
        foreach (var (vocabulary, name) in names)
        {
            for (var child = MayHave(name) ? _firstChild : null; child is not null; child = child._next)
            {
                if (child.Is(vocabulary, name) && !child.IsBlank)
                {
                    return child;
                }
            }
        }

        return null;
    }

    /// <summary>False only when no child has the name: an item is asked for thirty names and has ten children.</summary>
    public bool MayHave(string name) => (_childMarks & FeedName.MarkOf(name)) != 0;

    public bool IsBlank
    {
        get
        {
            if (HasElements)
            {
                return false;
            }

            for (var i = _first; i < _end; i++)
            {
                if (!body.IsBlank(body[i]))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <param name="name">In lower case; the prefix stays ("xml:lang", "rdf:about").</param>
    public string? Attribute(string name)
    {
        foreach (var (key, value) in attributes)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All characters below this element, without its markup and without white space at the ends.</summary>
    /// <param name="most">What follows so many characters is left out: a name or a date has a hundred, and must not cost what a text may.</param>
    public string Text(int most = FeedLimits.MaxLineLength * 8)
    {
        if (_end <= _first)
        {
            return "";
        }

        if (_end == _first + 1)
        {
            return body.ReadTrimmed(body[_first], most);
        }

        var text = new StringBuilder();
        for (var i = _first; i < _end && text.Length <= most; i++)
        {
            if (body[i] is { Kind: FeedPartKind.Raw or FeedPartKind.Escaped } part)
            {
                text.Append(body.Read(part));
            }
        }

        return text.ToString(0, Math.Min(text.Length, most)).Trim();
    }

    /// <summary>The content written out as HTML.</summary>
    public string Markup()
    {
        var markup = new StringBuilder();
        for (var i = _first; i < _end && markup.Length <= FeedLimits.MaxTextLength; i++)
        {
            var part = body[i];
            switch (part.Kind)
            {
                case FeedPartKind.Start:
                    part.Element!.AppendStart(markup);   // a start has one
                    break;
                case FeedPartKind.End when !IsVoid(part.Element!.Name):
                    markup.Append("</").Append(part.Element.Name).Append('>');
                    break;
                case FeedPartKind.Raw or FeedPartKind.Escaped:
                    FeedText.AppendEncoded(markup, body.Read(part));
                    break;
            }
        }

        return markup.ToString();
    }

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

    private void AppendStart(StringBuilder markup)
    {
        markup.Append('<').Append(Name);
        foreach (var (key, value) in attributes)
        {
            if (!key.StartsWith("xmlns", StringComparison.Ordinal))
            {
                markup.Append(' ').Append(key).Append("=\"");
                FeedText.AppendEncoded(markup, value);
                markup.Append('"');
            }
        }

        markup.Append('>');
    }

    private static bool IsVoid(string name) => name is "br" or "hr" or "img" or "wbr" or "input" or "source" or "track" or "embed";
}
