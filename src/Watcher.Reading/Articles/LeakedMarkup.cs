namespace Watcher.Reading.Articles;

/// <summary>Tags, scripts, style sheets and data that a page's template or a scraper let through as text.</summary>
internal static class LeakedMarkup
{
    /// <summary>A comment that opens a block is at most so long; longer ones are text about markup.</summary>
    private const int LongestComment = 200;

    private static readonly Shape s_wholeComment = new(@"^(?:<|&lt;)?!--[^\n]*?--!?(?:>|&gt;)?$", "!--");

    private static readonly Shape s_wholeTag = new(@"^(?:<|&lt;)(?:img|iframe|div|span|script|link|meta|a|p|style|ins|noscript|amp-[a-z-]+)(?:\s+[a-z-]+\s*=\s*[^<>]*)?/?(?:>|&gt;)(?:\s*(?:<|&lt;)/[a-z-]+(?:>|&gt;))*$",
        "<", "&lt;");

    private static readonly Shape s_bareEnd = new(@"^(?:/*\s*(?:--!?(?:>|&gt;)|(?:<|&lt;)!--|//\s*\]\]>|(?:<|&lt;)?!\[endif\](?:--)?>?|\]\]>|\{\{[^{}]*\}\}|\{\{|\}\}|undefined|&nbsp;)\s*)+$",
        "--", "]]>", "[endif]", "{{", "}}", "undefined", "&nbsp;");

    private static readonly Shape s_comment = new(@"(?:<|&lt;)?!--[^\n>]{0,200}?--!?(?:>|&gt;)", "!--");

    private static readonly Shape s_vendor = new(@"gtag|google|tag manager|analytics|adsense|pixel|\bad\b|\bads\b|dfp|slot|banner|taboola|outbrain|begin|end\b|start\b|script|widget|more|wp:|/wp|facebook|twitter|embed");

    private static readonly Shape s_call = new(
        @"gtag\s*\(|dataLayer\b|fbq\s*\(|googletag\b|adsbygoogle|window\._?[a-z]+\s*=|_taboola|_gaq\b|document\.write|!?function\s*\([a-z, ]*\)\s*\{|var\s+\w+\s*=\s*|\(function\s*\(|document\.(?:getElementById|createElement)|__tcfapi|ga\s*\('",
        "gtag", "dataLayer", "fbq", "googletag", "adsbygoogle", "window.", "_taboola", "_gaq", "document.", "function", "var ", "__tcfapi", "ga ('", "ga('");

    private static readonly Shape s_styles = new(@"(?:^|[}\s])[.#@]?[\w-]+(?:[\s,>.:#][\w\s,>.:#-]*)?\{\s*[a-z-]+\s*:[^{}]{1,400};?\s*\}", "{");

    private static readonly Shape s_data = new(@"^[\[{]\s*[{""\[].*[""\d\]}el]\s*[\]}]$");

    /// <summary>The beginning of a call, a tag or a shortcode and nothing else: the rest was cut at a line's end.</summary>
    private static readonly Shape s_fragment = new(
        @"^(?:!?function\s*\([\w, ]*\)\s*\{?|document\.write\s*\(.{0,20}|\[/?(?:caption|embed|gallery|video|audio)\b[^\]]{0,60}|(?:<|&(?:amp;)?lt;)/?[a-z]+(?:\s+[a-z-]+=[""'][^""']*[""']?)+\s*/?)$",
        "function", "document.write", "[", "<", "lt;");

    private static readonly Shape s_shortcode = new(@"\[/?(?:caption|embed|gallery|video|audio|playlist|vc_[a-z_]+|et_pb_[a-z_]+|adrotate|contact-form-7|wp_ad_[a-z]+)(?:\s[^\[\]]{0,300})?\]",
        "[");

    public static void Comments(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            var text = state.Pieces[i].Text;
            if (text.Length <= 40 && s_bareEnd.IsMatch(text))
            {
                state.Drop(i, marker);
                continue;
            }

            if (text[0] is '<' or '&' && s_wholeTag.IsMatch(text))
            {
                state.Drop(i, marker);
                continue;
            }

            if (!s_comment.MayMatch(text))
            {
                continue;
            }

            if (text.Length <= LongestComment && s_wholeComment.IsMatch(text))
            {
                state.Drop(i, marker);
                continue;
            }

            foreach (var found in s_comment.Regex.EnumerateMatches(text))
            {
                // At either end a comment is a leak whatever it says; in the middle only a vendor's is: articles on markup quote others.
                var atEdge = found.Index == 0 || found.Index + found.Length == text.Length;
                if ((atEdge && !IsQuotedCode(text, found.Index)) || s_vendor.IsMatch(text.Slice(found.Index, found.Length)))
                {
                    state.Cut(i, found.Index, found.Index + found.Length, marker);
                    i++;   // look at what is left again
                    if (i > state.Pieces.Count)
                    {
                        i = state.Pieces.Count;
                    }

                    break;
                }
            }
        }
    }

    /// <summary>Writers who speak of a comment mark put it between quotes or after "like".</summary>
    private static bool IsQuotedCode(ReadOnlySpan<char> text, int at) => at > 0 && text[at - 1] is '"' or '“' or '`' or '\'' or '‘' or '«';

    public static void Code(CleaningState state, string marker)
    {
        for (var i = state.Pieces.Count - 1; i >= 0; i--)
        {
            var text = state.Pieces[i].Text;
            if (text.Length >= 20 && text[0] is '{' or '[' && text.Contains("\":", StringComparison.Ordinal) && s_data.IsMatch(text))
            {
                state.Drop(i, marker);
                continue;
            }

            if (text.Length <= 120 && text[0] is '!' or 'f' or 'd' or '[' or '<' or '&' && s_fragment.IsMatch(text))
            {
                state.Drop(i, marker);
                continue;
            }

            if (s_shortcode.Find(text, out var shortcode))
            {
                state.Cut(i, shortcode.Start, shortcode.End, marker);
                i = Math.Min(i + 1, state.Pieces.Count);
                continue;
            }

            var start = -1;
            if (text.IndexOfAny("({=;") >= 0)
            {
                start = s_call.IndexIn(text);
            }

            if (s_styles.IndexIn(text) is >= 0 and var style && (start < 0 || style < start))
            {
                start = style;
            }

            if (start < 0)
            {
                continue;
            }

            // Code to the end of the block, after prose or alone. Prose that names a call has few of a program's signs.
            if (!IsCode(text[start..]))
            {
                continue;
            }

            var before = text[..start];
            if (start == 0 || (EndsSentence(before) && !IsCode(before)))
            {
                state.Cut(i, start, text.Length, marker);
            }
            else if (IsCode(text))
            {
                state.Drop(i, marker);
            }
        }
    }

    private static bool EndsSentence(ReadOnlySpan<char> text)
    {
        var trimmed = text.TrimEnd();
        return trimmed.Length > 0 && trimmed[^1] is '.' or '!' or '?' or '"' or '”' or ')' or '…';
    }

    /// <summary>Programs have a sign such as ( ) { } ; = in every few characters, prose does not.</summary>
    private static bool IsCode(ReadOnlySpan<char> text)
    {
        var signs = 0;
        foreach (var c in text)
        {
            signs += c is '(' or ')' or '{' or '}' or ';' or '=' or '[' or ']' or '\'' or '"' or ':' or '<' or '>' or '|' ? 1 : 0;
        }

        return signs >= 3 && signs >= text.Length * 0.09;
    }
}
