using System.Buffers;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Feeds;

/// <summary>The text constructs of the formats, brought to two forms: a plain line, and a fragment of HTML.</summary>
internal static partial class FeedText
{
    /// <summary>The bytes 0x80 to 0x9F in windows-1252; a space where it has none.</summary>
    private const string Windows1252 = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    private static readonly SearchValues<char> s_irregularSpace = SearchValues.Create("\t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000");

    private static readonly SearchValues<char> s_special = SearchValues.Create("<>&\"");

    private enum Form { Plain, Html, Markup }

    /// <summary>A title or name as plain text on one line. Tags go, entities become characters.</summary>
    public static string Line(FeedElement? element)
    {
        if (element is null)
        {
            return "";
        }

        var (form, text) = Read(element, Form.Html, FeedLimits.MaxLineLength * 8);
        return OneLine(form == Form.Plain ? text : FromHtml(text));
    }

    /// <summary>A summary or content as HTML; null when there is none.</summary>
    public static string? Fragment(FeedElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var (form, text) = Read(element, Form.Html, FeedLimits.MaxTextLength);
        text = text.Trim();
        return text.Length == 0 ? null : Limited(WithoutControls(form == Form.Plain ? Encoded(text) : text));
    }

    /// <summary>HTML as plain text on one line. Only what looks like a tag of HTML goes: "5 &lt; 6" stays.</summary>
    public static string LineFromHtml(string html) => OneLine(FromHtml(html));

    /// <summary>What a message quotes of a feed.</summary>
    public static string Shown(string text) => OneLine(text) is { Length: > 80 } line ? line[..80] + "…" : OneLine(text);

    public static string OneLine(string text)
    {
        if (text.Length <= FeedLimits.MaxLineLength && IsOneLine(text))
        {
            return text;
        }

        var head = text.Length > FeedLimits.MaxLineLength * 4 ? text[..(FeedLimits.MaxLineLength * 4)] : text;
        var line = WhiteSpace().Replace(WithoutControls(head), " ").Trim();
        return line.Length > FeedLimits.MaxLineLength ? line[..FeedLimits.MaxLineLength] : line;
    }

