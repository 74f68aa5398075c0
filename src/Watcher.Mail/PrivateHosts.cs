using System.Net;

namespace Watcher.Mail;

/// <summary>Addresses whose traffic stays on this host or this network, where mail may go unencrypted.</summary>
internal static class PrivateHosts
{
    private static readonly IPNetwork[] s_networks =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128"),
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),   // RFC 1918
        IPNetwork.Parse("fc00::/7"),   // RFC 4193
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("fe80::/10"),   // link-local
    ];

    public static bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return s_networks.Any(network => network.Contains(plain));
    }
}
