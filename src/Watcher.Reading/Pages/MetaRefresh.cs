using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Watcher.Reading.Pages;

/// <summary>Pages that are nothing but a redirect: counting services and portals send readers on with a meta element.</summary>
public static partial class MetaRefresh
{
    /// <summary>A page that sends readers on has no text of its own. Articles that reload themselves, or lead browsers without scripts elsewhere, are longer.</summary>
    private const int MaxBytes = 8_192;

    /// <summary>Whoever is to read something gets more time.</summary>
    private const int MaxSeconds = 10;

    /// <summary>Where the page sends its reader, absolute; null when it is a page to be read.</summary>
    public static Uri? Target(Page page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Bytes.Length > MaxBytes)
        {
            return null;
        }

        var html = Encoding.Latin1.GetString(page.Bytes.Span);
        foreach (Match tag in Meta().Matches(html))
        {
            if (Attribute().Matches(tag.Value) is var attributes && Value(attributes, "http-equiv").Equals("refresh", StringComparison.OrdinalIgnoreCase)
                && Content().Match(Value(attributes, "content")) is { Success: true } content
                && int.TryParse(content.Groups["seconds"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxSeconds
                && WebAddress.TryRead(page.Url, Utf8(content.Groups["url"].Value), out var target)
                && target.GetLeftPart(UriPartial.Query) != page.Url.GetLeftPart(UriPartial.Query))
            {
                return target;
            }
        }

        return null;
    }

    private static string Value(MatchCollection attributes, string name) => attributes
        .FirstOrDefault(attribute => attribute.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
        ? WebUtility.HtmlDecode(found.Groups["value"].Value).Trim() : "";

    private static string Utf8(string latin) => latin.All(c => c <= '\u00FF') ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(latin)) : latin;

    [GeneratedRegex("<meta\\s[^<>]{1,3000}>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Meta();

    [GeneratedRegex("""(?<name>[a-z-]{1,20})\s*=\s*(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'>]+))""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Attribute();

    [GeneratedRegex("""^(?<seconds>[0-9]{1,4})(?:\.[0-9]*)?\s*[;,]\s*(?:url\s*=\s*)?["']?(?<url>[^"']+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Content();
}
