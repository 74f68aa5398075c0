using System.Runtime.CompilerServices;

namespace Watcher.Reading.Feeds;

/// <summary>Start and end tags with their attributes.</summary>
internal ref partial struct FeedMarkup
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadEndTag()
    {
        var start = _at + 2;
        var length = _text[start..].IndexOf('>');
        var written = (length < 0 ? _text[start..] : _text.Slice(start, length)).TrimEnd(" \t\n\r");
        if (_isStrict && (length < 0 || _open is null || (_skippedDepth == 0 && !_open.IsWritten(written))))
        {
            Fault(_open is null ? "an end tag of nothing" : $"an end tag that does not match <{_open.WrittenName}>");
            return;
        }

        _at = length < 0 ? _text.Length : start + length + 1;
        if (_skippedDepth > 0)
        {
            _skippedDepth--;
        }
        else if (_isStrict)
        {
            Close();
        }
        else if (written.Length <= MaxNameLength)
        {
            CloseNearest(Name(written).Local);
        }
    }

    private void Close()
    {
        _open!.Close(isCutOff: false);   // callers looked
        _open = _open.Parent;
        Forget();
        _depth--;
    }

    /// <summary>Closes the nearest open element of that name with all that is open inside it; an end tag of nothing is dropped.</summary>
    private void CloseNearest(string local)
    {
        for (var element = _open; element is not null; element = element.Parent)
        {
            if (element.Name == local)
            {
                while (_open != element)
                {
                    Close();
                }

                Close();
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadStartTag()
    {
        var start = _at;
        _at++;
        var written = ReadName();
        if (written.Length > MaxNameLength)
        {
            Fault("a name of more than 100 characters");
            Add(FeedPartKind.Raw, start, _at - start);
            return;
        }

        var name = Name(written);
        if (!ReadAttributes(out var isEmpty))
        {
            return;   // cut off inside the tag
        }

        if (_root is not null && _open is null)
        {
            Fault("a second root element");
            return;
        }

        if (!_isStrict && name.Prefix.Length == 0 && name.Local is ("item" or "entry"))
        {
            CloseNearest(name.Local);   // items never stand inside items: the end tag of the last one is missing
        }

        if (_depth >= FeedLimits.MaxDepth || _elements >= _mostElements)
        {
            _skippedDepth += isEmpty ? 0 : 1;   // unfolded: its text falls to the element above
            return;
        }

        Open(name, isEmpty);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Open(FeedName name, bool isEmpty)
    {
        _depth++;
        _elements++;
        foreach (var (attribute, value) in _attributes)
        {
            if ((attribute.Folded == "xmlns" || attribute.Prefix == "xmlns") && _declarations.Count < MaxDeclarations)
            {
                _declarations.Add(new(_depth, attribute.Prefix.Length == 0 ? "" : attribute.Local, value));
                _declared++;
            }
        }

        // RDF wraps everything in its own root; what the feed calls its core is the namespace of the first child then.
        if (_root is null || (_open == _root && _root.Vocabulary == Vocabulary.Rdf && !_root.HasElements))
        {
            _rootAddress = Declared(name.Prefix) ?? "";
            _declared++;
        }

        if (name.KnownAt != _declared)
        {
            var address = Declared(name.Prefix);
            if (address is null)
            {
                Fault($"the prefix of <{name.Written}> is not declared");
            }

            (name.Vocabulary, name.KnownAt) = (FeedVocabulary.Of(address, name.Prefix, _rootAddress), _declared);
        }

        var element = new FeedElement(_body, name, name.Vocabulary, _open, Attributes());
        element.Open();
        _root ??= element;
        _open = element;
        if (isEmpty)
        {
            Close();
        }
    }

    private KeyValuePair<string, string>[] Attributes()
    {
        if (_attributes.Count == 0)
        {
            return [];
        }

        var attributes = new KeyValuePair<string, string>[_attributes.Count];
        for (var i = 0; i < attributes.Length; i++)
        {
            var (name, value) = _attributes[i];
            var key = name.Folded;
            if (name.Prefix.Length > 0 && name.Prefix is not ("xml" or "xmlns"))
            {
                var address = Declared(name.Prefix);
                if (address is null)
                {
                    Fault($"the prefix of the attribute {name.Written} is not declared");
                }

                key = address == RdfAddress ? "rdf:" + name.Local : key;
            }

            attributes[i] = new(key, value);
        }

        return attributes;
    }

    /// <summary>Reads to the end of the tag; false when the body ends first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadAttributes(out bool isEmpty)
    {
        _attributes.Clear();
        isEmpty = false;
        while (_at < _text.Length && _fault is null)
        {
            var c = _text[_at];
            if (c == '>')
            {
                _at++;
                return true;
            }

            if (c == '<')
            {
                Fault("a '<' inside a tag");   // the tag was never closed; the next one begins here
                return true;
            }

            if (c == '/' && _at + 1 < _text.Length && _text[_at + 1] == '>')
            {
                isEmpty = true;
                _at += 2;
                return true;
            }

            if (!IsNameStart(c))
            {
                if (!IsWhiteSpace(c))
                {
                    Fault("something that is no attribute inside a tag");
                }

                _at++;
                continue;
            }

            var written = ReadName();
            var start = _at;
            var value = ReadValue();
            if (written.Length > MaxNameLength || _attributes.Count >= FeedLimits.MaxAttributes)
            {
                continue;
            }

            var name = Name(written);
            if (HasAttribute(name))
            {
                _at = _isStrict ? start : _at;
                Fault($"a second attribute {name.Written}");
                continue;
            }

            _attributes.Add(new(name, value));
        }

        Fault("the body ends inside a tag");
        return false;
    }

    private readonly bool HasAttribute(FeedName name)
    {
        foreach (var known in _attributes)
        {
            if (known.Name.Folded == name.Folded)
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<char> ReadName()
    {
        var start = _at;
        while (_at < _text.Length && IsNameCharacter(_text[_at]))
        {
            _at++;
        }

        return _text[start.._at];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string ReadValue()
    {
        SkipWhiteSpace();
        if (_at >= _text.Length || _text[_at] != '=')
        {
            Fault("an attribute without a value");
            return "";
        }

        _at++;
        SkipWhiteSpace();
        int start;
        if (_at < _text.Length && _text[_at] is '"' or '\'')
        {
            start = _at + 1;
            var length = _text[start..].IndexOf(_text[_at]);
            var quoted = length < 0 ? _text[start..] : _text.Slice(start, length);
            if (_isStrict && !IsSound(quoted, length >= 0))
            {
                Fault("the value of an attribute");
                return "";
            }

            _at = start + quoted.Length + (length < 0 ? 0 : 1);
            quoted = Limited(quoted);
            return _body.Decode(quoted, quoted.Contains('&'));
        }

        Fault("an attribute without quotation marks");
        start = _at;
        while (_at < _text.Length && !IsWhiteSpace(_text[_at]) && _text[_at] is not ('>' or '<'))
        {
            _at++;
        }

        return _body.Decode(Limited(_text[start.._at]), true);
    }

    private static ReadOnlySpan<char> Limited(ReadOnlySpan<char> value) => value.Length > FeedLimits.MaxAttributeLength ? value[..FeedLimits.MaxAttributeLength] : value;

    private static bool IsSound(ReadOnlySpan<char> value, bool isEnded)
    {
        var at = isEnded ? value.IndexOfAny('<', '&') : 0;
        while (at >= 0)
        {
            var length = isEnded ? FeedBody.Entity(value[at..]).Length : 0;
            if (length == 0)
            {
                return false;
            }

            var next = value[(at + length)..].IndexOfAny('<', '&');
            at = next < 0 ? -1 : at + length + next;
        }

        return true;
    }
}
