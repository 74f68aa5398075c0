using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Watcher.Mail;

/// <summary>One visit to a relay: opened once, then any number of messages, one after the other.</summary>
/// <remarks>A refusal is returned; a lost or silent connection throws, and <see cref="Phase"/> tells where.</remarks>
internal sealed class SmtpSession(SmtpOptions options, X509Certificate2Collection? roots, TimeProvider clock, Action<string>? dialogue)
    : IAsyncDisposable
{
    private static readonly TimeSpan s_quitLimit = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, string> _offers = new(StringComparer.OrdinalIgnoreCase);

    private SmtpConnection? _connection;

    public DeliveryPhase Phase { get; private set; } = DeliveryPhase.Connect;

    /// <summary>Messages begun on this connection.</summary>
    public int Messages { get; private set; }

    private SmtpConnection Connection => _connection ?? throw new InvalidOperationException("The session is not open.");

    /// <returns>Null when the relay is ready for a message.</returns>
    public async Task<Delivery?> OpenAsync(CancellationToken cancellationToken)
    {
        if (await ConnectAsync(cancellationToken) is { } notAllowed)
            return notAllowed;

        if (options.Security == SmtpSecurity.Tls)
            await EncryptAsync(cancellationToken);

        Phase = DeliveryPhase.Greeting;
        var greeting = await Connection.ReplyAsync(options.Timeouts.Command, cancellationToken);
        if (greeting.Code != 220)
            return Refused(greeting);
        if (await HelloAsync(cancellationToken) is { } noHello)
            return noHello;

        if (options.Security == SmtpSecurity.StartTls && await StartTlsAsync(cancellationToken) is { } noTls)
            return noTls;

        return options.User.Length > 0 ? await AuthenticateAsync(cancellationToken) : null;
    }

    /// <param name="mail">What to send.</param>
    /// <param name="cancellationToken">Heeded until the final dot.</param>
    /// <param name="afterDot">Heeded from then on.</param>
    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken, CancellationToken afterDot)
    {
        Phase = DeliveryPhase.MailFrom;
        if (Messages++ > 0 && await CommandAsync("RSET", cancellationToken) is { IsPositive: false } noReset)
            return Refused(noReset);
        if (Unsendable(mail) is { } unsendable)
            return unsendable;

        if (await CommandAsync(MailCommand(mail), cancellationToken) is { IsPositive: false } noSender)
            return Refused(noSender);

        Phase = DeliveryPhase.RcptTo;
        if (await CommandAsync($"RCPT TO:<{mail.EnvelopeTo}>", cancellationToken) is { IsPositive: false } noRecipient)
            return Refused(noRecipient);

        Phase = DeliveryPhase.Data;
        if (await CommandAsync("DATA", cancellationToken) is { Code: not 354 } noData)
            return Refused(noData);

        await Connection.BodyAsync(mail.Rendered, options.Timeouts.Command, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();

        Phase = DeliveryPhase.EndOfData;
        var verdict = await Connection.CommandAsync(".", options.Timeouts.EndOfData, afterDot);
        return verdict.Code switch
        {
            >= 200 and < 300 => new Delivery.Sent(Phase, verdict.ToRelayReply()),
            >= 400 => Refused(verdict),
            _ => new Delivery.Unknown(Phase, verdict.ToRelayReply()),
        };
    }

    /// <summary>Says goodbye when the relay still listens, and closes in any case.</summary>
    public async ValueTask CloseAsync(bool politely)
    {
        if (_connection is not { } connection)
            return;

        _connection = null;
        try
        {
            if (politely)
                await connection.CommandAsync("QUIT", s_quitLimit, CancellationToken.None);
        }
        catch (Exception gone) when (gone is IOException or TimeoutException or InvalidDataException)
        {
            // Every mail has had its answer already.
        }

        try
        {
            await connection.DisposeAsync();
        }
        catch (IOException)
        {
            // TLS could not say goodbye either.
        }
    }

    public ValueTask DisposeAsync() => CloseAsync(politely: false);

    private async Task<Delivery?> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            using var timer = new CancellationTokenSource(options.Timeouts.Connect, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            try
            {
                var addresses = IPAddress.TryParse(options.Host, out var literal)
                    ? [literal] : await Dns.GetHostAddressesAsync(options.Host, either.Token);

                // The addresses checked are the addresses used: asking the name server again could give others.
                if (options.Security == SmtpSecurity.None && !addresses.All(PrivateHosts.Contains))
                    return Misconfigured("Smtp:Security=none is accepted only for loopback and private hosts");

                dialogue?.Invoke(string.Create(CultureInfo.InvariantCulture, $"*: {options.Host}:{options.Port}"));
                await socket.ConnectAsync(addresses, options.Port, either.Token);
            }
            catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException("no connection in time");
            }

            _connection = new SmtpConnection(socket, clock, dialogue);
            return null;
        }
        finally
        {
            if (_connection is null)
                socket.Dispose();
        }
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        Phase = DeliveryPhase.Tls;
        await Connection.EncryptAsync(options.Host, roots, options.CheckCertificateRevocation, options.Timeouts.Command, cancellationToken);
    }

    private async Task<Delivery?> HelloAsync(CancellationToken cancellationToken)
    {
        _offers.Clear();
        var name = options.ClientName.Length > 0 ? MailAddress.AsciiDomain(options.ClientName)! : AddressLiteral();   // checked by Problems()
        var hello = await CommandAsync($"EHLO {name}", cancellationToken);
        if (hello.Code is >= 500 and < 600)
            hello = await CommandAsync($"HELO {name}", cancellationToken) with { Lines = [""] };   // offers nothing
        if (hello.Code != 250)
            return Refused(hello);

        foreach (var line in hello.Lines.Skip(1))
        {
            // Some old relays write "AUTH=LOGIN".
            var end = line.AsSpan().IndexOfAny(' ', '=');
            _offers[end < 0 ? line : line[..end]] = end < 0 ? "" : line[(end + 1)..];
        }

        return null;
    }

    private async Task<Delivery?> StartTlsAsync(CancellationToken cancellationToken)
    {
        Phase = DeliveryPhase.Tls;
        if (!_offers.ContainsKey("STARTTLS"))
            return Misconfigured("the relay offers no STARTTLS, and without it nothing is sent");
        if (await CommandAsync("STARTTLS", cancellationToken) is { Code: not 220 } noTls)
            return Refused(noTls);

        // Whatever stands in the buffer was put there in the clear, perhaps by somebody else, to be read as if it were encrypted.
        if (Connection.HasUnreadBytes)
            throw new InvalidDataException("the relay went on talking in the clear after STARTTLS");

        await EncryptAsync(cancellationToken);
        return await HelloAsync(cancellationToken);   // what was offered in the clear does not count
    }

    private async Task<Delivery?> AuthenticateAsync(CancellationToken cancellationToken)
    {
        Phase = DeliveryPhase.Auth;
        var ways = _offers.GetValueOrDefault("AUTH", "").Split(' ');
        SmtpReply reply;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            var secret = Base64($"\0{options.User}\0{options.Password}");
            reply = await CommandAsync($"AUTH PLAIN {secret}", cancellationToken, "AUTH PLAIN ********");
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await CommandAsync("AUTH LOGIN", cancellationToken);
            if (reply.Code == 334)
                reply = await CommandAsync(Base64(options.User), cancellationToken, "********");
            if (reply.Code == 334)
                reply = await CommandAsync(Base64(options.Password), cancellationToken, "********");
        }
        else
        {
            return Misconfigured("the relay offers neither AUTH PLAIN nor AUTH LOGIN");
        }

        return reply.Code == 235 ? null : Refused(reply);
    }

    /// <summary>What the relay's own offers say it would refuse.</summary>
    private Delivery? Unsendable(OutgoingMail mail)
    {
        if (_offers.TryGetValue("SIZE", out var size) && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most > 0 && mail.Rendered.Length > most)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{mail.Rendered.Length} bytes; the relay takes at most {most}");
            return new Delivery.Rejected(Phase, RelayReply.Observed(text), DeliveryFault.Content);
        }

        if (!NeedsUtf8(mail) || _offers.ContainsKey("SMTPUTF8"))
            return null;

        return Ascii.IsValid(mail.EnvelopeTo.Local)
            ? Misconfigured("an address of ours is not ASCII, and the relay offers no SMTPUTF8")
            : new Delivery.Rejected(Phase, RelayReply.Observed("the address is not ASCII, and the relay offers no SMTPUTF8"), DeliveryFault.Recipient);
    }

    private string MailCommand(OutgoingMail mail)
    {
        var command = new StringBuilder($"MAIL FROM:<{mail.EnvelopeFrom}>");
        if (_offers.ContainsKey("SIZE"))
            command.Append(CultureInfo.InvariantCulture, $" SIZE={mail.Rendered.Length}");
        if (NeedsUtf8(mail))
            command.Append(_offers.ContainsKey("8BITMIME") ? " BODY=8BITMIME SMTPUTF8" : " SMTPUTF8");
        return command.ToString();
    }

    /// <summary>Bodies are ASCII, so a byte beyond it can only be an address in a header.</summary>
    private static bool NeedsUtf8(OutgoingMail mail) =>
        !Ascii.IsValid(mail.EnvelopeFrom.Local) || !Ascii.IsValid(mail.EnvelopeTo.Local) || !Ascii.IsValid(mail.Rendered.Span);

    private Task<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken, string? shown = null) =>
        Connection.CommandAsync(line, options.Timeouts.Command, cancellationToken, shown);

    private Delivery Refused(SmtpReply reply) => ReplyClassification.Of(Phase, reply.ToRelayReply());

    private Delivery.Deferred Misconfigured(string text) => new(Phase, RelayReply.Observed(text), DeliveryFault.Configuration);

    /// <summary>RFC 5321 §4.1.3: a client without a name of its own gives its address.</summary>
    private string AddressLiteral()
    {
        var address = Connection.LocalEndPoint is IPEndPoint { Address: var local } ? local : IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();

        return address.AddressFamily == AddressFamily.InterNetwork
            ? $"[{address}]" : $"[IPv6:{new IPAddress(address.GetAddressBytes())}]";   // without a zone index
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
