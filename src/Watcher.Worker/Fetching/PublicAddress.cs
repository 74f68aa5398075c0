using System.Net;
using System.Net.Sockets;

namespace Watcher.Worker.Fetching;

/// <summary>Tells addresses of the open internet from those of our own network, of the cloud's metadata services and of nobody.</summary>
internal static class PublicAddress
{
    /// <summary>From the registries of special-purpose addresses (IANA); IPv4.</summary>
    private static readonly IPNetwork[] s_special4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    /// <summary>Inside 2000::/3, which alone is handed out: Teredo and other protocol blocks, documentation.</summary>
    private static readonly IPNetwork[] s_special6 = Networks("2001::/23", "2001:db8::/32", "3fff::/20");

    private static readonly IPNetwork s_global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork s_nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_6to4 = IPNetwork.Parse("2002::/16");

    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return !Array.Exists(s_special4, network => network.Contains(address));
        }

        // An IPv4 address travels inside these: what counts is where it goes in the end.
        var bytes = address.GetAddressBytes();
        if (s_nat64.Contains(address))
        {
            return Is(new IPAddress(bytes.AsSpan(12, 4)));
        }

        if (s_6to4.Contains(address))
        {
            return Is(new IPAddress(bytes.AsSpan(2, 4)));
        }

        return s_global6.Contains(address) && !Array.Exists(s_special6, network => network.Contains(address));
    }

    private static IPNetwork[] Networks(params ReadOnlySpan<string> written)
    {
        var networks = new IPNetwork[written.Length];
        for (var i = 0; i < written.Length; i++)
        {
            networks[i] = IPNetwork.Parse(written[i]);
        }

        return networks;
    }
}
