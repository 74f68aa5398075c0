using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Watcher.Mail.MailKit;

/// <summary>
/// Hands mail to one relay through MailKit: every way of AUTH it knows, which the built-in client does not have. What replies mean is decided
/// by <see cref="ReplyClassification"/>, as for every SMTP transport. Found by name when <c>Mail:Transport</c> is <c>mailkit</c>.
/// </summary>
/// <param name="options">Settings; the password belongs into them already read from its file.</param>
public sealed class MailKitTransport(SmtpOptions options) : IMailTransport
{
    private readonly SmtpOptions _options = options.Problems() is [var problem, ..] ? throw new ArgumentException(problem, nameof(options)) : options;
    private readonly SemaphoreSlim _oneAtATime = new(1);

    private Client? _client;

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            var wasKept = _client is not null;
            var delivery = await AttemptAsync(mail, cancellationToken);

            // A kept connection may have died of old age, or the relay has had enough of it (421): that is no answer to this mail.
            return wasKept && delivery is Delivery.Deferred { Phase: DeliveryPhase.MailFrom, Fault: DeliveryFault.Transient, Reply.Code: null or 421 }
                ? await AttemptAsync(mail, cancellationToken)
                : delivery;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            await CloseAsync(politely: true);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync(CancellationToken.None);
        _oneAtATime.Dispose();
    }

    private async Task<Delivery> AttemptAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var whole = new CancellationTokenSource(_options.Timeouts.WholeMessage);
        if (_client is null && await OpenAsync(whole.Token, cancellationToken) is { } refusal)
        {
            await CloseAsync(politely: refusal.Reply.Code is not null and not 421);
            return refusal;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var client = _client!;   // opened above
        var delivery = await HandOverAsync(client, mail, whole.Token);
        var isOrderly = delivery is Delivery.Sent || delivery.Reply.Code is not null and not 421;
        if (!isOrderly || !client.IsConnected || ++client.Messages >= _options.MaxMessagesPerConnection)
        {
            await CloseAsync(politely: isOrderly);
        }

        return delivery;
    }

    /// <returns>Null when the relay is ready for a message.</returns>
    private async Task<Delivery?> OpenAsync(CancellationToken limit, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit, cancellationToken);
        var phase = DeliveryPhase.Connect;
        try
        {
            if (_options.Security == SmtpSecurity.None && !await IsPrivateAsync(either.Token))
            {
                return Misconfigured(phase, "Smtp:Security=none is accepted only for loopback and private hosts");
            }

            _client = new Client
            {
                Timeout = (int)_options.Timeouts.Command.TotalMilliseconds,
                CheckCertificateRevocation = _options.CheckCertificateRevocation,
            };
            if (_options.ClientName.Length > 0)
            {
                _client.LocalDomain = _options.ClientName;
            }

            await _client.ConnectAsync(_options.Host, _options.Port, Socket(_options.Security), either.Token);
            if (_options.User.Length > 0)
            {
                phase = DeliveryPhase.Auth;
                await _client.AuthenticateAsync(_options.User, _options.Password, either.Token);
            }

            return null;
        }
        catch (SslHandshakeException refused)
        {
            // A certificate that is not valid is ours to settle; a handshake that breaks is the relay's.
            var isCertificate = refused.InnerException?.Message.Contains("remote certificate", StringComparison.OrdinalIgnoreCase) == true;
            return new Delivery.Deferred(
                DeliveryPhase.Tls, RelayReply.Observed(refused.InnerException?.Message ?? refused.Message),
                isCertificate ? DeliveryFault.Configuration : DeliveryFault.Relay);
        }
        catch (AuthenticationException refused)
        {
            return ReplyClassification.Of(phase, Reply(CodeOf(refused.Message) ?? 535, refused.Message));
        }
        catch (SmtpCommandException refused)
        {
            return ReplyClassification.Of(phase == DeliveryPhase.Connect ? DeliveryPhase.Greeting : phase, Reply((int)refused.StatusCode, refused.Message));
        }
        catch (NotSupportedException missing)
        {
            // No STARTTLS, or no way of AUTH that both know: nothing goes in the clear instead.
            return Misconfigured(phase == DeliveryPhase.Connect ? DeliveryPhase.Tls : phase, missing.Message);
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Delivery.Deferred(phase, RelayReply.Observed(lost.Message), DeliveryFault.Relay);
        }
    }

    /// <remarks>Only the limit ends it: a stop of the program between the final dot and its reply would leave the outcome unknown for nothing.</remarks>
    private static async Task<Delivery> HandOverAsync(Client client, OutgoingMail mail, CancellationToken limit)
    {
        client.Phase = DeliveryPhase.MailFrom;
        try
        {
            using var bytes = new MemoryStream(mail.Rendered.ToArray());
            using var message = await MimeMessage.LoadAsync(bytes, limit);
            var reply = await client.SendAsync(
                message, MailboxAddress.Parse(mail.EnvelopeFrom.ToString()), [MailboxAddress.Parse(mail.EnvelopeTo.ToString())], limit);
            return new Delivery.Sent(DeliveryPhase.EndOfData, Reply(250, reply));
        }
        catch (SmtpCommandException refused)
        {
            var phase = refused.ErrorCode switch
            {
                SmtpErrorCode.SenderNotAccepted => DeliveryPhase.MailFrom,
                SmtpErrorCode.RecipientNotAccepted => DeliveryPhase.RcptTo,
                _ => client.Phase,
            };
            return ReplyClassification.Of(phase, Reply((int)refused.StatusCode, refused.Message));
        }
        catch (NotSupportedException missing)
        {
            return Ascii.IsValid(mail.EnvelopeTo.Local)
                ? Misconfigured(DeliveryPhase.MailFrom, missing.Message)
                : new Delivery.Rejected(DeliveryPhase.MailFrom, RelayReply.Observed(missing.Message), DeliveryFault.Recipient);
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            // MailKit does not tell whether the final dot was out. Once the recipient was accepted it may have been: then nobody knows.
            var reply = RelayReply.Observed(lost is OperationCanceledException ? "the limit for one message ran out" : lost.Message);
            return client.Phase == DeliveryPhase.EndOfData
                ? new Delivery.Unknown(client.Phase, reply)
                : new Delivery.Deferred(client.Phase, reply, DeliveryFault.Transient);
        }
    }

    private async Task CloseAsync(bool politely)
    {
        if (_client is not { } client)
        {
            return;
        }

        _client = null;
        try
        {
            if (politely && client.IsConnected)
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
                await client.DisconnectAsync(true, limit.Token);
            }
        }
        catch (Exception gone) when (IsLoss(gone))
        {
            // It left before we said goodbye.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task<bool> IsPrivateAsync(CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(_options.Host, out var literal)
            ? [literal] : await Dns.GetHostAddressesAsync(_options.Host, cancellationToken);
        return addresses.All(PrivateHosts.Contains);
    }

    private static SecureSocketOptions Socket(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Delivery.Deferred Misconfigured(DeliveryPhase phase, string text) =>
        new(phase, RelayReply.Observed(text), DeliveryFault.Configuration);

    private static RelayReply Reply(int code, string text) => new SmtpReply(code, text.ReplaceLineEndings("\n").Split('\n')).ToRelayReply();

    /// <summary>"535: 5.7.8 wrong": the code stands in the message only.</summary>
    private static int? CodeOf(string message) =>
        message.Length >= 3 && int.TryParse(message.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code is >= 400 and < 600
            ? code : null;

    private static bool IsLoss(Exception problem) => problem is
        IOException or SocketException or TimeoutException or SmtpProtocolException or ServiceNotConnectedException or OperationCanceledException;

    /// <summary>Tells how far a message has come.</summary>
    private sealed class Client : SmtpClient
    {
        public DeliveryPhase Phase { get; set; }

        /// <summary>Handed over, or tried, on this connection.</summary>
        public int Messages { get; set; }

        protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            Phase = DeliveryPhase.RcptTo;
            base.OnSenderAccepted(message, mailbox, response);
        }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            Phase = DeliveryPhase.EndOfData;
            base.OnRecipientAccepted(message, mailbox, response);
        }
    }
}
