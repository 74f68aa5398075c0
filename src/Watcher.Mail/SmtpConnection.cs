using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Watcher.Mail;

/// <summary>Lines over one socket, in the clear or inside TLS. Every wait has a limit; past it the connection is of no more use.</summary>
/// <remarks>Throws <see cref="IOException"/>, <see cref="TimeoutException"/> and <see cref="InvalidDataException"/>; the caller knows the phase.</remarks>
internal sealed class SmtpConnection(Socket socket, TimeProvider clock, Action<string>? dialogue) : IAsyncDisposable
{
    /// <summary>RFC 5321 §4.5.3.1.5 allows 512; some relays explain themselves at length.</summary>
    private const int MaxReplyLineBytes = 4096;

    private const int MaxReplyLines = 100;

    private const int BlockBytes = 16 * 1024;

    private readonly byte[] _read = new byte[MaxReplyLineBytes];

    private Stream _stream = new NetworkStream(socket, ownsSocket: true);
    private int _start;
    private int _end;

    public EndPoint? LocalEndPoint => socket.LocalEndPoint;

    /// <summary>True when the relay has said more than we asked for.</summary>
    public bool HasUnreadBytes => _start < _end;

    public async Task EncryptAsync(
        string host, X509Certificate2Collection? roots, bool checksRevocation, TimeSpan limit, CancellationToken cancellationToken)
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateRevocationCheckMode = checksRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        };
        if (roots is not null)
        {
            settings.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            settings.CertificateChainPolicy.CustomTrustStore.AddRange(roots);
        }

        await WithinAsync(limit, async token =>
        {
            await tls.AuthenticateAsClientAsync(settings, token);
            return true;
        }, cancellationToken);
        dialogue?.Invoke($"*: {tls.SslProtocol}");
    }

    /// <remarks>Given without its CRLF. The dialogue shows <paramref name="shown"/> instead when the line is secret.</remarks>
    public Task<SmtpReply> CommandAsync(string line, TimeSpan limit, CancellationToken cancellationToken, string? shown = null)
    {
        // Addresses and names are checked where they are made; a command that still holds a line break would be two commands.
        if (line.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new InvalidOperationException("An SMTP command must be one line.");

        dialogue?.Invoke($"C: {shown ?? line}");
        return WithinAsync(limit, async token =>
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), token);
            return await ReplyAsync(token);
        }, cancellationToken);
    }

    public Task<SmtpReply> ReplyAsync(TimeSpan limit, CancellationToken cancellationToken) => WithinAsync(limit, ReplyAsync, cancellationToken);

    /// <summary>The body without the final dot: nothing in it can end the message.</summary>
    public async Task BodyAsync(ReadOnlyMemory<byte> message, TimeSpan blockLimit, CancellationToken cancellationToken)
    {
        var stuffed = DotStuffed(message.Span);
        dialogue?.Invoke(string.Create(CultureInfo.InvariantCulture, $"C: ({stuffed.Length} bytes)"));
        for (var at = 0; at < stuffed.Length; at += BlockBytes)
        {
            var block = stuffed.AsMemory(at, Math.Min(BlockBytes, stuffed.Length - at));
            await WithinAsync(blockLimit, async token =>
            {
                await _stream.WriteAsync(block, token);
                return true;
            }, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>RFC 5321 §4.5.2: a line that begins with a dot gets one more.</summary>
    private static byte[] DotStuffed(ReadOnlySpan<byte> message)
    {
        var stuffed = new MemoryStream(message.Length + 64);
        while (!message.IsEmpty)
        {
            if (message[0] == '.')
                stuffed.WriteByte((byte)'.');

            var end = message.IndexOf((byte)'\n') + 1;
            stuffed.Write(message[..end]);
            message = message[end..];
        }

        return stuffed.ToArray();
    }

    private async Task<SmtpReply> ReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        int? code = null;
        while (true)
        {
            var line = await LineAsync(cancellationToken);
            dialogue?.Invoke($"S: {HeaderText.Clean(line, MaxReplyLineBytes)}");
            if (line.Length < 3 || line[0] is < '1' or > '5' || !char.IsAsciiDigit(line[1]) || !char.IsAsciiDigit(line[2])
                || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                throw new InvalidDataException($"not an SMTP reply: {line[..Math.Min(line.Length, 80)]}");
            }

            var lineCode = int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture);
            if (code is not null && code != lineCode || lines.Count == MaxReplyLines)
                throw new InvalidDataException("an SMTP reply of several codes, or without an end");

            code = lineCode;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
                return new SmtpReply(lineCode, lines);
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = _read.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.UTF8.GetString(_read, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }

            _read.AsSpan(_start, _end - _start).CopyTo(_read);
            (_start, _end) = (0, _end - _start);
            if (_end == _read.Length)
                throw new InvalidDataException("an SMTP reply line without an end");

            var count = await _stream.ReadAsync(_read.AsMemory(_end), cancellationToken);
            if (count == 0)
                throw new EndOfStreamException("the relay closed the connection");

            _end += count;
        }
    }

    private async Task<T> WithinAsync<T>(TimeSpan limit, Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await step(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"the relay was silent for {limit.TotalSeconds:0.#} s"));
        }
    }
}
