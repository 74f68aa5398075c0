using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the mail to an operator. Pure.</summary>
internal static class OpsMail
{
    /// <param name="input">What is wrong.</param>
    /// <param name="messageId"><c>MessageIds.For('o', input.DedupKey, …)</c>.</param>
    /// <param name="policy">In force.</param>
    public static RenderedMail Render(OpsInput input, MessageId messageId, MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(policy);
        var ways = MailParts.Unsubscribe(policy, MailLinks.None, "ops", input.Recipient.Id);
        var written = OpsWriter.Write(input, MailParts.Rules(policy, ways));
        var content = MailParts.Content(policy, input.Recipient, written, messageId, input.ComposedAt, ways, "ops");
        return MailParts.Render(content with
        {
            Thread = new MailThread(MessageIds.OpsRoot(ThreadName(input.Kind), MailParts.IdDomain(policy)), Topic: null, input.ComposedAt),
            ExtraHeaders = [.. content.ExtraHeaders, new MailHeader("X-Watcher-Counts", MailParts.Count("problems", input.Problems.Length))],
        });
    }

    private static string ThreadName(OpsKind kind) => kind switch
    {
        OpsKind.FeedsFailing => "feeds-failing",
        OpsKind.FeedGone => "feed-gone",
        OpsKind.OutboxStuck => "outbox-stuck",
        OpsKind.ReloadRefused => "reload-refused",
        OpsKind.FloodGuard => "flood-guard",
        OpsKind.RecipientSuspended => "recipient-suspended",
        _ => "relay-refused",
    };
}
