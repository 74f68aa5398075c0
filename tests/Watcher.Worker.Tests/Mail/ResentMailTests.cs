using Watcher.Mail;

namespace Watcher.Worker.Tests.Mail;

public sealed class ResentMailTests
{
    [Theory]
    [InlineData("short")]
    [InlineData("суперечність про кількість поранених унаслідок повені в одному з міст області, і ще кілька слів, щоб заголовок зайняв кілька рядків")]
    public void Of_AnyMail_ChangesIdAndSubjectAndNothingElse(string subject)
    {
        var before = MimeWriter.Write(SampleMail.Content with { Subject = subject });
        var id = MessageIds.For('d', "resend:x:1", "watcher.example.org");

        var after = ResentMail.Of(before, id, $"{subject} (resent)");

        var (first, second) = (ParsedMail.Read(before), ParsedMail.Read(after));
        Assert.Equal(id.ToString(), second["Message-ID"]);
        Assert.Equal($"{subject} (resent)", second.Decoded("Subject"));
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(
            first.Headers.Where(header => header.Name is not ("Message-ID" or "Subject")),
            second.Headers.Where(header => header.Name is not ("Message-ID" or "Subject")));
        Assert.Equal(first.Headers.Select(header => header.Name), second.Headers.Select(header => header.Name));
        _ = SampleMail.Outgoing() with { Rendered = after };   // refuses bare line ends and long lines
    }
}
