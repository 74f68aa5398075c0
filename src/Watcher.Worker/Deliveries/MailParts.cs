using System.Globalization;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>A mail as it goes into the outbox.</summary>
internal sealed record RenderedMail
{
    public required string Subject { get; init; }

    /// <summary>The whole MIME message.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }
}

/// <summary>What mails of all kinds have in common: sender, ways to unsubscribe, policy, extra headers. Pure.</summary>
internal static class MailParts
{
    public static string Version { get; } = typeof(MailParts).Assembly.GetName().Version?.ToString(3) ?? "";

    public static string IdDomain(MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.IdDomain ?? MailAddress.Parse(policy.From).Domain;
    }

    /// <summary>In the order in which clients should try them; empty when there is nowhere to unsubscribe to.</summary>
    /// <param name="policy">In force.</param>
    /// <param name="links">An https page is announced as one-click, so it is null as long as nothing serves it.</param>
    /// <param name="about">What is ended: a list, or "ops".</param>
    /// <param name="recipientId">Whose mails are ended.</param>
    public static List<Uri> Unsubscribe(MailPolicy policy, MailLinks links, string about, string recipientId)
    {
        var ways = new List<Uri>();
        if (links.Unsubscribe?.Scheme == Uri.UriSchemeHttps)
        {
            ways.Add(links.Unsubscribe);
        }

        if (policy.UnsubscribeTo is { } address)
        {
            // Who reads that mailbox must learn which list and which recipient; the sender's address alone may be an alias.
            var subject = Uri.EscapeDataString($"unsubscribe {about} {MessageIds.RecipientHash(recipientId)}");
            ways.Add(new Uri($"mailto:{MailAddress.Parse(address)}?subject={subject}"));
        }

        return ways;
    }

    /// <summary>How the parts are written: thresholds, addresses, the way to unsubscribe that a reader is shown.</summary>
    public static DigestPolicy Rules(MailPolicy policy, List<Uri> ways) => new()
    {
        SubjectPrefix = policy.SubjectPrefix,
        MediumSeverity = policy.MediumSeverity,
        HighSeverity = policy.HighSeverity,
        CriticalSeverity = policy.CriticalSeverity,
        SettlingOrigins = policy.CorroborationOrigins,
        BaseUrl = policy.BaseUrl,
        Unsubscribe = ways.Count > 0 ? ways[0] : null,
        IdDomain = IdDomain(policy),
        Version = Version,
    };

    /// <summary>The whole mail but for what one kind of mail alone has.</summary>
    /// <param name="policy">In force.</param>
    /// <param name="recipient">Whom it goes to.</param>
    /// <param name="written">Its parts.</param>
    /// <param name="messageId">Of the mail.</param>
    /// <param name="date">Of composing; written with the recipient's offset.</param>
    /// <param name="ways">To unsubscribe.</param>
    /// <param name="kind">digest, alert, heartbeat, ops or test.</param>
    public static MailContent Content(
        MailPolicy policy, DigestRecipient recipient, WrittenMail written, MessageId messageId, DateTimeOffset date, List<Uri> ways, string kind) => new()
        {
            From = MailAddress.Parse(policy.From),
            FromName = policy.FromName,
            To = MailAddress.Parse(recipient.Address),
            ReplyTo = policy.ReplyTo is { } replyTo ? MailAddress.Parse(replyTo) : null,
            Subject = written.Subject,
            Date = TimeZoneInfo.ConvertTime(date, recipient.Zone),
            MessageId = messageId,
            Unsubscribe = ways,
            ExtraHeaders = policy.FeedbackId is { } sender
                ? [new MailHeader("Feedback-ID", $"{kind}:{sender}"), new MailHeader("X-Watcher-Kind", kind)] : [new MailHeader("X-Watcher-Kind", kind)],
            Text = written.Text,
            Html = written.Html,
            Attached = written.Attached is { } file ? new AttachedFile(file.Name, file.MediaType, file.Content.AsMemory()) : null,
            Images = written.Html is null ? [] : [.. written.Images.Select(image => new InlineImage(MessageId.Parse(image.Cid), image.Png, image.Alt))],
        };

    public static RenderedMail Render(MailContent content) => new() { Subject = content.Subject, Message = MimeWriter.Write(content) };

    public static MailList List(DigestList list, string idDomain) => new(list.Title, $"{list.Id}.lists.{idDomain}");

    public static Uri? Archive(MailPolicy policy) =>
        policy.BaseUrl is { } root ? new Uri(new Uri(root.AbsoluteUri.TrimEnd('/') + "/"), "digests") : null;

    public static string Lower(Severity severity) => severity.ToString().ToLowerInvariant();

    public static string Count(string name, int count) => string.Create(CultureInfo.InvariantCulture, $"{name}={count}");
}
