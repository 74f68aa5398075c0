namespace Watcher.Reading.Pages;

/// <summary>The address of the article behind the address of its AMP variant.</summary>
internal static class AmpUrl
{
    private const string CacheHost = ".cdn.ampproject.org";

    /// <summary>Viewers hold the address of the page inside their own, at most two deep in practice.</summary>
    private const int MaxUnwraps = 3;

    private static readonly string[] s_queryMarks = ["amp", "outputType=amp", "amp=1", "amp=true", "output=amp", "amp_js_v"];

    public static Uri Unfold(Uri url)
    {
        for (var i = 0; i < MaxUnwraps && Inner(url) is { } inner; i++)
        {
            url = inner;
        }

        var host = url.IdnHost.StartsWith("amp.", StringComparison.OrdinalIgnoreCase) && url.IdnHost.AsSpan(4).Contains('.') ? url.IdnHost[4..] : url.IdnHost;
        var path = Path(url.AbsolutePath);
        var query = Query(url.Query);
        if (host == url.IdnHost && path == url.AbsolutePath && query == url.Query)
        {
            return url;
        }

        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        return WebAddress.TryRead(null, $"{url.Scheme}://{host}{port}{path}{query}", out var plain) ? plain : url;
    }

    /// <summary>"/amp/s/post.example/a" of a search engine, "/c/s/post.example/a" or "/v/s/…" of the cache: s is https.</summary>
    private static Uri? Inner(Uri url)
    {
        var path = url.AbsolutePath;
        var isCache = url.IdnHost.EndsWith(CacheHost, StringComparison.OrdinalIgnoreCase);
        var isViewer = url.IdnHost.StartsWith("www.google.", StringComparison.OrdinalIgnoreCase) && path.StartsWith("/amp/", StringComparison.Ordinal);
        if ((!isCache && !isViewer) || (isCache && (path.Length < 4 || path[2] != '/' || path[1] is not ('c' or 'v'))))
        {
            return null;
        }

        var rest = path[(isViewer ? "/amp/".Length : "/c/".Length)..];
        var scheme = rest.StartsWith("s/", StringComparison.Ordinal) ? "https" : "http";
        rest = scheme == "https" ? rest[2..] : rest;
        return rest.Contains('.') && WebAddress.TryRead(null, $"{scheme}://{rest}{(isViewer ? "" : url.Query)}", out var inner) ? inner : null;
    }

    private static string Path(string path)
    {
        var bare = path.EndsWith('/') && path.Length > 1 ? path[..^1] : path;
        if (bare.EndsWith("/amp", StringComparison.OrdinalIgnoreCase) && bare.Length > 4)
        {
            return path.EndsWith('/') ? bare[..^3] : bare[..^4];
        }

        if (bare.EndsWith(".amp.html", StringComparison.OrdinalIgnoreCase))
        {
            return $"{bare[..^9]}.html";
        }

        if (bare.EndsWith(".amp", StringComparison.OrdinalIgnoreCase))
        {
            return bare[..^4];
        }

        return path.StartsWith("/amp/", StringComparison.OrdinalIgnoreCase) && path.Length > 12 ? path[4..] : path;
    }

    private static string Query(string query)
    {
        if (!query.Contains("amp", StringComparison.OrdinalIgnoreCase))
        {
            return query;
        }

        var kept = query.TrimStart('?').Split('&').Where(p => !s_queryMarks.Contains(p, StringComparer.OrdinalIgnoreCase)).ToList();
        return kept.Count == 0 ? "" : $"?{string.Join('&', kept)}";
    }
}
