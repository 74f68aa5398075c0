using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the mail of an alert. Pure.</summary>
internal static class AlertMail
{
    /// <param name="input">The alert; <see cref="AlertTrigger"/> says which findings deserve one and which belong together.</param>
    /// <param name="messageId"><c>MessageIds.For('a', input.DedupKey, …)</c>.</param>
    /// <param name="policy">In force.</param>
    public static RenderedMail Render(AlertInput input, MessageId messageId, MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(policy);
        var idDomain = MailParts.IdDomain(policy);
        var ways = MailParts.Unsubscribe(policy, input.Links, input.List.Id, input.Recipient.Id);
        var rules = MailParts.Rules(policy, ways);
        var written = AlertWriter.Write(input, rules, policy.MaxAlertsPerHour);
        var keys = input.Findings.Where(f => AlertTrigger.SeverityOf(f, input.List, rules, input.ComposedAt) is not null).Select(AlertTrigger.KeyOf).Distinct().ToList();
        var severity = input.Findings.Max(f => AlertTrigger.SeverityOf(f, input.List, rules, input.ComposedAt)) ?? input.MinSeverity;
        var content = MailParts.Content(policy, input.Recipient, written, messageId, input.ComposedAt, ways, "alert");
        return MailParts.Render(content with
        {
            FromName = $"{policy.FromName} - {input.List.Title}",
            Thread = keys.Count == 1 && input.Occasion == AlertOccasion.Contradiction
                ? new MailThread(MessageIds.AlertRoot(keys[0], idDomain), Topic: null, input.ComposedAt) : null,
            List = MailParts.List(input.List, idDomain),
            ExtraHeaders =
            [
                .. content.ExtraHeaders, new MailHeader("X-Watcher-List", input.List.Id), new MailHeader("X-Watcher-Severity", MailParts.Lower(severity)),
                new MailHeader("X-Watcher-Counts", MailParts.Count("contradictions", keys.Count)),
            ],
        });
    }
}
