using System.Text;
using System.Text.Json;
using Watcher.Claims.Digests;
using Watcher.Mail;
using Watcher.Worker.Deliveries;
using Watcher.Worker.Rules;

namespace Watcher.Tests.Digests;

/// <summary>
/// Every golden mail as the file that goes out. With <c>WATCHER_MAIL_OUT=DIR</c> the files stay there, each with what it must be read as, for
/// the parsers of tests/mime-check.
/// </summary>
public sealed class MailFileTests
{
    private static readonly MailPolicy s_policy = new()
    {
        From = "watcher@example.org",
        ReplyTo = "ops@example.org",
        UnsubscribeTo = "ops@example.org",
        IdDomain = "watcher.example.org",
    };

    public static TheoryData<string, string> Mails => DigestPartsTests.Mails;

    [Theory]
    [MemberData(nameof(Mails))]
    public void Mail_OfEachKind_IsSevenBitInShortLines(string locale, string name)
    {
        var (message, written) = Render(locale, name);

        var lines = Encoding.Latin1.GetString(message).Split("\r\n");
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 100));
        Assert.DoesNotContain(message, b => b is > 126 or 0);
        Assert.Equal("", lines[^1]);
        if (Environment.GetEnvironmentVariable("WATCHER_MAIL_OUT") is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
            var stem = Path.Combine(folder, $"{locale}-{name}");
            File.WriteAllBytes(stem + ".eml", message);
            File.WriteAllText(stem + ".json", JsonSerializer.Serialize(new
            {
                subject = written.Subject,
                from = "watcher@example.org",
                to = "editor@example.org",
                replyTo = "ops@example.org",
                text = written.Text,
                html = written.Html,
                attached = written.Attached is { } file ? new { name = file.Name, type = file.MediaType, text = Encoding.UTF8.GetString(file.Content.AsSpan()) } : null,
                images = written.Images.Select(i => new { cid = i.Cid, bytes = i.Png.Length, alt = i.Alt }),
            }));
        }
    }

    private static (byte[] Message, WrittenMail Written) Render(string locale, string name)
    {
        var id = MessageId.Parse($"x.{name}.{locale}@watcher.example.org");
        if (DigestCases.All.TryGetValue(name, out var digest))
        {
            var input = DigestCases.In(locale, digest());
            return (DigestMail.Render(input, id, s_policy).Message.ToArray(), DigestMail.Preview(input, s_policy).Mail);
        }

        var ways = MailParts.Unsubscribe(s_policy, name.StartsWith("ops", StringComparison.Ordinal) ? MailLinks.None : DigestCases.ManagingLinks, Topic(name), "editor");
        var rules = MailParts.Rules(s_policy, ways);
        var written = MailCases.Write(name, locale, name.StartsWith("test", StringComparison.Ordinal) ? MailParts.Rules(s_policy, []) : rules);
        return (MailCases.Render(name, locale, id, s_policy).Message.ToArray(), written);
    }

    private static string Topic(string name) => name.StartsWith("ops", StringComparison.Ordinal) ? "ops" : "front";
}
