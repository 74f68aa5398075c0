using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the mail of a week without news, or of feeds that all fail. Pure.</summary>
internal static class HeartbeatMail
{
    /// <param name="input">The week.</param>
    /// <param name="messageId"><c>MessageIds.For('h', input.DedupKey, …)</c>.</param>
    /// <param name="policy">In force.</param>
    public static RenderedMail Render(HeartbeatInput input, MessageId messageId, MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(policy);
        var ways = MailParts.Unsubscribe(policy, input.Links, input.List.Id, input.Recipient.Id);
        var written = HeartbeatWriter.Write(input, MailParts.Rules(policy, ways));
        var content = MailParts.Content(policy, input.Recipient, written, messageId, input.ComposedAt, ways, "heartbeat");
        return MailParts.Render(content with
        {
            FromName = $"{policy.FromName} - {input.List.Title}",
            List = MailParts.List(input.List, MailParts.IdDomain(policy)),
            ExtraHeaders = [.. content.ExtraHeaders, new MailHeader("X-Watcher-List", input.List.Id)],
        });
    }
}
