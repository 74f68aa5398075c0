namespace Watcher.Reading.Pages;

/// <summary>The canonical URL: the address by which two links are known to be the same article.</summary>
public static class ArticleUrl
{
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
                && (!IsHome(candidate) || IsHome(final)))
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
        foreach (var pair in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = Uri.UnescapeDataString(pair.Split('=')[0]);
            if (!tracking.Includes(url, name))
            {
                kept.Add(pair);
            }
        }

        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var query = kept.Count == 0 ? "" : $"?{string.Join('&', kept)}";
        return new Uri($"{url.Scheme}://{url.IdnHost.ToLowerInvariant()}{port}{url.AbsolutePath}{query}");
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

    private static bool IsHome(Uri url) => url.AbsolutePath is "/" or "" && url.Query.Length <= 1;
}
