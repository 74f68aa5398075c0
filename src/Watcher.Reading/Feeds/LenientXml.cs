using System.Net;
using System.Text;

namespace Watcher.Reading.Feeds;

/// <summary>
/// Builds the tree of a feed from text that only looks like XML: bare ampersands, entities of HTML, prefixes nobody declared, control
/// characters, attributes without quotes, crossed or missing end tags, a body that stops in the middle. Never fails.
/// </summary>
internal sealed class LenientXml
{
    /// <summary>A name longer than this is text that happens to begin with '&lt;'.</summary>
    private const int MaxNameLength = 100;

    private readonly string _text;
    private readonly List<Scope> _scopes = [];
    private FeedElement? _root;
    private FeedElement? _open;
    private int _skippedDepth;
    private int _at;
    private bool _hasDocumentType;
    private string _rootAddress = "";

    private LenientXml(string text) => _text = text;

    /// <summary>The prefixes an element declares.</summary>
    private readonly record struct Scope(FeedElement Element, string Prefix, string Address);

    /// <summary>The root, or null when the text holds no element; and whether it ends inside one.</summary>
    public static (FeedElement? Root, bool IsCutOff) Read(string text)
    {
        var reader = new LenientXml(text);
        reader.ReadAll();
        var isCutOff = reader._open is not null;
        for (var element = reader._open; element is not null; element = element.Parent)
        {
            element.IsCutOff = true;
        }

        return (reader._root, isCutOff);
    }

    private void ReadAll()
    {
        while (_at < _text.Length)
        {
            var next = _text.IndexOf('<', _at);
            AddText(_text[_at..(next < 0 ? _text.Length : next)]);
            if (next < 0)
            {
                return;
            }

            _at = next;
            var rest = _text.AsSpan(_at);
            if (rest.StartsWith("<![CDATA[", StringComparison.Ordinal))
            {
                var end = _text.IndexOf("]]>", _at, StringComparison.Ordinal);
                AddRaw(_text[(_at + 9)..(end < 0 ? _text.Length : end)]);
                _at = end < 0 ? _text.Length : end + 3;
            }
            else if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                SkipPast("-->");
            }
            else if (!_hasDocumentType && _root is null && rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            {
                SkipDocumentType();
            }
            else if (rest.StartsWith("<?", StringComparison.Ordinal))
            {
                SkipPast("?>");
            }
            else if (rest.Length > 2 && rest[1] == '/' && IsNameStart(rest[2]))
            {
                ReadEndTag();
            }
            else if (rest.Length > 1 && IsNameStart(rest[1]))
            {
                ReadStartTag();
            }
            else
            {
                AddRaw("<");
                _at++;
            }
        }
    }

    private void SkipPast(string mark)
    {
        var end = _text.IndexOf(mark, _at, StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : end + mark.Length;
    }

    /// <summary>Only the first, and only before the root: looking for the end of each of a million would take hours.</summary>
    private void SkipDocumentType()
    {
        _hasDocumentType = true;
        var end = _text.IndexOf('>', _at);
        var subset = _text.IndexOf('[', _at);
        if (subset >= 0 && subset < end)
        {
            end = _text.IndexOf("]>", subset, StringComparison.Ordinal) is var close and >= 0 ? close + 1 : end;
        }

        _at = end < 0 ? _text.Length : end + 1;
    }

    private void ReadEndTag()
    {
        var end = _text.IndexOf('>', _at);
        var name = _text[(_at + 2)..(end < 0 ? _text.Length : end)].Trim().ToLowerInvariant();
        _at = end < 0 ? _text.Length : end + 1;
        if (_skippedDepth > 0)
        {
            _skippedDepth--;
            return;
        }

        CloseNearest(Split(name).Local);
    }

    /// <summary>Closes the nearest open element of that name with all that is open inside it; an end tag of nothing is dropped.</summary>
    private void CloseNearest(string local)
    {
        for (var element = _open; element is not null; element = element.Parent)
        {
            if (element.Name == local)
            {
                _open = element.Parent;
                _scopes.RemoveAll(scope => IsInside(scope.Element, element));
                return;
            }
        }
    }

    private static bool IsInside(FeedElement? inner, FeedElement outer)
    {
        for (; inner is not null; inner = inner.Parent)
        {
            if (inner == outer)
            {
                return true;
            }
        }

        return false;
    }

    private void ReadStartTag()
    {
        var start = _at;
        _at++;
        var name = ReadName();
        if (name.Length > MaxNameLength)
        {
            AddRaw(_text[start.._at]);
            return;
        }

        var attributes = new List<KeyValuePair<string, string>>();
        var isEmpty = false;
        while (_at < _text.Length && _text[_at] != '>')
        {
            if (_text[_at] == '<')
            {
                break;   // the tag was never closed; the next one begins here
            }

            if (_text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] == '>')
            {
                isEmpty = true;
                _at++;
                break;
            }

            if (!IsNameStart(_text[_at]))
            {
                _at++;
                continue;
            }

            var attribute = ReadName();
            var value = ReadValue();
            if (attributes.Count < FeedLimits.MaxAttributes && !attributes.Exists(known => known.Key == attribute))
            {
                attributes.Add(new(attribute, value));
            }
        }

        if (_at < _text.Length && _text[_at] == '>')
        {
            _at++;
        }
        else if (_at >= _text.Length)
        {
            return;   // cut off inside the tag
        }

        Open(name, attributes, isEmpty);
    }

