using Watcher.Reading.Text;

namespace Watcher.Reading.Articles;

/// <summary>Takes the site's name off a title: "Bridge reopens | The Example Post" → "Bridge reopens".</summary>
internal static class SiteTail
{
    private static readonly string[] s_separators = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " « ", " / ", "_", "｜", "|"];

    public static string Cut(string title, string? site, Uri? url)
    {
        title = title.Trim();
        var host = HostName(url);
        var name = site is null ? "" : Letters(site);
        foreach (var separator in s_separators)
        {
            var at = title.LastIndexOf(separator, StringComparison.Ordinal);
            while (at > 0)
            {
                var tail = title[(at + separator.Length)..];
                if (!IsSite(tail, name, host))
                {
                    break;
                }

                title = title[..at].TrimEnd();
                at = title.LastIndexOf(separator, StringComparison.Ordinal);
            }

            at = title.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && IsSite(title[..at], name, host))
            {
                title = title[(at + separator.Length)..].TrimStart();
            }
        }

        var colon = title.IndexOf(": ", StringComparison.Ordinal);
        if (colon > 0 && name.Length > 3 && Letters(title[..colon]) == name)
        {
            title = title[(colon + 2)..].TrimStart();   // "The Example Post: Bridge reopens"
        }

        // What follows a bar is the site or a section, whatever it is called, when the part before it can stand alone.
        var bar = title.LastIndexOf(" | ", StringComparison.Ordinal);
        while (bar > 0 && title.AsSpan(0, bar).Count(' ') >= 2 && title.AsSpan(bar + 3).Count(' ') <= 3)
        {
            title = title[..bar].TrimEnd();
            bar = title.LastIndexOf(" | ", StringComparison.Ordinal);
        }

        if (host.Length > 3 && title.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && title.AsSpan(0, space).Contains('.') && Letters(title[..space]).StartsWith(host, StringComparison.Ordinal))
        {
            title = title[(space + 1)..];   // "example-post.org Bridge reopens"
        }

        if (site is not null && site.Contains('.', StringComparison.Ordinal) && title.Length > site.Length + 1 && title[site.Length] == ' ' && title.StartsWith(site, StringComparison.OrdinalIgnoreCase))
        {
            title = title[(site.Length + 1)..];   // "example-post.org Bridge reopens" on a page that does not say where it stands
        }

        return title.TrimEnd('|', ' ', '»', '«');
    }

    /// <summary>
    /// The part of a title that stands on the page as a line of its own, where another part does not: "Bridge reopens - Example Post" on a page that
    /// neither names its site nor marks its headline. The same title when no part does.
    /// </summary>
    public static string ShownPart(string title, IReadOnlyList<PageBlock> blocks)
    {
        bool IsShown(string part)
        {
            string? letters = null;
            for (var i = 0; i < Math.Min(blocks.Count, LooksForTitle); i++)
            {
                if (Math.Abs(blocks[i].Text.Length - part.Length) <= MostOtherSigns && Letters(blocks[i].Text) == (letters ??= Letters(part)) && letters.Length > 0)
                {
                    return true;
                }
            }

            return false;
        }

        foreach (var separator in s_separators)
        {
            for (var at = title.LastIndexOf(separator, StringComparison.Ordinal); at > 0; at = title.LastIndexOf(separator, at - 1, StringComparison.Ordinal))
            {
                if (IsShown(title))
                {
                    return title;
                }

                foreach (var part in (ReadOnlySpan<string>)[title[..at].TrimEnd(), title[(at + separator.Length)..].TrimStart()])
                {
                    if (part.Length >= ShortestShown && ReadingLength.Of(part) > title.Length / 3 && IsShown(part))
                    {
                        return part;
                    }
                }
            }
        }

        // "The Example Post: Bridge reopens", where only the latter stands above the text.
        var colon = title.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && title[(colon + 2)..].TrimStart() is { } headline && headline.Length > title.Length / 2 && !IsShown(title) && IsShown(headline) ? headline : title;
    }

    /// <summary>Blocks from the top that are looked at.</summary>
    private const int LooksForTitle = 400;

    /// <summary>By so many signs that are no letters may the line that a page shows differ from the title it declares.</summary>
    private const int MostOtherSigns = 6;

    /// <summary>Shorter lines are names of sites and sections.</summary>
    private const int ShortestShown = 8;

    private static bool IsSite(string part, string name, string host)
    {
        var letters = Letters(part);
        if (letters.Length < 2)
        {
            return letters.Length == 0;
        }

        return (name.Length > 1 && (letters == name || (name.Length > 3 && letters.Contains(name, StringComparison.Ordinal) && letters.Length < name.Length + 12)
                || (letters.Length > 3 && name.Contains(letters, StringComparison.Ordinal))))
            || (host.Length > 2 && (letters == host || (host.Length > 3 && letters.Contains(host, StringComparison.Ordinal) && letters.Length < host.Length + 12)
                || (letters.Length > 4 && host.Contains(letters, StringComparison.Ordinal))));
    }

    /// <summary>The registrable label of the host: "www.example-post.co.uk" → "examplepost".</summary>
    private static string HostName(Uri? url) => url is { IsAbsoluteUri: true } ? HostLetters(url.Host) : "";

    /// <summary>The same of a bare host; empty for none.</summary>
    public static string HostLetters(string? host)
    {
        if (string.IsNullOrEmpty(host))
        {
            return "";
        }

        var labels = host.Split('.');
        var last = labels.Length - 1;
        if (last >= 2 && labels[last].Length == 2 && labels[last - 1].Length <= 3)
        {
            last--;
        }

        return last >= 1 ? Letters(labels[last - 1]) : "";
    }

    private static string Letters(string text)
    {
        var folded = Fold.Text(text);
        return string.Concat(folded.Where(char.IsLetterOrDigit));
    }
}
