using System.Globalization;
using System.Runtime.CompilerServices;

namespace Watcher.Reading.Feeds;

/// <summary>What a body says, and what is wrong with it.</summary>
/// <param name="Root">Null when the body holds no element.</param>
/// <param name="Fault">The first break of the rules of XML with its line; null for sound XML.</param>
/// <param name="IsCutOff">The body ends inside an element.</param>
/// <param name="IsLimited">There are more elements than are read.</param>
/// <param name="Body">What the elements read their texts from.</param>
internal readonly record struct FeedMarkupResult(FeedElement? Root, string? Fault, bool IsCutOff, bool IsLimited, FeedBody Body) : IDisposable
{
    /// <summary>The tree is of no use afterwards.</summary>
    public void Dispose() => Body.Release();
}

/// <summary>
/// Builds the tree of a feed. The first reading stops where the text breaks the rules of XML. Only then a second one takes what merely looks
/// like XML: bare ampersands, entities of HTML, prefixes nobody declared, control characters, attributes without quotes, crossed or missing
/// end tags, a body that stops in the middle. DTDs are skipped, never resolved, and no entity of theirs is expanded. Never fails.
/// </summary>
/// <remarks>
/// Every character is looked at a bounded number of times, whatever the body. Written by hand because a feed is read twice as fast as by
/// <c>XmlReader</c>: no name is compared twice, and no text is turned into characters that nobody asks for.
/// </remarks>
internal ref partial struct FeedMarkup
{
    /// <summary>A name longer than this is text that happens to begin with '&lt;'.</summary>
    private const int MaxNameLength = 100;

    /// <summary>Declarations in force at one time; real feeds have one to ten. Each name may be looked up among all of them.</summary>
    private const int MaxDeclarations = 256;

    private const int Nowhere = -1;

    /// <summary>Names kept; real feeds have about thirty.</summary>
    private const int MaxNames = 10_000;

    private const string RdfAddress = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private readonly ReadOnlySpan<char> _text;
    private readonly bool _isStrict;
    private readonly int _mostElements;
    private readonly FeedBody _body;
    private readonly Dictionary<string, FeedName> _names = new(StringComparer.Ordinal);

    /// <summary>The names met last, by a quick hash: nearly every name is found here without a character of it being decoded.</summary>
    private readonly FeedName?[] _recentNames = new FeedName?[128];

    private readonly List<Declaration> _declarations = [];
    private readonly List<Attribute> _attributes = [];
    private int _declared;
    private FeedElement? _root;
    private FeedElement? _open;
    private int _depth;
    private int _skippedDepth;
    private int _elements;
    private int _at;
    private bool _hasDocumentType;
    private string _rootAddress = "";
    private string? _fault;
    private bool _isEndless;

    /// <summary>Where the next CDATA section ends, as far as it was looked for.</summary>
    private int _dataEnd;

    private FeedMarkup(ReadOnlyMemory<char> text, bool isStrict)
    {
        _text = text.Span;
        _isStrict = isStrict;
        _mostElements = FeedLimits.Elements(text.Length);
        _body = new FeedBody(text, !isStrict);
    }

    /// <summary>A prefix that an element declares for what is inside it.</summary>
    private readonly record struct Declaration(int Depth, string Prefix, string Address);

    private readonly record struct Attribute(FeedName Name, string Value);

    public static FeedMarkupResult Read(ReadOnlyMemory<char> text)
    {
        var strict = new FeedMarkup(text, isStrict: true);
        strict.ReadAll();
        if (strict._fault is null)
        {
            return new(strict._root, null, false, strict._elements >= strict._mostElements, strict._body);
        }

        strict._body.Release();
        var fault = strict._fault;
        strict = default;   // its tree is garbage from here on
        var lenient = new FeedMarkup(text, isStrict: false);
        lenient.ReadAll();
        var isCutOff = lenient._open is not null;
        lenient.CloseRest();
        return new(lenient._root, fault, isCutOff, lenient._elements >= lenient._mostElements, lenient._body);
    }

    /// <summary>Closes what the end of the body left open.</summary>
    private void CloseRest()
    {
        for (; _open is not null; _open = _open.Parent)
        {
            _open.Close(isCutOff: true);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadAll()
    {
        if (_isStrict && _text.IndexOfAny(FeedBody.Controls) is var control and >= 0)
        {
            _at = control;
            Fault($"the control character U+{(int)_text[control]:X4}");
        }

        while (_at < _text.Length && _fault is null)
        {
            ReadCharacters();
            if (_at >= _text.Length || _fault is not null)
            {
                break;
            }

            var rest = _text[_at..];
            if (rest.Length > 1 && IsNameStart(rest[1]))
            {
                ReadStartTag();
            }
            else if (rest.Length > 2 && rest[1] == '/' && IsNameStart(rest[2]))
            {
                ReadEndTag();
            }
            else if (rest.StartsWith("<![CDATA[", StringComparison.Ordinal))
            {
                ReadCharacterData();
            }
            else if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                SkipPast("-->", 4);
            }
            else if (rest.StartsWith("<?", StringComparison.Ordinal))
            {
                SkipPast("?>", 2);
            }
            else if (!_hasDocumentType && _root is null && rest.Length >= 9 && rest[..9].Equals("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            {
                SkipDocumentType();
            }
            else
            {
                Fault("a '<' that begins nothing");
                Add(FeedPartKind.Raw, _at, 1);
                _at++;
            }
        }

        if (_open is not null)
        {
            Fault($"the body ends inside <{_open.WrittenName}>");
        }
        else if (_root is null)
        {
            Fault("no element");
        }
    }

    /// <summary>Everything up to the next '&lt;'.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadCharacters()
    {
        var start = _at;
        var blank = start;
        while (blank < _text.Length && IsWhiteSpace(_text[blank]))
        {
            blank++;
        }

        if (_open is { IsFrame: true } && blank < _text.Length && _text[blank] == '<')
        {
            _at = blank;   // the layout of the source, half of what stands between tags
            return;
        }

        var rest = _text[start..];
        var length = rest.IndexOfAny('<', '&');
        var isEscaped = length >= 0 && rest[length] == '&';
        if (isEscaped)
        {
            var further = rest[length..].IndexOf('<');
            length = further < 0 ? -1 : length + further;
        }

        length = length < 0 ? rest.Length : length;
        if (length == 0)
        {
            return;
        }

        var isBlank = blank >= start + length;
        if (_open is null && _isStrict && !isBlank)
        {
            Fault("text outside of the root element");
            return;
        }

        string? decoded = null;
        if (isEscaped && _isStrict && (decoded = _body.DecodeStrictly(rest[..length])) is null)
        {
            Fault("an '&' that begins no entity of XML");
            return;
        }

        _at = start + length;
        if (!isBlank || _open is not { IsFrame: true })
        {
            Add(isEscaped ? FeedPartKind.Escaped : FeedPartKind.Raw, start, length, decoded);
        }
    }

    private void ReadCharacterData()
    {
        var start = _at + 9;
        if (_dataEnd is not Nowhere && _dataEnd < start)
        {
            _dataEnd = _text[start..].IndexOf("]]>") is >= 0 and var length ? start + length : Nowhere;
        }

        var end = _dataEnd;
        if (!_isStrict && _open is not null && EndOfOpenData(start, end == Nowhere ? _text.Length : end) is { } forgotten)
        {
            Add(FeedPartKind.Raw, start, forgotten - start);
            _at = forgotten;
            return;
        }

        if (end < 0 || _open is null)
        {
            Fault(end < 0 ? "a CDATA section that does not end" : "a CDATA section outside of the root element");
        }

        Add(FeedPartKind.Raw, start, (end < 0 ? _text.Length : end) - start);
        _at = end < 0 ? _text.Length : end + 3;
    }

    /// <summary>
    /// Where a CDATA section ends whose mark was forgotten, so that it would swallow the items after it: at the end tag of its element. Null
    /// when it ends as it should.
    /// </summary>
    private readonly int? EndOfOpenData(int start, int end)
    {
        var section = _text[start..end];
        if (section.IndexOf("<![CDATA[") is >= 0 and var next)
        {
            section = section[..next];   // the mark found is that of another
        }
        else if (end < _text.Length)
        {
            return null;
        }

        return section.IndexOf($"</{_open!.WrittenName}", StringComparison.OrdinalIgnoreCase) is >= 0 and var close ? start + close : null;   // callers looked
    }

    private void SkipPast(ReadOnlySpan<char> mark, int opening)
    {
        var start = Math.Min(_at + opening, _text.Length);
        var length = _isEndless ? -1 : _text[start..].IndexOf(mark);
        if (length < 0)
        {
            Fault("a comment or instruction that does not end");
            _isEndless = true;   // of the marks that are still looked for none is further on; a million searches would take hours
        }

        // What never ends is no comment: it must not swallow the items after it.
        _at = length < 0 ? start : start + length + mark.Length;
    }

    /// <summary>Only the first, and only before the root: looking for the end of each of a million would take hours.</summary>
    private void SkipDocumentType()
    {
        _hasDocumentType = true;
        var end = _text[_at..].IndexOf('>') is var first and >= 0 ? _at + first : -1;
        var subset = end < 0 ? -1 : _text[_at..end].IndexOf('[');
        if (subset >= 0)
        {
            end = _text[(_at + subset)..].IndexOf("]>") is var close and >= 0 ? _at + subset + close + 1 : end;
        }

        if (end < 0)
        {
            Fault("a document type that does not end");
        }

        _at = end < 0 ? _text.Length : end + 1;
    }

    private void SkipWhiteSpace()
    {
        while (_at < _text.Length && IsWhiteSpace(_text[_at]))
        {
            _at++;
        }
    }

    private void Add(FeedPartKind kind, int start, int length, string? decoded = null)
    {
        if (_open is not null && length > 0)
        {
            _body.Add(new(kind, decoded, start, length));
        }
    }

    /// <param name="written">Not empty.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private FeedName Name(ReadOnlySpan<char> written)
    {
        ref var recent = ref _recentNames[(written[0] + (written[^1] * 5) + (written[written.Length / 2] * 11) + (written.Length * 17)) & 127];
        if (recent is not null && recent.IsWritten(written))
        {
            return recent;
        }

        var text = written.ToString();
        if (!_names.TryGetValue(text, out var name))
        {
            name = new FeedName(text);
            if (_names.Count < MaxNames)
            {
                _names.Add(text, name);
            }
        }

        return recent = name;
    }

    /// <summary>Null when nobody declared the prefix; "" is what no prefix means by itself.</summary>
    private string? Declared(string prefix)
    {
        for (var i = _declarations.Count - 1; i >= 0; i--)
        {
            if (_declarations[i].Prefix == prefix)
            {
                return _declarations[i].Address;
            }
        }

        return prefix switch { "" => "", "xml" => "http://www.w3.org/XML/1998/namespace", _ => null };
    }

    /// <summary>What an element declared ends with it.</summary>
    private void Forget()
    {
        var keep = _declarations.Count;
        while (keep > 0 && _declarations[keep - 1].Depth >= _depth)
        {
            keep--;
        }

        if (keep < _declarations.Count)
        {
            _declarations.RemoveRange(keep, _declarations.Count - keep);
            _declared++;
        }
    }

    /// <summary>The lenient reading knows that there are faults.</summary>
    private void Fault(string what)
    {
        if (_isStrict && _fault is null)
        {
            var line = 1 + _text[..Math.Min(_at, _text.Length)].Count('\n');
            _fault = string.Create(CultureInfo.InvariantCulture, $"line {line}: {what}");
        }
    }

    /// <summary>Characters of other alphabets count as letters.</summary>
    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or >= '\u0080';

    private static bool IsNameCharacter(char c) => IsNameStart(c) || c is >= '0' and <= ':' or '-' or '.';

    private static bool IsWhiteSpace(char c) => c is ' ' or '\t' or '\n' or '\r';
}
