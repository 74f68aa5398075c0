using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Watcher.Worker.Tests.Mail;

/// <summary>
/// A relay on loopback that says what a test tells it to. Without a script it accepts everything. The steps are <c>CONNECT</c> (the
/// greeting), the verbs, <c>AUTH-USER</c> and <c>AUTH-PASSWORD</c>, and <c>END</c> for the final dot.
/// </summary>
internal sealed class ScriptedSmtpServer : IAsyncDisposable
{
    /// <summary>Instead of a reply: close the connection.</summary>
    public const string Drop = "<drop>";

    /// <summary>Instead of a reply: none, with the connection left open.</summary>
    public const string Silence = "<silence>";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _script = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new();
    private readonly ConcurrentBag<Task> _visits = [];
    private readonly Task _accepting;
    private int _connections;

    public ScriptedSmtpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What EHLO offers, a line each.</summary>
    public IReadOnlyList<string> Offers { get; init; } = ["SIZE 1000000"];

    /// <summary>What EHLO offers inside TLS.</summary>
    public IReadOnlyList<string> OffersInsideTls { get; init; } = ["AUTH PLAIN LOGIN"];

    public X509Certificate2? Certificate { get; init; }

    public bool ImplicitTls { get; init; }

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Every line the client sent outside a body, in order.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    /// <summary>Accepted messages, as they were before dot stuffing.</summary>
    public ConcurrentQueue<byte[]> Accepted { get; } = new();

    public static X509Certificate2 CertificateFor(string host)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(30), DateTimeOffset.UnixEpoch.AddYears(130));
    }

    /// <summary>The next replies at a step; after them it is back to accepting. Several lines are separated by a line feed.</summary>
    public ScriptedSmtpServer On(string step, params ReadOnlySpan<string> replies)
    {
        var queue = _script.GetOrAdd(step, _ => new());
        foreach (var reply in replies)
            queue.Enqueue(reply);

        return this;
    }

    /// <summary>Completes when a client has come to this step.</summary>
    public Task ReachedAsync(string step) => Gate(step).Task;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_visits);
        _stop.Dispose();
    }

    private TaskCompletionSource Gate(string step) => _reached.GetOrAdd(step, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _visits.Add(VisitAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task VisitAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using var _ = client;
        try
        {
            var visit = new Visit(this, client.GetStream());
            if (ImplicitTls)
                await visit.EncryptAsync();

            await visit.TalkAsync();
        }
        catch (Exception over) when (over is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client left, the script dropped it, or the test is over.
        }
    }

    private sealed class Visit(ScriptedSmtpServer server, Stream stream)
    {
        private Stream _stream = stream;
        private bool _encrypted;

        public async Task EncryptAsync()
        {
            var tls = new SslStream(_stream);
            _stream = tls;
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, server._stop.Token);
            _encrypted = true;
        }

        public async Task TalkAsync()
        {
            await ReplyAsync("CONNECT", "220 relay.example.org ESMTP");
            while (await LineAsync() is { } line)
            {
                server.Commands.Enqueue(line);
                var verb = line.Split(' ')[0].ToUpperInvariant();
                switch (verb)
                {
                    case "EHLO":
                        var offers = _encrypted ? server.OffersInsideTls : server.Offers;
                        await ReplyAsync(verb, string.Join('\n', ["250" + (offers.Count > 0 ? "-" : " ") + "relay.example.org",
                            .. offers.Select((offer, at) => "250" + (at < offers.Count - 1 ? "-" : " ") + offer)]));
                        break;
                    case "STARTTLS":
                        if ((await ReplyAsync(verb, "220 2.0.0 go ahead")).StartsWith("220", StringComparison.Ordinal))
                            await EncryptAsync();
                        break;
                    case "AUTH" when line.Equals("AUTH LOGIN", StringComparison.OrdinalIgnoreCase):
                        if (!(await ReplyAsync(verb, "334 VXNlcm5hbWU6")).StartsWith("334", StringComparison.Ordinal))
                            break;
                        server.Commands.Enqueue(await LineAsync() ?? "");
                        await ReplyAsync("AUTH-USER", "334 UGFzc3dvcmQ6");
                        server.Commands.Enqueue(await LineAsync() ?? "");
                        await ReplyAsync("AUTH-PASSWORD", "235 2.7.0 welcome");
                        break;
                    case "AUTH":
                        await ReplyAsync(verb, "235 2.7.0 welcome");
                        break;
                    case "DATA":
                        if ((await ReplyAsync(verb, "354 go ahead")).StartsWith("354", StringComparison.Ordinal))
                            await TakeMessageAsync();
                        break;
                    case "QUIT":
                        await ReplyAsync(verb, "221 2.0.0 bye");
                        return;
                    default:
                        await ReplyAsync(verb, "250 2.0.0 ok");
                        break;
                }
            }
        }

        private async Task TakeMessageAsync()
        {
            var message = new StringBuilder();
            while (await LineAsync() is { } line)
            {
                if (line == ".")
                {
                    // Before the reply, so that a client that has read it finds the mail here.
                    var reply = Next("END", "250 2.0.0 queued as Q1");
                    if (reply.StartsWith("250", StringComparison.Ordinal))
                        server.Accepted.Enqueue(Encoding.Latin1.GetBytes(message.ToString()));
                    await SayAsync("END", reply);
                    return;
                }

                message.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }
        }

        private async Task<string> ReplyAsync(string step, string usual)
        {
            var reply = Next(step, usual);
            await SayAsync(step, reply);
            return reply;
        }

        private string Next(string step, string usual) =>
            server._script.TryGetValue(step, out var replies) && replies.TryDequeue(out var scripted) ? scripted : usual;

        private async Task SayAsync(string step, string reply)
        {
            server.Gate(step).TrySetResult();
            if (reply == Drop)
                throw new IOException("dropped by the script");
            if (reply == Silence)
                await Task.Delay(Timeout.Infinite, server._stop.Token);

            await _stream.WriteAsync(Encoding.UTF8.GetBytes(reply.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n"), server._stop.Token);
        }

        /// <summary>One line without its CRLF, byte for character; null at the end. A bare CR or LF stays visible.</summary>
        private async Task<string?> LineAsync()
        {
            var line = new StringBuilder();
            var one = new byte[1];
            while (await _stream.ReadAsync(one, server._stop.Token) == 1)
            {
                line.Append((char)one[0]);
                if (line.Length > 1 && line[^1] == '\n' && line[^2] == '\r')
                    return line.ToString(0, line.Length - 2);
            }

            return null;
        }
    }
}
