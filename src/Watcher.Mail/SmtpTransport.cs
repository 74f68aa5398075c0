using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Watcher.Mail;

/// <summary>
/// Hands mail to one relay over SMTP, one message at a time, and keeps the connection for the next until <see cref="ReleaseAsync"/>.
/// </summary>
public sealed class SmtpTransport : IMailTransport
{
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private readonly SmtpOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<string>? _dialogue;
    private readonly X509Certificate2Collection? _roots;

    private SmtpSession? _session;

    /// <param name="options">Settings; the password belongs into them already read from its file.</param>
    /// <param name="clock">For the timeouts.</param>
    /// <param name="dialogue">Hears every line (<c>C:</c> ours, <c>S:</c> the relay's), with secrets and bodies hidden.</param>
    /// <exception cref="ArgumentException">A setting cannot be obeyed.</exception>
    public SmtpTransport(SmtpOptions options, TimeProvider clock, Action<string>? dialogue = null)
        : this(options, clock, dialogue, roots: null)
    {
    }

    /// <summary>Trusts <paramref name="roots"/> instead of the system's: for tests, whose relay makes its own certificate.</summary>
    internal SmtpTransport(SmtpOptions options, TimeProvider clock, Action<string>? dialogue, X509Certificate2Collection? roots)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        if (options.Problems() is [var problem, ..])
            throw new ArgumentException(problem, nameof(options));

        (_options, _clock, _dialogue, _roots) = (options, clock, dialogue, roots);
    }

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);

        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            using var whole = new CancellationTokenSource(_options.Timeouts.WholeMessage, _clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, cancellationToken);
            var wasKept = _session is not null;
            var delivery = await AttemptAsync(mail, whole.Token, either.Token, cancellationToken);

            // A kept connection may have died of old age, or the relay has had enough of it (421): that is no answer to this mail.
            return wasKept && delivery is Delivery.Deferred { Phase: DeliveryPhase.MailFrom, Fault: DeliveryFault.Transient, Reply.Code: null or 421 }
                ? await AttemptAsync(mail, whole.Token, either.Token, cancellationToken)
                : delivery;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Comes as far as AUTH and sends nothing.</summary>
    /// <returns>Null when the relay is ready for mail.</returns>
    public async Task<Delivery?> ProbeAsync(CancellationToken cancellationToken)
    {
        using var whole = new CancellationTokenSource(_options.Timeouts.WholeMessage, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, cancellationToken);
        await using var session = NewSession();
        try
        {
            var refusal = await session.OpenAsync(either.Token);
            await session.CloseAsync(politely: refusal?.Reply.Code != 421);
            return refusal;
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Lost(session.Phase, lost);
        }
    }

    public async ValueTask ReleaseAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_session is { } session)
            {
                _session = null;
                await session.CloseAsync(politely: true);
            }
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

    private async Task<Delivery> AttemptAsync(
        OutgoingMail mail, CancellationToken whole, CancellationToken either, CancellationToken cancellationToken)
    {
        var kept = _session;
        var session = kept ?? NewSession();
        _session = null;
        var (orderly, keep) = (false, false);
        try
        {
            if (kept is null && await session.OpenAsync(either) is { } refusal)
            {
                orderly = refusal.Reply.Code != 421;
                return refusal;
            }

            var delivery = await session.SendAsync(mail, either, whole);
            orderly = delivery is not Delivery.Unknown && delivery.Reply.Code != 421;
            keep = orderly && session.Messages < _options.MaxMessagesPerConnection;
            return delivery;
        }
        catch (Exception lost) when (IsLoss(lost))
        {
            if (session.Phase != DeliveryPhase.EndOfData)
                cancellationToken.ThrowIfCancellationRequested();

            return Lost(session.Phase, lost);
        }
        finally
        {
            if (keep)
                _session = session;
            else
                await session.CloseAsync(politely: orderly);
        }
    }

    private SmtpSession NewSession() => new(_options, _roots, _clock, _dialogue);

    /// <summary>Cancellation is a loss only when it is the limit for the whole message that ran out; the caller's own passes.</summary>
    private static bool IsLoss(Exception problem) => problem is
        IOException or SocketException or TimeoutException or InvalidDataException or AuthenticationException or OperationCanceledException;

    private static Delivery Lost(DeliveryPhase phase, Exception problem)
    {
        var reply = RelayReply.Observed(problem is OperationCanceledException ? "the limit for one message ran out" : problem.Message);
        return (phase, problem) switch
        {
            (DeliveryPhase.EndOfData, _) => new Delivery.Unknown(phase, reply),

            // The runtime tells an invalid certificate from a broken handshake only by its words (which it does not translate). Should they
            // change, the mail still stays here: only the fault would read Relay.
            (DeliveryPhase.Tls, AuthenticationException { InnerException: null } refused)
                when refused.Message.Contains("remote certificate", StringComparison.OrdinalIgnoreCase) =>
                new Delivery.Deferred(phase, reply, DeliveryFault.Configuration),
            ( < DeliveryPhase.MailFrom, _) => new Delivery.Deferred(phase, reply, DeliveryFault.Relay),
            _ => new Delivery.Deferred(phase, reply, DeliveryFault.Transient),
        };
    }
}
