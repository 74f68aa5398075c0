using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the mail of <c>watcher digest send-test</c>. Pure.</summary>
internal static class TestMail
{
    /// <param name="input">Whom it goes to and how.</param>
    /// <param name="messageId"><c>MessageIds.For('t', input.DedupKey, …)</c>.</param>
    /// <param name="policy">In force.</param>
    public static RenderedMail Render(TestInput input, MessageId messageId, MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(policy);
        var written = TestWriter.Write(input, MailParts.Rules(policy, []));
        return MailParts.Render(MailParts.Content(policy, input.Recipient, written, messageId, input.ComposedAt, [], "test"));
    }
}
