using System.Net;
using Watcher.Worker.Fetching;

namespace Watcher.Worker.Rules.Checks;

/// <summary>Feeds whose address is written out and lies in a private network: the fetcher would refuse them at each poll.</summary>
internal static class PrivateAddresses
{
    public static void Check(ConfigText feeds, IReadOnlyList<string> allowed)
    {
        foreach (var feed in feeds.Root.Items("feeds"))
        {
            if (feed.Scalar("url") is { Value: { } written } node && ConfigValues.IsWebAddress(written) && new Uri(written) is var url && IsPrivate(url)
                && !allowed.Contains($"{url.Host}:{url.Port}", StringComparer.OrdinalIgnoreCase))
            {
                feeds.Add(node, ProblemCodes.PrivateAddress,
                    FormattableString.Invariant($"{url.Host} is a private address, which is not fetched; Http__AllowedPrivateHosts__0={url.Host}:{url.Port} allows it"),
                    severity: ProblemSeverity.Warning);   // the other feeds and the ledger are of use all the same
            }
        }
    }

    private static bool IsPrivate(Uri url) =>
        url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !PublicAddress.Is(address));
}
