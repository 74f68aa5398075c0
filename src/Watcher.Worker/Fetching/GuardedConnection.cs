using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;

namespace Watcher.Worker.Fetching;

/// <summary>
/// Opens the connections of the HTTP client. The name is resolved once and the connection goes to the very address that was checked, so
/// there is no moment at which a second answer of the name server could slip in.
/// </summary>
/// <param name="allowedPrivateHosts">Exceptions as <c>host:port</c>.</param>
/// <param name="resolve">The name service.</param>
/// <param name="proxies">Where connections go instead when a proxy is configured: the operator chose them, private or not.</param>
internal sealed class GuardedConnection(
    IEnumerable<string> allowedPrivateHosts, Func<string, CancellationToken, Task<IPAddress[]>> resolve, IEnumerable<Uri> proxies)
{
    private readonly FrozenSet<string> _allowed = allowedPrivateHosts.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _proxies = proxies.Select(proxy => $"{proxy.Host}:{proxy.Port}").ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A literal address that the check of connections would refuse, and a proxy would not.</summary>
    public bool IsPrivateLiteral(Uri url)
    {
        var host = url.Host.Trim('[', ']').TrimEnd('.');
        var isPrivate = IPAddress.TryParse(host, out var literal) ? !PublicAddress.Is(literal)
            : url.IsLoopback || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        return isPrivate && !IsAllowed(url.Host, url.Port);
    }

    public bool IsAllowed(string host, int port) =>
        _allowed.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{port}"));

    public async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellationToken)
    {
        var host = target.Host.Trim('[', ']');
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        var isAllowed = IsAllowed(target.Host, target.Port) || _proxies.Contains($"{target.Host}:{target.Port}") || (literal is { AddressFamily: AddressFamily.InterNetworkV6 } && IsAllowed($"[{host}]", target.Port));
        var checkedAddresses = isAllowed ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (checkedAddresses.Length == 0)
        {
            throw new PrivateAddressException(target.Host);
        }

        SocketException? last = null;
        foreach (var address in checkedAddresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, target.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}

/// <summary>The name leads nowhere but into private networks.</summary>
internal sealed class PrivateAddressException(string host) : Exception($"{host} leads to a private address");
