using System.Globalization;

namespace Watcher.Worker.Fetching;

/// <summary>Says in words why a fetch gave no page, for logs, summaries and the foot of digests.</summary>
internal static class FetchReason
{
    public static string Of(FetchResult result, TimeSpan timeout) => result switch
    {
        FetchResult.Refused refused => string.Create(CultureInfo.InvariantCulture, $"{(int)refused.Status} {refused.Status}"),
        FetchResult.Unreachable { Cause: UnreachableCause.TimedOut } =>
            string.Create(CultureInfo.InvariantCulture, $"timed out ({timeout.TotalSeconds:0.#} s)"),
        FetchResult.Unreachable unreachable => unreachable.Reason,
        FetchResult.NotModified => "not modified",
        _ => "",
    };
}
