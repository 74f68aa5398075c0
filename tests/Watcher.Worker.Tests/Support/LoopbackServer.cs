using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Watcher.Worker.Tests.Support;

/// <summary>
/// An HTTP server on a loopback port that says exactly what a test tells it, sound or not. One connection carries one request.
/// <code>
/// await using var server = new LoopbackServer();
/// server.On("/feed", LoopbackReply.Text("&lt;rss/&gt;", "application/rss+xml"));
/// // fetch server.At("/feed") with server.HostAndPort among the allowed private hosts
/// </code>
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, Func<LoopbackRequest, LoopbackReply>> _replies = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private readonly ConcurrentBag<Task> _conversations = [];
    private readonly Task _accepting;

    private readonly X509Certificate2? _certificate;

    /// <param name="isSecure">Speaks TLS with a certificate that nobody trusts.</param>
    public LoopbackServer(bool isSecure = false)
    {
        _certificate = isSecure ? SelfSigned() : null;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string HostAndPort => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>What was asked so far, in order.</summary>
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    public Uri At(string path) => new($"{(_certificate is null ? "http" : "https")}://{HostAndPort}{path}");

    public void On(string path, LoopbackReply reply) => _replies[path] = _ => reply;

    public void On(string path, Func<LoopbackRequest, LoopbackReply> reply) => _replies[path] = reply;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
        _certificate?.Dispose();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _conversations.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                stream = secure;
            }

            await using var closing = stream;
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            var first = (await reader.ReadLineAsync(_stop.Token) ?? "").Split(' ');
            if (first.Length < 2)
            {
                return;
            }

            var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }

            var request = new LoopbackRequest(first[0], first[1], headers);
            _requests.Enqueue(request);
            var reply = _replies.TryGetValue(first[1].Split('?')[0], out var scripted) ? scripted(request) : LoopbackReply.Status(404);
            await reply.WriteAsync(stream, _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or AuthenticationException)
        {
            // The client went away, which is what many of these tests are about.
        }
    }
}

internal sealed record LoopbackRequest(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers);

/// <summary>What to answer. <see cref="WriteAsync"/> may write anything at all.</summary>
internal sealed record LoopbackReply(Func<Stream, CancellationToken, Task> WriteAsync)
{
    public static LoopbackReply Text(string body, string contentType = "text/html; charset=utf-8", params string[] headers) =>
        Bytes(200, Encoding.UTF8.GetBytes(body), [$"Content-Type: {contentType}", .. headers]);

    public static LoopbackReply Status(int status, params string[] headers) => Bytes(status, [], headers);

    public static LoopbackReply Redirect(string location, int status = 302) => Status(status, $"Location: {location}");

    public static LoopbackReply Gzip(byte[] body, params string[] headers)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return Bytes(200, packed.ToArray(), ["Content-Encoding: gzip", .. headers]);
    }

    public static LoopbackReply Bytes(int status, byte[] body, params string[] headers) => new(async (stream, token) =>
    {
        await stream.WriteAsync(Head(status, [.. headers, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}")]), token);
        await stream.WriteAsync(body, token);
    });

    /// <summary>A body without a length that goes on until the client hangs up: one piece after the other, with a pause between.</summary>
    public static LoopbackReply Endless(byte[] piece, TimeSpan pause) => new(async (stream, token) =>
    {
        await stream.WriteAsync(Head(200, ["Content-Type: text/html"]), token);
        while (!token.IsCancellationRequested)
        {
            await stream.WriteAsync(piece, token);
            if (pause > TimeSpan.Zero)
            {
                await Task.Delay(pause, token);
            }
        }
    });

    /// <summary>Accepts the request and never answers.</summary>
    public static LoopbackReply Silence() => new((_, token) => Task.Delay(Timeout.Infinite, token));

    /// <summary>These bytes instead of HTTP.</summary>
    public static LoopbackReply Raw(string bytes) => new((stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(bytes), token).AsTask());

    private static byte[] Head(int status, IEnumerable<string> headers) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status.ToString(CultureInfo.InvariantCulture)} Scripted\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n");
}
