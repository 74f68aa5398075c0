namespace Watcher.Reading.Pages;

/// <summary>The canonical URL: the address by which two links are known to be the same article.</summary>
public static class ArticleUrl
{
    /// <summary>So many hyphens a part of a path has that is a title and not "amp", "print" or "page-2".</summary>
    private const int WordsOfATitle = 3;

    /// <summary>
    /// The first of <paramref name="given"/> (rel=canonical, og:url) that is on the same site and not its home page, else the page's
    /// own address; in both cases without tracking parameters, fragment and default port.
    /// </summary>
    /// <param name="final">Where the page was found, after redirects.</param>
    /// <param name="given">As written, perhaps relative; in order of trust.</param>
    /// <param name="tracking">What to take out of the query.</param>
    public static Uri Canonical(Uri final, IReadOnlyList<string> given, TrackingParams tracking)
    {
        ArgumentNullException.ThrowIfNull(final);
        ArgumentNullException.ThrowIfNull(given);
        foreach (var link in given)
        {
            if (WebAddress.HasHost(final) && WebAddress.TryRead(final, link, out var candidate) && IsSameSite(candidate, final)
                && (!IsHome(candidate) || IsHome(final)) && !IsSection(candidate, final) && !IsTemplate(link))
            {
                return Normal(candidate, tracking);
            }
        }

        return Normal(final, tracking);
    }

    /// <summary>Without fragment, default port, tracking parameters and marks of AMP; the host in lower case. Idempotent.</summary>
    public static Uri Normal(Uri url, TrackingParams tracking)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(tracking);
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || !WebAddress.HasHost(url))
        {
            return url;
        }

        url = AmpUrl.Unfold(url);
        var kept = new List<string>();
        foreach (var written in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // "?id=7&amp;utm_source=…": encoded once too often on the way through a feed.
            var pair = written;
            while (pair.StartsWith("amp;", StringComparison.OrdinalIgnoreCase))
            {
                pair = pair[4..];
            }

            var name = Uri.UnescapeDataString(pair.Split('=')[0]);
            if (!tracking.Includes(url, name))
            {
                kept.Add(pair);
            }
        }

        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var query = kept.Count == 0 ? "" : $"?{string.Join('&', kept)}";
        return new Uri($"{url.Scheme}://{url.IdnHost.ToLowerInvariant()}{port}{WithoutSession(url.AbsolutePath)}{query}");
    }

    /// <summary>Same host, or one lies under the other ("www." and "amp." belong to the site).</summary>
    private static bool IsSameSite(Uri a, Uri b)
    {
        var (one, other) = (Bare(a.IdnHost), Bare(b.IdnHost));
        return one == other || one.EndsWith($".{other}", StringComparison.Ordinal) || other.EndsWith($".{one}", StringComparison.Ordinal);
    }

    private static string Bare(string host)
    {
        host = host.ToLowerInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["www.", "amp.", "m.", "mobile."])
        {
            if (host.StartsWith(prefix, StringComparison.Ordinal) && host.AsSpan(prefix.Length).Contains('.'))
            {
                return host[prefix.Length..];
            }
        }

        return host;
    }

    /// <summary>The front page, or that of a language: "/", "/index.php", "/uk/", "/en-gb".</summary>
    private static bool IsHome(Uri url)
    {
        var name = url.AbsolutePath.AsSpan().Trim('/');
        return url.Query.Length <= 1 && (name.IsEmpty || name is "home" or "index" or "main" || (name.StartsWith("index.") && !name.Contains('/'))
            || (name.Length == 2 && !name.ContainsAnyExceptInRange('a', 'z')) || (name.Length == 5 && name[2] is '-' or '_' && !name[..2].ContainsAnyExceptInRange('a', 'z') && char.IsAsciiLetter(name[3]) && char.IsAsciiLetter(name[4])));
    }

    /// <summary>A page above the article that has the article's words in its path no more: one canonical address for a whole section is a mistake.</summary>
    private static bool IsSection(Uri candidate, Uri final)
    {
        var above = candidate.AbsolutePath.AsSpan().TrimEnd('/');
        var path = final.AbsolutePath.AsSpan();
        return candidate.Query.Length <= 1 && path.Length > above.Length + 1 && path[above.Length] == '/' && path.StartsWith(above, StringComparison.OrdinalIgnoreCase)
            && path[(above.Length + 1)..].Count('-') >= WordsOfATitle;
    }

    /// <summary>A template that was never filled in: "https://post.example/{{slug}}".</summary>
    private static bool IsTemplate(string link) => link.Contains("{{", StringComparison.Ordinal) || link.Contains("%7B%7B", StringComparison.OrdinalIgnoreCase) || link.Contains("%%", StringComparison.Ordinal);

    /// <summary>"/news/a;jsessionid=1F" → "/news/a".</summary>
    private static string WithoutSession(string path)
    {
        var at = path.IndexOf(";jsessionid=", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? path : path[..at];
    }
}
