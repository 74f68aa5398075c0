using System.Globalization;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the mail of a digest: its parts and its headers (digest.md 5). Pure; fits <see cref="DigestRendering"/>.</summary>
internal static class DigestMail
{
    /// <param name="input">The digest.</param>
    /// <param name="messageId"><c>MessageIds.For('d', input.DedupKey, …)</c>.</param>
    /// <param name="policy">In force.</param>
    public static RenderedDigest Render(DigestInput input, MessageId messageId, MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(policy);
        var idDomain = MailParts.IdDomain(policy);
        var ways = MailParts.Unsubscribe(policy, input.Links, input.List.Id, input.Recipient.Id);
        var written = DigestWriter.Write(input, MailParts.Rules(policy, ways));
        var content = MailParts.Content(policy, input.Recipient, written.Mail, messageId, input.ComposedAt, ways, "digest");
        var rendered = MailParts.Render(content with
        {
            FromName = $"{policy.FromName} - {input.List.Title}",
            Thread = Thread(input, idDomain),
            List = MailParts.List(input.List, idDomain),
            ExtraHeaders = [.. content.ExtraHeaders, .. Extra(input, written.Digest)],
        });
        return new RenderedDigest { Subject = rendered.Subject, Message = rendered.Message, Shown = written.Digest.Shown };
    }

    /// <summary>The digest as a preview shows it: both parts, no mail.</summary>
    public static WrittenDigest Preview(DigestInput input, MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        return DigestWriter.Write(input, MailParts.Rules(policy, MailParts.Unsubscribe(policy, input.Links, input.List.Id, input.Recipient.Id)));
    }

    /// <summary>One thread a week: the week of the window's end, in the recipient's calendar.</summary>
    private static MailThread Thread(DigestInput input, string idDomain)
    {
        var end = input.To.DateTime;
        var week = string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(end)}-W{ISOWeek.GetWeekOfYear(end):00}");
        var monday = ISOWeek.ToDateTime(ISOWeek.GetYear(end), ISOWeek.GetWeekOfYear(end), DayOfWeek.Monday);
        return new MailThread(
            MessageIds.DigestRoot(input.List.Id, MessageIds.RecipientHash(input.Recipient.Id), week, idDomain),
            $"{input.List.Title} {week}",
            new DateTimeOffset(monday, TimeSpan.Zero));
    }

    private static List<MailHeader> Extra(DigestInput input, Digest digest)
    {
        var headers = new List<MailHeader> { new("X-Watcher-List", input.List.Id) };
        if (digest.Severity is { } severity)
        {
            headers.Add(new MailHeader("X-Watcher-Severity", MailParts.Lower(severity)));
        }

        var counts = digest.Counts;
        (string Name, int Count)[] all =
        [
            ("contradictions", counts.Contradictions), ("resolved", counts.Resolved), ("new", counts.New), ("updated", counts.Updated), ("retracted", counts.Retracted),
            ("corroborated", counts.Corroborated), ("within-article", counts.WithinArticle), ("notes", counts.Notes),
        ];
        headers.Add(new MailHeader("X-Watcher-Counts", string.Join("; ", all.Where(c => c.Count > 0).Select(c => MailParts.Count(c.Name, c.Count)))));
        headers.Add(new MailHeader("X-Watcher-Digest", input.DigestId));
        return headers;
    }
}
