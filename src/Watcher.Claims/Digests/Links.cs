namespace Watcher.Claims.Digests;

/// <summary>Links to articles, made safe (digest.md 9).</summary>
internal static class Links
{
    private const int MaxUrl = 2000;
    private const int MaxTitle = 120;

    /// <summary>Null for anything but a plain absolute http or https address.</summary>
    public static DigestLink? To(ArticleRef article) =>
        Safe(article.Url) is { } url ? new DigestLink(url.Text, url.Host, DisplayText.Cut(article.Title, MaxTitle)) : null;

    private static (string Text, string Host)? Safe(Uri? url)
    {
        if (url is not { IsAbsoluteUri: true } || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps) || url.UserInfo.Length > 0)
        {
            return null;
        }

        var host = url.IdnHost;
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        var text = $"{url.Scheme}://{(url.HostNameType == UriHostNameType.IPv6 ? $"[{host}]" : host)}{port}{url.PathAndQuery}";
        return text.Length <= MaxUrl && host.Length is > 0 and <= 253 && IsPlain(text) ? (text, host) : null;
    }

    private static bool IsPlain(string text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~' or '"' or '<' or '>' or '\\' or '`' or '{' or '}' or '|' or '^')
            {
                return false;
            }
        }

        return true;
    }
}