    /// <summary>
    /// Appends text as HTML. Stops at the longest text there may be: a megabyte of ampersands would be five of HTML. What follows a text that
    /// long is left out anyway.
    /// </summary>
    public static void AppendEncoded(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && html.Length <= FeedLimits.MaxTextLength)
        {
            var next = text.IndexOfAny(s_special);
            var plain = next < 0 ? text : text[..next];
            html.Append(plain);
            if (next < 0)
            {
                return;
            }

            html.Append(text[next] switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => "&quot;" });
            text = text[(next + 1)..];
        }
    }

    private static string Encoded(string text)
    {
        if (!text.AsSpan().ContainsAny(s_special))
        {
            return text;
        }

        var html = new StringBuilder(text.Length);
        AppendEncoded(html, text);
        return html.ToString();
    }

    public static string Limited(string text) => text.Length > FeedLimits.MaxTextLength ? text[..FeedLimits.MaxTextLength] : text;

    /// <summary>
    /// Control characters go. Those of the second block (U+0080 to U+009F) are the dashes and quotation marks of windows-1252, written by
    /// programs that took their codes for Unicode ("&amp;#146;" for an apostrophe), unless they complete a character of UTF-8 that somebody
    /// took apart byte by byte ("&amp;acirc;&amp;#128;&amp;brvbar;" for an ellipsis).
    /// </summary>
    private static string WithoutControls(string text)
    {
        if (!HasControls(text))
        {
            return text;
        }

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= '\u00C2' and <= '\u00F4' && TakenApart(text.AsSpan(i)) is var (rune, length) && length > 0)
            {
                kept.Append(rune.ToString());
                i += length - 1;
            }
            else if (c is >= '\u0080' and <= '\u009F' and not '\u0085')
            {
                kept.Append(Windows1252[c - '\u0080']);
            }
            else if (!char.IsControl(c) || char.IsWhiteSpace(c))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    /// <summary>The character whose UTF-8 bytes stand there as characters, with a control character among them; length 0 when there is none.</summary>
    private static (Rune Rune, int Length) TakenApart(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = Math.Min(text.Length, text[0] >= '\u00F0' ? 4 : text[0] >= '\u00E0' ? 3 : 2);
        for (var i = 0; i < count; i++)
        {
            bytes[i] = text[i] <= '\u00FF' ? (byte)text[i] : (byte)0;
        }

        return text[..count].ContainsAnyInRange('\u0080', '\u009F') && Rune.DecodeFromUtf8(bytes[..count], out var rune, out var used) == OperationStatus.Done
            && used == count ? (rune, count) : default;
    }

    private static bool HasControls(ReadOnlySpan<char> text) =>
        text.ContainsAnyInRange('\u007F', '\u009F') || text.ContainsAny(FeedBody.Controls);

    private static bool IsOneLine(ReadOnlySpan<char> text) =>
        text is not ([' ', ..] or [.., ' ']) && !text.ContainsAny(s_irregularSpace) && !text.Contains("  ", StringComparison.Ordinal) && !HasControls(text);

    private static (Form Form, string Text) Read(FeedElement element, Form unsaid, int most)
    {
        var type = element.Attribute("type")?.Trim().ToLowerInvariant() ?? "";
        var mode = element.Attribute("mode")?.Trim().ToLowerInvariant();
        if (element.HasElements)
        {
            return (Form.Markup, element.Markup());
        }

        var text = element.Text(most);
        var isAtom = element.Vocabulary == Vocabulary.Atom;
        if (isAtom && (mode == "base64" || IsEncoded(type)))
        {
            // Atom 1.0 content of any other type than text and XML is Base64; Atom 0.3 says so in mode.
            return FromBase64(text) is { } decoded ? (type is "text" or "text/plain" ? Form.Plain : Form.Html, decoded) : (Form.Plain, text);
        }

        var form = type switch
        {
            "html" or "text/html" or "xhtml" or "application/xhtml+xml" => Form.Html,
            "text" or "text/plain" => Form.Plain,
            "" when isAtom && element.Is(Vocabulary.Atom, "content") is false && mode != "escaped" => Form.Plain,
            _ => unsaid,
        };

        // Markup that is not escaped has become elements by now; text beside no element cannot be markup.
        return (form, text);
    }

    private static bool IsEncoded(string type) =>
        type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal)
        && !type.EndsWith("+xml", StringComparison.Ordinal) && !type.EndsWith("/xml", StringComparison.Ordinal);

    private static string? FromBase64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(WhiteSpace().Replace(text, ""), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }

    private static string FromHtml(string html)
    {
        if (!html.AsSpan().ContainsAny('<', '&'))
        {
            return html;
        }

        if (html.Length > FeedLimits.MaxLineLength * 8)
        {
            html = html[..(FeedLimits.MaxLineLength * 8)];
        }

        return WebUtility.HtmlDecode(Tag().Replace(html, match => IsBreak(match.ValueSpan) ? " " : ""));
    }

    private static bool IsBreak(ReadOnlySpan<char> tag) =>
        tag.StartsWith("<br", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("</p", StringComparison.OrdinalIgnoreCase)
        || tag.StartsWith("</div", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("</li", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex WhiteSpace();

    /// <summary>Tags of HTML that occur in titles; any other word in angle brackets is what the title is about.</summary>
    [GeneratedRegex(@"</?(?:a|abbr|acronym|b|bdi|bdo|big|blockquote|br|cite|code|del|dfn|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|time|tr|tt|u|ul|var|wbr)(?:\s[^<>]*)?/?>|<!--.*?-->",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, 1_000)]
    private static partial Regex Tag();
}