    private void Open(string name, List<KeyValuePair<string, string>> attributes, bool isEmpty)
    {
        if (_open is null && _root is not null)
        {
            return;   // a second root
        }

        var (prefix, local) = Split(name);
        if (prefix.Length == 0 && (local is "item" or "entry"))
        {
            CloseNearest(local);   // items never stand inside items: the end tag of the last one is missing
        }

        if (Depth(_open) >= FeedLimits.MaxDepth)
        {
            _skippedDepth += isEmpty ? 0 : 1;
            return;
        }

        var address = attributes.Find(a => a.Key == (prefix.Length == 0 ? "xmlns" : "xmlns:" + prefix)).Value ?? Declared(prefix);
        if (_root is null || (_open == _root && _root.Vocabulary == Vocabulary.Rdf && !_root.Children.Any()))
        {
            _rootAddress = address ?? "";
        }

        var element = new FeedElement(FeedVocabulary.Of(address, prefix, _rootAddress), local, _open);
        element.Attributes.AddRange(attributes);
        foreach (var (key, value) in attributes)
        {
            if (!isEmpty && key.StartsWith("xmlns", StringComparison.Ordinal))
            {
                _scopes.Add(new(element, key.Length > 6 ? key[6..] : "", value));
            }
        }

        _open?.Content.Add(element);
        _root ??= element;
        _open = isEmpty ? _open : element;
    }

    private string? Declared(string prefix)
    {
        for (var i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].Prefix == prefix)
            {
                return _scopes[i].Address;
            }
        }

        return prefix.Length == 0 ? "" : null;
    }

    private string ReadName()
    {
        var start = _at;
        while (_at < _text.Length && (IsNameStart(_text[_at]) || char.IsAsciiDigit(_text[_at]) || _text[_at] is '-' or '.' or ':'))
        {
            _at++;
        }

        return _text[start.._at].ToLowerInvariant();
    }

    private string ReadValue()
    {
        SkipWhiteSpace();
        if (_at >= _text.Length || _text[_at] != '=')
        {
            return "";
        }

        _at++;
        SkipWhiteSpace();
        if (_at < _text.Length && _text[_at] is '"' or '\'')
        {
            var end = _text.IndexOf(_text[_at], _at + 1);
            end = end < 0 ? _text.Length : end;
            var quoted = _text[(_at + 1)..end];
            _at = Math.Min(end + 1, _text.Length);
            return Decode(quoted);
        }

        var start = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('>' or '<'))
        {
            _at++;
        }

        return Decode(_text[start.._at]);
    }

    private void SkipWhiteSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private void AddText(string written) => AddRaw(Decode(written));

    private void AddRaw(string text)
    {
        if (text.Length > 0)
        {
            _open?.Content.Add(WithoutControls(text));
        }
    }

    /// <summary>Entities of XML and HTML become characters; an ampersand that begins none stays itself.</summary>
    private static string Decode(string written) => written.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(written) : written;

    private static string WithoutControls(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('\u0000', '\u0008');
        if (first < 0 && text.AsSpan().IndexOfAnyInRange('\u000E', '\u001F') < 0)
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= ' ' or '\t' or '\n' or '\r')
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    private static (string Prefix, string Local) Split(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? ("", name.TrimStart(':')) : (name[..colon], name[(colon + 1)..]);
    }

    private static int Depth(FeedElement? element)
    {
        var depth = 0;
        for (; element is not null; element = element.Parent)
        {
            depth++;
        }

        return depth;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c == '_';
}
