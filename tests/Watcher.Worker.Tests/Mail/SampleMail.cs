using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

/// <summary>One good example of each; tests vary them by <c>with</c>.</summary>
internal static class SampleMail
{
    /// <summary>One black pixel, made by hand.</summary>
    public static readonly byte[] Png = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

    public static MailContent Content { get; } = new()
    {
        From = MailAddress.Parse("watcher@example.org"),
        FromName = "Watcher - Kharkiv front",
        To = MailAddress.Parse("editor@example.org"),
        ReplyTo = MailAddress.Parse("ops@example.org"),
        Subject = "[Watcher] 2 contradictions, 7 new - Kharkiv front, Sat 21 Nov",
        Date = new DateTimeOffset(2026, 11, 21, 9, 0, 4, TimeSpan.FromHours(2)),
        MessageId = MessageIds.For('d', "digest:editor:kharkiv:2026-11-21T09:00", "watcher.example.org"),
        Text = "2 CONTRADICTIONS\r\n\r\n-- \r\nUnsubscribe: https://watcher.example.org/u/T\r\n",
        Html = "<!doctype html><p style=\"margin:0\">2 contradictions</p>",
    };

    public static OutgoingMail Outgoing(MailContent? content = null) => new()
    {
        Id = "01JD0000000000000000000000",
        EnvelopeFrom = (content ?? Content).From,
        EnvelopeTo = (content ?? Content).To,
        MessageId = (content ?? Content).MessageId,
        FileNameStem = "20261121-0900-digest-kharkiv",
        Rendered = MimeWriter.Write(content ?? Content),
    };

    public static OutgoingMail Raw(string message) => Outgoing() with { Rendered = System.Text.Encoding.UTF8.GetBytes(message) };
}
