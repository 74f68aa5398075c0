using Watcher.Reading.Pages;

namespace Watcher.Worker.Rules;

/// <summary>By which two addresses are known to be the same feed.</summary>
internal static class FeedAddress
{
    /// <summary>Without scheme, case of the host, default port, final slash, fragment and tracking parameters.</summary>
    public static string Key(Uri url, TrackingParams tracking)
    {
        var kept = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !tracking.Includes(url, Uri.UnescapeDataString(pair.Split('=')[0])));
        var port = url.IsDefaultPort ? "" : FormattableString.Invariant($":{url.Port}");
        return $"{url.IdnHost.ToLowerInvariant()}{port}{url.AbsolutePath.TrimEnd('/')}?{string.Join('&', kept)}";
    }
}
