using Watcher.Mail;
using Watcher.Worker.Rules;
using Watcher.Worker.Storage;
using Watcher.Worker.Telemetry;

namespace Watcher.Worker.Deliveries;

/// <summary>What one round of delivery did.</summary>
internal sealed record DeliverySummary(int Sent, int PutOff, int Failed);

/// <summary>
/// Takes due mails to the transport and records what happened. The row is marked only after the transport accepted the bytes: at least
/// once. A repeat, if a worker dies in between, has the same bytes and the same Message-ID.
/// </summary>
internal sealed partial class OutboxDelivery(
    OutboxStore outbox, IMailTransport transport, SmallerMail smaller, RelayHealth relay, TimeProvider time, PassProbe probe, ILogger<OutboxDelivery> log)
{
    /// <summary>One round hands over no more than this, so that a stop is never far away.</summary>
    private const int MaxMailsARound = 50;

    /// <summary>After this many refusals on principle in a row the relay is left alone for a while.</summary>
    private const int MaxPolicyRefusals = 3;

    private static readonly TimeSpan s_unknownWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_configurationWait = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_policyWait = TimeSpan.FromHours(1);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}";

    private int _relayFailures;
    private int _policyRefusals;

    /// <summary>Hands over what is due; ends early when the relay is away.</summary>
    public async Task<DeliverySummary> DeliverAsync(WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configuration);

        var policy = configuration.Policy;
        var (sent, putOff, failed) = (0, 0, 0);
        foreach (var (id, recipient, list) in await outbox.DropUnwantedAsync(configuration, cancellationToken))
        {
            LogDropped(id, recipient, list ?? "no list");
        }

        try
        {
            for (var i = 0; i < MaxMailsARound && time.GetUtcNow() >= relay.RestsUntil; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (await outbox.TakeNextAsync(_owner, policy.UnknownPolicy, cancellationToken) is not { } due)
                {
                    break;
                }

                probe.Reached(PassPoint.MailTaken);
                if (RelayLimits.Hold(await outbox.CountsAsync(due.Recipient, cancellationToken)) is { } hold)
                {
                    await outbox.PutOffAsync(
                        due, due.StateBefore, hold, counts: false, new RelayReply(null, null, "held by the sending limits"), CancellationToken.None);
                    putOff++;
                    continue;
                }

                var delivery = await SendAsync(due, cancellationToken);
                probe.Reached(PassPoint.MailAccepted);
                Instruments.SmtpAttempts.Add(1, Instruments.Outcome(delivery switch
                {
                    Delivery.Sent => "accepted",
                    Delivery.Deferred => "transient",
                    Delivery.Rejected => "permanent",
                    _ => "unknown",
                }));

                // From here on the outcome must reach the store, whoever wants to stop.
                switch (await RecordAsync(due, delivery, configuration, CancellationToken.None))
                {
                    case "sent":
                        sent++;
                        break;
                    case "failed" or "held":
                        failed++;
                        break;
                    default:
                        putOff++;
                        break;
                }

                probe.Reached(PassPoint.MailRecorded);
            }
        }
        finally
        {
            await transport.ReleaseAsync(CancellationToken.None);
        }

        return new DeliverySummary(sent, putOff, failed);
    }

    private async Task<Delivery> SendAsync(DueMail due, CancellationToken cancellationToken)
    {
        try
        {
            return await transport.SendAsync(due.Mail, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Cancelled before the relay can have had it: the next run takes it up, without a lost attempt.
            await outbox.PutOffAsync(
                due, due.StateBefore, TimeSpan.Zero, counts: false, new RelayReply(null, null, "stopped before sending"), CancellationToken.None);
            throw;
        }
    }

    /// <summary>Gives the state the mail is in now.</summary>
    private async Task<string> RecordAsync(
        DueMail due, Delivery delivery, WatcherConfiguration configuration, CancellationToken cancellationToken)
    {
        var unknownPolicy = configuration.Policy.UnknownPolicy;
        if (delivery is Delivery.Sent)
        {
            (_relayFailures, _policyRefusals) = (0, 0);
            relay.Recover();
            await outbox.SentAsync(due, delivery.Reply, cancellationToken);
            LogSent(due.Mail.FileNameStem, due.Mail.Id, delivery.Reply.Text);
            return "sent";
        }

        LogNotSent(due.Mail.FileNameStem, due.Mail.Id, delivery.GetType().Name, delivery.Phase, delivery.Reply.ToString());
        switch (delivery)
        {
            case Delivery.Deferred { Fault: DeliveryFault.Relay or DeliveryFault.Configuration } deferred:
                var rest = deferred.Fault == DeliveryFault.Configuration
                    ? s_configurationWait : RelayLimits.Wait(++_relayFailures, "relay");
                Rest(rest, delivery.Reply, deferred.Fault == DeliveryFault.Configuration);
                await outbox.PutOffAsync(due, Waiting(due), rest, counts: false, delivery.Reply, cancellationToken);
                return "retry";

            case Delivery.Deferred:
                await outbox.PutOffAsync(
                    due, "retry", RelayLimits.Wait(due.Attempts + 1, due.Mail.Id), counts: true, delivery.Reply, cancellationToken);
                return "retry";

            case Delivery.Unknown when unknownPolicy == UnknownPolicy.Resend && due.Resends == 0:
                await outbox.PutOffAsync(due, "unknown", s_unknownWait, counts: true, delivery.Reply, cancellationToken);
                return "unknown";

            case Delivery.Unknown:
                await outbox.HeldAsync(due, delivery.Reply, cancellationToken);
                return "held";

            case Delivery.Rejected { Fault: DeliveryFault.Configuration }:
                // Our settings, not this mail: it waits until they are right.
                Rest(s_configurationWait, delivery.Reply, isAlarm: true);
                await outbox.PutOffAsync(due, Waiting(due), s_configurationWait, counts: false, delivery.Reply, cancellationToken);
                return "retry";

            case Delivery.Rejected { Fault: DeliveryFault.Content } when await smaller.MakeAsync(due, configuration, cancellationToken) is var (message, reduction):
                await outbox.ReplaceAsync(due, message, reduction, delivery.Reply, cancellationToken);
                LogSmaller(due.Mail.FileNameStem, due.Mail.Id, reduction);
                return "retry";

            case Delivery.Rejected rejected:
                if (rejected.Fault == DeliveryFault.Policy)
                {
                    relay.Raise(time.GetUtcNow(), delivery.Reply);
                    if (++_policyRefusals >= MaxPolicyRefusals)
                    {
                        Rest(s_policyWait, delivery.Reply, isAlarm: true);
                    }
                }

                await outbox.FailedAsync(due, delivery.Reply, rejected.Fault, cancellationToken);
                return "failed";

            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>A mail that waits for the relay can be merged into the next digest, unless a try of it may have come through.</summary>
    private static string Waiting(DueMail due) => due.StateBefore == "unknown" ? "unknown" : "retry";

    private void Rest(TimeSpan wait, RelayReply reply, bool isAlarm)
    {
        relay.Rest(time.GetUtcNow(), wait, reply, isAlarm);
        LogRelayRests(wait, reply.ToString());
    }

    [LoggerMessage(Level = LogLevel.Information, EventName = "mail_dropped", Message = "mail {Outbox} to {Recipient} ({List}) is dropped: the configuration holds the subscription no more")]
    private partial void LogDropped(string outbox, string recipient, string list);

    [LoggerMessage(Level = LogLevel.Information, Message = "mail {Name} ({Outbox}) sent: {Reply}")]
    private partial void LogSent(string name, string outbox, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "mail {Name} ({Outbox}) not sent: {Outcome} at {Phase}: {Reply}")]
    private partial void LogNotSent(string name, string outbox, string outcome, DeliveryPhase phase, string reply);

    [LoggerMessage(Level = LogLevel.Warning, Message = "mail {Name} ({Outbox}) is too big for the relay and was made again: {Reduction}")]
    private partial void LogSmaller(string name, string outbox, MailReduction reduction);

    [LoggerMessage(Level = LogLevel.Error, Message = "the mail relay is left alone for {Wait}: {Reply}")]
    private partial void LogRelayRests(TimeSpan wait, string reply);
}
