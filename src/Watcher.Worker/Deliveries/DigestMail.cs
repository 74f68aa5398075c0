using System.Globalization;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Rules;

namespace Watcher.Worker.Deliveries;

/// <summary>Makes the mail of a digest: its parts and its headers (digest.md 5). Pure; fits <see cref="DigestRendering"/>.</summary>
internal static class DigestMail
{
    private static readonly string s_version = typeof(DigestMail).Assembly.GetName().Version?.ToString(3) ?? "";

    public static RenderedDigest Render(DigestInput input, MessageId messageId, MailPolicy policy) =>
        Render(input, messageId, policy, unsubscribePage: null);

    /// <param name="input">The digest.</param>
    /// <param name="messageId">Of the mail.</param>
    /// <param name="policy">In force.</param>
    /// <param name="unsubscribePage">
    /// The https page on which this recipient ends this list by one POST (RFC 8058); null as long as nothing serves one, because the header
    /// is a promise.
    /// </param>
    public static RenderedDigest Render(DigestInput input, MessageId messageId, MailPolicy policy, Uri? unsubscribePage)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(messageId);
        ArgumentNullException.ThrowIfNull(policy);
        var from = MailAddress.Parse(policy.From);
        var idDomain = policy.IdDomain ?? from.Domain;
        var ways = Unsubscribe(input, policy, unsubscribePage);
        var written = DigestWriter.Write(input, Rules(policy, ways));
        var digest = written.Digest;
        var content = new MailContent
        {
            From = from,
            FromName = $"{policy.FromName} - {input.List.Title}",
            To = MailAddress.Parse(input.Recipient.Address),
            ReplyTo = policy.ReplyTo is { } replyTo ? MailAddress.Parse(replyTo) : null,
            Subject = digest.Subject,
            Date = input.ComposedAt,
            MessageId = messageId,
            Thread = Thread(input, idDomain),
            List = new MailList(input.List.Title, $"{input.List.Id}.lists.{idDomain}"),
            Unsubscribe = ways,
            Archive = policy.BaseUrl is { } root ? new Uri(new Uri(root.AbsoluteUri.TrimEnd('/') + "/"), "digests") : null,
            ExtraHeaders = Extra(input, digest),
            Text = written.Text,
            Html = written.Html,
        };
        return new RenderedDigest { Subject = digest.Subject, Message = MimeWriter.Write(content), Shown = digest.Shown };
    }

    /// <summary>The digest as a preview shows it: both parts, no mail.</summary>
    public static WrittenDigest Preview(DigestInput input, MailPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(policy);
        return DigestWriter.Write(input, Rules(policy, Unsubscribe(input, policy, unsubscribePage: null)));
    }

    /// <summary>In the order in which clients should try them; empty when there is nowhere to unsubscribe to.</summary>
    private static List<Uri> Unsubscribe(DigestInput input, MailPolicy policy, Uri? unsubscribePage)
    {
        var ways = new List<Uri>();
        if (unsubscribePage?.Scheme == Uri.UriSchemeHttps)
        {
            ways.Add(unsubscribePage);
        }

        if (policy.UnsubscribeTo is { } address)
        {
            // Who reads that mailbox must learn which list and which recipient; the sender's address alone may be an alias.
            var about = Uri.EscapeDataString($"unsubscribe {input.List.Id} {MessageIds.RecipientHash(input.Recipient.Id)}");
            ways.Add(new Uri($"mailto:{MailAddress.Parse(address)}?subject={about}"));
        }

        return ways;
    }

    private static DigestPolicy Rules(MailPolicy policy, List<Uri> ways) => new()
    {
        SubjectPrefix = policy.SubjectPrefix,
        MediumSeverity = policy.MediumSeverity,
        HighSeverity = policy.HighSeverity,
        CriticalSeverity = policy.CriticalSeverity,
        SettlingOrigins = policy.CorroborationOrigins,
        BaseUrl = policy.BaseUrl,
        Unsubscribe = ways.Count > 0 ? ways[0] : null,
        Version = s_version,
    };

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
        var headers = new List<MailHeader> { new("X-Watcher-Kind", "digest"), new("X-Watcher-List", input.List.Id) };
        if (digest.Severity is { } severity)
        {
            headers.Add(new MailHeader("X-Watcher-Severity", severity.ToString().ToLowerInvariant()));
        }

        var counts = digest.Counts;
        (string Name, int Count)[] all =
        [
            ("contradictions", counts.Contradictions), ("new", counts.New), ("updated", counts.Updated), ("retracted", counts.Retracted),
            ("corroborated", counts.Corroborated), ("within-article", counts.WithinArticle), ("notes", counts.Notes),
        ];
        headers.Add(new MailHeader("X-Watcher-Counts", string.Join(
            "; ", all.Where(c => c.Count > 0).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}={c.Count}")))));
        headers.Add(new MailHeader("X-Watcher-Digest", input.DigestId));
        return headers;
    }
}
