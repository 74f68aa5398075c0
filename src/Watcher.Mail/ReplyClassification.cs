namespace Watcher.Mail;

/// <summary>What a 4xx or 5xx reply means for the mail and for the relay. The same for every SMTP transport.</summary>
public static class ReplyClassification
{
    public static Delivery Of(DeliveryPhase phase, RelayReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);

        return (reply.Code, reply.EnhancedCode) switch
        {
            // RFC 4954: authentication required, too weak, wrong, or only over TLS. Whatever the phase, it is about us and not about the mail.
            (530 or 534 or 535 or 538, _) => Deferred(DeliveryFault.Configuration),
            ( >= 500 and < 600, _) when phase == DeliveryPhase.Auth => Deferred(DeliveryFault.Configuration),

            ( >= 400 and < 500, _) => Deferred(DeliveryFault.Transient),

            // Before MAIL the relay has not heard of a mail yet, so no mail can be at fault.
            ( >= 500 and < 600, _) when phase < DeliveryPhase.MailFrom => Deferred(DeliveryFault.Relay),

            // A full mailbox is 552 too, but no smaller rendering will fit into it.
            (552, "5.2.2") => Rejected(DeliveryFault.Recipient),
            (552, _) or ( >= 500 and < 600, "5.3.4" or "5.2.3") => Rejected(DeliveryFault.Content),

            ( >= 500 and < 600, { } enhanced) when IsAboutRecipient(enhanced) => Rejected(DeliveryFault.Recipient),
            ( >= 500 and < 600, null or "5.0.0") when phase == DeliveryPhase.RcptTo && !IsAboutProtocol(reply.Code) => Rejected(DeliveryFault.Recipient),
            ( >= 500 and < 600, _) => Rejected(DeliveryFault.Policy),

            // 1xx, 2xx or 3xx where it makes no sense: the relay is not speaking SMTP with us.
            _ => Deferred(phase < DeliveryPhase.MailFrom ? DeliveryFault.Relay : DeliveryFault.Transient),
        };

        Delivery Deferred(DeliveryFault fault) => new Delivery.Deferred(phase, reply, fault);

        Delivery Rejected(DeliveryFault fault) => new Delivery.Rejected(phase, reply, fault);
    }

    /// <summary>RFC 3463: bad mailbox, host, syntax, ambiguous, moved, null MX; mailbox disabled or full. Not 5.1.7 and 5.1.8: the sender.</summary>
    private static bool IsAboutRecipient(string enhanced) =>
        enhanced is "5.1.0" or "5.1.1" or "5.1.2" or "5.1.3" or "5.1.4" or "5.1.6" or "5.1.10" or "5.2.0" or "5.2.1" or "5.2.2";

    /// <summary>Commands the relay does not know, or not in this order. A bad parameter (501) is left out: after RCPT it is the address.</summary>
    private static bool IsAboutProtocol(int? code) => code is 500 or 502 or 503 or 504 or 555;
}
