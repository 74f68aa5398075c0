namespace Watcher.Mail;

/// <summary>What became of one attempt to hand a mail over.</summary>
public abstract record Delivery
{
    private Delivery(DeliveryPhase phase, RelayReply reply) => (Phase, Reply) = (phase, reply);

    /// <summary>How far the attempt came.</summary>
    public DeliveryPhase Phase { get; }

    public RelayReply Reply { get; }

    /// <summary>Accepted: the relay (or the disk) now answers for the mail.</summary>
    public sealed record Sent(DeliveryPhase Phase, RelayReply Reply) : Delivery(Phase, Reply);

    /// <summary>Not accepted now; the same bytes may be accepted later.</summary>
    public sealed record Deferred(DeliveryPhase Phase, RelayReply Reply, DeliveryFault Fault) : Delivery(Phase, Reply)
    {
        /// <summary>A relay that is away or misconfigured says nothing about this mail: it loses no attempt.</summary>
        public bool CountsAsAttempt => Fault is not (DeliveryFault.Relay or DeliveryFault.Configuration);
    }

    /// <summary>Refused for good: the same bytes to the same address will be refused again.</summary>
    public sealed record Rejected(DeliveryPhase Phase, RelayReply Reply, DeliveryFault Fault) : Delivery(Phase, Reply);

    /// <summary>The mail was handed over whole and the answer was lost: it may or may not have been accepted.</summary>
    public sealed record Unknown(DeliveryPhase Phase, RelayReply Reply) : Delivery(Phase, Reply);
}

/// <summary>The steps of an SMTP transaction, in order. The pickup folder uses <c>Connect</c>, <c>Data</c> and <c>EndOfData</c>.</summary>
public enum DeliveryPhase
{
    Connect,
    Greeting,
    Tls,
    Auth,
    MailFrom,
    RcptTo,
    Data,

    /// <summary>From the final dot to its reply: from here on a lost connection leaves the outcome unknown.</summary>
    EndOfData,
}

/// <summary>Whose fault it is that a mail was not accepted, which decides what the outbox does next.</summary>
public enum DeliveryFault
{
    /// <summary>The relay cannot be reached or used at all: the whole relay backs off and no mail loses an attempt.</summary>
    Relay,

    /// <summary>For now only: this mail is tried again by schedule.</summary>
    Transient,

    /// <summary>This address does not take mail: counts towards suspending the recipient.</summary>
    Recipient,

    /// <summary>The relay refuses on principle (sender, content, reputation, protocol): alarm; several in a row pause the queue.</summary>
    Policy,

    /// <summary>Our settings are wrong (credentials, certificate, encryption): the relay is paused until somebody looks.</summary>
    Configuration,

    /// <summary>Too big: worth rendering again without images.</summary>
    Content,
}

/// <summary>What the relay said, or, with no <paramref name="Code"/>, what we observed.</summary>
/// <param name="Code">Three digits, or null when no reply was read.</param>
/// <param name="EnhancedCode">RFC 3463, as in <c>5.1.1</c>.</param>
/// <param name="Text">One line without control characters; the path for a pickup folder.</param>
public sealed record RelayReply(int? Code, string? EnhancedCode, string Text)
{
    internal static RelayReply Observed(string text) => new(null, null, HeaderText.Clean(text, MaxTextLength));

    internal const int MaxTextLength = 1000;

    public override string ToString() => string.Join(' ', new[] { Code?.ToString("000", System.Globalization.CultureInfo.InvariantCulture), EnhancedCode, Text }
        .Where(part => !string.IsNullOrEmpty(part)));
}
